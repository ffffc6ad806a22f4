"""Tuổi Đảng, and who is due which Huy hiệu Đảng on which round (R3.2, R3.3, R4.1–R4.5)."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from branches.models import Branch, Committee, Rule
from branches.rulebook import RuleBook
from hoangmai_party import clock
from hoangmai_party.periods import FAR, add_months
from hoangmai_party.workdays import ONE_DAY
from members import roll
from members.models import Badge, BadgeRound, Discipline, Spell
from members.models.honours import BADGE_YEARS

DELAY = {
    Discipline.Form.REPRIMAND: Rule.Code.BADGE_DELAY_REPRIMAND,
    Discipline.Form.WARNING: Rule.Code.BADGE_DELAY_WARNING,
    Discipline.Form.DISMISSAL: Rule.Code.BADGE_DELAY_DISMISSAL,
}


# Tuổi Đảng


@dataclass(frozen=True)
class PartyTime:
    """What tuổi Đảng is counted from: the first decision, and the days of gaps."""

    began_on: dt.date
    gap: dt.timedelta

    def completes(self, years):
        """The day on which `years` are full; from 29/02 it is 28/02 in other years."""
        return add_months(self.began_on, 12 * years) + self.gap

    def age(self, day):
        """Full years at the end of `day`."""
        years = max(0, day.year - self.began_on.year)
        while years and self.completes(years) > day:
            years -= 1
        return years


def party_time(spells, day):
    """The `PartyTime` of a person by all spells; None unless official on `day`.

    From the decision, else from the ceremony (R3.2). A cancelled admission is none
    at all; the time between two others (xóa tên, khai trừ … to kết nạp lại) is taken
    off. Exemptions and stays elsewhere are no gaps.
    """
    held = [s for s in spells if s.end_reason != Spell.EndReason.CANCELLED]
    held = sorted((s for s in held if s.ceremony_on <= day), key=_began)
    if not held or not _is_official(held[-1], day):
        return None
    gap = dt.timedelta()
    for one, two in pairwise(held):
        gap += max(dt.timedelta(), _began(two) - one.ended_on)
    return PartyTime(_began(held[0]), gap)


def _began(spell):
    return spell.decision_on or spell.ceremony_on


def _is_official(spell, day):
    since = spell.counts_official_on
    return (
        bool(since) and since <= day and not (spell.ended_on and spell.ended_on <= day)
    )


def party_age(spells, day):
    """Tuổi Đảng in full years, or None while there is none."""
    time = party_time(spells, day)
    return time.age(day) if time else None


def spells_of(members):
    """{member id: [Spell]} of a queryset or list of members' ids; one query."""
    found = {}
    for spell in Spell.objects.filter(member__in=members).order_by("ceremony_on"):
        found.setdefault(spell.member_id, []).append(spell)
    return found


# Rounds


@dataclass(frozen=True)
class Round:
    """A round of one year: its day, and who completes the years from–to gets it."""

    pk: int
    name: str
    day: dt.date
    first: dt.date
    last: dt.date
    source: str
    papers_on: dt.date | None = None


def rounds(year, book=None):
    """[Round] of a year by day, each as in force on its own day.

    `book` is a `RuleBook` that the caller has read already.
    """
    found = []
    for row in BadgeRound.objects.order_by("month", "day"):
        day = dt.date(year, row.month, row.day)
        if row.started_on <= day < (row.ended_on or FAR):
            found.append(_round(row, day))
    papers = _papers_due([one.day for one in found], book)
    return [
        Round(r.pk, r.name, r.day, r.first, r.last, r.source, papers.get(r.day))
        for r in found
    ]


def _round(row, day):
    year = day.year - (row.first_month > row.last_month)
    first = dt.date(year, row.first_month, 1)
    last = add_months(dt.date(day.year, row.last_month, 1), 1) - ONE_DAY
    return Round(row.pk, row.name, day, first, last, row.source)


def completed(time, round_):
    """The years that are full within the window of a round; none without tuổi Đảng."""
    if time is None:
        return []
    # Days are counted for the years that can be meant at all: one badge, not twelve.
    age = round_.day.year - time.began_on.year - time.gap.days // 365
    likely = [years for years in BADGE_YEARS if abs(years - age) <= 2]
    return [n for n in likely if round_.first <= time.completes(n) <= round_.last]


def given_on(rows, reached):
    """The day of the round for years that are full on `reached`; itself if none has it.

    `rows` are all `BadgeRound` rows, read once by the caller.
    """
    for row in rows:
        for year in (reached.year, reached.year + 1):
            day = dt.date(year, row.month, row.day)
            held = row.started_on <= day < (row.ended_on or FAR)
            one = _round(row, day)
            if held and one.first <= reached <= one.last:
                return day
    return reached


def _papers_due(days, book):
    """{round day: last working day with the rule's working days left before it}."""
    if not days:
        return {}
    book = book or RuleBook(Rule.Code.BADGE_PAPERS)
    calendar = book.calendar(*days)
    counts = {day: book.value(Rule.Code.BADGE_PAPERS, day) for day in days}
    return {day: _before(calendar, day, n) for day, n in counts.items() if n}


def _before(calendar, day, count):
    while count:
        count -= calendar.is_workday(day)
        day -= ONE_DAY
    while not calendar.is_workday(day):
        day -= ONE_DAY
    return day


# Who is due


@dataclass(frozen=True)
class Due:
    """A member who completes the years for a badge; `given` once it is recorded."""

    member: object
    branch: Branch
    began_on: dt.date
    gap: int
    years: int
    completes_on: dt.date
    age: int
    given: Badge | None = None
    delay: tuple | None = None  # (Discipline, the day it is over or None)

    @property
    def key(self):
        """Names the line in a form."""
        return f"{self.member.pk}-{self.years}"

    @property
    def delayed_until(self):
        return self.delay[1] if self.delay else None


@dataclass(frozen=True)
class DueList:
    """The badges of a year: [(Round, [Due])], and those of earlier rounds not given."""

    year: int
    rounds: list
    late: list


def due_list(year, user):
    """The `DueList` of a year, of the branches that the user looks after."""
    return _List(year, user).make()


class _List:
    """Reads everything once: the same number of queries for any number of people."""

    def __init__(self, year, user):
        self.year, self.rounds = year, rounds(year)
        self.today = clock.today()
        self.people = self._people(user)
        ids = [row.member_id for row in self.people]
        self.spells = spells_of(ids)
        self.given = {}
        for badge in Badge.objects.filter(member__in=ids):
            self.given.setdefault(badge.member_id, {})[badge.years] = badge
        self.disciplines = {}
        rows = Discipline.objects.filter(member__in=ids, form__in=DELAY)
        for row in rows.defer("content").order_by("announced_on"):
            self.disciplines.setdefault(row.member_id, []).append(row)
        self.delays = RuleBook(*DELAY.values())

    def _people(self, user):
        own = Committee.objects.own()
        if not own or not self.rounds:
            return []
        first = min(self.today, self.rounds[0].day)
        ids = Committee.objects.subtree_ids(own, first, self.today)
        visible = Branch.objects.visible_to(user)
        rows = roll.roll(roll.Reach(frozenset(ids))).filter(branch__in=visible)
        rows = rows.filter(started_on__lte=self.today, left_on__gt=first)
        return list(
            rows.select_related("member", "branch").order_by(
                "branch__code", "member__order", "member", "started_on"
            )
        )

    def make(self):
        found = []
        for round_ in self.rounds:
            there = self._there(min(self.today, round_.day))
            lines = [line for row in there for line in self._due(row, round_)]
            found.append((round_, lines))
        late = []
        if self.rounds:
            there = self._there(min(self.today, self.rounds[-1].day))
            late = [line for row in there for line in self._late(row)]
        return DueList(self.year, found, late)

    def _there(self, day):
        """One row a member on the roll on `day`."""
        return [row for row in self.people if row.joined_on <= day < row.left_on]

    def _due(self, row, round_):
        """The badge that a member completes in the window of the round."""
        time = party_time(self.spells.get(row.member_id, ()), round_.day)
        for years in completed(time, round_):
            yield self._line(row, time, years, round_.day)

    def _late(self, row):
        """The highest badge completed before the year's first window, if not given."""
        spells = self.spells.get(row.member_id, ())
        time = party_time(spells, min(self.today, self.rounds[-1].day))
        first = self.rounds[0].first
        reached = [y for y in BADGE_YEARS if time and time.completes(y) < first]
        held = self.given.get(row.member_id, {})
        if not reached or any(years >= reached[-1] for years in held):
            return
        yield self._line(row, time, reached[-1], self.today)

    def _line(self, row, time, years, day):
        given = self.given.get(row.member_id, {}).get(years)
        return Due(
            row.member,
            row.branch,
            time.began_on,
            time.gap.days,
            years,
            time.completes(years),
            time.age(day),
            given,
            None if given else self._delay(row.member_id, day),
        )

    def _delay(self, member, day):
        """(Discipline, until): the one that still delays a badge on `day` (R4.4)."""
        for row in reversed(self.disciplines.get(member, ())):
            if row.announced_on > day:
                continue
            months = self.delays.value(DELAY[row.form], row.announced_on)
            until = add_months(row.announced_on, months) if months else None
            if until and until > day:
                return row, until
            if until is None and (row.lapses_on is None or row.lapses_on > day):
                return row, None
        return None
