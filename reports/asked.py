"""What a page is asked for: period, as-of day, committee and branch."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from branches.models import Branch, Committee
from hoangmai_party import clock
from hoangmai_party.periods import add_months
from reports.scope import Scope, committee_scope, narrowed
from reports.spans import Span, year_span

FIRST_YEAR, LAST_YEAR = 1930, 2100


@dataclass(frozen=True)
class Asked:
    """A valid question; every page and list answers the same one."""

    year: int
    period: Span
    as_of: object
    scope: Scope
    branch: Branch | None = None
    query: dict = field(default_factory=dict)
    mine: frozenset | None = None  # branches that the asker may see; None: all
    ward: int | None = None  # of a list: only this ward's rows

    @property
    def span(self):
        """The period as far as it had gone on the as-of day."""
        return self.period.cut(self.as_of)

    def url(self, name, *args, **changes):
        """A page with the same question; `changes` set or (None) drop a part."""
        query = {**self.query, **changes}
        text = urlencode({k: v for k, v in query.items() if v not in (None, "")})
        return f"{reverse(f'reports:{name}', args=args)}?{text}"


def of_branch(address, branch):
    """`address` for one branch: a long table asks it for each of its cells."""
    joint = "" if address.endswith("?") else "&"
    return f"{address}{joint}branch={branch}"


class ScopeForm(forms.Form):
    """Kỳ báo cáo, số liệu tính đến ngày, đơn vị."""

    year = forms.IntegerField(
        label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    first = forms.DateField(label="Từ ngày", required=False)
    last = forms.DateField(label="Đến ngày", required=False)
    as_of = forms.DateField(label="Số liệu tính đến ngày", required=False)
    committee = forms.ModelChoiceField(
        Committee.objects.none(), label="Đảng bộ", required=False, empty_label=None
    )
    branch = forms.ModelChoiceField(
        Branch.objects.none(),
        label="Chi bộ",
        required=False,
        empty_label="Tất cả chi bộ",
    )
    ward = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    non_state = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, user):
        today = clock.today()
        # In January the clerk still works on the year that has just ended.
        year = add_months(today, -1).year
        self.offered = list(Committee.objects.for_user(user))
        own = [c for c in self.offered if c.is_own] or self.offered
        self.home = own[0] if own else None
        given = {k: v for k, v in data.items() if k in self.base_fields and v}
        defaults = {"year": year, "as_of": f"{today:%d/%m/%Y}"}
        if self.home:
            defaults["committee"] = self.home.pk
        super().__init__({**defaults, **given})
        self.given = given
        self._offer(user)

    def _offer(self, user):
        """Only committees and branches that this user may ask for."""
        committees = self.fields["committee"]
        committees.queryset = Committee.objects.filter(
            pk__in=[c.pk for c in self.offered]
        )
        committees.choices = [(c.pk, str(c)) for c in self.offered]
        rows = Branch.objects.visible_to(user)
        self.branches = [(row.pk, str(row)) for row in rows.order_by("code")]
        self.fields["branch"].queryset = rows
        self.fields["branch"].choices = [("", "Tất cả chi bộ"), *self.branches]
        for name in ("first", "last", "as_of"):
            hint = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
            self.fields[name].widget.attrs |= hint

    def clean(self):
        data = super().clean()
        self._refuse_other_times()
        first, last = data.get("first"), data.get("last")
        if not (self.home or self.errors):
            raise forms.ValidationError(
                "Sổ chưa có đảng bộ nào: hãy khai báo đảng bộ ở Bàn làm việc."
            )
        if bool(first) != bool(last) and not self.errors:
            empty = "last" if first else "first"
            self.add_error(empty, "Ghi cả từ ngày và đến ngày, hoặc để trống cả hai.")
        if first and last and first > last:
            self.add_error("last", "Đến ngày không được trước từ ngày.")
        if not self.errors and data["as_of"] < self._period().first:
            self.add_error("as_of", "Ngày tính số liệu không được trước kỳ báo cáo.")
        return data

    def _refuse_other_times(self):
        """Days of a mistyped year, whose neighbours no calendar may have."""
        for name in ("first", "last", "as_of"):
            day = self.cleaned_data.get(name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                years = f"từ năm {FIRST_YEAR} đến năm {LAST_YEAR}"
                self.add_error(name, f"Ngày phải trong khoảng {years}.")

    def _period(self):
        data = self.cleaned_data
        if data.get("first"):
            return Span(data["first"], data["last"])
        return year_span(data["year"])

    def asked(self):
        """The question, for a form that is valid."""
        data, period = self.cleaned_data, self._period()
        committee = next(c for c in self.offered if c == data["committee"])
        scope = committee_scope(committee, period, non_state=data["non_state"])
        mine = frozenset(pk for pk, _ in self.branches)
        if not committee.is_reached:
            scope = narrowed(scope, mine)
        if data["branch"]:
            scope = narrowed(scope, [data["branch"].pk])
        return Asked(
            period.last.year,
            period,
            data["as_of"],
            scope,
            data["branch"],
            self.given,
            mine,
            data["ward"],
        )
