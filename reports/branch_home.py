"""The first page of who looks after single branches: own branch at a glance."""

from dataclasses import dataclass

from branches.models import Branch, Committee, Rule
from branches.rulebook import RuleBook
from hoangmai_party import clock
from members import branch_page
from members.admission import rights
from members.admission.pages import board
from members.admission.stages import AT_REST
from reports import due, percent
from reports.models import Target
from reports.projection import Projection, project
from reports.targets import goal

ADMISSIONS = "T02"  # đảng viên mới kết nạp, in reports.indicators


@dataclass(frozen=True)
class Glance:
    """One branch: its year, its files by stage, what is due, what came back."""

    branch: Branch
    year: dict | None
    stages: list
    returned: list
    items: list
    goal: Target | None
    projection: Projection | None

    @property
    def late(self):
        """How many of the due items are overdue."""
        return sum(item.is_overdue(clock.today()) for item in self.items)

    @property
    def share(self):
        """The year's admissions over the target, "–" without one."""
        target = self.goal.value if self.goal else 0
        return percent.text(percent.ratio(self.year["admitted"], target))


def is_for(user):
    """Whether `/` of this user is the page of a branch."""
    return user.has_perm(rights.KEEP) and not rights.is_office(user)


def glances(user):
    """[Glance] of the user's branches; the same queries for each of them."""
    today = clock.today()
    files, items = board.files(user), due.items(user, today)
    branches = Branch.objects.visible_to(user).order_by("code")
    return [_glance(b, today, files, items) for b in branches]


def _glance(branch, today, files, items):
    own = [f for f in files if f.branch == branch]
    link = branch.links.on(today).select_related("committee").first()
    year = branch_page.year_line(branch, link, today) if link else None
    target = _goal(branch, today)
    return Glance(
        branch=branch,
        year=year,
        stages=board.by_stage([f for f in own if f.stage not in AT_REST]),
        returned=[(f.candidate, step) for f in own for step in f.returned],
        items=[i for i in items if i.branch == branch.pk and _is_near(i, today)],
        goal=target,
        projection=_projection(own, year, target, today) if year else None,
    )


def _projection(files, year, target, today):
    number = target.value if target else None
    codes = (Rule.Code.ADMISSION_DECISION, Rule.Code.CEREMONY_DEADLINE)
    book = RuleBook(*codes)
    admitted = year["admitted"]
    return project(files, today, book, admitted=admitted, target=number)


def _is_near(item, today):
    """Overdue, or due within the days that the list of what is due calls soon."""
    return item.is_overdue(today) or due.is_soon(item, today)


def _goal(branch, today):
    """The branch's own target of admissions this year, or None."""
    rows = Target.objects.known_on(today).filter(
        branch=branch,
        year=today.year,
        indicator=ADMISSIONS,
        committee=Committee.objects.own(),
    )
    return goal({row.level: row for row in rows.order_by("decided_on", "pk")})
