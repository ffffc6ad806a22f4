"""The ratings of a year for the whole body: counts by branch, who is missing."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from members import roll
from members.models import Grade, Rating, RatingCap
from members.rehearsal import stocks
from members.yearly import caps

_SUBJECT, _WITHIN = RatingCap.Subject, RatingCap.Within


def counted(body):
    """{branch id: {grade or reason: number}} of the members' ratings of the year."""
    rows = Rating.objects.filter(
        year=body.year, member__isnull=False, branch__in=body.branches()
    )
    found = {}
    for branch, grade, why, number in (
        rows.order_by().values_list("branch", "grade", "unrated").annotate(Count("pk"))
    ):
        found.setdefault(branch, Counter())[grade or why] += number
    return found


@dataclass(frozen=True)
class BranchYear:
    """A line of the table: one branch, or (without `line`) the total."""

    people: int
    counts: Counter
    missing: int
    line: object = None
    over: int = 0

    @property
    def graded(self):
        return sum(self.counts[grade.value] for grade in Grade)

    @property
    def grades(self):
        """Numbers of the four grades, the best first."""
        return [self.counts[grade.value] for grade in Grade]

    @property
    def unrated(self):
        return sum(self.counts[why.value] for why in Rating.Unrated)

    @property
    def why(self):
        """ "miễn 2, mới 1": the reasons that occur."""
        return ", ".join(
            f"{why.label.lower()}: {self.counts[why.value]}"
            for why in Rating.Unrated
            if self.counts[why.value]
        )


def table(sheet):
    """([BranchYear] of the branches, the total, [(branch line, names not rated)])."""
    body = sheet.body
    found, people = counted(body), stocks(body.reach, body.day)
    missing = _missing(body)
    cap = caps.cap_of(_SUBJECT.MEMBER, body.year)
    inside = cap if cap and cap.within == _WITHIN.BRANCH else None
    rows = []
    for line in sheet.lines:
        pk = line.branch.pk
        counts = found.get(pk, Counter())
        over = caps.share(inside, counts).over if inside else 0
        number = len(missing.get(pk, ()))
        rows.append(BranchYear(people.get(pk, 0), counts, number, line, over))
    total = BranchYear(
        sum(row.people for row in rows),
        caps.together(row.counts for row in rows),
        sum(row.missing for row in rows),
    )
    named = [(row.line, missing[row.line.branch.pk]) for row in rows if row.missing]
    return rows, total, named


def _missing(body):
    """{branch id: [names]} of those on the roll of 31/12 without a rating."""
    rated = Rating.objects.filter(member=OuterRef("member"), year=body.year)
    rows = roll.roll(body.reach).filter(roll.on(body.day), ~Exists(rated))
    found = {}
    for branch, name in rows.order_by("member__order", "pk").values_list(
        "branch", "member__full_name"
    ):
        found.setdefault(branch, []).append(name)
    return found


def shares(sheet, total):
    """[(whom, Share)] of the caps that hold for the whole body."""
    found = []
    for subject, counts in (
        (_SUBJECT.MEMBER, total.counts),
        (_SUBJECT.BRANCH, Counter(_grades(sheet.lines))),
    ):
        cap = caps.cap_of(subject, sheet.year)
        if cap and (cap.within == _WITHIN.BODY or subject == _SUBJECT.BRANCH):
            found.append((subject.label, caps.share(cap, counts)))
    return found


def shares_of_branch(sheet, *, reaches_body):
    """[(whom, Share)] of the members' cap, as far as this user may know the numbers."""
    cap = caps.cap_of(_SUBJECT.MEMBER, sheet.year)
    if not cap or (cap.within == _WITHIN.BODY and not reaches_body):
        return []
    found = counted(sheet.body)
    inside = found.values()
    if cap.within == _WITHIN.BRANCH:
        inside = [found.get(sheet.branch.pk, {})]
    return [(_SUBJECT.MEMBER.label, caps.share(cap, caps.together(inside)))]


def _grades(lines):
    return (line.saved.grade for line in lines if line.saved and line.saved.grade)


def twice_unsatisfactory(body):
    """[(name, branch name)]: không hoàn thành this year and the year before (R5.7)."""
    bad = Rating.objects.filter(grade=Grade.NOT_DONE, member__isnull=False)
    before = bad.filter(member=OuterRef("member"), year=body.year - 1)
    now = bad.filter(Exists(before), year=body.year, branch__in=body.branches())
    now = now.order_by("branch__code", "member__order")
    return list(now.values_list("member__full_name", "branch__name"))


def strays(body):
    """[(name, branch name)]: rated at a branch but not on its roll of 31/12."""
    here = roll.roll(body.reach).filter(
        roll.on(body.day), member=OuterRef("member"), branch=OuterRef("branch")
    )
    rows = Rating.objects.filter(
        ~Exists(here), Q(branch__in=body.branches()), year=body.year
    )
    rows = rows.filter(member__isnull=False).order_by("branch__code", "member__order")
    return list(rows.values_list("member__full_name", "branch__name"))
