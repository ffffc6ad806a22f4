"""What the office answers to a step, and how a wrong one is made right."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.log import change_set
from accounts.log.undo import UndoError, undo
from members.actions import NotPossibleError, in_words
from members.admission import stages
from members.admission.acts.base import locked, refuse_unless_office
from members.admission.acts.entry import refuse_closed, submit
from members.admission.case import Case
from members.admission.rights import is_office, may_enter
from members.models import CandidateStep, StepKind

_STATE = CandidateStep.State
TOLD = "Bước này do biến động ở trang đảng viên ghi vào: hoàn tác biến động ở đó."


@transaction.atomic
def accept(step, *, by):
    """Văn phòng nhận a submitted step."""
    refuse_unless_office(by)
    candidate = locked(step.candidate)
    step = candidate.steps.get(pk=step.pk)
    if step.state != _STATE.SUBMITTED:
        raise NotPossibleError("Bước này không ở tình trạng đã nộp.")
    with change_set(f"Nhận bước đã nộp: {step}"):
        step.state = _STATE.ACCEPTED
        step.save(update_fields=["state"])
    return step


@in_words()
def give_back(step, *, by, reason):
    """Trả lại: the step no longer counts, with why; what it wrote is undone."""
    refuse_unless_office(by)
    if not reason.strip():
        raise NotPossibleError("Trả lại phải ghi lý do.")
    candidate = locked(step.candidate)
    step = candidate.steps.get(pk=step.pk)
    case = Case(candidate)
    _refuse_rested_upon(case, step)
    _undo(case, step, by, reason)
    with change_set(f"Trả lại bước: {step}. {reason}"):
        step.state, step.return_reason = _STATE.RETURNED, reason.strip()
        step.change_set = ""
        step.save(update_fields=["state", "return_reason", "change_set"])
    return step


def _refuse_rested_upon(case, step):
    if not step.counts:
        raise NotPossibleError("Chỉ trả lại được bước đã nộp.")
    without = [s for s in case.all_steps if s.pk != step.pk]
    for other in stages.resting(case.all_steps, step.kind):
        if stages.lacking(without, other.kind, case.candidate.is_old):
            raise NotPossibleError(
                f"Bước “{other.get_kind_display()}” đã ghi sau bước này: "
                "hãy trả lại bước đó trước."
            )


def _undo(case, step, by, reason):
    """Undo what the step wrote, and before it what corrected that since."""
    if step.is_told:
        raise NotPossibleError(TOLD)
    decision = case.done.get(StepKind.DECISION)
    if step.kind == StepKind.CEREMONY and decision and decision.change_set:
        _undo_written(decision, by, reason)
        decision.change_set = ""
        decision.save(update_fields=["change_set"])
    _undo_written(step, by, reason)


def _undo_written(step, by, reason):
    if not step.change_set:
        return
    try:
        undo(step.change_set, by=by, reason=reason)
    except UndoError as error:
        raise NotPossibleError(str(error)) from error


@in_words()
def correct(step, *, by, correction, reason="", **typed):
    """Sửa: a new row with why replaces the old one, which stays and counts no more.

    The branch corrects what was given back to it; the office corrects any step.
    """
    may = may_enter(by, step.kind)
    if not may or (step.counts and not is_office(by)):
        raise PermissionDenied
    candidate, step = _to_replace(step, correction)
    if step.state == _STATE.RETURNED:
        refuse_closed(Case(candidate), step.kind)
    _undo(Case(candidate), step, by, correction)
    candidate.refresh_from_db()
    new = _replace(candidate, step, correction)
    kept = submit(Case(candidate), new, by, reason, typed)
    _refuse_out_of_order(Case(candidate), kept)
    return kept


@in_words()
def redo(step, *, by, correction, reason="", **typed):
    """Làm lại bước sai: wrong authority or procedure, the person being fit (R2.20).

    Only the faulty step is made again, on its new day; what rests on it stands.
    """
    refuse_unless_office(by)
    candidate, step = _to_replace(step, correction)
    if step.kind not in stages.REDOABLE or not step.counts or step.is_told:
        raise NotPossibleError("Bước này không làm lại riêng được: hãy ghi lại.")
    if typed["happened_on"] < step.happened_on:
        raise NotPossibleError("Ngày làm lại phải sau ngày của bước sai.")
    new = _replace(candidate, step, correction)
    new.is_redo = True
    kept = submit(Case(candidate), new, by, reason, typed)
    if kept.passed is False:
        raise NotPossibleError("Biểu quyết lại không đạt: ghi bước hủy kết nạp.")
    return kept


def _to_replace(step, why):
    """(candidate, step) held, when the step can be replaced."""
    if not why.strip():
        raise NotPossibleError("Sửa phải ghi lý do.")
    candidate = locked(step.candidate)
    step = candidate.steps.get(pk=step.pk)
    if step.state not in (*CandidateStep.COUNTING, _STATE.RETURNED):
        raise NotPossibleError("Lần ghi này đã được thay.")
    return candidate, step


def _replace(candidate, step, why):
    """Set the old row aside; returns the row to come, not yet written."""
    step.state, step.change_set = _STATE.REPLACED, ""
    with change_set(f"Sửa bước: {step}. {why}"):
        step.save(update_fields=["state", "change_set"])
    return CandidateStep(
        candidate=candidate,
        kind=step.kind,
        corrects=step,
        correction_reason=why.strip(),
        is_redo=step.is_redo,
    )


def _refuse_out_of_order(case, step):
    """What rests on a corrected step must still be later, and still be possible."""
    for other in stages.resting(case.all_steps, step.kind):
        if other.happened_on < step.happened_on and not step.is_redo:
            raise NotPossibleError(
                f"Bước “{other.get_kind_display()}” ngày {other.happened_on:%d/%m/%Y} "
                "sẽ đứng trước bước này: hãy kiểm tra lại ngày."
            )
        if stages.lacking(case.all_steps, other.kind, case.candidate.is_old):
            raise NotPossibleError(
                f"Bước “{other.get_kind_display()}” dựa vào bước này: hãy trả lại "
                "bước đó trước."
            )
