"""Branches: congresses, host enterprises, coordination (ORG-10…30)."""

from collections import Counter

from django.db.models import Exists, OuterRef, Q, Subquery

from branches.models import (
    Branch,
    BranchEnterprise,
    BranchType,
    Congress,
    CoordinationRegulation,
    Rule,
)
from enterprises.models import EnterpriseStatus
from hoangmai_party.periods import add_months, in_force
from hoangmai_party.text import search_key
from reports.health.check import CUSTOM, Owner, Severity, check, day, of_branch

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_OFFICE, _BRANCH = Owner.OFFICE, Owner.BRANCH
_STATUTES = "Điều lệ Đảng, Điều"
_COOPERATION = "Quy chế phối hợp giữa chi bộ và doanh nghiệp"


@check(
    "congress-overdue",
    "",
    _W,
    "Quá hạn đại hội chi bộ",
    _BRANCH,
    f"{_STATUTES} 24",
)
def congress_overdue(facts):
    """With the months that the superior may allow; by the rule of the last congress."""
    newer = Congress.objects.filter(branch=OuterRef("branch")).order_by("-held_on")
    kind = BranchType.objects.filter(
        in_force(OuterRef("held_on")), branch=OuterRef("branch")
    )
    rows = Congress.objects.filter(pk=Subquery(newer.values("pk")[:1]))
    rows = rows.annotate(org=Subquery(kind.values("kind")[:1]))
    for pk, on, org in rows.values_list("branch", "held_on", "org"):
        months = facts.rule(Congress.term_rule(org), on)
        if months is None or pk not in facts.linked:
            continue
        due = add_months(on, months)
        margin = facts.rule(Rule.Code.TERM_MARGIN, due) or 0
        if add_months(due, margin) < facts.day:
            words = f"Đại hội gần nhất {day(on)}, đến hạn {day(due)}"
            yield of_branch(pk, f"{words}, đã quá {margin} tháng cho phép lùi")


@check(
    "congress-missing",
    "",
    _I,
    "Chi bộ chưa ghi đại hội nào",
    _BRANCH,
    "Hồ sơ đại hội chi bộ",
)
def congress_missing(facts):
    """Once the office has begun to record congresses."""
    held = set(Congress.objects.values_list("branch", flat=True))
    for pk in sorted(facts.linked - held) if held else ():
        yield of_branch(pk, "Sổ chưa ghi đại hội nào của chi bộ")


@check(
    "host-missing",
    "",
    _W,
    "Chi bộ chưa có đơn vị chủ trì",
    _OFFICE,
    "Hồ sơ thành lập chi bộ",
)
def host_missing(facts):
    rows = BranchEnterprise.objects.filter(in_force(facts.day), is_host=True)
    hosted = set(rows.values_list("branch", flat=True))
    for pk in sorted(facts.linked - hosted):
        yield of_branch(pk, "Chưa ghi doanh nghiệp chủ trì: không thuộc phường nào")


@check(
    "host-closed",
    "",
    _W,
    "Doanh nghiệp chủ trì đã ngừng mà chi bộ còn hoạt động",
    _OFFICE,
    CUSTOM,
)
def host_closed(facts):
    over = EnterpriseStatus.Status
    statuses = EnterpriseStatus.objects.filter(
        in_force(facts.day),
        enterprise=OuterRef("enterprise"),
        status__in=[over.CLOSING, over.CLOSED, over.RELOCATED, over.NOT_AT_ADDRESS],
    )
    rows = BranchEnterprise.objects.filter(in_force(facts.day), is_host=True)
    rows = rows.annotate(status=Subquery(statuses.values("status")[:1]))
    rows = rows.filter(status__isnull=False)
    for pk, name, status in rows.values_list("branch", "enterprise__name", "status"):
        if pk in facts.linked:
            yield of_branch(pk, f"{name}: {over(status).label.lower()}")


@check(
    "type-missing",
    "",
    _E,
    "Chi bộ chưa có tên hoặc loại hình",
    _OFFICE,
    "Quyết định thành lập chi bộ",
)
def type_missing(facts):
    types = BranchType.objects.filter(in_force(facts.day), branch=OuterRef("pk"))
    rows = Branch.objects.filter(pk__in=facts.linked)
    rows = rows.annotate(has_type=Exists(types))
    rows = rows.filter(Q(has_type=False) | Q(name=""))
    for pk, has_type in rows.values_list("pk", "has_type"):
        yield of_branch(pk, "Chưa ghi tên chi bộ" if has_type else "Chưa ghi loại hình")


@check(
    "branch-twice",
    "",
    _W,
    "Hai chi bộ cùng tên",
    _OFFICE,
    "Quyết định thành lập chi bộ",
    is_for_body=True,
)
def branch_twice(facts):
    rows = Branch.objects.exclude(name="").values_list("pk", "name")
    rows = [(pk, search_key(name)) for pk, name in rows if pk in facts.linked]
    times = Counter(name for _, name in rows)
    for pk, name in rows:
        if times[name] > 1:
            yield of_branch(pk, f"{times[name]} chi bộ đang hoạt động cùng tên này")


@check(
    "regulation-over",
    "",
    _W,
    "Quy chế phối hợp đã hết hiệu lực",
    _BRANCH,
    _COOPERATION,
)
def regulation_over(facts):
    now = CoordinationRegulation.objects.filter(
        branch=OuterRef("branch"), enterprise=OuterRef("enterprise")
    ).filter(Q(ended_on=None) | Q(ended_on__gt=facts.day))
    rows = CoordinationRegulation.objects.filter(ended_on__lte=facts.day)
    rows = rows.exclude(Exists(now)).order_by("branch", "enterprise", "ended_on")
    last = {
        (pk, firm): (name, on)
        for pk, firm, name, on in rows.values_list(
            "branch", "enterprise", "enterprise__name", "ended_on"
        )
    }
    for (pk, _), (name, on) in last.items():
        if pk in facts.linked:
            yield of_branch(pk, f"Quy chế với {name} hết hiệu lực từ {day(on)}")


@check(
    "regulation-unreviewed",
    "",
    _I,
    "Quy chế phối hợp quá hạn rà soát",
    _BRANCH,
    _COOPERATION,
)
def regulation_unreviewed(facts):
    rows = CoordinationRegulation.objects.filter(in_force(facts.day))
    for pk, name, signed_on, reviewed_on, months in rows.values_list(
        "branch", "enterprise__name", "signed_on", "reviewed_on", "review_months"
    ):
        since = reviewed_on or signed_on
        if pk in facts.linked and add_months(since, months) < facts.day:
            words = f"Quy chế với {name}: lần gần nhất {day(since)}"
            yield of_branch(pk, f"{words}, rà soát mỗi {months} tháng")
