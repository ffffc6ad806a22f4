"""PL1: targets and results, against last year."""

from reports.annual import sentences
from reports.annual.appendices.appendix import Appendix, count, table
from reports.indicators import BY_CODE, TARGETED
from reports.models import Target

_LEVEL = Target.Level
SHOWN_ALWAYS = {"T01", "T02", "T03"}
STOCKS = tuple(BY_CODE[code] for code in ("S01", "S02"))


def standings(figures):
    """The table, with notes on what its numbers rest on."""
    shown = [i for i in (*STOCKS, *TARGETED) if _is_shown(figures, i.code)]
    has_year = "year" in figures.spans
    head = ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm", "Thực hiện"]
    head += [*(["Từ đầu năm"] if has_year else []), "% kế hoạch"]
    head += ["Cùng kỳ năm trước", "% so cùng kỳ", "Ghi chú"]
    label, year, note = (55, (12,), 10) if has_year else (65, (), 10)
    widths = (7, label, 21, 12.5, 11, *year, 13.5, 11.5, 13.5, note)
    aligns = "clcrr" + "r" * has_year + "rrrc"
    remarks = _remarks(figures, shown)
    made = table(
        1,
        f"THỰC HIỆN CHỈ TIÊU {figures.question.said.upper()}",
        (tuple(head),),
        _rows(figures, shown, has_year, remarks),
        widths,
        aligns,
        notes=(*_said(remarks), *_notes(figures)),
    )
    return Appendix(1, (made,))


def _is_shown(figures, code):
    """What was done, aimed at, or done last year."""
    numbers = (figures.number(code), figures.before(code), figures.in_year(code))
    return code in SHOWN_ALWAYS or any(numbers) or figures.goal(code) is not None


def _remarks(figures, shown):
    """{code: (its sign in the column of remarks, the remark)}; told under the table."""
    said = {i.code: _remark(figures, i.code, figures.goal(i.code)) for i in shown}
    found = [(i, said[i.code]) for i in shown if said[i.code]]
    return {
        indicator.code: (f"({number})", f"{indicator.label}: {text}")
        for number, (indicator, text) in enumerate(found, start=1)
    }


def _said(remarks):
    yield from (f"{sign} {text}." for sign, text in remarks.values())


def _rows(figures, shown, has_year, remarks):
    number = 0
    for indicator in shown:
        is_part = indicator.label.startswith("Trong đó")
        number += not is_part
        mark = "" if is_part else str(number)
        sign, _ = remarks.get(indicator.code, ("", ""))
        yield (*_row(figures, mark, indicator, has_year), sign)


def _row(figures, number, indicator, has_year):
    code, goal = indicator.code, figures.goal(indicator.code)
    year = (count(figures.in_year(code)),) if has_year else ()
    return (
        number,
        indicator.label,
        indicator.unit,
        sentences.shown(goal.value) if goal else "–",
        count(figures.number(code)),
        *year,
        sentences.share(figures.in_year(code), goal.value) if goal else "–",
        count(figures.before(code)),
        _compared(figures, code),
    )


def _compared(figures, code):
    """PCT-07: blank over nothing; a sign of the footnote where the set changed."""
    if figures.question.before is None:
        return "–"
    if not figures.is_comparable(code):
        return "(*)"
    return sentences.share(figures.number(code), figures.before(code))


def _remark(figures, code, goal):
    said = []
    if row := figures.target(code, _LEVEL.GUIDELINE):
        said.append(f"mặt bằng Thành phố: {sentences.range_of(row)}")
    expected = figures.target(code, _LEVEL.EXPECTED)
    if expected and not figures.question.is_over:
        part = f" ({sentences.share(expected.value, goal.value)})" if goal else ""
        said.append(f"ước thực hiện cả năm: {sentences.shown(expected.value)}{part}")
    if goal and goal.level == _LEVEL.REGISTERED:
        said.append("theo mức đăng ký")
    return "; ".join(said)


def _notes(figures):
    """TGT-02 and HIST-06: what was adjusted, and why there is no percentage."""
    if len(figures.question.years) > 1:
        yield "Kế hoạch là cộng chỉ tiêu các năm của kỳ báo cáo."
    for indicator in TARGETED:
        goal = figures.goal(indicator.code)
        if goal and len(goal.rows) > 1 and len(figures.question.years) == 1:
            first, last = goal.rows[0], goal.rows[-1]
            number = f", {last.number}" if last.number else ""
            yield (
                f"{indicator.label}: chỉ tiêu {goal.said} đầu năm {first.value}, điều "
                f"chỉnh thành {last.value} ngày {last.decided_on:%d/%m/%Y}{number}."
            )
    if figures.change:
        yield f"(*) {figures.change.note}"
