"""Which report is asked: body, family, period, as-of day; and how they are said."""

import datetime as dt
from dataclasses import dataclass

from branches.models import Committee
from hoangmai_party.periods import add_months
from reports.models import Report
from reports.spans import Span, year_span

_P = Report.Period
MONTHS = {_P.MONTH: 1, _P.QUARTER: 3, _P.HALF: 6, _P.NINE: 9, _P.YEAR: 12}
MOST_PARTS = {_P.MONTH: 12, _P.QUARTER: 4, _P.HALF: 2}  # of a year
TYPED = (_P.TERM, _P.SPAN)  # periods whose days are given
ROMAN = ("I", "II", "III", "IV")
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """What a report is about; `number` and `dated_on` only of a signed one."""

    committee: Committee
    family: str
    period: str
    first: dt.date
    last: dt.date
    as_of: dt.date
    number: int | None = None
    dated_on: dt.date | None = None
    draft: bool = True
    replaces: str = ""  # the signed report that this one stands in for, in words

    @property
    def span(self):
        """The period as far as it had gone on the as-of day."""
        return Span(self.first, min(self.last, self.as_of))

    @property
    def year(self):
        """The year whose targets count: the last one."""
        return self.last.year

    @property
    def years(self):
        """Every year that the period touches."""
        return range(self.first.year, self.last.year + 1)

    @property
    def is_over(self):
        """Whether the last year is over, so that its targets are met or missed."""
        return self.span.last >= dt.date(self.year, 12, 31)

    @property
    def before(self):
        """The same days of the year before; a longer period has no such days."""
        return self.span.a_year_before() if len(self.years) == 1 else None

    @property
    def said(self):
        """ "năm 2021", "quý II năm 2021", "nhiệm kỳ 2020–2025"."""
        return _said(self.period, Span(self.first, self.last))

    @property
    def next_said(self):
        """The period after it, in words."""
        if self.period == _P.TERM:
            return "nhiệm kỳ tiếp theo"
        if self.period == _P.SPAN:
            return "thời gian tới"
        if self.period == _P.NINE:
            return f"3 tháng cuối năm {self.year}"
        return _said(self.period, span_after(self.period, self.last))


def _said(period, span):
    first, year = span.first, span.last.year
    if period == _P.MONTH:
        return f"tháng {first.month} năm {year}"
    if period == _P.QUARTER:
        return f"quý {ROMAN[(first.month - 1) // 3]} năm {year}"
    if period == _P.HALF:
        return f"6 tháng {'đầu' if first.month == 1 else 'cuối'} năm {year}"
    if period == _P.NINE:
        return f"9 tháng đầu năm {year}"
    if period == _P.YEAR:
        return f"năm {year}"
    if period == _P.TERM:
        return f"nhiệm kỳ {first.year}–{year}"
    return f"từ ngày {first:%d/%m/%Y} đến ngày {span.last:%d/%m/%Y}"


def span_after(period, day):
    """The next period of the same length, which begins on the day after."""
    first = day + DAY
    return Span(first, add_months(first, MONTHS[period]) - DAY)


def span_of(period, year, part=1):
    """The days of the n-th month, quarter, half of a year; of a year as it is."""
    months = MONTHS[period]
    first = add_months(dt.date(year, 1, 1), months * (part - 1))
    return Span(first, add_months(first, months) - DAY)


def of_year(year, as_of, committee, family=Report.Family.WORK):
    """The report of a whole year, without a row of its own."""
    span = year_span(year)
    return Question(committee, family, _P.YEAR, span.first, span.last, as_of)


def of_report(report):
    """What a row asks."""
    return Question(
        report.committee,
        report.family,
        report.period,
        report.first_on,
        report.last_on,
        report.as_of,
        report.number,
        report.dated_on,
        draft=report.status != Report.Status.SIGNED,
        replaces=f"thay thế Báo cáo {report.replaces.issued.said}"
        if report.replaces_id
        else "",
    )
