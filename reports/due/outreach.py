"""Deadlines of outreach: what an owner was promised, rests, or asked for.

The office's alone: no branch reads the work on the owners.
"""

from branches.models import Rule
from reports.due.base import OFFICE, Found, Kind
from reports.due.book import Deadline
from surveys.cases import queries

_CODE = Rule.Code


def promised(outlook):
    """Việc tiếp theo of the visits, until the register shows that it was done."""
    rows = outlook.seen(queries.pending_actions(outlook.day))
    for pk, case, enterprise, action, by, due, visited in rows.values_list(
        "pk",
        "case",
        "case__enterprise__name",
        "next_action",
        "next_by",
        "next_on",
        "visited_on",
    ):
        words = f"Hẹn khi gặp ngày {visited:%d/%m/%Y}; người làm: {by}"
        yield _found(pk, Deadline(due, words), enterprise, action, case)


def resting(outlook):
    """Cases that rest, until they go on or leave the list."""
    rows = outlook.seen(queries.rests(outlook.day)).select_related("case__enterprise")
    for step in rows:
        reason = step.get_reason_display().lower()
        words = f"Hẹn khi tạm dừng ngày {step.happened_on:%d/%m/%Y}: {reason}"
        due = Deadline(step.review_on, words)
        subject = "xem lại, vận động tiếp hay thôi"
        yield _found(step.pk, due, step.case.enterprise, subject, step.case_id)


def to_forward(outlook):
    """Kiến nghị that nobody was asked to answer yet."""
    rows = queries.not_forwarded(outlook.day)
    yield from _proposals(
        outlook, rows, _CODE.PROPOSAL_FORWARD, "raised_on", "ngày nêu"
    )


def to_answer(outlook):
    """Kiến nghị that lie where they were sent."""
    rows = queries.forwarded(outlook.day)
    yield from _proposals(
        outlook, rows, _CODE.PROPOSAL_ANSWER, "forwarded_on", "ngày chuyển"
    )


def _proposals(outlook, rows, code, began, since):
    """By the rule of the day on which they came to where they lie."""
    names = ("pk", "case", "case__enterprise__name", "content", began)
    for pk, case, enterprise, content, day in outlook.seen(rows).values_list(*names):
        due = outlook.book.deadline(code, day, since)
        yield _found(pk, due, enterprise, content, case)


def _found(row, due, enterprise, what, case):
    return Found(row, due, f"{enterprise}: {what}", branch=None, case=case)


_CASES = ("surveys.view_outreachcase", "surveys.view_visit")
_PROPOSALS = ("surveys.view_outreachcase", "surveys.view_proposal")
KINDS = (
    Kind("visit_action", "Việc đã hẹn với chủ doanh nghiệp", OFFICE, _CASES, promised),
    Kind("case_review", "Xem lại hồ sơ vận động tạm dừng", OFFICE, _CASES, resting),
    Kind(
        "proposal_forward",
        "Chuyển kiến nghị của chủ doanh nghiệp",
        OFFICE,
        _PROPOSALS,
        to_forward,
    ),
    Kind(
        "proposal_answer",
        "Trả lời kiến nghị của chủ doanh nghiệp",
        OFFICE,
        _PROPOSALS,
        to_answer,
    ),
)
