"""Forty people on the way into the Party, in the stages of it, some late, some back.

Who is admitted already is linked to the member that the register has: nobody is added
to a roll. A cancelled admission is left out, for it would change the article's figures.
"""

import datetime as dt
from random import Random

from accounts.models import User
from members.admission.case import Case
from members.admission.stages import OFFICE, VOTES, K
from members.models import (
    Candidate,
    CandidateBranch,
    CandidatePaper,
    CandidateStep,
    Help,
    Introduction,
    Placement,
    Spell,
    Vetting,
)
from reports.demo.days import days
from reports.demo.names import person_name

SEED = 4031
# Days from the first step to each, as an office that keeps to the rules takes them.
AT = {
    K.CHOSEN: 0,
    K.CLASS: 80,
    K.ALLOWED: 110,
    K.FILED: 135,
    K.VETTED: 185,
    K.OPINIONS: 190,
    K.BRANCH_VOTE: 215,
    K.COMMITTEE_VOTE: 230,
    K.DECISION: 255,
}
# (last step or None, the days before today on which it was taken), with who is late.
FRESH = (
    *((None, n) for n in (12, 40, 75, 130)),
    *((K.CHOSEN, n) for n in (9, 35, 90, 150)),
    *((K.CLASS, n) for n in (14, 60, 120, 1900)),  # the last: certificate of 5 years
    *((K.ALLOWED, n) for n in (10, 30, 55)),
    *((K.FILED, n) for n in (20, 70, 380)),  # the last: file older than a year
    *((K.OPINIONS, n) for n in (8, 25)),
    *((K.BRANCH_VOTE, n) for n in (6, 60)),  # the last: the committee is late
    (K.COMMITTEE_VOTE, 11),
    *((K.DECISION, n) for n in (10, 75)),  # the last: no ceremony in time
    *((kind, 40) for kind in (K.PAUSED, K.DROPPED, K.GONE, K.REFUSED, K.DROPPED)),
)
RETURNED = (5, 8, 12)  # of FRESH: the newest paper came back
JOBS = ("Công nhân may", "Kỹ sư", "Giáo viên", "Kế toán", "Điều dưỡng", "Tổ trưởng")
WHY = {K.DROPPED: "job", K.GONE: "moved", K.REFUSED: "background"}
NUMBERS = {
    K.CHOSEN: "NQ/CB",
    K.CLASS: "GCN",
    K.ALLOWED: "NQ/ĐUK",
    K.BRANCH_VOTE: "NQ/CB",
    K.COMMITTEE_VOTE: "NQ/ĐUK",
    K.DECISION: "QĐ/QU",
    K.NEW_CLASS: "GCN",
    K.RECOGNITION_VOTE: "NQ/CB",
    K.RECOGNITION_COMMITTEE: "NQ/ĐUK",
    K.RECOGNITION: "QĐ/QU",
}


class Maker:
    """Writes files; draws from a chance of its own, so that nothing else changes."""

    def __init__(self, world):
        self.world, self.rng = world, Random(SEED)
        self.today = world.plan.stands_on
        self.office = User.objects.get(username="vanphong")
        self.secretary = User.objects.get(username="bithu")
        self.named = next(c.branch for c in world.chapters if c.is_named)
        self.branches = [c.branch for c in world.pools["body"].chapters]

    def branch(self, number):
        """Every fifth file is of the branch that the demo's bí thư looks after."""
        if number % 5 == 0:
            return self.named
        return self.branches[(number * 7) % len(self.branches)]

    def open(self, day):
        return self.world.days.on_or_before(day)

    def person(self, number):
        sex = self.rng.choice(("male", "female"))
        return {
            "full_name": person_name(self.rng, sex),
            "sex": sex,
            "born_on": dt.date(1986 + number % 11, 1 + number % 12, 3 + number % 20),
            "job": JOBS[number % len(JOBS)],
        }

    def file(self, branch, started_on, person, **facts):
        """A candidate with helper, introducers and vetting as far as the days go."""
        known = {"education": "upper", "unions": "trade"} | person | facts
        since = started_on - days(900)
        candidate = Candidate.objects.create(employed_on=since, **known)
        CandidateBranch.objects.create(
            candidate=candidate, branch=branch, started_on=started_on
        )
        return candidate

    def fill(self, candidate, branch, first, filed_on):
        """Who helps and introduces, and what was asked elsewhere."""
        official = self.officials(branch, first)
        Help.objects.create(
            candidate=candidate, member_id=official[0], started_on=first
        )
        if filed_on is None:
            return
        for kind, who in (("member", {"member_id": official[0]}), ("trade", {})):
            Introduction.objects.create(
                candidate=candidate,
                kind=kind,
                name="" if who else "Công đoàn cơ sở",
                introduced_on=filed_on,
                together_since=first - days(500) if who else None,
                **who,
            )
        Vetting.objects.create(
            candidate=candidate,
            about="self",
            committee="Đảng ủy nơi cư trú",
            sent_on=self.open(filed_on + days(3)),
            number="12-CV/CB",
        )
        for kind in ("application", "background", "birth", "diploma"):
            CandidatePaper.objects.create(
                candidate=candidate, kind=kind, dated_on=filed_on
            )

    def officials(self, branch, day):
        rows = Placement.objects.filter(branch=branch, kind="official").on(self.today)
        rows = rows.filter(spell__counts_official_on__lte=day).order_by("spell")
        found = list(rows.values_list("member", flat=True))
        return found or list(
            branch.placements.order_by("pk").values_list("member", flat=True)
        )

    def step(self, candidate, branch, kind, day, **typed):
        is_office = kind in OFFICE
        own = branch == self.named and not is_office
        facts = {
            "state": "accepted",
            "entered_by": self.secretary if own else self.office,
            "on_behalf": not own and not is_office,
            "number": f"{1 + candidate.pk % 30:02d}-{NUMBERS[kind]}"
            if kind in NUMBERS
            else "",
        }
        if kind in VOTES:
            facts |= self.votes(candidate, branch, kind, day)
        return CandidateStep(
            candidate=candidate,
            branch=branch,
            kind=kind,
            happened_on=day,
            **facts | typed,
        )

    def votes(self, candidate, branch, kind, day):
        """Everybody is there and in favour; of the committee fifteen."""
        base = 15
        if kind in (K.BRANCH_VOTE, K.RECOGNITION_VOTE):
            base = len(Case(candidate).voting_base(branch, day)) or 3
        count = {"base": base, "present": base, "in_favour": base, "against": 0}
        return {**count, "vote_form": "ballot", "passed": True}

    def way(self, candidate, branch, first, kinds):
        """Steps up to the last of `kinds` from the day `first` on."""
        steps = []
        for kind in kinds:
            day = self.open(first + days(AT[kind]))
            more = {"received_on": day} if kind == K.DECISION else {}
            steps.append(self.step(candidate, branch, kind, day, **more))
        return steps

    def fresh(self, number, last, ago):
        """Somebody who is not admitted yet."""
        branch, day = self.branch(number), self.today - days(ago)
        ends = last if last in AT else K.CLASS
        kinds = [k for k in AT if last and AT[k] <= AT[ends]]
        first = day - days(AT[ends] if last in AT else 120)
        first = self.open(first) if last else day
        candidate = self.file(branch, first, self.person(number), is_owner=number == 18)
        steps = self.way(candidate, branch, first, kinds)
        if last and last not in AT:
            why = WHY.get(last, "personal")
            steps.append(self.step(candidate, branch, last, self.open(day), why=why))
        if number in RETURNED and steps:
            steps[-1].state = "returned"
            steps[-1].return_reason = "Thiếu chữ ký của bí thư chi bộ"
        elif branch == self.named and steps and steps[-1].kind not in OFFICE:
            steps[-1].state = "submitted"
        CandidateStep.objects.bulk_create(steps)
        filed = [s.happened_on for s in steps if s.kind == K.FILED]
        self.fill(candidate, branch, first, filed[0] if filed else None)
        self._answer(candidate, steps)

    def _answer(self, candidate, steps):
        """The vetting was answered before its conclusion."""
        vetted = [s.happened_on for s in steps if s.kind == K.VETTED]
        if vetted:
            candidate.vettings.update(
                replied_on=vetted[0] - days(4), reply_number="7-CV/ĐU"
            )

    def admitted(self, spell, after):
        """The file of a member of the register, up to the last of `after`."""
        member, placement = spell.member, spell.placements.first()
        branch, ceremony = placement.branch, spell.ceremony_on
        first = self.open(spell.decision_on - days(AT[K.DECISION]))
        person = {"full_name": member.full_name, "sex": member.sex}
        person |= {"born_on": member.born_on, "job": member.occupation}
        candidate = self.file(branch, first, person, member=member, is_old=True)
        kinds = [k for k in AT if k != K.DECISION]
        steps = self.way(candidate, branch, first, kinds)
        decision = {"number": spell.decision_number, "received_on": spell.decision_on}
        steps.append(
            self.step(candidate, branch, K.DECISION, spell.decision_on, **decision)
        )
        steps.append(self.step(candidate, branch, K.CEREMONY, ceremony))
        for kind, day in after:
            if day <= self.today:
                steps.append(self.step(candidate, branch, kind, self.open(day)))
        CandidateStep.objects.bulk_create(steps)
        self.fill(candidate, branch, first, self.open(first + days(AT[K.FILED])))
        self._answer(candidate, steps)


def make(world):
    """Write the forty files."""
    maker = Maker(world)
    for number, (last, ago) in enumerate(FRESH):
        maker.fresh(number, last, ago)
    for spell, after in _linked(maker):
        maker.admitted(spell, after)


def _linked(maker):
    """[(spell, steps after the ceremony)]: probationers, some voted on, some official."""
    body = Placement.objects.filter(branch__in=maker.branches, began="admitted")
    body = Spell.objects.filter(pk__in=body.values("spell"), ended_on=None)
    body = body.select_related("member")
    waiting = list(body.filter(recognised_on=None, ceremony_on__year__gte=2021))
    waiting.sort(key=lambda spell: (spell.ceremony_on, spell.pk))
    late = [(spell, _after(spell, number)) for number, spell in enumerate(waiting[:2])]
    own = [s for s in waiting[2:] if s.placements.first().branch == maker.named]
    rest = [s for s in waiting[2:] if s not in own][:: max(1, len(waiting) // 6)]
    young = [(spell, _young(spell)) for spell in [*own, *rest][:6]]
    done = body.filter(recognised_on__year=2021).order_by("-recognised_on", "pk")[:2]
    return [*late, *young, *((spell, _official(spell)) for spell in done)]


def _young(spell):
    return [(K.PROFILE, spell.ceremony_on + days(20))]


def _after(spell, number):
    """Past the twelve months: the branch, and for the second the committee, has voted."""
    over = spell.ceremony_on + days(366)
    steps = [
        (K.PROFILE, spell.ceremony_on + days(20)),
        (K.NEW_CLASS, spell.ceremony_on + days(150)),
        (K.RECOGNITION_VOTE, over),
    ]
    return steps + ([(K.RECOGNITION_COMMITTEE, over)] if number == 1 else [])


def _official(spell):
    return [
        (K.PROFILE, spell.ceremony_on + days(20)),
        (K.NEW_CLASS, spell.ceremony_on + days(150)),
        (K.RECOGNITION_VOTE, spell.recognised_on - days(3)),
        (K.RECOGNITION_COMMITTEE, spell.recognised_on - days(1)),
        (K.RECOGNITION, spell.recognised_on),
    ]
