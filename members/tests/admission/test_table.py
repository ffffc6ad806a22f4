"""The table of rules has no gap: every mark, every cell, every test."""

import importlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from branches.models import Rule
from members.admission.rules import CHECKS
from members.admission.table import rows

HERE = Path(__file__).parent
MARKS = {f"R2.{n}" for n in range(2, 21)} | {str(n) for n in range(14, 39)}


def names_of_tests():
    """Names of every test function of this folder."""
    found = set()
    for path in HERE.glob("test_*.py"):
        module = importlib.import_module(f"members.tests.admission.{path.stem}")
        found |= {name for name in vars(module) if name.startswith("test_")}
    return found


@pytest.mark.django_db
def test_every_mark_of_the_field_is_in_the_table():
    known = {ref for row in rows() for ref in row.refs}
    assert MARKS - known == set()


@pytest.mark.django_db
def test_no_cell_is_blank():
    blank = [row.name for row in rows() if not all(c.strip() for c in row.cells())]
    assert blank == []
    assert [r.name for r in rows() if "chưa có dòng" in r.days] == []


@pytest.mark.django_db
def test_every_named_test_exists():
    assert {row.test for row in rows()} - names_of_tests() == set()


def test_no_rule_has_two_bodies():
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))


@pytest.mark.django_db
def test_held_rows_are_said():
    out = StringIO()
    call_command("admission_rules", stdout=out)
    assert "Tiêu chí định tính" in out.getvalue()
    [(said, started)] = _awareness_of(2025)
    assert f"{said:f} tháng từ {started:%d/%m/%Y}" in out.getvalue()


def _awareness_of(year):
    """The value of the certificate's months in that year, and since when it holds."""
    rows = list(
        Rule.objects.filter(code=Rule.Code.AWARENESS_VALID).order_by("started_on")
    )
    assert len(rows) > 1  # one value, written anew by each document: it is said once
    assert len({row.value for row in rows}) == 1
    assert rows[-1].started_on.year == year
    return [(rows[0].value.normalize(), rows[0].started_on)]
