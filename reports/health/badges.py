"""Huy hiệu Đảng: checks 52, 53 and 56 of members.md §8 (R4.1–R4.4)."""

from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q

from hoangmai_party.periods import add_months
from hoangmai_party.workdays import ONE_DAY
from members import badges
from members.models import Badge, BadgeRound, Discipline, Spell
from members.models.honours import BADGE_YEARS
from reports.health.check import Owner, Severity, check, day, of_member

_W = Severity.WARNING
_OFFICE = Owner.OFFICE
_R294 = "Quy định 294-QĐ/TW, điểm"
_YEAR = 12  # months
# 06-HD/TW 18.1: the seriously ill may get it this much earlier.
EARLY_MONTHS, EARLY_MONTHS_FROM_70, _SEVENTY = 12, 24, 70


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
    spells = badges.spells_of(people.filter(member__in=first).values("member"))
    rounds = list(BadgeRound.objects.all())
    given = set(Badge.objects.values_list("member", "years"))
    for pk, held in sorted(spells.items()):
        time = badges.party_time(held, facts.day)
        due = [
            (years, reached)
            for years in BADGE_YEARS
            for reached in ([time.completes(years)] if time else [])
            if reached <= facts.day and badges.given_on(rounds, reached) <= facts.day
        ]
        if due and (pk, due[-1][0]) not in given:
            years, reached = due[-1]
            words = f"Đủ {years} năm tuổi Đảng ngày {day(reached)}"
            yield of_member(pk, f"{words}, chưa ghi huy hiệu {years} năm")


def _time_when_given(spells, on):
    """Tuổi Đảng on the day of the award; of the dead on the eve of death (truy tặng)."""
    ends = [spell.ended_on for spell in spells if spell.ended_on]
    last = max(ends) if len(ends) == len(spells) and ends else None
    is_after = last is not None and last <= on
    return badges.party_time(spells, last - ONE_DAY if is_after else on)


@check(
    "badge-too-early",
    "52",
    _W,
    "Huy hiệu trao sớm hơn mức cho phép, hoặc sai thứ tự",
    _OFFICE,
    "Hướng dẫn 06-HD/TW, điểm 18",
)
def badge_too_early(facts):
    given = {}
    rows = Badge.objects.order_by("member", "years").values_list(
        "member", "branch", "years", "awarded_on"
    )
    for pk, at, years, on in rows:
        given.setdefault(pk, []).append((years, on, at))
    spells = badges.spells_of(Badge.objects.values("member"))
    for pk, held in given.items():
        for years, on, at in held:
            time = _time_when_given(spells.get(pk, ()), on)
            if time is None:  # never official till then: no tuổi Đảng to measure by
                continue
            early = EARLY_MONTHS_FROM_70 if years >= _SEVENTY else EARLY_MONTHS
            reached = time.completes(years)
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
        form__in=badges.DELAY,
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
        months = facts.rule(badges.DELAY[form], on)
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
