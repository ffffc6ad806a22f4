"""The clerk types a member's year badly: each page says why and writes nothing."""

import pytest

from accounts.tests.desk import (
    ENDS_AFTER,
    NO_DAY,
    NO_INTEGER,
    NO_NUL,
    NO_NUMBER,
    REQUIRED,
    Answer,
    too_long,
    written,
)
from branches.models import Inspection, Meeting
from branches.tests.factories import BranchFactory
from members import actions
from members.models import (
    Award,
    Badge,
    BadgeRound,
    Course,
    Discipline,
    Position,
    Rating,
    RatingCap,
)
from members.tests.conftest import ADMITTED
from members.tests.factories import MemberFactory
from members.tests.year import NO_RULE, NOT_HERE

NO_CHOICE = "Hãy chọn lại: lựa chọn này không có trong danh sách."
NEGATIVE = "Giá trị phải lớn hơn hoặc bằng 0."
GRADE = "Chọn mức xếp loại, hoặc lý do không xếp loại; không cả hai."
WHO = "Chọn đảng viên, hoặc ghi họ tên quần chúng; không cả hai."
PAPER = "Giấy chứng nhận cần ngày cấp và kết quả hoàn thành."
SUBJECT = "Cách chức, khai trừ dành cho đảng viên; giải tán dành cho chi bộ."
SETTLED = "Ngày giải quyết phải sau ngày khiếu nại; ghi cả hai ngày."
CALENDAR = "Ngày từ 1 đến 28, tháng từ 1 đến 12."
IN_CLASS = "Đảng viên này đã có trong lớp."


def no_such(value):
    return f"Hãy chọn lại: {value} không có trong danh sách lựa chọn."


# what: (row of `year`, None for a new one, typed, field, message)
BAD_MEETING = {
    "not there that day": (
        "meeting",
        {"missed-1-member": "{year.stranger.pk}"},
        "missed-1-member",
        NOT_HERE,
    ),
    "moved away by then": (
        "meeting",
        {"held_on": "01/07/2021"},
        "missed-0-member",
        NOT_HERE,
    ),
    "missed_meeting_once": (
        "meeting",
        {"missed-1-member": "{year.man.pk}"},
        "missed-1-member",
        "Đảng viên này đã ghi vắng buổi đó.",
    ),
    "nobody was missing": (
        "meeting",
        {"missed-1-reason": "Ốm"},
        "missed-1-member",
        REQUIRED,
    ),
    "256 characters": (
        "meeting",
        {"missed-0-reason": "ố" * 256},
        "missed-0-reason",
        too_long(255, 256),
    ),
    "no such member": (
        "meeting",
        {"missed-1-member": "999999"},
        "missed-1-member",
        NO_CHOICE,
    ),
    "NUL": ("meeting", {"missed-0-reason": "a\0b"}, "missed-0-reason", NO_NUL),
}
BAD_INSPECTION = {
    "inspected_member_once": (
        "inspection",
        {"inspected-1-member": "{year.woman.pk}"},
        "inspected-1-member",
        "Đảng viên này đã có trong cuộc kiểm tra.",
    ),
    "nobody was inspected": (
        "inspection",
        {"inspected-1-has_violation": "on"},
        "inspected-1-member",
        REQUIRED,
    ),
    "foreign member": (
        "inspection",
        {"inspected-0-member": "{year.foreign.pk}"},
        "inspected-0-member",
        NO_CHOICE,
    ),
}
BAD_COURSE = {
    "no name": ("course", {"name": "  "}, "name", REQUIRED),
    "no organiser": ("course", {"organiser": ""}, "organiser", REQUIRED),
    "another kind": ("course", {"kind": "yoga"}, "kind", no_such("yoga")),
    "course_finishes_after_start": (
        "course",
        {"finished_on": "31/03/2021"},
        "finished_on",
        "Ngày bế giảng không được trước khai giảng.",
    ),
    "month first": ("course", {"started_on": "04/25/2021"}, "started_on", NO_DAY),
    "course_once": (
        None,
        {
            "kind": "awareness",
            "name": "Lớp cảm tình Đảng K1",
            "organiser": "Khác",
            "started_on": "01/04/2021",
            "finished_on": "02/04/2021",
        },
        "name",
        "Lớp này đã có trong sổ.",
    ),
    "less than no session": ("course", {"sessions": "-2"}, "sessions", NEGATIVE),
    "attendance_member_or_name": (
        "course",
        {"attendances-0-full_name": "Nguyễn Văn A"},
        "attendances-0-full_name",
        WHO,
    ),
    "neither member nor name": (
        "course",
        {"attendances-2-result": "passed"},
        "attendances-2-full_name",
        WHO,
    ),
    "attendance_certificate_of_passed": (
        "course",
        {"attendances-1-result": "failed"},
        "attendances-1-certificate",
        PAPER,
    ),
    "certificate without a day": (
        "course",
        {"attendances-1-certified_on": ""},
        "attendances-1-certificate",
        PAPER,
    ),
    "attendance_once": (
        "course",
        {"attendances-2-member": "{year.man.pk}", "attendances-2-result": "passed"},
        "attendances-2-member",
        IN_CLASS,
    ),
    "one member twice at once": (
        "course",
        {
            "attendances-2-member": "{year.woman.pk}",
            "attendances-2-result": "passed",
            "attendances-3-member": "{year.woman.pk}",
            "attendances-3-result": "passed",
        },
        "attendances-3-member",
        IN_CLASS,
    ),
    "no result": (
        "course",
        {"attendances-2-full_name": "Lê Hai"},
        "attendances-2-result",
        REQUIRED,
    ),
    "foreign branch": (
        "course",
        {"attendances-1-branch": "{year.far.pk}"},
        "attendances-1-branch",
        NO_CHOICE,
    ),
}
BAD_RATING = {
    "no year": ("rating", {"year": ""}, "year", REQUIRED),
    "rating_year": ("rating", {"year": "21"}, "year", "Năm phải từ 1990 đến 2100."),
    "year zero": ("rating", {"year": "0"}, "year", "Năm phải từ 1990 đến 2100."),
    "year in words": ("rating", {"year": "năm nay"}, "year", NO_INTEGER),
    "rating_grade_or_reason": ("rating", {"unrated": "new"}, "grade", GRADE),
    "neither grade nor reason": ("rating", {"grade": ""}, "grade", GRADE),
    "rating_points": ("rating", {"points": "100,5"}, "points", "Điểm từ 0 đến 100."),
    "points in words": ("rating", {"points": "tám"}, "points", NO_NUMBER),
    "rating_of_member_once": (
        None,
        {
            "year": "2021",
            "branch": "{year.second.pk}",
            "member": "{year.woman.pk}",
            "grade": "done",
        },
        "member",
        "Đảng viên này đã có xếp loại của năm đó.",
    ),
    "rating_of_branch_once": (
        None,
        {"year": "2021", "branch": "{year.first.pk}", "grade": "done"},
        "branch",
        "Chi bộ này đã có xếp loại của năm đó.",
    ),
    "foreign member": ("rating", {"member": "{year.foreign.pk}"}, "member", NO_CHOICE),
    "no branch": ("rating", {"branch": ""}, "branch", REQUIRED),
    "501 characters": ("rating", {"note": "ế" * 501}, "note", too_long(500, 501)),
}
BAD_CAP = {
    "no source": ("cap", {"source": ""}, "source", REQUIRED),
    "rating_cap_percent": (
        "cap",
        {"percent": "100,01"},
        "percent",
        "Tỷ lệ phải trên 0 và không quá 100.",
    ),
    "no per cent": (
        "cap",
        {"percent": "0"},
        "percent",
        "Tỷ lệ phải trên 0 và không quá 100.",
    ),
    "in words": ("cap", {"percent": "một phần năm"}, "percent", NO_NUMBER),
    "members_ratingcap_period": (
        "cap",
        {"ended_on": "18/10/2019"},
        "ended_on",
        ENDS_AFTER,
    ),
    "rating_cap_no_overlap": (
        "cap",
        {"ended_on": "01/01/2024"},
        "started_on",
        "Đã có tỷ lệ trong thời gian này.",
    ),
    "no base": ("cap", {"base": ""}, "base", REQUIRED),
}
BAD_ROUND = {
    "badge_round_calendar": ("round", {"day": "29"}, "month", CALENDAR),
    "month 13": ("round", {"month": "13"}, "month", CALENDAR),
    "members_badgeround_period": (
        "round",
        {"ended_on": "01/01/2000"},
        "ended_on",
        ENDS_AFTER,
    ),
    "no name": ("round", {"name": ""}, "name", REQUIRED),
    "day in words": ("round", {"day": "mùng ba"}, "day", NO_INTEGER),
}
BAD_AWARD = {
    "no reason": ("award", {"reason": " "}, "reason", REQUIRED),
    "no number": ("award", {"number": ""}, "number", REQUIRED),
    "another level": ("award", {"level": "world"}, "level", no_such("world")),
    "award_of_member_once": (
        None,
        {
            "branch": "{year.first.pk}",
            "member": "{year.woman.pk}",
            "kind": "praise",
            "level": "branch",
            "number": "5-QĐ/ĐU",
            "decided_on": "20/12/2021",
            "reason": "Khác",
        },
        "number",
        "Đảng viên đã có khen thưởng theo quyết định này.",
    ),
    "award_of_branch_once": (
        "award",
        {"member": ""},
        "number",
        "Chi bộ đã có khen thưởng theo quyết định này.",
    ),
    "31/11": ("award", {"decided_on": "31/11/2021"}, "decided_on", NO_DAY),
}
BAD_BADGE = {
    "no such badge": ("badge", {"years": "35"}, "years", no_such("35")),
    "badge_once": (
        None,
        {
            "member": "{year.woman.pk}",
            "branch": "{year.first.pk}",
            "years": "30",
            "awarded_on": "19/05/2022",
            "number": "7-QĐ",
            "decided_on": "01/05/2022",
        },
        "years",
        "Đảng viên đã có huy hiệu này.",
    ),
    "no member": ("badge", {"member": ""}, "member", REQUIRED),
    "no manner": ("badge", {"manner": ""}, "manner", REQUIRED),
    "no day": ("badge", {"awarded_on": ""}, "awarded_on", REQUIRED),
}
BAD_DISCIPLINE = {
    "discipline_announced_after_decision": (
        "discipline",
        {"announced_on": "28/02/2021"},
        "announced_on",
        "Ngày công bố không được trước ngày quyết định.",
    ),
    "before every rule": (
        "discipline",
        {"decided_on": "01/03/2010", "announced_on": "05/03/2010"},
        "announced_on",
        NO_RULE,
    ),
    "discipline_form_of_subject": (
        "discipline",
        {"form": "disbanding"},
        "form",
        SUBJECT,
    ),
    "branch is not expelled": ("of_the_branch", {"form": "expulsion"}, "form", SUBJECT),
    "discipline_settled_after_appeal": (
        "discipline",
        {"settled_on": "01/04/2021"},
        "settled_on",
        SETTLED,
    ),
    "settled before the appeal": (
        "discipline",
        {"appealed_on": "02/04/2021", "settled_on": "01/04/2021"},
        "settled_on",
        SETTLED,
    ),
    "no body": ("discipline", {"body": ""}, "body", REQUIRED),
    "no form": ("discipline", {"form": ""}, "form", REQUIRED),
    "no day": ("discipline", {"announced_on": ""}, "announced_on", REQUIRED),
    "2001 characters": (
        "discipline",
        {"content": "ế" * 2001},
        "content",
        too_long(2000, 2001),
    ),
    "NUL": ("discipline", {"content": "a\0b"}, "content", NO_NUL),
}
BAD_POSITION = {
    "both places": (
        "position",
        {"committee": "{year.committee.pk}"},
        "branch",
        "Chọn một chi bộ hoặc một đảng bộ, không cả hai.",
    ),
    "ends before": ("position", {"ended_on": "01/05/2019"}, "ended_on", ENDS_AFTER),
    "no role": ("position", {"role": ""}, "role", REQUIRED),
    "no member": ("position", {"member": ""}, "member", REQUIRED),
}
BAD = {
    (model, what): line
    for model, lines in {
        Meeting: BAD_MEETING,
        Inspection: BAD_INSPECTION,
        Course: BAD_COURSE,
        Rating: BAD_RATING,
        RatingCap: BAD_CAP,
        BadgeRound: BAD_ROUND,
        Award: BAD_AWARD,
        Badge: BAD_BADGE,
        Discipline: BAD_DISCIPLINE,
        Position: BAD_POSITION,
    }.items()
    for what, line in lines.items()
}
TRIED = {what for _, what in BAD}


@pytest.fixture
def year(year):
    """Also a branch far away, a member there, and one who belongs nowhere."""
    year.far = BranchFactory()
    year.committee = year.first.links.get().committee
    year.stranger, year.foreign = MemberFactory.create_batch(2)
    day = {"decision_on": ADMITTED, "ceremony_on": ADMITTED}
    actions.admit(member=year.foreign, branch=year.far, **day)
    return year


@pytest.mark.parametrize(
    ("model", "what"), BAD, ids=[f"{model.__name__}: {what}" for model, what in BAD]
)
def test_bad_input_is_refused_beside_its_field(model, what, desk, year):
    row, typed, field, message = BAD[model, what]
    typed = {name: text.format(year=year) for name, text in typed.items()}
    before = written()
    answer = desk.save(model, row and getattr(year, row), **typed)
    assert answer == Answer({field: [message]})
    assert written() == before
