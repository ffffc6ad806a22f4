"""What a clerk types badly on the desk of cases, and what the page says.

what: (model, row of the survey or None for a new one, typed, field, message)
"""

from accounts.tests.desk import NO_DAY, REQUIRED
from surveys.models import OutreachCase, Proposal, Visit

_STEP = {"steps-1-happened_on": "05/04/2021", "steps-1-stage": "excluded"}
_FORWARDED = "Chuyển kiến nghị phải ghi nơi nhận và ngày, không trước ngày nêu."
_ANSWERED = "Trả lời phải ghi nội dung và ngày, không trước ngày nêu."
_REST = "Tạm dừng phải hẹn ngày xem lại, sau ngày dừng."

# A case is closed by its act alone: the desk only shows the day.
NO_PAGE = {"outreach_closed_after_opened"}
BAD = {
    "a visit before the case": (
        OutreachCase,
        "case",
        {"visits-1-visited_on": "28/02/2021", "visits-1-met": "owner"},
        "visits-1-visited_on",
        "Ngày gặp không được trước ngày mở hồ sơ 01/03/2021.",
    ),
    "due before the visit": (
        Visit,
        "visit",
        {"next_action": "Gọi lại", "next_by": "Khảo", "next_on": "28/02/2021"},
        "next_on",
        "Hạn làm việc tiếp theo không được trước ngày gặp.",
    ),
    "case_step_has_reason": (
        OutreachCase,
        "case",
        _STEP,
        "steps-1-reason",
        "Tạm dừng, đưa ra khỏi danh sách phải ghi lý do.",
    ),
    "case_step_has_review": (
        OutreachCase,
        "case",
        _STEP
        | {
            "steps-1-stage": "deferred",
            "steps-1-reason": "business",
            "steps-1-review_on": "05/04/2021",
        },
        "steps-1-review_on",
        _REST,
    ),
    "step on no day": (
        OutreachCase,
        "case",
        _STEP | {"steps-1-happened_on": "31/04/2021", "steps-1-reason": "moved"},
        "steps-1-happened_on",
        NO_DAY,
    ),
    "visit_next_action_whole": (
        Visit,
        "visit",
        {"next_action": "Gọi lại", "next_by": "Khảo"},
        "next_on",
        "Việc tiếp theo phải có người làm và hạn làm.",
    ),
    "visit_next_action_done": (
        Visit,
        "visit",
        {"next_done_on": "05/04/2021"},
        "next_done_on",
        "Đã làm thì phải ghi việc tiếp theo, ngày không trước ngày gặp.",
    ),
    "proposal_forwarded_whole": (
        Proposal,
        "proposal",
        {"forwarded_on": "05/04/2021"},
        "forwarded_on",
        _FORWARDED,
    ),
    "forwarded before it was raised": (
        Proposal,
        "proposal",
        {"forwarded_on": "28/02/2021", "forwarded_to": "UBND phường"},
        "forwarded_on",
        _FORWARDED,
    ),
    "proposal_answered_whole": (
        Proposal,
        "proposal",
        {"answered_on": "05/04/2021"},
        "answered_on",
        _ANSWERED,
    ),
    "a proposal without words": (
        Proposal,
        "proposal",
        {"content": " "},
        "content",
        REQUIRED,
    ),
    "opened after its visits": (
        OutreachCase,
        "case",
        {"opened_on": "02/03/2021"},
        "opened_on",
        "Hồ sơ đã ghi bước hoặc lần gặp trước ngày này.",
    ),
}
