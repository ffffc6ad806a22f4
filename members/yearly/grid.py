"""The forms of a sheet of ratings: one line a subject, one decision for all."""

from django import forms

from hoangmai_party import clock
from members.models import Grade, Rating
from members.yearly.concerns import Entry, concerns, digest
from members.yearly.ratings import FIELDS

_WRONG_CHOICE = "Lựa chọn không có trong danh sách."
STALE = (
    "Bảng này đã thay đổi trong sổ sau khi đồng chí mở trang. Những gì đồng chí đã chọn "
    "vẫn còn ở dưới; dòng nào khác với sổ có ghi “trong sổ”. Xem lại rồi bấm Ghi lần nữa."
)
FOREIGN = (
    "Có dòng không thuộc danh sách ngày {day} (người không có tên trong chi bộ, hoặc chi "
    "bộ đã xếp loại ở nơi khác): chưa ghi gì."
)
AS_ON_PAPER = "Ghi nhận đúng giấy tờ vì: "
_NOTE_LENGTH = Rating._meta.get_field("note").max_length


# Every grade ends on the same two words: without them a box shows all of it.
_GRADES = [(g.value, g.label.removesuffix(" nhiệm vụ")) for g in Grade]


def _choice(label, choices):
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", "–"), *choices],
        error_messages={"invalid_choice": _WRONG_CHOICE},
    )


class LineForm(forms.Form):
    """The rating of one line."""

    self_grade = _choice("Tự nhận", _GRADES)
    proposed = _choice("Chi bộ đề nghị", _GRADES)
    grade = _choice("Mức xếp loại", _GRADES)
    unrated = _choice("Không xếp loại vì", Rating.Unrated.choices)
    note = forms.CharField(label="Ghi chú", max_length=_NOTE_LENGTH, required=False)

    def __init__(self, *args, line, names, **kwargs):
        super().__init__(*args, prefix=line.key, **kwargs)
        self.line = line
        for name in set(self.fields) - set(names):
            del self.fields[name]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {line.name}"

    def clean(self):
        data = super().clean()
        grade, unrated = data.get("grade"), data.get("unrated")
        if grade and unrated:
            message = "Chọn mức xếp loại, hoặc lý do không xếp loại; không cả hai."
            self.add_error("unrated", message)
        said = any(data.get(name) for name in ("self_grade", "proposed", "note"))
        if said and not (grade or unrated or self.errors) and not self.line.saved:
            self.add_error("grade", "Chọn mức xếp loại hoặc lý do không xếp loại.")
        if unrated == Rating.Unrated.OTHER and not data.get("note"):
            self.add_error("note", "Ghi rõ lý do khác.")
        return data

    def entry(self):
        """The line as typed; fields that the page does not show stay as saved."""
        return Entry(self.line, {**self.line.values(), **self.cleaned_data})

    @property
    def in_register(self):
        """What the register has, where it is not what was typed."""
        if not self.is_bound or not self.line.saved:
            return ""
        data = getattr(self, "cleaned_data", {})
        saved = self.line.values()
        differs = any(data.get(name) != saved[name] for name in self.fields)
        return self.line.saved.result if differs else ""


class DecisionForm(forms.Form):
    """Number and day for all; which state of the register the page has shown."""

    number = forms.CharField(label="Số quyết định", max_length=50, required=False)
    decided_on = forms.DateField(label="Ngày quyết định", required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    as_on_paper = forms.CharField(
        label="Ghi nhận đúng giấy tờ vì",
        max_length=250,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bắt buộc khi có cảnh báo: ghi căn cứ hoặc lý do.",
    )

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        hint = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
        self.fields["decided_on"].widget.attrs |= hint

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day and day > clock.today():
            raise forms.ValidationError("Ngày quyết định không được ở tương lai.")
        if day and day.year < self.year:
            raise forms.ValidationError(
                f"Ngày quyết định không được trước năm xếp loại ({self.year})."
            )
        return day

    def clean(self):
        data = super().clean()
        number, day = data.get("number"), data.get("decided_on")
        if bool(number) != bool(day) and not self.errors:
            empty = "decided_on" if number else "number"
            self.add_error(empty, "Ghi cả số và ngày quyết định, hoặc để trống cả hai.")
        return data


class Grid:
    """A sheet with its forms; bound when `data` was sent."""

    def __init__(self, sheet, data=None, names=FIELDS, initial=None):
        self.sheet, self.names, self.concerns = sheet, names, []
        self.data = data
        number, day = sheet.decision
        shown = {"number": number, "decided_on": day, "version": sheet.version}
        self.decision = DecisionForm(
            data, year=sheet.year, initial={**shown, **(initial or {})}
        )
        self.rows = [
            LineForm(data, line=line, names=names, initial=self._initial(line, initial))
            for line in sheet.lines
            if not line.elsewhere
        ]

    def _initial(self, line, typed):
        """What was typed and not yet sent for good, else what is saved or proposed."""
        values = line.values()
        if typed is not None:
            own = {name: typed.get(f"{line.key}-{name}", "") for name in self.names}
            values |= own
        return values

    @property
    def elsewhere(self):
        """Lines that another branch has rated."""
        return [line for line in self.sheet.lines if line.elsewhere]

    def accepts(self):
        """Whether all can be written now; if not, the forms say why."""
        forms_ok = [form.is_valid() for form in (self.decision, *self.rows)]
        refused = [self._is_foreign(), self._is_stale()]
        return all(forms_ok) and not any(refused) and self._has_reason()

    def entries(self):
        return [form.entry() for form in self.rows]

    def _is_foreign(self):
        """Whether something was sent for a line that the sheet does not have."""
        known = {form.line.key for form in self.rows}
        for name, value in self.data.items():
            key, dash, field = name.partition("-")
            if value and dash and field in FIELDS and key not in known:
                day = self.sheet.body.day
                self.decision.add_error(None, FOREIGN.format(day=f"{day:%d/%m/%Y}"))
                return True
        return False

    def _is_stale(self):
        if self.data.get("version") == self.sheet.version:
            return False
        self.decision.add_error(None, STALE)
        self._resend("version", self.sheet.version)
        return True

    def _resend(self, name, value):
        """Put a hidden value into the page that comes back."""
        self.decision.data = self.decision.data.copy()
        self.decision.data[name] = value

    def _has_reason(self):
        self.concerns = concerns(self.sheet, self.entries())
        shown = digest(self.concerns)
        if not shown:
            return True
        reason = self.decision.cleaned_data["as_on_paper"]
        if self.data.get("seen") != shown:
            self._resend("seen", shown)
            return False
        if not reason:
            self.decision.add_error("as_on_paper", "Ghi căn cứ hoặc lý do.")
            return False
        return self._fits(reason)

    def _fits(self, reason):
        for entry in self.excused():
            if len(noted(entry.values["note"], reason)) > _NOTE_LENGTH:
                self.decision.add_error(
                    "as_on_paper",
                    f"Ghi chú của {entry.line.name} cùng lý do này dài quá "
                    f"{_NOTE_LENGTH} ký tự: hãy viết gọn lại.",
                )
                return False
        return True

    def excused(self):
        """The entries that the reason is noted with."""
        return [e for c in self.concerns if not c.is_info for e in c.entries]

    @property
    def warnings(self):
        return [concern for concern in self.concerns if not concern.is_info]

    @property
    def infos(self):
        return [concern for concern in self.concerns if concern.is_info]


def noted(note, reason):
    """A note with the reason behind it."""
    return f"{note} {AS_ON_PAPER}{reason}".strip()


def filled(sheet, data, grade):
    """What was sent, with `grade` for every member that has nothing yet."""
    typed = {name: data.get(name, "") for name in data}
    for line in sheet.lines:
        keys = [f"{line.key}-{name}" for name in ("grade", "unrated")]
        if line.member and not line.elsewhere and not any(map(typed.get, keys)):
            typed[keys[0]] = grade
    return typed
