"""Entering a step: a draft, then submitted; its rules are asked, it is locked."""

from django.db import transaction

from accounts.log import change_set
from branches.delegation import on_behalf_of
from members.actions import NotPossibleError, in_words
from members.admission import effects, stages
from members.admission.acts.base import FindingsError, locked
from members.admission.case import Case
from members.admission.rights import is_office, refuse_others
from members.admission.rules import Severity, findings
from members.admission.rules.votes import passes
from members.models import CandidateStep, StepKind, Why

_STATE = CandidateStep.State


@in_words()
def draft(*, candidate, kind, by, **typed):
    """Save what was typed without submitting it: it counts for nothing yet."""
    refuse_others(by, kind)
    candidate = locked(candidate)
    case = Case(candidate)
    refuse_closed(case, kind)
    with change_set(f"Lưu nháp: {StepKind(kind).label}, {candidate}"):
        rows = candidate.steps.filter(kind=kind, state=_STATE.DRAFT)
        step = rows.first() or CandidateStep(candidate=candidate, kind=kind)
        step.entered_by = by
        _fill(case, step, typed)
        step.full_clean(exclude=["candidate", "branch", "entered_by", "corrects"])
        step.save()
    return step


def _fill(case, step, typed):
    for name, value in typed.items():
        setattr(step, name, value)
    if (period := case.period_near(step.happened_on)) is None:
        raise NotPossibleError("Hồ sơ này chưa có chi bộ theo dõi.")
    step.branch = period.branch


def refuse_closed(case, kind):
    """A step that is not open now, said with what it waits for."""
    steps, is_old = case.all_steps, case.candidate.is_old
    if kind in stages.open_kinds(steps, is_old):
        return
    label = StepKind(kind).label
    if lacking := stages.lacking(steps, kind, is_old):
        names = ", ".join(f"“{k.label}”" for k in lacking)
        raise NotPossibleError(f"Chưa ghi được bước “{label}”: còn thiếu {names}.")
    raise NotPossibleError(f"Bước “{label}” không ghi được nữa ({case.stage.label}).")


@in_words()
def enter(*, candidate, kind, by, reason="", **typed):
    """Submit a step: its rules are asked, it is locked, and what follows is written."""
    refuse_others(by, kind)
    candidate = locked(candidate)
    case = Case(candidate)
    refuse_closed(case, kind)
    step = candidate.steps.filter(kind=kind, state=_STATE.DRAFT).first()
    step = step or CandidateStep(candidate=candidate, kind=kind)
    return submit(case, step, by, reason, typed)


def submit(case, step, by, reason, typed):
    """Write `step` as submitted, or as accepted when the office enters it."""
    _fill(case, step, typed)
    _refuse_without_why(step)
    step.entered_by = by
    if step.kind in stages.VOTES:
        step.round = stages.failed(case.all_steps, step.kind) + 1
        step.passed = passes(step)
    _judge(case, step, by, reason)
    own = step.kind not in stages.OFFICE
    behalf = on_behalf_of(step.branch) if own else None
    step.on_behalf = behalf is not None
    step.state = _STATE.ACCEPTED if is_office(by) else _STATE.SUBMITTED
    with change_set(
        f"{step.get_kind_display()}: {case.candidate}", on_behalf_of=behalf
    ):
        step.change_set = effects.write(case, step)
        step.full_clean(exclude=["candidate", "branch", "entered_by", "corrects"])
        step.save()
    return step


def _refuse_without_why(step):
    """A drop-out and a refusal say why, by the list; what is not in it in words."""
    if step.kind in stages.MUST_SAY_WHY and not step.why:
        raise NotPossibleError(f"“{step.get_kind_display()}” phải chọn lý do.")
    if step.why == Why.OTHER and not step.note.strip():
        raise NotPossibleError("Chọn “Lý do khác” thì ghi rõ ở ô ghi chú.")


def _judge(case, step, by, reason):
    """Let a step pass, or raise `FindingsError`; the reason is kept with it."""
    found = findings(case, step)
    wrong = [f for f in found if f.severity is Severity.IMPOSSIBLE]
    refused = [f for f in found if f.severity is Severity.REFUSES]
    if wrong or (refused and not is_office(by)) or (found and not reason.strip()):
        raise FindingsError(found)
    step.as_on_paper = reason.strip() if found else ""
    step.warned = " ".join(f.text for f in found)


@transaction.atomic
def discard(step, *, by):
    """Bỏ nháp: a draft nobody needs is voided."""
    refuse_others(by, step.kind)
    if step.state != _STATE.DRAFT:
        raise NotPossibleError("Chỉ bỏ được bản nháp.")
    with change_set(f"Bỏ nháp: {step}"):
        step.void(by=by, reason="Bỏ bản nháp")
