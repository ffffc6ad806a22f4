"""Ask one rule of a file at a day, without living the way to it."""

from members.admission.case import Case
from members.admission.rules import findings
from members.models import CandidateStep


def put(world, candidate, kind, day, **typed):
    """A step of the file, written directly."""
    return CandidateStep.objects.create(
        candidate=candidate,
        branch=world.branch,
        kind=kind,
        state="accepted",
        happened_on=day,
        entered_by=world.office,
        **typed,
    )


def ask(world, candidate, name, kind, day, **typed):
    """The text of the rule `name` for a step of `kind` on `day`; "" when it is kept."""
    step = CandidateStep(
        candidate=candidate, kind=kind, branch=world.branch, happened_on=day, **typed
    )
    found = [f for f in findings(Case(candidate), step) if f.check.name == name]
    return found[0].text if found else ""
