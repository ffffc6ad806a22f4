"""The way of a case (organisation.md §3.5): what follows what, and what speaks against.

A stage is the newest step, never stored. `refusal()` is the one place that says no: the
acts, the pages and the board ask it, and it answers in words or with "".
"""

from dataclasses import dataclass
from datetime import date

from branches.models import BranchEvent, RuleMissingError
from hoangmai_party import clock
from surveys.cases import facts
from surveys.models import CaseStage, SurveyRecord
from surveys.models.record import OwnerAttitude

C = CaseStage
WAY = {
    C.LISTED: (C.SURVEYED, C.EXCLUDED),
    C.SURVEYED: (C.CANDIDATE, C.WATCH, C.EXCLUDED),
    C.WATCH: (C.CANDIDATE, C.EXCLUDED),
    C.CANDIDATE: (C.OUTREACH,),
    C.OUTREACH: (C.AGREED, C.DEFERRED),
    C.AGREED: (C.DOSSIER, C.DEFERRED),
    C.DOSSIER: (C.SUBMITTED, C.DEFERRED),
    C.SUBMITTED: (C.DECIDED, C.DOSSIER),
    C.DECIDED: (C.ANNOUNCED,),
    C.ANNOUNCED: (),
    C.DEFERRED: (C.OUTREACH,),
    C.EXCLUDED: (C.LISTED,),
}
# Visiting before `candidate` grows sources too: such a skip says why in a note.
SKIPS = {C.LISTED: (C.OUTREACH,), C.SURVEYED: (C.OUTREACH,), C.WATCH: (C.OUTREACH,)}
_RESULT = SurveyRecord.Result
# What is followed rather than visited (organisation.md §3.5, row 3).
SOURCES = (_RESULT.NEAR_ELIGIBLE, _RESULT.HAS_SOURCE, _RESULT.NO_SOURCE)
# Stages at which nothing is under way: no deadline runs.
AT_REST = frozenset({C.ANNOUNCED, C.DEFERRED, C.EXCLUDED})


@dataclass(frozen=True)
class Move:
    """A step somebody wants to make: where to, when, with what said of it."""

    to: CaseStage
    happened_on: date
    reason: str = ""
    note: str = ""
    review_on: date | None = None
    founding: BranchEvent | None = None


def stage_of(case):
    """Where the case stands now."""
    step = facts.newest_step(case)
    return C(step.stage) if step else C.LISTED


def stage_on(case, day):
    """Where the case stood at the end of `day`."""
    step = case.steps.filter(happened_on__lte=day).order_by("happened_on", "pk").last()
    return C(step.stage) if step else C.LISTED


def is_skip(stage, to):
    """Whether going from `stage` to `to` leaves stages out."""
    return to in SKIPS.get(stage, ())


def open_stages(case, day):
    """Where the way leads from the stage of `day`, skips last; () of a closed case."""
    if case.closed_on and case.closed_on <= day:
        return ()
    stage = stage_on(case, day)
    return WAY[stage] + SKIPS.get(stage, ())


def refusal(case, to, *, happened_on, **said):
    """Why the case can't go to `to` on that day, in words; "" when it can.

    `said`: reason, note, review_on, founding, as in `Move`.
    """
    move = Move(C(to), happened_on, **said)
    last = facts.newest_step(case)
    stage = C(last.stage) if last else C.LISTED
    return (
        _off_the_way(case, stage, move)
        or _wrong_day(case, last, move)
        or _unsaid(stage, move)
        or _unfounded(case, move)
    )


def _off_the_way(case, stage, move):
    if case.closed_on:
        return f"Hồ sơ đã khép ngày {case.closed_on:%d/%m/%Y}: không chuyển được nữa."
    if move.to in WAY[stage] or is_skip(stage, move.to):
        return ""
    if move.to == stage:
        return f"Hồ sơ đang ở giai đoạn “{stage.label}” rồi."
    return (
        f"Không chuyển được từ “{stage.label}” sang “{move.to.label}”: {_ways(stage)}"
    )


def _ways(stage):
    """Where one can go from a stage, in words."""
    if stage == C.DECIDED:
        return (
            "quyết định thành lập không rút lại được, chỉ sửa bằng một biến động của "
            f"chi bộ; bước tiếp theo là “{C.ANNOUNCED.label}”."
        )
    if stage == C.ANNOUNCED:
        return "hồ sơ đã xong, chỉ còn khép lại."
    names = (f"“{to.label}”" for to in WAY[stage] + SKIPS.get(stage, ()))
    return f"từ đây chỉ chuyển sang {' hoặc '.join(names)}."


def _wrong_day(case, last, move):
    day = move.happened_on
    if day > clock.today():
        return f"Ngày không được ở tương lai (hôm nay là {clock.today():%d/%m/%Y})."
    if day < case.opened_on:
        return f"Ngày không được trước ngày mở hồ sơ {case.opened_on:%d/%m/%Y}."
    if last and day < last.happened_on:
        return f"Ngày không được trước bước “{last}”."
    return ""


def _unsaid(stage, move):
    """What the move must say of itself and does not."""
    note, name = move.note.strip(), move.to.label
    if move.to in (C.DEFERRED, C.EXCLUDED) and not move.reason:
        return f"“{name}” phải ghi lý do."
    if move.to == C.DEFERRED and move.review_on is None:
        return f"“{name}” phải hẹn ngày xem lại."
    if move.to == C.DEFERRED and move.review_on <= move.happened_on:
        return "Ngày xem lại phải sau ngày tạm dừng."
    if move.reason == "other" and not note:
        return "“Lý do khác” phải nói rõ ở ghi chú."
    if (stage, move.to) == (C.SUBMITTED, C.DOSSIER) and not note:
        return "Hồ sơ bị trả lại phải ghi lý do ở ghi chú."
    if is_skip(stage, move.to) and not note:
        return (
            f"Bỏ qua bước giữa “{stage.label}” và “{name}” phải nói vì sao ở ghi chú."
        )
    return ""


def _unfounded(case, move):
    """What the facts of the register say against the move."""
    try:
        guard = _GUARDS.get(move.to)
        return guard(case, move) if guard else ""
    except RuleMissingError as error:
        return str(error)


def _surveyed(case, move):
    if facts.newest_record(case, move.happened_on):
        return ""
    return (
        "Chưa có phiếu khảo sát nào của doanh nghiệp này đến ngày "
        f"{move.happened_on:%d/%m/%Y}."
    )


def _watch(case, move):
    record = facts.newest_record(case, move.happened_on)
    if record is None or record.result in ("", *SOURCES):
        return ""
    labels = (f"“{result.label}”" for result in SOURCES)
    return (
        f"Phiếu khảo sát gần nhất xếp loại “{record.get_result_display()}”: chỉ theo "
        f"dõi, bồi dưỡng nguồn khi xếp loại {', '.join(labels)}."
    )


def _candidate(case, move):
    day = move.happened_on
    least, counted = facts.least_official(day), facts.counted_official(case, day)
    if max(counted, len(facts.named_official(case, day))) >= least:
        return ""
    return (
        f"Chưa đủ điều kiện: cần ít nhất {least} đảng viên chính thức, số liệu mới nhất "
        f"đến {day:%d/%m/%Y} là {counted}."
    )


def _outreach(case, move):
    if facts.visits_by(case, move.happened_on).exists():
        return ""
    return (
        f"Chưa ghi lần gặp gỡ nào đến ngày {move.happened_on:%d/%m/%Y}: "
        "hãy ghi lần gặp trước."
    )


def _agreed(case, move):
    if facts.attitude_on(case, move.happened_on) == OwnerAttitude.AGREE:
        return ""
    return (
        f"Lần gặp gần nhất đến ngày {move.happened_on:%d/%m/%Y} chưa ghi thái độ "
        f"“{OwnerAttitude.AGREE.label}”."
    )


def _submitted(case, move):
    day = move.happened_on
    lacking = [f"“{item}”" for item in facts.missing_papers(case, day)]
    if lacking:
        return f"Hồ sơ còn thiếu giấy tờ bắt buộc: {', '.join(lacking)}."
    least, named = facts.least_official(day), len(facts.named_official(case, day))
    if named < least:
        return (
            f"Cần ít nhất {least} đảng viên chính thức ghi rõ tên trong danh sách, "
            f"ngày {day:%d/%m/%Y} mới có {named}."
        )
    return ""


def _decided(case, move):
    if move.founding is None:
        return (
            f"“{C.DECIDED.label}” chỉ được ghi khi lập quyết định thành lập chi bộ "
            "của hồ sơ này."
        )
    if move.founding.decided_on != move.happened_on:
        return "Ngày của bước này là ngày quyết định thành lập."
    return ""


def _announced(case, move):
    held_on = case.founding and case.founding.ceremony_on
    if held_on is None:
        return "Chưa ghi ngày lễ công bố quyết định thành lập chi bộ."
    if held_on != move.happened_on:
        return f"Ngày của bước này là ngày lễ công bố {held_on:%d/%m/%Y}."
    return ""


_GUARDS = {
    C.SURVEYED: _surveyed,
    C.WATCH: _watch,
    C.CANDIDATE: _candidate,
    C.OUTREACH: _outreach,
    C.AGREED: _agreed,
    C.SUBMITTED: _submitted,
    C.DECIDED: _decided,
    C.ANNOUNCED: _announced,
}
