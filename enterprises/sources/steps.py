"""What a person may take from a list into the register: each a step with its words.

A step names its line, what was and what will be; `apply` writes it. Dated facts are
closed and opened, never overwritten; what has no dates (name, telephone) is changed
and stands in the log.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from enterprises.models import (
    Enterprise,
    EnterpriseAddress,
    EnterpriseStatus,
    Headcount,
    MassOrganisation,
    SourceDecision,
    SourceMatch,
    SourceRow,
)
from enterprises.sources import matching
from enterprises.sources.facts import address_kind
from enterprises.sources.places import street
from hoangmai_party import clock

_How, _Verdict, _Tax = SourceMatch.How, SourceDecision.Verdict, SourceRow.Tax
_Status, _Place = EnterpriseStatus.Status, EnterpriseAddress.Kind


class NotTakenError(Exception):
    """A step can't be written; the message tells the clerk why."""


@dataclass(frozen=True)
class Step:
    """One thing to be written; `where` says of which line."""

    source: object
    where: str
    what: str
    before: str = ""
    after: str = ""

    def apply(self, by):
        raise NotImplementedError

    @property
    def seen(self):
        """What the preview showed of it."""
        return self.where, self.what, self.before, self.after


@dataclass(frozen=True)
class Accept(Step):
    """The row is this enterprise; remembered for the next list of the agency."""

    row: SourceRow = None
    enterprise: Enterprise = None
    how: str = _How.SUGGESTION

    def apply(self, by):
        _match(self.row, self.enterprise, self.how)
        _remember(self, _Verdict.ENTERPRISE, self.enterprise, by)


@dataclass(frozen=True)
class SetAside(Step):
    """The row is none of ours, or is left out."""

    row: SourceRow = None
    verdict: str = _Verdict.NOT_OURS

    def apply(self, by):
        _match(self.row, None, _How(self.verdict))
        _remember(self, _Verdict(self.verdict), None, by)


@dataclass(frozen=True)
class Unlink(Step):
    """The row is not the enterprise (or is one of ours after all)."""

    match: SourceMatch = None

    def apply(self, by):
        # Read again: a rehearsal has voided this very object, and not the row.
        match = SourceMatch.objects.get(pk=self.match.pk)
        match.void(by=by, reason="Gỡ khớp: không phải doanh nghiệp này")
        keys = matching.keys(self.match.row)
        for said in SourceDecision.objects.filter(
            agency=self.source.agency, key__in=keys
        ):
            said.void(by=by, reason="Gỡ khớp")


@dataclass(frozen=True)
class Add(Step):
    """A new enterprise out of the row."""

    row: SourceRow = None
    legal_form: str = ""
    asks_form = True

    def apply(self, by):
        row, is_sure = self.row, self.row.tax in (_Tax.SOUND, _Tax.RESTORED)
        is_household = self.legal_form == Enterprise.LegalForm.HOUSEHOLD
        takes_code = is_sure or (row.tax == _Tax.ASK and is_household)
        made = Enterprise(
            name=row.name,
            tax_code=row.tax_code if takes_code else "",
            legal_form=self.legal_form,
            representative=row.representative,
            phone=row.phone,
        )
        _save(made)
        for kind in {_Place.OPERATING, address_kind(self.source.agency)}:
            if row.ward:
                _open_address(self.source, row, made, kind)
        _open_status(self.source, made, row.status or _Status.OPERATING)
        if row.workers is not None or row.insured is not None:
            _count(self.source, row, made)
        if row.has_union:
            _open_union(self.source, row, made)
        _match(row, made, _How.NEW)
        _remember(self, _Verdict.ENTERPRISE, made, by)


@dataclass(frozen=True)
class Take(Step):
    """The value of one field of the row."""

    row: SourceRow = None
    enterprise: Enterprise = None
    field: str = ""

    def apply(self, by):
        # Read again: a step before may have written to the same row.
        enterprise = Enterprise.objects.get(pk=self.enterprise.pk)
        _TAKERS[self.field](self.source, self.row, enterprise)


@dataclass(frozen=True)
class Verify(Step):
    """An enterprise that the list does not name has to be looked up."""

    enterprise: Enterprise = None

    def apply(self, by):
        _open_status(self.source, self.enterprise, _Status.TO_VERIFY, is_named=False)


def _match(row, enterprise, how):
    SourceMatch.objects.create(row=row, enterprise=enterprise, how=how)


def _remember(step, verdict, enterprise, by):
    """The newest word of a person about such a row; the one before is voided."""
    row, agency = step.row, step.source.agency
    key = matching.keys(row)[0]
    for old in SourceDecision.objects.filter(agency=agency, key=key):
        old.void(by=by, reason="Có quyết định mới về dòng này")
    SourceDecision.objects.create(
        agency=agency,
        key=key,
        shown=row.name or row.tax_code,
        verdict=verdict,
        enterprise=enterprise,
        decided_on=clock.today(),
    )


def _save(row):
    """Check as a form does, then write."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise NotTakenError(" ".join(error.messages)) from error
    row.save()


def _close(rows, day, what):
    """End what is in force on the day; a row that begins then or later stands."""
    for row in rows.filter(ended_on=None):
        if row.started_on >= day:
            raise NotTakenError(
                f"{what} trong sổ đã có từ ngày {row.started_on:%d/%m/%Y}, không trước "
                f"ngày nhận danh sách ({day:%d/%m/%Y}): hãy sửa trên trang của doanh "
                "nghiệp."
            )
        row.ended_on = day
        _save(row)


def _source_of(source, is_named=True):
    text = str(source) if is_named else f"Không có trong: {source}"
    return text[:1].upper() + text[1:255]


def _open_address(source, row, enterprise, kind):
    if not row.ward:
        raise NotTakenError("Không rõ phường, xã của địa chỉ trong danh sách.")
    day = source.received_on
    _close(enterprise.addresses.filter(kind=kind), day, "Địa chỉ")
    _save(
        EnterpriseAddress(
            enterprise=enterprise,
            kind=kind,
            line=street(row.address, row.ward.name) or "(không ghi số nhà)",
            ward=row.ward,
            started_on=day,
        )
    )


def _open_status(source, enterprise, status, *, is_named=True):
    day = source.received_on
    _close(enterprise.statuses.all(), day, "Trạng thái")
    words = _source_of(source, is_named)
    _save(
        EnterpriseStatus(
            enterprise=enterprise, status=status, started_on=day, source=words
        )
    )


def _count(source, row, enterprise):
    facts = {"workers": row.workers, "insured": row.insured}
    day, agency = source.received_on, source.agency
    _save(Headcount(enterprise=enterprise, counted_on=day, agency=agency, **facts))


def _open_union(source, row, enterprise):
    kind, day = MassOrganisation.Kind.TRADE_UNION, source.received_on
    _close(enterprise.mass_organisations.filter(kind=kind), day, "Công đoàn cơ sở")
    if row.has_union:
        facts = {"members": row.union_members, "started_on": day}
        _save(MassOrganisation(enterprise=enterprise, kind=kind, **facts))


def _text(name):
    def take(source, row, enterprise):
        setattr(enterprise, name, getattr(row, name))
        _save(enterprise)

    return take


_TAKERS = {
    "name": _text("name"),
    "tax_code": _text("tax_code"),
    "representative": _text("representative"),
    "phone": _text("phone"),
    "address": lambda source, row, one: _open_address(
        source, row, one, address_kind(source.agency)
    ),
    "status": lambda source, row, one: _open_status(source, one, row.status),
    "headcount": _count,
    "union": _open_union,
}
