"""The report as a paper: head, title, sections, who signs, appendices."""

from itertools import takewhile

from reports.annual import appendices, markup, outlines
from reports.annual.figures import Figures
from reports.annual.question import of_report
from reports.documents import office, tree
from reports.documents.layouts import ROMAN
from reports.models import Report

KIND = "BC"  # báo cáo, in the number of a paper


def annual_report(asked, figures=None, *, full=False):
    """The paper of a `Report`, or of a `Question` that has no row.

    Without a row the sections are the proposals for these figures. `full`: with every
    appendix, branch by branch.
    """
    question = of_report(asked) if isinstance(asked, Report) else asked
    figures = figures or Figures(question)
    return Paper(question, figures, texts(asked, figures), full=full).document()


def texts(asked, figures):
    """[(level, heading, text, figures of each line when it was written)]."""
    if isinstance(asked, Report):
        rows = asked.sections.order_by("position", "pk")
        return [(row.level, row.heading, row.text, row.figures) for row in rows]
    outline = outlines.OUTLINES[figures.question.family]
    proposed = [(part, outlines.proposed(part, figures)) for part in outline]
    return [(part.level, part.heading, text, ()) for part, text in proposed]


def _not_empty(written):
    """Without sections that say nothing, of themselves or in those below them."""
    for place, row in enumerate(written):
        below = takewhile(lambda other: other[0] > 1, written[place + 1 :])
        if row[2] or (row[0] == 1 and any(text for _, _, text, _ in below)):
            yield row


class Paper:
    """The tree of one report."""

    def __init__(self, question, figures, written, *, full=False):
        self.question, self.figures, self.written = question, figures, written
        self.full = full
        self.day = question.dated_on or question.as_of
        self.office = office.on(question.committee, self.day)
        self.layout = self.office.layout

    def document(self):
        summary = [
            markup.plain(line, self.figures)
            for line in outlines.TITLES[self.question.family]
        ]
        return tree.Document(
            title=f"Báo cáo {' '.join(summary)}",
            day=self.day,
            layout=self.layout,
            sections=(
                tree.Section(
                    (
                        self._head(),
                        tree.Title("BÁO CÁO", tuple(summary), self._note()),
                        *self._body(),
                        self.office.signature(),
                    )
                ),
                *appendices.sections(self.figures, full=self.full),
            ),
        )

    def _head(self):
        question = self.question
        return self.office.letterhead(
            KIND,
            question.number,
            question.dated_on,
            year=self.day.year,
            draft="DỰ THẢO" if question.draft else "",
        )

    def _note(self):
        return f"({self.question.replaces})" if self.question.replaces else ""

    def _body(self):
        numbers = {1: 0, 2: 0}
        for level, heading, text, was in _not_empty(self.written):
            numbers[level] += 1
            numbers |= {2: 0} if level == 1 else {}
            mark = self.layout.mark(level, numbers[level])
            said = markup.plain(heading, self.figures)
            yield tree.Heading(level, f"{mark} {said.upper() if level == 1 else said}")
            yield from markup.blocks(text, was, self.figures, level, self.layout)


def marks_of(written):
    """["I", "II", "II.1", …]: how the sections are called outside of the paper."""
    first = second = 0
    for level, *_ in written:
        if level == 1:
            first, second = first + 1, 0
            yield ROMAN[first - 1]
        else:
            second += 1
            yield f"{ROMAN[first - 1]}.{second}"
