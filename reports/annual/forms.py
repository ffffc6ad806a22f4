"""What is asked for a new report, and the text of a section."""

from django import forms

from branches.models import Committee
from hoangmai_party import clock
from hoangmai_party.periods import add_months
from reports.annual.question import MOST_PARTS, TYPED, Question, span_of
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.models import Report, ReportSection
from reports.spans import Span

_P = Report.Period
LONGEST = 20_000  # letters of a section: some eight sheets
_DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
DUPLICATE = "Đã có dự thảo báo cáo này với cùng kỳ và ngày tính số liệu."


def committees_of(user):
    """The bodies that this user looks after whole, the register's own first."""
    found = [c for c in Committee.objects.for_user(user) if c.is_reached]
    return sorted(found, key=lambda committee: not committee.is_own)


class NewReportForm(forms.Form):
    """Family, period and as-of day of a new report."""

    family = forms.ChoiceField(label="Loại báo cáo", choices=Report.Family.choices)
    period = forms.ChoiceField(label="Kỳ báo cáo", choices=_P.choices)
    year = forms.IntegerField(
        label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    part = forms.IntegerField(
        label="Tháng, quý",
        min_value=1,
        max_value=12,
        required=False,
        help_text=(
            "Tháng thứ mấy, quý thứ mấy; với 6 tháng: 1 là đầu năm, 2 là cuối năm."
        ),
    )
    first = forms.DateField(
        label="Từ ngày",
        required=False,
        widget=forms.DateInput(attrs=_DAY),
        help_text="Chỉ ghi với nhiệm kỳ hoặc thời gian khác.",
    )
    last = forms.DateField(
        label="Đến ngày", required=False, widget=forms.DateInput(attrs=_DAY)
    )
    as_of = forms.DateField(
        label="Số liệu tính đến ngày",
        required=False,
        widget=forms.DateInput(attrs=_DAY),
        help_text="Để trống: ngày cuối kỳ, hoặc hôm nay nếu kỳ chưa hết.",
    )
    committee = forms.TypedChoiceField(label="Đảng bộ", coerce=int)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = committees_of(user)
        self.fields["committee"].choices = [(c.pk, str(c)) for c in self.offered]
        usual = {"period": _P.YEAR, "year": add_months(clock.today(), -1).year}
        for name, value in usual.items():
            self.fields[name].initial = value

    def clean(self):
        data = super().clean()
        span = self._span() if not self.errors else None
        if span and not self.errors:
            self._check_as_of(span)
        if not self.errors:
            self._refuse_second(span)
        return data

    def _span(self):
        data, period = self.cleaned_data, self.cleaned_data["period"]
        if period in TYPED:
            return self._typed_span()
        if not data.get("year"):
            self.add_error("year", "Ghi năm của kỳ báo cáo.")
            return None
        most = MOST_PARTS.get(period, 1)
        part = data.get("part") or (1 if most == 1 else None)
        if part is None or part > most:
            label = _P(period).label.lower()
            self.add_error("part", f"Với kỳ {label}: ghi một số từ 1 đến {most}.")
            return None
        return span_of(period, data["year"], part if period in MOST_PARTS else 1)

    def _typed_span(self):
        first, last = (self.cleaned_data.get(name) for name in ("first", "last"))
        for name, day in (("first", first), ("last", last)):
            if day is None:
                self.add_error(name, "Ghi ngày của kỳ báo cáo.")
            elif not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(
                    name, f"Ngày phải từ năm {FIRST_YEAR} đến năm {LAST_YEAR}."
                )
        if first and last and first > last:
            self.add_error("last", "Đến ngày không được trước từ ngày.")
        return None if self.errors else Span(first, last)

    def _check_as_of(self, span):
        today = clock.today()
        as_of = self.cleaned_data.get("as_of") or min(span.last, today)
        self.cleaned_data["as_of"] = as_of
        if as_of > today:
            self.add_error("as_of", "Ngày tính số liệu không được sau hôm nay.")
        elif as_of < span.first:
            day = f"{span.first:%d/%m/%Y}"
            self.add_error(
                "as_of", f"Ngày tính số liệu không được trước kỳ báo cáo ({day})."
            )

    def _refuse_second(self, span):
        data = self.cleaned_data
        same = Report.objects.filter(
            committee=data["committee"],
            family=data["family"],
            first_on=span.first,
            last_on=span.last,
            as_of=data["as_of"],
            status=Report.Status.DRAFT,
        )
        if same.exists():
            raise forms.ValidationError(DUPLICATE)
        self.span = span

    def question(self):
        """What the report asks, for a form that is valid."""
        data = self.cleaned_data
        committee = next(c for c in self.offered if c.pk == data["committee"])
        family, period = data["family"], data["period"]
        span = self.span
        return Question(committee, family, period, span.first, span.last, data["as_of"])


class SectionForm(forms.Form):
    """Heading and text of a section, and which version the writer started from."""

    heading = forms.CharField(
        label="Tên mục",
        max_length=ReportSection._meta.get_field("heading").max_length,
    )
    text = forms.CharField(
        label="Nội dung",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RestoreForm(forms.Form):
    """Which version the page that asks for an older one was made from."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
