"""Phiếu đi thực địa: the lines of an assignment with boxes for a pen, sheet by sheet.

A sheet has as many lines as the page that keys it in, and bears campaign, ward, team
and its own number, so that a lost one is missed and a found one is known.
"""

import dataclasses

from hoangmai_party import clock
from reports.documents import layouts, office
from reports.documents.tree import (
    Cell,
    Document,
    FormHead,
    Section,
    Table,
    Title,
)
from reports.files import MARGINS
from surveys.campaigns import board, codes

SMALL = 9
# A sheet of boxes, no letter: small type, so that eight lines stand on one side.
TYPE = {"size": 11, "line": 13, "gap": 3, "kind_size": 13, "table_size": 10}
_HEAD = (
    (
        Cell("Số", rows=2),
        Cell("Doanh nghiệp, mã số thuế, địa chỉ", rows=2),
        Cell("Tình trạng (khoanh số)", rows=2),
        Cell("Lao động", rows=2),
        Cell("Đảng viên", columns=2),
        Cell("Quần chúng ưu tú", rows=2),
        Cell("Chủ doanh nghiệp (họ tên; đảng viên?)", rows=2),
        Cell("Thái độ (khoanh số)", rows=2),
        Cell("Đoàn thể (khoanh)", rows=2),
        Cell("Sâu", rows=2),
        Cell("Ngày", rows=2),
        Cell("Ghi chú", rows=2),
        Cell("Chữ ký", rows=2),
    ),
    ("CT", "DB"),
)
_WIDTHS = (3.6, 22, 8.4, 5.8, 4.4, 4.4, 6.4, 12, 7.6, 9.6, 4.2, 6, 10, 8.6)
_ALIGNS = "clcccccccccccc"
_KNOWN = (
    "Khoanh hoặc đánh dấu một mã trong ô; ô trống là chưa hỏi được. “Sâu”: đánh x nếu khảo "
    "sát sâu."
)


def document(assignments, campaign, body):
    """The sheets of one assignment, or of several one after the other."""
    day = clock.today()
    settings = office.on(body, day) if body else None
    layout = settings.layout if settings else layouts.of_day(day)
    left = (*settings.superior, *settings.issuer) if settings else ()
    sections = [
        section
        for assignment in assignments
        for section in _sheets(assignment, campaign, left, day)
    ]
    return Document(
        f"Phiếu đi thực địa – {campaign}",
        day,
        dataclasses.replace(layout, **MARGINS, **TYPE),
        tuple(sections),
        foot=f"{campaign}, in ngày {day:%d/%m/%Y}",
    )


def lines(assignment):
    """The lines of an assignment in the order of their numbers."""
    return list(board.lines(assignment.campaign).filter(assignment=assignment))


def _sheets(assignment, campaign, left, day):
    rows = lines(assignment)
    parts = [rows[i : i + codes.LINES] for i in range(0, len(rows), codes.LINES)] or [
        []
    ]
    for number, part in enumerate(parts, start=1):
        words = f"Tờ {number}/{len(parts)}"
        yield Section(
            (
                FormHead(left or ("",), ("PHIẾU ĐI THỰC ĐỊA", words)),
                Title(campaign.name.upper(), (), _where(assignment), ruled=False),
                _table(part),
            ),
            landscape=True,
        )


def _where(assignment):
    due = f", hạn {assignment.due_on:%d/%m/%Y}" if assignment.due_on else ""
    agency = f", cùng {assignment.agency}" if assignment.agency else ""
    return (
        f"{assignment.ward}, {assignment.team}{agency}{due}. Ngày khảo sát: "
        "……/……/………… Người khảo sát: ………………………………"
    )


def _table(rows):
    return Table(
        _HEAD,
        tuple(_row(row) for row in rows),
        _WIDTHS,
        _ALIGNS,
        empty="Chưa giao doanh nghiệp nào cho tổ này.",
        notes=(_legend(),),
        size=SMALL,
    )


def _row(row):
    where = " – ".join(text for text in (row.tax_code, row.address) if text)
    who = "\n".join(text for text in (row.name, where) if text)
    boxes = (
        _spread(codes.FOUND, 4),
        *("",) * 5,
        _spread(codes.ATTITUDES, 3),
        _spread(codes.ORGANISATION_SIGNS, 2),
        *("",) * 4,
    )
    return (str(row.number), who, *boxes)


def _spread(signs, in_line):
    """Codes in lines of so many, with room between them for the ring of a pen."""
    signs = [*signs]
    groups = [signs[i : i + in_line] for i in range(0, len(signs), in_line)]
    return "\n".join("\u2002".join(group) for group in groups)


def _legend():
    pairs = (
        ("Tình trạng", codes.legend(codes.FOUND)),
        ("Thái độ của chủ doanh nghiệp", codes.legend(codes.ATTITUDES)),
        ("Đoàn thể", codes.organisations_legend()),
    )
    said = ". ".join(f"{name}: {words}" for name, words in pairs)
    return f"{said}. {_KNOWN}"
