"""A rule names the document that held on the day, as far as anybody knows it."""

import datetime as dt

import pytest

from branches.rules import R24, R29, R294
from members.admission.rules import CHECKS
from members.admission.rules.base import Finding, Severity

ONE = dt.timedelta(days=1)
[VOTES] = [check for check in CHECKS if check.name == "introducers"]


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (R294, None),
        (R294 - ONE, "24-QĐ/TW"),
        (R24, "24-QĐ/TW"),
        (R24 - ONE, "29-QĐ/TW"),
        (R29, "29-QĐ/TW"),
        (R29 - ONE, "45-QĐ/TW"),
    ],
)
def test_the_regulation_of_the_day_is_named(day, then):
    said = Finding(VOTES, Severity.REFUSES, "Thiếu", day).source
    assert said.startswith(VOTES.source)
    if then is None:
        assert said == VOTES.source
    else:
        assert f"ngày {day:%d/%m/%Y} theo Quy định {then}, chưa đối chiếu" in said
