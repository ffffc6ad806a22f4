"""School, work, capital, addresses: checks 33, 34, 42, 65–67 of members.md §8."""

import datetime as dt
from itertools import groupby

from django.db.models import Exists, Min, OuterRef, Q

from branches.models import BranchEnterprise, Rule
from enterprises.models import EnterpriseAddress, Ward
from hoangmai_party.periods import FAR, add_months, in_force
from hoangmai_party.text import search_key
from members.models import (
    Attendance,
    Course,
    Employment,
    Member,
    Ownership,
    Placement,
    Qualification,
)
from members.models.background import GeneralLevel, ProfessionLevel
from reports.health.check import Owner, Severity, check, day, of_enterprise, of_member

_E, _W = Severity.ERROR, Severity.WARNING
_OFFICE, _BRANCH = Owner.OFFICE, Owner.BRANCH
DISTRICTS_ENDED = dt.date(2025, 7, 1)  # Luật Tổ chức chính quyền địa phương 2025
GAP_MONTHS = 1  # members.md §8, 65
# A sole owner has all of it; of investors in schools the share is not asked.
SHARE_NOT_ASKED = (Ownership.Basis.PRIVATE, Ownership.Basis.INVESTOR)


@check(
    "schooling-missing",
    "33",
    _E,
    "Chưa ghi văn bằng từ trung học cơ sở trở lên",
    _OFFICE,
    "Quy định 294-QĐ/TW, điểm 1.2",
)
def schooling_missing(facts):
    enough = Q(kind="general", level__gte=GeneralLevel.LOWER)
    # An intermediate degree takes lower secondary school for granted.
    enough |= Q(kind="profession", level__gte=ProfessionLevel.INTERMEDIATE)
    held = Qualification.objects.filter(enough, member=OuterRef("pk"))
    rows = Member.objects.filter(facts.here()).exclude(Exists(held))
    for pk in rows.values_list("pk", flat=True):
        yield of_member(pk, "Hồ sơ chưa ghi văn bằng trung học cơ sở trở lên")


@check(
    "new-member-course",
    "34",
    _E,
    "Công nhận chính thức khi chưa học lớp bồi dưỡng đảng viên mới",
    _BRANCH,
    "Hướng dẫn 06-HD/TW, điểm 4.1",
)
def new_member_course(facts):
    """Only recognitions since the register keeps such courses: before, none is there."""
    kind = Course.Kind.NEW_MEMBER
    first = Course.objects.filter(kind=kind).aggregate(day=Min("finished_on"))["day"]
    passed = Attendance.objects.filter(
        member=OuterRef("member"), course__kind=kind, result="passed"
    )
    rows = facts.open_spells().filter(recognised_on__gte=first or FAR)
    rows = rows.exclude(Exists(passed))
    for pk, on in rows.values_list("member", "recognised_on"):
        words = f"Công nhận ngày {day(on)}, sổ chưa ghi đã học lớp"
        yield of_member(pk, f"{words} bồi dưỡng đảng viên mới")


@check(
    "work-elsewhere",
    "42",
    _W,
    "Đã thôi việc ở doanh nghiệp mà còn sinh hoạt tại chi bộ ở đó",
    _BRANCH,
    "Hướng dẫn 06-HD/TW, điểm 6.2; Quy định 294-QĐ/TW, điểm 6.3.1",
)
def work_elsewhere(facts):
    hosts = BranchEnterprise.objects.filter(
        in_force(facts.day), branch=OuterRef(OuterRef("branch"))
    )
    work = Employment.objects.filter(
        member=OuterRef("member"), enterprise__in=hosts.values("enterprise")
    )
    now = work.filter(in_force(facts.day))
    over = work.filter(ended_on__lte=facts.day).order_by("-ended_on")
    rows = Placement.objects.filter(in_force(facts.day), kind="official")
    rows = rows.filter(Exists(over)).exclude(Exists(now))
    for pk, at in rows.values_list("member", "branch"):
        yield of_member(pk, "Đã thôi việc tại doanh nghiệp của chi bộ", at)


@check(
    "work-too-short",
    "42",
    _W,
    "Hợp đồng dưới 12 tháng mà sinh hoạt chính thức tại doanh nghiệp",
    _BRANCH,
    "Hướng dẫn 06-HD/TW, điểm 6.2",
)
def work_too_short(facts):
    hosts = BranchEnterprise.objects.filter(
        in_force(facts.day), branch=OuterRef(OuterRef("branch"))
    )
    work = Employment.objects.filter(
        in_force(facts.day),
        member=OuterRef("member"),
        contract=Employment.Contract.SHORT,
        enterprise__in=hosts.values("enterprise"),
    )
    rows = Placement.objects.filter(Exists(work), in_force(facts.day), kind="official")
    for pk, at in rows.values_list("member", "branch"):
        yield of_member(pk, "Hợp đồng lao động dưới 12 tháng", at)


@check(
    "work-gap",
    "65",
    _W,
    "Quá trình làm việc đứt quãng quá 1 tháng",
    _OFFICE,
    "Hướng dẫn 38-HD/BTCTW, I.2.1",
)
def work_gap(facts):
    ended = Employment.objects.filter(
        member=OuterRef("member"), ended_on__lte=facts.day
    )
    rows = Employment.objects.filter(Exists(ended)).filter(facts.here("member"))
    rows = rows.order_by("member", "started_on", "pk")
    for pk, jobs in groupby(
        rows.values_list("member", "started_on", "ended_on"), key=lambda job: job[0]
    ):
        until = None
        for _, start, end in jobs:
            if until and until < start and start > add_months(until, GAP_MONTHS):
                words = f"Từ {day(until)} đến {day(start)} chưa ghi làm việc ở đâu"
                yield of_member(pk, words)
            until = max(until or start, end or FAR)


@check(
    "old-place",
    "66",
    _W,
    "Nơi thường trú còn ghi quận, phường cũ",
    _OFFICE,
    "Sắp xếp địa giới từ 01/7/2025",
)
def old_place(facts):
    if facts.day < DISTRICTS_ENDED:
        return
    new = [search_key(name) for name in _names_of_wards_now(facts.day)]
    rows = Member.objects.filter(facts.here()).exclude(residence="")
    for pk, text in rows.values_list("pk", "residence"):
        found = search_key(text)
        if ("quan " in found or "huyen " in found) and not any(
            name in found for name in new
        ):
            yield of_member(pk, f"Nơi thường trú “{text}” chưa có tên phường, xã mới")


def _names_of_wards_now(today):
    """ "phường X" of today's wards; a district named beside it does no harm."""
    rows = Ward.objects.filter(in_force(today), started_on__gte=DISTRICTS_ENDED)
    return [str(ward) for ward in rows]


@check(
    "old-ward",
    "66",
    _W,
    "Địa chỉ doanh nghiệp còn ghi phường đã thôi",
    Owner.SURVEY,
    "Sắp xếp địa giới từ 01/7/2025",
)
def old_ward(facts):
    rows = EnterpriseAddress.objects.filter(
        in_force(facts.day), ward__ended_on__lte=facts.day
    )
    for pk, name, on in rows.values_list("enterprise", "ward__name", "ward__ended_on"):
        yield of_enterprise(pk, f"{name} không còn từ {day(on)}: ghi địa chỉ mới")


@check(
    "owner-share",
    "67",
    _W,
    "Chủ doanh nghiệp chưa có tỷ lệ vốn chi phối",
    _OFFICE,
    "Hướng dẫn 08-HD/BTCTW (2021)",
)
def owner_share(facts):
    least = facts.rule(Rule.Code.OWNER_SHARE, facts.day)
    if least is None:
        return
    rows = Ownership.objects.filter(in_force(facts.day), facts.here("member"))
    rows = rows.filter(Q(share=None) | Q(share__lte=least))
    rows = rows.exclude(basis__in=SHARE_NOT_ASKED)
    for pk, share in rows.values_list("member", "share"):
        held = "chưa ghi" if share is None else f"{share:.2f}%".replace(".", ",")
        yield of_member(pk, f"Tỷ lệ vốn {held}, phải trên {least}%")
