"""Forms of the founding dossier: papers, people, the decision, the ceremony."""

from django import forms

from branches.models import Branch
from enterprises.models import Enterprise, MassOrganisation
from enterprises.register import has_tax_code
from hoangmai_party import clock
from hoangmai_party.text import number_only, search_key
from members.admission import duplicates
from members.admission.duplicates import KNOWN_ELSEWHERE
from members.models import Member, Placement
from surveys.foundings import guards
from surveys.models import FoundingPaper, FoundingPerson

DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
MOST = 20  # people found; more is refined by typing on
FUTURE = "Ngày không được ở tương lai."
IN_REGISTER = "Người này đã có trong sổ: hãy dùng “Thêm đảng viên trong sổ”."


def _day():
    return forms.DateInput(attrs=DAY)


class _PastDays:
    """Days that have happened; what only this form asks is checked beside it."""

    def clean(self):
        data = super().clean()
        for name, value in [*data.items()]:
            if name.endswith("_on") and value and value > clock.today():
                self.add_error(name, FUTURE)
        return data


class _OfDossier(forms.ModelForm):
    """A row of a dossier: checked with its case, which no form shows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.owner_field = "case"

    def facts(self):
        """What the act takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PaperForm(_PastDays, _OfDossier):
    """Ngày nhận, số, ghi chú of a paper of the checklist."""

    class Meta:
        model = FoundingPaper
        fields = ["received_on", "number", "note"]
        widgets = {"received_on": _day()}


class SearchForm(forms.Form):
    """Who is looked for: a name without tones will do, or a card number."""

    q = forms.CharField(
        label="Họ tên hoặc số thẻ đảng",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def found(self, user):
        """The first people whom the user may open."""
        text = self.cleaned_data["q"]
        rows = Member.objects.visible_to(user)
        number = number_only(text)
        if number.isdigit():
            return rows.filter(old_card_number=number)[:MOST]
        return rows.filter(search__contains=search_key(text)).order_by("order", "pk")[
            :MOST
        ]


class ChoiceForm(forms.Form):
    """Which of the people found, with the paper that brings them."""

    member = forms.ModelChoiceField(
        Member.objects.none(),
        label="Chọn đảng viên",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    paper_number = forms.CharField(
        label="Số giấy giới thiệu chuyển sinh hoạt đảng", max_length=50, required=False
    )
    role = forms.ChoiceField(
        label="Dự kiến chỉ định", choices=FoundingPerson.Role.choices, required=False
    )

    def __init__(self, *args, user, case, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        field = self.fields["member"]
        field.queryset = Member.objects.visible_to(user)
        keys = [member.pk for member in people]
        open_ = Placement.objects.filter(
            kind=Placement.Kind.OFFICIAL, ended_on=None, member__in=keys
        )
        where = {row.member_id: row.branch for row in open_.select_related("branch")}
        field.choices = [(m.pk, _who(m, where.get(m.pk))) for m in people]

    def clean(self):
        data = super().clean()
        if not self.errors:
            try:
                FoundingPerson(case=self.case, **data).full_clean()
            except forms.ValidationError as error:
                self.add_error(None, error)
        return data


def _who(member, branch):
    return (
        f"{member}, sinh {member.born_on:%d/%m/%Y}, "
        f"{branch or 'không sinh hoạt ở chi bộ nào'}"
    )


class PersonForm(_PastDays, _OfDossier):
    """Somebody from outside the register."""

    class Meta:
        model = FoundingPerson
        fields = [
            *("full_name", "sex", "born_on", "ceremony_on", "official_on"),
            *("came_from", "paper_number", "role"),
        ]
        widgets = {
            "full_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "born_on": _day(),
            "ceremony_on": _day(),
            "official_on": _day(),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for name in ("full_name", "sex", "born_on", "ceremony_on", "came_from"):
            self.fields[name].required = True
        self.fields["official_on"].help_text = "Để trống nếu còn dự bị."

    def clean(self):
        data = super().clean()
        self._in_order("born_on", "ceremony_on", "Ngày vào Đảng phải sau ngày sinh.")
        self._in_order(
            "ceremony_on", "official_on", "Ngày chính thức phải sau ngày vào Đảng."
        )
        if not self.errors and {"full_name", "born_on"} & {*self.changed_data}:
            self._refuse_known(data)
        return data

    def _in_order(self, first, second, message):
        one, two = self.cleaned_data.get(first), self.cleaned_data.get(second)
        if one and two and two <= one:
            self.add_error(second, message)

    def _refuse_known(self, data):
        """A person of the register is chosen there, not entered a second time."""
        who = {name: data[name] for name in ("full_name", "born_on")}
        said = duplicates.answer(self.user, **who)
        if not said:
            return
        is_open = self.user.has_perm("members.view_member")
        told = IN_REGISTER if is_open else KNOWN_ELSEWHERE
        self.add_error("full_name", said if said == duplicates.TOO_MANY else told)


class MemberForm(_OfDossier):
    """A member of the register who is named: the paper and the office."""

    class Meta:
        model = FoundingPerson
        fields = ["paper_number", "came_from", "role"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)


class IssuerField(forms.ModelChoiceField):
    """Papers are issued by the cấp ủy, not by the đảng bộ."""

    def label_from_instance(self, obj):
        return obj.executive


class DecisionForm(forms.Form):
    """Quyết định thành lập chi bộ; field names are the keywords of `found_branch`."""

    number = forms.CharField(label="Số quyết định thành lập", max_length=50)
    decided_on = forms.DateField(label="Ngày quyết định", widget=_day())
    issuer = IssuerField(None, label="Cấp ủy ra quyết định", empty_label=None)
    name = forms.CharField(label="Tên chi bộ", max_length=255)
    code = forms.CharField(label="Mã chi bộ", max_length=20)
    appointment_number = forms.CharField(
        label="Số quyết định chỉ định chi ủy, bí thư, phó bí thư",
        max_length=50,
        required=False,
        help_text="Để trống nếu chung một quyết định.",
    )
    others = forms.CharField(
        label="Doanh nghiệp khác cùng chi bộ (chi bộ ghép)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một mã số thuế; để trống nếu chỉ có một doanh nghiệp.",
    )
    ceremony_on = forms.DateField(
        label="Ngày công bố",
        required=False,
        widget=_day(),
        help_text="Để trống nếu chưa tổ chức lễ công bố.",
    )

    def __init__(self, *args, user, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.case = user, case
        self.fields["issuer"].queryset = guards.issuers()
        self.fields["name"].initial = f"Chi bộ {case.enterprise}"
        last = Branch.objects.order_by("-code").first()
        if last:
            self.fields["code"].help_text = f"Mã lớn nhất đã dùng: {last.code}."

    def clean_code(self):
        code = self.cleaned_data["code"].strip()
        if Branch.objects.filter(code=code).exists():
            raise forms.ValidationError("Mã chi bộ này đã có trong sổ.")
        return code

    def clean_others(self):
        """[Enterprise] of the tax codes, each found in the register."""
        lines = self.cleaned_data["others"].splitlines()
        return [self._enterprise(line.strip()) for line in lines if line.strip()]

    def _enterprise(self, typed):
        rows = Enterprise.objects.visible_to(self.user)
        found = rows.filter(has_tax_code(typed)).first()
        if found is None:
            raise forms.ValidationError(
                f"Không có doanh nghiệp mang mã số thuế “{typed}” trong sổ."
            )
        if found.pk == self.case.enterprise_id:
            raise forms.ValidationError(f"“{typed}” là doanh nghiệp của hồ sơ này.")
        return found

    def clean(self):
        data = super().clean()
        decided, ceremony = data.get("decided_on"), data.get("ceremony_on")
        for name, day in (("decided_on", decided), ("ceremony_on", ceremony)):
            if day and day > clock.today():
                self.add_error(name, FUTURE)
        if decided and ceremony and ceremony < decided:
            self.add_error("ceremony_on", "Ngày công bố trước ngày quyết định.")
        return data


class OrganisationForm(_PastDays, forms.Form):
    """One kind of đoàn thể that is founded with the branch; empty when it is not."""

    started_on = forms.DateField(label="Ngày thành lập", required=False, widget=_day())
    members = forms.IntegerField(
        label="Đoàn viên, hội viên",
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    head = forms.CharField(label="Người đứng đầu", required=False, max_length=255)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, prefix=kind, **kwargs)
        self.kind = MassOrganisation.Kind(kind)

    def clean(self):
        data = super().clean()
        said = data.get("members") is not None or data.get("head")
        if said and not data.get("started_on") and "started_on" not in self.errors:
            self.add_error("started_on", "Ghi ngày thành lập.")
        return data

    def facts(self):
        """What `found_branch` takes, or None when nothing was typed."""
        if not self.cleaned_data.get("started_on"):
            return None
        return {"kind": self.kind.value, **self.cleaned_data}


def organisation_forms(case, data=None):
    """A form for each kind that the enterprise does not have yet."""
    there = case.enterprise.mass_organisations.filter(ended_on=None)
    known = {*there.values_list("kind", flat=True)}
    kinds = (kind for kind in MassOrganisation.Kind.values if kind not in known)
    return [OrganisationForm(data, kind=kind) for kind in kinds]


class CeremonyForm(_PastDays, forms.Form):
    """Ngày tổ chức lễ công bố."""

    ceremony_on = forms.DateField(label="Ngày công bố", widget=_day())
