"""The bench measures the same figures on both sides, and the plans that it relies on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.inside.cases import Cases
from bench.inside.chance import LAST
from bench.inside.fill import write
from branches.tests.factories import BranchFactory, CommitteeFactory
from reports import composition, movement
from reports.scope import committee_scope
from reports.spans import year_span

YEAR = year_span(LAST.year)


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["body", "branch"])
def test_app_and_hand_written_sql_give_the_same_figures(where):
    scratch = write(200)
    cases = Cases(scratch, scratch.branch if where == "branch" else None)
    found = {
        case.name: (case.app(), case.sql()) for case in cases.all() if not case.page
    }
    assert found
    for name, (app, by_hand) in found.items():
        assert any(app.values()), name
        assert app == by_hand, name


@pytest.mark.django_db
def test_bench_writes_as_many_members_as_asked():
    scratch = write(200)
    cases = Cases(scratch)
    assert cases.app_composition()["total"] == cases.sql_composition()["total"] == 200


def plans(ask):
    """The plans of all questions that `ask` asks, as one text."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    lines = []
    with connection.cursor() as cursor:
        for query in captured:
            cursor.execute(f"{explain} {query['sql']}")
            lines += [str(row[-1]) for row in cursor.fetchall()]
    return "\n".join(lines)


@pytest.fixture
def scratch(db):
    """Enough rows for an index to be worth it, and a committee with a single branch."""
    made = write(1500)
    small = CommitteeFactory()
    BranchFactory(committee=small)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made, committee_scope(small, YEAR)


def test_figures_of_a_branch_use_the_covering_indexes(scratch):
    cases = Cases(scratch[0], scratch[0].branch)
    moved = plans(lambda: movement.members(cases.scope, YEAR))
    assert "placement_branch_cover" in moved
    assert "placement_member" in moved
    assert "qualification_highest" in plans(
        lambda: composition.table(cases.scope, LAST)
    )
    if connection.vendor == "sqlite":
        assert "COVERING INDEX placement_branch_cover" in moved
        assert "COVERING INDEX branch_link_branch" in moved
        assert "SCAN members_placement" not in moved
    else:
        assert "Seq Scan on members_placement" not in moved


def test_branches_of_a_small_committee_use_its_index(scratch):
    _, small = scratch
    if connection.vendor == "postgresql":
        # So few links are read as fast one by one; whether it can use the index is asked.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "branch_link_committee" in plans(lambda: movement.branches(small, YEAR))
