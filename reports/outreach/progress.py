"""Tiến độ vận động: every figure a condition on cases, visits or kiến nghị.

A number is the count of the rows that its condition lets through, the list behind it
the same rows; all numbers of a model come from one query.
"""

from dataclasses import dataclass
from functools import cached_property
from statistics import median

from django.db.models import Count, Exists, OuterRef, Q

from reports.indicators import at_once
from surveys.cases import queries
from surveys.cases.stages import C
from surveys.models import CaseStep, OutreachCase, Proposal, Visit
from surveys.models.record import OwnerAttitude

# The way to a chi bộ; to follow, to rest and to leave the list are beside it.
MAIN = (
    *(C.LISTED, C.SURVEYED, C.CANDIDATE, C.OUTREACH, C.AGREED, C.DOSSIER),
    *(C.SUBMITTED, C.DECIDED, C.ANNOUNCED),
)
EXITS = (C.DEFERRED, C.EXCLUDED)
ASKED = {
    "raised": "Nêu trong kỳ",
    "forwarded": "Chuyển trong kỳ",
    "answered": "Trả lời trong kỳ",
    "open": "Chưa trả lời đến ngày tính",
    "overdue": "Quá hạn đến ngày tính",
}


def further(stage):
    """The stages of the way that lie beyond `stage`."""
    if stage in EXITS:
        return ()
    start = C.SURVEYED if stage == C.WATCH else stage
    return MAIN[MAIN.index(start) + 1 :]


@dataclass(frozen=True)
class Figure:
    """A number of the page: its name, its rows and what lets a row through."""

    label: str
    model: type
    condition: object


@dataclass(frozen=True)
class Progress:
    """The figures of a span, as the books stand on its last day."""

    scope: object
    span: object

    @property
    def day(self):
        return self.span.last

    def rows(self, model):
        """What is counted; of the whole Đảng bộ, never of a branch."""
        if model is OutreachCase:
            found = queries.cases(self.day)
        else:
            found = model.objects.filter(case__voided_at=None)
            found = found.select_related("case__enterprise")
        return found if self.scope.is_whole else found.none()

    @cached_property
    def figures(self):
        """{key: Figure}"""
        return {
            **self._of_stages(),
            **self._of_reasons(),
            **self._of_attitudes(),
            **self._of_proposals(),
        }

    @cached_property
    def numbers(self):
        """{key: number}; one query a model."""
        found = {}
        for model in (OutreachCase, Visit, Proposal):
            counts = {
                key: Count("pk", filter=figure.condition)
                for key, figure in self.figures.items()
                if figure.model is model
            }
            names = {f"n{place}": key for place, key in enumerate(counts)}
            asked = {name: counts[key] for name, key in names.items()}
            counted = at_once(self.rows(model), asked)
            found |= {key: counted[name] for name, key in names.items()}
        return found

    def list_of(self, key):
        """The rows behind a number."""
        figure = self.figures[key]
        return self.rows(figure.model).filter(figure.condition)

    @cached_property
    def ages(self):
        """{stage: [(days, case)]} of the open cases, the longest first."""
        heaps = {stage: [] for stage in C}
        open_now = self.rows(OutreachCase).filter(self._open)
        for case in open_now.order_by("stage_since", "pk"):
            heaps[C(case.stage)].append(((self.day - case.stage_since).days, case))
        return heaps

    def median_age(self, stage):
        """Whole days, half up; None where nothing stands."""
        days = [age for age, _ in self.ages[stage]]
        return int(median(days) + 0.5) if days else None

    @property
    def _open(self):
        return Q(closed_on=None) | Q(closed_on__gt=self.day)

    def _of_stages(self):
        found = {}
        for stage in C:
            label = stage.label
            found[f"entered-{stage}"] = Figure(
                f"{label}: sang trong kỳ", OutreachCase, self._entered(stage)
            )
            found[f"onward-{stage}"] = Figure(
                f"{label}: sang trong kỳ và đã đi tiếp",
                OutreachCase,
                self._onward(stage),
            )
            found[f"standing-{stage}"] = Figure(
                f"{label}: đang ở giai đoạn này",
                OutreachCase,
                self._open & Q(stage=stage),
            )
        return found

    def _steps(self, **facts):
        return CaseStep.objects.filter(
            case=OuterRef("pk"), happened_on__range=self.span.days, **facts
        )

    def _entered(self, stage):
        entered = Q(Exists(self._steps(stage=stage)))
        if stage == C.LISTED:  # opening a case is its first step, also without a row
            entered |= Q(opened_on__range=self.span.days)
        return entered

    def _onward(self, stage):
        """Came to the stage in the span and has been further on since."""
        later = CaseStep.objects.filter(
            stage__in=further(stage), happened_on__lte=self.day
        )
        after = Q(happened_on__gt=OuterRef("happened_on"))
        after |= Q(happened_on=OuterRef("happened_on"), pk__gt=OuterRef("pk"))
        since = later.filter(after, case=OuterRef("case"))
        onward = Q(Exists(self._steps(stage=stage).filter(Exists(since))))
        if stage == C.LISTED:
            onward |= Q(
                Exists(later.filter(case=OuterRef("pk"))),
                opened_on__range=self.span.days,
            )
        return onward

    def _of_reasons(self):
        return {
            f"{stage}-{reason}": Figure(
                f"{stage.label}: {reason.label}",
                OutreachCase,
                Q(Exists(self._steps(stage=stage, reason=reason))),
            )
            for reason in CaseStep.Reason
            for stage in EXITS
        }

    def _of_attitudes(self):
        found, days = {}, self.span.days
        for attitude in OwnerAttitude:
            said = Visit.objects.filter(attitude=attitude, visited_on__range=days)
            of_case = Q(Exists(said.filter(case=OuterRef("pk"))))
            latest = self._open & Q(attitude=attitude)
            name = attitude.label
            found[f"visits-{attitude}"] = Figure(
                f"{name}: lần gặp trong kỳ",
                Visit,
                Q(attitude=attitude, visited_on__range=days),
            )
            found[f"met-{attitude}"] = Figure(
                f"{name}: hồ sơ có lần gặp trong kỳ", OutreachCase, of_case
            )
            found[f"latest-{attitude}"] = Figure(
                f"{name}: thái độ gần nhất", OutreachCase, latest
            )
        return found

    def _of_proposals(self):
        days = self.span.days
        conditions = {
            "raised": Q(raised_on__range=days),
            "forwarded": Q(forwarded_on__range=days),
            "answered": Q(answered_on__range=days),
            "open": queries.is_open(self.day),
            "overdue": queries.is_overdue(self.day),
        }
        return {
            f"asked-{key}": Figure(f"Kiến nghị: {ASKED[key].lower()}", Proposal, where)
            for key, where in conditions.items()
        }
