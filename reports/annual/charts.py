"""Charts that a text may place: a line of its own, `{{biểu đồ đảng viên}}`."""

from dataclasses import dataclass

from reports import growth
from reports.documents.tree import Chart, Series
from reports.indicators import TARGETED

YEARS = 7


@dataclass(frozen=True)
class Placed:
    """A chart by its name in a text; `draw` gives it, or None without numbers."""

    name: str
    explain: str
    draw: object


def _stock(figures, code, caption, unit):
    """A bar for the end of each year since the founding."""
    question = figures.question
    began, last = question.committee.founded_on, question.span.last.year
    first = max(last - YEARS + 1, began.year if began else 0)
    known = figures.__dict__.setdefault("known_growth", {})
    if first not in known:
        points = growth.points(figures.scope, first, last, question.span.last)
        known[first] = [point for point in points if not point.is_before]
    values = tuple(getattr(point, code) for point in known[first])
    if not any(values):
        return None
    years = tuple(str(point.year) for point in known[first])
    return Chart(caption, years, (Series(unit.capitalize(), values),), unit=unit)


def _aims(figures):
    """What was set beside what was done."""
    aimed = [i for i in TARGETED if figures.goal(i.code)]
    if not aimed:
        return None
    return Chart(
        "Kết quả so với chỉ tiêu",
        tuple(i.label for i in aimed),
        (
            Series("Chỉ tiêu", tuple(figures.goal(i.code).value for i in aimed)),
            Series("Kết quả", tuple(figures.in_year(i.code) for i in aimed)),
        ),
    )


CHARTS = (
    Placed(
        "biểu đồ đảng viên",
        "số đảng viên cuối mỗi năm",
        lambda f: _stock(f, "members", "Số đảng viên cuối mỗi năm", "đảng viên"),
    ),
    Placed(
        "biểu đồ chi bộ",
        "số chi bộ cuối mỗi năm",
        lambda f: _stock(f, "branches", "Số chi bộ cuối mỗi năm", "chi bộ"),
    ),
    Placed("biểu đồ chỉ tiêu", "kết quả bên cạnh chỉ tiêu", _aims),
)
