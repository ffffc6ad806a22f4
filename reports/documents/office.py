"""What stands on every paper of a committee: its own dated settings over the guide."""

import dataclasses
from dataclasses import dataclass

from reports.documents import layouts
from reports.documents.layouts import Layout
from reports.documents.tree import Letterhead, Signature, Signer
from reports.models import PaperSetting
from reports.models.paper import SIDES


@dataclass(frozen=True)
class Office:
    """Head, signer and layout of a committee's papers on a day."""

    layout: Layout
    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    symbol: str
    place: str
    signer: Signer
    recipients: tuple[str, ...]

    def letterhead(self, kind, sequence=None, day=None, *, year=None, **more):
        """The head of a paper "BC", "QĐ" …; a draft has no number and no day."""
        return Letterhead(
            self.superior,
            self.issuer,
            layouts.number(sequence, kind, self.symbol),
            layouts.dated(self.place, day, year),
            **more,
        )

    def signature(self):
        """Nơi nhận, and who signs."""
        return Signature((self.signer,), self.recipients)


def on(committee, day):
    """The office of a committee on a day; what it has not set follows from its name."""
    row = committee.paper_settings.on(day).first() or _unset(committee, day)
    margins = {side: getattr(row, side) for side in SIDES}
    return Office(
        dataclasses.replace(layouts.of_day(day), **margins),
        _lines(row.superior),
        _lines(row.issuer),
        row.symbol,
        row.place,
        Signer(row.capacity, row.role, row.signer),
        _lines(row.recipients),
    )


def _unset(committee, day):
    link = committee.superiors.on(day).select_related("superior").first()
    return PaperSetting(
        superior=link.superior.name.upper() if link else "",
        issuer=committee.executive.upper(),
        place="…………",
        capacity="T/M ĐẢNG ỦY",
    )


def _lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())
