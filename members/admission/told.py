"""What an entry on the member's page tells the file: the same change set holds both.

A recognition, a way out or a move entered there is a step of the file, so that no list
goes on waiting for it; taking the entry back takes the step back.
"""

from accounts.log import current
from hoangmai_party.periods import in_force
from members import actions
from members.admission import stages
from members.admission.case import Case
from members.models import Candidate, CandidateBranch, CandidateStep, Spell, StepKind

_WHY = Spell.EndReason
_END = {
    _WHY.CANCELLED: StepKind.CANCELLED,
    _WHY.STRUCK_OFF: StepKind.STRUCK,
}


def _cases(member, ceremony_on):
    """The files (hardly more than one) that led to this spell."""
    rows = Candidate.objects.filter(member=member)
    found = (Case(row) for row in rows)
    return [c for c in found if c.day_of(StepKind.CEREMONY) == ceremony_on]


def recognised(spell, *, on, number):
    """Công nhận chính thức."""
    _tell(spell, StepKind.RECOGNITION, on, number)


def ended(spell, *, on, number):
    """Hủy kết nạp, xóa tên, khai trừ, xin ra, từ trần: the đảng tịch is over."""
    kind = _END.get(spell.end_reason, StepKind.LEFT)
    _tell(spell, kind, on, number, spell.get_end_reason_display())


def gone(spell, *, on, number, went_to):
    """Chuyển sinh hoạt out of the body: the file stops here."""
    _tell(spell, StepKind.GONE, on, number, f"Chuyển sinh hoạt đến {went_to}")


def _tell(spell, kind, on, number, note=""):
    for case in _cases(spell.member, spell.ceremony_on):
        if kind in case.done or _is_over(case, kind):
            continue
        CandidateStep.objects.create(
            candidate=case.candidate,
            branch=case.period_near(on).branch,
            kind=kind,
            state=CandidateStep.State.ACCEPTED,
            happened_on=on,
            number=number,
            note=note,
            entered_by_id=current().user_id,
            is_told=True,
        )


def _is_over(case, kind):
    """Whether the way is behind this file, so that only a cancelling concerns it."""
    if case.stage in {stages.Stage(end.value) for end in stages.ENDS}:
        return True
    return StepKind.RECOGNITION in case.done and kind != StepKind.CANCELLED


def moved(placement, *, to, on, number=""):
    """A dự bị who moves to another branch of the body takes the file along."""
    spell = placement.spell
    for case in _cases(spell.member, spell.ceremony_on):
        if StepKind.RECOGNITION not in case.done:
            _carry(case.candidate, to, on, number)


def _carry(candidate, to, on, number):
    row = candidate.branches.filter(in_force(on)).first()
    if row is None or row.branch_id == to.pk or row.started_on >= on:
        return
    actions.end_period(row, on=on)
    for help_ in candidate.helps.filter(ended_on=None, started_on__lt=on):
        actions.end_period(help_, on=on)
    CandidateBranch.objects.create(
        candidate=candidate, branch=to, started_on=on, number=number
    )


def kept(branch, on):
    """Whether the branch keeps a file on that day that is still on its way."""
    rows = CandidateBranch.objects.filter(in_force(on), branch=branch)
    cases = (Case(row.candidate) for row in rows.select_related("candidate"))
    return any(case.stage not in stages.AT_REST for case in cases)


def emptied(branch, *, into, on, number=""):
    """A branch that ends hands its files to the one that takes its people."""
    kept = CandidateBranch.objects.filter(in_force(on), branch=branch)
    for row in kept.select_related("candidate"):
        _carry(row.candidate, into, on, number)
