"""Dự kiến kết nạp đến 31/12: what the files of a day can still bring this year.

A file counts when every step that is left, taken on the last day that its rule allows,
still ends by 31 December; the ones that need more haste are said beside it.
"""

import datetime as dt
from dataclasses import dataclass

from branches.models import Rule
from members.admission.stages import K, Stage

_C = Rule.Code
# What is left to do from each stage, as the deadlines that follow one another.
LEFT = {
    Stage.ELIGIBLE: (_C.ADMISSION_DECISION, _C.CEREMONY_DEADLINE),
    Stage.BRANCH_VOTED: (_C.ADMISSION_DECISION, _C.CEREMONY_DEADLINE),
    Stage.COMMITTEE_VOTED: (_C.ADMISSION_DECISION, _C.CEREMONY_DEADLINE),
    Stage.DECIDED: (_C.CEREMONY_DEADLINE,),
}
_SINCE = {
    Stage.BRANCH_VOTED: K.BRANCH_VOTE,
    Stage.COMMITTEE_VOTED: K.BRANCH_VOTE,
    Stage.DECIDED: K.DECISION,
}


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
        more = (
            f", trong đó {self.hasty} hồ sơ phải làm sớm hơn hạn" if self.hasty else ""
        )
        return f"Còn thiếu {self.lacking} người so với chỉ tiêu{more}."


def project(files, day, book, *, admitted, target):
    """Projection of `files` (stage, done) on a day; `book` knows rules and work days."""
    last = dt.date(day.year, 12, 31)
    ends = [end for file in files if (end := _end(file, day, book))]
    sure = sum(end <= last for end in ends)
    return Projection(admitted, sure, len(ends) - sure, target)


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
    return max(at, day)
