"""Sức khỏe sổ: what in the register can't be right, is late or is missing.

The checks are those of members.md §8 and of organisation.md §1 that have data:
`catalogue` lists them, and the ones left out with their reasons. A check only
says what it found; `findings` decides who sees it and what the office accepted.
"""

from reports.health.findings import summary

__all__ = ["summary"]
