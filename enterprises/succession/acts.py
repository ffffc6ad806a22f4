"""Gán đơn vị mới, and taking it back: all or nothing, under one change set of the log."""

from django.db import IntegrityError, transaction

from accounts.log import change_set
from enterprises.models import EnterpriseAddress, WardAssignment, WardSuccession
from hoangmai_party import clock
from hoangmai_party.constraints import message_of

ALREADY = "Địa chỉ này vừa được người khác gán: xin xem lại."


class NotAssignedError(Exception):
    """Nothing was written; `faults` says why, {id of the address: words}."""

    def __init__(self, faults):
        super().__init__(" ".join(faults.values()))
        self.faults = faults


def candidates():
    """{id of an old ward: its new units}, those that people went to; one query."""
    pairs = WardSuccession.objects.populated().filter(new__voided_at=None)
    found = {}
    for pair in pairs.select_related("new").order_by("old", "new__code"):
        found.setdefault(pair.old_id, []).append(pair.new)
    return found


def assign(*, choices, source, opens, by):
    """Write what a person chose: [(address, new unit)]; returns the rows.

    With `opens` each enterprise also begins an address row in the new unit on its first
    day, where the old row was still in force.
    """
    try:
        with transaction.atomic(), change_set(f"Gán đơn vị mới: {source}"):
            held = _held([address.pk for address, _ in choices])
            if faults := _faults(choices, held, opens):
                raise NotAssignedError(faults)
            return [
                _assigned(held[address.pk], ward, source, opens, by)
                for address, ward in choices
            ]
    except IntegrityError as error:
        if message := message_of(error):
            raise NotAssignedError(
                {address.pk: message for address, _ in choices}
            ) from (error)
        raise


def _held(pks):
    """{id: address}, held until this transaction ends: two clerks come one by one."""
    rows = EnterpriseAddress.objects.select_for_update().filter(pk__in=pks)
    return {row.pk: row for row in rows}


def _faults(choices, held, opens):
    """{id of the address: why it can't be assigned}."""
    known = candidates()
    live = WardAssignment.objects.filter(address__in=held)
    taken = set(live.values_list("address", flat=True))
    found = {}
    for address, ward in choices:
        row = held.get(address.pk)
        if row is None:
            found[address.pk] = "Dòng địa chỉ này đã bị hủy."
        elif row.pk in taken:
            found[row.pk] = ALREADY
        elif ward not in known.get(row.ward_id, ()):
            found[row.pk] = f"Phường cũ của địa chỉ không có dân cư chuyển về {ward}."
        elif opens and row.started_on >= ward.started_on:
            found[row.pk] = (
                f"Địa chỉ bắt đầu {row.started_on:%d/%m/%Y}, khi phường cũ đã hết: hãy "
                "sửa phường ngay trên dòng địa chỉ."
            )
    return found


def _assigned(address, ward, source, opens, by):
    return WardAssignment.objects.create(
        address=address,
        ward=ward,
        opened=_opened(address, ward) if opens else None,
        source=source,
        assigned_on=clock.today(),
        assigned_by=by,
    )


def _opened(address, ward):
    """The row that goes on in the new unit; None where the old one was over by then."""
    first, last = ward.started_on, address.ended_on
    if last and last <= first:
        return None
    address.ended_on = first
    address.save(update_fields=["ended_on"])
    return EnterpriseAddress.objects.create(
        enterprise_id=address.enterprise_id,
        kind=address.kind,
        line=address.line,
        ward=ward,
        started_on=first,
        ended_on=last,
    )


def take_back(*, assignment, by, reason):
    """Hủy gán, as one change set of the log."""
    with transaction.atomic(), change_set(reason):
        assignment.void(by=by, reason=reason)
