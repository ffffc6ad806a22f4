"""Whatever order people enter things in, a file never reaches a forbidden state.

Random acts by the branch and the office, right and wrong ones; after each the rows are
read again by a slow reading of their own and compared with what the register says.
"""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.log import acting_as
from hoangmai_party.periods import add_months
from members.actions import NotPossibleError
from members.admission import acts
from members.admission.case import Case
from members.admission.stages import NEEDS, Stage
from members.events.record import record
from members.models import Candidate, CandidateStep, Spell
from members.tests.admission.people import FIVE, LIFE, K, make_world

REFUSALS = (NotPossibleError, acts.FindingsError, PermissionDenied)
WAY = [kind for kind, _, _ in LIFE]
TYPED = {kind: typed for kind, _, typed in LIFE}
DAYS = {kind: day for kind, day, _ in LIFE}
BESIDE = [K.PAUSED, K.RESUMED, K.DROPPED, K.GONE, K.CANCELLED, K.REFUSED]
STRIKE = [K.STRIKE_VOTE, K.STRIKE_COMMITTEE, K.STRUCK]
SHORT = {"base": 5, "present": 5, "in_favour": 1, "against": 4}

ENTRY = st.tuples(
    st.just("enter"),
    st.sampled_from(WAY + BESIDE + STRIKE),
    st.sampled_from([0, 0, 0, 3, -400, 900]),  # days off the right day
    st.sampled_from([True, True, False]),  # by the office
    st.sampled_from(["", "Theo giấy"]),
    st.sampled_from([False, False, False, True]),  # a vote that falls short
)
CHANGE = st.tuples(
    st.sampled_from(["give_back", "give_back", "correct", "correct", "redo", "accept"]),
    st.sampled_from([-1, -1, *range(17)]),  # which of the steps; often the last
    st.sampled_from([0, 5, 400]),  # days later than it was
    st.sampled_from([True, True, True, False]),  # by the office
)
TOLD = st.tuples(st.just("told"), st.sampled_from(["recognition", "cancellation"]))
AHEAD = st.tuples(st.just("next"))  # the step that is next, as it should be
ACTS = st.lists(st.one_of(CHANGE, ENTRY, AHEAD, AHEAD, TOLD), min_size=6, max_size=16)


@pytest.mark.django_db
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(first=st.integers(0, len(WAY)), plan=ACTS)
def test_no_sequence_reaches_a_forbidden_state(db, first, plan):
    with transaction.atomic():
        world = make_world()
        candidate = world.candidate()
        if first:
            world.live(candidate, WAY[first - 1])
        for act in plan:
            before = told(candidate)
            try:
                play(world, candidate, *act)
            except REFUSALS:
                assert told(candidate) == before
            check(candidate)
        transaction.set_rollback(True)


def told(candidate):
    """All that an act may write, as rows."""
    steps = candidate.steps.order_by("pk").values_list("pk", "state", "happened_on")
    person = Candidate.objects.values_list("member", flat=True).get(pk=candidate.pk)
    spells = Spell.objects.filter(member=person).order_by("pk")
    return list(steps), person, list(spells.values_list("pk", "recognised_on"))


def play(world, candidate, what, *how):
    if what == "next":
        done = Case(candidate).done
        kind = next((k for k in WAY if k not in done), None)
        if kind:
            world.enter(candidate, kind, DAYS[kind], **TYPED[kind])
    elif what == "enter":
        enter(world, candidate, *how)
    elif what == "told":
        tell(world, candidate, *how)
    else:
        change(world, candidate, what, *how)


def enter(world, candidate, kind, off, is_office, reason, is_short):
    by = world.office if is_office else world.secretary
    day = DAYS.get(kind, dt.date(2021, 1, 15)) + dt.timedelta(days=off)
    typed = TYPED.get(kind, {"number": "7", "why": "personal"})
    if kind in (K.STRIKE_VOTE, K.STRIKE_COMMITTEE):
        typed = FIVE | (SHORT if is_short else {})
    world.enter(candidate, kind, day, by=by, reason=reason, **typed)


def tell(world, candidate, code):
    """An entry on the member's page, where it is possible."""
    if member := Candidate.objects.get(pk=candidate.pk).member:
        data = {"happened_on": dt.date(2021, 12, 20), "number": "5-QĐ/QU"}
        with acting_as(user=world.office):
            record(member=member, code=code, data=data)


def change(world, candidate, what, index, off, is_office):
    steps = list(candidate.steps.order_by("pk"))
    if not steps:
        return
    step, by = steps[index % len(steps)], world.office if is_office else world.secretary
    with acting_as(user=by):
        if what == "accept":
            acts.accept(step, by=by)
        elif what == "give_back":
            acts.give_back(step, by=by, reason="Sai")
        else:
            day = step.happened_on + dt.timedelta(days=off)
            typed = {n: v for n, v in TYPED.get(step.kind, {}).items() if n != "note"}
            act = acts.redo if what == "redo" else acts.correct
            why = {"correction": "Nhầm", "reason": "Sửa"}
            act(step, by=by, happened_on=day, **why, **typed)


def check(candidate):
    """The rows agree with each other and with the stage that is derived."""
    rows = [s for s in candidate.steps.all() if s.state in CandidateStep.COUNTING]
    kinds = {s.kind: s for s in rows if s.passed is not False}
    for kind, step in kinds.items():
        for need in NEEDS.get(kind, ()):
            failed = sum(s.passed is False and s.kind == need for s in rows)
            goes_up = kind in (K.RECOGNITION_COMMITTEE, K.STRIKE_COMMITTEE)
            if not step.is_told and not (goes_up and failed >= 3):
                assert need in kinds, (kind, need)
            if need == K.DECISION and not kinds[need].is_redo:
                assert kinds[need].happened_on <= step.happened_on
    assert Case(candidate).stage == slow_stage(rows, kinds)
    check_member(candidate, kinds)


def slow_stage(rows, kinds):
    """The stage read off by hand, from the end of the way to its beginning."""
    for end in ("cancelled", "struck", "left", "refused"):
        if end in kinds:
            return Stage(end)
    stops = [s for s in rows if s.kind in ("paused", "resumed", "dropped", "gone")]
    last = max(stops, key=lambda s: (s.happened_on, s.pk), default=None)
    if last and last.kind != "resumed":
        return Stage(last.kind)
    if "filed" in kinds and "branch_vote" not in kinds and "decision" not in kinds:
        both = "vetted" in kinds and "opinions" in kinds
        return Stage.ELIGIBLE if both else Stage.VETTING
    names = (
        ("recognition", Stage.OFFICIAL),
        ("recognition_committee", Stage.RECOGNITION_COMMITTEE),
        ("recognition_vote", Stage.RECOGNITION_VOTED),
        ("ceremony", Stage.PROBATION),
        ("decision", Stage.DECIDED),
        ("committee_vote", Stage.COMMITTEE_VOTED),
        ("branch_vote", Stage.BRANCH_VOTED),
        ("allowed", Stage.PREPARING),
        ("class", Stage.TRAINED),
        ("chosen", Stage.SYMPATHISER),
    )
    return next((stage for kind, stage in names if kind in kinds), Stage.FOLLOWED)


def check_member(candidate, kinds):
    """The roll says what the file says."""
    member = Candidate.objects.get(pk=candidate.pk).member
    spell = member and member.spells.first()
    assert bool(spell) == ("ceremony" in kinds)
    if not spell:
        return
    assert spell.ceremony_on == kinds["ceremony"].happened_on
    assert bool(spell.recognised_on) == ("recognition" in kinds)
    assert bool(spell.ended_on) == bool(kinds.keys() & {"cancelled", "struck"})
    if spell.official_on:
        assert spell.official_on == add_months(spell.ceremony_on, 12)
