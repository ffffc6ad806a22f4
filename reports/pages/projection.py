"""Dự kiến kết nạp đến 31/12: by quarter, and the files that it counts on."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from branches.models import Branch
from branches.rulebook import RuleBook
from hoangmai_party import clock
from members.admission import pipeline
from members.models import Candidate
from reports.asked import ScopeForm
from reports.due.outlook import Outlook
from reports.projection import (
    ADMISSIONS,
    CODES,
    QUARTERS,
    Projection,
    admitted,
    coming,
    quarter_span,
    target_of,
)
from reports.scope import narrowed
from reports.tables import Cell, Row, Table, cells, heads

_OF = {
    "": "Tất cả",
    "sure": "Kịp theo hạn",
    "hasty": "Đã quá hạn, hoặc phải làm sớm hơn hạn",
}


class ProjectionForm(forms.Form):
    """Chi bộ nào, quý nào, hồ sơ nào."""

    branch = forms.ModelChoiceField(
        Branch.objects.none(), label="Chi bộ", required=False, empty_label="Tất cả"
    )
    quarter = forms.ChoiceField(
        label="Quý",
        required=False,
        choices=[("", "Cả năm"), *((str(n), f"Quý {n}") for n in QUARTERS)],
    )
    of = forms.ChoiceField(label="Hồ sơ", required=False, choices=list(_OF.items()))

    def __init__(self, data, *, user):
        super().__init__({k: v for k, v in data.items() if k in self.base_fields})
        branches = Branch.objects.visible_to(user).order_by("code")
        self.fields["branch"].queryset = branches


@dataclass(frozen=True)
class Year:
    """The year so far and what is coming, of a body or of one branch."""

    day: object
    admitted: dict
    coming: list
    target: int | None
    branch: Branch | None = None

    @property
    def projection(self):
        sure = sum(one.is_sure for one in self.coming)
        number = sum(self.admitted.values())
        return Projection(number, sure, len(self.coming) - sure, self.target)

    @property
    def urls(self):
        """Where each number of the sentence opens its list."""
        return {
            "admitted": self.list_url(quarter_span(self.day.year, 1).first, self.day),
            "expected": self.files_url(),
            "sure": self.files_url(of="sure"),
            "hasty": self.files_url(of="hasty"),
        }

    def list_url(self, first, last):
        """Those admitted in the days; none while they lie ahead."""
        if first > self.day:
            return ""
        query = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        return _address(
            reverse("reports:list", args=["figure", ADMISSIONS]), query, self
        )

    def files_url(self, **query):
        return _address(reverse("reports:projection"), query, self)


def _address(path, query, year):
    if year.branch:
        query = {**query, "branch": year.branch.pk}
    return f"{path}?{urlencode(query)}" if query else path


def of_user(user, branch=None):
    """Year of all that the user looks after, or of one branch; None without a body."""
    day = clock.today()
    form = ScopeForm({"year": day.year}, user=user)
    if not form.is_valid():
        return None
    scope = form.asked().scope
    scope = narrowed(scope, [branch.pk]) if branch else scope
    places = [branch.pk] if branch else list(Outlook(user, day).branches)
    files = pipeline.files(day, places)
    is_whole = branch is None and scope.is_whole
    goal = target_of(day.year, day, branch=branch) if branch or is_whole else None
    return Year(
        day,
        admitted(scope, day),
        coming(files, day, RuleBook(*CODES)),
        goal.value if goal else None,
        branch,
    )


def page(form, user):
    """Context: the sentence, the quarters, the files."""
    asked = form.cleaned_data
    year = of_user(user, asked["branch"])
    if year is None:
        return {"tables": []}
    chosen = [one for one in year.coming if _takes(asked, one)]
    return {
        "year": year,
        "projection": year.projection,
        "urls": year.urls,
        "tables": [quarters(year), files_table(chosen, user, year)],
    }


def _takes(asked, one):
    quarter, of = asked["quarter"], asked["of"]
    if quarter and str(one.quarter) != quarter:
        return False
    return not of or one.is_sure == (of == "sure")


def quarters(year):
    """By quarter: admitted, files that come in time, and what the target still asks."""
    rows, together = [], 0
    for number in QUARTERS:
        sure = sum(one.quarter == number for one in year.coming)
        together += year.admitted[number] + sure
        span = quarter_span(year.day.year, number)
        rows.append(
            Row(
                cells(
                    f"Quý {number}",
                    Cell(
                        year.admitted[number],
                        year.list_url(span.first, span.last),
                    ),
                    Cell(sure, year.files_url(quarter=number)),
                    together,
                    "–" if year.target is None else max(0, year.target - together),
                )
            )
        )
    return Table(
        f"Theo quý năm {year.day.year}",
        heads(
            "Quý",
            "Đã kết nạp",
            "Hồ sơ kịp theo hạn",
            "Cộng dồn từ đầu năm",
            "Còn cần cho chỉ tiêu năm",
            numbers=(1, 2, 3, 4),
        ),
        tuple(rows),
        notes=(year.projection.words,),
        name="theo-quy",
    )


def files_table(found, user, year):
    """The files behind the number; a name leads to the file where it may be opened."""
    ids = [one.file.candidate.pk for one in found]
    open_ = set()
    if user.has_perm("members.view_candidate"):
        rows = Candidate.objects.visible_to(user).filter(pk__in=ids)
        open_ = set(rows.values_list("pk", flat=True))
    names = Outlook(user, year.day).branches
    return Table(
        "Hồ sơ có thể kết nạp",
        heads("TT", "Họ và tên", "Chi bộ", "Giai đoạn", "Lễ muộn nhất", "Trong năm"),
        tuple(
            Row(_line(number, one, names, open_, year.day))
            for number, one in enumerate(found, start=1)
        ),
        name="ho-so",
        head_column=1,
        empty="Không có hồ sơ nào trong phạm vi đã chọn.",
    )


def _when(one, today):
    if one.is_sure:
        return f"Quý {one.quarter}"
    return "Đã quá hạn" if one.end < today else "Phải làm sớm hơn hạn"


def _line(number, one, names, open_, today):
    who = one.file.candidate
    url = who.get_absolute_url() if who.pk in open_ else ""
    return cells(
        number,
        Cell(who.full_name, url),
        names.get(one.file.branch, ("", ""))[1],
        one.file.stage.label,
        one.end,
        _when(one, today),
    )
