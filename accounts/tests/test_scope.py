"""Every model says who sees its rows; the check refuses one that does not."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.test.utils import isolate_apps

from accounts.models import LogEvent, Register, User
from accounts.scope import (
    BODY,
    OUR_APPS,
    PUBLIC,
    SYSTEM,
    Scope,
    ScopedQuerySet,
    by_branch,
    every_model_declares_its_scope,
    through,
)


def complaints(config):
    return [(error.id, error.msg) for error in every_model_declares_its_scope([config])]


def complaints_about(scope):
    """What the check says of a model of ours whose SCOPE is `scope`."""
    with isolate_apps("accounts") as registry:
        meta = type("Meta", (), {"app_label": "accounts"})
        body = {"__module__": __name__, "SCOPE": scope, "Meta": meta}
        type("Thing", (models.Model,), body)
        return complaints(registry.get_app_config("accounts"))


@pytest.mark.parametrize("scope", [None, "public", Scope])
def test_model_without_scope_is_refused(scope):
    found = complaints_about(scope)
    assert found == [("accounts.E001", "Thing declares no SCOPE")]


@pytest.mark.parametrize(
    "scope", [PUBLIC, BODY, SYSTEM, by_branch("branch"), through("member")]
)
def test_model_with_scope_is_accepted(scope):
    assert complaints_about(scope) == []


def test_all_our_models_declare_a_scope():
    assert every_model_declares_its_scope(None) == []
    models_of_ours = [
        m for app in OUR_APPS for m in apps.get_app_config(app).get_models()
    ]
    assert len(models_of_ours) > 30


def test_model_of_another_app_needs_none():
    assert complaints(apps.get_app_config("sessions")) == []


@pytest.mark.django_db
def test_system_rows_are_shown_to_nobody():
    user = User.objects.create(username="a", is_superuser=True)
    assert LogEvent.objects.exists()
    for model in (User, LogEvent):
        assert not ScopedQuerySet(model).visible_to(user).exists()


@pytest.mark.django_db
def test_public_rows_are_shown_to_who_may_log_in():
    register = Register.objects.create()
    user = User.objects.create(username="a")
    assert list(ScopedQuerySet(Register).visible_to(user)) == [register]
    user.is_active = False
    assert not ScopedQuerySet(Register).visible_to(user).exists()
    assert not ScopedQuerySet(Register).visible_to(AnonymousUser()).exists()
