"""What writes a file: each act all or nothing, under one change set of the log."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.log import change_set
from accounts.log.undo import UndoError, undo
from branches.delegation import on_behalf_of
from members import actions
from members.actions import NotPossibleError, in_words
from members.admission import effects, stages
from members.admission.case import Case
from members.admission.rights import is_office, may_enter, refuse_others
from members.admission.rules import Severity, findings
from members.admission.rules.votes import passes
from members.models import Candidate, CandidateBranch, CandidateStep, StepKind

_STATE = CandidateStep.State


class FindingsError(Exception):
    """Rules speak against the step; `found` are they, nothing was written."""

    def __init__(self, found):
        super().__init__(" ".join(f.text for f in found))
        self.found = found


@in_words()
def add(*, branch, started_on, by, **person):
    """Thêm quần chúng ưu tú: the person and the branch that keeps the file."""
    if not (is_office(by) or by.has_perm("members.keep_candidate")):
        raise PermissionDenied
    name = person["full_name"]
    with change_set(
        f"Thêm quần chúng ưu tú: {name}", on_behalf_of=on_behalf_of(branch)
    ):
        candidate = Candidate(**person)
        candidate.full_clean(exclude=["order"])
        candidate.save()
        CandidateBranch.objects.create(
            candidate=candidate, branch=branch, started_on=started_on
        )
    return candidate


def _locked(candidate):
    """The row, held until this transaction ends: two entries come one by one."""
    rows = Candidate.objects.select_for_update()
    if (row := rows.filter(pk=candidate.pk).first()) is None:
        raise NotPossibleError("Hồ sơ này đã bị hủy.")
    return row


@in_words()
def draft(*, candidate, kind, by, **typed):
    """Save what was typed without submitting it: it counts for nothing yet."""
    refuse_others(by, kind)
    candidate = _locked(candidate)
    case = Case(candidate)
    _refuse_closed(case, kind)
    with change_set(f"Lưu nháp: {StepKind(kind).label}, {candidate}"):
        rows = candidate.steps.filter(kind=kind, state=_STATE.DRAFT)
        step = rows.first() or CandidateStep(candidate=candidate, kind=kind)
        step.entered_by = by
        _fill(case, step, typed)
        step.save()
    return step


def _fill(case, step, typed):
    for name, value in typed.items():
        setattr(step, name, value)
    period = case.period_on(step.happened_on) or (case.periods or [None])[0]
    if period is None:
        raise NotPossibleError("Hồ sơ này chưa có chi bộ theo dõi.")
    step.branch = period.branch


def _refuse_closed(case, kind):
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
    candidate = _locked(candidate)
    case = Case(candidate)
    _refuse_closed(case, kind)
    step = candidate.steps.filter(kind=kind, state=_STATE.DRAFT).first()
    step = step or CandidateStep(candidate=candidate, kind=kind)
    return _submit(case, step, by, reason, typed)


def _submit(case, step, by, reason, typed):
    _fill(case, step, typed)
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


def _judge(case, step, by, reason):
    """Let a step pass, or raise `FindingsError`; the reason is kept with it."""
    found = findings(case, step)
    wrong = [f for f in found if f.severity is Severity.IMPOSSIBLE]
    refused = [f for f in found if f.severity is Severity.REFUSES]
    if wrong or (refused and not is_office(by)) or (found and not reason.strip()):
        raise FindingsError(found)
    step.as_on_paper = reason.strip() if found else ""


@transaction.atomic
def accept(step, *, by):
    """Văn phòng nhận a submitted step."""
    _refuse_unless_office(by)
    candidate = _locked(step.candidate)
    step = candidate.steps.get(pk=step.pk)
    if step.state != _STATE.SUBMITTED:
        raise NotPossibleError("Bước này không ở tình trạng đã nộp.")
    with change_set(f"Nhận bước đã nộp: {step}"):
        step.state = _STATE.ACCEPTED
        step.save(update_fields=["state"])
    return step


def _refuse_unless_office(by):
    if not is_office(by):
        raise PermissionDenied


@in_words()
def give_back(step, *, by, reason):
    """Trả lại: the step no longer counts, with why; what it wrote is undone."""
    _refuse_unless_office(by)
    if not reason.strip():
        raise NotPossibleError("Trả lại phải ghi lý do.")
    candidate = _locked(step.candidate)
    step = candidate.steps.get(pk=step.pk)
    _refuse_rested_upon(Case(candidate), step)
    _undo(step, by, reason)
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


def _undo(step, by, reason):
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
    if not correction.strip():
        raise NotPossibleError("Sửa phải ghi lý do.")
    candidate = _locked(step.candidate)
    step = candidate.steps.get(pk=step.pk)
    if step.state not in (*CandidateStep.COUNTING, _STATE.RETURNED):
        raise NotPossibleError("Lần ghi này đã được thay.")
    is_returned = step.state == _STATE.RETURNED
    if is_returned:
        _refuse_closed(Case(candidate), step.kind)
    _undo(step, by, correction)
    candidate.refresh_from_db()
    step.state, step.change_set = _STATE.REPLACED, ""
    with change_set(f"Sửa bước: {step}. {correction}"):
        step.save(update_fields=["state", "change_set"])
    new = CandidateStep(candidate=candidate, kind=step.kind, corrects=step)
    new.correction_reason = correction.strip()
    kept = _submit(Case(candidate), new, by, reason, typed)
    _refuse_out_of_order(Case(candidate), kept)
    return kept


def _refuse_out_of_order(case, step):
    """What rests on a corrected step must still be later, and still be possible."""
    for other in stages.resting(case.all_steps, step.kind):
        if other.happened_on < step.happened_on:
            raise NotPossibleError(
                f"Bước “{other.get_kind_display()}” ngày {other.happened_on:%d/%m/%Y} "
                "sẽ đứng trước bước này: hãy kiểm tra lại ngày."
            )
        if stages.lacking(case.all_steps, other.kind, case.candidate.is_old):
            raise NotPossibleError(
                f"Bước “{other.get_kind_display()}” dựa vào bước này: hãy trả lại "
                "bước đó trước."
            )


@transaction.atomic
def discard(step, *, by):
    """Bỏ nháp: a draft nobody needs is voided."""
    refuse_others(by, step.kind)
    if step.state != _STATE.DRAFT:
        raise NotPossibleError("Chỉ bỏ được bản nháp.")
    with change_set(f"Bỏ nháp: {step}"):
        step.void(by=by, reason="Bỏ bản nháp")


@in_words()
def move(*, candidate, to, on, by, number=""):
    """Chuyển hồ sơ sang chi bộ khác of the body (R2.13): one day closes and opens."""
    _refuse_unless_office(by)
    candidate = _locked(candidate)
    case = Case(candidate)
    if stages.K.CEREMONY in case.done or case.stage in stages.AT_REST:
        raise NotPossibleError(
            f"Hồ sơ đang là “{case.stage.label}”: không chuyển như người chưa kết nạp."
        )
    last = case.periods[-1]
    if to.pk == last.branch_id:
        raise NotPossibleError("Hồ sơ đang do chính chi bộ này theo dõi.")
    if any(s.happened_on > on for s in case.steps):
        raise NotPossibleError("Đã ghi bước có ngày sau ngày chuyển.")
    with change_set(f"Chuyển hồ sơ người vào Đảng: {candidate} sang {to}"):
        actions.end_period(last, on=on)
        return CandidateBranch.objects.create(
            candidate=candidate, branch=to, started_on=on, number=number
        )


def as_words(error):
    """The message of a ValidationError of a row, in one line."""
    return (
        " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    )
