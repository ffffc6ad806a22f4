"""Identities over generated lives: figures, lists, tables and movement agree.

A second, plain Python count over the stored periods is the judge: it shares no
code with the queries.
"""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from branches.models import BranchLink
from members.models import Placement
from members.tests.lives import DAYS, FIRST, World, operations
from reports import composition, indicators, movement
from reports.scope import committee_scope, narrowed
from reports.spans import Span

pytestmark = pytest.mark.django_db
spans = st.tuples(st.integers(0, DAYS), st.integers(0, DAYS)).map(
    lambda pair: Span(*(FIRST + dt.timedelta(days=n) for n in sorted(pair)))
)


def with_world(check):
    """Run `check` in a world that is undone afterwards."""

    def run(steps, span):
        with transaction.atomic():
            world = World()
            world.play(steps)
            for committee in (world.own, world.upper):
                check(committee_scope(committee, span), span, world)
            transaction.set_rollback(True)

    return run


def holds(row, day):
    """Whether a stored period holds `day`."""
    return row.started_on <= day and (row.ended_on is None or row.ended_on > day)


def roll_by_hand(scope, day):
    """{placement id: branch id} on the roll at the end of `day`, counted in Python."""
    linked = {
        link.branch_id
        for link in BranchLink.objects.all()
        if link.committee_id in scope.reach.committees and holds(link, day)
    }
    return {
        row.pk: row.branch_id
        for row in Placement.objects.filter(kind="official")
        if row.branch_id in linked and holds(row, day)
    }


@given(steps=operations, span=spans)
@settings(max_examples=16)
def test_movement_closes_for_any_lives(steps, span):
    def check(scope, span, world):
        lines, total = movement.members(scope, span)
        assert all(line.closes() for line in lines)
        assert total.closes()
        for day, cell in (
            (span.opening_day, movement.OPENING),
            (span.last, movement.CLOSING),
        ):
            by_hand = roll_by_hand(scope, day)
            assert total.get(cell, None) == len(by_hand)
            for line in lines:
                here = [b for b in by_hand.values() if b == line.branch]
                assert line.get(cell, None) == len(here)
        inside = total.get("in_inside", None), total.get("out_inside", None)
        assert inside[0] == inside[1]

    with_world(check)(steps, span)


@given(steps=operations, span=spans)
@settings(max_examples=10)
def test_every_cell_is_its_list_for_any_lives(steps, span):
    def check(scope, span, world):
        _, total = movement.members(scope, span)
        for (cell, official), number in total.numbers.items():
            status = None if cell == movement.RECOGNISED else official
            rows = movement.rows_of(scope, span, cell, status)
            assert len(list(rows)) == rows.count() == number

    with_world(check)(steps, span)


@given(steps=operations, span=spans)
@settings(max_examples=10)
def test_every_indicator_is_its_list_and_its_branch_sum(steps, span):
    def check(scope, span, world):
        numbers = indicators.totals(scope, {"now": span})
        tables = indicators.by_branch(scope, span, indicators.INDICATORS)
        for indicator in indicators.INDICATORS:
            number = numbers[indicator.code, "now"]
            rows = indicator.rows(scope, span)
            assert rows.count() == len(list(rows)) == number
            wards = indicators.by_ward(scope, span, indicator)
            assert sum(wards.values()) == number
            for ward, part in wards.items():
                listed = indicator.rows(scope, span, ward or indicators.NO_WARD)
                assert len(listed) == listed.count() == part
            if indicator.branch:
                column = [line.get(indicator.code, 0) for line in tables.values()]
                assert sum(column) == number

    with_world(check)(steps, span)


@given(steps=operations, span=spans)
@settings(max_examples=10)
def test_figures_of_two_pages_agree_for_any_lives(steps, span):
    def check(scope, span, world):
        numbers = indicators.totals(scope, {"now": span})
        _, total = movement.members(scope, span)
        _, people = composition.table(scope, span.last)
        admitted = [total.get(f"in_{k}", None) for k in ("admitted", "readmitted")]
        assert numbers["T02", "now"] == sum(admitted)
        assert numbers["T10", "now"] == total.get(movement.RECOGNISED, True)
        assert numbers["S02", "now"] == people == total.get(movement.CLOSING, None)
        assert numbers["S03", "now"] == total.get(movement.CLOSING, True)
        assert numbers["S04", "now"] == total.get(movement.CLOSING, False)

    with_world(check)(steps, span)


@given(steps=operations, span=spans)
@settings(max_examples=10)
def test_a_branch_of_its_own_is_the_line_of_the_committee(steps, span):
    def check(scope, span, world):
        lines, _ = movement.members(scope, span)
        tables = indicators.by_branch(scope, span, indicators.INDICATORS)
        for line in lines:
            own = narrowed(scope, [line.branch])
            (alone,), _ = movement.members(own, span)
            assert alone.numbers == line.numbers
            numbers = indicators.totals(own, {"now": span})
            column = tables.get(line.branch, {})
            for code, number in column.items():
                assert numbers[code, "now"] == number

    with_world(check)(steps, span)


@given(steps=operations, span=spans)
@settings(max_examples=10)
def test_composition_groups_make_the_whole(steps, span):
    def check(scope, span, world):
        numbers, total = composition.table(scope, span.last)
        for group in composition.groups(span.last):
            if group.is_partition:
                assert sum(numbers[c.key] for c in group.cells) == total
            for cell in group.cells:
                rows = composition.rows_of(scope, span.last, cell.key)
                assert rows.count() == numbers[cell.key]

    with_world(check)(steps, span)


@given(steps=operations, span=spans)
@settings(max_examples=10)
def test_branches_close_for_any_lives(steps, span):
    def check(scope, span, world):
        table = movement.branches(scope, span)
        ins = sum(n for cell, n in table.items() if cell.startswith("in_"))
        outs = sum(n for cell, n in table.items() if cell.startswith("out_"))
        assert table["opening"] + ins - outs == table["closing"]
        for cell, number in table.items():
            assert len(movement.branch_rows(scope, span, cell)) == number

    with_world(check)(steps, span)
