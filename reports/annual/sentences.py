"""What may be said of a number against its target (PCT-01…07): never more than it is.

"đạt" from exactly 100% on, "vượt" only above, "chưa đạt" below; and a percentage is
printed with as many decimals as keep it from being rounded into success.
"""

from decimal import Decimal

from reports import percent
from reports.indicators import BY_CODE
from reports.models import Target

MOST_PLACES = 6
_SET_CHANGED = "không so sánh tỷ lệ với cùng kỳ năm trước do tổ chức thay đổi"


def shown(number):
    """A number as it is read: thousands with a dot; none is a dash."""
    if number is None:
        return "–"
    return f"{number:,}".replace(",", ".").replace("-", "−")


def share(actual, target):
    """ "119,2%": half up to one decimal, and more where that would look like 100%."""
    exact = percent.ratio(actual, target)
    if exact is None:
        return "–"
    return percent.text(exact, _places(exact, Decimal(100)))


def beyond(actual, target):
    """ "19,2%": by how much the target is passed; never "0%" when it is."""
    exact = percent.ratio(actual - target, target)
    return percent.text(exact, _places(exact, Decimal(0)))


def _places(exact, border):
    """As few decimals as still tell a share from the border that it is not."""
    for places in range(1, MOST_PLACES):
        if exact == border or percent.rounded(exact, places) != border:
            return places
    return MOST_PLACES


def standing(figures, code):
    """ "31/26 đảng viên, đạt 119,2% chỉ tiêu được giao, vượt 19,2%"."""
    unit, actual = BY_CODE[code].unit, figures.in_year(code)
    goal = figures.goal(code)
    if goal is None:
        said = f"{shown(actual)} {unit} ({percent.NO_TARGET})"
    else:
        verdict = _verdict(actual, goal, is_over=figures.question.is_over)
        said = f"{shown(actual)}/{shown(goal.value)} {unit}, {verdict}"
    in_period = figures.number(code)
    if in_period != actual:  # the period did not begin with the year
        said = f"{shown(in_period)} {unit} trong kỳ, từ đầu năm {said}"
    return "".join((said, expectation(figures, code), _guideline(figures, code)))


def _verdict(actual, goal, *, is_over):
    part = share(actual, goal.value)
    aim = f"chỉ tiêu {goal.said}" if is_over else f"chỉ tiêu cả năm {goal.said}"
    if actual > goal.value:
        return f"đạt {part} {aim}, vượt {beyond(actual, goal.value)}"
    if actual == goal.value:
        return f"đạt 100% {aim}"
    return f"chưa đạt {aim}, bằng {part}" if is_over else f"bằng {part} {aim}"


def expectation(figures, code):
    """ "; ước thực hiện cả năm 30 đảng viên, …" where the year is not over."""
    row = figures.target(code, Target.Level.EXPECTED)
    if row is None or figures.question.is_over:
        return ""
    said = f"; ước thực hiện cả năm {shown(row.value)} {BY_CODE[code].unit}"
    goal = figures.goal(code)
    if goal is None:
        return said
    reached = "đạt" if row.value >= goal.value else "bằng"
    return f"{said}, {reached} {share(row.value, goal.value)} chỉ tiêu"


def _guideline(figures, code):
    row = figures.target(code, Target.Level.GUIDELINE)
    if row is None:
        return ""
    unit = BY_CODE[code].unit
    return f" (mặt bằng chung của Thành phố: {range_of(row)} {unit}/năm)"


def range_of(row):
    """ "1–2" or "1" of a guideline; a dash without one."""
    if row is None:
        return "–"
    if row.value_max in (None, row.value):
        return shown(row.value)
    return f"{shown(row.value)}–{shown(row.value_max)}"


def year_on_year(figures, code):
    """ "tăng 4 đảng viên (bằng 114,8%) so với cùng kỳ năm trước"."""
    if figures.question.before is None:
        return "không so sánh với cùng kỳ năm trước"
    if not figures.is_comparable(code):
        return _SET_CHANGED
    unit, now, before = BY_CODE[code].unit, figures.number(code), figures.before(code)
    if now == before:
        return f"bằng cùng kỳ năm trước ({shown(before)} {unit})"
    way = "tăng" if now > before else "giảm"
    said = f"{way} {shown(abs(now - before))} {unit} so với cùng kỳ năm trước"
    return f"{said} (bằng {share(now, before)})" if before else said
