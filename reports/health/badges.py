"""Huy hiệu Đảng: checks 52, 53 and 56 of members.md §8 (R4.1–R4.4)."""

import datetime as dt
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q

from branches.models import Rule
from hoangmai_party.periods import add_months
from members.models import Badge, BadgeRound, Discipline, Spell
from members.models.honours import BADGE_YEARS
from reports.health.check import Owner, Severity, check, day, of_member

_W = Severity.WARNING
_OFFICE = Owner.OFFICE
_R294 = "Quy định 294-QĐ/TW, điểm"
_YEAR = 12  # months
# 06-HD/TW 18.1: the seriously ill may get it this much earlier.
EARLY_MONTHS, EARLY_MONTHS_FROM_70, _SEVENTY = 12, 24, 70


def _anchors(members):
    """{member: day that tuổi Đảng counts from}, gaps between spells taken off (R3.2)."""
    anchors, ends = {}, {}
    rows = Spell.objects.filter(member__in=members).order_by("member", "ceremony_on")
    for pk, decision_on, ceremony_on, ended_on in rows.values_list(
        "member", "decision_on", "ceremony_on", "ended_on"
    ):
        began = decision_on or ceremony_on
        if pk in anchors:
            anchors[pk] += began - (ends[pk] or began)
        else:
            anchors[pk] = began
        ends[pk] = ended_on
    return anchors


def _round_of(rounds, reached):
    """The day of the round for who reaches the years on `reached`; itself if none."""
    for row in rounds:
        wraps = row.first_month > row.last_month
        after, before = (
            reached.month >= row.first_month,
            reached.month <= row.last_month,
        )
        until = row.ended_on
        if row.started_on > reached or (until and until <= reached):
            continue
        if (after or before) if wraps else (after and before):
            return dt.date(reached.year + (wraps and after), row.month, row.day)
    return reached


@check(
    "badge-due",
    "52",
    _W,
    "Đến đợt trao huy hiệu mà chưa ghi huy hiệu",
    _OFFICE,
    f"{_R294} 28.1; Hướng dẫn 21 của Ban Tổ chức Thành ủy Hà Nội",
)
def badge_due(facts):
    """The highest badge due alone: lower ones may lie before the person came here."""
    oldest = add_months(facts.day, -BADGE_YEARS[0] * _YEAR)
    began = Q(decision_on__lte=oldest) | Q(decision_on=None, ceremony_on__lte=oldest)
    people = facts.open_spells().filter(counts_official_on__lte=facts.day)
    # Somebody admitted again has an older spell: the first one decides.
    first = Spell.objects.filter(began).values("member")
    anchors = _anchors(people.filter(member__in=first).values("member"))
    rounds = list(BadgeRound.objects.all())
    given = set(Badge.objects.values_list("member", "years"))
    for pk, anchor in anchors.items():
        due = [
            (years, reached)
            for years in BADGE_YEARS
            for reached in [add_months(anchor, years * _YEAR)]
            if reached <= facts.day and _round_of(rounds, reached) <= facts.day
        ]
        if due and (pk, due[-1][0]) not in given:
            years, reached = due[-1]
            words = f"Đủ {years} năm tuổi Đảng ngày {day(reached)}"
            yield of_member(pk, f"{words}, chưa ghi huy hiệu {years} năm")


@check(
    "badge-too-early",
    "52",
    _W,
    "Huy hiệu trao sớm hơn mức cho phép, hoặc sai thứ tự",
    _OFFICE,
    "Hướng dẫn 06-HD/TW, điểm 18",
)
def badge_too_early(facts):
    badges = {}
    rows = Badge.objects.order_by("member", "years").values_list(
        "member", "branch", "years", "awarded_on"
    )
    for pk, at, years, on in rows:
        badges.setdefault(pk, []).append((years, on, at))
    anchors = _anchors(Badge.objects.values("member"))
    for pk, held in badges.items():
        for years, on, at in held if pk in anchors else ():
            early = EARLY_MONTHS_FROM_70 if years >= _SEVENTY else EARLY_MONTHS
            reached = add_months(anchors[pk], years * _YEAR)
            if on < add_months(reached, -early):
                words = (
                    f"Huy hiệu {years} năm trao {day(on)}, đủ năm ngày {day(reached)}"
                )
                yield of_member(pk, words, at)
        for (low, first, _), (high, then, at) in pairwise(held):
            if then < first:
                words = (
                    f"Huy hiệu {high} năm trao {day(then)}, trước huy hiệu {low} năm"
                )
                yield of_member(pk, words, at)


_DELAYS = {
    Discipline.Form.REPRIMAND: Rule.Code.BADGE_DELAY_REPRIMAND,
    Discipline.Form.WARNING: Rule.Code.BADGE_DELAY_WARNING,
    Discipline.Form.DISMISSAL: Rule.Code.BADGE_DELAY_DISMISSAL,
}


@check(
    "badge-while-disciplined",
    "53",
    _W,
    "Trao huy hiệu trong thời gian hoãn vì kỷ luật",
    _OFFICE,
    f"{_R294} 28.3.1c",
)
def badge_while_disciplined(facts):
    rows = Discipline.objects.filter(
        form__in=_DELAYS,
        member__badges__voided_at=None,
        member__badges__awarded_on__gte=F("announced_on"),
    )
    for pk, at, form, on, years, given_on in rows.values_list(
        "member",
        "branch",
        "form",
        "announced_on",
        "member__badges__years",
        "member__badges__awarded_on",
    ):
        months = facts.rule(_DELAYS[Discipline.Form(form)], on)
        if months is not None and given_on < add_months(on, months):
            words = f"Huy hiệu {years} năm trao {day(given_on)}, kỷ luật {day(on)}"
            yield of_member(pk, f"{words}: phải chờ {months} tháng", at)


@check(
    "badge-not-returned",
    "56",
    _W,
    "Thôi là đảng viên mà chưa ghi thu lại huy hiệu",
    _OFFICE,
    "Hướng dẫn 06-HD/TW, điểm 18.4",
)
def badge_not_returned(facts):
    """Badges alone: the register has no field for a card that was collected."""
    spells = Spell.objects.filter(member=OuterRef("member"))
    going_on = spells.filter(Q(ended_on=None) | Q(end_reason=Spell.EndReason.DIED))
    rows = Badge.objects.filter(Exists(spells), returned_on=None)
    rows = rows.exclude(Exists(going_on))
    for pk, at, years in rows.values_list("member", "branch", "years"):
        yield of_member(pk, f"Huy hiệu {years} năm chưa ghi ngày thu lại", at)
