"""The plan behind the register of the article: invented lives, real totals."""

import datetime as dt

from enterprises.models import Enterprise
from reports.demo.plan import (
    Group,
    NamedUnit,
    Opening,
    Phase,
    Plan,
    Survey,
    TargetRow,
)


def _days(year, first=(1, 4), last=(12, 31)):
    return {"first": dt.date(year, *first), "last": dt.date(year, *last)}


_2012 = _days(2012, first=(3, 1))
_2015 = _days(2015, last=(9, 16))
_KIND = Enterprise.UnitKind

OLDER = Group(
    opening=Opening(12, 56, dt.date(2004, 3, 1), dt.date(2011, 10, 31)),
    phases=(
        Phase(**_2012, closing=62, admitted=10, left=4, died=1, moved=1),
        Phase(**_days(2013), closing=66, admitted=11, left=7, died=1, moved=1),
        Phase(**_days(2014), closing=69, admitted=12, left=8, died=1, struck_off=1),
        Phase(**_2015, closing=71, admitted=7, left=5, died=1, moved=1),
    ),
)

NEWER = Group(
    phases=(
        Phase(**_2012, closing=27, founded=4, admitted=12, left=1),
        Phase(**_days(2013), closing=80, founded=6, admitted=28, owners=1, left=3),
        Phase(**_days(2014), closing=143, founded=7, admitted=35, left=4, struck_off=1),
        Phase(**_2015, closing=195, founded=4, admitted=25, left=3, resigned=1),
    ),
)

STATE = Group(
    opening=Opening(2, 24, dt.date(2004, 6, 1), dt.date(2010, 12, 31)),
    phases=(
        Phase(**_2012, closing=25, admitted=2, left=1),
        Phase(**_days(2013), closing=31, founded=1, admitted=2, left=1),
        Phase(**_days(2014), closing=33, admitted=3, left=1),
        Phase(**_days(2015), closing=34, admitted=2, left=1),
        Phase(**_days(2016), closing=35, admitted=2, left=1, died=1),
        Phase(**_days(2017), closing=35, admitted=1, left=2),
        Phase(**_days(2018), closing=36, admitted=2, left=1),
        Phase(**_days(2019), closing=36, admitted=1, left=1),
        Phase(**_days(2020), closing=37, admitted=2, left=1),
        Phase(**_days(2021), closing=37, admitted=1, left=1),
    ),
)

BODY = Group(
    phases=(
        Phase(
            **_days(2015, first=(9, 18)),
            closing=275,
            founded=1,
            admitted=6,
            left=2,
        ),
        Phase(
            **_days(2016),
            closing=318,
            founded=5,
            admitted=25,
            owners=1,
            left=6,
            died=1,
            struck_off=1,
            moved=2,
        ),
        Phase(
            **_days(2017),
            closing=378,
            founded=7,
            joint=1,
            received=(7,),
            admitted=28,
            left=7,
            died=1,
            resigned=1,
            moved=2,
            from_state=1,
        ),
        Phase(
            **_days(2018),
            closing=436,
            founded=7,
            received=(6,),
            merged=1,
            renamed=1,
            admitted=29,
            owners=1,
            left=8,
            died=2,
            expelled=1,
            struck_off=1,
            moved=2,
        ),
        Phase(
            **_days(2019),
            closing=488,
            founded=6,
            dissolved=1,
            admitted=30,
            owners=1,
            restored=1,
            left=9,
            died=1,
            struck_off=1,
            cancelled=1,
            moved=3,
        ),
        Phase(
            **_days(2020),
            closing=536,
            founded=5,
            handed_over=1,
            renamed=1,
            admitted=27,
            readmitted=1,
            left=8,
            died=2,
            struck_off=1,
            resigned=1,
            moved=3,
        ),
        Phase(
            **_days(2021),
            closing=577,
            founded=4,
            admitted=31,
            owners=1,
            decided_before=2,
            left=10,
            died=2,
            struck_off=1,
            moved=3,
        ),
        Phase(
            **_days(2022, last=(1, 14)),
            closing=579,
            admitted=2,
            decided_before=2,
        ),
    ),
)

# The only two units with real names; what is told of them is invented but for what
# the article says.
NAMED = (
    NamedUnit(
        "Trường THPT dân lập Phương Nam",
        _KIND.SCHOOL,
        decided_on=dt.date(2013, 5, 10),
        ceremony_on=dt.date(2013, 5, 18),
        owner_admitted_on=dt.date(2021, 5, 19),
    ),
    NamedUnit(
        "Bệnh viện Chuyên khoa Nam học & Hiếm muộn Hà Nội",
        _KIND.HOSPITAL,
        decided_on=dt.date(2021, 12, 10),
        ceremony_on=dt.date(2021, 12, 20),
    ),
)

SURVEYS = (
    Survey(
        dt.date(2019, 2, 18),
        dt.date(2019, 6, 28),
        dt.date(2019, 1, 25),
        surveyed=180,
        in_depth=48,
        owners_met=18,
        others_met=3,
        wards=9,
    ),
    Survey(
        dt.date(2020, 2, 10),
        dt.date(2020, 7, 31),
        dt.date(2020, 1, 15),
        surveyed=240,
        in_depth=60,
        owners_met=22,
        others_met=4,
        wards=11,
    ),
    Survey(
        dt.date(2021, 1, 18),
        dt.date(2021, 11, 30),
        dt.date(2021, 1, 8),
        surveyed=420,
        in_depth=96,
        owners_met=30,
        others_met=5,
        wards=14,
    ),
)


def _target(code, level, value, *decided, number="", value_max=None, year=None):
    decided_on = dt.date(*decided)
    year = year or decided_on.year
    return TargetRow(code, level, year, value, decided_on, number, value_max)


def _year_of_targets(year, foundings, admissions, registered):
    number = f"{year % 10 + 12}-CT/QU"
    return (
        _target("T01", "guideline", 1, year, 1, 8, value_max=2),
        _target("T01", "assigned", foundings, year, 1, 22, number=number),
        _target("T02", "assigned", admissions, year, 1, 22, number=number),
        _target("T02", "registered", registered, year, 2, 5),
    )


TARGETS = (
    *_year_of_targets(2016, 5, 24, 25),
    *_year_of_targets(2017, 6, 25, 27),
    *_year_of_targets(2018, 6, 28, 30),
    *_year_of_targets(2019, 6, 28, 30),
    *_year_of_targets(2020, 6, 30, 30),
    # Lowered in the first months of the epidemic.
    _target("T01", "assigned", 5, 2020, 6, 12, number="31-CV/QU"),
    _target("T02", "assigned", 26, 2020, 6, 12, number="31-CV/QU"),
    *_year_of_targets(2021, 4, 24, 28),
    _target("T02", "assigned", 26, 2021, 3, 15, number="22-CV/QU"),
    _target("T01", "guideline", 1, 2022, 1, 5, value_max=2),
    _target("T01", "assigned", 4, 2022, 1, 10, number="14-CT/QU"),
    _target("T02", "assigned", 28, 2022, 1, 10, number="14-CT/QU"),
)

PLAN = Plan(
    seed=640917,
    complete_from=dt.date(2012, 2, 27),
    body_on=dt.date(2015, 9, 17),
    body_number="64-QĐ/QU",
    stands_on=dt.date(2022, 1, 14),
    older=OLDER,
    newer=NEWER,
    state=STATE,
    body=BODY,
    named=NAMED,
    surveys=SURVEYS,
    targets=TARGETS,
    with_branch_targets=2021,
    other_enterprises=450,
    # The lockdowns in Hà Nội: nobody met.
    quiet=(
        (dt.date(2020, 4, 1), dt.date(2020, 4, 22)),
        (dt.date(2021, 7, 24), dt.date(2021, 9, 21)),
    ),
)
