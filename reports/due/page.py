"""The list of deadlines as a page: what was asked, counts of each choice, the table."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from branches.models import Branch
from hoangmai_party import clock
from reports import due
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.due.base import BOTH, BRANCH, OFFICE
from reports.tables import Cell, Row, Table, cells, heads

# {choice: (label, whether an item belongs to it on the day)}
WHENS = {
    "": ("Đang nhắc", lambda item, day: item.is_awake(day)),
    "overdue": (
        "Quá hạn",
        lambda item, day: item.is_awake(day) and item.is_overdue(day),
    ),
    "soon": (
        f"Đến hạn trong {due.SOON} ngày",
        lambda item, day: item.is_awake(day) and due.is_soon(item, day),
    ),
    "unknown": (
        "Chưa tính được hạn",
        lambda item, day: item.is_awake(day) and item.due_on is None,
    ),
    "snoozed": ("Đang hoãn nhắc", lambda item, day: item.snooze is not None),
    "ahead": (
        "Chưa đến ngày nhắc",
        lambda item, day: item.snooze is None and item.is_ahead(day),
    ),
}
MAY_BE_LEFT_OUT = ("unknown", "ahead")  # where there are none
WORKLIST = "worklist"  # as a kind: all of rows 1–16
ACTORS = {"branch": BRANCH, "office": OFFICE}


class DueForm(forms.Form):
    """Việc gì, chi bộ nào, ai làm, đến hạn khi nào, tính đến ngày nào."""

    kind = forms.ChoiceField(label="Loại việc", required=False)
    branch = forms.ModelChoiceField(
        Branch.objects.none(),
        label="Chi bộ",
        required=False,
        empty_label="Tất cả chi bộ",
    )
    actor = forms.ChoiceField(
        label="Ai thực hiện",
        required=False,
        choices=[("", "Chi bộ và văn phòng"), *ACTORS.items()],
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
        every = [("", "Tất cả loại việc"), (WORKLIST, "Kết nạp, dự bị, thẻ")]
        self.kinds = [*every, *kinds]
        self.fields["kind"].choices = self.kinds
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
    actor: str = ""

    @property
    def only(self):
        """The kinds that are looked up: the worklist alone, where it is asked for."""
        return due.WORKLIST if self.kind == WORKLIST else None

    def takes(self, item, *but):
        """Whether the item is asked for, by all filters but those named."""
        return all(
            name in but or holds
            for name, holds in (
                ("kind", self.kind in ("", WORKLIST, item.kind.code)),
                ("branch", self.branch is None or item.branch == self.branch),
                ("actor", not self.actor or ACTORS[self.actor] in actors(item)),
                ("when", WHENS[self.when][1](item, self.day)),
            )
        )


def actors(item):
    """Who acts: the branch, the office, or both of them."""
    return (BRANCH, OFFICE) if item.kind.actor == BOTH else (item.kind.actor,)


def asked(form):
    """The question of a form that is valid."""
    data = form.cleaned_data
    branch = data["branch"].pk if data["branch"] else None
    return Asked(data["as_of"], data["kind"], branch, data["when"], data["actor"])


def page(form, user, *, without=()):
    """Context: the table, the choices of time with counts; counts in the form too.

    `without`: kinds by code that are not of this page, in no count of it either.
    """
    question = asked(form)
    found = due.everything(user, question.day, question.only)
    found = [item for item in found if item.kind.code not in without]
    _count(form, question, found)
    items = [item for item in found if question.takes(item)]
    return {
        "asked": question,
        "subtitle": subtitle(question, form),
        "whens": list(_whens(form, question, found)),
        "items": items,
        "tables": [table(items, question.day, _notes(question, found))],
    }


def _notes(question, found):
    """Say how much is put off where the list does not show it."""
    put_off = [i for i in found if i.snooze and question.takes(i, "when")]
    if not put_off or question.when == "snoozed":
        return ()
    late = sum(item.is_overdue(question.day) for item in put_off)
    return (f"Ngoài ra {snoozed_words(len(put_off), late)}.",)


def snoozed_words(number, late):
    """ "3 việc đang hoãn nhắc, trong đó 1 việc quá hạn", as page and command say it."""
    of_them = f", trong đó {late} việc quá hạn" if late else ""
    return f"{number} việc đang hoãn nhắc{of_them}"


def _count(form, question, found):
    """Say in the lists how many lines each choice has under the other filters."""
    for name, codes in (
        ("kind", lambda i: [i.kind.code, *_worklist(i)]),
        ("branch", lambda i: [i.branch]),
        ("actor", lambda i: [c for c, actor in ACTORS.items() if actor in actors(i)]),
    ):
        taken = [item for item in found if question.takes(item, name)]
        numbers = Counter(code for item in taken for code in codes(item))
        numbers[""] = len(taken)
        form.fields[name].choices = [
            (code, _numbered(label, numbers[code], _is_known(question, name, code)))
            for code, label in form.fields[name].choices
        ]


def _worklist(item):
    return [WORKLIST] if item.kind.code in due.WORKLIST else []


def _is_known(question, name, code):
    """Kinds that were not looked up have no number."""
    looked_up = question.only is None or code in {*question.only, WORKLIST}
    return name != "kind" or looked_up


def _numbered(label, number, is_known):
    return f"{label} ({number})" if is_known else label


def _whens(form, question, found):
    """(address, label, number, is chosen) of each choice of time."""
    rest = [item for item in found if question.takes(item, "when")]
    for code, (label, holds) in WHENS.items():
        number = sum(holds(item, question.day) for item in rest)
        query = {**form.given, "when": code}
        address = "?" + urlencode({k: v for k, v in query.items() if v})
        if number or code not in MAY_BE_LEFT_OUT or question.when == code:
            yield address, label, number, code == question.when


def subtitle(question, form):
    """What was asked, as page, paper and file say it."""
    where = dict(form.names).get(
        question.branch, "Tất cả chi bộ trong phạm vi phụ trách"
    )
    kind = dict(form.kinds).get(question.kind, "")
    what = f". {kind}" if question.kind else ""
    who = f". {ACTORS[question.actor]} thực hiện" if question.actor else ""
    when = f". {WHENS[question.when][0]}" if question.when else ""
    return f"{where}{what}{who}{when}. Tính đến ngày {question.day:%d/%m/%Y}."


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


def table(items, day, notes=()):
    """The lines with the most urgent first."""
    return Table(
        "Việc đến hạn",
        _HEADS,
        tuple(
            Row(_line(number, item), is_bad=item.is_overdue(day))
            for number, item in enumerate(items, start=1)
        ),
        notes=notes,
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
        _why(item),
    )


def _why(item):
    """The rule, and by whom and why the line is put off."""
    if item.snooze is None:
        return item.words
    row = item.snooze
    return f"{item.words}; hoãn nhắc đến {row.ended_on:%d/%m/%Y} vì {row.reason}"
