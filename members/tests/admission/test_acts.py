"""Entering, giving back, correcting, moving: what each writes and refuses."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from accounts.log import acting_as
from branches.tests.factories import BranchFactory
from members import actions
from members.actions import NotPossibleError
from members.admission import acts
from members.admission.case import Case
from members.admission.stages import Stage
from members.models import Candidate, Member, Placement, Spell
from members.tests.admission.people import FIVE, LIFE, D, K
from members.tests.factories import SpellFactory

AFTER = (
    (K.CHOSEN, Stage.SYMPATHISER),
    (K.CLASS, Stage.TRAINED),
    (K.ALLOWED, Stage.PREPARING),
    (K.FILED, Stage.VETTING),
    (K.VETTED, Stage.VETTING),
    (K.OPINIONS, Stage.ELIGIBLE),
    (K.BRANCH_VOTE, Stage.BRANCH_VOTED),
    (K.COMMITTEE_VOTE, Stage.COMMITTEE_VOTED),
    (K.DECISION, Stage.DECIDED),
    (K.CEREMONY, Stage.PROBATION),
    (K.RECOGNITION_VOTE, Stage.RECOGNITION_VOTED),
    (K.RECOGNITION_COMMITTEE, Stage.RECOGNITION_COMMITTEE),
    (K.RECOGNITION, Stage.OFFICIAL),
)


def stage(candidate):
    return Case(Candidate.objects.get(pk=candidate.pk)).stage


def last(candidate, kind):
    return candidate.steps.filter(kind=kind).last()


def test_a_life_passes_every_stage_without_a_word(world):
    candidate = world.candidate()
    assert stage(candidate) == Stage.FOLLOWED
    expected = dict(AFTER)
    for kind, day, typed in LIFE:
        world.enter(candidate, kind, day, **typed)
        if kind in expected:
            assert stage(candidate) == expected[kind]


def test_the_ceremony_makes_member_spell_and_placement(world):
    candidate = world.candidate()
    world.live(candidate, K.CEREMONY)
    candidate.refresh_from_db()
    spell = candidate.member.spells.get()
    assert (spell.decision_number, spell.ceremony_on) == ("101-QĐ/QU", D(2020, 11, 9))
    placement = spell.placements.get()
    assert (placement.branch, placement.began) == (world.branch, "admitted")


def test_the_official_day_is_the_ceremony_and_twelve_months(world):
    candidate = world.candidate()
    world.live(candidate, K.RECOGNITION)
    spell = Spell.objects.get(member__candidates=candidate)
    assert (spell.official_on, spell.recognised_on) == (D(2021, 11, 9), D(2021, 12, 13))


def test_a_step_out_of_turn_is_refused_with_what_it_waits_for(world):
    candidate = world.candidate()
    with pytest.raises(NotPossibleError, match="Học lớp nhận thức"):
        world.enter(candidate, K.ALLOWED, D(2020, 6, 1))
    assert not candidate.steps.exists()


def test_the_secretary_enters_no_step_of_the_office(world):
    candidate = world.candidate()
    world.live(candidate, K.CLASS)
    with pytest.raises(PermissionDenied):
        world.enter(candidate, K.ALLOWED, D(2020, 6, 1), by=world.secretary)


def test_a_refusal_writes_nothing_and_the_office_may_record_the_paper(world):
    candidate = world.candidate(education="below")
    world.live(candidate, K.OPINIONS)
    vote = {"happened_on": D(2020, 9, 7), **FIVE}
    with acting_as(user=world.secretary), pytest.raises(acts.FindingsError) as caught:
        acts.enter(
            candidate=candidate,
            kind=K.BRANCH_VOTE,
            by=world.secretary,
            reason="Cứ ghi",
            **vote,
        )
    assert [f.check.name for f in caught.value.found] == ["education"]
    assert not candidate.steps.filter(kind=K.BRANCH_VOTE).exists()
    step = world.enter(
        candidate, K.BRANCH_VOTE, D(2020, 9, 7), reason="Theo giấy", **FIVE
    )
    assert step.as_on_paper == "Theo giấy"


def test_a_failed_vote_does_not_advance_and_may_be_held_again(world):
    candidate = world.candidate()
    world.live(candidate, K.OPINIONS)
    short = FIVE | {"in_favour": 3, "against": 2}
    step = world.enter(
        candidate, K.BRANCH_VOTE, D(2020, 9, 7), reason="Báo cáo", **short
    )
    assert (step.passed, step.round, stage(candidate)) == (False, 1, Stage.ELIGIBLE)
    again = world.enter(candidate, K.BRANCH_VOTE, D(2020, 10, 5), **FIVE)
    assert (again.passed, again.round) == (True, 2)
    assert stage(candidate) == Stage.BRANCH_VOTED


def test_submitting_locks_and_the_office_gives_back_with_a_reason(world):
    candidate = world.candidate()
    step = world.enter(candidate, K.CHOSEN, D(2020, 2, 3), by=world.secretary)
    assert step.state == "submitted"
    with acting_as(user=world.secretary), pytest.raises(PermissionDenied):
        acts.correct(
            step, by=world.secretary, correction="Nhầm", happened_on=D(2020, 3, 2)
        )
    with acting_as(user=world.office):
        with pytest.raises(NotPossibleError, match="lý do"):
            acts.give_back(step, by=world.office, reason=" ")
        acts.give_back(step, by=world.office, reason="Sai ngày")
    assert stage(candidate) == Stage.FOLLOWED
    step.refresh_from_db()
    with acting_as(user=world.secretary):
        new = acts.correct(
            step, by=world.secretary, correction="Ghi lại", happened_on=D(2020, 2, 4)
        )
    assert (new.corrects, new.state, stage(candidate)) == (
        step,
        "submitted",
        Stage.SYMPATHISER,
    )


def test_giving_the_ceremony_back_takes_the_member_off(world):
    candidate = world.candidate()
    step = world.live(candidate, K.CEREMONY)
    with acting_as(user=world.office):
        acts.give_back(step, by=world.office, reason="Nhầm ngày")
    assert not Member.objects.filter(full_name=candidate.full_name).exists()
    assert stage(candidate) == Stage.DECIDED
    world.enter(candidate, K.CEREMONY, D(2020, 11, 10))
    spell = Spell.objects.get(member__full_name=candidate.full_name)
    assert spell.ceremony_on == D(2020, 11, 10)


def test_the_ceremony_comes_back_after_the_recognition_came_back(world):
    candidate = world.candidate()
    world.live(candidate, K.RECOGNITION)
    kinds = [kind for kind, _, _ in LIFE if kind != K.PUBLISHED]
    with acting_as(user=world.office):
        for kind in reversed(kinds[kinds.index(K.CEREMONY) :]):
            acts.give_back(last(candidate, kind), by=world.office, reason="Nhầm")
    assert stage(candidate) == Stage.DECIDED
    assert not Member.objects.filter(full_name=candidate.full_name).exists()


def test_what_others_rest_on_is_not_given_back(world):
    candidate = world.candidate()
    world.live(candidate, K.CLASS)
    with (
        acting_as(user=world.office),
        pytest.raises(NotPossibleError, match="đó trước"),
    ):
        acts.give_back(last(candidate, K.CHOSEN), by=world.office, reason="Nhầm")


def test_a_correction_keeps_the_order_of_days(world):
    candidate = world.candidate()
    world.live(candidate, K.CLASS)
    chosen = last(candidate, K.CHOSEN)
    with (
        acting_as(user=world.office),
        pytest.raises(NotPossibleError, match="đứng trước"),
    ):
        acts.correct(
            chosen, by=world.office, correction="Nhầm", happened_on=D(2020, 5, 5)
        )
    chosen.refresh_from_db()
    assert chosen.state == "accepted"


def test_a_file_moves_with_its_steps(world):
    candidate, other = world.candidate(), BranchFactory(committee=world.committee)
    world.live(candidate, K.CLASS)
    with acting_as(user=world.office):
        acts.move(candidate=candidate, to=other, on=D(2020, 5, 20), by=world.office)
    step = world.enter(
        candidate, K.ALLOWED, D(2020, 6, 1), reason="Nơi mới phân công sau"
    )
    assert step.branch == other
    assert not Candidate.objects.visible_to(world.secretary).exists()


def test_a_wrong_admission_is_cancelled(world):
    candidate = world.candidate()
    world.live(candidate, K.CEREMONY)
    world.enter(candidate, K.CANCELLED, D(2021, 2, 1), reason="Sai tiêu chuẩn")
    assert stage(candidate) == Stage.CANCELLED
    placement = Placement.objects.get(member__candidates=candidate)
    assert (placement.ended, placement.ended_on) == ("cancelled", D(2021, 2, 1))
    assert placement.spell.end_reason == "cancelled"


def test_what_the_members_page_says_already_is_only_told(world):
    candidate = world.candidate()
    world.live(candidate, K.RECOGNITION_COMMITTEE)
    spell = Spell.objects.get(member__candidates=candidate)
    actions.recognise(spell=spell, recognised_on=D(2021, 12, 13), number="155")
    with pytest.raises(NotPossibleError, match="13/12/2021"):
        world.enter(candidate, K.RECOGNITION, D(2021, 12, 14), number="155")
    step = world.enter(candidate, K.RECOGNITION, D(2021, 12, 13), number="155")
    assert (step.change_set, stage(candidate)) == ("", Stage.OFFICIAL)
    with acting_as(user=world.office):
        acts.give_back(step, by=world.office, reason="Nhầm")
    spell.refresh_from_db()
    assert spell.recognised_on == D(2021, 12, 13)


def test_a_readmission_is_the_same_person_with_a_second_spell(world):
    candidate = world.candidate(born_on=dt.date(1980, 1, 1))
    old = SpellFactory(
        member__full_name=candidate.full_name,
        decision_on=None,
        ceremony_on=D(2008, 1, 1),
        ended_on=D(2012, 1, 1),
        end_reason="struck_off",
    )
    candidate.member = old.member
    candidate.save()
    candidate.papers.create(kind="city_consent", dated_on=D(2020, 8, 1))
    world.live(candidate, K.CEREMONY)
    spells = list(old.member.spells.order_by("ceremony_on"))
    assert len(spells) == 2
    assert spells[1].placements.get().began == "readmitted"


def test_an_old_file_takes_the_steps_that_have_papers(world):
    candidate = world.candidate(is_old=True)
    world.enter(candidate, K.DECISION, D(2020, 10, 12), number="9")
    world.enter(candidate, K.CEREMONY, D(2020, 11, 9))
    assert stage(candidate) == Stage.PROBATION


def test_paused_and_dropped_files_take_nothing_more(world):
    candidate = world.candidate()
    world.enter(candidate, K.PAUSED, D(2020, 2, 3), note="Đi công tác xa")
    with pytest.raises(NotPossibleError):
        world.enter(candidate, K.CHOSEN, D(2020, 2, 4))
    world.enter(candidate, K.RESUMED, D(2020, 3, 2))
    world.enter(candidate, K.DROPPED, D(2020, 3, 3), why="job")
    with pytest.raises(NotPossibleError, match="không ghi được nữa"):
        world.enter(candidate, K.CHOSEN, D(2020, 4, 1))


def test_a_draft_counts_for_nothing_and_becomes_the_step(world):
    candidate = world.candidate()
    with acting_as(user=world.secretary):
        kept = acts.draft(
            candidate=candidate,
            kind=K.CHOSEN,
            by=world.secretary,
            happened_on=D(2020, 2, 3),
        )
    assert stage(candidate) == Stage.FOLLOWED
    step = world.enter(candidate, K.CHOSEN, D(2020, 2, 3), by=world.secretary)
    assert step.pk == kept.pk
    assert stage(candidate) == Stage.SYMPATHISER


def test_entering_for_the_branch_says_so(world):
    candidate = world.candidate()
    step = world.enter(candidate, K.CHOSEN, D(2020, 2, 3))
    own = world.enter(candidate, K.CLASS, D(2020, 5, 4), by=world.secretary)
    assert (step.on_behalf, own.on_behalf) == (True, False)
