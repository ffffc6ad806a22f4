"""Files of many branches on a day, with their steps, in three queries."""

from dataclasses import dataclass
from functools import cached_property

from hoangmai_party.periods import in_force
from members.admission.stages import Stage, done, stage_of
from members.models import Candidate, CandidateBranch, CandidateStep, Vetting


@dataclass(frozen=True)
class File:
    """One candidate as its branch kept it on the day; `steps` are those by the day."""

    candidate: Candidate
    branch: int
    steps: tuple
    vettings: tuple

    @cached_property
    def stage(self):
        return stage_of(self.steps)

    @cached_property
    def done(self):
        """{kind: its newest counting step}."""
        return done(self.steps)


def files(day, branches):
    """[File] that the branches (ids) keep at the end of `day`."""
    kept = CandidateBranch.objects.filter(
        in_force(day), branch__in=branches, candidate__voided_at=None
    )
    kept = list(kept.select_related("candidate").order_by("candidate__order"))
    ids = [row.candidate_id for row in kept]
    steps = _by_candidate(CandidateStep.objects.filter(happened_on__lte=day), ids)
    vettings = _by_candidate(Vetting.objects.filter(sent_on__lte=day), ids)
    return [
        File(
            row.candidate,
            row.branch_id,
            tuple(steps.get(row.candidate_id, ())),
            tuple(vettings.get(row.candidate_id, ())),
        )
        for row in kept
    ]


def _by_candidate(rows, ids):
    found = {}
    for row in rows.filter(candidate__in=ids):
        found.setdefault(row.candidate_id, []).append(row)
    return found


def by_stage(found):
    """{Stage: [File]} of every stage."""
    heaps = {stage: [] for stage in Stage}
    for file in found:
        heaps[file.stage].append(file)
    return heaps
