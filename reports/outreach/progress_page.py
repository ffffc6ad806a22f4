"""The page “Tiến độ vận động”: its tables, and the list behind each number."""

from reports import percent
from reports.outreach.progress import ASKED, EXITS, MAIN, Progress
from reports.tables import Cell, Percent, Row, Table, cells, heads
from surveys.cases.stages import C
from surveys.models import CaseStep, OutreachCase, Proposal, Visit
from surveys.models.record import OwnerAttitude

_ROUNDED = "Số ngày ở giữa được làm tròn đến ngày."
_ONWARD = (
    "Đã đi tiếp: sau đó đã sang một giai đoạn xa hơn trên đường đến thành lập chi bộ, "
    "tính đến ngày của số liệu; “Theo dõi”, “Tạm dừng”, “Đưa ra” không tính."
)


def page(asked):
    """Every table of a question, and the bars of the stock by stage."""
    progress = Progress(asked.scope, asked.span)
    return {
        "tables": [
            _stages(asked, progress),
            _reasons(asked, progress),
            _attitudes(asked, progress),
            _proposals(asked, progress),
        ],
        "bars": _bars(asked, progress),
    }


def _cell(asked, progress, key):
    return Cell(progress.numbers[key], asked.url("outreach-progress-list", key))


def _bars(asked, progress):
    """(label, number, address, the largest) of each stage of the day."""
    numbers = [progress.numbers[f"standing-{stage}"] for stage in C]
    most = max(numbers)
    return [
        (
            stage.label,
            number,
            asked.url("outreach-progress-list", f"standing-{stage}"),
            most,
        )
        for stage, number in zip(C, numbers, strict=True)
    ]


def _stages(asked, progress):
    return Table(
        "Theo giai đoạn",
        heads(
            "Giai đoạn",
            "Sang trong kỳ",
            "Trong đó đã đi tiếp",
            "Tỷ lệ đi tiếp",
            "Đang ở giai đoạn",
            "Số ngày ở giữa",
            "Lâu nhất (ngày)",
            numbers=range(1, 7),
        ),
        tuple(_stage(asked, progress, stage) for stage in C),
        notes=(_ONWARD, _ROUNDED),
        name="giai-doan",
    )


def _stage(asked, progress, stage):
    entered, onward = f"entered-{stage}", f"onward-{stage}"
    leads_on = stage not in EXITS and stage != MAIN[-1]
    ratio = percent.ratio(progress.numbers[onward], progress.numbers[entered])
    aged = progress.ages[stage]
    return Row(
        cells(
            stage.label,
            _cell(asked, progress, entered),
            _cell(asked, progress, onward) if leads_on else "",
            Percent(ratio) if leads_on else "",
            _cell(asked, progress, f"standing-{stage}"),
            progress.median_age(stage),
            Cell(aged[0][0], aged[0][1].get_absolute_url()) if aged else None,
        )
    )


def _reasons(asked, progress):
    return Table(
        "Lý do tạm dừng, đưa ra trong kỳ",
        heads("Lý do", *(stage.label for stage in EXITS), numbers=(1, 2)),
        tuple(
            Row(
                cells(
                    reason.label,
                    *(_cell(asked, progress, f"{stage}-{reason}") for stage in EXITS),
                )
            )
            for reason in CaseStep.Reason
        ),
        name="ly-do",
    )


def _attitudes(asked, progress):
    kinds = ("visits", "met", "latest")
    return Table(
        "Thái độ của chủ doanh nghiệp",
        heads(
            "Thái độ",
            "Lần gặp trong kỳ",
            "Hồ sơ có lần gặp trong kỳ",
            "Thái độ gần nhất của hồ sơ đang mở",
            numbers=(1, 2, 3),
        ),
        tuple(
            Row(
                cells(
                    attitude.label,
                    *(_cell(asked, progress, f"{kind}-{attitude}") for kind in kinds),
                )
            )
            for attitude in OwnerAttitude
        ),
        name="thai-do",
    )


def _proposals(asked, progress):
    return Table(
        "Kiến nghị của chủ doanh nghiệp",
        heads("Kiến nghị", "Số kiến nghị", numbers=(1,)),
        tuple(
            Row(cells(label, _cell(asked, progress, f"asked-{key}")))
            for key, label in ASKED.items()
        ),
        name="kien-nghi",
    )


def has(asked, key):
    """Whether there is such a figure."""
    return key in Progress(asked.scope, asked.span).figures


def list_page(asked, key):
    """The rows behind a number."""
    progress = Progress(asked.scope, asked.span)
    figure = progress.figures[key]
    found = list(progress.list_of(key).order_by(*_ORDER[figure.model]))
    head, draw = _DRAWN[figure.model]
    rows = (
        draw(number, row, progress.day) for number, row in enumerate(found, start=1)
    )
    table = Table(
        figure.label,
        heads(*head, numbers=_NUMBERS[figure.model]),
        tuple(rows),
        name="danh-sach",
        is_wide=True,
        head_column=1,
        empty="Không có dòng nào.",
    )
    return {"tables": [table], "total": len(found)}


_CASE_HEAD = (
    *("TT", "Doanh nghiệp", "Phường, xã", "Giai đoạn", "Từ ngày", "Số ngày"),
    *("Người phụ trách", "Gặp gần nhất", "Thái độ gần nhất"),
)
_VISIT_HEAD = (
    *("TT", "Doanh nghiệp", "Ngày gặp", "Gặp ai", "Họ tên", "Thái độ", "Nội dung"),
    *("Khó khăn", "Việc tiếp theo"),
)
_PROPOSAL_HEAD = (
    *("TT", "Doanh nghiệp", "Ngày nêu", "Nội dung", "Chuyển đến", "Ngày chuyển"),
    *("Ngày trả lời", "Nội dung trả lời"),
)


def _firm(case):
    return Cell(str(case.enterprise), case.get_absolute_url())


def _case(number, case, day):
    attitude = dict(OwnerAttitude.choices).get(case.attitude, "")
    return Row(
        cells(
            number,
            _firm(case),
            case.ward_name or "",
            C(case.stage).label,
            case.stage_since,
            (day - case.stage_since).days,
            case.in_charge,
            case.visited or "",
            attitude,
        )
    )


def _visit(number, visit, day):
    return Row(
        cells(
            number,
            _firm(visit.case),
            visit.visited_on,
            visit.get_met_display(),
            visit.met_name,
            visit.get_attitude_display(),
            visit.content,
            visit.difficulties,
            visit.next_action,
        )
    )


def _proposal(number, row, day):
    return Row(
        cells(
            number,
            _firm(row.case),
            row.raised_on,
            row.content,
            row.forwarded_to,
            row.forwarded_on or "",
            row.answered_on or "",
            row.answer,
        )
    )


_ORDER = {
    OutreachCase: ("enterprise__name", "pk"),
    Visit: ("visited_on", "pk"),
    Proposal: ("raised_on", "pk"),
}
_NUMBERS = {OutreachCase: (5,), Visit: (), Proposal: ()}
_DRAWN = {
    OutreachCase: (_CASE_HEAD, _case),
    Visit: (_VISIT_HEAD, _visit),
    Proposal: (_PROPOSAL_HEAD, _proposal),
}
