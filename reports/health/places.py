"""Where people are counted, transfers, exemptions: 39–41, 43, 45 of §8, and seams."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q

from branches.models import BranchLink, Rule
from hoangmai_party.periods import add_months, in_force
from members.actions import ENDS_SPELL
from members.models import (
    Absence,
    Exemption,
    InspectedMember,
    Member,
    Placement,
    Spell,
    Transfer,
)
from reports.health.check import Owner, Severity, check, day, of_member

_E, _W = Severity.ERROR, Severity.WARNING
_OFFICE, _BRANCH = Owner.OFFICE, Owner.BRANCH
_R294 = "Quy định 294-QĐ/TW, điểm"
_TIME = "Quy ước của sổ: cách tính thời gian"
FIXED_MONTHS = 12  # 38-HD/BTCTW IV.1.2: exempt for a time means less than this


@check(
    "guest-at-home",
    "39",
    _E,
    "Sinh hoạt tạm thời ngay tại chi bộ đang sinh hoạt chính thức",
    _OFFICE,
    f"{_R294} 6.3.2",
)
def guest_at_home(facts):
    official = Placement.objects.filter(
        in_force(facts.day),
        kind="official",
        member=OuterRef("member"),
        branch=OuterRef("branch"),
    )
    rows = Placement.objects.filter(in_force(facts.day), kind="temporary")
    rows = rows.filter(Exists(official))
    for pk, at, on in rows.values_list("member", "branch", "started_on"):
        words = f"Ghi sinh hoạt tạm thời từ {day(on)} tại chính chi bộ của mình"
        yield of_member(pk, words, at)


@check(
    "away-too-long",
    "40",
    _W,
    "Sinh hoạt tạm thời quá hạn chưa gia hạn",
    _BRANCH,
    f"{_R294} 6.3.2",
)
def away_too_long(facts):
    months = facts.rule(Rule.Code.TEMPORARY_MAX, facts.day)
    if months is None:
        return
    longest = add_months(facts.day, -months)
    over = Q(until__lt=facts.day) | Q(until=None, started_on__lt=longest)
    rows = Absence.objects.filter(in_force(facts.day), over)
    for pk, at, on, until in rows.values_list(
        "placement__member", "placement__branch", "started_on", "until"
    ):
        limit = f"hạn đến {day(until)}" if until else f"quá {months} tháng"
        yield of_member(pk, f"Sinh hoạt tạm thời nơi khác từ {day(on)}, {limit}", at)
    guests = Placement.objects.filter(
        in_force(facts.day), kind="temporary", started_on__lt=longest
    )
    for pk, at, on in guests.values_list("member", "branch", "started_on"):
        words = f"Sinh hoạt tạm thời tại đây từ {day(on)}, quá {months} tháng"
        yield of_member(pk, words, at)


@check(
    "transfer-unconfirmed",
    "41",
    _W,
    "Chuyển đi quá hạn mà nơi đến chưa xác nhận",
    _OFFICE,
    f"{_R294} 6.3.1; Hướng dẫn 38-HD/BTCTW, II.4.3.1",
)
def transfer_unconfirmed(facts):
    # Thirty working days are never less than thirty days: SQL leaves out the rest.
    rows = Transfer.objects.filter(
        confirmed_on=None, issued_on__lt=facts.day - dt.timedelta(days=30)
    )
    for pk, at, on, number in rows.values_list(
        "placement__member", "placement__branch", "issued_on", "number"
    ):
        if late := _late(facts, on):
            words = f"Giấy giới thiệu {number} ngày {day(on)} {late}"
            yield of_member(pk, words, at)


def _late(facts, issued_on):
    """Which limit has passed: three months weigh more than the working days."""
    months = facts.rule(Rule.Code.TRANSFER_LOST, issued_on)
    if months is not None and add_months(issued_on, months) < facts.day:
        return f"quá {months} tháng chưa có xác nhận"
    count = facts.rule(Rule.Code.TRANSFER_PRESENT, issued_on)
    if count is not None and facts.calendar.add(issued_on, count) < facts.day:
        return f"quá {count} ngày làm việc chưa có xác nhận"
    return ""


@check(
    "transfer-inspected",
    "43",
    _W,
    "Chuyển sinh hoạt khi đang được kiểm tra, giám sát",
    _OFFICE,
    f"{_R294} 6.3.1đ",
)
def transfer_inspected(facts):
    open_then = Q(inspection__concluded_on=None)
    open_then |= Q(inspection__concluded_on__gt=OuterRef("issued_on"))
    inspected = InspectedMember.objects.filter(
        open_then,
        member=OuterRef("placement__member"),
        inspection__began_on__lte=OuterRef("issued_on"),
    )
    rows = Transfer.objects.filter(Exists(inspected))
    for pk, at, on in rows.values_list(
        "placement__member", "placement__branch", "issued_on"
    ):
        words = f"Cấp giấy giới thiệu ngày {day(on)} khi cuộc kiểm tra chưa kết luận"
        yield of_member(pk, words, at)


@check(
    "exemption-amiss",
    "45",
    _W,
    "Miễn công tác và sinh hoạt đảng quá hạn, quá dài hoặc thiếu nghị quyết",
    _BRANCH,
    f"{_R294} 7; Hướng dẫn 38-HD/BTCTW, IV.1",
)
def exemption_amiss(facts):
    rows = Exemption.objects.filter(in_force(facts.day))
    rows = rows.filter(Q(until__isnull=False) | Q(number=""))
    for pk, at, on, until, number in rows.values_list(
        "member", "branch", "started_on", "until", "number"
    ):
        if until and until < facts.day:
            yield of_member(pk, f"Hết hạn miễn ngày {day(until)}, chưa ghi trở lại", at)
        if until and until >= add_months(on, FIXED_MONTHS):
            words = (
                f"Miễn có thời hạn từ {day(on)} đến {day(until)}: từ 12 tháng trở lên"
            )
            yield of_member(pk, words, at)
        if not number:
            yield of_member(pk, f"Miễn từ {day(on)} chưa ghi số nghị quyết", at)


@check(
    "spell-over-still-placed",
    "",
    _E,
    "Đã thôi là đảng viên mà còn sinh hoạt tại chi bộ",
    _OFFICE,
    _TIME,
)
def spell_over_still_placed(facts):
    rows = Placement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=F("spell__ended_on")),
        spell__ended_on__isnull=False,
    )
    for pk, at, on in rows.values_list("member", "branch", "spell__ended_on"):
        words = f"Thôi là đảng viên từ {day(on)}, sau ngày đó còn ghi sinh hoạt"
        yield of_member(pk, words, at)


@check(
    "placement-ended-spell-open",
    "",
    _E,
    "Rời chi bộ vì thôi là đảng viên mà đảng tịch chưa kết thúc",
    _OFFICE,
    _TIME,
)
def placement_ended_spell_open(facts):
    later = Placement.objects.filter(
        spell=OuterRef("spell"), started_on__gte=OuterRef("ended_on")
    )
    rows = Placement.objects.filter(
        ended__in=[str(reason.value) for reason in ENDS_SPELL], spell__ended_on=None
    ).exclude(Exists(later))  # restored to the Party afterwards
    for pk, at, on, reason in rows.values_list("member", "branch", "ended_on", "ended"):
        label = Placement.Ended(reason).label.lower()
        yield of_member(
            pk, f"Rời chi bộ ngày {day(on)} ({label}), đảng tịch còn mở", at
        )


@check(
    "placed-before-joining",
    "",
    _E,
    "Sinh hoạt đảng trước ngày vào Đảng",
    _OFFICE,
    _TIME,
)
def placed_before_joining(facts):
    rows = Placement.objects.filter(started_on__lt=F("spell__ceremony_on"))
    for pk, at, on, joined_on in rows.values_list(
        "member", "branch", "started_on", "spell__ceremony_on"
    ):
        words = f"Sinh hoạt từ {day(on)}, vào Đảng {day(joined_on)}"
        yield of_member(pk, words, at)


@check(
    "placed-in-ended-branch",
    "",
    _E,
    "Đang sinh hoạt tại chi bộ không còn trực thuộc đảng bộ nào",
    _OFFICE,
    "Quy định 24-QĐ/TW và 294-QĐ/TW, điểm 6.3.5",
)
def placed_in_ended_branch(facts):
    linked = BranchLink.objects.filter(in_force(facts.day), branch=OuterRef("branch"))
    rows = Placement.objects.filter(in_force(facts.day)).exclude(Exists(linked))
    for pk, at, name in rows.values_list("member", "branch", "branch__name"):
        words = f"{name} không còn trực thuộc: chuyển đảng viên đi nơi khác"
        yield of_member(pk, words, at)


@check(
    "nowhere-placed",
    "",
    _W,
    "Hồ sơ chưa có đảng tịch hoặc chưa xếp chi bộ",
    _OFFICE,
    _TIME,
)
def nowhere_placed(facts):
    spells = Spell.objects.filter(member=OuterRef("pk"))
    placements = Placement.objects.filter(member=OuterRef("pk"))
    rows = Member.objects.annotate(has_spell=Exists(spells))
    rows = rows.exclude(Exists(placements))
    for pk, has_spell in rows.values_list("pk", "has_spell"):
        lack = "chi bộ" if has_spell else "đảng tịch và chi bộ"
        yield of_member(pk, f"Hồ sơ chưa ghi {lack}: người này không ở con số nào")
