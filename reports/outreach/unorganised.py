"""STAT-03: enterprises of the register without a party organisation, and with members.

How many members there are is what the newest source says by the day: a survey record
or a headcount; who works there by the register of members counts as of the day itself.
"""

import datetime as dt

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from branches.models import BranchEnterprise
from enterprises.models import Headcount
from enterprises.register import enterprises_on
from hoangmai_party.periods import in_force
from members.at_work import at_work
from surveys.models import SurveyRecord

ALL, WITHOUT, STAFFED = "all", "without", "staffed"
FIGURES = {
    ALL: "Doanh nghiệp trong sổ",
    WITHOUT: "Chưa có tổ chức đảng",
    STAFFED: "Chưa có tổ chức đảng mà đã có đảng viên",
}
REGISTER, RECORD, HEADCOUNT = "register", "record", "headcount"
SOURCES = {
    REGISTER: "Hồ sơ đảng viên",
    RECORD: "Phiếu khảo sát",
    HEADCOUNT: "Số lao động",
}
_RESULT = SurveyRecord.Result
_STAFFED = (_RESULT.ELIGIBLE, _RESULT.NEAR_ELIGIBLE)
_NEVER = Value(dt.date.min, output_field=DateField())
_ZERO = Value(0, output_field=IntegerField())


def enterprises(day):
    """The register of a day, each with `is_open` (without an organisation), `source`,
    `source_on` and `staff`: how many members the newest source counts."""
    links = BranchEnterprise.objects.filter(in_force(day), enterprise=OuterRef("pk"))
    rows = _counted(enterprises_on(day), day)
    here = Exists(links)
    elsewhere = Q(last_result=_RESULT.HAS_ORG_ELSEWHERE)
    return rows.annotate(
        is_open=Case(
            When(here, then=Value(False)),
            When(elsewhere, then=Value(False)),
            default=Value(True),
        ),
        source=Case(
            When(employed__gt=0, then=Value(REGISTER)),
            When(record_on__gte=F("headcount_on"), then=Value(RECORD)),
            default=Value(HEADCOUNT),
            output_field=CharField(),
        ),
    ).annotate(
        source_on=Case(
            When(source=REGISTER, then=Value(day, output_field=DateField())),
            When(source=RECORD, then=F("record_on")),
            default=F("headcount_on"),
            output_field=DateField(),
        ),
        staff=Case(
            When(source=REGISTER, then=F("employed")),
            When(source=RECORD, then=F("recorded")),
            default=F("headed"),
            output_field=IntegerField(),
        ),
    )


def _counted(rows, day):
    """What each source says by `day`."""
    records = _newest(SurveyRecord, "surveyed_on", day)
    telling = records.filter(
        Q(members_official__isnull=False)
        | Q(members_probationary__isnull=False)
        | ~Q(result="")
    ).annotate(number=_recorded())
    heads = _newest(Headcount, "counted_on", day).filter(
        Q(members_official__isnull=False) | Q(members_probationary__isnull=False)
    )
    heads = heads.annotate(number=_sum())
    return rows.annotate(
        last_result=Subquery(records.exclude(result="").values("result")[:1]),
        record_on=_or_never(telling, "surveyed_on"),
        recorded=Coalesce(Subquery(telling.values("number")[:1]), _ZERO),
        headcount_on=_or_never(heads, "counted_on"),
        headed=Coalesce(Subquery(heads.values("number")[:1]), _ZERO),
        employed=_employed(day),
    )


def _newest(model, on, day):
    rows = model.objects.filter(enterprise=OuterRef("pk"), **{f"{on}__lte": day})
    return rows.order_by(f"-{on}", "-pk")


def _or_never(rows, column):
    return Coalesce(Subquery(rows.values(column)[:1]), _NEVER)


def _sum():
    official, probationary = (
        Coalesce(column, _ZERO, output_field=IntegerField())
        for column in ("members_official", "members_probationary")
    )
    return official + probationary


def _recorded():
    """The members of a record; a class that says there are some stands for one."""
    one = Value(1, output_field=IntegerField())
    return Case(
        When(
            Q(members_official=None, members_probationary=None, result__in=_STAFFED),
            then=one,
        ),
        default=_sum(),
        output_field=IntegerField(),
    )


def _employed(day):
    """Members of the register who work there on `day`."""
    rows = at_work(day).filter(enterprise=OuterRef("pk"))
    rows = rows.order_by().values("enterprise")
    counted = rows.annotate(n=Count("member", distinct=True)).values("n")
    return Coalesce(Subquery(counted), _ZERO)


_CONDITIONS = {
    ALL: Q(pk__isnull=False),
    WITHOUT: Q(is_open=True),
    STAFFED: Q(is_open=True, staff__gt=0),
}


def rows(figure, day, form=None):
    """The list behind a number; `form` narrows it to a legal form."""
    found = enterprises(day).filter(_CONDITIONS[figure])
    return found.filter(legal_form=form) if form else found


def by_form(day):
    """{legal form: {figure: number}}; one query."""
    counts = {name: Count("pk", filter=q) for name, q in _CONDITIONS.items()}
    grouped = enterprises(day).order_by().values("legal_form").annotate(**counts)
    return {row.pop("legal_form"): row for row in grouped}
