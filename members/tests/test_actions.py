"""What happens to a member: spell and placement go together, or nothing is written."""

import datetime as dt

import pytest

from accounts.tests.desk import written
from branches.models import Rule, RuleMissingError
from branches.tests.factories import BranchFactory
from members import actions
from members.actions import NotPossibleError
from members.models import Placement, Spell
from members.tests.conftest import ADMITTED, LEFT
from members.tests.factories import MemberFactory, SpellFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 1, 10)
BEGAN, ENDED = Placement.Began, Placement.Ended


@pytest.mark.parametrize(
    ("again", "began"), [(False, BEGAN.ADMITTED), (True, BEGAN.READMITTED)]
)
def test_admission_begins_spell_and_placement_on_the_ceremony(again, began, db):
    spell = actions.admit(
        member=MemberFactory(),
        branch=BranchFactory(),
        decision_on=dt.date(2020, 12, 30),
        decision_number="9",
        ceremony_on=DAY,
        again=again,
    )
    placement = spell.placements.get()
    assert (spell.decision_on, spell.ceremony_on) == (dt.date(2020, 12, 30), DAY)
    assert (placement.started_on, placement.ended_on) == (DAY, None)
    assert (placement.began, placement.began_number) == (began, "9")


@pytest.mark.parametrize(
    ("ceremony", "official"),
    [
        (dt.date(2020, 2, 29), dt.date(2021, 2, 28)),
        (dt.date(2021, 3, 1), dt.date(2022, 3, 1)),
    ],
)
@pytest.mark.parametrize("late", [0, 200])
def test_official_day_never_follows_the_papers(ceremony, official, late, db):
    spell = SpellFactory(decision_on=None, ceremony_on=ceremony)
    paper = official + dt.timedelta(days=late)
    actions.recognise(spell=spell, recognised_on=paper, number="12")
    spell.refresh_from_db()
    assert (spell.official_on, spell.recognised_on) == (official, paper)
    assert (spell.counts_official_on, spell.recognised_number) == (paper, "12")


@pytest.mark.parametrize("late", [0, 1])
def test_recognition_after_the_end_is_refused(late, people):
    actions.leave(placement=people.hers.placements.get(), on=DAY, reason=ENDED.EXPELLED)
    spell = Spell.objects.get(pk=people.hers.pk)
    day = DAY + dt.timedelta(days=late)
    with pytest.raises(NotPossibleError, match="đã thôi là đảng viên"):
        actions.recognise(spell=spell, recognised_on=day)
    assert Spell.objects.get(pk=spell.pk).recognised_on is None


def test_recognition_without_a_rule_says_so_and_writes_nothing(people):
    Rule.objects.filter(code=Rule.Code.PROBATION_MONTHS).update(started_on=DAY)
    with pytest.raises(RuleMissingError, match="Thời gian dự bị"):
        actions.recognise(spell=people.hers, recognised_on=DAY)
    assert Spell.objects.get(pk=people.hers.pk).recognised_on is None


@pytest.mark.parametrize("reason", Placement.Ended.values)
def test_leaving_ends_the_spell_only_where_membership_ends(reason, people):
    placement = people.hers.placements.get()
    actions.leave(placement=placement, on=DAY, reason=reason, number="5", went_to="A")
    placement, spell = (
        Placement.objects.get(pk=placement.pk),
        Spell.objects.get(pk=people.hers.pk),
    )
    assert (placement.ended_on, placement.ended) == (DAY, reason)
    assert (placement.ended_number, placement.went_to) == ("5", "A")
    ends = reason in Spell.EndReason.values
    assert (spell.ended_on, spell.end_reason) == ((DAY, reason) if ends else (None, ""))
    assert ends == (reason not in (ENDED.TRANSFERRED, ENDED.RETURNED))


@pytest.mark.parametrize(
    ("row", "day", "words"),
    [
        ("before", DAY, "đã rời chi bộ này trước đó"),
        ("after", LEFT, r"phải sau ngày về chi bộ \(01/07/2021\)"),
        ("after", ADMITTED, "phải sau ngày về chi bộ"),
    ],
)
def test_impossible_leave_is_refused(row, day, words, people):
    placement = Placement.objects.get(pk=getattr(people, row).pk)
    before = written()
    with pytest.raises(NotPossibleError, match=words):
        actions.leave(placement=placement, on=day, reason=ENDED.DIED)
    assert written() == before


def test_move_closes_and_opens_on_one_day(people):
    first, second = people.spell.placements.order_by("started_on")
    assert (first.ended_on, first.ended) == (LEFT, ENDED.TRANSFERRED)
    assert (second.started_on, second.began) == (LEFT, BEGAN.TRANSFERRED)
    assert first.went_to == str(people.second)
    assert second.came_from == str(people.first)
    assert people.spell.ended_on is None


def test_move_that_can_not_open_does_not_close(people, monkeypatch):
    placement = people.hers.placements.get()
    monkeypatch.setattr(actions, "arrive", _fail)
    with pytest.raises(LookupError):
        actions.move(placement=placement, to=people.second, on=DAY)
    assert people.hers.placements.get().ended_on is None


def _fail(**facts):
    raise LookupError


def test_restoration_reopens_the_spell(people):
    actions.leave(
        placement=people.hers.placements.get(), on=LEFT, reason=ENDED.STRUCK_OFF
    )
    spell = Spell.objects.get(pk=people.hers.pk)
    actions.arrive(spell=spell, branch=people.first, on=DAY, began=BEGAN.RESTORED)
    spell.refresh_from_db()
    assert (spell.ended_on, spell.end_reason) == (None, "")
    assert [p.began for p in spell.placements.all()] == [BEGAN.ADMITTED, BEGAN.RESTORED]


def test_merger_moves_everybody_and_closes_the_branch(people):
    event = actions.merge(
        branch=people.first, into=people.second, number="7", decided_on=DAY
    )
    assert not Placement.objects.on(DAY).filter(branch=people.first).exists()
    here = Placement.objects.on(DAY).filter(branch=people.second)
    assert {row.member for row in here} == {people.man, people.woman}
    assert people.first.links.get().ended_on == DAY
    assert list(event.successors.all()) == [people.second]


def test_merger_leaves_guests_where_they_are(people):
    guest = Placement.objects.create(
        spell=people.spell,
        branch=people.first,
        kind="temporary",
        began="temporary",
        started_on=LEFT,
    )
    actions.empty(branch=people.first, into=people.second, on=DAY)
    guest.refresh_from_db()
    assert guest.ended_on is None
    assert people.man.placements.filter(kind="official", ended_on=None).count() == 1


@pytest.mark.parametrize("number", ["01234567", "001090000001"])
def test_card_of_another_person_is_refused(number, people):
    with pytest.raises(NotPossibleError, match="Số thẻ này đã có trong sổ"):
        actions.give_card(member=people.woman, number=number, issued_on=DAY)
    people.woman.refresh_from_db()
    assert (people.woman.old_card_number, people.woman.citizen_id) == ("", "")


def test_period_can_not_end_before_it_began(people):
    words = "phải sau ngày bắt đầu 01/05/2019"
    with pytest.raises(NotPossibleError, match=words):
        actions.end_period(people.absence, on=ADMITTED)
    actions.end_period(people.absence, on=LEFT)
    people.absence.refresh_from_db()
    assert people.absence.ended_on == LEFT
