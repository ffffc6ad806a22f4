"""What the page of one case shows: what happened, what comes next, what is asked."""

from dataclasses import dataclass

from hoangmai_party import clock
from surveys.cases import facts, queries, stages
from surveys.cases.pages import ahead
from surveys.cases.pages.access import link
from surveys.cases.stages import C
from surveys.models import CaseStep, Visit


@dataclass(frozen=True)
class Entry:
    """A line of the timeline: a step or a visit."""

    step: CaseStep | None = None
    visit: Visit | None = None
    may_void: bool = False

    @property
    def day(self):
        return self.step.happened_on if self.step else self.visit.visited_on

    @property
    def order(self):
        """Newest first; on one day the step stands above the visit it rests on."""
        row = self.step or self.visit
        return self.day, self.step is not None, row.pk


def entries(case, user):
    """[Entry], the newest on top."""
    steps = list(case.steps.select_related("entered_by"))
    visits = case.visits.prefetch_related("proposals")
    newest = steps[-1] if steps else None
    may_undo = user.has_perm("surveys.delete_casestep") and not case.closed_on
    lines = [
        Entry(step=s, may_void=may_undo and s == newest and _is_undoable(s))
        for s in steps
    ]
    lines += [Entry(visit=v) for v in visits]
    return sorted(lines, key=lambda e: e.order, reverse=True)


def _is_undoable(step):
    return step.stage != C.DECIDED and step.previous != ""


def pending(case):
    """The visits whose next action waits, the earliest first."""
    rows = queries.pending_actions(clock.today(), open_only=False)
    return list(rows.filter(case=case).order_by("next_on", "pk"))


def _address(enterprise, day):
    """Where it works on the day, else where it is registered, or None."""
    rows = enterprise.addresses.on(day).select_related("ward")
    return rows.order_by("kind").first()


def page(case, user):
    """Context of the page."""
    day = clock.today()
    now = stages.stage_of(case)
    found = ahead.ways(case, now, day)
    step = facts.newest_step(case)
    return {
        "case": case,
        "stage": now,
        "since": step.happened_on if step else case.opened_on,
        "entries": entries(case, user),
        "ways": found,
        "next": ahead.next_action(case, now, found),
        "pending": pending(case),
        "proposals": list(case.proposals.all()),
        "record": facts.newest_record(case, day),
        "address": _address(case.enterprise, day),
        "branch": case.founding and case.founding.successors.first(),
        "official": facts.counted_official(case, day),
        "named": len(facts.named_official(case, day)),
        "dossier_url": link("surveys:founding-dossier", case.pk),
        "today": day,
        "may_work": user.has_perm("surveys.change_outreachcase") and not case.closed_on,
    }
