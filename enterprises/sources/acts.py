"""Writing what was chosen as one change set, and taking it back as a whole."""

import contextlib

from django.db import IntegrityError, transaction

from accounts.log import change_set
from accounts.log.undo import UndoError, undo
from accounts.models import LogEvent
from enterprises.models import SourceAct, SourceList
from enterprises.sources.steps import NotTakenError
from hoangmai_party import clock
from hoangmai_party.constraints import message_of

CLOSED = "Danh sách này đã đối chiếu xong: mở lại trước khi ghi tiếp."


class _OverError(Exception):
    """Ends a rehearsal: what was written is thrown away."""


@contextlib.contextmanager
def in_words():
    """Write all or nothing; what the database refuses is said in the clerk's words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if message := message_of(error):
            raise NotTakenError(message) from error
        raise


def rehearse(source, steps, *, by):
    """Write the steps for real and throw it away: `NotTakenError` where one can't be."""
    with contextlib.suppress(_OverError):
        write(source=source, steps=steps, by=by, is_rehearsal=True)


def write(*, source, steps, by, is_rehearsal=False):
    """Write the steps as one change set; returns the `SourceAct`."""
    with in_words():
        # Two clerks at one list: the second waits, and then sees what the first wrote.
        held = SourceList.objects.select_for_update().get(pk=source.pk)
        if held.state == SourceList.State.RECONCILED:
            raise NotTakenError(CLOSED)
        summary = summed_up(steps)
        with change_set(
            reason=f"Đối chiếu danh sách số {source.pk}: {summary}"
        ) as done:
            for step in steps:
                _apply(step, by)
            act = SourceAct.objects.create(
                list=held,
                acted_on=clock.today(),
                summary=summary,
                change_set=done.change_set,
            )
        if is_rehearsal:
            raise _OverError
    return act


def _apply(step, by):
    try:
        step.apply(by)
    except NotTakenError as error:
        raise NotTakenError(f"{step.where}: {error}") from error


def summed_up(steps):
    """How many of each kind: "Là doanh nghiệp trong sổ: 2; Bỏ qua: 1"."""
    kinds = {}
    for step in steps:
        kinds[step.what] = kinds.get(step.what, 0) + 1
    return "; ".join(f"{what}: {number}" for what, number in kinds.items())[:255]


def events(act):
    """What the act wrote, the last first: what an undo reverses."""
    found = LogEvent.objects.filter(
        change_set=act.change_set, kind__in=LogEvent.CHANGES
    )
    return found.exclude(table=SourceAct._meta.db_table).order_by("-id")


@transaction.atomic
def take_back(*, act, by, reason):
    """Undo an act as a whole: matches, decisions and what was taken over."""
    if act.voided_at:
        raise UndoError("Lần ghi này đã được hủy.")
    undo(act.change_set, by=by, reason=reason)


@transaction.atomic
def set_state(*, source, state):
    """Confirm the columns, finish a list, or open it again."""
    source.state = state
    with change_set(reason=f"{source}: {source.get_state_display()}"):
        source.save(update_fields=["state"])
