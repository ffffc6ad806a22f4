"""What writes a record: each act all or nothing, under one change set of the log.

`ValidationError` names the fields; `NotPossibleError` says what stands in the way.
"""

from accounts.log import change_set
from members.actions import NotPossibleError, in_words
from surveys.gate.classes import propose
from surveys.models import Campaign, SurveyDraft, SurveyedOrganisation, SurveyRecord

CLOSED = (
    "Đợt khảo sát “{campaign}” đã đóng ngày {day:%d/%m/%Y}: không ghi thêm phiếu, chỉ "
    "văn phòng sửa được bằng một phiếu mới có ghi lý do."
)


@in_words()
def file_record(*, campaign, enterprise, by, organisations=(), **fields):
    """Ghi phiếu khảo sát with its đoàn thể [(kind, members)]; the user's draft goes."""
    _refuse_closed(_locked(campaign))
    record = SurveyRecord(campaign=campaign, enterprise=enterprise, **fields)
    with change_set(f"Ghi phiếu khảo sát: {enterprise}"):
        _write(record, organisations)
        drop_draft(campaign=campaign, enterprise=enterprise, by=by)
    return record


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
    record.clean_fields(exclude=_SET_HERE)
    record.proposed, because = propose(record, record.surveyed_on)
    record.proposed_because = because[:500]
    record.full_clean(exclude=_SET_HERE)
    record.save()
    for kind, members in organisations:
        part = SurveyedOrganisation(record=record, kind=kind, members=members)
        part.full_clean()
        part.save()


# Written by acts alone.
_SET_HERE = ("proposed", "proposed_because", "confirmed_by", "corrects")


def drop_draft(*, campaign, enterprise, by, reason="Đã ghi phiếu"):
    """Void what the user has typed of this enterprise; nothing where there is none."""
    rows = SurveyDraft.objects.filter(campaign=campaign, enterprise=enterprise)
    for draft in rows.filter(entered_by=by):
        draft.void(by=by, reason=reason)
