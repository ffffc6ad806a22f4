"""Forms of the pages of cases: few fields, big, nothing asked that is known."""

from django import forms

from accounts.forms import SoundMultipleField
from enterprises.models import Enterprise, Ward
from hoangmai_party import clock
from surveys.cases.stages import C
from surveys.models import CaseStep, OutreachCase, Proposal, Visit

DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}


def day_field(label, **kwargs):
    """A day typed as dd/mm/yyyy."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY), **kwargs)


def refuse_future(day):
    """For a form's `clean_…`: nothing is recorded before it happened."""
    if day and day > clock.today():
        raise forms.ValidationError(
            f"Ngày không được ở tương lai (hôm nay là {clock.today():%d/%m/%Y})."
        )
    return day


def _rows(number):
    return forms.Textarea(attrs={"rows": number})


class CaseForm(forms.Form):
    """Mở hồ sơ: the enterprise comes with the address of the page."""

    opened_on = day_field("Ngày mở hồ sơ")
    in_charge = forms.CharField(label="Người phụ trách", max_length=120, required=False)

    def clean_opened_on(self):
        return refuse_future(self.cleaned_data["opened_on"])


class FactsForm(forms.ModelForm):
    """Người phụ trách and note of a case."""

    class Meta:
        model = OutreachCase
        fields = ["in_charge", "note"]
        widgets = {"note": _rows(3)}


class FilterForm(forms.Form):
    """What the list of cases is narrowed to; no field is needed."""

    q = forms.CharField(label="Tên, mã số thuế", max_length=100, required=False)
    stage = forms.ChoiceField(
        label="Giai đoạn", choices=[("", "Tất cả"), *C.choices], required=False
    )
    ward = forms.ModelChoiceField(
        Ward.objects.none(), label="Phường, xã", required=False, empty_label="Tất cả"
    )
    in_charge = forms.ChoiceField(label="Người phụ trách", required=False)
    due = forms.BooleanField(label="Có việc đến hạn", required=False)
    closed = forms.BooleanField(label="Cả hồ sơ đã khép", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        wards = Ward.objects.order_by("name", "pk")
        self.fields["ward"].queryset = wards
        named = [(name, name) for name in people]
        self.fields["in_charge"].choices = [("", "Tất cả"), *named]


class GoForm(forms.Form):
    """One step: its day, and what this step has to say of itself."""

    happened_on = day_field("Ngày")
    reason = forms.ChoiceField(label="Lý do", widget=forms.Select, required=False)
    review_on = day_field("Xem lại ngày", required=False)
    number = forms.CharField(label="Số văn bản", max_length=50, required=False)
    note = forms.CharField(
        label="Ghi chú", max_length=500, required=False, widget=_rows(2)
    )

    def __init__(self, *args, stage, previous, is_skip, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", "Chọn lý do"), *CaseStep.Reason.choices]
        is_return = (previous, stage) == (C.SUBMITTED, C.DOSSIER)
        if stage not in (C.DEFERRED, C.EXCLUDED):
            del self.fields["reason"]
        if stage != C.DEFERRED:
            del self.fields["review_on"]
        if stage != C.SUBMITTED and not is_return:
            del self.fields["number"]
        for name in ("reason", "review_on"):
            if name in self.fields:
                self.fields[name].required = True
        if is_skip or is_return:
            self.fields["note"].required = True
            self.fields["note"].label = "Vì sao trả lại" if is_return else "Vì sao"

    def clean_happened_on(self):
        return refuse_future(self.cleaned_data["happened_on"])


class DayForm(forms.Form):
    """A day alone: closing a case, an action that was done."""

    day = day_field("Ngày")

    def clean_day(self):
        return refuse_future(self.cleaned_data["day"])


class VisitForm(forms.ModelForm):
    """Ghi lần gặp: whom, how they stood, what they ask, what comes next."""

    proposals = forms.CharField(
        label="Kiến nghị mới của chủ doanh nghiệp",
        required=False,
        max_length=4000,
        widget=_rows(2),
        help_text="Mỗi dòng một kiến nghị; để trống nếu không có.",
    )
    done = SoundMultipleField(
        Visit.objects.none(),
        label="Việc đã hẹn nay đã làm",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Visit
        fields = [
            *("visited_on", "met", "met_name", "attitude", "content", "difficulties"),
            *("commitments", "place", "delegation"),
            *("next_action", "next_by", "next_on"),
        ]
        widgets = {
            "visited_on": forms.DateInput(attrs=DAY),
            "met": forms.RadioSelect,
            "met_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "attitude": forms.RadioSelect,
            "content": _rows(3),
            "difficulties": _rows(2),
            "commitments": _rows(2),
            "delegation": _rows(2),
            "next_on": forms.DateInput(attrs=DAY),
        }

    field_order = [
        *("done", "visited_on", "met", "met_name", "attitude", "content"),
        *("difficulties", "proposals", "commitments"),
        *("next_action", "next_by", "next_on", "place", "delegation"),
    ]

    def __init__(self, *args, pending=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["met"].choices = Visit.Met.choices
        attitudes = [("", "Không ghi"), *Visit.Attitude.choices]
        self.fields["attitude"].choices = attitudes
        self.fields["attitude"].label = "Thái độ của chủ doanh nghiệp"
        if not pending:
            del self.fields["done"]
        else:
            rows = Visit.objects.filter(pk__in=[row.pk for row in pending])
            self.fields["done"].queryset = rows
            self.fields["done"].choices = [(v.pk, _promised(v)) for v in pending]

    def facts(self):
        """{keyword: value} of `acts.add_visit`."""
        data = dict(self.cleaned_data)
        data["proposals"] = data.pop("proposals", "").splitlines()
        return data


def _promised(visit):
    return f"{visit.next_action} ({visit.next_by}, hạn {visit.next_on:%d/%m/%Y})"


class CorrectVisitForm(VisitForm):
    """Sửa: what the visit said itself; kiến nghị are corrected on their own."""

    next_done_on = day_field("Việc tiếp theo đã làm ngày", required=False)

    class Meta(VisitForm.Meta):
        fields = [*VisitForm.Meta.fields, "next_done_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["proposals"]

    def clean_next_done_on(self):
        return refuse_future(self.cleaned_data["next_done_on"])


class ProposalForm(forms.ModelForm):
    """Nêu."""

    class Meta:
        model = Proposal
        fields = ["raised_on", "content"]
        widgets = {"raised_on": forms.DateInput(attrs=DAY), "content": _rows(3)}

    def clean_raised_on(self):
        return refuse_future(self.cleaned_data["raised_on"])


def _after_raised(form, name):
    day, raised_on = refuse_future(form.cleaned_data[name]), form.instance.raised_on
    if day < raised_on:
        raise forms.ValidationError(
            f"Ngày không được trước ngày nêu {raised_on:%d/%m/%Y}."
        )
    return day


class ForwardForm(forms.ModelForm):
    """Chuyển."""

    class Meta:
        model = Proposal
        fields = ["forwarded_to", "forwarded_on", "forward_number"]
        widgets = {"forwarded_on": forms.DateInput(attrs=DAY)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["forwarded_to"].required = True
        self.fields["forwarded_to"].label = "Chuyển đến"
        self.fields["forwarded_on"].required = True

    def clean_forwarded_on(self):
        return _after_raised(self, "forwarded_on")


class AnswerForm(forms.ModelForm):
    """Trả lời."""

    class Meta:
        model = Proposal
        fields = ["answered_on", "answer"]
        widgets = {"answered_on": forms.DateInput(attrs=DAY), "answer": _rows(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True

    def clean_answered_on(self):
        return _after_raised(self, "answered_on")


class CorrectProposalForm(forms.ModelForm):
    """Sửa all of a kiến nghị."""

    class Meta:
        model = Proposal
        fields = [
            *ProposalForm.Meta.fields,
            *ForwardForm.Meta.fields,
            *AnswerForm.Meta.fields,
        ]
        widgets = (
            ProposalForm.Meta.widgets
            | ForwardForm.Meta.widgets
            | AnswerForm.Meta.widgets
        )

    def clean(self):
        data = super().clean()
        for name in ("raised_on", "forwarded_on", "answered_on"):
            day = data.get(name)
            if day and day > clock.today():
                self.add_error(name, "Ngày không được ở tương lai.")
        return data


class FindEnterpriseForm(forms.Form):
    """Which enterprise a case is opened for."""

    q = forms.CharField(label="Tên hoặc mã số thuế", max_length=100, required=False)


def enterprises_found(user, key):
    """The first enterprises of the register by name or tax code, without tones."""
    return Enterprise.objects.visible_to(user).filter(search__contains=key)[:20]
