"""Giao việc có thời hạn: a bí thư lets a phó bí thư look after an own branch.

What is given is an `Access` row like any other, with who gave it and why: never more
branches nor days than the giver holds, and it ends with the giver's own right.
"""

import datetime as dt

from django import forms
from django.db import transaction
from django.db.models import Q

from accounts.groups import DEPUTY
from accounts.log import change_set, current
from accounts.models import User
from branches.models import Access, Branch
from hoangmai_party import clock

# No paper sets a limit; longer than a quarter it is the committee's to decide.
MOST_DAYS = 90
NOT_A_DEPUTY = (
    "Không giao được cho tên đăng nhập này: phải là tài khoản đang hoạt động của một "
    "phó bí thư chi bộ."
)


def on_behalf_of(branch):
    """The branch, when who acts now looks after it by no right of its own ("nhập thay").

    For `change_set(…, on_behalf_of=…)` of a step that is the branch's: the office's
    entry says so, the entry of its bí thư or of whom it is given to does not.
    """
    acts = current()
    if branch is None or acts is None or acts.user_id is None:
        return None
    held = Access.objects.on(clock.today()).filter(user=acts.user_id, branch=branch)
    return None if held.exists() else branch


def own_branches(user):
    """The branches that the user holds as an own right, not as somebody's deputy."""
    held = user.access_rows.current().filter(branch__isnull=False, given_by=None)
    return Branch.objects.filter(pk__in=held.values("branch")).order_by("code")


def given(user):
    """What was given over the user's branches and is not over, the newest first."""
    rows = Access.objects.filter(branch__in=own_branches(user), given_by__isnull=False)
    running = Q(ended_on=None) | Q(ended_on__gt=clock.today())
    return (
        rows.filter(running)
        .select_related("user", "branch", "given_by")
        .order_by("-started_on", "-pk")
    )


class DelegateForm(forms.Form):
    """Which branch, to whom, until when, why."""

    branch = forms.ModelChoiceField(
        Branch.objects.none(), label="Chi bộ", empty_label=None
    )
    username = forms.CharField(
        label="Tên đăng nhập của phó bí thư",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    until = forms.DateField(
        label="Đến hết ngày",
        help_text=f"Không quá {MOST_DAYS} ngày kể từ hôm nay.",
        widget=forms.DateInput(
            attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
        ),
    )
    reason = forms.CharField(
        label="Lý do giao",
        max_length=Access._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: đi công tác, nghỉ ốm.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["branch"].queryset = own_branches(user)

    def clean_username(self):
        """The same words for who is not there, not active and no deputy."""
        found = User.objects.filter(
            username=self.cleaned_data["username"],
            is_active=True,
            groups__name=DEPUTY,
        ).exclude(pk=self.user.pk)
        if (deputy := found.first()) is None:
            raise forms.ValidationError(NOT_A_DEPUTY)
        return deputy

    def clean_until(self):
        day, today = self.cleaned_data["until"], clock.today()
        if day < today:
            raise forms.ValidationError("Ngày này đã qua.")
        if day > today + dt.timedelta(days=MOST_DAYS):
            last = today + dt.timedelta(days=MOST_DAYS)
            raise forms.ValidationError(
                f"Chỉ giao được không quá {MOST_DAYS} ngày: muộn nhất đến hết ngày "
                f"{last:%d/%m/%Y}."
            )
        return day

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        last = self._last_own_day(data["branch"])
        if last and data["until"] > last:
            words = f"Quyền của đồng chí ở chi bộ này chỉ đến hết ngày {last:%d/%m/%Y}."
            self.add_error("until", words)
        held = data["username"].access_rows.filter(branch=data["branch"])
        if held.filter(Q(ended_on=None) | Q(ended_on__gt=clock.today())).exists():
            self.add_error("username", "Tài khoản này đã được giao chi bộ này rồi.")
        return data

    def _last_own_day(self, branch):
        """The last day of the giver's own right there; None when it is open."""
        rows = self.user.access_rows.current().filter(branch=branch, given_by=None)
        ends = list(rows.values_list("ended_on", flat=True))
        return None if None in ends else max(ends) - dt.timedelta(days=1)


def delegate(*, branch, username, until, reason, by):
    """Write what a valid form says; `until` is the last day."""
    with transaction.atomic(), change_set(f"Giao việc có thời hạn: {reason}"):
        return Access.objects.create(
            user=username,
            branch=branch,
            started_on=clock.today(),
            ended_on=until + dt.timedelta(days=1),
            given_by=by,
            reason=reason,
        )


def end(access, *, by):
    """Over from today; what was given today has never been."""
    with transaction.atomic(), change_set("Kết thúc sớm việc đã giao"):
        if access.started_on >= clock.today():
            access.void(by=by, reason="Kết thúc ngay trong ngày giao")
        else:
            access.ended_on = clock.today()
            access.save(update_fields=["ended_on"])
