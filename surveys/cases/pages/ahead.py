"""What the page of a case offers: one main next action, and the ways beside it."""

from dataclasses import dataclass

from django.urls import reverse

from hoangmai_party import clock
from surveys.cases import facts, stages
from surveys.cases.pages.access import link
from surveys.cases.stages import C, is_skip
from surveys.models import CaseStage, SurveyRecord

_R = SurveyRecord.Result
# Where a record leads, and the reason it gives for leaving the list.
AFTER_RECORD = {
    _R.ELIGIBLE: (C.CANDIDATE, ""),
    _R.NEAR_ELIGIBLE: (C.WATCH, ""),
    _R.HAS_SOURCE: (C.WATCH, ""),
    _R.NO_SOURCE: (C.WATCH, ""),
    _R.HAS_ORG_HERE: (C.EXCLUDED, "has_org"),
    _R.HAS_ORG_ELSEWHERE: (C.EXCLUDED, "has_org"),
    _R.STOPPED: (C.EXCLUDED, "stopped"),
    _R.MOVED_OUT: (C.EXCLUDED, "moved"),
    _R.DUPLICATE: (C.EXCLUDED, "duplicate"),
}
_VISIT = "Ghi lần gặp gỡ"


@dataclass(frozen=True)
class Action:
    """Something to do next: where it is done and why."""

    label: str
    url: str
    words: str = ""


@dataclass(frozen=True)
class Way:
    """A stage that the case can go to, with what still speaks against it today."""

    stage: CaseStage
    url: str
    no: str
    is_skip: bool


def proposed_stage(case, day):
    """(stage, reason) that the newest record proposes for a surveyed case, or None."""
    record = facts.newest_record(case, day)
    result = record and (record.result or record.proposed)
    return AFTER_RECORD.get(result)


def ways(case, now, day):
    """[Way] from the stage `now`, in the order of the table."""
    return [_way(case, now, to, day) for to in stages.open_stages(case, day)]


def _way(case, now, to, day):
    return Way(to, go_url(case, to), blocked(case, to, day), is_skip(now, to))


def go_url(case, to):
    """The page of a step; a decision and its ceremony are written by the founding."""
    if to in (C.DECIDED, C.ANNOUNCED):
        name = "decision" if to == C.DECIDED else "announce"
        if url := link(f"surveys:founding-{name}", case.pk):
            return url
    return reverse("surveys:case-go", args=[case.pk, to.value])


def blocked(case, to, day):
    """What the facts say against a step today, whatever would be typed of it."""
    typed = {"note": "…", "reason": "moved", "review_on": day.max}
    if to == C.DECIDED and link("surveys:founding-decision", case.pk):
        return ""
    if to == C.ANNOUNCED and link("surveys:founding-announce", case.pk):
        return ""
    return stages.refusal(case, to, happened_on=day, **typed)


def next_action(case, now, found):
    """The one main `Action` of a stage, or None; `found` are its ways."""
    if case.closed_on:
        return None
    if now == C.SURVEYED:
        return _after_survey(case, found)
    return _NEXT[now](case, {way.stage: way for way in found})


def _visit(case, words=""):
    return Action(_VISIT, reverse("surveys:visit-new", args=[case.pk]), words)


def _go(way, words=""):
    return Action(f"Chuyển sang “{way.stage.label}”", way.url, words)


def _listed(case, found):
    if not found[C.SURVEYED].no:
        return _go(found[C.SURVEYED], "Doanh nghiệp đã có phiếu khảo sát.")
    return Action(
        "Ghi phiếu khảo sát",
        link("surveys:records"),
        "Chưa có phiếu khảo sát; nộp phiếu thì hồ sơ tự chuyển sang “Đã khảo sát”.",
    )


def _after_survey(case, found):
    proposed = proposed_stage(case, clock.today())
    if proposed is None:
        return _visit(case, "Phiếu khảo sát chưa được xếp loại.")
    stage, reason = proposed
    [way] = [way for way in found if way.stage == stage]
    if way.no:
        return _visit(case, way.no)
    url = f"{way.url}?reason={reason}" if reason else way.url
    return Action(
        f"Chuyển sang “{stage.label}”", url, "Theo kết quả phân loại của phiếu."
    )


def _watch(case, found):
    if found[C.CANDIDATE].no:
        return _visit(case, found[C.CANDIDATE].no)
    return _go(found[C.CANDIDATE], "Đã đủ số đảng viên chính thức.")


def _candidate(case, found):
    return _visit(case, "Lần gặp đầu tiên chuyển hồ sơ sang “Đang vận động”.")


def _outreach(case, found):
    if not found[C.AGREED].no:
        return _go(found[C.AGREED], "Lần gặp gần nhất chủ doanh nghiệp đồng ý.")
    return _visit(case)


def _agreed(case, found):
    return _go(found[C.DOSSIER])


def _dossier(case, found):
    way, page = found[C.SUBMITTED], link("surveys:founding-dossier", case.pk)
    if way.no and page:
        return Action("Mở hồ sơ thành lập", page, way.no)
    return _go(way, way.no)


def _submitted(case, found):
    return Action("Ghi quyết định thành lập", found[C.DECIDED].url)


def _decided(case, found):
    return Action("Ghi ngày lễ công bố", found[C.ANNOUNCED].url)


def _announced(case, found):
    return Action("Khép hồ sơ", reverse("surveys:case-close", args=[case.pk]))


def _deferred(case, found):
    step = facts.newest_step(case)
    if step.review_on and step.review_on <= clock.today():
        return _go(found[C.OUTREACH], f"Đến hạn xem lại {step.review_on:%d/%m/%Y}.")
    return _visit(case, f"Xem lại ngày {step.review_on:%d/%m/%Y}.")


def _excluded(case, found):
    return _go(found[C.LISTED])


_NEXT = {
    C.LISTED: _listed,
    C.WATCH: _watch,
    C.CANDIDATE: _candidate,
    C.OUTREACH: _outreach,
    C.AGREED: _agreed,
    C.DOSSIER: _dossier,
    C.SUBMITTED: _submitted,
    C.DECIDED: _decided,
    C.ANNOUNCED: _announced,
    C.DEFERRED: _deferred,
    C.EXCLUDED: _excluded,
}
