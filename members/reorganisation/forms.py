"""Forms of the entries about branches: the decision, and what each kind needs."""

from django import forms

from branches.models import Branch, Committee
from enterprises.models import Enterprise
from hoangmai_party import clock
from hoangmai_party.periods import in_force
from members.models import Placement

_DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}


class ActForm(forms.Form):
    """Số, ngày quyết định, ngày có hiệu lực."""

    number = forms.CharField(label="Số quyết định", max_length=50)
    decided_on = forms.DateField(
        label="Ngày quyết định", widget=forms.DateInput(attrs=_DAY)
    )
    effective_on = forms.DateField(
        label="Ngày có hiệu lực",
        required=False,
        widget=forms.DateInput(attrs=_DAY),
        help_text="Để trống nếu có hiệu lực từ ngày quyết định.",
    )

    def __init__(self, *args, user, branch=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.branch = user, branch
        self.offer(Branch.objects.visible_to(user))

    def offer(self, branches):
        """Fill the choices from the branches that the user reaches."""

    def clean(self):
        data = super().clean()
        decided = data.get("decided_on")
        if decided and not data.get("effective_on"):
            data["effective_on"] = decided
        for name in ("decided_on", "effective_on"):
            if data.get(name) and data[name] > clock.today():
                self.add_error(name, "Ngày không được ở tương lai.")
        if decided and data.get("effective_on") and data["effective_on"] < decided:
            self.add_error("effective_on", "Ngày có hiệu lực trước ngày quyết định.")
        return data

    def decision(self):
        """The facts of the decision, as the actions take them."""
        names = ("number", "decided_on", "effective_on", "ceremony_on")
        data = self.cleaned_data
        return {name: data[name] for name in names if data.get(name)}


def _working(branches, day):
    return branches.filter(links__in=_links(day)).order_by("code")


def _links(day):
    links = Branch._meta.get_field("links").related_model.objects
    return links.filter(in_force(day))


class NewBranchForm(ActForm):
    """Code and name of the branch that begins, and its enterprises (host first)."""

    code = forms.CharField(label="Mã chi bộ mới", max_length=20)
    name = forms.CharField(label="Tên chi bộ mới", max_length=255)
    enterprise = forms.ModelChoiceField(
        Enterprise.objects.none(), label="Doanh nghiệp chủ trì", required=False
    )
    ceremony_on = forms.DateField(
        label="Ngày công bố", required=False, widget=forms.DateInput(attrs=_DAY)
    )
    people = forms.ModelMultipleChoiceField(
        Placement.objects.none(),
        label="Đảng viên chuyển về chi bộ mới",
        required=False,
        help_text="Giữ phím Ctrl để chọn nhiều người.",
        widget=forms.SelectMultiple(attrs={"size": 12}),
    )

    def offer(self, branches):
        self.fields["enterprise"].queryset = Enterprise.objects.visible_to(self.user)
        rows = Placement.objects.filter(
            kind=Placement.Kind.OFFICIAL,
            ended_on=None,
            branch__in=[self.branch.pk] if self.branch else branches.values("pk"),
        )
        self.fields["people"].queryset = rows
        people = rows.select_related("member", "branch").order_by("member__order")
        self.fields["people"].choices = [
            (row.pk, f"{row.member} – {row.branch}") for row in people
        ]

    def clean_code(self):
        code = self.cleaned_data["code"].strip()
        if Branch.objects.filter(code=code).exists():
            raise forms.ValidationError("Mã chi bộ này đã có trong sổ.")
        return code

    def clean(self):
        data = super().clean()
        ceremony, decided = data.get("ceremony_on"), data.get("decided_on")
        if ceremony and decided and ceremony < decided:
            self.add_error("ceremony_on", "Ngày công bố trước ngày quyết định.")
        return data


class FoundingForm(NewBranchForm):
    """A founding takes effect on its decision: no other day is asked."""

    effective_on = None


class HandOverForm(ActForm):
    """Many branches under one decision (ORG-28), to one committee."""

    committee = forms.ModelChoiceField(
        Committee.objects.none(), label="Chuyển đến trực thuộc đảng bộ"
    )
    branches = forms.ModelMultipleChoiceField(
        Branch.objects.none(),
        label="Các chi bộ chuyển",
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text="Giữ phím Ctrl để chọn nhiều chi bộ, Ctrl+A để chọn tất cả.",
    )

    def offer(self, branches):
        self.fields["committee"].queryset = Committee.objects.filter(dissolved_on=None)
        working = _working(branches, clock.today())
        self.fields["branches"].queryset = working
        if self.branch:
            self.fields["branches"].initial = [self.branch.pk]

    def clean(self):
        data = super().clean()
        for branch in data.get("branches") or ():
            link = branch.links.filter(ended_on=None).first()
            if link and link.committee == data.get("committee"):
                self.add_error("branches", f"{branch} đang trực thuộc đảng bộ này.")
        return data


class RenameForm(ActForm):
    """The new name."""

    name = forms.CharField(label="Tên mới", max_length=255)


class IntoForm(ActForm):
    """The branch that takes the people."""

    into = forms.ModelChoiceField(Branch.objects.none(), label="Chi bộ tiếp nhận")

    def offer(self, branches):
        working = _working(branches, clock.today())
        self.fields["into"].queryset = working.exclude(pk=self.branch.pk)

    def clean(self):
        data = super().clean()
        day, into = data.get("effective_on"), data.get("into")
        if day and into and not into.links.filter(in_force(day)).exists():
            self.add_error("into", f"Chi bộ này không hoạt động ngày {day:%d/%m/%Y}.")
        return data


class EndForm(IntoForm):
    """Where the people go, when there are any."""

    def offer(self, branches):
        super().offer(branches)
        self.fields["into"].required = False
        self.fields["into"].help_text = "Để trống nếu chi bộ không còn đảng viên."
