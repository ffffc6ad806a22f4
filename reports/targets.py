"""Chỉ tiêu against result: which target is the denominator, and what to say."""

from dataclasses import dataclass

from reports import percent
from reports.indicators import FLOW, TARGETED, totals
from reports.models import Target

_LEVEL = Target.Level


@dataclass(frozen=True)
class Standing:
    """One indicator's year: targets, result, last year, cumulative."""

    indicator: object
    result: int
    last_year: int
    cumulative: int | None
    guideline: Target | None
    assigned: Target | None
    registered: Target | None
    expected: Target | None
    is_over: bool

    @property
    def target(self):
        """The denominator: the assigned target, else the registered one."""
        return self.assigned or self.registered

    @property
    def target_level(self):
        """Which of the two it is, in words."""
        return self.target.get_level_display() if self.target else percent.NO_TARGET

    @property
    def percent_text(self):
        """ "119,2%", or "–" without a target."""
        return percent.text(self._ratio)

    @property
    def _ratio(self):
        return percent.ratio(self.result, self.target.value if self.target else 0)

    @property
    def expected_ratio(self):
        """What is expected by the end of the year, over the target."""
        if not self.expected:
            return None
        return percent.ratio(
            self.expected.value, self.target.value if self.target else 0
        )

    @property
    def verdict(self):
        """(sign, word) from the exact figures."""
        target = self.target.value if self.target else 0
        return percent.verdict(self.result, target, is_over=self.is_over)

    @property
    def year_on_year(self):
        """This year over last year, "–" when last year is 0 (PCT-07)."""
        return percent.text(percent.ratio(self.result, self.last_year))


def in_force(scope, year, as_of):
    """{(code, level): Target}: the last one decided by `as_of`; one query."""
    (branch,) = scope.reach.branches or (None,)
    rows = Target.objects.known_on(as_of).filter(
        committee=scope.committee, branch=branch, year=year
    )
    ordered = rows.order_by("decided_on", "pk")
    return {(row.indicator, row.level): row for row in ordered}


def by_branch(scope, year, as_of, code):
    """{branch id or None: {level: Target}} of one indicator; one query.

    None is the body's own, for whom the whole of it is asked.
    """
    rows = Target.objects.known_on(as_of).filter(
        committee=scope.committee, year=year, indicator=code
    )
    if not scope.is_whole:
        rows = rows.filter(branch__in=scope.reach.branches)
    found = {}
    for row in rows.order_by("decided_on", "pk"):
        found.setdefault(row.branch_id, {})[row.level] = row
    return found


def goal(levels):
    """The denominator of {level: Target}: the assigned one, else the registered one."""
    return levels.get(_LEVEL.ASSIGNED) or levels.get(_LEVEL.REGISTERED)


def difference(total, body):
    """(sign, word) of the branches' sum against the body's own figure."""
    if body is None:
        return "", "chưa có"
    if total == body:
        return "✓", "khớp"
    gap = f"{abs(total - body):,}".replace(",", ".")
    return ("▲", f"vượt {gap}") if total > body else ("✗", f"còn thiếu {gap}")


def standings(scope, year, period, as_of):
    """[Standing] of every indicator that can have a target, in the `period`, counted up to `as_of`.

    Last year is counted over the same days. The targets are those of the whole
    committee, or of the branch when only one is asked; some branches have none.
    """
    span = period.cut(as_of)
    spans = {"now": span, "before": span.a_year_before()}
    if began := scope.committee.founded_on:
        spans["all"] = span.since(began)
    numbers = totals(scope, spans, TARGETED)
    known = {}
    if scope.is_whole or len(scope.reach.branches) == 1:
        known = in_force(scope, year, as_of)
    return [
        Standing(
            indicator,
            numbers[indicator.code, "now"],
            numbers[indicator.code, "before"],
            numbers.get((indicator.code, "all")) if indicator.kind == FLOW else None,
            *(known.get((indicator.code, level)) for level in _LEVEL.values),
            is_over=as_of >= period.last,
        )
        for indicator in TARGETED
    ]
