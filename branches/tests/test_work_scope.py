"""Whose year a user sees: of the own branch, of the whole body, of nobody."""

import pytest

from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    InspectionFollowUp,
    Meeting,
    SteeringCommittee,
    SteeringSeat,
)
from branches.tests.factories import AccessFactory, CommitteeFactory
from branches.tests.work import another

pytestmark = pytest.mark.django_db

OF_A_BRANCH = {
    Meeting: "meeting",
    Congress: "congress",
    Inspection: "inspection",
    InspectionFollowUp: "follow_up",
    CoordinationRegulation: "regulation",
}
OF_THE_BODY = {SteeringCommittee: "steering", SteeringSeat: "seat"}


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create(username="a")


@pytest.fixture
def work(work):
    """Every row of a branch is there once more, of another branch of the body."""
    for row in (work.meeting, work.congress, work.inspection, work.regulation):
        another(work, row)
    theirs = Inspection.objects.exclude(pk=work.inspection.pk).get()
    InspectionFollowUp.objects.create(
        inspection=theirs, content="Khác", due_on=theirs.began_on
    )
    return work


@pytest.mark.parametrize("model", OF_A_BRANCH)
def test_secretary_sees_the_own_branch_s_rows_alone(model, user, work):
    AccessFactory(user=user, branch=work.branch)
    assert model.objects.count() > 1
    assert [*model.objects.visible_to(user)] == [getattr(work, OF_A_BRANCH[model])]


@pytest.mark.parametrize("model", OF_THE_BODY)
def test_secretary_sees_nothing_of_the_steering_committee(model, user, work):
    AccessFactory(user=user, branch=work.branch)
    assert model.objects.exists()
    assert not model.objects.visible_to(user).exists()


@pytest.mark.parametrize("model", OF_A_BRANCH | OF_THE_BODY)
@pytest.mark.parametrize("at", ["lower", "upper"])
def test_committee_sees_them_all(model, at, user, work):
    AccessFactory(user=user, committee=getattr(work, at))
    assert set(model.objects.visible_to(user)) == set(model.objects.all())


@pytest.mark.parametrize("model", OF_A_BRANCH)
def test_another_committee_sees_no_row_of_a_branch(model, user, work):
    AccessFactory(user=user, committee=CommitteeFactory())
    seen = model.objects.visible_to(user)
    of_no_branch = [work.of_committee] if model is Meeting else []
    assert [*seen] == of_no_branch


@pytest.mark.parametrize("model", OF_A_BRANCH | OF_THE_BODY)
def test_nobody_without_access_sees_a_row(model, user, work):
    user.is_superuser = True  # what one may do, not where
    assert not model.objects.visible_to(user).exists()


@pytest.mark.parametrize("model", [Meeting, Congress, Inspection])
def test_voided_row_is_not_shown(model, user, work):
    AccessFactory(user=user, branch=work.branch)
    getattr(work, OF_A_BRANCH[model]).void(by=None, reason="Nhầm")
    assert not model.objects.visible_to(user).exists()
