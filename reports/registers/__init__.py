"""Sổ theo dõi: the registers an office binds each year, one declaration each.

A register is a list on the screen, on paper and in Excel: those of the roll (who is a
member, came, went, is due what) and those of the year's work. The list behind a figure
of the year's work is drawn with the columns of its register (`BY_MODEL`).
"""

from reports.registers.branches import BRANCHES
from reports.registers.meetings import CONGRESSES, MEETINGS, REGULATIONS, SEATS
from reports.registers.moves import ABSENCES, EXEMPTIONS, TRANSFERS
from reports.registers.people import (
    ATTENDANCES,
    AWARDS,
    BADGES,
    COURSES,
    DISCIPLINES,
    RATINGS,
)
from reports.registers.proposals import PROPOSED
from reports.registers.register import Register
from reports.registers.roll import CARDS, DUE_OFFICIAL, MEMBERS, OWNERS, PROBATIONERS
from reports.registers.watched import INSPECTED, INSPECTIONS, MASS_ORGANISATIONS
from reports.registers.ways import (
    ADMITTED,
    ARRIVED,
    DEAD,
    GONE,
    GUESTS,
    MOVED,
    OUT_OF_PARTY,
    READMITTED,
    RECOGNISED,
    RESTORED,
)

# Of the roll; the list behind one of its figures has columns of its own.
OF_THE_ROLL = (
    MEMBERS,
    BRANCHES,
    PROBATIONERS,
    DUE_OFFICIAL,
    ADMITTED,
    READMITTED,
    RECOGNISED,
    RESTORED,
    ARRIVED,
    GONE,
    MOVED,
    GUESTS,
    DEAD,
    OUT_OF_PARTY,
    OWNERS,
    CARDS,
    PROPOSED,
)
OF_WORK = (
    TRANSFERS,
    ABSENCES,
    EXEMPTIONS,
    MEETINGS,
    CONGRESSES,
    REGULATIONS,
    INSPECTIONS,
    INSPECTED,
    COURSES,
    ATTENDANCES,
    RATINGS,
    AWARDS,
    BADGES,
    DISCIPLINES,
    MASS_ORGANISATIONS,
    SEATS,
)
REGISTERS = (*OF_THE_ROLL, *OF_WORK)
BY_SLUG = {register.slug: register for register in REGISTERS}
BY_MODEL = {register.model: register for register in OF_WORK}

__all__ = ["BY_MODEL", "BY_SLUG", "OF_THE_ROLL", "OF_WORK", "REGISTERS", "Register"]
