"""The cap of the best grade: hand-computed at the boundaries of each reading."""

import datetime as dt

import pytest

from members.models import RatingCap
from members.yearly import caps
from members.yearly.caps import cap_of, share

# Of the same people: excellent, good, done, not done.
PEOPLE = {"excellent": 12, "good": 51, "done": 7, "not_done": 1}


def cap(**facts):
    default = {"subject": "member", "within": "body", "percent": 20, "source": "VB"}
    return RatingCap(**{**default, "rounding": "floor", "base": "good_up", **facts})


@pytest.mark.parametrize(
    ("base", "rounding", "counted", "allowed"),
    [
        # 20% of 51 = 10.2; of 63 = 12.6; of 71 = 14.2
        ("good_only", "floor", 51, 10),
        ("good_only", "half_up", 51, 10),
        ("good_up", "floor", 63, 12),
        ("good_up", "half_up", 63, 13),
        ("all", "floor", 71, 14),
        ("all", "half_up", 71, 14),
    ],
)
@pytest.mark.parametrize("within", ["body", "branch"])
def test_share_of_each_base_and_rounding(base, rounding, within, counted, allowed):
    found = share(cap(base=base, rounding=rounding, within=within), PEOPLE)
    assert (found.base, found.used, found.allowed) == (counted, 12, allowed)
    assert found.left == allowed - 12
    assert found.over == max(0, 12 - allowed)


@pytest.mark.parametrize(
    ("percent", "base", "floor", "half_up"),
    [
        (20, 0, 0, 0),
        (20, 2, 0, 0),  # 0.4
        (20, 4, 0, 1),  # 0.8
        (20, 5, 1, 1),  # exactly 1
        (20, 12, 2, 2),  # 2.4
        (20, 14, 2, 3),  # 2.8
        (25, 2, 0, 1),  # exactly 0.5
        (25, 10, 2, 3),  # exactly 2.5
        ("33.33", 3, 0, 1),  # 0.9999
        ("14.29", 7, 1, 1),  # 1.0003: a float would do too
        ("0.07", 10000, 7, 7),  # 7 exactly; 0.07 * 10000 / 100 as float is 7.000…1
        ("0.29", 10000, 29, 29),  # exactly 29; as float 28.999…
        (100, 3, 3, 3),
    ],
)
def test_rounding_is_exact(percent, base, floor, half_up):
    for rounding, allowed in (("floor", floor), ("half_up", half_up)):
        row = cap(percent=caps.Decimal(percent), rounding=rounding)
        assert share(row, {"good": base}).allowed == allowed


def test_words_name_numbers_and_source():
    row = cap(percent=caps.Decimal("20.00"), is_confirmed=True, source="Hướng dẫn 21")
    assert share(row, PEOPLE).words == (
        "Được 12 trên 63 người xếp loại hoàn thành tốt trở lên, 20%, "
        "theo Hướng dẫn 21. Đã xếp hoàn thành xuất sắc 12, còn 0."
    )
    row = cap(subject="branch", base="all", percent=caps.Decimal("12.50"))
    assert share(row, {"excellent": 2, "good": 6}).words == (
        "Được 1 trên 8 chi bộ được xếp loại, 12,5%, "
        "theo VB; văn phòng chưa xác nhận cách tính. "
        "Đã xếp hoàn thành xuất sắc 2, vượt 1."
    )


@pytest.mark.django_db
def test_cap_is_the_one_of_the_last_day_of_the_year():
    for row in RatingCap.objects.all():
        row.void(by=None, reason="Thử")
    change = dt.date(2023, 12, 31)
    old = cap(started_on=dt.date(2019, 10, 18), ended_on=change)
    new = cap(started_on=change, percent=10)
    for row in (old, new):
        row.save()
    assert cap_of("member", 2018) is None
    assert cap_of("member", 2019) == cap_of("member", 2022) == old
    assert cap_of("member", 2023) == cap_of("member", 2030) == new
    assert cap_of("branch", 2022) is None
