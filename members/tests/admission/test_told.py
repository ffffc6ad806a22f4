"""What happens on the member's page or to the branch reaches the file."""

import pytest

from accounts.log import acting_as, change_set
from accounts.log.undo import undo
from branches.tests.factories import BranchFactory
from members.actions import NotPossibleError
from members.admission import acts, told
from members.admission.case import Case
from members.admission.stages import Stage
from members.events.record import record, take_back
from members.models import Candidate, Placement
from members.tests.admission.people import D, K


@pytest.fixture
def probationer(world):
    candidate = world.candidate()
    world.live(candidate, K.PROFILE)
    candidate.refresh_from_db()
    return candidate


def stage(candidate):
    return Case(Candidate.objects.get(pk=candidate.pk)).stage


def happens(world, candidate, code, day, **more):
    data = {"happened_on": day, "number": "7-QĐ/QU", **more}
    with acting_as(user=world.office):
        return record(member=candidate.member, code=code, data=data)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("recognition", Stage.OFFICIAL),
        ("cancellation", Stage.CANCELLED),
        ("strike_off", Stage.STRUCK),
        ("death", Stage.LEFT),
        ("resignation", Stage.LEFT),
    ],
)
def test_an_entry_of_the_member_is_a_step_of_the_file(
    world, probationer, code, expected
):
    entry = happens(world, probationer, code, D(2021, 12, 13))
    assert stage(probationer) == expected
    step = probationer.steps.last()
    assert (step.is_told, step.number, step.entered_by) == (
        True,
        "7-QĐ/QU",
        world.office,
    )
    with acting_as(user=world.office):
        take_back(entry=entry, by=world.office, reason="Nhầm")
    assert stage(probationer) == Stage.PROBATION


def test_a_told_step_is_taken_back_where_it_was_entered(world, probationer):
    happens(world, probationer, "cancellation", D(2021, 2, 1))
    step = probationer.steps.last()
    with (
        acting_as(user=world.office),
        pytest.raises(NotPossibleError, match="trang đảng viên"),
    ):
        acts.give_back(step, by=world.office, reason="Nhầm")


def test_a_death_after_the_recognition_leaves_the_file(world):
    candidate = world.candidate()
    world.live(candidate, K.PUBLISHED)
    candidate.refresh_from_db()
    happens(world, candidate, "death", D(2022, 1, 10))
    assert stage(candidate) == Stage.OFFICIAL


def test_who_leaves_the_body_stops_the_file(world, probationer):
    more = {"destination": "Đảng bộ phường Đông", "confirmed_on": None}
    happens(world, probationer, "transfer_out", D(2021, 3, 1), **more)
    assert stage(probationer) == Stage.GONE
    assert "phường Đông" in probationer.steps.last().note


def test_the_file_of_a_probationer_goes_along(world, probationer):
    to = BranchFactory(committee=world.committee)
    entry = happens(world, probationer, "move", D(2021, 3, 1), branch=to)
    assert probationer.branches.get(ended_on=None).branch == to
    assert not probationer.helps.filter(ended_on=None).exists()
    assert not Candidate.objects.visible_to(world.secretary).exists()
    with acting_as(user=world.office):
        take_back(entry=entry, by=world.office, reason="Nhầm")
    assert probationer.branches.get(ended_on=None).branch == world.branch


def test_a_branch_that_ends_hands_its_files_on(world):
    candidate, to = world.candidate(), BranchFactory(committee=world.committee)
    assert told.kept(world.branch, D(2021, 3, 1))
    with acting_as(user=world.office), change_set("Sáp nhập") as written:
        told.emptied(world.branch, into=to, on=D(2021, 3, 1))
    assert candidate.branches.get(ended_on=None).branch == to
    with acting_as(user=world.office):
        undo(written.change_set, by=world.office, reason="Nhầm")
    assert candidate.branches.get(ended_on=None).branch == world.branch


def test_a_probationer_not_fit_is_struck_off(world, probationer):
    vote = {"base": 5, "present": 5, "in_favour": 5, "against": 0}
    world.enter(probationer, K.STRIKE_VOTE, D(2021, 6, 1), **vote)
    with pytest.raises(NotPossibleError, match="đảng ủy đề nghị xóa tên"):
        world.enter(probationer, K.STRUCK, D(2021, 6, 15), number="9")
    world.enter(probationer, K.STRIKE_COMMITTEE, D(2021, 6, 8), **vote)
    step = world.enter(probationer, K.STRUCK, D(2021, 6, 15), number="9-QĐ/QU")
    assert stage(probationer) == Stage.STRUCK
    placement = Placement.objects.get(member=probationer.member)
    assert (placement.ended, placement.ended_on) == ("struck_off", D(2021, 6, 15))
    with acting_as(user=world.office):
        acts.give_back(step, by=world.office, reason="Nhầm")
    placement.refresh_from_db()
    assert (placement.ended_on, stage(probationer)) == (None, Stage.PROBATION)
