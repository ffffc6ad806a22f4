"""Files by stage: the list of the office and of a branch, in three queries."""

from dataclasses import dataclass

from django.db.models import Prefetch

from hoangmai_party.periods import FAR
from members.admission.stages import Stage, done, returned, stage_of
from members.models import Candidate, CandidateBranch, CandidateStep


@dataclass(frozen=True)
class File:
    """One candidate with its stage, its branch of today and what came back."""

    candidate: Candidate
    branch: object
    stage: Stage
    returned: tuple
    waiting: tuple

    @property
    def done(self):
        """{kind: its newest counting step}."""
        return done(self.candidate.steps.all())

    @property
    def last_on(self):
        """The day of its newest step, or None."""
        days = [s.happened_on for s in self.candidate.steps.all() if s.counts]
        return max(days, default=None)


def files(user):
    """[File] that the user may open, by given name."""
    steps = CandidateStep.objects.order_by("happened_on", "pk")
    kept = CandidateBranch.objects.select_related("branch")
    rows = Candidate.objects.visible_to(user).order_by("order", "pk")
    rows = rows.prefetch_related(
        Prefetch("steps", queryset=steps), Prefetch("branches", queryset=kept)
    )
    return [_file(row) for row in rows]


def _file(row):
    steps = list(row.steps.all())
    periods = sorted(row.branches.all(), key=lambda p: p.ended_on or FAR)
    sent = CandidateStep.State.SUBMITTED
    return File(
        candidate=row,
        branch=periods[-1].branch if periods else None,
        stage=stage_of(steps),
        returned=tuple(returned(steps)),
        waiting=tuple(s for s in steps if s.state == sent),
    )


def by_stage(rows):
    """[(Stage, [File])] in the order of the way, without the empty ones."""
    found = {stage: [] for stage in Stage}
    for row in rows:
        found[row.stage].append(row)
    return [(stage, files) for stage, files in found.items() if files]
