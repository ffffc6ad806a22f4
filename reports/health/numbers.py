"""Numbers and cards: checks 1–9, 54 and 55 of members.md §8."""

import datetime as dt
import re
from collections import Counter

from django.db.models import Exists, OuterRef

from branches.models import Rule
from members import codes
from members.models import Badge, Member, Placement
from reports.health.check import Owner, Severity, check, day, of_member

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_OFFICE = Owner.OFFICE
_CCCD = "Luật Căn cước"
_HD38 = "Hướng dẫn 38-HD/BTCTW"
CARD_IS_CITIZEN_ID = dt.date(2025, 9, 2)  # 38-HD/BTCTW: new cards bear the CCCD
# 38-HD/BTCTW, III.1.4: Hà Nội writes HN before these, a letter for the halves.
_BADGE = {30: "8", 40: "7", 45: "E7", 50: "6", 55: "D6", 60: "5", 65: "C5", 70: "4"}
_BADGE |= {75: "B4", 80: "3", 85: "A3", 90: "2"}


def _misshapen(number):
    return not (len(number) == 12 and number.isascii() and number.isdigit())


@check(
    "citizen-id-shape",
    "1",
    _E,
    "Số định danh cá nhân không đủ 12 chữ số",
    _OFFICE,
    _CCCD,
)
def citizen_id_shape(facts):
    for pk, number, *_ in facts.citizen_ids:
        if _misshapen(number):
            yield of_member(
                pk, f"Số định danh có {len(number)} ký tự, không phải 12 số"
            )


@check(
    "citizen-id-twice",
    "1",
    _E,
    "Số định danh cá nhân ghi ở hai hồ sơ",
    _OFFICE,
    _CCCD,
    is_for_body=True,
)
def citizen_id_twice(facts):
    times = Counter(number for _, number, *_ in facts.citizen_ids)
    for pk, number, *_ in facts.citizen_ids:
        if times[number] > 1:
            yield of_member(pk, f"Số định danh ghi ở {times[number]} hồ sơ")


def _unlike(number, **given):
    """What a well-formed number says against one fact, in the words of the forms."""
    alone = codes.check_citizen_id(number)
    return [w for w in codes.check_citizen_id(number, **given) if w not in alone]


def _sound(facts):
    """Numbers whose deviation nobody has accepted in the record itself."""
    for pk, number, sex, born_on, accepted in facts.citizen_ids:
        if not (accepted or _misshapen(number)):
            yield pk, number, sex, born_on


@check(
    "citizen-id-sex",
    "2",
    _W,
    "Số định danh khác giới tính",
    _OFFICE,
    _CCCD,
)
def citizen_id_sex(facts):
    for pk, number, sex, _ in _sound(facts):
        yield from (of_member(pk, words) for words in _unlike(number, sex=sex))


@check(
    "citizen-id-birth",
    "3",
    _W,
    "Số định danh khác năm sinh",
    _OFFICE,
    _CCCD,
)
def citizen_id_birth(facts):
    for pk, number, _, born_on in _sound(facts):
        yield from (of_member(pk, words) for words in _unlike(number, born_on=born_on))


@check(
    "citizen-id-province",
    "4",
    _I,
    "Số định danh có mã tỉnh không tồn tại",
    _OFFICE,
    _CCCD,
)
def citizen_id_province(facts):
    for pk, number, *_ in _sound(facts):
        yield from (of_member(pk, words) for words in codes.check_citizen_id(number))


@check(
    "profile-shape",
    "5",
    _E,
    "Số lý lịch không đúng mẫu",
    _OFFICE,
    _HD38,
)
def profile_shape(facts):
    rows = Member.objects.exclude(profile_number="")
    rows = rows.exclude(profile_number__regex=r"^[0-9]{6}[A-ZĐ]{2,3}$")
    for pk, number in rows.values_list("pk", "profile_number"):
        yield of_member(pk, f"Số lý lịch “{number}” không phải 6 chữ số và ký hiệu")


@check(
    "profile-symbol",
    "6",
    _W,
    "Số lý lịch không mang ký hiệu HN",
    _OFFICE,
    _HD38,
)
def profile_symbol(facts):
    admitted = Placement.objects.filter(
        member=OuterRef("pk"), began__in=["admitted", "readmitted"]
    )
    rows = Member.objects.filter(
        Exists(admitted), profile_number__regex=r"^[0-9]{6}[A-ZĐ]{2,3}$"
    ).exclude(profile_number__regex=r"^[0-9]{6}HN$")
    for pk, number in rows.values_list("pk", "profile_number"):
        yield of_member(pk, f"Kết nạp tại Hà Nội mà số lý lịch có ký hiệu {number[6:]}")


@check(
    "old-card-shape",
    "8",
    _W,
    "Số thẻ mẫu cũ không đủ 8 chữ số",
    _OFFICE,
    "Quyết định 85-QĐ/TW",
)
def old_card_shape(facts):
    rows = Member.objects.exclude(old_card_number="")
    rows = rows.exclude(old_card_number__regex=r"^[0-9]{8}$")
    for pk, number in rows.values_list("pk", "old_card_number"):
        yield of_member(pk, f"Số thẻ mẫu cũ có {len(number)} ký tự, không phải 8 số")


@check(
    "card-outdated",
    "9",
    _W,
    "Thẻ cấp từ 02/9/2025 vẫn ghi số cũ",
    _OFFICE,
    _HD38,
)
def card_outdated(facts):
    rows = Member.objects.filter(
        card_issued_on__gte=CARD_IS_CITIZEN_ID, citizen_id_index=""
    ).exclude(old_card_number="")
    for pk, issued_on in rows.values_list("pk", "card_issued_on"):
        yield of_member(pk, f"Thẻ cấp ngày {day(issued_on)} vẫn ghi số 8 chữ số")


@check(
    "card-missing",
    "55",
    _W,
    "Chính thức quá hạn mà chưa có thẻ",
    _OFFICE,
    "Quy định: hạn nhận thẻ",
)
def card_missing(facts):
    rows = facts.open_spells().filter(
        counts_official_on__lte=facts.day,
        member__old_card_number="",
        member__card_issued_on=None,
    )
    for pk, since in rows.values_list("member", "counts_official_on"):
        days = facts.rule(Rule.Code.CARD_DUE, since)
        if days is not None and (facts.day - since).days > days:
            yield of_member(
                pk, f"Chính thức từ {day(since)}, quá {days} ngày chưa có thẻ"
            )


@check(
    "badge-number",
    "54",
    _I,
    "Số huy hiệu không đúng mẫu",
    _OFFICE,
    f"{_HD38}, III.1.4",
)
def badge_number(facts):
    rows = Badge.objects.exclude(badge_number="")
    for pk, branch, years, number in rows.values_list(
        "member", "branch", "years", "badge_number"
    ):
        shape = _BADGE[years]
        bare = re.sub(r"[ .\-]", "", number).upper().removeprefix("HN")
        if not re.fullmatch(rf"{shape[:-1]}[0-9]{{{shape[-1]}}}", bare):
            words = f"Số huy hiệu {years} năm “{number}” không đúng mẫu"
            yield of_member(pk, words, branch)
