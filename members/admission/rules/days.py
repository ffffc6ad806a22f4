"""Rules about days: the order of the papers, and what was late."""

from branches.models import Rule
from hoangmai_party.periods import add_months
from members.admission.rules.base import Severity, check, day_words
from members.admission.stages import NEEDS, K
from members.models import CandidatePaper

_WARNS, _REFUSES = Severity.WARNS, Severity.REFUSES
_PAPER = CandidatePaper.Kind
_C = Rule.Code


def _before(case, step):
    """The newest of the steps that `step` rests on, when that is later."""
    known = [case.done[k] for k in NEEDS.get(step.kind, ()) if k in case.done]
    known = [row for row in known if not row.is_redo]  # made again later (R2.20)
    newest = max(known, key=lambda s: s.happened_on, default=None)
    return newest if newest and newest.happened_on > step.happened_on else None


@check(
    "16 17",
    _REFUSES,
    [k for k in NEEDS if k != K.CEREMONY],
    "Thứ tự các bước: Hướng dẫn 06-HD/TW, mục 3 và 4",
    "Ngày {day} trước bước “{earlier}” ngày {on}.",
    ahead=False,
)
def order_of_days(case, step):
    if (row := _before(case, step)) is None:
        return None
    names = {"earlier": row.get_kind_display(), "on": day_words(row.happened_on)}
    return {"day": day_words(step.happened_on), **names}


@check(
    "16",
    Severity.IMPOSSIBLE,
    [K.CEREMONY],
    "294-QĐ/TW, điểm 4.1",
    "Lễ kết nạp ngày {day} trước quyết định ngày {on}.",
    ahead=False,
)
def ceremony_before_decision(case, step):
    if (row := _before(case, step)) is None:
        return None
    return {"day": day_words(step.happened_on), "on": day_words(row.happened_on)}


def _late(case, step, since, code):
    """{day, last, count} when `step` is past the deadline that began on `since`."""
    if since is None:
        return None
    count = case.rule(code, since)
    last = case.book.calendar(since).add(since, count)
    if step.happened_on <= last:
        return None
    return {"count": count, "since": day_words(since), "last": day_words(last)}


@check(
    "18",
    _WARNS,
    [K.COMMITTEE_VOTE, K.RECOGNITION_COMMITTEE],
    "Hướng dẫn 02-HD/BTCTU, II.1.1.3.2 và 2.1.4",
    "Nghị quyết đảng ủy quá {count} ngày làm việc từ nghị quyết chi bộ {since} (hạn "
    "{last}).",
    [_C.COMMITTEE_VOTE],
    ahead=False,
)
def committee_late(case, step):
    is_first = step.kind == K.COMMITTEE_VOTE
    vote = K.BRANCH_VOTE if is_first else K.RECOGNITION_VOTE
    return _late(case, step, case.day_of(vote), _C.COMMITTEE_VOTE)


@check(
    "18",
    _WARNS,
    [K.DECISION],
    "232-QĐ/TW và 24-QĐ/TW: 60 ngày; 294-QĐ/TW, điểm 4.3.1: 45 ngày",
    "Quyết định kết nạp quá {count} ngày làm việc từ nghị quyết chi bộ {since} (hạn "
    "{last}).",
    [_C.ADMISSION_DECISION, _C.DECISION_EXTENSION],
    ahead=False,
)
def decision_late(case, step):
    """Fifteen working days more when an extension is on file (294 §4.3.1)."""
    since = case.day_of(K.BRANCH_VOTE)
    late = _late(case, step, since, _C.ADMISSION_DECISION)
    if late and case.paper(_PAPER.EXTENSION, step.happened_on):
        count = late["count"] + case.rule(_C.DECISION_EXTENSION, since)
        last = case.book.calendar(since).add(since, count)
        is_in_time = step.happened_on <= last
        return None if is_in_time else late | {"count": count, "last": day_words(last)}
    return late


@check(
    "19",
    _WARNS,
    [K.CEREMONY],
    "294-QĐ/TW, điểm 4.1; Hướng dẫn 06-HD/TW, 3.8",
    "Lễ kết nạp quá {count} ngày làm việc từ ngày nhận quyết định {since} (hạn {last}) "
    "mà chưa có văn bản cho kết nạp chậm.",
    [_C.CEREMONY_DEADLINE],
    ahead=False,
)
def ceremony_late(case, step):
    decision = case.done.get(K.DECISION)
    since = decision and (decision.received_on or decision.happened_on)
    late = _late(case, step, since, _C.CEREMONY_DEADLINE)
    has_consent = case.paper(_PAPER.CEREMONY_CONSENT, step.happened_on)
    return None if has_consent else late


@check(
    "R2.13",
    _WARNS,
    [K.DECISION, K.CEREMONY],
    "Hướng dẫn 06-HD/TW, 3.9",
    "Chuyển nơi công tác ngày {moved}, quyết định kết nạp quá {count} ngày làm việc sau "
    "đó: hủy, gửi hồ sơ để cấp ủy nơi mới quyết định.",
    [_C.MOVE_DECISION],
    ahead=False,
)
def decision_after_move(case, step):
    is_decision = step.kind == K.DECISION
    decided = step.happened_on if is_decision else case.day_of(K.DECISION)
    moves = [p.started_on for p in case.periods[1:] if p.started_on <= step.happened_on]
    vote = case.day_of(K.BRANCH_VOTE)
    if not (moves and decided and vote and moves[-1] >= vote):
        return None
    count = case.rule(_C.MOVE_DECISION, moves[-1])
    if decided <= case.book.calendar(moves[-1]).add(moves[-1], count):
        return None
    return {"moved": day_words(moves[-1]), "count": count}


@check(
    "23",
    _WARNS,
    [K.RECOGNITION_VOTE],
    "294-QĐ/TW, điểm 4.2.1",
    "Họp xét công nhận quá {count} ngày làm việc từ ngày hết dự bị {since} (hạn "
    "{last}).",
    [_C.RECOGNITION_VOTE],
    ahead=False,
)
def recognition_late(case, step):
    ceremony = case.day_of(K.CEREMONY)
    if ceremony is None:
        return None
    over = add_months(ceremony, case.rule(_C.PROBATION_MONTHS, ceremony))
    return _late(case, step, over, _C.RECOGNITION_VOTE)


@check(
    "24 R2.17",
    _WARNS,
    [K.RECOGNITION_VOTE],
    "294-QĐ/TW, điểm 4.2; Hướng dẫn 02-HD/BTCTU, C.II.1.1 (kéo dài dự bị)",
    "Dự bị đã quá {count} tháng từ lễ kết nạp {since}; trung ương không quy định kéo dài "
    "dự bị, ngày chính thức không đổi.",
    [_C.PROBATION_LATE],
    ahead=False,
)
def probation_long(case, step):
    ceremony = case.day_of(K.CEREMONY)
    if ceremony is None:
        return None
    count = case.rule(_C.PROBATION_LATE, ceremony)
    if step.happened_on <= add_months(ceremony, count):
        return None
    return {"count": count, "since": day_words(ceremony)}


@check(
    "18",
    _WARNS,
    [K.RECOGNITION],
    "294-QĐ/TW, điểm 4.3.1",
    "Quyết định công nhận quá {count} ngày làm việc từ nghị quyết chi bộ {since} (hạn "
    "{last}).",
    [_C.RECOGNITION_DECISION],
    ahead=False,
)
def recognition_decision_late(case, step):
    since = case.day_of(K.RECOGNITION_VOTE)
    return _late(case, step, since, _C.RECOGNITION_DECISION)


@check(
    "R2.13",
    _WARNS,
    [K.GONE],
    "Hướng dẫn 06-HD/TW, 3.9",
    "Hồ sơ đã nộp từ {day}: cấp trên trực tiếp chuyển hồ sơ sang nơi mới chậm nhất ngày "
    "{forward} ({days} ngày làm việc); nơi mới quyết định trong {decide} ngày làm việc.",
    [_C.MOVE_FORWARD, _C.MOVE_DECISION],
    ahead=False,
)
def forwarding(case, step):
    """Already with the level above and not decided: it forwards the file."""
    sent = case.day_of(K.COMMITTEE_VOTE)
    if sent is None or K.DECISION in case.done:
        return None
    day = step.happened_on
    days, decide = case.rule(_C.MOVE_FORWARD, day), case.rule(_C.MOVE_DECISION, day)
    last = case.book.calendar(day).add(day, days)
    words = {"day": day_words(sent), "forward": day_words(last)}
    return {**words, "days": days, "decide": decide}


@check(
    "R2.20",
    _WARNS,
    [K.CANCELLED],
    "294-QĐ/TW, điểm 4.4; Hướng dẫn 38-HD/BTCTW, I.3",
    "Hủy kết nạp vì không đủ tiêu chuẩn, điều kiện; nếu chỉ sai thẩm quyền hay thủ tục "
    "thì làm lại bước sai (“Làm lại bước sai” ở bước đó).",
)
def cancelling(case, step):
    return {}
