"""Dự kiến kết nạp đến 31/12: what the files of a day can still bring this year.

A file counts when every step that is left, taken on the last day that its rule allows,
still ends by 31 December; the ones that need more haste are said beside it.
"""

import datetime as dt
from dataclasses import dataclass

from branches.models import Committee, Rule
from members.admission.stages import K, Stage
from reports.indicators import BY_CODE, totals
from reports.models import Target
from reports.spans import Span
from reports.targets import goal

ADMISSIONS = "T02"  # đảng viên mới kết nạp, in reports.indicators
QUARTERS = (1, 2, 3, 4)
_C = Rule.Code
# What is left to do from each stage, as the deadlines that follow one another.
LEFT = {
    Stage.ELIGIBLE: (_C.ADMISSION_DECISION, _C.CEREMONY_DEADLINE),
    Stage.BRANCH_VOTED: (_C.ADMISSION_DECISION, _C.CEREMONY_DEADLINE),
    Stage.COMMITTEE_VOTED: (_C.ADMISSION_DECISION, _C.CEREMONY_DEADLINE),
    Stage.DECIDED: (_C.CEREMONY_DEADLINE,),
}
CODES = (_C.ADMISSION_DECISION, _C.CEREMONY_DEADLINE)
_SINCE = {
    Stage.BRANCH_VOTED: K.BRANCH_VOTE,
    Stage.COMMITTEE_VOTED: K.BRANCH_VOTE,
    Stage.DECIDED: K.DECISION,
}


@dataclass(frozen=True)
class Coming:
    """A file that can come to its ceremony, and the last day that the rules allow."""

    file: object
    end: dt.date
    is_sure: bool  # by 31 December, and not over already

    @property
    def quarter(self):
        """The quarter of the year in which it ends; None after the year."""
        return quarter_of(self.end) if self.is_sure else None


@dataclass(frozen=True)
class Projection:
    """People: admitted so far, sure by the rules' days, possible with haste, target."""

    admitted: int
    sure: int
    hasty: int
    target: int | None

    @property
    def expected(self):
        return self.admitted + self.sure

    @property
    def lacking(self):
        """How many more the target asks than what is expected; 0 where none."""
        return max(0, (self.target or 0) - self.expected)

    @property
    def words(self):
        """What is still needed, in a sentence."""
        if self.target is None:
            return "Chưa có chỉ tiêu để so sánh."
        if not self.lacking:
            return "Đủ chỉ tiêu nếu các bước còn lại đúng hạn."
        return f"Còn cần {self.lacking} người so với chỉ tiêu {self.target}."


def project(files, day, book, *, admitted, target):
    """Projection of `files` (stage, done) on a day; `book` knows rules and work days."""
    found = coming(files, day, book)
    sure = sum(one.is_sure for one in found)
    return Projection(admitted, sure, len(found) - sure, target)


def coming(files, day, book):
    """[Coming] of the files that can still come to their ceremony, the first one first."""
    last = dt.date(day.year, 12, 31)
    ends = ((file, _end(file, day, book)) for file in files)
    found = [Coming(file, end, day <= end <= last) for file, end in ends if end]
    return sorted(found, key=lambda one: one.end)


def _end(file, day, book):
    """The last day on which the rules let this file come to its ceremony, or None."""
    stage = file.stage
    if stage not in LEFT:
        return None
    step = file.done.get(_SINCE.get(stage))
    at = (step.received_on or step.happened_on) if step else day
    for code in LEFT[stage]:
        count = book.value(code, at)
        if count is None:
            return None
        at = book.calendar(at).add(at, count)
    return at


def quarter_of(day):
    return (day.month + 2) // 3


def quarter_span(year, number):
    """The days of a quarter, both ends included."""
    first = dt.date(year, 3 * number - 2, 1)
    after = dt.date(year + number // 4, 3 * number % 12 + 1, 1)
    return Span(first, after - dt.timedelta(days=1))


def admitted(scope, day):
    """{quarter: people admitted in it up to the day}; one question."""
    spans = {number: quarter_span(day.year, number) for number in QUARTERS}
    begun = {n: span.cut(day) for n, span in spans.items() if span.first <= day}
    found = totals(scope, begun, [BY_CODE[ADMISSIONS]])
    return {number: found.get((ADMISSIONS, number), 0) for number in QUARTERS}


def target_of(year, day, *, branch=None):
    """The goal of admissions of the year: of a branch or of the whole body; or None."""
    rows = Target.objects.known_on(day).filter(
        branch=branch,
        year=year,
        indicator=ADMISSIONS,
        committee=Committee.objects.own(),
    )
    return goal({row.level: row for row in rows.order_by("decided_on", "pk")})
