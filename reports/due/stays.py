"""Deadlines about where people are: papers out, stays for a while, exemptions."""

from django.db.models import Exists, OuterRef, Subquery

from branches.models import Rule
from hoangmai_party.periods import in_force
from members.models import Absence, Exemption, Placement, Transfer
from reports.due.base import BRANCH, OFFICE, Found, Kind, not_by, seeing
from reports.due.book import Deadline

_CODE = Rule.Code


# 18: a transfer paper that nobody confirmed


def _papers(outlook):
    """Papers issued and not confirmed, of people who did not come back or end."""
    back = Placement.objects.filter(
        member=OuterRef("placement__member"),
        kind=Placement.Kind.OFFICIAL,
        started_on__gte=OuterRef("issued_on"),
        started_on__lte=outlook.day,
    )
    rows = Transfer.objects.filter(
        not_by("confirmed_on", outlook.day),
        not_by("placement__spell__ended_on", outlook.day),
        ~Exists(back),
        issued_on__lte=outlook.day,
        placement__branch__in=outlook.links().values("branch"),
    )
    for pk, issued, member, name, branch, place in rows.values_list(
        "pk",
        "issued_on",
        "placement__member",
        "placement__member__full_name",
        "placement__branch",
        "placement__branch__name",
    ):
        since = "ngày cấp giấy giới thiệu"
        present = outlook.book.deadline(_CODE.TRANSFER_PRESENT, issued, since)
        lost = outlook.book.deadline(_CODE.TRANSFER_LOST, issued, since)
        yield present, lost, (pk, (name, branch, member, place))


def _is_past(deadline, outlook):
    return bool(deadline.due_on and deadline.due_on < outlook.day)


def transfers_presented(outlook):
    """The first deadline, until the second one has passed as well."""
    for present, lost, (pk, who) in _papers(outlook):
        if not _is_past(lost, outlook):
            yield Found(pk, present, *who)


def transfers_lost(outlook):
    """The second deadline, as soon as the first one has passed."""
    for present, lost, (pk, who) in _papers(outlook):
        if _is_past(present, outlook):
            yield Found(pk, lost, *who)


# 20: temporary stays, elsewhere and here


def absences(outlook):
    rows = Absence.objects.filter(
        in_force(outlook.day),
        in_force(outlook.day, "placement__"),
        placement__branch__in=list(outlook.branches),
    )
    for pk, until, started, *who in rows.values_list(
        "pk",
        "until",
        "started_on",
        "placement__member__full_name",
        "placement__branch",
        "placement__member",
    ):
        yield Found(pk, _stay(outlook, until, started), *who)


def guests(outlook):
    rows = Placement.objects.filter(
        in_force(outlook.day),
        kind=Placement.Kind.TEMPORARY,
        branch__in=list(outlook.branches),
    )
    for pk, started, *who in rows.values_list(
        "pk", "started_on", "member__full_name", "branch", "member"
    ):
        yield Found(pk, _stay(outlook, None, started), *who)


def _stay(outlook, until, started):
    """The day on the paper; without one the longest stay that the rule allows."""
    if until:
        return Deadline(until, f"Đến ngày {until:%d/%m/%Y} theo giấy giới thiệu")
    return outlook.book.deadline(
        _CODE.TEMPORARY_MAX, started, "ngày sinh hoạt tạm thời"
    )


# 21: a temporary exemption


def exemptions(outlook):
    here = outlook.placed().filter(member=OuterRef("member")).values("branch")[:1]
    rows = Exemption.objects.filter(
        in_force(outlook.day), kind=Exemption.Kind.FIXED
    ).annotate(here=Subquery(here))
    for pk, until, number, *who in rows.filter(here__isnull=False).values_list(
        "pk", "until", "number", "member__full_name", "here", "member"
    ):
        words = f"Miễn có thời hạn đến ngày {until:%d/%m/%Y} ({number})"
        yield Found(pk, Deadline(until, words), *who)


KINDS = (
    Kind(
        "transfer",
        "Nơi đến xác nhận chuyển sinh hoạt",
        OFFICE,
        seeing("transfer"),
        transfers_presented,
    ),
    Kind(
        "transfer_lost",
        "Quá hạn nộp hồ sơ chuyển sinh hoạt: xem xét xóa tên",
        OFFICE,
        seeing("transfer"),
        transfers_lost,
    ),
    Kind(
        "absence",
        "Hết sinh hoạt tạm thời nơi khác",
        BRANCH,
        seeing("absence"),
        absences,
    ),
    Kind(
        "guest",
        "Hết sinh hoạt tạm thời tại chi bộ",
        BRANCH,
        seeing("placement"),
        guests,
    ),
    Kind(
        "exemption",
        "Hết hạn miễn công tác và sinh hoạt đảng",
        BRANCH,
        seeing("exemption"),
        exemptions,
    ),
)
