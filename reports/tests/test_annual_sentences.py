"""PCT-05: what is said of a number is never more than it is."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.annual import sentences
from reports.annual.figures import Goal
from reports.models import Target

WORDS = ("đạt", "bằng")
numbers = st.integers(min_value=0, max_value=10**7)
aims = st.integers(min_value=1, max_value=10**7)
far = st.tuples(numbers, aims)
near = st.tuples(aims, st.integers(min_value=-3, max_value=3)).map(
    lambda pair: (max(pair[0] + pair[1], 0), pair[0])
)


def figures(actual, goal, *, is_over=True, before=0, comparable=True, **rows):
    """A report that knows one figure."""
    return SimpleNamespace(
        in_year=lambda code: actual,
        number=lambda code: actual,
        before=lambda code: before,
        is_comparable=lambda code: comparable,
        goal=lambda code: Goal(goal, Target.Level.ASSIGNED, ()) if goal else None,
        target=lambda code, level: rows.get(level),
        question=SimpleNamespace(is_over=is_over, before=dt.date(2020, 1, 1)),
    )


@pytest.mark.parametrize(
    ("actual", "goal", "said"),
    [
        (31, 26, "31/26 đảng viên, đạt 119,2% chỉ tiêu được giao, vượt 19,2%"),
        (26, 26, "26/26 đảng viên, đạt 100% chỉ tiêu được giao"),
        (25, 26, "25/26 đảng viên, chưa đạt chỉ tiêu được giao, bằng 96,2%"),
        (1999, 2000, "1.999/2.000 đảng viên, chưa đạt chỉ tiêu được giao, bằng 99,95%"),
        (
            10001,
            10000,
            ("10.001/10.000 đảng viên, đạt 100,01% chỉ tiêu được giao, vượt 0,01%"),
        ),
        (7, 0, "7 đảng viên (không giao chỉ tiêu)"),
    ],
)
def test_standing_says_what_is_true(actual, goal, said):
    assert sentences.standing(figures(actual, goal), "T02") == said


@given(far | near)
def test_standing_never_rounds_into_success(pair):
    actual, goal = pair
    said = sentences.standing(figures(actual, goal), "T02")
    assert ("chưa đạt" in said) == (actual < goal)
    assert ("vượt" in said) == (actual > goal)
    assert any(f"{word} 100%" in said for word in WORDS) == (actual == goal)
    assert "vượt 0%" not in said


@given(far | near)
def test_year_that_is_not_over_is_not_missed(pair):
    actual, goal = pair
    said = sentences.standing(figures(actual, goal, is_over=False), "T02")
    assert "chưa đạt" not in said
    assert ("đạt" in said) == (actual >= goal)


def test_expected_result_stands_where_the_year_is_not_over():
    row = Target(value=30)
    now = figures(17, 26, is_over=False, expected=row)
    said = sentences.standing(now, "T02")
    assert said == (
        "17/26 đảng viên, bằng 65,4% chỉ tiêu cả năm được giao; ước thực hiện cả năm 30 "
        "đảng viên, đạt 115,4% chỉ tiêu"
    )
    after = sentences.standing(figures(17, 26, expected=row), "T02")
    assert "ước" not in after


def test_guideline_is_a_range():
    row = Target(value=1, value_max=2)
    said = sentences.standing(figures(4, 4, guideline=row), "T01")
    assert said.endswith("(mặt bằng chung của Thành phố: 1–2 tổ chức/năm)")


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (31, 27, "tăng 4 đảng viên so với cùng kỳ năm trước (bằng 114,8%)"),
        (3, 4, "giảm 1 đảng viên so với cùng kỳ năm trước (bằng 75%)"),
        (3, 0, "tăng 3 đảng viên so với cùng kỳ năm trước"),
        (3, 3, "bằng cùng kỳ năm trước (3 đảng viên)"),
    ],
)
def test_year_on_year_in_words(now, before, said):
    assert sentences.year_on_year(figures(now, 0, before=before), "T02") == said


def test_changed_set_gets_no_percentage():
    said = sentences.year_on_year(figures(31, 0, before=27, comparable=False), "T02")
    assert "%" not in said
    assert "tổ chức thay đổi" in said
