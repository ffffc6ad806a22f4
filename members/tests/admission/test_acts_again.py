"""Once more: the same person, a stopped file, a faulty step, a corrected decision."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.log import acting_as
from branches.tests.factories import BranchFactory
from members.actions import NotPossibleError
from members.admission import acts, duplicates
from members.admission.case import Case
from members.admission.stages import Stage
from members.models import Candidate, CandidatePaper, Member, Spell
from members.tests.admission.people import BORN, FIVE, STARTED, D, K, official
from members.tests.factories import SpellFactory

SAME = {"full_name": "Lê Thị Mơ", "sex": "female", "born_on": BORN}
AGAIN = {"education": "upper", "unions": "trade", "employed_on": D(2010, 1, 4)}


def add(world, by=None, **more):
    by = by or world.office
    facts = {"branch": world.branch, "started_on": STARTED, **SAME, **more}
    with acting_as(user=by):
        return acts.add(by=by, **facts)


def former(**life):
    """Somebody of that name who was struck off in 2012."""
    out = {"ended_on": D(2012, 1, 1), "end_reason": "struck_off"} | life
    spell = SpellFactory(
        member__full_name="Lê Thị Mơ",
        member__born_on=BORN,
        decision_on=None,
        ceremony_on=D(2008, 1, 1),
        **out,
    )
    return spell.member


def stage(candidate):
    return Case(Candidate.objects.get(pk=candidate.pk)).stage


@pytest.mark.parametrize("typed", ["Lê Thị Mơ", "LE THI MO", "lê thị  mơ"])
def test_the_act_itself_refuses_somebody_known(world, typed):
    world.candidate()
    with pytest.raises(NotPossibleError, match="mở hồ sơ đó"):
        add(world, full_name=typed)
    assert Candidate.objects.count() == 1


def test_the_act_tells_a_secretary_nothing_of_others(world):
    other = world.candidate()
    other.branches.update(branch=BranchFactory(committee=world.committee))
    with pytest.raises(NotPossibleError) as caught:
        add(world, by=world.secretary)
    assert str(caught.value) == duplicates.KNOWN_ELSEWHERE


def test_two_numbers_are_two_people(world):
    add(world, citizen_id="001192000001")
    other = add(world, citizen_id="001192000002")
    assert other.pk
    with pytest.raises(NotPossibleError):
        add(world, citizen_id="001192000002", full_name="Tên Khác Hẳn")


def test_the_throttle_holds_in_the_act_and_spares_the_office(world, monkeypatch):
    monkeypatch.setattr(duplicates, "MOST", 1)
    add(world, by=world.secretary)
    with pytest.raises(NotPossibleError, match="quá nhiều lần"):
        add(world, by=world.secretary, full_name="Trần Văn Sáng")
    assert add(world, full_name="Trần Văn Sáng")
    assert add(world, full_name="Trần Văn Sao")


def test_a_secretary_can_not_say_that_it_is_the_member(world):
    former()
    with pytest.raises(NotPossibleError):
        add(world, by=world.secretary)
    with pytest.raises(PermissionDenied):
        add(world, by=world.secretary, is_known=True)


def test_a_readmission_from_the_form_to_the_second_spell(world):
    member = former()
    candidate = add(world, is_known=True, **AGAIN)
    assert candidate.member == member
    world.fill(candidate)
    CandidatePaper.objects.create(
        candidate=candidate, kind="city_consent", dated_on=D(2020, 8, 1)
    )
    world.live(candidate, K.CEREMONY)
    assert [s.ceremony_on for s in member.spells.order_by("ceremony_on")] == [
        D(2008, 1, 1),
        D(2020, 11, 9),
    ]


def test_a_file_for_each_spell_of_one_person(world):
    first = world.candidate()
    world.live(first, K.CEREMONY)
    first.refresh_from_db()
    with acting_as(user=world.office):
        world.enter(
            first, K.CANCELLED, D(2021, 2, 1), reason="Sai", number="1", why="papers"
        )
        second = add(world, is_known=True, started_on=D(2021, 3, 1))
    assert second.member == first.member
    assert list(first.member.candidates.order_by("pk")) == [first, second]


def test_a_member_on_the_roll_gets_the_file_of_the_old_papers(world):
    member = official(world.branch)
    spell = member.spells.get()
    Member.objects.filter(pk=member.pk).update(born_on=BORN)
    facts = {"full_name": member.full_name, "is_known": True, "is_old": True}
    candidate = add(world, **facts)
    with pytest.raises(NotPossibleError, match="01/01/2016"):
        world.enter(candidate, K.CEREMONY, D(2016, 1, 2), reason="Hồ sơ cũ")
    step = world.enter(candidate, K.CEREMONY, D(2016, 1, 1), reason="Hồ sơ cũ")
    assert (step.change_set, stage(candidate)) == ("", Stage.PROBATION)
    assert list(member.spells.all()) == [spell]


def test_a_dropped_file_goes_on_when_the_person_comes_back(world):
    candidate = world.candidate()
    world.live(candidate, K.CHOSEN)
    with pytest.raises(NotPossibleError, match="chọn lý do"):
        world.enter(candidate, K.DROPPED, D(2020, 3, 2))
    with pytest.raises(NotPossibleError, match="ghi rõ"):
        world.enter(candidate, K.DROPPED, D(2020, 3, 2), why="other")
    world.enter(candidate, K.DROPPED, D(2020, 3, 2), why="job")
    assert stage(candidate) == Stage.DROPPED
    with pytest.raises(NotPossibleError):
        add(world)
    world.enter(candidate, K.RESUMED, D(2020, 6, 1))
    assert stage(candidate) == Stage.SYMPATHISER


def test_a_dropped_file_moves_to_the_branch_where_the_person_works_now(world):
    candidate, to = world.candidate(), BranchFactory(committee=world.committee)
    world.enter(candidate, K.DROPPED, D(2020, 3, 2), why="job")
    with acting_as(user=world.office):
        acts.move(candidate=candidate, to=to, on=D(2020, 5, 4), by=world.office)
    step = world.enter(candidate, K.RESUMED, D(2020, 6, 1))
    assert step.branch == to
    assert not candidate.helps.filter(ended_on=None).exists()


def redo(world, step, day, **typed):
    with acting_as(user=world.office):
        return acts.redo(
            step, by=world.office, correction="Sai thủ tục", happened_on=day, **typed
        )


def test_a_faulty_step_alone_is_made_again(world):
    candidate = world.candidate()
    world.live(candidate, K.CEREMONY)
    vote = candidate.steps.get(kind=K.BRANCH_VOTE)
    typed = {**FIVE, "number": "15-NQ/CB"}
    with pytest.raises(NotPossibleError, match="phải sau"):
        redo(world, vote, D(2020, 9, 6), **typed)
    new = redo(world, vote, D(2021, 3, 1), **typed)
    vote.refresh_from_db()
    assert (vote.state, new.corrects, new.is_redo) == ("replaced", vote, True)
    assert stage(candidate) == Stage.PROBATION
    assert Spell.objects.get(member__candidates=candidate).ceremony_on == D(2020, 11, 9)
    world.enter(candidate, K.PROFILE, D(2020, 12, 1))


def test_a_vote_made_again_must_pass(world):
    candidate = world.candidate()
    world.live(candidate, K.CEREMONY)
    vote = candidate.steps.get(kind=K.BRANCH_VOTE)
    short = FIVE | {"in_favour": 1, "against": 4}
    with pytest.raises(NotPossibleError, match="không đạt"):
        redo(world, vote, D(2021, 3, 1), reason="Đúng", **short)
    vote.refresh_from_db()
    assert vote.state == "accepted"


def test_the_ceremony_is_not_made_again_alone(world):
    candidate = world.candidate()
    step = world.live(candidate, K.CEREMONY)
    with pytest.raises(NotPossibleError, match="hãy ghi lại"):
        redo(world, step, D(2021, 3, 1))


def test_a_corrected_decision_reaches_the_members_page(world):
    candidate = world.candidate()
    world.live(candidate, K.CEREMONY)
    decision = candidate.steps.get(kind=K.DECISION)
    with acting_as(user=world.office):
        acts.correct(
            decision,
            by=world.office,
            correction="Nhầm số",
            happened_on=D(2020, 10, 13),
            number="110-QĐ/QU",
            received_on=D(2020, 10, 19),
        )
    spell = Spell.objects.get(member__candidates=candidate)
    assert (spell.decision_number, spell.decision_on) == ("110-QĐ/QU", D(2020, 10, 13))
    ceremony = candidate.steps.get(kind=K.CEREMONY)
    with acting_as(user=world.office):
        acts.give_back(ceremony, by=world.office, reason="Nhầm ngày")
    assert stage(candidate) == Stage.DECIDED
    assert not Member.objects.filter(full_name=candidate.full_name).exists()


def test_a_namesake_on_the_roll_stops_the_ceremony(world):
    candidate = world.candidate()
    world.live(candidate, K.DECISION)
    SpellFactory(member__full_name=candidate.full_name, member__born_on=BORN)
    with pytest.raises(NotPossibleError, match="số định danh của cả hai"):
        world.enter(candidate, K.CEREMONY, D(2020, 11, 9))
