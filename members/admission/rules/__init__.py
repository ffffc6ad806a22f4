"""The rules of the way into the Party, each said in words with its source."""

from members.admission.rules import company, days, papers, person, votes
from members.admission.rules.base import CHECKS, Check, Finding, Severity, findings

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Severity",
    "company",
    "days",
    "findings",
    "papers",
    "person",
    "votes",
]
