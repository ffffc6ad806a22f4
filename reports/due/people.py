"""Deadlines about people (members.md §3.2); each finder is one query."""

from dataclasses import replace

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from branches.models import Rule
from hoangmai_party.periods import add_months, in_force
from members.admission.stages import K
from members.models import (
    Attendance,
    Candidate,
    Course,
    Discipline,
    Placement,
    Spell,
)
from reports.due.base import BOTH, BRANCH, OFFICE, Found, Kind, seeing
from reports.due.book import Deadline

_CODE = Rule.Code


# 12, 13: the end of the probation, then the vote about recognition


def _probationers(outlook):
    """(placement, day and words of the end of the probation) of all not recognised."""
    for pk, member, name, branch, ceremony in outlook.probationers:
        ends = outlook.book.deadline(
            _CODE.PROBATION_MONTHS, ceremony, "ngày lễ kết nạp"
        )
        yield ends, (name, branch, member), pk


def probation_ends(outlook):
    """Until the very day; then the vote takes its place."""
    for ends, who, pk in _probationers(outlook):
        yield Found(pk, ends, *who)


def recognition_votes(outlook):
    """Until the branch has voted, where a file tells that it has."""
    files = (f for f in outlook.files if K.RECOGNITION_VOTE in f.done)
    voted = {file.candidate.member_id for file in files}
    for ends, who, pk in _probationers(outlook):
        is_over = ends.due_on and ends.due_on < outlook.day
        if is_over and who[2] not in voted:
            vote = outlook.book.deadline(
                _CODE.RECOGNITION_VOTE, ends.due_on, "ngày hết thời gian dự bị"
            )
            yield Found(pk, _said_late(vote, ends.since, outlook), *who)


def _said_late(vote, ceremony, outlook):
    """Check 24: a probation longer than the rule's months with no vote says so."""
    row = outlook.book.row(_CODE.PROBATION_LATE, ceremony)
    if row is None or outlook.day <= add_months(ceremony, int(row.value)):
        return vote
    words = f"{vote.words}; dự bị đã quá {int(row.value)} tháng, chưa họp xét"
    return replace(vote, words=words)


# 15, 16: the card, and the exchange of the old ones


def cards(outlook):
    """Recognised, and neither a card number nor a day of issue in the register."""
    for row in outlook.cards:
        # A number without a day is a card that came with an old list.
        is_given = row.issued_on and row.issued_on <= outlook.day
        if not is_given and not (row.number and row.issued_on is None):
            due = outlook.book.deadline(
                _CODE.CARD_DUE, row.recognised_on, "ngày quyết định công nhận"
            )
            yield Found(row.spell, due, row.name, row.branch, row.member)


def card_exchanges(outlook):
    """Old numbers with no card since the campaign began; the office sets its rule."""
    campaign = outlook.campaign
    for row in outlook.cards if campaign else ():
        issued = (
            row.issued_on if row.issued_on and row.issued_on <= outlook.day else None
        )
        if row.number and (issued is None or issued < campaign.started_on):
            due = outlook.book.deadline(
                _CODE.CARD_EXCHANGE, campaign.started_on, "ngày bắt đầu đợt đổi thẻ"
            )
            yield Found(row.spell, due, row.name, row.branch, row.member)


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


def _who(path=""):
    """Name and birthday as one text: who has no row of their own is known by them."""
    born = Cast(f"{path}born_on", CharField())
    return Concat(f"{path}full_name", Value("|"), born)


def certificates(outlook):
    """The newest certificate of each person without a spell by the day."""
    admitted = Spell.objects.filter(ceremony_on__lte=outlook.day)
    known = admitted.annotate(who=_who("member__")).values("who")
    with_file = Candidate.objects.annotate(who=_who()).values("who")
    # Lists to look the person up in: a search for each would read all people again.
    rows = (
        Attendance.objects.annotate(who=_who())
        .filter(
            ~Exists(admitted.filter(member=OuterRef("member"))),
            ~Q(who__in=known),
            ~Q(who__in=with_file),  # its own kind tells it
            course__kind=Course.Kind.AWARENESS,
            certified_on__lte=outlook.day,
        )
        .order_by("certified_on")
    )
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


# A certificate that has expired is of no use any more; the reminder stays a while.
HALF_A_YEAR = 180

KINDS = (
    Kind(
        "probation",
        "Hết thời gian dự bị",
        BOTH,
        seeing("spell"),
        probation_ends,
        kept=0,
    ),
    Kind(
        "recognition",
        "Họp xét công nhận chính thức",
        BOTH,
        seeing("spell"),
        recognition_votes,
    ),
    Kind("card", "Phát thẻ đảng viên", OFFICE, seeing("spell"), cards),
    Kind("card_exchange", "Đổi thẻ đảng viên", OFFICE, seeing("spell"), card_exchanges),
    Kind(
        "discipline",
        "Kỷ luật hết hiệu lực",
        BRANCH,
        seeing("discipline"),
        disciplines,
        kept=0,
    ),
    Kind(
        "certificate",
        "Giấy chứng nhận nhận thức về Đảng hết giá trị",
        BRANCH,
        seeing("attendance"),
        certificates,
        kept=HALF_A_YEAR,
    ),
)
