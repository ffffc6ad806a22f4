"""What the register says of enterprises on the day of a list, and where a row differs."""

from dataclasses import dataclass

from enterprises.models import (
    Agency,
    Enterprise,
    EnterpriseAddress,
    EnterpriseStatus,
    Headcount,
    MassOrganisation,
    SourceRow,
)
from enterprises.sources import names
from enterprises.sources.places import line_key
from hoangmai_party.periods import in_force
from hoangmai_party.text import search_key

LABELS = {
    "name": "Tên",
    "tax_code": "Mã số thuế",
    "address": "Địa chỉ",
    "status": "Trạng thái",
    "representative": "Người đại diện",
    "phone": "Điện thoại",
    "headcount": "Số lao động",
    "union": "Công đoàn cơ sở",
}
_REGISTERED = {Agency.Kind.TAX, Agency.Kind.INSURANCE}
_Kind, _Tax = EnterpriseAddress.Kind, SourceRow.Tax


def address_kind(agency):
    """Which address an agency knows (domain 2.1): the registered one, or where it works."""
    return _Kind.REGISTERED if agency.kind in _REGISTERED else _Kind.OPERATING


@dataclass(frozen=True)
class Difference:
    """One thing that the list says otherwise; `listed` and `kept` as people read them."""

    field: str
    listed: str
    kept: str

    @property
    def label(self):
        return LABELS[self.field]


class Facts:
    """The facts of many enterprises on the day of the list, in five questions."""

    def __init__(self, source, enterprises):
        self.source, self.day = source, source.received_on
        rows = {"enterprise__in": enterprises}
        found = Enterprise.objects.filter(pk__in=enterprises)
        self.enterprises = {one.pk: one for one in found}
        self.addresses = self._addresses(rows)
        self.statuses = self._by_enterprise(EnterpriseStatus, rows)
        self.unions = self._by_enterprise(
            MassOrganisation, {**rows, "kind": MassOrganisation.Kind.TRADE_UNION}
        )
        self.headcounts = self._headcounts(rows)

    def _by_enterprise(self, model, filters):
        rows = model.objects.filter(in_force(self.day), **filters)
        return {row.enterprise_id: row for row in rows}

    def _addresses(self, filters):
        """Of the kind that the agency knows; where there is none, the other."""
        rows = EnterpriseAddress.objects.filter(in_force(self.day), **filters)
        wanted, found = address_kind(self.source.agency), {}
        for row in rows.select_related("ward"):
            if row.enterprise_id not in found or row.kind == wanted:
                found[row.enterprise_id] = row
        return found

    def _headcounts(self, filters):
        rows = Headcount.objects.filter(
            agency=self.source.agency, counted_on__lte=self.day, **filters
        )
        return {row.enterprise_id: row for row in rows.order_by("counted_on", "pk")}

    def differences(self, row, pk):
        """[Difference] of a row and the enterprise that it is; an empty cell says nothing."""
        one = self.enterprises[pk]
        found = (
            self._name(row, one),
            self._tax_code(row, one),
            self._address(row, pk),
            self._status(row, pk),
            self._text(row, one, "representative"),
            self._text(row, one, "phone"),
            self._headcount(row, pk),
            self._union(row, pk),
        )
        return tuple(difference for difference in found if difference)

    def _name(self, row, one):
        if row.name and names.key(one.name) != row.name_key:
            return Difference("name", row.name, one.name)
        return None

    def _tax_code(self, row, one):
        is_sure = row.tax in (_Tax.SOUND, _Tax.RESTORED)
        if is_sure and row.tax_code != one.tax_code:
            return Difference("tax_code", row.tax_code, one.tax_code)
        return None

    def _address(self, row, pk):
        kept = self.addresses.get(pk)
        if not row.address and not row.ward_id:
            return None
        if kept is None:
            return Difference("address", shown_address(row), "")
        ward = row.ward or kept.ward
        same_ward = ward.pk == kept.ward_id
        lines = line_key(row.address, ward.name), line_key(kept.line, kept.ward.name)
        if same_ward and (not lines[0] or lines[0] == lines[1]):
            return None
        return Difference("address", shown_address(row), str(kept))

    def _status(self, row, pk):
        kept = self.statuses.get(pk)
        if row.status and (kept is None or kept.status != row.status):
            return Difference(
                "status", row.get_status_display(), str(kept) if kept else ""
            )
        return None

    def _text(self, row, one, name):
        listed, kept = getattr(row, name), getattr(one, name)
        if listed and _bare(listed) != _bare(kept):
            return Difference(name, listed, kept)
        return None

    def _headcount(self, row, pk):
        kept = self.headcounts.get(pk)
        pairs = [
            (value, getattr(kept, name, None))
            for name in ("workers", "insured")
            if (value := getattr(row, name)) is not None
        ]
        if all(value == held for value, held in pairs):
            return None
        return Difference("headcount", counted(row), counted(kept) if kept else "")

    def _union(self, row, pk):
        kept = self.unions.get(pk)
        if row.has_union is None:
            return None
        if row.has_union and kept and row.union_members in (None, kept.members):
            return None
        if not row.has_union and kept is None:
            return None
        return Difference("union", _union_said(row), _union_kept(kept))


def shown_address(row):
    """The address of a row, and the ward where the text does not say it."""
    if not row.ward or search_key(row.ward.name) in search_key(row.address):
        return row.address
    return f"{row.address}, {row.ward}".strip(", ")


def counted(row):
    parts = (("lao động", row.workers), ("tham gia bảo hiểm xã hội", row.insured))
    return ", ".join(f"{value} {word}" for word, value in parts if value is not None)


def _union_said(row):
    if not row.has_union:
        return "không có"
    return f"có, {row.union_members} đoàn viên" if row.union_members else "có"


def _union_kept(kept):
    if kept is None:
        return ""
    return f"có, {kept.members} đoàn viên" if kept.members else "có"


def _bare(text):
    return "".join(c for c in search_key(text) if c.isalnum())
