"""Forms of the secretary's pages: few fields, big, each asked once."""

from django import forms

from branches.models import Branch
from hoangmai_party import clock
from members.admission.rights import is_office
from members.models import (
    Candidate,
    CandidatePaper,
    Help,
    Introduction,
    Member,
    Vetting,
)

# No rule of the Party: younger and older people are slips of the hand.
YOUNGEST, OLDEST = 14, 100
DAY = {
    "inputmode": "numeric",
    "autocomplete": "off",
    "placeholder": "ngày/tháng/năm",
}


def _day():
    return forms.DateInput(attrs=DAY)


class _PersonForm(forms.ModelForm):
    """Who it is: what nobody can be called, and no birthday that nobody can have."""

    def clean_full_name(self):
        name = self.cleaned_data["full_name"]
        if any(letter.isdigit() for letter in name):
            raise forms.ValidationError("Họ và tên không có chữ số.")
        return name

    def clean_born_on(self):
        born, today = self.cleaned_data["born_on"], clock.today()
        years = (
            today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        )
        if not YOUNGEST <= years <= OLDEST:
            raise forms.ValidationError(
                f"Ngày sinh này là của người {max(years, 0)} tuổi: xin xem lại năm sinh."
            )
        return born


class CandidateForm(_PersonForm):
    """Thêm quần chúng ưu tú: five fields; who has several branches also chooses one."""

    branch = forms.ModelChoiceField(Branch.objects.none(), label="Chi bộ")
    started_on = forms.DateField(label="Theo dõi từ ngày", widget=_day())
    number = forms.CharField(
        label="Số giấy chứng nhận đang được giúp đỡ",
        max_length=50,
        required=False,
        help_text="Chỉ ghi khi người này từ đảng bộ khác chuyển đến.",
    )
    is_known = forms.BooleanField(
        label="Là người đã có trong danh sách đảng viên",
        required=False,
        help_text="Kết nạp lại, hoặc đảng viên dự bị đã vào Đảng trước khi có sổ.",
    )

    class Meta:
        model = Candidate
        fields = ["full_name", "born_on", "sex", "job", "citizen_id", "is_old"]
        widgets = {
            "full_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "born_on": forms.DateInput(attrs=DAY),
            "sex": forms.RadioSelect(),
            "citizen_id": forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off"}
            ),
        }

    field_order = ["branch", "started_on"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["sex"].choices = Member.Sex.choices
        self.fields["citizen_id"].label = "Số định danh cá nhân (nếu có)"
        self.fields["citizen_id"].help_text = "12 chữ số, không bắt buộc."
        self._narrow()

    def _narrow(self):
        """Ask only what isn't known: the branch of a secretary, the day of today."""
        branches = Branch.objects.visible_to(self.user).order_by("code")
        first = list(branches[:2])
        if len(first) == 1 and not is_office(self.user):
            del self.fields["branch"]
            self.own_branch = first[0]
        else:
            self.fields["branch"].queryset = branches
        if not is_office(self.user):
            for name in ("started_on", "is_old", "number", "is_known"):
                del self.fields[name]
        else:
            self.fields["started_on"].initial = clock.today()

    def clean_started_on(self):
        day = self.cleaned_data["started_on"]
        if day > clock.today():
            raise forms.ValidationError("Ngày không được ở tương lai.")
        return day

    def facts(self):
        """{keyword: value} of `acts.add`."""
        known = (*self.Meta.fields, "number", "is_known")
        facts = {n: v for n, v in self.cleaned_data.items() if n in known}
        facts["branch"] = self.cleaned_data.get("branch") or self.own_branch
        facts["started_on"] = self.cleaned_data.get("started_on") or clock.today()
        return facts


class FactsForm(_PersonForm):
    """Thông tin for the rules: schooling, work, special cases."""

    class Meta:
        model = Candidate
        fields = [
            *("full_name", "born_on", "sex", "job", "citizen_id", "phone"),
            *("education", "unions", "employed_on", "ethnicity", "religion"),
            *("is_dignitary", "has_foreign_spouse", "needs_city_consent", "is_owner"),
            *("cleared_on", "note"),
        ]
        widgets = {
            "born_on": forms.DateInput(attrs=DAY),
            "employed_on": forms.DateInput(attrs=DAY),
            "cleared_on": forms.DateInput(attrs=DAY),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, is_locked=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_locked:
            for name in ("full_name", "born_on", "sex"):
                del self.fields[name]
        if is_locked or self.instance.citizen_id:
            del self.fields["citizen_id"]  # a number that is known is never shown here
        if self.instance.member_id is None:
            del self.fields["cleared_on"]


class MoveForm(forms.Form):
    """Where the file goes, from which day, by which paper (R2.13)."""

    to = forms.ModelChoiceField(Branch.objects.none(), label="Chi bộ mới")
    on = forms.DateField(label="Từ ngày", widget=forms.DateInput(attrs=DAY))
    number = forms.CharField(
        label="Số giấy chứng nhận đang được giúp đỡ", max_length=50, required=False
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Branch.objects.visible_to(user).order_by("code")
        self.fields["to"].queryset = rows

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > clock.today():
            raise forms.ValidationError("Ngày không được ở tương lai.")
        return day


class DossierForm(forms.Form):
    """The four papers that every file has, each by its day; an empty day adds none."""

    KINDS = (
        CandidatePaper.Kind.APPLICATION,
        CandidatePaper.Kind.BACKGROUND,
        CandidatePaper.Kind.BIRTH,
        CandidatePaper.Kind.DIPLOMA,
    )

    def __init__(self, *args, have=(), **kwargs):
        super().__init__(*args, **kwargs)
        for kind in self.KINDS:
            if kind not in have:
                self.fields[kind.value] = forms.DateField(
                    label=f"{kind.label}, ngày", required=False, widget=_day()
                )

    def clean(self):
        data = super().clean()
        for name, value in list(data.items()):
            if value and value > clock.today():
                self.add_error(name, "Ngày không được ở tương lai.")
        if not self.errors and not any(data.values()):
            raise forms.ValidationError("Ghi ngày của ít nhất một giấy tờ.")
        return data


class ReasonField(forms.Form):
    """Why a step is entered although a rule speaks against it."""

    reason = forms.CharField(
        label="Vẫn ghi vì",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class _PartForm(forms.ModelForm):
    """A row of the file; people are those of the branch that keeps it."""

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        if "member" in self.fields:
            self.fields["member"].queryset = people

    def clean(self):
        data = super().clean()
        for name, value in list(data.items()):
            is_day = name.endswith(("_on", "_since")) and value
            if is_day and value > clock.today():
                self.add_error(name, "Ngày không được ở tương lai.")
        self._refuse_twice(data.get("member"))
        since, until = data.get("together_since"), data.get("introduced_on")
        if since and until and since > until:
            self.add_error("together_since", "Không được sau ngày giới thiệu.")
        return data

    def _refuse_twice(self, member):
        """Nobody stands in one file twice at the same time, in the same part of it."""
        rows = type(self.instance).objects.exclude(pk=self.instance.pk)
        rows = rows.filter(candidate=self.instance.candidate)
        if member and rows.filter(member=member, ended_on=None).exists():
            self.add_error("member", f"Đã ghi {member} ở phần này của hồ sơ.")


def _part(model, *fields):
    days = {
        n: forms.DateInput(attrs=DAY) for n in fields if n.endswith(("_on", "since"))
    }
    return forms.modelform_factory(model, form=_PartForm, fields=fields, widgets=days)


# relation of the file: (title, form)
PARTS = {
    "helps": (
        "Đảng viên giúp đỡ",
        _part(Help, "member", "started_on", "ended_on", "number"),
    ),
    "introductions": (
        "Người giới thiệu",
        _part(
            Introduction,
            *("kind", "member", "name", "number", "introduced_on"),
            *("together_since", "is_replacement", "ended_on"),
        ),
    ),
    "vettings": (
        "Thẩm tra lý lịch",
        _part(
            Vetting,
            *("about", "committee", "is_abroad", "number", "sent_on"),
            *("replied_on", "reply_number", "exempt_reason"),
        ),
    ),
    "papers": (
        "Giấy tờ trong hồ sơ",
        _part(CandidatePaper, "kind", "number", "dated_on", "note"),
    ),
}
