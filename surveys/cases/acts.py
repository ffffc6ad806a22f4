"""What writes a case: each act all or nothing, under one change set of the log."""

from django.core.exceptions import ValidationError

from accounts.log import change_set
from accounts.records import VoidError
from hoangmai_party import clock
from members.actions import NotPossibleError, in_words
from surveys.cases import facts, stages
from surveys.cases.stages import C
from surveys.models import CaseStep, OutreachCase, Visit


def locked(case):
    """The row, held until this transaction ends: two entries come one by one."""
    rows = OutreachCase.objects.select_for_update(of=("self",))
    if (row := rows.select_related("enterprise").filter(pk=case.pk).first()) is None:
        raise NotPossibleError("Hồ sơ này đã bị hủy.")
    return row


def checked_save(row):
    """Save a row that keeps its rules; else say in words what it breaks."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise NotPossibleError(" ".join(error.messages)) from error
    row.save()
    return row


def refuse_future(day, what="Ngày"):
    """No row of the register happened tomorrow."""
    if day > clock.today():
        raise NotPossibleError(
            f"{what} không được ở tương lai (hôm nay là {clock.today():%d/%m/%Y})."
        )


@in_words()
def open_case(*, enterprise, opened_on, by, record=None, in_charge=""):
    """Mở hồ sơ vận động of an enterprise; a survey record takes it a step further."""
    refuse_future(opened_on, "Ngày mở hồ sơ")
    case = OutreachCase(enterprise=enterprise, opened_on=opened_on, in_charge=in_charge)
    with change_set(f"Mở hồ sơ vận động: {enterprise}"):
        checked_save(case)
        _step(case, stages.Move(C.LISTED, opened_on), by, previous="")
        if record:
            _surveyed(case, record, by)
    return case


def _step(case, move, by, number="", previous=None):
    """Write the step that `move` says; nobody asks here whether it may be."""
    return checked_save(
        CaseStep(
            case=case,
            previous=stages.stage_of(case) if previous is None else previous,
            stage=move.to,
            happened_on=move.happened_on,
            reason=move.reason,
            note=move.note.strip(),
            review_on=move.review_on,
            number=number,
            entered_by=by,
        )
    )


@in_words()
def go(*, case, stage, happened_on, by, reason="", note="", review_on=None, number=""):
    """Chuyển giai đoạn, as the way and its guards allow; else `NotPossibleError`."""
    case = locked(case)
    said = {"reason": reason, "note": note, "review_on": review_on}
    move = stages.Move(C(stage), happened_on, **said)
    return _go(case, move, by, number)


def _go(case, move, by, number=""):
    _refuse(case, move)
    with change_set(f"{move.to.label}: {case.enterprise}"):
        return _step(case, move, by, number)


def _refuse(case, move):
    said = ("reason", "note", "review_on", "founding")
    facts_said = {name: getattr(move, name) for name in said}
    if no := stages.refusal(case, move.to, happened_on=move.happened_on, **facts_said):
        raise NotPossibleError(no)


def decide(*, case, founding, by):
    """Có quyết định thành lập: a part of the founding act, in its write."""
    move = stages.Move(C.DECIDED, founding.decided_on, founding=founding)
    _refuse(case, move)
    step = _step(case, move, by, founding.number)
    case.founding = founding
    case.save(update_fields=["founding"])
    return step


def announce(*, case, by):
    """Đã công bố: a part of the founding room's act; the case is done with it."""
    move = stages.Move(C.ANNOUNCED, case.founding.ceremony_on)
    _refuse(case, move)
    step = _step(case, move, by)
    case.closed_on = move.happened_on
    case.save(update_fields=["closed_on"])
    return step


@in_words()
def close(*, case, closed_on, by, note=""):
    """Khép hồ sơ of a branch that has been announced; nothing is added afterwards."""
    case = locked(case)
    step = facts.newest_step(case)
    if case.closed_on:
        raise NotPossibleError(case.closed_words())
    if step is None or step.stage != C.ANNOUNCED:
        raise NotPossibleError(
            f"Chỉ khép được hồ sơ đã đến “{C.ANNOUNCED.label}”, hồ sơ này đang ở "
            f"“{stages.stage_of(case).label}”."
        )
    refuse_future(closed_on, "Ngày khép hồ sơ")
    if closed_on < step.happened_on:
        raise NotPossibleError(f"Ngày khép hồ sơ không được trước bước “{step}”.")
    with change_set(f"Khép hồ sơ vận động: {case.enterprise}. {note}".strip()):
        case.closed_on = closed_on
        case.save(update_fields=["closed_on"])
    return case


@in_words()
def surveyed(*, case, record, by):
    """A record was filed: a listed case becomes `surveyed`; the step, or None.

    A case further on keeps its stage; it points at the newest record of its enterprise.
    """
    case = locked(case)
    with change_set(f"Phiếu khảo sát của hồ sơ vận động: {case.enterprise}"):
        return _surveyed(case, record, by)


def _surveyed(case, record, by):
    if record.enterprise_id != case.enterprise_id:
        raise NotPossibleError("Phiếu khảo sát này của doanh nghiệp khác.")
    newest = facts.newest_record(case, clock.today())
    if newest and newest != case.record:  # a late old one does not stand for the case
        case.record = newest
        case.save(update_fields=["record"])
    if case.closed_on or stages.stage_of(case) != C.LISTED:
        return None
    last = facts.newest_step(case)
    # A record older than the case, or than its return to the list, moves it today.
    day = max(record.surveyed_on, last.happened_on if last else case.opened_on)
    note = f"Phiếu khảo sát ngày {record.surveyed_on:%d/%m/%Y}."
    return _go(case, stages.Move(C.SURVEYED, day, note=note), by)


@in_words()
def put_facts(form, *, by):
    """Sửa người phụ trách, ghi chú: what the form holds, and no other column."""
    case, names = locked(form.instance), list(form.cleaned_data)
    with change_set(f"Sửa hồ sơ vận động: {case.enterprise}"):
        for name in names:
            setattr(case, name, form.cleaned_data[name])
        case.save(update_fields=names)
    return case


@in_words()
def add_visit(*, case, by, proposals=(), done=(), **fields):
    """Ghi lần gặp gỡ, with the kiến nghị of the owner and what was done before it.

    The first visit of a candidate makes it `outreach`. `proposals`: their texts;
    `done`: visits whose next action is done with this one.
    """
    case = locked(case)
    visit = Visit(case=case, **fields)
    with change_set(f"Gặp gỡ, vận động: {case.enterprise}"):
        checked_save(visit)
        for text in filter(str.strip, proposals):
            row = visit.proposals.model(
                case=case, visit=visit, raised_on=visit.visited_on, content=text.strip()
            )
            checked_save(row)
        for earlier in done:
            _tick(earlier, visit.visited_on)
        _first_visit(case, visit, by)
    return visit


def _first_visit(case, visit, by):
    """Đủ điều kiện + a visit = đang vận động; an older visit moves nothing."""
    last = facts.newest_step(case)
    if last and last.stage == C.CANDIDATE and visit.visited_on >= last.happened_on:
        _go(case, stages.Move(C.OUTREACH, visit.visited_on), by)


def _tick(visit, day):
    if visit.next_done_on is None and visit.next_action and day >= visit.visited_on:
        visit.next_done_on = day
        checked_save(visit)


def _refuse_closed(case, row):
    """A visit of a closed case stays as it is; an owner may be answered later."""
    if isinstance(row, Visit) and case.closed_on:
        raise NotPossibleError(case.closed_words())


@in_words()
def do_next(*, visit, done_on, by):
    """Đã làm việc đã hẹn: the next action of a visit is done, without another visit."""
    _refuse_closed(locked(visit.case), visit)
    refuse_future(done_on, "Ngày làm")
    if not visit.next_action:
        raise NotPossibleError("Lần gặp này không hẹn việc tiếp theo.")
    if visit.next_done_on:
        raise NotPossibleError(f"Việc này đã làm ngày {visit.next_done_on:%d/%m/%Y}.")
    with change_set(f"Đã làm: {visit.next_action}"):
        visit.next_done_on = done_on
        return checked_save(visit)


@in_words()
def correct(row, *, by, reason, **fields):
    """Sửa a visit or a kiến nghị with why; the log keeps what stood there before."""
    if not reason.strip():
        raise NotPossibleError("Sửa phải ghi lý do.")
    _refuse_closed(locked(row.case), row)
    row = type(row).objects.get(pk=row.pk)  # the caller's copy may be stale
    for name, value in fields.items():
        setattr(row, name, value)
    with change_set(f"Sửa {row._meta.verbose_name}: {row}. {reason.strip()}"):
        checked_save(row)
    return row


@in_words()
def void(row, *, by, reason):
    """Hủy a visit, a kiến nghị or the newest step, entered in error."""
    case = locked(row.case)
    _refuse_closed(case, row)
    if isinstance(row, CaseStep):
        _refuse_step(case, row)
    try:
        with change_set(f"Hủy {row._meta.verbose_name}: {row}. {reason.strip()}"):
            row.void(by=by, reason=reason)
    except VoidError as error:
        raise NotPossibleError(str(error)) from error


def _refuse_step(case, step):
    if step.stage == C.DECIDED:
        raise NotPossibleError(
            "Quyết định thành lập không rút lại được: sửa bằng một biến động của chi bộ."
        )
    if step != facts.newest_step(case):
        raise NotPossibleError("Chỉ hủy được bước mới nhất: các bước sau dựa vào nó.")
    if step.previous == "" or case.closed_on:
        raise NotPossibleError("Bước này không hủy riêng được.")
