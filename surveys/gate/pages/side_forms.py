"""The forms beside a record: a new enterprise, and what goes into the register."""

from django import forms
from django.utils.html import escape

from enterprises.models import Enterprise, EnterpriseAddress, Ward
from hoangmai_party import clock
from surveys.gate.newcomers import alike
from surveys.gate.pages.forms import DAY


class NewcomerForm(forms.ModelForm):
    """Doanh nghiệp met at the gate: what a passer-by can read off the sign."""

    line = forms.CharField(label="Số nhà, đường phố", max_length=255)
    ward = forms.ModelChoiceField(Ward.objects.none(), label="Phường, xã")
    is_other = forms.BooleanField(
        label="Đã xem, đây là doanh nghiệp khác", required=False
    )

    class Meta:
        model = Enterprise
        fields = ["name", "tax_code", "legal_form", "tax_code_accepted"]

    field_order = ["name", "tax_code", "tax_code_accepted", "legal_form", "line"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.known = user, []
        wards = Ward.objects.visible_to(user).on(clock.today())
        self.fields["ward"].queryset = wards
        self.fields["line"].max_length = EnterpriseAddress._meta.get_field(
            "line"
        ).max_length

    def clean(self):
        data = super().clean()
        name, code = data.get("name") or "", data.get("tax_code") or ""
        self.known = alike(self.user, name=name, code=code)
        if self.known and not data.get("is_other"):
            self.add_error(
                None,
                "Trong sổ đã có doanh nghiệp cùng tên hoặc cùng mã số thuế: xem lại, "
                "hoặc đánh dấu “Đã xem, đây là doanh nghiệp khác”.",
            )
        return data

    def facts(self):
        """{keyword: value} of `newcomers.add`."""
        names = (*self.Meta.fields, "line", "ward")
        return {name: self.cleaned_data[name] for name in names}


class RegisterForm(forms.Form):
    """What a record tells the register: a box for each offer, a day where one is asked."""

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = offers
        for offer in offers:
            self.fields[offer.key] = forms.BooleanField(
                label=offer.label, help_text=escape(offer.words), required=False
            )
            if offer.asks_day:
                self.fields[f"{offer.key}-day"] = forms.DateField(
                    label=f"Ngày thành lập: {offer.label}",
                    widget=forms.DateInput(attrs=DAY),
                    required=False,
                )

    def clean(self):
        data = super().clean()
        for offer in self.offers:
            day = f"{offer.key}-day"
            if not (offer.asks_day and data.get(offer.key)) or day in self.errors:
                continue
            if not data.get(day):
                self.add_error(day, "Ghi ngày thành lập, theo giấy tờ của đoàn thể.")
            elif data[day] > clock.today():
                self.add_error(day, "Ngày không được ở tương lai.")
        return data

    def keys(self):
        """The offers that were ticked."""
        return [o.key for o in self.offers if self.cleaned_data.get(o.key)]

    def days(self):
        """{key: first day} of those that ask for one."""
        data = self.cleaned_data
        return {o.key: data.get(f"{o.key}-day") for o in self.offers if o.asks_day}
