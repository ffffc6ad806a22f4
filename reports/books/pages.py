"""The tables of closed books."""

from reports.annual.paper import marks_of
from reports.annual.placeholders import PATTERN
from reports.books.compare import why
from reports.tables import Cell, Row, Table, cells, heads

ROWS = "Bớt, thêm: số dòng trong sổ đứng sau mỗi số liệu (người, chi bộ, quyết định…)."
NONE = "Không có chênh lệch nào: sổ hiện nay cho cùng số liệu như khi ký."


def figures(found):
    """The figures as they were signed and as they are now: that differ, that don't."""
    different = [figure for figure in found if not figure.is_same]
    same = [figure for figure in found if figure.is_same]
    return (
        _figures("Số liệu khi ký và hiện nay: số khác nhau", "khac", different),
        _figures(f"Số liệu không đổi ({len(same)})", "khong-doi", same),
    )


def _figures(title, name, found):
    return Table(
        title,
        heads("Số liệu", "Khi ký", "Hiện nay", "Bớt", "Thêm", numbers=(1, 2, 3, 4)),
        tuple(
            Row(
                cells(f.label, f.was, f.now, len(f.went), len(f.came)),
                is_bad=not f.is_same,
            )
            for f in found
        ),
        name=name,
        notes=(ROWS,),
    )


def sections(report):
    """[(mark, heading, section)] of a signed report."""
    rows = list(report.sections.order_by("position", "pk"))
    marks = marks_of([(row.level, row.heading) for row in rows])
    # A placeholder's words of that day stand in the paper below.
    headings = [PATTERN.sub("…", row.heading) for row in rows]
    return list(zip(marks, headings, rows, strict=True))


def changes(found):
    """Each person and row that differs, with who did what, when and why."""
    return Table(
        "Lý do chênh lệch",
        heads("Về ai, về đâu", "Dòng trong sổ", "Khác nhau", "Lúc, người ghi", "Lý do"),
        tuple(row for change in found for row in _rows(change)),
        name="ly-do",
        empty=NONE,
        is_wide=True,
    )


def _rows(change):
    first, *more = why(change)
    yield Row(cells(change.who, change.what, _different(change), *first))
    for at, reason in more:
        yield Row(cells("", "", "", at, reason), is_part=True)


def _different(change):
    parts = [*change.corrected]
    if change.went:
        parts.append(f"Có khi ký, nay không còn trong: {'; '.join(change.went)}")
    if change.came:
        parts.append(f"Nay thêm vào: {'; '.join(change.came)}")
    return ". ".join(parts)


def issued(rows):
    """Sổ văn bản đi, the newest first."""
    return Table(
        "Văn bản đã phát hành",
        heads("Số, ký hiệu", "Ngày ký", "Loại", "Trích yếu", "Người ký", "Nhiệm kỳ"),
        tuple(map(_issued, rows)),
        name="van-ban-di",
        empty="Chưa có văn bản nào.",
        is_wide=True,
    )


def _issued(row):
    url = row.report.get_absolute_url() if row.report_id else ""
    return Row(
        cells(
            Cell(f"{row.number:02d}-{row.kind}/{row.symbol}", url),
            row.dated_on,
            row.get_kind_display(),
            row.summary,
            f"{row.signer}, {row.signer_role}",
            row.term.name,
        )
    )
