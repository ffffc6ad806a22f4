"""What writes a record: each act all or nothing, under one change set of the log.

`ValidationError` names the fields; `NotPossibleError` says what stands in the way.
"""

from django.core.exceptions import PermissionDenied

from accounts.log import change_set
from hoangmai_party import clock
from members.actions import NotPossibleError, in_words
from surveys.cases.acts import surveyed
from surveys.gate.classes import propose
from surveys.gate.entering import is_office, may_correct, may_enter
from surveys.models import (
    Campaign,
    OutreachCase,
    SurveyDraft,
    SurveyedOrganisation,
    SurveyRecord,
)

CLOSED = (
    "Đợt khảo sát “{campaign}” đã đóng ngày {day:%d/%m/%Y}: không ghi thêm phiếu, chỉ "
    "văn phòng sửa được bằng một phiếu mới có ghi lý do."
)
CLASS_CLOSED = (
    "Đợt khảo sát đã đóng: phân loại chỉ đổi được bằng một phiếu sửa có ghi lý do."
)
_MOST = 500  # letters of a reason in its column
# Written by acts alone; what is checked is what a person typed.
_SET_HERE = ("proposed", "proposed_because", "confirmed_by", "corrects")
# Not copied from the record that a correction replaces.
_ANEW = ("voided_at", "voided_by", "void_reason", "corrects", "correction_reason")
_CLASS = ("result", "confirmed_on", "confirmed_by", "confirm_reason")
_PROPOSAL = ("proposed", "proposed_because")


@in_words()
def file_record(*, campaign, enterprise, by, organisations=(), **fields):
    """Ghi phiếu khảo sát with its đoàn thể [(kind, members)]; the user's draft goes."""
    if not may_enter(by, campaign, enterprise):
        raise PermissionDenied
    _refuse_closed(_locked(campaign))
    record = SurveyRecord(campaign=campaign, enterprise=enterprise, **fields)
    with change_set(f"Ghi phiếu khảo sát: {enterprise}"):
        _write(record, organisations)
        drop_draft(campaign=campaign, enterprise=enterprise, by=by)
        _tell_case(record, by)
    return record


def _tell_case(record, by):
    """A listed case of the enterprise is surveyed with this; a later one points at it."""
    cases = OutreachCase.objects.filter(enterprise=record.enterprise_id)
    if case := cases.filter(closed_on=None).first():
        surveyed(case=case, record=record, by=by)


def _locked(campaign):
    """The campaign, held until this transaction ends: it can't close meanwhile."""
    rows = Campaign.objects.select_for_update()
    if (row := rows.filter(pk=campaign.pk).first()) is None:
        raise NotPossibleError("Đợt khảo sát này đã bị hủy.")
    return row


def _refuse_closed(campaign):
    if campaign.is_closed:
        words = CLOSED.format(campaign=campaign, day=campaign.closed_on)
        raise NotPossibleError(words)


def _write(record, organisations):
    """Check and save one record with its parts; its class is proposed, not counted."""
    record.full_clean(exclude=_SET_HERE)
    set_proposal(record)
    record.save()
    for kind, members in organisations:
        part = SurveyedOrganisation(record=record, kind=kind, members=members)
        part.full_clean()
        part.save()


def set_proposal(record):
    """Put the class that the register proposes, and why, on the record."""
    record.proposed, because = propose(record, record.surveyed_on)
    record.proposed_because = because[:_MOST]


def reclass(record):
    """Propose anew after the desk or a file changed facts.

    A class that was confirmed on another proposal waits for a person again.
    """
    before = record.proposed
    set_proposal(record)
    if before not in ("", record.proposed) and record.result != record.proposed:
        record.result = record.confirm_reason = ""
        record.confirmed_on = record.confirmed_by = None


def drop_draft(*, campaign, enterprise, by, reason="Đã ghi phiếu"):
    """Void what the user has typed of this enterprise; nothing where there is none."""
    rows = SurveyDraft.objects.filter(campaign=campaign, enterprise=enterprise)
    for draft in rows.filter(entered_by=by):
        draft.void(by=by, reason=reason)


@in_words()
def confirm(record, result, by, reason=""):
    """Xác nhận phân loại: only a confirmed class is counted."""
    if not is_office(by):
        raise PermissionDenied
    record = _live(record)
    if record.campaign.is_closed:
        raise NotPossibleError(CLASS_CLOSED)
    with change_set(f"Xác nhận phân loại: {record}"):
        _confirm(record, result, by, reason)
        record.save(update_fields=_CLASS)
    return record


def _confirm(record, result, by, reason):
    """Set the class; another one than proposed needs a reason."""
    if result not in SurveyRecord.Result:
        raise NotPossibleError("Chưa chọn kết quả phân loại.")
    reason = reason.strip()
    if result != record.proposed and not reason:
        raise NotPossibleError("Chọn khác với đề xuất của sổ thì phải ghi lý do.")
    record.result, record.confirmed_by = result, by
    record.confirmed_on = clock.today()
    record.confirm_reason = reason[:_MOST] if result != record.proposed else ""


def _live(record):
    """The row as it stands now, held until this transaction ends."""
    rows = SurveyRecord.objects.select_for_update(of=("self",))
    rows = rows.select_related("campaign", "enterprise")
    if (row := rows.filter(pk=record.pk).first()) is None:
        raise NotPossibleError("Phiếu này đã được thay bằng phiếu khác hoặc đã hủy.")
    return row


@in_words()
def confirm_proposed(records, by):
    """Xác nhận đề xuất of several records at once; returns how many."""
    count = 0
    for record in records:
        confirm(record, record.proposed, by)
        count += 1
    return count


@in_words()
def correct(record, *, by, reason, result="", organisations=None, **fields):
    """Sửa phiếu: the old one is voided with why, a new one stands in its place.

    What `fields` does not name stays as it was, and so does the confirmed class while
    the register proposes the same. In a closed campaign the office alone corrects and
    confirms at once (`result`, or the proposal).
    """
    if not reason.strip():
        raise NotPossibleError("Sửa phiếu phải ghi lý do.")
    campaign, old = _locked(record.campaign), _live(record)
    if not may_correct(by, old):
        raise PermissionDenied
    if organisations is None:
        organisations = [*old.organisations.values_list("kind", "members")]
    new = _copy(old, reason, fields)
    with change_set(f"Sửa phiếu khảo sát: {old.enterprise}. {reason}"):
        old.is_replaced = True
        old.void(by=by, reason=reason.strip())
        _write(new, organisations)
        _keep_class(old, new, by, result, campaign.is_closed)
        old.cases.update(record=new)
        drop_draft(campaign=campaign, enterprise=old.enterprise, by=by)
    return new


def _copy(old, reason, fields):
    """The record that replaces `old`: its facts, and what is said anew."""
    left_out = {"id", *_ANEW, *_CLASS, *_PROPOSAL}
    names = [f.name for f in SurveyRecord._meta.concrete_fields]
    facts = {n: getattr(old, n) for n in names if n not in left_out}
    more = {"corrects": old, "correction_reason": reason.strip()}
    return SurveyRecord(**{**facts, **fields, **more})


def _keep_class(old, new, by, result, is_closed):
    """A class that a person confirmed holds while the register proposes the same."""
    if result or is_closed:
        if not is_office(by):
            raise PermissionDenied
        _confirm(new, result or new.proposed, by, new.correction_reason)
    elif old.result and old.proposed == new.proposed:
        for name in _CLASS:
            setattr(new, name, getattr(old, name))
    new.save(update_fields=_CLASS)
