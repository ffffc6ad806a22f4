"""What the page of one file shows: what happened, what comes next, what it needs."""

from dataclasses import dataclass

from hoangmai_party import clock
from members.admission import stages
from members.admission.case import Case
from members.admission.pages import needs
from members.admission.rights import is_locked, is_office, may_enter
from members.admission.rules import Severity, findings
from members.admission.rules.votes import threshold
from members.admission.stages import OF_BRANCH, OFFICE, VOTES, WAY, K
from members.models import CandidateStep

ASK_OFFICE = "Văn phòng Đảng ủy Khối ghi bước này."


@dataclass(frozen=True)
class Line:
    """A row of the timeline and what the reader may do with it."""

    step: CandidateStep
    may_answer: bool = False
    may_correct: bool = False
    may_redo: bool = False

    @property
    def css(self):
        return "past" if self.step.counts else "gone"

    @property
    def votes(self):
        """ "tán thành 5, không tán thành 0 trên 5", or ""."""
        step = self.step
        if step.in_favour is None:
            return ""
        said = f"tán thành {step.in_favour}, không tán thành {step.against}"
        return f"{said} trên {step.base} người (lần {step.round})"


def lines(case, user):
    """[Line] oldest first, drafts left out."""
    rows = [s for s in case.all_steps if s.state != CandidateStep.State.DRAFT]
    rows.sort(key=lambda s: (s.happened_on, s.pk))
    back = stages.returned(rows)
    return [_line(case, step, user, is_back=step in back) for step in rows]


def _line(case, step, user, *, is_back):
    of_office = is_office(user) and step.counts and not step.is_told
    is_decided = K.DECISION in case.done and step.kind in stages.REDOABLE
    return Line(
        step=step,
        may_answer=of_office,
        may_correct=may_enter(user, step.kind) and (is_back or of_office),
        may_redo=of_office and is_decided and bool(_resting(case, step)),
    )


def _resting(case, step):
    return stages.resting(case.all_steps, step.kind)


def drafts(case, user):
    """Drafts that the user may go on with or drop."""
    state = CandidateStep.State.DRAFT
    rows = (s for s in case.all_steps if s.state == state)
    return [s for s in rows if may_enter(user, s.kind)]


def coming(case):
    """[Ahead] of the next step, and of the branch's vote while that lies before it."""
    steps, is_old = case.all_steps, case.candidate.is_old
    first = stages.next_kind(steps, is_old)
    if first is None:
        return []
    asked = [first]
    if WAY.index(first) < WAY.index(K.BRANCH_VOTE):
        asked.append(K.BRANCH_VOTE)
    elif K.CEREMONY in case.done and K.RECOGNITION_VOTE not in case.done:
        asked.append(K.RECOGNITION_VOTE)
    found = []
    for kind in dict.fromkeys(asked):
        said = {n.text for one in found for n in one.needs}
        found.append(needs.ahead(case, kind, said))
    return found


def page(candidate, user):
    """Context of the page."""
    case = Case(candidate)
    steps, is_old = case.all_steps, candidate.is_old
    kinds = stages.open_kinds(steps, is_old)
    first = stages.next_kind(steps, is_old)
    others = [k for k in kinds if k != first and may_enter(user, k)]
    is_own = first is not None and may_enter(user, first)
    back = [s for s in stages.returned(steps) if may_enter(user, s.kind)]
    is_back = first in {s.kind for s in back}
    return {
        "candidate": candidate,
        "case": case,
        "stage": case.stage,
        "lines": lines(case, user),
        "coming": coming(case),
        "next": first,
        "next_is_own": is_own and not is_back,
        "returned": back,
        "wait_words": ASK_OFFICE if first in OFFICE and not is_own else "",
        "drafts": drafts(case, user),
        "is_locked": is_locked(user, case),
        "others": [k for k in others if k in WAY],
        "exits": [k for k in others if k not in WAY],
        "may_keep": may_enter(user, K.CHOSEN),
        "is_office": is_office(user),
        "today": clock.today(),
    }


def can_pass(found, user):
    """Whether a reason is enough for this user to enter a step against `found`."""
    if is_wrong(found):
        return False
    return Severity.REFUSES not in {f.severity for f in found} or is_office(user)


def is_wrong(found):
    """Whether it can't have happened so: then nobody enters it."""
    return any(f.severity is Severity.IMPOSSIBLE for f in found)


def live(case, kind, data):
    """What the typed `data` of a step would be told; `data` may be incomplete."""
    if not data.get("happened_on"):
        return {}
    step = CandidateStep(candidate=case.candidate, kind=kind, **data)
    period = case.period_near(step.happened_on)
    if period is None:
        return {}
    step.branch = period.branch
    found = [f for f in findings(case, step) if f.check.name != "counts_given"]
    least = threshold(step.base) if kind in VOTES and step.base else None
    return {"found": found, "least": least, "base": step.base, **_voters(case, step)}


def _voters(case, step):
    """How many can vote that day by the register, for a vote of the branch."""
    if step.kind not in OF_BRANCH:
        return {}
    return {"voters": len(case.voting_base(step.branch.pk, step.happened_on))}
