"""What a record tells the register of enterprises: offered, never written silently.

Each offer is one fact that a person ticks; the ticked ones are one change set.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.log import change_set
from enterprises.models import (
    EnterpriseAddress,
    EnterpriseStatus,
    Headcount,
    MassOrganisation,
)
from hoangmai_party.text import nfc
from members.actions import NotPossibleError, in_words
from surveys.models import SurveyRecord

_FOUND, _STATUS = SurveyRecord.Found, EnterpriseStatus.Status
STATUS_OF = {
    _FOUND.OPERATING: _STATUS.OPERATING,
    _FOUND.SUSPENDED: _STATUS.SUSPENDED,
    _FOUND.STOPPED: _STATUS.CLOSED,
    _FOUND.NOT_FOUND: _STATUS.NOT_AT_ADDRESS,
    _FOUND.MOVED_OUT: _STATUS.RELOCATED,
}
COUNTED = (
    *("workers", "women", "insured", "young"),
    *("members_official", "members_probationary", "prospects"),
)
LATER = "Sổ đã có dòng từ ngày {day:%d/%m/%Y}, không trước ngày khảo sát: xin sửa tay."


@dataclass(frozen=True)
class Offer:
    """One fact: its key, what it is about, what would be written, and how.

    `asks_day`: a new đoàn thể, whose own first day the record does not know; without
    it the year's figures would take it for founded on the day of the survey.
    """

    key: str
    label: str
    words: str
    write: Callable
    asks_day: bool = False


def offers(record):
    """What the record knows that the register does not have yet."""
    made = [_headcount(record), _status(record), _address(record)]
    return [offer for offer in (*made, *_organisations(record)) if offer]


@in_words()
def write(record, keys, by, days=None):
    """Ghi vào sổ doanh nghiệp what was ticked; returns the offers that were written.

    `days`: {key: first day} of the offers that ask for one.
    """
    chosen = [offer for offer in offers(record) if offer.key in keys]
    if not chosen or len(chosen) < len(set(keys)):
        raise NotPossibleError(
            "Chưa ghi gì: hãy đánh dấu ít nhất một nội dung còn ghi được."
        )
    with change_set(f"Ghi vào sổ doanh nghiệp theo phiếu khảo sát: {record}"):
        for offer in chosen:
            if not offer.asks_day:
                offer.write()
            elif day := (days or {}).get(offer.key):
                offer.write(day)
            else:
                raise NotPossibleError(f"{offer.label}: ghi ngày thành lập.")
    return chosen


def _save(row):
    row.full_clean()
    row.save()


def _headcount(record):
    facts = {n: getattr(record, n) for n in COUNTED if getattr(record, n) is not None}
    if not facts:
        return None
    place = {"counted_on": record.surveyed_on, "agency": record.agency}
    known = Headcount.objects.filter(enterprise=record.enterprise, **place)
    if known.exists():
        return None
    labels = {n: Headcount._meta.get_field(n).verbose_name for n in facts}
    words = ", ".join(f"{labels[n]} {count}" for n, count in facts.items())
    row = Headcount(enterprise=record.enterprise, **place, **facts)
    label = f"Số lao động, đảng viên ngày {record.surveyed_on:%d/%m/%Y}"
    return Offer("headcount", label, words, lambda: _save(row))


def _status(record):
    if (status := STATUS_OF.get(record.found)) is None:
        return None
    open_row = record.enterprise.statuses.filter(ended_on=None).first()
    if open_row is None and status == _STATUS.OPERATING:
        return None
    if open_row and open_row.status == status:
        return None
    row = EnterpriseStatus(
        enterprise=record.enterprise,
        status=status,
        started_on=record.surveyed_on,
        source=f"Phiếu khảo sát, {record.campaign}"[:255],
    )
    before = open_row.get_status_display() if open_row else "chưa ghi"
    words = f"{before} → {row.get_status_display()}"
    label = f"Trạng thái hoạt động từ {record.surveyed_on:%d/%m/%Y}"
    return Offer("status", label, words, lambda: _succeed(open_row, row))


def _succeed(before, row):
    """Close the open row on the day on which the new one begins."""
    if before:
        if before.started_on >= row.started_on:
            raise NotPossibleError(LATER.format(day=before.started_on))
        before.ended_on = row.started_on
        before.save(update_fields=["ended_on"])
    _save(row)


def _address(record):
    line, ward = nfc(record.real_address), record.real_ward
    if not (line and ward):
        return None
    kind = EnterpriseAddress.Kind.OPERATING
    rows = record.enterprise.addresses.filter(kind=kind, ended_on=None)
    open_row = rows.select_related("ward").first()
    if open_row and (nfc(open_row.line), open_row.ward) == (line, ward):
        return None
    row = EnterpriseAddress(
        enterprise=record.enterprise,
        kind=kind,
        line=line,
        ward=ward,
        started_on=record.surveyed_on,
    )
    words = f"{open_row or 'chưa ghi'} → {row}"
    label = f"Nơi hoạt động từ {record.surveyed_on:%d/%m/%Y}"
    return Offer("address", label, words, lambda: _succeed(open_row, row))


def _organisations(record):
    """Đoàn thể that are new, or count otherwise than on the open row."""
    known = record.enterprise.mass_organisations.filter(ended_on=None)
    open_rows = {row.kind: row for row in known}
    for part in record.organisations.all():
        before = open_rows.get(part.kind)
        if before is None or part.members not in (None, before.members):
            yield _organisation(record, part, before)


def _organisation(record, part, before):
    """A new row from its own day; of a known one only the count."""
    count = "chưa ghi số" if part.members is None else part.members
    if before:
        words = f"{before.members or 'chưa ghi số'} → {count} đoàn viên, hội viên"
        return Offer(
            f"org-{part.kind}", str(part), words, lambda: _recount(before, part)
        )
    row = MassOrganisation(
        enterprise=record.enterprise, kind=part.kind, members=part.members
    )

    def found(day):
        row.started_on = day
        _save(row)

    words = f"chưa có trong sổ → {count} đoàn viên, hội viên"
    return Offer(f"org-{part.kind}", str(part), words, found, asks_day=True)


def _recount(row, part):
    row.members = part.members
    _save(row)
