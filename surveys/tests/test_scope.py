"""Surveys are the whole body's: seen by those who look after a committee."""

import pytest

from accounts.models import User
from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from surveys.models import Campaign, OutreachCase, SurveyRecord, Visit

pytestmark = pytest.mark.django_db

OF_THE_BODY = (Campaign, SurveyRecord, OutreachCase, Visit)


@pytest.mark.parametrize("model", OF_THE_BODY)
def test_row_of_the_body_is_seen_from_a_committee(model, survey):
    user = User.objects.create(username="a")
    assert not model.objects.visible_to(user).exists()
    AccessFactory(user=user, branch=BranchFactory())
    assert not model.objects.visible_to(user).exists()
    AccessFactory(user=user, committee=CommitteeFactory())
    assert list(model.objects.visible_to(user)) == list(model.objects.all())
    user.is_active = False
    assert not model.objects.visible_to(user).exists()
