"""The clerk types badly about people: each page says why and writes nothing."""

import datetime as dt

import pytest

from accounts.tests.desk import (
    ENDS_AFTER,
    NO_DAY,
    NO_NUL,
    NO_NUMBER,
    REQUIRED,
    Answer,
    too_long,
    written,
)
from accounts.tests.raw import constraints_of
from members.models import Member, Placement, Spell
from members.tests import test_year_admin
from members.tests.admission import test_models as test_file_models
from members.tests.conftest import CITIZEN_ID, LEFT, OTHER_ID

SAVED = Answer({}, is_saved=True)
OLD_PAPER = (
    "Số có 9 chữ số là số chứng minh nhân dân cũ; số định danh cá nhân có 12 chữ số."
)
NINE_OF_EIGHT = (
    "Số thẻ đảng viên mẫu cũ phải có 8 chữ số, ví dụ 01.234567; số đã nhập có 9 chữ số."
)
NEW_CARD = (
    "Số có 12 chữ số là số thẻ đảng viên mẫu mới (số định danh cá nhân), "
    "không phải số thẻ mẫu cũ."
)
KNOWN_ID = "Số định danh này đã có hồ sơ trong sổ."
ELSEWHERE = "Đảng viên đã sinh hoạt chính thức ở một chi bộ trong thời gian này."
BOTH_DAYS = (
    "Ghi cả ngày chính thức và ngày quyết định công nhận, cả hai đều sau ngày vào Đảng."
)
END_AND_REASON = "Ngày thôi là đảng viên phải sau ngày vào Đảng và có lý do."
NO_CHOICE = "Hãy chọn lại: lựa chọn này không có trong danh sách."

# what: (row of `people`, typed, field, message)
BAD_MEMBER = {
    "31/02/2021": ("man", {"born_on": "31/02/1990"}, "born_on", NO_DAY),
    "born in the future": (
        "woman",
        {"born_on": "01/01/2999"},
        "born_on",
        "Ngày sinh không được ở tương lai.",
    ),
    "no name": ("man", {"full_name": "   "}, "full_name", REQUIRED),
    "no birthday": ("man", {"born_on": ""}, "born_on", REQUIRED),
    "no sex": ("woman", {"sex": ""}, "sex", REQUIRED),
    "NUL in a name": ("man", {"full_name": "An\0"}, "full_name", NO_NUL),
    "NUL in a text": ("man", {"note": "a\0b"}, "note", NO_NUL),
    "NUL in a number": ("man", {"citizen_id": "00109\0"}, "citizen_id", NO_NUL),
    "5000 characters": (
        "man",
        {"full_name": "ắ" * 5000},
        "full_name",
        too_long(120, 5000),
    ),
    "5000 digits": (
        "man",
        {"citizen_id": "0" * 5000},
        "citizen_id",
        too_long(20, 5000),
    ),
    "9 digits": (
        "man",
        {"citizen_id": "012345678"},
        "citizen_id",
        OLD_PAPER,
    ),
    "11 digits": (
        "man",
        {"citizen_id": "00109000000"},
        "citizen_id",
        "Số định danh cá nhân phải có 12 chữ số; số đã nhập có 11 chữ số.",
    ),
    "letter": (
        "man",
        {"citizen_id": "00109000000O"},
        "citizen_id",
        "Số định danh cá nhân chỉ gồm chữ số.",
    ),
    "other sex": (
        "man",
        {"citizen_id": "001190000003"},
        "citizen_id_accepted",
        "Chữ số thứ tư (1) là của nữ, hồ sơ ghi nam.",
    ),
    "other year": (
        "man",
        {"citizen_id": "001085000003"},
        "citizen_id_accepted",
        "Số định danh ứng với năm sinh 1985, hồ sơ ghi 1990.",
    ),
    "member_citizen_id": (
        "woman",
        {"citizen_id": "001 090 000.001", "citizen_id_accepted": "on"},
        "citizen_id",
        KNOWN_ID,
    ),
    "9-digit card": (
        "man",
        {"old_card_number": "012345678"},
        "old_card_number",
        NINE_OF_EIGHT,
    ),
    "12-digit card": (
        "man",
        {"old_card_number": CITIZEN_ID},
        "old_card_number",
        NEW_CARD,
    ),
    "member_old_card": (
        "woman",
        {"old_card_number": "01.234567"},
        "old_card_number",
        "Số thẻ này đã có trong sổ.",
    ),
    "member_profile_number": (
        "woman",
        {"profile_number": "000123 hn"},
        "profile_number",
        "Số lý lịch này đã có trong sổ.",
    ),
    "profile number zero": (
        "woman",
        {"profile_number": "000000HN"},
        "profile_number",
        "Số lý lịch phải từ 000001 đến 999999.",
    ),
    "spell_ceremony_after_decision": (
        "man",
        {"spells-0-ceremony_on": "30/04/2019"},
        "spells-0-ceremony_on",
        "Ngày lễ kết nạp không được trước ngày quyết định kết nạp.",
    ),
    "spell_official_after_ceremony": (
        "man",
        {"spells-0-official_on": "01/05/2019", "spells-0-recognised_on": "01/06/2020"},
        "spells-0-official_on",
        "Ngày chính thức phải sau ngày vào Đảng.",
    ),
    "spell_recognised_with_official": (
        "man",
        {"spells-0-official_on": "01/05/2020"},
        "spells-0-recognised_on",
        BOTH_DAYS,
    ),
    "spell_end_has_reason": (
        "man",
        {"spells-0-ended_on": "01/05/2021"},
        "spells-0-ended_on",
        END_AND_REASON,
    ),
    "reason without end": (
        "man",
        {"spells-0-end_reason": "died"},
        "spells-0-ended_on",
        END_AND_REASON,
    ),
    "spell_no_overlap": (
        "man",
        {"spells-1-ceremony_on": "01/01/2021"},
        "spells-1-ceremony_on",
        "Người này đã là đảng viên trong thời gian đó.",
    ),
    "members_employment_period": (
        "man",
        {"employments-0-ended_on": "01/05/2019"},
        "employments-0-ended_on",
        ENDS_AFTER,
    ),
    "members_ownership_period": (
        "man",
        {"ownerships-0-ended_on": "30/04/2019"},
        "ownerships-0-ended_on",
        ENDS_AFTER,
    ),
    "ownership_share_percent": (
        "man",
        {"ownerships-0-share": "100,5"},
        "ownerships-0-share",
        "Tỷ lệ vốn phải trên 0 và không quá 100.",
    ),
    "share in words": (
        "man",
        {"ownerships-0-share": "một nửa"},
        "ownerships-0-share",
        NO_NUMBER,
    ),
    "no such degree": (
        "man",
        {"qualifications-0-degree": "theory:4"},
        "qualifications-0-degree",
        "Hãy chọn lại: theory:4 không có trong danh sách lựa chọn.",
    ),
    "members_position_period": (
        "man",
        {"positions-0-ended_on": "01/05/2019"},
        "positions-0-ended_on",
        ENDS_AFTER,
    ),
    "position_branch_or_committee": (
        "man",
        {"positions-0-branch": ""},
        "positions-0-branch",
        "Chọn một chi bộ hoặc một đảng bộ, không cả hai.",
    ),
    "voided meanwhile": (
        "man",
        {"qualifications-0-id": "999999"},
        "qualifications-0-id",
        NO_CHOICE,
    ),
}
BAD_SPELL = {
    "two placements at once": (
        "hers",
        {
            "placements-0-ended_on": "01/07/2021",
            "placements-0-ended": "transferred",
            "placements-1-branch": "{people.second.pk}",
            "placements-1-began": "transferred",
            "placements-1-started_on": "01/07/2021",
            "placements-2-branch": "{people.first.pk}",
            "placements-2-began": "transferred",
            "placements-2-started_on": "02/07/2021",
        },
        "placements-2-started_on",
        ELSEWHERE,
    ),
    "before the ceremony": (
        "hers",
        {"placements-0-started_on": "30/04/2019"},
        "placements-0-started_on",
        "Không thể sinh hoạt đảng trước ngày vào Đảng.",
    ),
    "no ceremony": ("hers", {"ceremony_on": ""}, "ceremony_on", REQUIRED),
}
BAD_PLACEMENT = {
    "placement_no_overlap": (
        "before",
        {"ended_on": "02/07/2021"},
        "started_on",
        ELSEWHERE,
    ),
    "members_placement_period": (
        "before",
        {"ended_on": "01/05/2019"},
        "ended_on",
        ENDS_AFTER,
    ),
    "placement_end_has_reason": (
        "before",
        {"ended": ""},
        "ended",
        "Ghi cả ngày và lý do kết thúc.",
    ),
    "placement_kind_matches_begin": (
        "after",
        {"kind": "temporary"},
        "began",
        "Lý do bắt đầu không hợp với hình thức sinh hoạt.",
    ),
}
BAD = {
    (model, what): line
    for model, lines in {
        Member: BAD_MEMBER,
        Spell: BAD_SPELL,
        Placement: BAD_PLACEMENT,
    }.items()
    for what, line in lines.items()
}
# Written by the events of members, which have forms of their own (test_events).
ELSEWHERE_TRIED = {
    "members_absence_period",
    "absence_no_overlap",
    "members_exemption_period",
    "exemption_no_overlap",
    "exemption_fixed_has_end",
    "transfer_confirmed_after_issue",
    # Kind and level are one choice of a list: no other can be typed.
    "qualification_level_of_kind",
}


@pytest.mark.parametrize(
    ("model", "what"), BAD, ids=[f"{model.__name__}: {what}" for model, what in BAD]
)
def test_bad_input_is_refused_beside_its_field(model, what, desk, people):
    row, typed, field, message = BAD[model, what]
    typed = {name: text.format(people=people) for name, text in typed.items()}
    before = written()
    answer = desk.save(model, getattr(people, row), **typed)
    assert answer == Answer({field: [message]})
    assert written() == before


def test_every_constraint_has_a_message_on_a_page():
    tried = {*ELSEWHERE_TRIED, *test_year_admin.TRIED, *(what for _, what in BAD)}
    assert constraints_of("members") <= tried | {*test_file_models.REFUSED}


def test_numbers_are_taken_as_written_on_the_paper(desk, people):
    typed = {
        "old_card_number": "01.765432",
        "profile_number": "000124 hn",
        "citizen_id": "001 190 000 004",
    }
    assert desk.save(Member, people.woman, **typed) == SAVED
    woman = Member.objects.get(pk=people.woman.pk)
    assert (woman.old_card_number, woman.profile_number, woman.citizen_id) == (
        "01765432",
        "000124HN",
        "001190000004",
    )


def test_number_that_disagrees_is_taken_once_confirmed(desk, people):
    typed = {"citizen_id": OTHER_ID, "citizen_id_accepted": "on", "sex": "female"}
    assert desk.save(Member, people.man, **typed) == SAVED
    assert Member.objects.get(pk=people.man.pk).citizen_id == OTHER_ID


def test_placement_closes_and_the_next_opens_in_one_go(desk, people):
    typed = {
        "placements-0-ended_on": "01/07/2021",
        "placements-0-ended": "transferred",
        "placements-1-branch": people.second.pk,
        "placements-1-began": "transferred",
        "placements-1-started_on": "01/07/2021",
    }
    assert desk.save(Spell, people.hers, **typed) == SAVED
    first, second = people.hers.placements.order_by("started_on")
    assert (first.ended_on, second.started_on) == (LEFT, LEFT)
    assert (second.branch, second.member) == (people.second, people.woman)


@pytest.mark.parametrize("day", ["01/06/2021", "01/08/2021"])
def test_day_of_a_move_is_corrected_in_one_go(day, desk, people):
    typed = {"placements-0-ended_on": day, "placements-1-started_on": day}
    assert desk.save(Spell, people.spell, **typed) == SAVED
    ends = people.spell.placements.values_list("started_on", "ended_on")
    first, second = ends.order_by("started_on")
    assert f"{first[1]:%d/%m/%Y}" == f"{second[0]:%d/%m/%Y}" == day


def new_spell(people, began="readmitted", day="01/01/2022"):
    return {
        "member": people.woman.pk,
        "ceremony_on": day,
        "placements-0-branch": people.second.pk,
        "placements-0-began": began,
        "placements-0-started_on": day,
    }


def test_new_spell_comes_with_its_placement(desk, people):
    people.hers.void(by=desk.user, reason="Nhập nhầm")
    assert desk.save(Spell, **new_spell(people)) == SAVED
    placement = people.woman.placements.get()
    assert (placement.branch, placement.started_on) == (
        people.second,
        dt.date(2022, 1, 1),
    )


def test_new_spell_is_held_against_stored_placements(desk, people):
    """The old spell has ended, the placement in it was left open."""
    people.hers.ended_on, people.hers.end_reason = LEFT, "struck_off"
    people.hers.save()
    before = written()
    answer = desk.save(Spell, **new_spell(people))
    assert answer == Answer({"placements-0-started_on": [ELSEWHERE]})
    assert written() == before


def test_two_placements_of_a_new_spell_are_refused(desk, people):
    people.hers.void(by=desk.user, reason="Nhập nhầm")
    typed = new_spell(people)
    second = {k.replace("-0-", "-1-"): v for k, v in typed.items() if "-0-" in k}
    answer = desk.save(Spell, **typed, **second)
    assert answer == Answer({"placements-1-started_on": [ELSEWHERE]})


@pytest.mark.parametrize("empty", ["member", "ceremony_on"])
def test_new_spell_without_its_own_facts_is_refused(empty, desk, people):
    people.hers.void(by=desk.user, reason="Nhập nhầm")
    answer = desk.save(Spell, **{**new_spell(people), empty: ""})
    assert answer == Answer({empty: [REQUIRED]})
