"""PL1–PL10 of organisation.md §6.2, from the rows that exist.

Each is built by one function of the figures; those that stand on upright sheets share
them, those that lie do too. A report has PL1–PL7 in brief, so that all of it is eight
sheets; with all of it PL2 has a line a branch, PL5 the thirteen results, and PL8–PL10
stand behind where there is something in them.
"""

from itertools import groupby

from reports.annual.appendices import (
    branches,
    moves,
    outreach,
    people,
    targets,
    wards,
    work,
)
from reports.annual.appendices.roster import Roster
from reports.documents.tree import Section


def of(figures, *, full=False):
    """[Appendix] of a report, numbered as in the domain's list."""
    roster = Roster(figures.question, figures.scope, figures)
    found = (
        targets.standings(figures),
        *(_by_branch(roster) if full else [wards.branches_by_ward(roster)]),
        branches.founded(roster),
        people.admitted(roster),
        outreach.by_ward(figures) if full else outreach.in_brief(figures),
        moves.branches_and_members(roster),
        moves.mass_organisations(figures),
        *(_more(figures) if full else ()),
    )
    return [appendix for appendix in found if appendix]


def _by_branch(roster):
    return branches.by_branch(roster), branches.drawn(roster)


def _more(figures):
    return work.courses(figures), work.inspections(figures), work.ratings(figures)


def sections(figures, *, full=False):
    """The appendices on their sheets."""
    return tuple(
        Section(
            tuple(block for one in group for block in one.blocks), landscape=is_wide
        )
        for is_wide, group in groupby(
            of(figures, full=full), key=lambda one: one.is_wide
        )
    )
