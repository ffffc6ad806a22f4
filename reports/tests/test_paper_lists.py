"""Every list of the reports can be a paper: same cells, same words."""

import datetime as dt
from decimal import Decimal

from reports.documents import lists
from reports.documents.tree import Cell, Title
from reports.tables import Head, Percent, Row, Table, cells, heads, right


def table(**more):
    return Table(
        title="Kết nạp",
        head=heads("TT", "Họ và tên", "Ngày", "Số", "%", numbers=(0, 3, 4)),
        rows=(
            Row(
                cells(
                    1, "Nguyễn Thị Ước", dt.date(2021, 3, 1), 1964, _percent("119.23")
                )
            ),
            Row(cells(2, "trong đó", None, 0, Percent(None)), is_part=True),
        ),
        total=Row(cells("", "Cộng", "", 1964, right("x"))),
        notes=("Ghi chú.",),
        **more,
    )


def _percent(text):
    return Percent(Decimal(text))


def test_cells_are_printed_as_they_are_shown():
    found = lists.of(table())
    texts = [[cell.text for cell in row] for row in (*found.rows, *found.foot)]
    assert texts == [
        ["1", "Nguyễn Thị Ước", "01/03/2021", "1.964", "119,2%"],
        ["2", "trong đó", "–", "–", "–"],
        ["", "Cộng", "", "1.964", "x"],
    ]
    assert found.aligns == "rlcrr"
    assert found.rows[1][1].italic
    assert (found.caption, found.notes) == ("Kết nạp", ("Ghi chú.",))


def test_head_of_two_lines_keeps_its_spans():
    head = (
        (Head("TT", rows=2), Head("Tăng", columns=2)),
        (Head("Kết nạp"), Head("Chuyển đến")),
    )
    found = lists.of(Table("x", head, (Row(cells(1, 2, 3)),)))
    assert found.head[0] == (Cell("TT", rows=2), Cell("Tăng", columns=2))
    assert len(found.widths) == 3
    assert found.widths[2] > found.widths[0]


def test_empty_list_says_so():
    found = lists.of(Table("x", heads("A", "B"), (), empty="Không có ai."))
    assert (found.rows, found.empty, len(found.widths)) == ((), "Không có ai.", 2)


def test_wide_table_lies_on_its_side():
    assert not lists.section(table()).landscape
    assert lists.section(table(is_wide=True)).landscape
    many = Table("x", heads(*"ABCDEFGH"), ())
    assert lists.section(many).landscape
    assert lists.section(many).blocks[-1].size == lists.SMALL


def test_appendix_has_the_title_once():
    title, body = lists.appendix(table(), 3).blocks
    assert title == Title("PHỤ LỤC 3", ("Kết nạp",), ruled=False)
    assert body.caption == ""
