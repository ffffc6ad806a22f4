"""The seven groups and their rights."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate

from accounts import groups
from accounts.models import LogEvent

pytestmark = pytest.mark.django_db


def rights(name):
    permissions = Permission.objects.filter(group__name=name)
    pairs = permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in pairs}


def test_groups_are_seven():
    assert set(Group.objects.values_list("name", flat=True)) == set(groups.RIGHTS)
    assert len(groups.RIGHTS) == 7


@pytest.mark.parametrize("name", groups.RIGHTS)
def test_rights_are_what_the_table_says(name):
    every = Permission.objects.values_list("content_type__app_label", "codename")
    labels = {f"{app}.{codename}" for app, codename in every}
    assert rights(name) == {label for label in labels if groups.may(name, label)}


def test_rights_over_accounts():
    held = {name: rights(name) for name in groups.RIGHTS}
    accounts = {
        name: {right for right in own if right.startswith("accounts.")}
        for name, own in held.items()
    }
    accounts.pop(groups.SYSTEM_ADMIN)
    assert held[groups.SYSTEM_ADMIN] == {
        "accounts.add_user",
        "accounts.change_user",
        "accounts.delete_user",
        "accounts.view_user",
        "accounts.view_register",
        "accounts.change_register",
        "accounts.view_logevent",
        "accounts.view_logseal",
        "accounts.view_trusteddevice",
        "branches.add_access",
        "branches.change_access",
        "branches.delete_access",
        "branches.view_access",
    }
    assert accounts.pop(groups.AUDITOR) == {"accounts.view_logevent"}
    assert set().union(*accounts.values()) == set()


@pytest.mark.parametrize(
    "model",
    [
        *("campaign", "team", "assignment", "listedenterprise"),
        *("rankingweight", "foundingitem"),
    ],
)
def test_surveyor_only_sees_what_a_campaign_rests_on(model):
    held = rights(groups.SURVEYOR)
    found = {label for label in held if label.endswith(f"_{model}")}
    assert found == {f"surveys.view_{model}"}


@pytest.mark.parametrize(
    ("name", "right", "expected"),
    [
        (groups.LEADER, "members.view_member", True),
        (groups.LEADER, "members.change_member", False),
        (groups.OFFICE, "branches.delete_branch", True),
        (groups.OFFICE, "accounts.view_user", False),
        (groups.SURVEYOR, "enterprises.change_enterprise", True),
        (groups.SURVEYOR, "enterprises.delete_enterprise", False),
        (groups.SURVEYOR, "surveys.delete_visit", True),
        (groups.SURVEYOR, "members.view_member", False),
        (groups.SECRETARY, "members.view_member", True),
        (groups.SECRETARY, "surveys.view_visit", False),
        (groups.DEPUTY, "members.change_member", False),
        (groups.AUDITOR, "surveys.view_visit", True),
        (groups.SYSTEM_ADMIN, "members.view_member", False),
    ],
)
def test_may(name, right, expected):
    assert groups.may(name, right) is expected


def test_sync_writes_nothing_when_nothing_differs(as_nobody):
    events = LogEvent.objects.count()
    as_nobody(groups.sync_rights, "accounts")
    assert LogEvent.objects.count() == events


def test_sync_corrects_what_was_changed_by_hand(events_of):
    auditor = Group.objects.get(name=groups.AUDITOR)
    held = rights(groups.AUDITOR)
    auditor.permissions.set(Permission.objects.filter(codename="delete_user"))
    groups.sync_rights("accounts")
    assert rights(groups.AUDITOR) & {"accounts.delete_user"} == set()
    for app in ("enterprises", "branches", "members", "surveys", "reports"):
        groups.sync_rights(app)
    assert rights(groups.AUDITOR) == held


def test_sync_takes_back_rights_over_django_itself():
    admin = Group.objects.get(name=groups.SYSTEM_ADMIN)
    admin.permissions.add(Permission.objects.get(codename="change_permission"))
    groups.sync_rights("auth")
    assert "auth.change_permission" not in rights(groups.SYSTEM_ADMIN)


def test_sync_leaves_other_groups_alone():
    other = Group.objects.create(name="Nhóm khác")
    other.permissions.set(Permission.objects.filter(codename="delete_user"))
    groups.sync_rights("accounts")
    assert rights("Nhóm khác") == {"accounts.delete_user"}


def test_sync_after_migrate_is_logged_as_migrate(events_of):
    Group.objects.get(name=groups.AUDITOR).permissions.clear()
    cleared = events_of("auth_group_permissions").count()
    receivers = [r for r in post_migrate.receivers if r[0][0] == "accounts.groups"]
    assert len(receivers) == 1
    config = Group._meta.apps.get_app_config("accounts")
    groups.on_post_migrate(sender=config, using="default")
    (event,) = events_of("auth_group_permissions")[cleared:]
    assert (event.kind, event.actor) == ("insert", "system:migrate")
