"""What happens to a member: each keeps spell and placement together, in one write."""

import contextlib

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.log import change_set
from accounts.sealed import blind_index
from branches import actions as branch_actions
from branches.models import BranchEvent, Rule
from hoangmai_party.constraints import message_of
from hoangmai_party.periods import add_months
from members.models import Member, Placement, Spell

_BEGAN, _ENDED = Placement.Began, Placement.Ended
# Ends of a placement that end the spell (đảng tịch) too.
ENDS_SPELL = {_ENDED(reason.value): reason for reason in Spell.EndReason}


class NotPossibleError(Exception):
    """The event can't have happened; the message tells the clerk why."""


def as_words(error):
    """The message of an error of an act or of a row, in one line."""
    return (
        " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    )


@contextlib.contextmanager
def in_words():
    """Write all or nothing; what the database refuses is said in the clerk's words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if message := message_of(error):
            raise NotPossibleError(message) from error
        raise


@transaction.atomic
def admit(*, member, branch, ceremony_on, again=False, **decision):
    """Kết nạp (or kết nạp lại): a spell and its first placement from the ceremony."""
    spell = Spell.objects.create(member=member, ceremony_on=ceremony_on, **decision)
    Placement.objects.create(
        spell=spell,
        branch=branch,
        started_on=ceremony_on,
        began=_BEGAN.READMITTED if again else _BEGAN.ADMITTED,
        began_number=spell.decision_number,
    )
    return spell


def official_day(ceremony_on):
    """Ngày chính thức: the ceremony + the probation in force then (R3.1)."""
    months = Rule.objects.value(Rule.Code.PROBATION_MONTHS, ceremony_on)
    return add_months(ceremony_on, int(months))


@transaction.atomic
def recognise(*, spell, recognised_on, number=""):
    """Công nhận chính thức; the official day never follows the papers (P7)."""
    if spell.ended_on and recognised_on >= spell.ended_on:
        raise NotPossibleError("Người này đã thôi là đảng viên trước ngày công nhận.")
    spell.official_on = official_day(spell.ceremony_on)
    spell.recognised_on, spell.recognised_number = recognised_on, number
    fields = ["official_on", "recognised_on", "recognised_number"]
    spell.save(update_fields=fields)


@transaction.atomic
def arrive(*, spell, branch, on, began=_BEGAN.TRANSFERRED, number="", came_from=""):
    """Chuyển đến from outside the register, an opening balance, or a restoration."""
    if began == _BEGAN.RESTORED:
        spell.ended_on, spell.end_reason = None, ""
        spell.save(update_fields=["ended_on", "end_reason"])
    return Placement.objects.create(
        spell=spell,
        branch=branch,
        started_on=on,
        began=began,
        began_number=number,
        came_from=came_from,
    )


@transaction.atomic
def leave(*, placement, on, reason, number="", went_to=""):
    """Chuyển đi, từ trần, xóa tên …: the first day off the roll is `on`."""
    if placement.ended_on:
        raise NotPossibleError("Đảng viên đã rời chi bộ này trước đó.")
    if on <= placement.started_on:
        raise NotPossibleError(
            "Ngày rời chi bộ phải sau ngày về chi bộ "
            f"({placement.started_on:%d/%m/%Y})."
        )
    placement.ended_on, placement.ended = on, reason
    placement.ended_number, placement.went_to = number, went_to
    placement.save(update_fields=["ended_on", "ended", "ended_number", "went_to"])
    if reason in ENDS_SPELL:
        spell = placement.spell
        spell.ended_on, spell.end_reason = on, ENDS_SPELL[reason]
        spell.end_number = number
        spell.save(update_fields=["ended_on", "end_reason", "end_number"])


def receive(*, member, **facts):
    """Tiếp nhận đảng viên as a change set of its own; `facts` are those of `take_in`."""
    with change_set(reason=f"Tiếp nhận đảng viên: {member.full_name}"):
        return take_in(member=member, **facts)


@transaction.atomic
def take_in(*, member, branch, arrived_on, number, came_from, official_on, **spell):
    """A person new to the register, with paper and branch, within a greater act.

    A person who comes as chính thức was recognised elsewhere; that day is not on
    the transfer paper, so the official day stands for it.
    """
    member.save()
    own = Spell.objects.create(
        member=member, official_on=official_on, recognised_on=official_on, **spell
    )
    arrive(spell=own, branch=branch, on=arrived_on, number=number, came_from=came_from)
    return member


def end_period(row, *, on):
    """Close an open dated row (an absence, an exemption) on a day."""
    if on <= row.started_on:
        raise NotPossibleError(
            f"Ngày kết thúc phải sau ngày bắt đầu {row.started_on:%d/%m/%Y}."
        )
    row.ended_on = on
    row.save(update_fields=["ended_on"])


def end_stays(*, placement, on):
    """Who leaves a branch is no longer away from it, excused by it, nor its officer."""
    stays = [*placement.absences.filter(ended_on=None)]
    for name in ("exemptions", "positions"):
        rows = getattr(placement.member, name)
        stays += rows.filter(ended_on=None, branch=placement.branch_id)
    for row in stays:
        if row.started_on < on:
            end_period(row, on=on)


def give_card(*, member, number, issued_on):
    """Phát, đổi thẻ: 8 digits are the card of QĐ 85, 12 are the số định danh."""
    taken = Member.objects.exclude(pk=member.pk)
    if len(number) == 8:
        taken = taken.filter(old_card_number=number)
        member.old_card_number = number
    else:
        taken = taken.filter(citizen_id_index=blind_index("cccd", number))
        member.citizen_id = number
    if taken.exists():
        raise NotPossibleError("Số thẻ này đã có trong sổ.")
    member.card_issued_on = issued_on
    member.save()


@transaction.atomic
def move(*, placement, to, on, number=""):
    """Chuyển sinh hoạt nội bộ: one day that closes and opens."""
    leave(
        placement=placement,
        on=on,
        reason=_ENDED.TRANSFERRED,
        number=number,
        went_to=str(to),
    )
    return arrive(
        spell=placement.spell,
        branch=to,
        on=on,
        number=number,
        came_from=str(placement.branch),
    )


def refuse_if_anybody_after(*, branch, on):
    """A branch can't end while people are in it later: no roll would count them."""
    official = branch.placements.filter(kind=Placement.Kind.OFFICIAL)
    after = official.filter(Q(started_on__gte=on) | Q(ended_on__gt=on))
    names = sorted(set(after.values_list("member__full_name", flat=True)))
    if names:
        more = f" và {len(names) - 3} người khác" if len(names) > 3 else ""
        raise NotPossibleError(
            f"Sau ngày {on:%d/%m/%Y} chi bộ này còn ghi người sinh hoạt: "
            f"{', '.join(names[:3])}{more}. Hãy kiểm tra lại ngày."
        )


@transaction.atomic
def empty(*, branch, into, on, number=""):
    """Move everybody on the official roll of `branch` to `into` on one day."""
    refuse_if_anybody_after(branch=branch, on=on)
    rows = branch.placements.filter(kind=Placement.Kind.OFFICIAL).on(on)
    for placement in rows.select_related("spell__member", "branch"):
        move(placement=placement, to=into, on=on, number=number)


@transaction.atomic
def merge(*, branch, into, **by):
    """Sáp nhập `branch` into the existing branch `into`, with its people."""
    on = by.get("effective_on", by["decided_on"])
    empty(branch=branch, into=into, on=on, number=by.get("number", ""))
    return branch_actions.close(
        branch=branch, kind=BranchEvent.Kind.MERGED, successors=[into], **by
    )
