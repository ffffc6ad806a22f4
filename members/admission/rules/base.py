"""What a rule of the way into the Party is, and the list of them all."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from branches.models import RuleMissingError
from branches.rules import R24, R29, R294

CHECKS = []
# A rule names its newest documents; before their day an older regulation held, whose
# article nobody has compared yet (members.md §0).
_NEWEST = ("294-QĐ/TW", "06-HD/TW", "02-HD/BTCTU")
_EARLIER = (
    (R24, "Quy định 24-QĐ/TW"),
    (R29, "Quy định 29-QĐ/TW"),
    (dt.date.min, "Quy định 45-QĐ/TW"),
)


class Severity(Enum):
    """What becomes of a step that does not keep a rule."""

    WARNS = "nhắc"  # passed with a reason by whoever enters the step
    REFUSES = "không nhận"  # the office alone records the paper as it stands
    IMPOSSIBLE = "không thể"  # can't have happened, refused to everybody


@dataclass(frozen=True)
class Check:
    """One rule: at which steps it is asked, what it says, where it stands.

    `refs` are the marks of members.md; `codes` the `Rule` rows whose days and values it
    reads; `says` the message with its blanks; `find(case, step)` fills them or is None.
    `ahead` tells that it can be asked before the step: of the file, not of the paper.
    """

    name: str
    refs: tuple
    severity: Severity
    kinds: tuple
    source: str
    says: str
    find: object
    codes: tuple = ()
    ahead: bool = True


@dataclass(frozen=True)
class Finding:
    """A rule that a step does not keep, in words."""

    check: Check
    severity: Severity
    text: str
    day: dt.date | None = None

    @property
    def source(self):
        """Where the rule stands, and what held on a day before those documents."""
        newest = self.check.source
        if self.day is None or self.day >= R294:
            return newest
        if not any(name in newest for name in _NEWEST):
            return newest
        then = next(name for start, name in _EARLIER if self.day >= start)
        return f"{newest}; ngày {day_words(self.day)} theo {then}, chưa đối chiếu điều"


def check(refs, severity, kinds, source, says, codes=(), ahead=True):
    """Register the decorated `find(case, step)` as a rule; its name is the rule's."""

    def register(find):
        CHECKS.append(
            Check(
                name=find.__name__.strip("_"),
                refs=tuple(refs.split()),
                severity=severity,
                kinds=tuple(kinds),
                source=source,
                says=says,
                find=find,
                codes=tuple(codes),
                ahead=ahead,
            )
        )
        return find

    return register


def findings(case, step, ahead=False):
    """[Finding] of a step that is about to be entered; `ahead`: of the file alone."""
    asked = (c for c in CHECKS if step.kind in c.kinds and (c.ahead or not ahead))
    return [found for c in asked if (found := _ask(c, case, step))]


def _ask(one, case, step):
    try:
        blanks = one.find(case, step)
    except RuleMissingError as missing:
        return Finding(one, Severity.WARNS, str(missing), step.happened_on)
    if blanks is None:
        return None
    said = one.says.format(**blanks)
    return Finding(one, _severity(one, case), said, step.happened_on)


def _severity(one, case):
    """An old file comes in as it is: what would be refused is only said."""
    if case.candidate.is_old and one.severity is Severity.REFUSES:
        return Severity.WARNS
    return one.severity


def day_words(day):
    return f"{day:%d/%m/%Y}"
