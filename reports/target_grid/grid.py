"""The sheet as the register has it: branches of the year, values in force."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from branches.models import Branch, BranchLink, Committee
from hoangmai_party import clock
from hoangmai_party.periods import in_force
from reports.models import Target
from reports.spans import year_span

BODY = 0  # in place of a branch's id: the body's own figure


@dataclass(frozen=True)
class Question:
    """Which sheet: body, year, level, columns; `is_whole` with the body's line.

    Who looks after single branches only is not shown the body's figure nor a sum.
    """

    committee: Committee
    year: int
    level: str
    columns: tuple
    is_whole: bool

    @property
    def codes(self):
        return [indicator.code for indicator in self.columns]

    @property
    def level_label(self):
        return Target.Level(self.level).label


@dataclass(frozen=True)
class Grid:
    """`lines` are branches; `rows` are {(branch id or BODY, code): Target}."""

    question: Question
    lines: tuple
    rows: dict

    def value(self, key):
        """The value in force, None without a target."""
        row = self.rows.get(key)
        return row.value if row else None

    def keys(self):
        """The cells that take a value, line by line.

        A branch that came in the year is given no target; a value that it has all
        the same stays open, or nobody could take it back.
        """
        if self.question.is_whole:
            yield from ((BODY, code) for code in self.question.codes)
        for line in self.lines:
            for code in self.question.codes:
                if not line.is_new or (line.pk, code) in self.rows:
                    yield line.pk, code

    def name(self, key):
        """A cell in words."""
        labels = {i.code: i.label for i in self.question.columns}
        where = {line.pk: line.day_name for line in self.lines}
        return f"{where.get(key[0], self.question.committee)}, {labels[key[1]]}"


def read(question, user):
    """The sheet of today; two queries."""
    rows = _in_force(question, user)
    held = {branch for branch, _ in rows} - {BODY}
    return Grid(question, tuple(_lines(question, user, held)), rows)


def _in_force(question, user):
    rows = Target.objects.visible_to(user).known_on(clock.today())
    rows = rows.filter(
        committee=question.committee,
        year=question.year,
        level=question.level,
        indicator__in=question.codes,
    )
    if not question.is_whole:
        rows = rows.exclude(branch=None)
    ordered = rows.order_by("decided_on", "pk")
    return {(row.branch_id or BODY, row.indicator): row for row in ordered}


def _lines(question, user, held):
    """Branches under the body at some time of the year, and those that hold a value."""
    span = year_span(question.year)
    links = BranchLink.objects.filter(committee=question.committee)
    in_year = links.filter(
        Q(ended_on=None) | Q(ended_on__gt=span.first), started_on__lte=span.last
    )
    named = Branch.objects.visible_to(user).named_on(min(clock.today(), span.last))
    rows = named.annotate(is_new=came_in(span, question.committee))
    rows = rows.filter(Q(pk__in=in_year.values("branch")) | Q(pk__in=held))
    return rows.order_by("code").values_list(
        "pk", "code", "day_name", "is_new", "name", named=True
    )


def came_in(span, committee):
    """Condition on a branch: it came under `committee` in the days of `span`."""
    links = BranchLink.objects.filter(committee=committee, branch=OuterRef("pk"))
    begun = links.filter(started_on__range=span.days)
    return Exists(begun) & ~Exists(links.filter(in_force(span.opening_day)))
