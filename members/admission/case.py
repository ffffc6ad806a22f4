"""One file with all that its rules ask, read once."""

from functools import cached_property

from branches.models import Rule, RuleMissingError
from branches.rulebook import RuleBook
from hoangmai_party.periods import FAR, in_force
from members.admission import stages
from members.models import Absence, Discipline, Exemption, Placement


class Case:
    """A candidate, the steps, and the facts of the register on a day.

    Dates are business days; `rule()` answers for the day of the event.
    """

    def __init__(self, candidate, book=None):
        self.candidate = candidate
        self.book = book or RuleBook()

    @cached_property
    def all_steps(self):
        """Every live row, returned and replaced ones too."""
        return list(self.candidate.steps.select_related("branch", "entered_by"))

    @property
    def steps(self):
        return stages.counting(self.all_steps)

    @property
    def done(self):
        return stages.done(self.all_steps)

    @property
    def stage(self):
        return stages.stage_of(self.all_steps)

    def day_of(self, kind):
        """The day of the step of this kind that counts, or None."""
        step = self.done.get(kind)
        return step and step.happened_on

    @cached_property
    def periods(self):
        return list(self.candidate.branches.select_related("branch"))

    def period_on(self, day):
        """The dated branch of a day, or None."""
        held = (p for p in self.periods if p.started_on <= day < (p.ended_on or FAR))
        return next(held, None)

    def period_near(self, day):
        """The dated branch of a day; before the first the first, after the last it."""
        begun = [p for p in self.periods if p.started_on <= day]
        return (begun or self.periods or [None])[-1 if begun else 0]

    @property
    def moved_on(self):
        """The day from which the branch of today keeps the file, if it came to it."""
        first, *later = self.periods or [None]
        if later:
            return later[-1].started_on
        return first.started_on if first and first.number else None

    @property
    def branch(self):
        """The branch that keeps the file now (the newest, when it is over)."""
        return self.periods[-1].branch if self.periods else None

    @cached_property
    def introductions(self):
        return list(self.candidate.introductions.select_related("member"))

    @cached_property
    def helps(self):
        return list(self.candidate.helps.select_related("member"))

    @cached_property
    def vettings(self):
        return list(self.candidate.vettings.all())

    @cached_property
    def papers(self):
        return list(self.candidate.papers.all())

    def paper(self, kind, day=FAR):
        """The newest paper of this kind dated by `day`, or None."""
        found = [p for p in self.papers if p.kind == kind and p.dated_on <= day]
        return max(found, key=lambda p: p.dated_on, default=None)

    @cached_property
    def spell(self):
        """The đảng tịch that the ceremony of this file began, or None."""
        member, on = self.candidate.member, self.day_of(stages.K.CEREMONY)
        if member is None or on is None:
            return None
        return member.spells.filter(ceremony_on=on).first()

    def rule(self, code, day):
        """The whole number in force on `day`; `RuleMissingError` where none is."""
        if (value := self.book.value(code, day)) is None:
            label = Rule.Code(code).label
            raise RuleMissingError(
                f"Chưa có quy định “{label}” cho ngày {day:%d/%m/%Y}: "
                "văn phòng bổ sung ở mục Quy định."
            )
        return value

    def members(self, branch, day):
        """Keys of the members on the roll of `branch` on `day`, dự bị too."""
        return set(_roll(branch, day).values_list("member", flat=True))

    def officials(self, branch, day):
        """Keys of the members counted as chính thức in `branch` on `day`."""
        rows = _roll(branch, day).filter(spell__counts_official_on__lte=day)
        return set(rows.values_list("member", flat=True))

    def voting_base(self, branch, day):
        """Keys of those who can vote: official, not away, not exempt (R2.2)."""
        people = self.officials(branch, day)
        away = Absence.objects.on(day).filter(placement__member__in=people)
        exempt = Exemption.objects.on(day).filter(member__in=people)
        people -= set(away.values_list("placement__member", flat=True))
        return people - set(exempt.values_list("member", flat=True))

    def disciplined(self, member, first, last):
        """Whether a discipline of the member was decided within the days."""
        rows = Discipline.objects.filter(member=member)
        return rows.filter(decided_on__range=(first, last)).exists()


def _roll(branch, day):
    return Placement.objects.filter(
        in_force(day), branch=branch, kind=Placement.Kind.OFFICIAL
    )
