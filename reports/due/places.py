"""Deadlines about branches: inspections, regulations, congresses, the end of one."""

from django.db.models import Exists, OuterRef, Q, Subquery

from branches.models import (
    Branch,
    BranchEnterprise,
    BranchEvent,
    BranchType,
    Congress,
    CoordinationRegulation,
    InspectionFollowUp,
    Rule,
)
from hoangmai_party.periods import add_months, in_force
from members.models import Placement
from reports.due.base import BRANCH, OFFICE, Found, Kind
from reports.due.book import Deadline

_CODE = Rule.Code
_EVENT = BranchEvent.Kind


def follow_ups(outlook):
    """What a conclusion asked for and was not reported as done by the day."""
    rows = InspectionFollowUp.objects.filter(
        Q(done_on=None) | Q(done_on__gt=outlook.day),
        inspection__voided_at=None,
        inspection__began_on__lte=outlook.day,
        inspection__branch__in=list(outlook.branches),
    )
    for pk, content, due, number, branch in rows.values_list(
        "pk",
        "content",
        "due_on",
        "inspection__conclusion_number",
        "inspection__branch",
    ):
        paper = f" số {number}" if number else " kiểm tra, giám sát"
        yield Found(pk, Deadline(due, f"Theo kết luận{paper}"), content, branch)


# Regulations of coordination


def _regulations(outlook, *conditions):
    rows = CoordinationRegulation.objects.filter(
        *conditions,
        signed_on__lte=outlook.day,
        branch__in=list(outlook.branches),
    )
    return rows.values_list(
        "pk",
        "number",
        "enterprise__name",
        "branch",
        "ended_on",
        "signed_on",
        "reviewed_on",
        "review_months",
    )


def regulations_expire(outlook):
    """Without a newer one, while the branch is still at that enterprise."""
    same = {"branch": OuterRef("branch"), "enterprise": OuterRef("enterprise")}
    newer = CoordinationRegulation.objects.filter(
        **same, started_on__gt=OuterRef("started_on"), signed_on__lte=outlook.day
    )
    still = BranchEnterprise.objects.filter(in_force(outlook.day), **same)
    rows = _regulations(
        outlook, ~Exists(newer), Exists(still), Q(ended_on__isnull=False)
    )
    for pk, number, enterprise, branch, ended, *_ in rows:
        words = f"Quy chế{_numbered(number)} hết hiệu lực ngày {ended:%d/%m/%Y}"
        yield Found(pk, Deadline(ended, words), f"Quy chế với {enterprise}", branch)


def regulations_reviewed(outlook):
    """Each has its own number of months between two reviews."""
    for row in _regulations(outlook, in_force(outlook.day)):
        pk, number, enterprise, branch, _, signed, reviewed, months = row
        is_done = reviewed and reviewed <= outlook.day
        last = reviewed if is_done else signed
        since = "lần rà soát trước" if is_done else "ngày ký"
        words = (
            f"{months} tháng từ {since} {last:%d/%m/%Y} (quy chế{_numbered(number)})"
        )
        due = Deadline(add_months(last, months), words)
        yield Found(pk, due, f"Quy chế với {enterprise}", branch)


def _numbered(number):
    return f" số {number}" if number else ""


# Congresses


def _with_congress(outlook):
    """Branches of the day with their last congress by then, what they were, and when
    they were founded (empty when they came another way)."""
    mine = {"branch": OuterRef("pk")}
    last = Congress.objects.filter(**mine, held_on__lte=outlook.day)
    kind = BranchType.objects.filter(in_force(OuterRef("held_on")), **mine)
    founded = BranchEvent.objects.filter(
        successors=OuterRef("pk"), kind=_EVENT.FOUNDED, effective_on__lte=outlook.day
    )
    last = last.order_by("-held_on")
    return Branch.objects.filter(pk__in=list(outlook.branches)).annotate(
        congress=Subquery(last.values("pk")[:1]),
        held_on=Subquery(last.values("held_on")[:1]),
        was=Subquery(kind.values("kind")[:1]),
        began_on=Subquery(founded.order_by("effective_on").values("decided_on")[:1]),
    )


def congresses(outlook):
    """The next congress, by the term that the rule of the last one's day gives."""
    rows = _with_congress(outlook).filter(held_on__isnull=False)
    for row, pk, held, was in rows.values_list("congress", "pk", "held_on", "was"):
        code = Congress.term_rule(was)
        due = outlook.book.deadline(code, held, "đại hội ngày")
        yield Found(row, _with_margin(outlook, due, held), _name(outlook, pk), pk)


def _with_margin(outlook, due, held):
    margin = outlook.book.row(_CODE.TERM_MARGIN, held)
    if due.due_on is None or margin is None:
        return due
    latest = add_months(due.due_on, int(margin.value))
    words = f"{due.words}; muộn nhất ngày {latest:%d/%m/%Y} nếu cấp trên đồng ý"
    return Deadline(due.due_on, words)


def first_congresses(outlook):
    rows = _with_congress(outlook).filter(held_on=None, began_on__isnull=False)
    for pk, founded in rows.values_list("pk", "began_on"):
        due = outlook.book.deadline(_CODE.FIRST_CONGRESS, founded, "ngày thành lập")
        yield Found(pk, due, _name(outlook, pk), pk)


def _name(outlook, pk):
    return outlook.branches[pk][1]


def dissolutions(outlook):
    """Files, seal and people after the end of a branch.

    The register can't see files and seal: the line stays for the days of the rule,
    and longer while somebody is still placed in that branch.
    """
    left_there = Placement.objects.filter(
        in_force(outlook.day),
        branch=OuterRef("branch"),
        kind=Placement.Kind.OFFICIAL,
    )
    rows = (
        outlook.links()
        .filter(
            ended_on__lte=outlook.day,
            ended_by__voided_at=None,
            ended_by__kind__in=(_EVENT.DISSOLVED, _EVENT.DISBANDED),
        )
        .annotate(has_people=Exists(left_there))
    )
    for pk, kind, ended, branch, name, has_people in rows.values_list(
        "pk", "ended_by__kind", "ended_on", "branch", "branch__name", "has_people"
    ):
        since = f"ngày {_EVENT(kind).label.lower()}"
        due = outlook.book.deadline(_CODE.DISSOLUTION_DAYS, ended, since)
        is_past = due.due_on is None or due.due_on < outlook.day
        if has_people or not is_past:
            subject = f"{name}: còn đảng viên chưa chuyển" if has_people else name
            yield Found(pk, due, subject, branch, place=name)


KINDS = (
    Kind(
        "follow_up",
        "Khắc phục sau kiểm tra, giám sát",
        BRANCH,
        ("branches.view_inspectionfollowup",),
        follow_ups,
    ),
    Kind(
        "regulation_end",
        "Quy chế phối hợp hết hiệu lực",
        BRANCH,
        ("branches.view_coordinationregulation",),
        regulations_expire,
    ),
    Kind(
        "regulation_review",
        "Rà soát quy chế phối hợp",
        BRANCH,
        ("branches.view_coordinationregulation",),
        regulations_reviewed,
    ),
    Kind("congress", "Đại hội chi bộ", BRANCH, ("branches.view_congress",), congresses),
    Kind(
        "first_congress",
        "Đại hội lần đầu sau thành lập",
        BRANCH,
        ("branches.view_congress",),
        first_congresses,
    ),
    Kind(
        "dissolution",
        "Bàn giao sau giải thể, giải tán",
        OFFICE,
        ("branches.view_branchevent",),
        dissolutions,
    ),
)
