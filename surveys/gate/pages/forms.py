"""The record as a form of few screens; every box is kept as typed before it is read."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Q
from django.utils.html import format_html

from enterprises.models import Enterprise, Ward
from enterprises.register import has_tax_code
from hoangmai_party import clock
from hoangmai_party.text import nfc
from surveys.gate.pages.sections import NAMES, ORGANISATIONS, SECTIONS, SLUGS
from surveys.models import SurveyRecord
from surveys.models.record_sense import COUNTS, MOST, MOST_ATTEMPTS, TOO_MANY

DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
_NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
_YES_NO = (("", "Không hỏi"), ("true", "Có"), ("false", "Không"))
_YES_NO_NAMES = ("owner_is_member", "has_room", "has_time", "has_funds")


class RecordForm(forms.ModelForm):
    """All boxes of a record; a screen shows those of its section alone."""

    class Meta:
        model = SurveyRecord
        fields = [
            *("found", "duplicate_of"),
            *dict.fromkeys(
                name
                for slug, _, names in SECTIONS
                if slug != "organisations"
                for name in names
            ),
        ]
        widgets = {
            "surveyed_on": forms.DateInput(attrs=DAY),
            "found": forms.RadioSelect(),
            "duplicate_of": forms.HiddenInput(),
            "attitude": forms.RadioSelect(),
            "party_body": forms.RadioSelect(),
            "note": forms.Textarea(attrs={"rows": 4}),
            "owner_born": forms.TextInput(attrs=_NUMBER),
            "attempts": forms.TextInput(attrs=_NUMBER),
            **{name: forms.TextInput(attrs=_NUMBER) for name in COUNTS},
            **{name: forms.RadioSelect(choices=_YES_NO) for name in _YES_NO_NAMES},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, label in ORGANISATIONS:
            self._ask_organisation(kind, label)
        self._narrow(user)
        for name in (*COUNTS, "attempts"):
            self._limit(name, MOST_ATTEMPTS if name == "attempts" else MOST)

    def _ask_organisation(self, kind, label):
        self.fields[f"org_{kind}"] = forms.BooleanField(label=label, required=False)
        box = forms.IntegerField(
            label=format_html(
                'Số người<span class="visually-hidden">: {}</span>', label
            ),
            min_value=0,
            required=False,
            widget=forms.TextInput(attrs=_NUMBER),
        )
        self.fields[f"org_{kind}_members"] = box
        self._limit(f"org_{kind}_members", MOST)

    def _limit(self, name, most):
        limit = MaxValueValidator(most, TOO_MANY)
        self.fields[name].validators.append(limit)

    def _narrow(self, user):
        day = self.instance.surveyed_on or clock.today()
        self.fields["real_ward"].queryset = Ward.objects.visible_to(user).on(day)
        rows = Enterprise.objects.visible_to(user)
        self.fields["duplicate_of"].queryset = rows
        for name in ("attitude", "party_body"):
            choices = SurveyRecord._meta.get_field(name).choices
            self.fields[name].choices = [("", "Không hỏi"), *choices]

    def clean(self):
        data = super().clean()
        for kind, _ in ORGANISATIONS:
            has, count = f"org_{kind}", f"org_{kind}_members"
            if data.get(count) is not None and not data.get(has):
                self.add_error(has, "Có số người thì đánh dấu đoàn thể này.")
        if data.get("found") == SurveyRecord.Found.DUPLICATE and not data.get(
            "duplicate_of"
        ):
            where = "twin" if "twin" in self.fields else "duplicate_of"
            self.add_error(where, "Chọn doanh nghiệp mà nơi này trùng với.")
        return data

    def section(self, slug):
        """The boxes of one screen."""
        return [self[name] for name in NAMES[slug]]

    def first_wrong(self):
        """The section of the first box that was refused, or None."""
        return next((s for s in SLUGS if {*NAMES[s]} & {*self.errors}), None)

    def facts(self):
        """{keyword: value} of the acts; without the đoàn thể."""
        return {n: v for n, v in self.cleaned_data.items() if not n.startswith("org_")}

    def organisations(self):
        """[(kind, members)] that were ticked."""
        data = self.cleaned_data
        kinds = [kind for kind, _ in ORGANISATIONS if data.get(f"org_{kind}")]
        return [(kind, data.get(f"org_{kind}_members")) for kind in kinds]


def typed_of(record):
    """{name: text} that somebody would have typed for this record."""
    typed = {}
    for name in RecordForm.Meta.fields:
        field = record._meta.get_field(name)
        typed[name] = _text(getattr(record, field.attname))
    for part in record.organisations.all():
        typed[f"org_{part.kind}"] = "on"
        typed[f"org_{part.kind}_members"] = _text(part.members)
    return typed


def _text(value):
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


class CorrectionForm(RecordForm):
    """All sections on one page, and why they are written anew."""

    reason = forms.CharField(
        label="Lý do sửa phiếu",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    twin = forms.CharField(
        label="Trùng với doanh nghiệp (mã số thuế hoặc tên đầy đủ)",
        max_length=255,
        required=False,
    )
    result = forms.ChoiceField(
        label="Kết quả phân loại sau khi sửa",
        choices=[("", "Như sổ đề xuất"), *SurveyRecord.Result.choices],
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = SurveyRecord._meta.get_field("found").choices
        self.fields["found"].choices = [("", "Không ghi"), *choices]
        if not self.instance.campaign.is_closed:
            del self.fields["result"]

    def clean_twin(self):
        """The one enterprise that is meant; it is what `duplicate_of` says."""
        if not (text := nfc(self.cleaned_data["twin"])):
            return None
        rows = self.fields["duplicate_of"].queryset
        found = rows.filter(has_tax_code(text) | Q(name__iexact=text))[:2]
        if len(found) != 1:
            raise forms.ValidationError(
                "Không tìm thấy đúng một doanh nghiệp: hãy ghi mã số thuế."
            )
        return found[0]

    def clean(self):
        self.cleaned_data["duplicate_of"] = self.cleaned_data.get("twin")
        return super().clean()

    def facts(self):
        """{keyword: value} of `acts.correct`."""
        facts = super().facts()
        del facts["twin"]
        return facts
