"""Forms of the member pages that are not one kind of entry."""

from django import forms

from accounts.sealed import mask
from branches.models import Branch
from hoangmai_party import clock
from hoangmai_party.periods import in_force
from members.models import Member, Qualification


class ConfirmForm(forms.Form):
    """Second step of an entry: the clerk has seen what it does."""

    confirmed = forms.BooleanField(widget=forms.HiddenInput)
    as_on_paper = forms.CharField(
        label="Ghi nhận đúng giấy tờ vì",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bắt buộc khi có cảnh báo: ghi căn cứ hoặc lý do.",
    )

    def __init__(self, *args, has_warnings, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_warnings:
            del self.fields["as_on_paper"]


class ReasonForm(forms.Form):
    """Why an entry is taken back or corrected."""

    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class MemberForm(forms.ModelForm):
    """The person's facts; the sealed number shows masked and stays unless retyped."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "citizen_id" in self.fields and self.instance.citizen_id:
            self.initial["citizen_id"] = mask(self.instance.citizen_id)

    def clean_citizen_id(self):
        typed, stored = self.cleaned_data["citizen_id"], self.instance.citizen_id
        return stored if stored and typed == mask(stored) else typed


class QualificationForm(forms.ModelForm):
    """One choice for kind and level: nobody should know that 4 is Đại học."""

    degree = forms.ChoiceField(
        label="Trình độ",
        choices=[
            ("", "---------"),
            *(
                (kind.label, [(f"{kind}:{level}", level.label) for level in levels])
                for kind, levels in Qualification.LEVELS.items()
            ),
        ],
    )

    class Meta:
        model = Qualification
        fields = ["granted_on", "major", "school", "certificate"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["degree"] = f"{self.instance.kind}:{self.instance.level}"

    def clean(self):
        data = super().clean()
        if degree := data.get("degree"):
            self.instance.kind, _, level = degree.partition(":")
            self.instance.level = int(level)
        return data


class ReceiveForm(forms.ModelForm):
    """Tiếp nhận đảng viên: the person, the đảng tịch and the branch on one page."""

    decision_on = forms.DateField(label="Ngày quyết định kết nạp", required=False)
    decision_number = forms.CharField(
        label="Số quyết định kết nạp", max_length=50, required=False
    )
    ceremony_on = forms.DateField(label="Ngày vào Đảng (lễ kết nạp)")
    official_on = forms.DateField(
        label="Ngày chính thức",
        required=False,
        help_text="Để trống nếu còn dự bị.",
    )
    branch = forms.ModelChoiceField(Branch.objects.none(), label="Chi bộ tiếp nhận")
    arrived_on = forms.DateField(label="Ngày tiếp nhận")
    number = forms.CharField(label="Số giấy giới thiệu", max_length=50)
    came_from = forms.CharField(
        label="Chuyển từ đảng bộ, chi bộ", max_length=255, required=False
    )

    class Meta:
        model = Member
        fields = [
            "full_name",
            "sex",
            "born_on",
            "ethnicity",
            "religion",
            "home_town",
            "citizen_id",
            "citizen_id_accepted",
            "old_card_number",
            "phone",
        ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = Branch.objects.visible_to(user)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                hint = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
                field.widget.attrs |= hint

    def clean(self):
        data = super().clean()
        for name in ("decision_on", "ceremony_on", "official_on", "arrived_on"):
            if data.get(name) and data[name] > clock.today():
                self.add_error(name, "Ngày không được ở tương lai.")
        self._in_order("decision_on", "ceremony_on", "Ngày lễ trước ngày quyết định.")
        self._in_order(
            "ceremony_on", "arrived_on", "Ngày tiếp nhận trước ngày vào Đảng."
        )
        official, ceremony = data.get("official_on"), data.get("ceremony_on")
        if official and ceremony and official <= ceremony:
            self.add_error("official_on", "Ngày chính thức phải sau ngày vào Đảng.")
        self._branch_works()
        return data

    def facts(self):
        """The keywords of `actions.receive`."""
        names = ("decision_on", "decision_number", "ceremony_on", "official_on")
        places = ("branch", "arrived_on", "number", "came_from")
        return {name: self.cleaned_data[name] for name in (*names, *places)}

    def _in_order(self, first, second, message):
        one, two = self.cleaned_data.get(first), self.cleaned_data.get(second)
        if one and two and two < one:
            self.add_error(second, message)

    def _branch_works(self):
        day = self.cleaned_data.get("arrived_on")
        branch = self.cleaned_data.get("branch")
        if day and branch and not branch.links.filter(in_force(day)).exists():
            self.add_error("branch", f"Chi bộ này không hoạt động ngày {day:%d/%m/%Y}.")
