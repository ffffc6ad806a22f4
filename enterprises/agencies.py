"""Agencies as a person looks for them: in the order of the Vietnamese alphabet."""

from hoangmai_party.text import reading_key


def in_order(agencies):
    """[Agency] by name; the order of the database is that of bytes, Đ after Z."""
    return sorted(agencies, key=lambda agency: (reading_key(agency.name), agency.pk))


def choices(agencies):
    """[(key, name)] of a box in that order."""
    return [(agency.pk, str(agency)) for agency in in_order(agencies)]
