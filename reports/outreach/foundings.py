"""The branches founded in a period, each with the dated steps of its case."""

from django.urls import reverse

from reports.indicators import BY_CODE
from reports.tables import Cell, Head, Row, Table
from surveys.models import CaseStage, OutreachCase

WAY = (
    CaseStage.LISTED,
    CaseStage.SURVEYED,
    CaseStage.CANDIDATE,
    CaseStage.OUTREACH,
    CaseStage.AGREED,
    CaseStage.DOSSIER,
    CaseStage.SUBMITTED,
    CaseStage.DECIDED,
    CaseStage.ANNOUNCED,
)
TITLE = "Chi bộ thành lập mới: từ danh sách rà soát đến công bố"
NO_CASE = "không qua hồ sơ vận động"


def days(case):
    """{stage: the first day the case came to it}, steps and opening."""
    found = {CaseStage.LISTED: case.opened_on}
    for step in sorted(case.steps.all(), key=lambda one: (one.happened_on, one.pk)):
        found.setdefault(CaseStage(step.stage), step.happened_on)
    return found


def of(asked):
    """[(link of the branch, its case or None)] of the period; three queries."""
    rows = BY_CODE["T01"].rows(asked.scope, asked.span)
    rows = list(rows.select_related("branch", "begun_by").order_by("started_on", "pk"))
    if not asked.scope.is_whole:
        return [(row, None) for row in rows]
    cases = OutreachCase.objects.filter(founding__in=[row.begun_by_id for row in rows])
    cases = cases.select_related("enterprise").prefetch_related("steps")
    by_event = {case.founding_id: case for case in cases.order_by("-pk")}
    return [(row, by_event.get(row.begun_by_id)) for row in rows]


def table(asked):
    """One line a branch: the decision, and the day of each stage."""
    return Table(
        TITLE,
        _HEAD,
        tuple(
            Row(_line(number, row, case))
            for number, (row, case) in enumerate(of(asked), start=1)
        ),
        notes=("Ngày đầu tiên hồ sơ đến giai đoạn đó.",),
        name="thanh-lap",
        is_wide=True,
        head_column=1,
        empty="Trong kỳ không có chi bộ thành lập mới.",
    )


def _line(number, row, case):
    event = row.begun_by
    return (
        Cell(number),
        Cell(row.branch.name, row.branch.get_absolute_url()),
        _enterprise(case),
        Cell(event.number),
        *_stages(event, case),
    )


def _enterprise(case):
    if case is None:
        return Cell(NO_CASE)
    return Cell(
        case.enterprise.name, reverse("surveys:founding-dossier", args=[case.pk])
    )


def stages(event, case):
    """{stage: day}; of a branch without a case what the decision itself says."""
    known = days(case) if case else {}
    known.setdefault(CaseStage.DECIDED, event.decided_on)
    if event.ceremony_on:
        known.setdefault(CaseStage.ANNOUNCED, event.ceremony_on)
    return known


def _stages(event, case):
    known = stages(event, case)
    return [Cell(known.get(stage, "")) for stage in WAY]


def lines(asked):
    """The same for the terminal: a branch, then its steps, each with the day."""
    for row, case in of(asked):
        event = row.begun_by
        where = case.enterprise.name if case else NO_CASE
        yield f"{row.branch.name} ({where}), số {event.number}"
        known = stages(event, case)
        for stage in WAY:
            if stage in known:
                yield f"  {known[stage]:%d/%m/%Y}  {stage.label}"


_HEAD = (
    (
        Head("TT", rows=2),
        Head("Chi bộ", rows=2),
        Head("Doanh nghiệp, hồ sơ vận động", rows=2),
        Head("Số quyết định", rows=2),
        Head("Ngày đến từng giai đoạn", columns=len(WAY)),
    ),
    tuple(Head(stage.label) for stage in WAY),
)
