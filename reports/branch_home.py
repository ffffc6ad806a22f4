"""The first page of who looks after single branches: own branch at a glance."""

from dataclasses import dataclass

from branches.models import Branch
from branches.rulebook import RuleBook
from hoangmai_party import clock
from members import branch_page
from members.admission import rights
from members.admission.pages import board
from members.admission.stages import AT_REST
from reports import due, percent
from reports.models import Target
from reports.pages.projection import Year
from reports.projection import CODES, coming, quarter_of, target_of

SENT = "file_submitted"  # the kind of what is due that waits for the office


@dataclass(frozen=True)
class Glance:
    """One branch: its year, its files by stage, what is due, what came back."""

    branch: Branch
    year: dict | None
    stages: list
    returned: list
    items: list
    waiting: int  # steps that the office has to answer: nothing for the branch to do
    snoozed: int
    goal: Target | None
    year_ahead: Year

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
    files, items = board.files(user), due.everything(user, today)
    branches = Branch.objects.visible_to(user).order_by("code")
    return [_glance(b, today, files, items) for b in branches]


def _glance(branch, today, files, items):
    own = [f for f in files if f.branch == branch]
    due_here = [i for i in items if i.branch == branch.pk]
    link = branch.links.on(today).select_related("committee").first()
    year = branch_page.year_line(branch, link, today) if link else None
    target = target_of(today.year, today, branch=branch)
    number = year["admitted"] if year else 0
    year_ahead = Year(
        today,
        {quarter_of(today): number},
        coming(own, today, RuleBook(*CODES)),
        target.value if target else None,
        branch,
    )
    return Glance(
        branch=branch,
        year=year,
        stages=board.by_stage([f for f in own if f.stage not in AT_REST]),
        returned=[(f.candidate, step) for f in own for step in f.returned],
        items=[i for i in due_here if i.kind.code != SENT and _is_near(i, today)],
        waiting=sum(i.kind.code == SENT for i in due_here),
        snoozed=sum(i.snooze is not None for i in due_here),
        goal=target,
        year_ahead=year_ahead,
    )


def _is_near(item, today):
    """Overdue, or due within the days that the list of what is due calls soon."""
    is_near = item.is_overdue(today) or due.is_soon(item, today)
    return is_near and item.is_awake(today)
