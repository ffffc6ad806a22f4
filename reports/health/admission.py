"""Admission, recognition, readmission: 14, 20, 21, 24, 51, 57 and 59 of §8."""

import datetime as dt
from itertools import pairwise

from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import ExtractYear

from branches.models import Rule
from hoangmai_party.periods import add_months
from members.models import (
    Attendance,
    MemberEvent,
    MissedMeeting,
    Position,
    Rating,
    Spell,
)
from reports.health.check import CUSTOM, NOBODY, Owner, Severity, check, day, of_member

_E, _W = Severity.ERROR, Severity.WARNING
_OFFICE, _BRANCH = Owner.OFFICE, Owner.BRANCH
_R294 = "Quy định 294-QĐ/TW, điểm"
PROBATION_OF_NOW = dt.date(1992, 1, 1)  # earlier charters had other lengths (§8, 20)
MONTHS_WITHOUT_VOTE = 13  # §8, 24: the twelfth month and a month for the vote
MONTHS_OUTSIDE = 36  # 294 §3.5: before somebody may be admitted again
_YEARS = 12  # months


@check(
    "admitted-too-young",
    "14",
    _E,
    "Kết nạp khi chưa đủ 18 tuổi",
    _OFFICE,
    f"{_R294} 1.1",
)
def admitted_too_young(facts):
    """By the day of the ceremony: the vote, which decides, is not recorded yet."""
    rows = Spell.objects.annotate(
        years=ExtractYear("ceremony_on") - ExtractYear("member__born_on")
    ).filter(years__lte=18, member__born_precision="day")
    for pk, born_on, on in rows.values_list("member", "member__born_on", "ceremony_on"):
        least = facts.rule(Rule.Code.AGE_MIN, on)
        if least is not None and on < add_months(born_on, least * _YEARS):
            words = f"Sinh {day(born_on)}, vào Đảng {day(on)}: chưa đủ {least} tuổi"
            yield of_member(pk, words)


def _official_days(facts):
    """(member, ceremony, official day, the day that it should be)."""
    rows = Spell.objects.filter(
        official_on__isnull=False, ceremony_on__gte=PROBATION_OF_NOW
    )
    for pk, ceremony_on, official_on in rows.values_list(
        "member", "ceremony_on", "official_on"
    ):
        months = facts.rule(Rule.Code.PROBATION_MONTHS, ceremony_on) or 12
        yield pk, ceremony_on, official_on, add_months(ceremony_on, months)


@check(
    "official-too-early",
    "20",
    _E,
    "Ngày chính thức sớm hơn 12 tháng sau ngày vào Đảng",
    _OFFICE,
    f"{_R294} 4.2.2",
)
def official_too_early(facts):
    for pk, ceremony_on, official_on, due in _official_days(facts):
        if official_on < due:
            words = f"Vào Đảng {day(ceremony_on)}, chính thức {day(official_on)}"
            yield of_member(pk, f"{words}, trước {day(due)}")


@check(
    "official-too-late",
    "21",
    _W,
    "Ngày chính thức muộn hơn 12 tháng sau ngày vào Đảng",
    _OFFICE,
    f"{_R294} 4.2.2",
)
def official_too_late(facts):
    for pk, ceremony_on, official_on, due in _official_days(facts):
        if official_on > due:
            words = f"Vào Đảng {day(ceremony_on)}, chính thức {day(official_on)}"
            yield of_member(pk, f"{words}, phải là {day(due)} dù giấy tờ làm muộn")


@check(
    "probation-too-long",
    "24",
    _W,
    "Dự bị quá 13 tháng chưa công nhận chính thức",
    _BRANCH,
    f"{_R294} 4.2.1",
)
def probation_too_long(facts):
    last = add_months(facts.day, -MONTHS_WITHOUT_VOTE)
    rows = facts.open_spells().filter(recognised_on=None, ceremony_on__lt=last)
    for pk, on in rows.values_list("member", "ceremony_on"):
        yield of_member(pk, f"Vào Đảng {day(on)}, chưa ghi công nhận chính thức")


@check(
    "decision-missing",
    "51",
    _W,
    "Chưa ghi ngày quyết định kết nạp",
    _OFFICE,
    f"{_R294} 4.5; Hướng dẫn 06-HD/TW, điểm 5.3",
)
def decision_missing(facts):
    rows = facts.open_spells().filter(decision_on=None)
    for pk, on in rows.values_list("member", "ceremony_on"):
        yield of_member(pk, f"Vào Đảng {day(on)}; tuổi Đảng đang tính từ ngày này")


# (model, its day, what happened, its branch)
_ACTS = (
    (Position, "started_on", "Giữ chức vụ", "branch"),
    (Rating, "counts_on", "Xếp loại", "branch"),
    (Attendance, "course__started_on", "Học lớp bồi dưỡng", "branch"),
    (MissedMeeting, "meeting__held_on", "Vắng sinh hoạt", "meeting__branch"),
    (MemberEvent, "happened_on", "Ghi biến động", None),
)


@check(
    "after-the-end",
    "57",
    _E,
    "Có việc ghi sau khi từ trần hoặc thôi là đảng viên",
    _OFFICE,
    CUSTOM,
)
def after_the_end(facts):
    for pk, at, what, on in _acts_after():
        yield of_member(pk, f"{what} ngày {day(on)}, sau khi đã thôi là đảng viên", at)


def _acts_after():
    """(member, branch, what, day) of acts on a day past the last spell; one query.

    A posthumous award or badge is no act of the member, so neither is asked.
    """
    parts = []
    for model, on, what, at in _ACTS:
        spells = Spell.objects.filter(member=OuterRef("member"))
        still = Q(ended_on=None) | Q(ended_on__gte=OuterRef(on))
        rows = model.objects.order_by().filter(
            Exists(spells), ~Exists(spells.filter(still)), member__isnull=False
        )
        parts.append(
            rows.annotate(at=F(at) if at else NOBODY).values_list(
                "member", "at", Value(what), on
            )
        )
    return parts[0].union(*parts[1:])


@check(
    "admitted-again",
    "59",
    _E,
    "Kết nạp lại trước 36 tháng, hoặc lần thứ hai",
    _OFFICE,
    f"{_R294} 3.5",
)
def admitted_again(facts):
    many = Spell.objects.order_by().values("member").annotate(n=Count("pk"))
    many = many.filter(n__gt=1).values("member")
    lives = {}
    rows = Spell.objects.filter(member__in=many).order_by("member", "ceremony_on")
    for pk, on, ended_on in rows.values_list("member", "ceremony_on", "ended_on"):
        lives.setdefault(pk, []).append((on, ended_on))
    for pk, spells in lives.items():
        for (_, left), (again, _) in pairwise(spells):
            if left and again < add_months(left, MONTHS_OUTSIDE):
                words = f"Thôi là đảng viên {day(left)}, kết nạp lại {day(again)}"
                yield of_member(pk, f"{words}: chưa đủ {MONTHS_OUTSIDE} tháng")
        if len(spells) > 2:
            yield of_member(
                pk, f"Kết nạp {len(spells)} lần; chỉ được kết nạp lại một lần"
            )
