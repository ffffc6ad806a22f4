"""What must hold: within a form, between the forms and with the year page."""

import re
from dataclasses import dataclass

from reports import indicators
from reports.forms.declared import FIGURES
from reports.forms.figure import Tie
from reports.forms.reckon import numbers

_TERM = re.compile(r"([+-]?)\s*(\d\.\w+|[A-Z]\d\w*)")


@dataclass(frozen=True)
class Answer:
    """A tie with its two numbers."""

    tie: Tie
    left: int
    right: int

    @property
    def holds(self):
        return self.left == self.right


def terms(side):
    """[(sign, code)] of one side of a tie."""
    return [(-1 if sign == "-" else 1, code) for sign, code in _TERM.findall(side)]


def answers(form, ask, known):
    """[Answer] of a form whose own numbers are `known`; asks only what is missing."""
    codes = {code for tie in form.ties for code in _codes(tie)} - set(known)
    codes |= {part for code in codes & set(FIGURES) for part in FIGURES[code].parts}
    figures = [FIGURES[code] for code in sorted(codes - set(known)) if "." in code]
    found = {**known, **numbers(figures, ask), **_of_the_year(codes, ask)}
    return [Answer(tie, *(_sum(side, found) for side in (tie.left, tie.right)))
            for tie in form.ties]  # fmt: skip


def _codes(tie):
    return [code for side in (tie.left, tie.right) for _, code in terms(side)]


def _sum(side, found):
    return sum(sign * found[code] for sign, code in terms(side))


def _of_the_year(codes, ask):
    asked = [indicators.BY_CODE[code] for code in sorted(codes) if "." not in code]
    if not asked:
        return {}
    found = indicators.totals(ask.scope, {"now": ask.span}, asked)
    return {code: number for (code, _), number in found.items()}
