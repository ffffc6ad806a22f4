"""What every test shares: a named actor, cheap passwords, the same random draws."""

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from accounts.groups import OFFICE
from accounts.log import acting_as, triggers
from accounts.login import sessions
from accounts.models import User
from accounts.tests.desk import Desk
from branches.tests.factories import AccessFactory, CommitteeFactory
from tools.chromium import why_no_browser

pytest_plugins = ["tests.cast", "tests.demo"]

BROWSER_TESTS = "tests/browser"

# The same examples on every machine: a red run can be repeated. They are not shrunk
# (that takes minutes with a database); `--hypothesis-profile=shrink` does it.
_SAME = {"derandomize": True, "deadline": None, "database": None}
_QUICK = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
hypothesis.settings.register_profile("house", phases=_QUICK, **_SAME)
hypothesis.settings.register_profile("shrink", **_SAME)
hypothesis.settings.load_profile("house")


def pytest_configure(config):
    # argon2 takes 50 ms by design; a thousand tests do not need its strength.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_ignore_collect(collection_path, config):
    """Leave the browser tests out where they can't even be imported."""
    is_browser = collection_path == config.rootpath / BROWSER_TESTS
    return True if is_browser and why_no_browser() else None


def pytest_collection_modifyitems(config, items):
    folder = config.rootpath / BROWSER_TESTS
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter, config):
    if (config.rootpath / BROWSER_TESTS).exists() and (reason := why_no_browser()):
        terminalreporter.write_line(f"not run: {BROWSER_TESTS} ({reason})")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Remember what the migrations left, for the tests that commit."""
    with django_db_blocker.unblock():
        migrated = connection.creation.serialize_db_to_string()
    TransactionTestCase._fixture_teardown = lambda case: start_over(migrated)


def start_over(migrated):
    """What follows a test with real commits, in place of Django's flush.

    The triggers would refuse it, and it would take the wards, the rules and the groups
    of the migrations along.
    """
    triggers.uninstall(connection)
    flush = {"interactive": False, "inhibit_post_migrate": True, "verbosity": 0}
    call_command("flush", reset_sequences=False, **flush)
    connection.creation.deserialize_db_from_string(migrated)
    triggers.install(connection)


@pytest.fixture(autouse=True)
def _acting_as_test():
    """Writes of a test are the system's, each test with a change set of its own."""
    with acting_as(system="test"):
        yield


@pytest.fixture(autouse=True)
def _no_stamp_between(monkeypatch):
    """No session is written for a minute that a slow machine took between two pages."""
    monkeypatch.setattr(sessions, "EVERY", sessions.IDLE)


@pytest.fixture
def desk(client, db):
    """The desk of an office clerk who looks after the body that keeps the register."""
    clerk = User.objects.create(username="office", full_name="Cán bộ", is_staff=True)
    clerk.groups.add(Group.objects.get(name=OFFICE))
    AccessFactory(user=clerk, committee=CommitteeFactory(code="DBK", is_own=True))
    return Desk(client, clerk)
