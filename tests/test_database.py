"""The test database itself: what one test commits, the next one doesn't see."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from accounts.groups import RIGHTS
from accounts.log import triggers
from accounts.models import LogEvent, User
from enterprises.models import Ward


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_committing_test_starts_from_the_migrations(turn):
    engine = triggers.ENGINES[connection.vendor]
    assert engine.installed(connection) == engine.expected(connection)
    assert set(Group.objects.values_list("name", flat=True)) == set(RIGHTS)
    assert Ward.objects.count() == 26
    assert not User.objects.exists()
    user = User.objects.create(username=turn)
    assert LogEvent.objects.filter(table="accounts_user", row=user.pk).count() == 1
