"""Another plan, other numbers: the same identities, and the same register twice."""

import datetime as dt
import hashlib

import pytest
from django.apps import apps
from django.db import models, transaction

from accounts.log import acting_as
from accounts.models import LogEvent
from accounts.scope import OUR_APPS
from branches.models import Branch, Committee
from enterprises.models import Enterprise
from reports.demo.agenda import Agenda
from reports.demo.build import build
from reports.demo.plan import (
    Group,
    NamedUnit,
    Opening,
    Phase,
    Plan,
    PlanError,
    Survey,
    TargetRow,
)
from reports.demo.roster import Pool, World
from reports.spans import Span, year_span
from reports.tests import identities
from reports.tests.identities import number

pytestmark = pytest.mark.django_db


def _year(year, first=(1, 4), last=(12, 31)):
    return {"first": dt.date(year, *first), "last": dt.date(year, *last)}


_KIND = Enterprise.UnitKind
_2017 = _year(2017, last=(3, 9))
_REST = _year(2017, first=(3, 11))
PLAN = Plan(
    seed=7,
    complete_from=dt.date(2015, 1, 1),
    body_on=dt.date(2017, 3, 10),
    body_number="5-QĐ/QU",
    stands_on=dt.date(2020, 3, 6),
    older=Group(
        opening=Opening(3, 17, dt.date(2006, 1, 9), dt.date(2013, 1, 9)),
        phases=(
            Phase(**_year(2015), closing=20, admitted=4, left=2, struck_off=1),
            Phase(**_year(2016), closing=22, admitted=3, left=2, resigned=1),
            Phase(**_2017, closing=23, admitted=1),
        ),
    ),
    newer=Group(
        phases=(
            Phase(**_year(2015), closing=10, founded=2, admitted=1, owners=1),
            Phase(**_year(2016), closing=27, founded=3, admitted=6, left=1),
            Phase(**_2017, closing=28, admitted=2, left=1),
        )
    ),
    state=Group(
        opening=Opening(1, 9, dt.date(2006, 1, 9), dt.date(2009, 1, 9)),
        phases=tuple(
            Phase(**_year(year), closing=9, admitted=1, left=1)
            for year in range(2015, 2020)
        ),
    ),
    body=Group(
        phases=(
            Phase(**_REST, closing=64, founded=2, received=(4,), admitted=3, died=1),
            Phase(
                **_year(2018),
                closing=76,
                founded=2,
                joint=1,
                merged=1,
                admitted=9,
                owners=1,
                expelled=1,
                left=3,
                moved=2,
                from_state=1,
            ),
            Phase(
                **_year(2019),
                closing=81,
                founded=1,
                received=(3,),
                handed_over=1,
                dissolved=1,
                renamed=1,
                admitted=8,
                readmitted=1,
                restored=1,
                left=4,
                died=1,
                moved=2,
            ),
            Phase(
                **_year(2020, last=(3, 6)),
                closing=84,
                admitted=3,
                decided_before=1,
            ),
        )
    ),
    named=(
        NamedUnit(
            "Trường Tiểu học thử nghiệm",
            _KIND.SCHOOL,
            dt.date(2018, 5, 7),
            dt.date(2018, 5, 15),
            owner_admitted_on=dt.date(2018, 11, 6),
        ),
    ),
    surveys=(
        Survey(
            **_year(2019, first=(1, 14), last=(5, 31)),
            planned_on=dt.date(2019, 1, 7),
            surveyed=40,
            in_depth=9,
            owners_met=5,
            others_met=1,
            wards=6,
        ),
    ),
    targets=(TargetRow("T02", "assigned", 2019, 5, dt.date(2019, 1, 15)),),
    other_enterprises=110,
)


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup, django_db_blocker):
    """Build the second register, forget it, build it again for the module."""
    with django_db_blocker.unblock():
        with acting_as(system="test"), transaction.atomic():
            build(PLAN)
            first = _digest()
            transaction.set_rollback(True)
        with transaction.atomic():
            with acting_as(system="test"):
                build(PLAN)
            yield first
            transaction.set_rollback(True)


@pytest.fixture
def body():
    return Committee.objects.own()


def test_identities_hold_in_another_register():
    assert identities.faults(2015, 2020) == []


def test_stocks_are_those_of_the_plan(body):
    ends = {phase.last: phase.closing for phase in PLAN.body.phases}
    found = {day: number("S02", body, Span(day, day)) for day in ends}
    assert found == ends


def test_founding_day_has_what_was_received(body):
    day = Span(PLAN.body_on, PLAN.body_on)
    groups = (PLAN.older, PLAN.newer)
    assert number("S02", body, day) == sum(g.phases[-1].closing for g in groups)
    founded = sum(phase.founded for phase in PLAN.newer.phases)
    assert number("S01", body, day) == PLAN.older.opening.branches + founded
    assert number("T01", body, day) == 0


@pytest.mark.parametrize("phase", PLAN.body.phases, ids=lambda p: f"{p.first:%Y}")
def test_flows_are_those_of_the_plan(body, phase):
    span = Span(phase.first, phase.last)
    found = {code: number(code, body, span) for code in ("T01", "T02", "T03")}
    assert found == {"T01": phase.founded, "T02": phase.admitted, "T03": phase.owners}


def test_years_before_the_body_are_the_districts():
    district = Committee.objects.get(code="QU")
    span = Span(PLAN.complete_from, PLAN.newer.phases[-1].last)
    phases = [*PLAN.older.phases, *PLAN.newer.phases]
    admitted = sum(phase.admitted for phase in phases)
    assert number("T02", district, span, non_state=True) == admitted
    founded = sum(phase.founded for phase in phases)
    assert number("T01", district, span, non_state=True) == founded
    closing = PLAN.newer.phases[-1].closing
    assert identities.members_of_founded(district, span) == closing


def test_survey_is_that_of_the_plan(body):
    [survey] = PLAN.surveys
    span = year_span(survey.first.year)
    codes = ("T04", "T04S", "T05")
    found = [number(code, body, span) for code in codes]
    assert found == [survey.surveyed, survey.in_depth, survey.owners_met]


def test_same_plan_builds_the_same_register(told):
    assert _digest() == told
    Branch.objects.filter(code="CB-001").update(note="khác")
    assert _digest() != told


def test_impossible_plan_is_refused():
    phase = Phase(**_year(2015), closing=2, founded=3)
    with pytest.raises(PlanError, match="too few"):
        Agenda(World.of(PLAN), Pool(committee=None, org_type=""), phase)


def _digest():
    """Of all rows of business: keys as their rank, without the hours of writing."""
    found = hashlib.sha256()
    counted = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OUR_APPS and model is not LogEvent
    ]
    ranks = {model: _ranks(model) for model in counted}
    for model in counted:
        fields = [f for f in model._meta.fields if _is_told(f)]
        rows = [
            repr([_value(row, field, ranks) for field in fields])
            for row in model._base_manager.order_by("pk")
        ]
        # Django adds the rows of a many-to-many as a set: their order says nothing.
        rows = sorted(rows) if model._meta.auto_created else rows
        found.update(repr((model.__name__, rows)).encode())
    return found.hexdigest()


def _ranks(model):
    keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
    return {key: rank for rank, key in enumerate(keys)}


# Drawn at each writing: the key of a change set; the hash of a workbook with its hour.
_DRAWN = ("change_set", "sha256")


def _is_told(field):
    is_of_a_set = field.primary_key and field.model._meta.auto_created
    is_drawn = field.name in _DRAWN
    return not (is_of_a_set or is_drawn or isinstance(field, models.DateTimeField))


def _value(row, field, ranks):
    value = getattr(row, field.attname)
    if field.primary_key:
        return ranks[type(row)][value]
    if field.is_relation and value is not None:
        return ranks[field.related_model].get(value, value)
    return bytes(value) if isinstance(value, memoryview) else value
