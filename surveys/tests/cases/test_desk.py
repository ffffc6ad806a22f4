"""The desk asks the same guards: a step off the way, what a step rests on."""

import pytest

from branches.models import BranchEvent
from surveys.cases import stages
from surveys.cases.stages import C
from surveys.models import CaseStep, OutreachCase, Visit
from surveys.tests.cases.world import make_world


@pytest.fixture
def world(desk):
    return make_world(desk.user)


def step(world, stage, **typed):
    """What is typed into the new line of the steps."""
    number = world.case.steps.count()
    cells = {"happened_on": "01/05/2021", "stage": stage, **typed}
    return {f"steps-{number}-{name}": value for name, value in cells.items()}


def test_a_step_of_the_way_is_added(desk, world):
    answer = desk.save(OutreachCase, world.case, **step(world, "surveyed"))
    assert answer.is_saved
    made = CaseStep.objects.get(stage="surveyed")
    assert (made.previous, made.entered_by) == ("listed", desk.user)


def test_a_step_off_the_way_is_refused_in_words(desk, world):
    answer = desk.save(OutreachCase, world.case, **step(world, "agreed"))
    said = stages.refusal(world.case, C.AGREED, happened_on=stages.clock.today())
    assert not answer.is_saved
    assert said in str(answer)
    assert stages.stage_of(world.case) == C.LISTED


def test_a_decision_is_not_typed_at_the_desk(desk, world):
    world.lead_to(C.SUBMITTED)
    answer = desk.save(OutreachCase, world.case, **step(world, "decided"))
    assert not answer.is_saved
    assert "chỉ được ghi khi lập quyết định" in str(answer)
    event = world.found(world.case.opened_on)
    desk.save(OutreachCase, world.case, founding=event.pk)
    assert OutreachCase.objects.get().founding is None


def test_what_a_step_rests_on_stays_at_the_desk(desk, world):
    world.lead_to(C.AGREED)
    row = world.case.visits.get()
    answer = desk.save(Visit, row, attitude="opposed")
    assert "dựa vào lần gặp này: hãy hủy bước đó trước." in str(answer)
    assert Visit.objects.get().attitude == "agree"
    url = f"/admin/surveys/visit/{row.pk}/delete/"
    page = desk.client.post(url, {"reason": "Nhầm"}, follow=True).content.decode()
    assert "dựa vào lần gặp này" in page
    assert Visit.objects.count() == 1


def test_a_case_that_led_to_a_branch_is_not_voided(desk, world):
    world.lead_to(C.DECIDED)
    url = f"/admin/surveys/outreachcase/{world.case.pk}/delete/"
    page = desk.client.post(url, {"reason": "Nhầm"}, follow=True).content.decode()
    assert BranchEvent.NEVER_UNDONE in page
    assert OutreachCase.objects.count() == 1
