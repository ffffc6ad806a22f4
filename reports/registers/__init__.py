"""Sổ theo dõi: the registers an office binds each year, one declaration each.

A register is a list on the screen, on paper and in Excel. The list behind a figure
of the year's work is drawn with the columns of its register (`table_of`).
"""

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
from reports.registers.register import Register
from reports.registers.watched import INSPECTED, INSPECTIONS, MASS_ORGANISATIONS

REGISTERS = (
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
BY_SLUG = {register.slug: register for register in REGISTERS}
BY_MODEL = {register.model: register for register in REGISTERS}

__all__ = ["BY_MODEL", "BY_SLUG", "REGISTERS", "Register"]
