"""STAT-03 as a table by legal form, and the lists behind its numbers."""

from urllib.parse import urlencode

from django.urls import reverse

from enterprises.models import Enterprise
from enterprises.register import working_addresses
from reports.outreach import unorganised
from reports.outreach.unorganised import ALL, FIGURES, SOURCES, STAFFED, WITHOUT
from reports.people import enterprises_table
from reports.tables import Cell, Row, Table, cells, heads, right

TITLE = "Doanh nghiệp chưa có tổ chức đảng mà đã có đảng viên"
NOTE = (
    "Đã có đảng viên: theo nguồn mới nhất đến ngày tính số liệu (phiếu khảo sát hoặc số "
    "lao động), hoặc có đảng viên trong sổ đang làm việc tại doanh nghiệp vào ngày đó; "
    "danh sách ghi rõ nguồn và ngày của nguồn. Doanh nghiệp đã chấm dứt, đã chuyển khỏi "
    "địa bàn không tính. Bảng không nộp cấp trên."
)


def table(day, *, is_linked):
    """Total, without an organisation, of which with members; by legal form."""
    counted = unorganised.by_form(day)
    lines = [
        _row(label, counted[form], day, form, is_linked)
        for form, label in Enterprise.LegalForm.choices
        if form in counted
    ]
    sums = {name: sum(row[name] for row in counted.values()) for name in FIGURES}
    return Table(
        "Doanh nghiệp chưa có tổ chức đảng (bảng nội bộ)",
        heads(
            "Loại hình",
            FIGURES[ALL],
            FIGURES[WITHOUT],
            "Trong đó: đã có đảng viên",
            numbers=(1, 2, 3),
        ),
        tuple(lines),
        total=_row("Cộng", sums, day, "", is_linked),
        notes=(NOTE,),
        name="chua-co-to-chuc-dang",
        empty="Sổ chưa có doanh nghiệp nào.",
    )


def _row(label, numbers, day, form, is_linked):
    def cell(figure):
        number = numbers[figure]
        return Cell(number, _address(figure, day, form) if is_linked and number else "")

    return Row((Cell(label), *map(cell, FIGURES)))


def _address(figure, day, form):
    query = {"as_of": f"{day:%d/%m/%Y}", **({"form": form} if form else {})}
    where = reverse("reports:unorganised-list", args=[figure])
    return f"{where}?{urlencode(query)}"


def list_page(figure, day, form):
    """The list behind a number; those with members tell who says so, and when."""
    rows = unorganised.rows(figure, day, form)
    title = FIGURES[figure]
    if form:
        title = f"{title} – {Enterprise.LegalForm(form).label}"
    draw = _staffed if figure == STAFFED else enterprises_table
    made = draw(rows, title=title, day=day)
    return {"title": "Danh sách", "tables": [made], "total": len(made.rows)}


def _staffed(rows, *, title, day):
    rows = list(rows.order_by("search", "pk"))
    addresses = working_addresses(day).filter(enterprise__in=[row.pk for row in rows])
    wards = dict(addresses.values_list("enterprise", "ward__name"))
    lines = (
        Row(
            cells(
                number,
                row.name,
                row.tax_code,
                row.get_legal_form_display(),
                wards.get(row.pk, ""),
                right(row.staff),
                SOURCES[row.source],
                row.source_on,
            )
        )
        for number, row in enumerate(rows, start=1)
    )
    labels = ("TT", "Doanh nghiệp", "Mã số thuế", "Loại hình", "Phường")
    return Table(
        title,
        heads(*labels, "Đảng viên", "Nguồn", "Ngày của nguồn", numbers=(5,)),
        tuple(lines),
        notes=("Phiếu chỉ ghi phân loại mà không ghi số đảng viên thì tính là 1.",),
        name="danh-sach",
        is_wide=True,
        head_column=1,
        empty="Không có doanh nghiệp nào trong danh sách này.",
    )
