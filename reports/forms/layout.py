"""Which layout of the forms holds on a day (organisation.md §6.3)."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class FormLayout:
    """A layout in `[valid_from, valid_until)`; `is_ours`: the one built in here."""

    code: str
    source: str
    valid_from: dt.date
    valid_until: dt.date | None
    is_ours: bool = False


LAYOUTS = (
    FormLayout(
        "12-HD/BTCTW",
        "Hướng dẫn 12-HD/BTCTW ngày 17/5/2012 và Công văn 3296-CV/BTCTW ngày 26/7/2017",
        dt.date(2012, 5, 17),
        dt.date(2021, 12, 13),
    ),
    FormLayout(
        "11-HD/BTCTW",
        "Hướng dẫn 11-HD/BTCTW ngày 13/12/2021 của Ban Tổ chức Trung ương",
        dt.date(2021, 12, 13),
        dt.date(2025, 10, 10),
        is_ours=True,
    ),
    FormLayout(
        "40-HD/BTCTW",
        "Hướng dẫn 40-HD/BTCTW ngày 10/10/2025 của Ban Tổ chức Trung ương",
        dt.date(2025, 10, 10),
        None,
    ),
)
OURS = next(layout for layout in LAYOUTS if layout.is_ours)


def layout_on(day):
    """The layout in force at the end of `day`; None before the first that is known."""
    for layout in reversed(LAYOUTS):
        if layout.valid_from <= day:
            return layout
    return None


def foot(day):
    """The sentence at the foot of a form: which layout it is in, and which was due."""
    due = layout_on(day)
    if due is OURS:
        return f"Bố cục theo {OURS.source}."
    ours = f"bản này in theo bố cục của {OURS.code}."
    if due is None:
        return f"Chưa rõ bố cục biểu áp dụng ngày {day:%d/%m/%Y}; {ours}"
    return f"Ngày {day:%d/%m/%Y} áp dụng bố cục của {due.source}; {ours}"
