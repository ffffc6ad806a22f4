"""The list of deadlines as a page: what was asked, counts of each choice, the table."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from branches.models import Branch
from hoangmai_party import clock
from reports import due
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.tables import Cell, Row, Table, cells, heads

# {choice: (label, whether an item belongs to it on the day)}
WHENS = {
    "": ("Tất cả", lambda item, day: True),
    "overdue": ("Quá hạn", lambda item, day: item.is_overdue(day)),
    "soon": (f"Đến hạn trong {due.SOON} ngày", due.is_soon),
    "unknown": ("Chưa tính được hạn", lambda item, day: item.due_on is None),
}


class DueForm(forms.Form):
    """Việc gì, chi bộ nào, đến hạn khi nào, tính đến ngày nào."""

    kind = forms.ChoiceField(label="Loại việc", required=False)
    branch = forms.ModelChoiceField(
        Branch.objects.none(),
        label="Chi bộ",
        required=False,
        empty_label="Tất cả chi bộ",
    )
    as_of = forms.DateField(
        label="Tính đến ngày",
        widget=forms.DateInput(
            attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
        ),
    )
    when = forms.ChoiceField(
        choices=[(code, label) for code, (label, _) in WHENS.items()],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, data, *, user):
        given = {k: v for k, v in data.items() if k in self.base_fields and v}
        super().__init__({"as_of": f"{clock.today():%d/%m/%Y}", **given})
        self.given = given
        kinds = [(kind.code, kind.label) for kind in due.kinds_for(user)]
        self.fields["kind"].choices = [("", "Tất cả loại việc"), *kinds]
        branches = Branch.objects.visible_to(user).order_by("code")
        self.fields["branch"].queryset = branches
        self.names = [(branch.pk, str(branch)) for branch in branches]
        self.fields["branch"].choices = [("", "Tất cả chi bộ"), *self.names]

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                f"Ngày phải trong khoảng từ năm {FIRST_YEAR} đến năm {LAST_YEAR}."
            )
        return day


@dataclass(frozen=True)
class Asked:
    """What a valid form asks for."""

    day: object
    kind: str = ""
    branch: int | None = None
    when: str = ""

    def takes(self, item, *but):
        """Whether the item is asked for, by all filters but those named."""
        return all(
            name in but or holds
            for name, holds in (
                ("kind", not self.kind or item.kind.code == self.kind),
                ("branch", self.branch is None or item.branch == self.branch),
                ("when", WHENS[self.when][1](item, self.day)),
            )
        )


def asked(form):
    """The question of a form that is valid."""
    data = form.cleaned_data
    branch = data["branch"].pk if data["branch"] else None
    return Asked(data["as_of"], data["kind"], branch, data["when"])


def page(form, user):
    """Context: the table, the choices of time with counts; counts in the form too."""
    question = asked(form)
    found = due.items(user, question.day)
    _count(form, question, found)
    items = [item for item in found if question.takes(item)]
    return {
        "asked": question,
        "subtitle": subtitle(question, form),
        "whens": list(_whens(form, question, found)),
        "tables": [table(items, question.day)],
    }


def _count(form, question, found):
    """Say in the two lists how many lines each choice has under the other filters."""
    for name, of in (("kind", lambda i: i.kind.code), ("branch", lambda i: i.branch)):
        numbers = {}
        for item in found:
            if question.takes(item, name):
                numbers[of(item)] = numbers.get(of(item), 0) + 1
        field = form.fields[name]
        field.choices = [
            (
                code,
                f"{label} ({numbers.get(code, 0) if code else sum(numbers.values())})",
            )
            for code, label in field.choices
        ]


def _whens(form, question, found):
    """(address, label, number, is chosen) of each choice of time."""
    rest = [item for item in found if question.takes(item, "when")]
    for code, (label, holds) in WHENS.items():
        number = sum(holds(item, question.day) for item in rest)
        query = {**form.given, "when": code}
        address = "?" + urlencode({k: v for k, v in query.items() if v})
        if number or code != "unknown" or question.when == code:
            yield address, label, number, code == question.when


def subtitle(question, form):
    """What was asked, as page, paper and file say it."""
    where = dict(form.names).get(
        question.branch, "Tất cả chi bộ trong phạm vi phụ trách"
    )
    what = f". {due.BY_CODE[question.kind].label}" if question.kind else ""
    when = f". {WHENS[question.when][0]}" if question.when else ""
    return f"{where}{what}{when}. Tính đến ngày {question.day:%d/%m/%Y}."


_HEADS = heads(
    "TT",
    "Về ai, việc gì",
    "Việc đến hạn",
    "Chi bộ",
    "Hạn",
    "Còn lại",
    "Ai thực hiện",
    "Căn cứ",
)


def table(items, day):
    """The lines with the most urgent first."""
    return Table(
        "Việc đến hạn",
        _HEADS,
        tuple(
            Row(_line(number, item), is_bad=item.is_overdue(day))
            for number, item in enumerate(items, start=1)
        ),
        name="viec-den-han",
        is_wide=True,
        head_column=1,
        empty="Không có việc nào đến hạn trong phạm vi đã chọn.",
    )


def _line(number, item):
    return cells(
        number,
        Cell(item.subject, item.url),
        item.kind.label,
        item.place,
        item.due_on or "",
        item.left,
        item.kind.actor,
        item.words,
    )
