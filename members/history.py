"""The life of a member in the register as one timeline, for the member's page."""

from dataclasses import dataclass

from members.events import by_code
from members.models import MemberEvent
from members.roll import CAME_LABELS, WENT_LABELS


@dataclass(frozen=True)
class Step:
    """One day of the timeline; `entry` when it can be corrected or taken back."""

    day: object
    what: str
    where: str = ""
    paper: str = ""
    entry: MemberEvent | None = None


def timeline(member):
    """[Step], the newest first: admission, branches, recognitions, entries."""
    steps = [*_of_spells(member), *_of_placements(member), *_of_entries(member)]
    return sorted(steps, key=lambda step: step.day, reverse=True)


def _of_spells(member):
    for spell in member.spells.all():
        if spell.decision_on:
            yield Step(
                spell.decision_on,
                "Quyết định kết nạp",
                spell.admitted_at,
                spell.decision_number,
            )
        if spell.recognised_on:
            text = f"Công nhận chính thức (chính thức từ {spell.official_on:%d/%m/%Y})"
            yield Step(spell.recognised_on, text, "", spell.recognised_number)


def _of_placements(member):
    rows = member.placements.select_related("branch")
    for row in rows:
        where = str(row.branch)
        came = CAME_LABELS.get(row.began, row.get_began_display())
        yield Step(row.started_on, came, where, row.began_number)
        if row.ended_on:
            went = WENT_LABELS.get(row.ended, row.get_ended_display())
            yield Step(row.ended_on, went, where, row.ended_number)


def _of_entries(member):
    for entry in member.events.all():
        label = by_code[entry.kind].label
        yield Step(entry.happened_on, f"Ghi biến động: {label}", "", "", entry)
