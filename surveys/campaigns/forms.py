"""Forms of campaigns: the plan, teams, assignments, the list, closing."""

from django import forms
from django.db.models import Q

from accounts.forms import SoundMultipleField
from accounts.models import User
from enterprises.models import Ward
from hoangmai_party import clock
from hoangmai_party.periods import in_force
from hoangmai_party.text import reading_key
from surveys.models import Assignment, Campaign, Team

DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
COUNT = {"inputmode": "numeric", "autocomplete": "off"}


def _day():
    return forms.DateInput(attrs=DAY)


def _not_later(day):
    if day and day > clock.today():
        raise forms.ValidationError("Ngày không được ở tương lai.")
    return day


def ward_label(ward):
    """A ward, with the days that tell it from another of the same name."""
    today = clock.today()
    if ward.ended_on and ward.ended_on <= today:
        return f"{ward} (đến trước {ward.ended_on:%d/%m/%Y})"
    if ward.started_on > today:
        return f"{ward} (từ {ward.started_on:%d/%m/%Y})"
    return str(ward)


class WardChoice(SoundMultipleField):
    """Wards to tick, those of today first, in the order of their names."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, ward):
        return ward_label(ward)

    def offer(self, rows):
        """Only these wards."""
        self.queryset, today = rows, clock.today()
        wards = sorted(rows, key=lambda ward: _place(ward, today))
        self.choices = [(ward.pk, ward_label(ward)) for ward in wards]


def _place(ward, today):
    stands = ward.started_on <= today and (
        ward.ended_on is None or ward.ended_on > today
    )
    return not stands, ward.started_on, reading_key(ward.name)


class CampaignForm(forms.ModelForm):
    """Đợt khảo sát: plan, days, wards, agencies, targets."""

    wards = WardChoice(Ward.objects.none(), label="Phường, xã", required=False)

    class Meta:
        model = Campaign
        fields = [
            *("name", "plan_number", "planned_on", "started_on", "ended_on"),
            *("surveys_wanted", "owners_wanted", "foundings_wanted"),
            *("wards", "agencies"),
        ]
        widgets = {
            **{name: _day() for name in ("planned_on", "started_on", "ended_on")},
            **{
                name: forms.NumberInput(attrs=COUNT)
                for name in ("surveys_wanted", "owners_wanted", "foundings_wanted")
            },
            "agencies": forms.CheckboxSelectMultiple,
        }
        field_classes = {"agencies": SoundMultipleField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wards"].offer(Ward.objects.all())

    def clean(self):
        data = super().clean()
        self._refuse_wards_of_other_times(data)
        if self.instance.pk:
            self._refuse_dropped_wards(data)
        return data

    def _refuse_wards_of_other_times(self, data):
        day, wards = data.get("started_on"), data.get("wards")
        if day is None or not wards:
            return
        standing = set(Ward.objects.filter(in_force(day)).values_list("pk", flat=True))
        wrong = [str(ward) for ward in wards if ward.pk not in standing]
        if wrong:
            names = ", ".join(wrong)
            said = f"Vào ngày bắt đầu {day:%d/%m/%Y} không có: {names}."
            self.add_error("wards", said)

    def _refuse_dropped_wards(self, data):
        """A ward whose enterprises are listed, or that a team was given, stays."""
        kept = [ward.pk for ward in data.get("wards") or ()]
        held = Ward.every.filter(
            Q(listings__campaign=self.instance, listings__voided_at=None)
            | Q(
                survey_assignments__campaign=self.instance,
                survey_assignments__voided_at=None,
            )
        )
        if dropped := sorted({str(ward) for ward in held.exclude(pk__in=kept)}):
            names = ", ".join(dropped)
            said = f"Chưa bỏ được {names}: đã có danh sách hoặc phân công."
            self.add_error("wards", said)


class _PartForm(forms.ModelForm):
    """A row of a campaign, which the page gives it."""

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = self.instance.campaign = campaign
        self.instance.owner_field = "campaign"  # its constraints speak here too


def surveyors():
    """The accounts that may file a record."""
    right = {
        "permissions__codename": "add_surveyrecord",
        "permissions__content_type__app_label": "surveys",
    }
    of_group = Q(**{f"groups__{name}": value for name, value in right.items()})
    own = Q(**{f"user_{name}": value for name, value in right.items()})
    rows = User.objects.filter(of_group | own, is_active=True)
    return rows.distinct().order_by("full_name")


class TeamForm(_PartForm):
    """Tổ khảo sát."""

    class Meta:
        model = Team
        fields = ["name", "head", "people", "users"]
        widgets = {
            "people": forms.Textarea(attrs={"rows": 4}),
            "users": forms.CheckboxSelectMultiple,
        }
        field_classes = {"users": SoundMultipleField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["users"].queryset = surveyors()


class AssignmentForm(_PartForm):
    """Phân công: which team surveys which ward with whom, how many, by when."""

    class Meta:
        model = Assignment
        fields = ["team", "ward", "agency", "quota", "due_on", "note"]
        widgets = {"due_on": _day(), "quota": forms.NumberInput(attrs=COUNT)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = self.campaign.teams.all()
        self.fields["ward"].queryset = self.campaign.wards.all()
        self.fields["ward"].label_from_instance = ward_label
        self.fields["agency"].queryset = self.campaign.agencies.all()
        if self.instance.pk and self.instance.listed.exists():
            self.fields["ward"].disabled = True
            self.fields[
                "ward"
            ].help_text = "Đã giao danh sách của phường này nên không đổi phường."

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day and day < self.campaign.started_on:
            raise forms.ValidationError("Hạn không được trước ngày bắt đầu đợt.")
        return day


class CloseForm(forms.Form):
    """The day on which a campaign closes."""

    on = forms.DateField(label="Ngày đóng đợt", widget=_day())

    def clean_on(self):
        return _not_later(self.cleaned_data["on"])


class ListForm(forms.Form):
    """Which enterprises go on the list, as of which day."""

    day = forms.DateField(
        label="Lập theo sổ ngày",
        widget=_day(),
        help_text="Tên, địa chỉ, phường giữ nguyên như sổ ghi ngày này, kể cả khi doanh "
        "nghiệp chuyển đi sau đó.",
    )
    wards = WardChoice(Ward.objects.none(), label="Phường, xã", required=False)
    without_branch = forms.BooleanField(
        label="Chỉ doanh nghiệp chưa có chi bộ", required=False
    )
    chosen = forms.CharField(
        label="Chỉ những doanh nghiệp sau (nếu có)",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text="Mỗi dòng một mã số thuế hoặc tên, chép được cả cột từ danh sách của "
        "cơ quan. Để trống thì lấy tất cả doanh nghiệp của các phường đã chọn.",
    )

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wards"].offer(campaign.wards.all())

    def clean_day(self):
        return _not_later(self.cleaned_data["day"])

    def clean_wards(self):
        if not (wards := self.cleaned_data["wards"]):
            raise forms.ValidationError("Chọn ít nhất một phường.")
        return wards


class OutForm(forms.Form):
    """Why a line is taken off the list."""

    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: đã giải thể, trùng với số 12, ngoài diện khảo sát.",
    )


class ShareForm(forms.Form):
    """Which lines of the list go to which team."""

    assignment = forms.ModelChoiceField(Assignment.objects.none(), label="Giao cho")
    first = forms.IntegerField(
        label="Từ số", min_value=1, max_value=999_999, required=False
    )
    last = forms.IntegerField(
        label="Đến số",
        min_value=1,
        max_value=999_999,
        required=False,
        help_text="Để trống cả hai: mọi dòng của phường chưa giao cho tổ nào.",
    )

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        rows = campaign.assignments.select_related("team", "ward")
        self.fields["assignment"].queryset = rows
        for name in ("first", "last"):
            self.fields[name].widget.attrs |= COUNT

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        first, last = data["first"], data["last"]
        if (first is None) != (last is None):
            empty = "last" if last is None else "first"
            self.add_error(empty, "Ghi cả từ số và đến số, hoặc để trống cả hai.")
        elif first is not None and first > last:
            self.add_error("last", "Đến số không được nhỏ hơn từ số.")
        return data
