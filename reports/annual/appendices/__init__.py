"""PL1–PL10 of organisation.md §6.2, from the rows that exist.

Each is built by one function of the figures; those that stand on upright sheets share
them, those that lie do too. The last ones are left out where there is nothing in them.
"""

from itertools import groupby

from reports.annual.appendices import (
    branches,
    moves,
    outreach,
    people,
    targets,
    work,
)
from reports.annual.appendices.roster import Roster
from reports.documents.tree import Section


def of(figures):
    """[Appendix] of a report, numbered as in the domain's list."""
    roster = Roster(figures)
    found = (
        targets.standings(figures),
        branches.by_branch(roster),
        branches.founded(roster),
        people.admitted(roster),
        outreach.by_ward(figures),
        moves.branches_and_members(roster),
        moves.mass_organisations(figures),
        work.courses(figures),
        work.inspections(figures),
        work.ratings(figures),
    )
    return [appendix for appendix in found if appendix]


def sections(figures):
    """The appendices on their sheets."""
    return tuple(
        Section(
            tuple(block for one in group for block in one.blocks), landscape=is_wide
        )
        for is_wide, group in groupby(of(figures), key=lambda one: one.is_wide)
    )
