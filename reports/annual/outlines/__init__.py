"""The two families of reports (organisation.md §6.1) with their default wording.

A new report copies them as rows; what the office makes of them is its own. The wording
is ours; the six tasks of section IV are the city's programme as the office has it.
"""

from reports.annual import placeholders
from reports.annual.facts import NONE
from reports.annual.outlines import resolution, work
from reports.annual.outlines.outline import Part, Section
from reports.models import Report

OUTLINES = {
    Report.Family.WORK: work.OUTLINE,
    Report.Family.RESOLUTION: resolution.OUTLINE,
}
TITLES = {
    Report.Family.WORK: (
        "kết quả công tác xây dựng Đảng {{kỳ}};",
        "phương hướng, nhiệm vụ {{kỳ sau}}",
    ),
    Report.Family.RESOLUTION: (
        "công tác phát triển Đảng trong doanh nghiệp ngoài khu vực nhà nước {{kỳ}}",
        "(thực hiện Nghị quyết số 09-NQ/TU của Thành ủy Hà Nội)",
    ),
}
__all__ = ["OUTLINES", "TITLES", "Part", "Section", "proposed"]


def proposed(section, figures):
    """The default text of a section for these figures: the generator's proposal.

    A sentence is left out where the register has nothing to say in it: every figure
    that it is about is 0 and has no target.
    """
    found = []
    for part in section.parts:
        if part.years and figures.question.year not in part.years:
            continue
        said = " ".join(s for s in part.sentences if _says(s, figures))
        if said:
            found.append(f"{part.mark}{said}")
    return "\n".join(found)


def _says(sentence, figures):
    asked = list(placeholders.codes_in(sentence))
    facts = placeholders.facts_in(sentence)
    if any(placeholders.text_of(name, figures) == NONE for name in facts):
        return False
    return not asked or any(_counts(code, part, figures) for code, part in asked)


def _counts(code, part, figures):
    if part is None:
        return True
    if part.short == "next":
        return bool(figures.goal_of_next_year(code))
    if part.short == "percent":
        return figures.goal(code) is not None
    return bool(figures.number(code) or figures.in_year(code) or figures.goal(code))
