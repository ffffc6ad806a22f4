"""People of the scratch register: spells, placements, levels, ownership."""

import bisect
import datetime as dt

from bench.inside.chance import LAST, START
from bench.inside.organisations import write
from hoangmai_party.periods import add_months
from members.models import Member, Ownership, Placement, Qualification, Spell

_DAY = dt.timedelta(days=1)
_B, _E = Placement.Began, Placement.Ended
_LEAVES = (_E.DIED, _E.STRUCK_OFF, _E.RESIGNED, _E.TRANSFERRED, _E.TRANSFERRED)
_MOVES = (0, 1, 1, 2, 4)


class Lives:
    """Writes `members` people who are on the roll on the last day, and 8% who left."""

    def __init__(self, chance, chapters):
        self.chance, self.chapters = chance, chapters
        self.opened = [chapter.opened for chapter in chapters]
        self.members, self.spells, self.placements = [], [], []
        self.ownerships, self.qualifications = [], []

    def write(self, members):
        past = members * 8 // 100
        for index in range(members + past):
            self._live(leaves=index < past)
        for member in self.members:
            member.derive()
        write(Member, self.members)
        write(Spell, self.spells)
        write(Placement, self.placements)
        write(Ownership, self.ownerships)
        write(Qualification, self.qualifications)

    def probationers(self):
        """(member, branch, ceremony) of those who wait to be recognised."""
        return [
            (p.member, p.branch, p.spell.ceremony_on)
            for p in self.placements
            if p.ended_on is None and p.spell.recognised_on is None
        ]

    def _live(self, *, leaves):
        chance = self.chance
        day = chance.day(START, LAST - 40 * _DAY)
        admitted = chance.happens(0.55)
        ceremony = day if admitted else day - chance.days(300, 9000)
        member = Member(
            full_name=chance.name(),
            sex="female" if chance.happens(0.4) else "male",
            born_on=ceremony - chance.days(18 * 366, 45 * 365),
            ethnicity="02" if chance.happens(0.03) else "01",
        )
        self.members.append(member)
        spell = self._spell(member, ceremony)
        self._walk(member, spell, day, _B.ADMITTED if admitted else _B.TRANSFERRED)
        if leaves:
            self._leave(spell)
        self._background(member, ceremony)

    def _spell(self, member, ceremony):
        official = add_months(ceremony, 12)
        recognised = official + self.chance.days(0, 60)
        known = recognised <= LAST
        spell = Spell(
            member=member,
            decision_on=ceremony - self.chance.days(1, 20),
            ceremony_on=ceremony,
            official_on=official if known else None,
            recognised_on=recognised if known else None,
        )
        self.spells.append(spell)
        return spell

    def _walk(self, member, spell, day, began):
        """From branch to branch; a dissolved one sends its people to another."""
        moves = self._move_days(day)
        chapter = None
        while True:
            chapter = self._pick(day, chapter)
            until = next((move for move in moves if move > day), None)
            if chapter.closes and (until is None or until > chapter.closes):
                until = chapter.closes
            self.placements.append(
                Placement(
                    member=member,
                    spell=spell,
                    branch=chapter.branch,
                    began=began,
                    started_on=day,
                    ended_on=until,
                    ended=_E.TRANSFERRED if until else "",
                )
            )
            if until is None:
                return
            day, began = self._next_day(until), _B.TRANSFERRED

    def _move_days(self, day):
        number = self.chance.random.choice(_MOVES)
        later = (self.chance.day(day + _DAY, LAST) for _ in range(number))
        return sorted(set(later))

    def _next_day(self, until):
        """The same day (a move inside), or later: some leave the body and return."""
        back = until + self.chance.days(20, 200)
        return back if self.chance.happens(0.3) and back < LAST else until

    def _pick(self, day, last):
        known = bisect.bisect_right(self.opened, day)
        while True:
            chapter = self.chapters[self.chance.random.randrange(known)]
            is_open = chapter.closes is None or chapter.closes > day
            if is_open and (chapter is not last or known < 3):
                return chapter

    def _leave(self, spell):
        placement = self.placements[-1]
        if placement.started_on >= LAST:
            return
        day = self.chance.day(placement.started_on + _DAY, LAST)
        placement.ended_on = day
        placement.ended = self.chance.random.choice(_LEAVES)
        if placement.ended != _E.TRANSFERRED:
            spell.ended_on, spell.end_reason = day, placement.ended.value

    def _background(self, member, ceremony):
        chance = self.chance
        levels = [("general", 3, 1.0), ("profession", chance.random.randint(1, 6), 0.8)]
        for kind, level, share in [*levels, ("theory", 1, 0.4), ("theory", 2, 0.15)]:
            if chance.happens(share):
                day = ceremony + dt.timedelta(days=chance.random.randint(-900, 1500))
                row = {"kind": kind, "level": level, "granted_on": day}
                self.qualifications.append(Qualification(member=member, **row))
        if chance.happens(0.04):
            host = chance.random.choice(self.chapters).host
            since = max(START, ceremony - dt.timedelta(days=200))
            until = since + chance.days(400, 4000) if chance.happens(0.3) else None
            self.ownerships.append(
                Ownership(
                    member=member,
                    enterprise=host,
                    basis="director",
                    started_on=since,
                    ended_on=until,
                )
            )
