"""One heap of a list of an agency as a table, for paper and for Excel."""

from enterprises.models import SourceRow
from enterprises.sources import heaps
from enterprises.sources.heaps import TITLES, Heaps
from reports.tables import Cell, Row, Table, cells, heads

_ROW = ("Dòng", "Mã số thuế", "Tên trong danh sách", "Phường, xã", "Ghi chú")
HEADS = {
    heaps.SAME: (*_ROW, "Trong sổ"),
    heaps.DIFFERS: (*_ROW, "Trong sổ", "Khác ở", "Theo danh sách", "Theo sổ"),
    heaps.ONLY_LIST: (*_ROW, "Địa chỉ", "Lao động", "Tham gia bảo hiểm xã hội"),
    heaps.ASIDE: (*_ROW, "Quyết định"),
    heaps.ONLY_REGISTER: ("TT", "Mã số thuế", "Doanh nghiệp", "Nơi hoạt động"),
}
_SAID = (SourceRow.Tax.SUSPECT, SourceRow.Tax.ASK, SourceRow.Tax.RESTORED)


def page(source, heap, user):
    """The table of a heap; a line for each thing in which a row differs."""
    lines = Heaps(source, user)[heap]
    make = _register_row if heap == heaps.ONLY_REGISTER else _rows_of
    found = [
        row for n, line in enumerate(lines, start=1) for row in make(n, line, heap)
    ]
    title = TITLES[heap]
    table = Table(
        title,
        heads(*HEADS[heap], numbers=(0,)),
        tuple(found),
        name=f"danh-sach-{heap}",
        is_wide=True,
        head_column=2,
        empty=f"Không có dòng nào trong phần “{title.lower()}”.",
    )
    return {"title": f"{title}: {source.agency}", "tables": [table]}


def subtitle(source):
    period = f", {source.period}" if source.period else ""
    return (
        f"Danh sách nhận ngày {source.received_on:%d/%m/%Y}{period}, {source.rows_count} "
        f"dòng, tệp {source.file_name}. {source.get_state_display()}."
    )


def _register_row(number, line, heap):
    one = line.enterprise
    yield Row(cells(number, one.tax_code, str(one), line.address))


def _rows_of(number, line, heap):
    row = line.row
    begin = (row.number, row.tax_code, row.name, str(row.ward or ""), _note(line))
    if heap == heaps.ONLY_LIST:
        counts = (Cell(row.workers, is_number=True), Cell(row.insured, is_number=True))
        yield Row(cells(*begin, row.address, *counts))
    elif heap == heaps.ASIDE:
        yield Row(cells(*begin, line.match.get_how_display()))
    elif heap == heaps.SAME:
        yield Row(cells(*begin, str(line.enterprise)))
    else:
        for found in line.differences:
            said = (found.label, found.listed, found.kept)
            yield Row(cells(*begin, str(line.enterprise), *said))


def _note(line):
    found = [line.row.get_tax_display()] if line.row.tax in _SAID else []
    if line.twice:
        found.append(f"trùng với dòng {', '.join(map(str, line.twice))}")
    return "; ".join(found)
