"""The clerk types a branch's year badly: each page says why and writes nothing."""

import pytest

from accounts.tests.desk import (
    ENDS_AFTER,
    NO_DAY,
    NO_INTEGER,
    NO_NUL,
    REQUIRED,
    Answer,
    too_long,
    written,
)
from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    Meeting,
    SteeringCommittee,
)
from branches.tests.factories import BranchFactory

NEGATIVE = "Giá trị phải lớn hơn hoặc bằng 0."
NO_CHOICE = "Hãy chọn lại: lựa chọn này không có trong danh sách."
PRESENT = (
    "Ghi cả số phải dự và số có mặt; có mặt và vắng có lý do "
    "không được vượt số phải dự."
)
ONE_PLACE = "Chọn một chi bộ hoặc một đảng bộ, không cả hai."
CONCLUSION = "Ghi cả số và ngày kết luận."
SPAN = "Mốc kết thúc không được trước mốc bắt đầu; ghi cả hai mốc."
RESULT = "Ghi kết quả thì ghi cả ngày khắc phục xong."
HEAD = "Ban Chỉ đạo đã có Trưởng ban trong thời gian này."


def no_such(value):
    return f"Hãy chọn lại: {value} không có trong danh sách lựa chọn."


# what: (row of `work`, None for a new one, typed, field, message)
BAD_MEETING = {
    "no day": ("meeting", {"held_on": ""}, "held_on", REQUIRED),
    "31/02/2021": ("meeting", {"held_on": "31/02/2021"}, "held_on", NO_DAY),
    "month first": ("meeting", {"held_on": "12/25/2021"}, "held_on", NO_DAY),
    "no kind": ("meeting", {"kind": ""}, "kind", REQUIRED),
    "another kind": ("meeting", {"kind": "party"}, "kind", no_such("party")),
    "meeting_branch_or_committee": (
        "meeting",
        {"committee": "{work.lower.pk}"},
        "branch",
        ONE_PLACE,
    ),
    "nowhere": ("meeting", {"branch": ""}, "branch", ONE_PLACE),
    "meeting_present_of_due": ("meeting", {"present": "10"}, "present", PRESENT),
    "present of nobody": ("meeting", {"due": ""}, "present", PRESENT),
    "excused but not counted": ("meeting", {"present": ""}, "present", PRESENT),
    "less than none": ("meeting", {"present": "-1"}, "present", NEGATIVE),
    "half a person": ("meeting", {"due": "9,5"}, "due", NO_INTEGER),
    "in words": ("meeting", {"due": "mười"}, "due", NO_INTEGER),
    "no number of excused": ("meeting", {"excused": ""}, "excused", REQUIRED),
    "meeting_minutes": (
        "meeting",
        {"minutes": "1441"},
        "minutes",
        "Thời lượng tính bằng phút, từ 1 đến 1440.",
    ),
    "meeting_once_a_day": (
        None,
        {"branch": "{work.branch.pk}", "kind": "regular", "held_on": "10/03/2021"},
        "held_on",
        "Chi bộ đã có buổi loại này trong ngày đó.",
    ),
    "meeting_of_committee_once_a_day": (
        None,
        {"committee": "{work.lower.pk}", "kind": "briefing", "held_on": "10/03/2021"},
        "held_on",
        "Đảng bộ đã có hội nghị loại này trong ngày đó.",
    ),
    "501 characters": ("meeting", {"topic": "ế" * 501}, "topic", too_long(500, 501)),
    "NUL": ("meeting", {"conclusion": "a\0b"}, "conclusion", NO_NUL),
    "no such branch": ("meeting", {"branch": "999999"}, "branch", NO_CHOICE),
    "out of scope": ("meeting", {"branch": "{work.foreign.pk}"}, "branch", NO_CHOICE),
}
BAD_CONGRESS = {
    "no term": ("congress", {"term": " "}, "term", REQUIRED),
    "no branch": ("congress", {"branch": ""}, "branch", REQUIRED),
    "no day": ("congress", {"held_on": ""}, "held_on", REQUIRED),
    "day of two digits": ("congress", {"held_on": "1/6/20"}, "held_on", NO_DAY),
    "congress_day": (
        None,
        {"branch": "{work.branch.pk}", "term": "2020–2025", "held_on": "01/06/2020"},
        "held_on",
        "Chi bộ đã có đại hội vào ngày này.",
    ),
    "congress_present_of_summoned": (
        "congress",
        {"present": "13"},
        "present",
        "Số có mặt không được vượt số triệu tập.",
    ),
    "congress_official_of_present": (
        "congress",
        {"present_official": "12"},
        "present_official",
        "Số chính thức có mặt không được vượt số có mặt.",
    ),
    "congress_approved_after_held": (
        "congress",
        {"approved_on": "31/05/2020"},
        "approved_on",
        "Ngày chuẩn y không được trước ngày đại hội.",
    ),
    "ordinal in words": ("congress", {"ordinal": "thứ ba"}, "ordinal", NO_INTEGER),
    "21 characters": ("congress", {"term": "2" * 21}, "term", too_long(20, 21)),
    "out of scope": ("congress", {"branch": "{work.foreign.pk}"}, "branch", NO_CHOICE),
}
BAD_INSPECTION = {
    "no topic": ("inspection", {"topic": ""}, "topic", REQUIRED),
    "no kind": ("inspection", {"kind": ""}, "kind", REQUIRED),
    "no branch": ("inspection", {"branch": ""}, "branch", REQUIRED),
    "inspection_begins_after_decision": (
        "inspection",
        {"began_on": "31/03/2021"},
        "began_on",
        "Ngày bắt đầu làm việc không được trước ngày quyết định.",
    ),
    "inspection_concluded_after_begin": (
        "inspection",
        {"concluded_on": "14/04/2021"},
        "concluded_on",
        "Ngày kết luận không được trước ngày bắt đầu.",
    ),
    "inspection_conclusion_has_day": (
        "inspection",
        {"concluded_on": ""},
        "conclusion_number",
        CONCLUSION,
    ),
    "inspection_covers_a_span": (
        "inspection",
        {"covers_to": "31/12/2019"},
        "covers_to",
        SPAN,
    ),
    "half a span": ("inspection", {"covers_from": ""}, "covers_to", SPAN),
    "30/02": ("inspection", {"reported_on": "30/02/2021"}, "reported_on", NO_DAY),
    "follow_up_result_has_day": (
        "inspection",
        {"follow_ups-0-done_on": ""},
        "follow_ups-0-result",
        RESULT,
    ),
    "new follow-up with a result alone": (
        "inspection",
        {
            "follow_ups-1-content": "Họp lại",
            "follow_ups-1-due_on": "01/07/2021",
            "follow_ups-1-result": "Xong",
        },
        "follow_ups-1-result",
        RESULT,
    ),
    "follow-up without a day": (
        "inspection",
        {"follow_ups-1-content": "Họp lại"},
        "follow_ups-1-due_on",
        REQUIRED,
    ),
    "follow-up without words": (
        "inspection",
        {"follow_ups-0-content": ""},
        "follow_ups-0-content",
        REQUIRED,
    ),
    "out of scope": (
        "inspection",
        {"branch": "{work.foreign.pk}"},
        "branch",
        NO_CHOICE,
    ),
}
BAD_REGULATION = {
    "no enterprise": ("regulation", {"enterprise": ""}, "enterprise", REQUIRED),
    "no counterpart": ("regulation", {"counterpart": ""}, "counterpart", REQUIRED),
    "no day of signing": ("regulation", {"signed_on": ""}, "signed_on", REQUIRED),
    "no first day": ("regulation", {"started_on": ""}, "started_on", REQUIRED),
    "branches_coordinationregulation_period": (
        "regulation",
        {"ended_on": "01/06/2020"},
        "ended_on",
        ENDS_AFTER,
    ),
    "regulation_no_overlap": (
        None,
        {
            "branch": "{work.branch.pk}",
            "enterprise": "{work.host.enterprise_id}",
            "counterpart": "owner",
            "signed_on": "01/01/2021",
            "started_on": "01/01/2021",
        },
        "started_on",
        "Chi bộ đã có quy chế với doanh nghiệp này trong thời gian đó.",
    ),
    "regulation_begins_after_signing": (
        "regulation",
        {"started_on": "31/05/2020"},
        "started_on",
        "Quy chế không thể có hiệu lực trước ngày ký.",
    ),
    "regulation_reviewed_after_signing": (
        "regulation",
        {"reviewed_on": "31/05/2020"},
        "reviewed_on",
        "Ngày rà soát không được trước ngày ký.",
    ),
    "regulation_review_months": (
        "regulation",
        {"review_months": "0"},
        "review_months",
        "Chu kỳ rà soát từ 1 đến 120 tháng.",
    ),
    "months in words": (
        "regulation",
        {"review_months": "một năm"},
        "review_months",
        NO_INTEGER,
    ),
    "out of scope": (
        "regulation",
        {"branch": "{work.foreign.pk}"},
        "branch",
        NO_CHOICE,
    ),
}
BAD_STEERING = {
    "no number": ("steering", {"number": ""}, "number", REQUIRED),
    "no name": ("steering", {"name": " "}, "name", REQUIRED),
    "no committee": ("steering", {"committee": ""}, "committee", REQUIRED),
    "branches_steeringcommittee_period": (
        "steering",
        {"ended_on": "01/06/2020"},
        "ended_on",
        ENDS_AFTER,
    ),
    "steering_no_overlap": (
        None,
        {
            "committee": "{work.lower.pk}",
            "number": "10-QĐ",
            "started_on": "01/01/2021",
        },
        "started_on",
        "Đã có Ban Chỉ đạo này trong thời gian đó.",
    ),
    "branches_steeringseat_period": (
        "steering",
        {"seats-0-ended_on": "31/05/2020"},
        "seats-0-ended_on",
        ENDS_AFTER,
    ),
    "steering_one_head": (
        "steering",
        {
            "seats-1-full_name": "Hai",
            "seats-1-role": "head",
            "seats-1-started_on": "01/01/2021",
        },
        "seats-1-started_on",
        HEAD,
    ),
    "two new heads at once": (
        "steering",
        {
            "seats-0-ended_on": "01/01/2021",
            "seats-1-full_name": "Hai",
            "seats-1-role": "head",
            "seats-1-started_on": "01/01/2021",
            "seats-2-full_name": "Ba",
            "seats-2-role": "head",
            "seats-2-started_on": "01/02/2021",
        },
        "seats-2-started_on",
        HEAD,
    ),
    "seat of nobody": (
        "steering",
        {"seats-1-role": "member", "seats-1-started_on": "01/01/2021"},
        "seats-1-full_name",
        REQUIRED,
    ),
    "seat without role": ("steering", {"seats-0-role": ""}, "seats-0-role", REQUIRED),
    "seat from no day": (
        "steering",
        {"seats-0-started_on": "sang năm"},
        "seats-0-started_on",
        NO_DAY,
    ),
}
BAD = {
    (model, what): line
    for model, lines in {
        Meeting: BAD_MEETING,
        Congress: BAD_CONGRESS,
        Inspection: BAD_INSPECTION,
        CoordinationRegulation: BAD_REGULATION,
        SteeringCommittee: BAD_STEERING,
    }.items()
    for what, line in lines.items()
}
TRIED = {what for _, what in BAD}


@pytest.fixture
def work(work):
    work.foreign = BranchFactory()
    return work


@pytest.mark.parametrize(
    ("model", "what"), BAD, ids=[f"{model.__name__}: {what}" for model, what in BAD]
)
def test_bad_input_is_refused_beside_its_field(model, what, desk, work):
    row, typed, field, message = BAD[model, what]
    typed = {name: text.format(work=work) for name, text in typed.items()}
    before = written()
    answer = desk.save(model, row and getattr(work, row), **typed)
    assert answer == Answer({field: [message]})
    assert written() == before


def test_number_that_no_table_holds_is_refused(desk, work):
    """The two engines bear different numbers; neither page breaks."""
    before = written()
    answer = desk.save(Meeting, work.meeting, due="9" * 30)
    ((message,),) = answer.errors.values()
    assert (set(answer.errors), written()) == ({"due"}, before)
    assert message.startswith("Giá trị phải nhỏ hơn hoặc bằng ")
