"""Charts that a text may place: a line of its own, `{{biểu đồ đảng viên}}`."""

from dataclasses import dataclass

from reports import growth, indicators
from reports.documents.tree import Chart, Series
from reports.indicators import BY_CODE, TARGETED
from reports.people import named_branches

YEARS = 7
MOST = 12  # branches of a chart: more bars than that are a table


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


def by_branch(figures, code, caption):
    """A bar for each branch, the highest first; None where it would say nothing."""
    scope, span = figures.scope, figures.question.span
    found = indicators.by_branch(scope, span, [BY_CODE[code]])
    names = {pk: name for pk, _, name in named_branches(span.last, scope.reach)}
    rows = [(found[pk][code], names[pk]) for pk in names if found.get(pk, {}).get(code)]
    if len({number for number, _ in rows}) < 2:
        return None  # all of them alike, or only one
    rows = sorted(rows, key=lambda row: -row[0])[:MOST]
    unit = BY_CODE[code].unit
    return Chart(
        caption,
        tuple(name.removeprefix("Chi bộ ") for _, name in rows),
        (Series(unit.capitalize(), tuple(number for number, _ in rows)),),
        unit=unit,
    )


def members_by_branch(figures):
    """How large the largest branches are."""
    return by_branch(figures, "S02", "Các chi bộ đông đảng viên nhất cuối kỳ")


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
    Placed(
        "biểu đồ đảng viên theo chi bộ",
        f"{MOST} chi bộ đông đảng viên nhất",
        members_by_branch,
    ),
    Placed(
        "biểu đồ kết nạp theo chi bộ",
        f"{MOST} chi bộ kết nạp nhiều nhất",
        lambda f: by_branch(
            f, "T02", "Các chi bộ kết nạp nhiều đảng viên nhất trong kỳ"
        ),
    ),
)
