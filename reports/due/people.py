"""Deadlines about people (members.md §3.2); each finder is one query."""

from django.db.models import Exists, OuterRef, Q, Subquery

from branches.models import Rule
from hoangmai_party.periods import in_force
from members.models import (
    Absence,
    Attendance,
    Course,
    Discipline,
    Exemption,
    Placement,
    Spell,
    Transfer,
)
from reports.due.base import BRANCH, OFFICE, Found, Kind
from reports.due.book import Deadline

_CODE = Rule.Code


def _not_by(field, day):
    """Condition: `field` is empty or lies after the day."""
    return Q(**{field: None}) | Q(**{f"{field}__gt": day})


# 12, 13: the end of the probation, then the vote about recognition


def _probationers(outlook):
    """(placement, day and words of the end of the probation) of all not recognised."""
    rows = outlook.placed().filter(_not_by("spell__recognised_on", outlook.day))
    for pk, member, name, branch, ceremony in rows.values_list(
        "spell", "member", "member__full_name", "branch", "spell__ceremony_on"
    ):
        ends = outlook.book.deadline(
            _CODE.PROBATION_MONTHS, ceremony, "ngày lễ kết nạp"
        )
        yield ends, (name, branch, member), pk


def probation_ends(outlook):
    """Until the very day; then the vote takes its place."""
    for ends, who, pk in _probationers(outlook):
        yield Found(pk, ends, *who)


def recognition_votes(outlook):
    for ends, who, pk in _probationers(outlook):
        if ends.due_on and ends.due_on < outlook.day:
            vote = outlook.book.deadline(
                _CODE.RECOGNITION_VOTE, ends.due_on, "ngày hết thời gian dự bị"
            )
            yield Found(pk, vote, *who)


# 15: the card


def cards(outlook):
    """Recognised, and neither a card number nor a day of issue in the register."""
    rows = outlook.placed().filter(
        _not_by("member__card_issued_on", outlook.day),
        spell__recognised_on__lte=outlook.day,
    )
    # A number without a day is a card that came with an old list.
    rows = rows.exclude(~Q(member__old_card_number=""), member__card_issued_on=None)
    for pk, member, name, branch, recognised in rows.values_list(
        "spell", "member", "member__full_name", "branch", "spell__recognised_on"
    ):
        due = outlook.book.deadline(
            _CODE.CARD_DUE, recognised, "ngày quyết định công nhận"
        )
        yield Found(pk, due, name, branch, member)


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
        _not_by("confirmed_on", outlook.day),
        _not_by("placement__spell__ended_on", outlook.day),
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


# 26: discipline lapses by itself


def disciplines(outlook):
    """Of members who still are, and of branches; the row keeps its own day."""
    on_roll = Placement.objects.filter(
        in_force(outlook.day), member=OuterRef("member"), kind=Placement.Kind.OFFICIAL
    )
    rows = Discipline.objects.filter(
        Q(member=None) | Exists(on_roll),
        announced_on__lte=outlook.day,
        lapses_on__isnull=False,
        branch__in=list(outlook.branches),
    )
    for pk, form, lapses, announced, name, branch, member in rows.values_list(
        "pk",
        "form",
        "lapses_on",
        "announced_on",
        "member__full_name",
        "branch",
        "member",
    ):
        row = outlook.book.row(_CODE.DISCIPLINE_LAPSE, announced)
        source = f" ({row.source})" if row else ""
        words = (
            f"{Discipline.Form(form).label}, công bố ngày {announced:%d/%m/%Y}; "
            f"tự hết hiệu lực ngày {lapses:%d/%m/%Y}{source}"
        )
        subject = name or outlook.branches[branch][1]
        yield Found(pk, Deadline(lapses, words), subject, branch, member)


# 1: the certificate of a person who is not admitted yet


def certificates(outlook):
    """The newest certificate of each person without a spell by the day."""
    admitted = Spell.objects.filter(
        Q(member=OuterRef("member"))
        | Q(
            member__full_name=OuterRef("full_name"),
            member__born_on=OuterRef("born_on"),
        ),
        ceremony_on__lte=outlook.day,
    )
    rows = Attendance.objects.filter(
        ~Exists(admitted),
        course__kind=Course.Kind.AWARENESS,
        certified_on__lte=outlook.day,
    ).order_by("certified_on")
    rows = rows if outlook.user is None else rows.visible_to(outlook.user)
    newest = {}
    for pk, certified, member, known, name, born, branch in rows.values_list(
        "pk",
        "certified_on",
        "member",
        "member__full_name",
        "full_name",
        "born_on",
        "branch",
    ):
        newest[member or (name, born)] = pk, certified, known or name, branch, member
    for pk, certified, *who in newest.values():
        if who[1] is None or who[1] in outlook.branches:
            due = outlook.book.deadline(
                _CODE.AWARENESS_VALID, certified, "ngày cấp giấy chứng nhận"
            )
            yield Found(pk, due, *who)


def _seeing(model):
    return ("members.view_member", f"members.view_{model}")


# A certificate that has expired is of no use any more; the reminder stays a while.
HALF_A_YEAR = 180

KINDS = (
    Kind(
        "probation",
        "Hết thời gian dự bị",
        BRANCH,
        _seeing("spell"),
        probation_ends,
        kept=0,
    ),
    Kind(
        "recognition",
        "Họp xét công nhận chính thức",
        BRANCH,
        _seeing("spell"),
        recognition_votes,
    ),
    Kind("card", "Phát thẻ đảng viên", OFFICE, _seeing("spell"), cards),
    Kind(
        "transfer",
        "Nơi đến xác nhận chuyển sinh hoạt",
        OFFICE,
        _seeing("transfer"),
        transfers_presented,
    ),
    Kind(
        "transfer_lost",
        "Quá hạn nộp hồ sơ chuyển sinh hoạt: xem xét xóa tên",
        OFFICE,
        _seeing("transfer"),
        transfers_lost,
    ),
    Kind(
        "absence",
        "Hết sinh hoạt tạm thời nơi khác",
        BRANCH,
        _seeing("absence"),
        absences,
    ),
    Kind(
        "guest",
        "Hết sinh hoạt tạm thời tại chi bộ",
        BRANCH,
        _seeing("placement"),
        guests,
    ),
    Kind(
        "exemption",
        "Hết hạn miễn công tác và sinh hoạt đảng",
        BRANCH,
        _seeing("exemption"),
        exemptions,
    ),
    Kind(
        "discipline",
        "Kỷ luật hết hiệu lực",
        BRANCH,
        _seeing("discipline"),
        disciplines,
        kept=0,
    ),
    Kind(
        "certificate",
        "Giấy chứng nhận nhận thức về Đảng hết giá trị",
        BRANCH,
        _seeing("attendance"),
        certificates,
        kept=HALF_A_YEAR,
    ),
)
