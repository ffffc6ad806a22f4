"""The branches of a report on its last day: names, hosts, people, targets, ratings."""

from functools import cached_property

from django.db.models import OuterRef, Subquery

from branches.models import BranchEnterprise
from enterprises.models import EnterpriseAddress
from hoangmai_party.periods import in_force
from members.models import Position
from members.roll import links
from reports import indicators, movement, sources, targets
from reports.indicators import BY_CODE
from reports.people import named_branches
from reports.scope import committee_scope


class Roster:
    """Asked by several appendices, read once; `figures` only where numbers are told."""

    def __init__(self, question, scope, figures=None):
        self.question, self.scope, self.figures = question, scope, figures
        self.span = question.span

    @cached_property
    def links(self):
        """{branch: its links under the body, by day}."""
        rows = links(self.scope.reach).select_related("begun_by", "ended_by")
        found = {}
        for row in rows.order_by("started_on", "pk"):
            if row.started_on <= self.span.last:
                found.setdefault(row.branch_id, []).append(row)
        return found

    @cached_property
    def branches(self):
        """[(id, code, name)] of those under the body in the period, by code."""
        first = self.span.first
        held = {
            pk
            for pk, rows in self.links.items()
            if any(row.ended_on is None or row.ended_on > first for row in rows)
        }
        named = named_branches(self.span.last, self.scope.reach)
        return [row for row in named if row[0] in held]

    @cached_property
    def movement(self):
        """({branch: Line}, the total Line)."""
        lines, total = movement.members(self.scope, self.span)
        return {line.branch: line for line in lines}, total

    @cached_property
    def hosts(self):
        """{branch: (enterprise id, name, legal form, ward)} of the day."""
        last = self.span.last
        address = EnterpriseAddress.objects.filter(
            in_force(last),
            enterprise=OuterRef("enterprise"),
            kind=EnterpriseAddress.Kind.OPERATING,
        )
        rows = BranchEnterprise.objects.filter(
            in_force(last), is_host=True, branch__in=self.links
        ).annotate(ward=Subquery(address.values("ward__name")[:1]))
        facts = ("enterprise", "enterprise__name", "enterprise__legal_form", "ward")
        return {pk: rest for pk, *rest in rows.values_list("branch", *facts)}

    @cached_property
    def secretaries(self):
        """{branch: the name of its bí thư on the last day}."""
        rows = self.secretary_rows().values_list("branch", "member__full_name")
        return dict(rows)

    def secretary_rows(self):
        return Position.objects.filter(
            in_force(self.span.last),
            role=Position.Role.SECRETARY,
            branch__in=self.links,
        )

    @cached_property
    def women(self):
        """{branch: number of women on the last day}."""
        found = indicators.by_branch(self.scope, self.span, [BY_CODE["S05"]])
        return {pk: row["S05"] for pk, row in found.items()}

    @cached_property
    def goals(self):
        """{branch: the target of admissions of the year}."""
        question = self.question
        known = targets.by_branch(self.scope, question.year, question.as_of, "T02")
        found = {pk: targets.goal(levels) for pk, levels in known.items() if pk}
        return {pk: row.value for pk, row in found.items() if row}

    @property
    def allotment(self):
        """(A note where what is set for the branches is not the body's own,) or ()."""
        own = self.figures.goal("T02")
        held = sum(self.goals.get(pk, 0) for pk, *_ in self.branches)
        if not held or (own and own.value == held):
            return ()
        return (f"Cộng kế hoạch kết nạp giao các chi bộ: {held}.",)

    @cached_property
    def ratings(self):
        """{branch: its grade of the year}."""
        rows = sources.ratings(self.scope).filter(member=None, year=self.question.year)
        return dict(rows.values_list("branch", "grade"))

    def founding(self, branch):
        """The link that began by a founding in the period, or None."""
        first, last = self.span.days
        for row in self.links.get(branch, ()):
            if row.begun_by.kind == "founded" and first <= row.started_on <= last:
                return row
        return None

    def is_held(self, branch):
        """Whether it is under the body on the last day."""
        last = self.span.last
        return any(
            row.ended_on is None or row.ended_on > last for row in self.links[branch]
        )

    def note(self, branch):
        """What became of the branch in the period."""
        first, last = self.span.days
        for row in self.links[branch]:
            if row.ended_on and first <= row.ended_on <= last:
                return f"thôi {row.ended_on:%d/%m}"
            if first <= row.started_on <= last:
                return f"{_SHORT.get(row.begun_by.kind, 'từ')} {row.started_on:%d/%m}"
        return ""


_SHORT = {"founded": "TL", "received": "TN"}


def people_named(question, *, full=False):
    """The ids of the members whose names stand in the appendices of a report.

    In brief ones only the branches that were founded have their bí thư beside them.
    """
    scope = committee_scope(question.committee, question.span)
    admitted = (
        BY_CODE["T02"].rows(scope, question.span).values_list("member", flat=True)
    )
    roster = Roster(question, scope)
    heads = roster.secretary_rows()
    if not full:
        new = [pk for pk, *_ in roster.branches if roster.founding(pk)]
        heads = heads.filter(branch__in=new)
    return sorted({*admitted, *heads.values_list("member", flat=True)})
