"""Nên gặp ai trước as a list: on the page, on paper, as a sheet."""

from django import forms
from django.urls import reverse

from enterprises.models import Enterprise, Ward
from hoangmai_party import clock
from reports import sources
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.tables import Cell, Row, Table, cells, heads
from surveys.cases import ranking

_HOW = (
    "Cộng điểm trong ngoặc thành điểm của dòng; bằng điểm thì ai lâu chưa gặp hơn đứng "
    "trước, rồi theo tên. Không gồm doanh nghiệp đã ngừng hoạt động, chuyển đi, hồ sơ đã "
    "có quyết định thành lập, hồ sơ tạm dừng hoặc đưa ra khỏi danh sách chưa đến ngày "
    "xem lại. Số đảng viên lấy số mới nhất của phiếu khảo sát hoặc số đã đếm; sổ đảng "
    "viên biết nhiều hơn thì theo sổ."
)


class RankingForm(forms.Form):
    """Tính đến ngày nào, có gồm doanh nghiệp chưa có hồ sơ không."""

    as_of = forms.DateField(
        label="Số liệu tính đến ngày",
        widget=forms.DateInput(
            attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
        ),
    )
    surveyed = forms.BooleanField(
        label="Gồm cả doanh nghiệp đã khảo sát, chưa có hồ sơ vận động",
        required=False,
    )

    def __init__(self, data):
        given = {k: v for k, v in data.items() if k in self.base_fields and v}
        super().__init__({"as_of": f"{clock.today():%d/%m/%Y}", **given})
        self.given = given

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                f"Ngày phải trong khoảng từ năm {FIRST_YEAR} đến năm {LAST_YEAR}."
            )
        return day


def page(form, user):
    """Context: the ranking of the day, and what could not be counted."""
    day, with_surveyed = form.cleaned_data["as_of"], form.cleaned_data["surveyed"]
    held = ranking.weights(day)
    lines = ranking.lines(user, day, held=held, with_surveyed=with_surveyed)
    made = table(lines, day, user)
    labels = [head.label for head in made.head[0]]
    return {
        "asked": form.cleaned_data,
        "subtitle": subtitle(day, with_surveyed),
        "missing": ranking.missing(held),
        "tables": [made],
        # A phone shows each line as a small card, in which a cell is named.
        "cards": [list(zip(labels, row.cells, strict=True)) for row in made.rows],
    }


def subtitle(day, with_surveyed):
    """What was asked, as page, paper and file say it."""
    whom = "Hồ sơ vận động đang mở"
    if with_surveyed:
        whom += " và doanh nghiệp đã khảo sát, chưa có hồ sơ"
    return f"{whom}. Số liệu tính đến ngày {day:%d/%m/%Y}."


def table(lines, day, user):
    """The lines with the first to meet on top."""
    wards = _wards([line.enterprise.pk for line in lines], day)
    return Table(
        "Nên gặp ai trước",
        heads(
            "TT",
            "Doanh nghiệp",
            "Điểm",
            "Vì sao",
            "Phường",
            "Giai đoạn",
            "Gặp gần nhất",
            "Nguồn số đảng viên",
            numbers=(2,),
        ),
        tuple(
            Row(_cells(number, line, wards, user))
            for number, line in enumerate(lines, start=1)
        ),
        notes=(_HOW,),
        name="nen-gap-ai-truoc",
        is_wide=True,
        head_column=1,
        empty="Không có hồ sơ nào nên gặp trong ngày đã chọn.",
    )


def _wards(firms, day):
    """{enterprise: the ward where it works}; one query."""
    ward = sources.last_ward_of_enterprise("pk", day)
    rows = Enterprise.objects.filter(pk__in=firms).annotate(ward=ward)
    names = dict(Ward.every.values_list("pk", "name"))
    return {pk: names.get(at, "") for pk, at in rows.values_list("pk", "ward")}


def _cells(number, line, wards, user):
    return cells(
        number,
        Cell(line.enterprise.name, _url(line, user)),
        Cell(line.total, is_number=True),
        line.words,
        wards.get(line.enterprise.pk, ""),
        line.stage,
        line.known.last_visit_on or "chưa gặp",
        line.known.source_of_members or "chưa có số liệu",
    )


def _url(line, user):
    """The page of the case, or at the desk that of an enterprise without one."""
    if line.case:
        return line.case.get_absolute_url()
    if not user.is_staff:
        return ""
    return reverse("admin:enterprises_enterprise_change", args=[line.enterprise.pk])
