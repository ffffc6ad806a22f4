"""Targets: what the database refuses, and what the page says about bad input."""

import datetime as dt

import pytest

from accounts.tests.desk import NO_INTEGER, REQUIRED, Answer, written
from accounts.tests.raw import change, constraints_of, refused
from branches.models import Committee
from reports.models import Target

ONE_LEVEL = (
    "Chỉ mặt bằng chung mới có hai mức, và mức cao nhất không được nhỏ hơn "
    "mức thấp nhất."
)
BAD = {
    "target_range_only_for_guideline": ({"value_max": "9"}, "value_max", ONE_LEVEL),
    "upside down": ({"level": "guideline", "value_max": "2"}, "value_max", ONE_LEVEL),
    "no value": ({"value": ""}, "value", REQUIRED),
    "in words": ({"value": "ba"}, "value", NO_INTEGER),
}


@pytest.fixture
def target(desk):
    return Target.objects.create(
        indicator="T01",
        committee=Committee.objects.get(is_own=True),
        level=Target.Level.ASSIGNED,
        year=2021,
        value=4,
        decided_on=dt.date(2021, 1, 5),
    )


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_beside_its_field(what, desk, target):
    typed, field, message = BAD[what]
    before = written()
    assert desk.save(Target, target, **typed) == Answer({field: [message]})
    assert written() == before


def test_database_refuses_a_range_without_guideline(target):
    with refused(Target, "target_range_only_for_guideline"):
        change(target, value_max=9)
    with refused(Target, "target_range_only_for_guideline"):
        change(target, level="guideline", value_max=3)
    change(target, level="guideline", value_max=4)


def test_every_constraint_is_tried():
    assert constraints_of("reports") <= {*BAD}
