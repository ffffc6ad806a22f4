"""Registers of the roll on a day: members, dự bị, chủ doanh nghiệp, cards."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Q

from accounts.sealed import mask
from branches.models import Rule
from branches.rulebook import RuleBook
from hoangmai_party.periods import add_months, in_force
from members import roll
from members.models import Exemption, Member, Ownership, Placement
from reports import sources
from reports.national import NOT_KEPT
from reports.people import born
from reports.registers.register import Column, Register

BY_BRANCH = ("branch__code", "member__order", "member", "pk")


@dataclass(frozen=True)
class RollRegister(Register):
    """People on the roll: a name leads to the person, while the page is open.

    `choose(rows, day)` picks in Python what no condition can say.
    """

    choose: Callable | None = None

    def rows(self, asked):
        rows = super().rows(asked)
        if self.choose is None:
            return rows
        day = asked.span.last
        chosen = self.choose(list(rows.select_related("spell").order_by()), day)
        return rows.filter(pk__in=[row.pk for row in chosen])

    def _addresses(self, rows, user):
        open_now = Member.objects.open_to(user, {row.member_id for row in rows})
        return {
            row.pk: row.member.get_absolute_url()
            for row in rows
            if row.member_id in open_now
        }


def with_people(rows):
    """The rows with the person and the spell."""
    return rows.select_related("member", "spell")


def on_roll(scope):
    """Placements as far as they count, with how each came and went."""
    return roll.with_ways(roll.roll(scope.reach), scope.reach)


def held(also=lambda day: Q()):
    """Condition: on the roll at the end of the span, and `also` that day."""
    return lambda span: roll.on(span.last) & also(span.last)


NAME = Column("Họ và tên", lambda row: row.member.full_name)
BORN = Column("Ngày sinh", lambda row: born(row.member))
SEX = Column("Giới tính", lambda row: row.member.get_sex_display())
BRANCH = Column("Chi bộ", lambda row: row.branch_name)
JOINED_PARTY = Column("Ngày vào Đảng", lambda row: row.spell.ceremony_on)
OFFICIAL = Column("Ngày chính thức", lambda row: row.spell.official_on or "")
CARD = Column("Số thẻ", lambda row: row.member.old_card_number)
DECISION = Column("Số quyết định kết nạp", lambda row: row.spell.decision_number)
DECIDED = Column("Ngày quyết định", lambda row: row.spell.decision_on or "")


# Danh sách đảng viên: the columns of members.md §1.6, list 2


def _with_state(rows, day):
    members = [row.member_id for row in rows]
    exempt = Exemption.objects.filter(in_force(day), member__in=members)
    exempt = set(exempt.values_list("member", flat=True))
    for row in rows:
        since = row.spell.counts_official_on
        official = bool(since) and since <= day
        row.state = "Chính thức" if official else "Dự bị"
        if row.member_id in exempt:
            row.state += ", miễn công tác và sinh hoạt đảng"
    return rows


MEMBERS = RollRegister(
    "dang-vien",
    "Danh sách đảng viên",
    Placement,
    on_roll,
    (
        NAME,
        CARD,
        Column("Số định danh cá nhân", lambda row: mask(row.member.citizen_id)),
        BORN,
        SEX,
        JOINED_PARTY,
        OFFICIAL,
        Column("Chi bộ đang sinh hoạt", lambda row: row.branch_name),
        Column("Chi bộ nơi cư trú", lambda row: NOT_KEPT),
        Column("Trạng thái", lambda row: row.state),
    ),
    where=held(),
    prepare=with_people,
    on_day=_with_state,
    order=BY_BRANCH,
    branch="branch",
    notes=(
        "Đảng viên có tên trong danh sách vào ngày tính số liệu.",
        "Số định danh cá nhân, cũng là số thẻ mới, được giấu bớt; số đủ xem ở trang "
        + "từng đảng viên, ghi lý do.",
    ),
)


# Dự bị


def with_ends(rows, day):
    """Each row with `ends_on`: ceremony and the months of probation in force then."""
    book = RuleBook(Rule.Code.PROBATION_MONTHS)
    for row in rows:
        began = row.spell.ceremony_on
        months = book.value(Rule.Code.PROBATION_MONTHS, began)
        row.ends_on = add_months(began, months) if months else None
    return rows


def _over(rows, day):
    return [r for r in with_ends(rows, day) if r.ends_on and r.ends_on <= day]


_ENDS = Column("Đủ thời gian dự bị", lambda row: row.ends_on or "")
_PROBATIONARY = {
    "where": held(roll.probationary_on),
    "prepare": with_people,
    "on_day": with_ends,
    "order": BY_BRANCH,
    "branch": "branch",
}

PROBATIONERS = RollRegister(
    "dang-vien-du-bi",
    "Đảng viên dự bị",
    Placement,
    on_roll,
    (NAME, BORN, SEX, BRANCH, DECISION, DECIDED, JOINED_PARTY, _ENDS),
    notes=("Đảng viên chưa được công nhận chính thức vào ngày tính số liệu.",),
    **_PROBATIONARY,
)

DUE_OFFICIAL = RollRegister(
    "den-han-chinh-thuc",
    "Đảng viên dự bị đến hạn công nhận chính thức",
    Placement,
    on_roll,
    (NAME, BORN, SEX, BRANCH, DECISION, JOINED_PARTY, _ENDS),
    choose=_over,
    notes=(
        "Đã đủ thời gian dự bị mà chưa được công nhận vào ngày tính số liệu.",
        "Người sắp đến hạn: xem trang Việc đến hạn.",
    ),
    **_PROBATIONARY,
)


# Chủ doanh nghiệp


def _with_enterprises(rows, day):
    members = [row.member_id for row in rows]
    owned = Ownership.objects.filter(in_force(day), member__in=members)
    found = {}
    for one in owned.select_related("enterprise").order_by("started_on", "pk"):
        found.setdefault(one.member_id, []).append(one)
    for row in rows:
        mine = found.get(row.member_id, ())
        row.enterprises = "; ".join(one.enterprise.name for one in mine)
        row.bases = "; ".join(one.get_basis_display() for one in mine)
        row.owner_since = mine[0].started_on if mine else ""
    return rows


OWNERS = RollRegister(
    "chu-doanh-nghiep",
    "Đảng viên là chủ doanh nghiệp",
    Placement,
    on_roll,
    (
        NAME,
        BORN,
        BRANCH,
        JOINED_PARTY,
        Column("Doanh nghiệp", lambda row: row.enterprises),
        Column("Căn cứ", lambda row: row.bases),
        Column("Từ ngày", lambda row: row.owner_since),
    ),
    where=held(lambda day: Q(sources.owner_on(day))),
    prepare=with_people,
    on_day=_with_enterprises,
    order=BY_BRANCH,
    branch="branch",
    notes=("Vào ngày tính số liệu.",),
)


# Phát thẻ


def _card_given(span):
    return Q(
        member__card_issued_on__range=span.days,
        member__card_issued_on__gte=F("joined_on"),
        member__card_issued_on__lt=F("left_on"),
    )


CARDS = RollRegister(
    "phat-the",
    "Phát thẻ đảng viên",
    Placement,
    on_roll,
    (
        NAME,
        BORN,
        BRANCH,
        JOINED_PARTY,
        OFFICIAL,
        CARD,
        Column("Số thẻ mới (số định danh)", lambda row: mask(row.member.citizen_id)),
        Column("Ngày cấp thẻ", lambda row: row.member.card_issued_on),
    ),
    where=_card_given,
    prepare=with_people,
    order=("member__card_issued_on", "member__order", "pk"),
    branch="branch",
    notes=("Số thẻ mới được giấu bớt. Sổ giữ ngày cấp của thẻ cấp sau cùng.",),
)
