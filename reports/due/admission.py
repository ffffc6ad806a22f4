"""Deadlines of files on the way into the Party (members.md §3.2, rows 1–11 and 14).

All kinds read one load of files: `outlook.files`.
"""

import calendar

from branches.models import Rule
from hoangmai_party.periods import add_months
from members.admission.stages import AT_REST, K
from members.admission.stages import returned as came_back
from members.models import CandidateStep
from reports.due.base import BOTH, BRANCH, OFFICE, Found, Kind, seeing
from reports.due.book import Deadline

_CODE, _STATE = Rule.Code, CandidateStep.State
# How long before a birthday it is worth a line (§3.2, rows 4 and 5).
AGE_AHEAD, YOUTH_AHEAD = 12, 3


def _open(outlook):
    """Files that are not over and not at rest."""
    return (file for file in outlook.files if file.stage not in AT_REST)


def _found(file, row, deadline):
    who = file.candidate
    return Found(row, deadline, who.full_name, file.branch, candidate=who.pk)


def _since(outlook, kind, until, code, words, actual=lambda step: step.happened_on):
    """A deadline of rule `code` after step `kind` while `until` is not done."""
    for file in _open(outlook):
        step = file.done.get(kind)
        if step and until not in file.done:
            deadline = outlook.book.deadline(code, actual(step), words)
            yield _found(file, step.pk, deadline)


def certificates(outlook):
    words = "ngày cấp giấy chứng nhận"
    return _since(outlook, K.CLASS, K.BRANCH_VOTE, _CODE.AWARENESS_VALID, words)


def file_ages(outlook):
    words = "ngày lập hồ sơ"
    return _since(outlook, K.FILED, K.BRANCH_VOTE, _CODE.FILE_VALID, words)


def vettings(outlook):
    """Each request that nobody has answered, while the branch has not voted."""
    for file in _open(outlook):
        if K.BRANCH_VOTE in file.done:
            continue
        for row in file.vettings:
            if row.exempt_reason or (row.replied_on and row.replied_on <= outlook.day):
                continue
            code = _CODE.VETTING_ABROAD if row.is_abroad else _CODE.VETTING_HOME
            deadline = outlook.book.deadline(code, row.sent_on, "ngày gửi thẩm tra")
            yield _found(file, row.pk, deadline)


def _birthdays(outlook, code, ahead, last_day):
    """Who comes to the age of rule `code` within `ahead` months, not yet voted on."""
    row = outlook.book.row(code, outlook.day)
    if row is None:
        return
    for file in _open(outlook):
        full = add_months(file.candidate.born_on, 12 * int(row.value))
        due = last_day(full)
        is_near = outlook.day <= due <= add_months(outlook.day, ahead)
        if is_near and K.BRANCH_VOTE not in file.done:
            words = f"tròn {int(row.value)} tuổi ngày {full:%d/%m/%Y} ({row.source})"
            yield _found(file, file.candidate.pk, Deadline(due, words))


def ages(outlook):
    """Full 60 by month: the last day of the month of the birthday."""
    return _birthdays(outlook, _CODE.AGE_MAX, AGE_AHEAD, _end_of_month)


def _end_of_month(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def youths(outlook):
    return _birthdays(outlook, _CODE.YOUTH_AGE, YOUTH_AHEAD, lambda day: day)


def unsent(outlook):
    """A vote of the branch that is kept as a draft: not handed in yet."""
    for file in _open(outlook):
        for step in file.steps:
            is_vote = step.kind in (K.BRANCH_VOTE, K.RECOGNITION_VOTE)
            if is_vote and step.state == _STATE.DRAFT:
                since = "ngày nghị quyết chi bộ"
                code, day = _CODE.BRANCH_SEND, step.happened_on
                deadline = outlook.book.deadline(code, day, since)
                yield _found(file, step.pk, deadline)


_VOTED = "ngày nghị quyết chi bộ"


def committee_votes(outlook):
    """Of the đảng ủy: after the vote to admit, and after the vote to recognise."""
    code = _CODE.COMMITTEE_VOTE
    yield from _since(outlook, K.BRANCH_VOTE, K.COMMITTEE_VOTE, code, _VOTED)
    later = K.RECOGNITION_COMMITTEE
    yield from _since(outlook, K.RECOGNITION_VOTE, later, code, _VOTED)


def decisions(outlook):
    code = _CODE.ADMISSION_DECISION
    return _since(outlook, K.BRANCH_VOTE, K.DECISION, code, _VOTED)


def ceremonies(outlook):
    return _since(
        outlook,
        K.DECISION,
        K.CEREMONY,
        _CODE.CEREMONY_DEADLINE,
        "ngày nhận quyết định",
        actual=lambda step: step.received_on or step.happened_on,
    )


def profiles(outlook):
    return _since(
        outlook, K.CEREMONY, K.PROFILE, _CODE.MEMBER_PAPERS, "ngày lễ kết nạp"
    )


def new_classes(outlook):
    return _since(outlook, K.CEREMONY, K.NEW_CLASS, _CODE.NEW_CLASS, "ngày lễ kết nạp")


def recognition_decisions(outlook):
    code = _CODE.RECOGNITION_DECISION
    return _since(outlook, K.RECOGNITION_VOTE, K.RECOGNITION, code, _VOTED)


def _at_hand(outlook, find, say):
    """Steps that `find(steps)` finds: to be done as soon as they are seen."""
    for file in _open(outlook):
        for step in find(file.steps):
            deadline = Deadline(outlook.day, say(step))
            yield _found(file, step.pk, deadline)


def _sent(steps):
    return [step for step in steps if step.state == _STATE.SUBMITTED]


def returned(outlook):
    def say(step):
        return f"{step.get_kind_display()}: trả lại vì {step.return_reason}"

    return _at_hand(outlook, came_back, say)


def submitted(outlook):
    def say(step):
        return f"{step.get_kind_display()} ngày {step.happened_on:%d/%m/%Y} đã nộp"

    return _at_hand(outlook, _sent, say)


_KINDS = (
    ("file_returned", "Bước bị trả lại", BRANCH, returned),
    ("file_submitted", "Bước chờ văn phòng nhận", OFFICE, submitted),
    ("file_certificate", "Chứng nhận lớp nhận thức hết giá trị", BRANCH, certificates),
    ("file_age", "Hồ sơ kết nạp quá hạn phải làm lại", BRANCH, file_ages),
    ("file_vetting", "Chờ trả lời thẩm tra", BOTH, vettings),
    ("file_age_max", "Sắp quá tuổi kết nạp", BOTH, ages),
    ("file_youth", "Sắp hết tuổi đoàn viên", BRANCH, youths),
    ("file_unsent", "Nộp nghị quyết chi bộ", BRANCH, unsent),
    ("file_committee", "Nghị quyết đảng ủy", OFFICE, committee_votes),
    ("file_decision", "Quyết định kết nạp", OFFICE, decisions),
    ("file_ceremony", "Tổ chức lễ kết nạp", BRANCH, ceremonies),
    ("file_profile", "Nộp lý lịch, phiếu đảng viên", BRANCH, profiles),
    ("file_new_class", "Học lớp bồi dưỡng đảng viên mới", BOTH, new_classes),
    ("file_recognition", "Quyết định công nhận", OFFICE, recognition_decisions),
)
KINDS = tuple(
    Kind(code, label, actor, seeing("candidate")[1:], find)
    for code, label, actor, find in _KINDS
)
