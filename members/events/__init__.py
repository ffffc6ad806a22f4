"""Ghi biến động: everything that can happen to a member, one form each.

`EVENTS` is the menu in its order; `by_code` finds one. `record` writes an entry,
`preview` tells what it would do, `undo` and `correct` take it back.
"""

from members.events import exits, moves, standing

EVENTS = tuple(
    kind()
    for kind in (
        moves.TransferIn,
        moves.Restoration,
        moves.Readmission,
        moves.Move,
        exits.TransferOut,
        exits.TransferConfirmed,
        exits.Death,
        exits.StrikeOff,
        exits.Expulsion,
        exits.Resignation,
        exits.Cancellation,
        standing.Recognition,
        standing.Card,
        moves.TemporaryAway,
        moves.BackFromAway,
        moves.GuestIn,
        moves.GuestOut,
        standing.Exempt,
        standing.EndExemption,
    )
)
by_code = {event.code: event for event in EVENTS}
