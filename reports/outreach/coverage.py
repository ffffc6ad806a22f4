"""Độ phủ khảo sát: of the enterprises of the register how many were surveyed, and as what.

Each number is a queryset of enterprises (`rows`), and the table counts the same
conditions. An enterprise stands in one ward, one team and one agency alone, so that
the lines add up to the total. What is surveyed is what T04 and T04S count.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from enterprises.models import Enterprise
from enterprises.register import enterprises_on
from hoangmai_party import clock
from reports import sources
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.indicators import BY_CODE
from reports.scope import Scope
from reports.spans import Span, year_span
from surveys.models import Campaign, ListedEnterprise, SurveyRecord

HELD, LISTED, SURVEYED, IN_DEPTH = "held", "listed", "surveyed", "in_depth"
UNCLASSED = "unclassed"
RESULTS = SurveyRecord.Result
FIGURES = {
    HELD: "Trên sổ",
    LISTED: "Trong danh sách",
    SURVEYED: "Khảo sát",
    IN_DEPTH: "Khảo sát sâu",
    **{result.value: result.label for result in RESULTS},
    UNCLASSED: "Chưa xác nhận phân loại",
}
GROUPS = {"ward": "Phường", "team": "Tổ khảo sát", "agency": "Cơ quan"}
TOTAL = "total"
NOWHERE = 0  # in an address: those without a ward, a team, an agency
_EVER = Span(year_span(FIRST_YEAR).first, year_span(LAST_YEAR).last)


@dataclass(frozen=True)
class Coverage:
    """A question: one campaign, or all records and lists of a span."""

    scope: Scope
    span: Span
    campaign: Campaign | None = None

    @cached_property
    def list_day(self):
        """The day whose register is the denominator."""
        if self.campaign is None:
            return self.span.last
        first = self.campaign.listed.aggregate(day=Min("listed_on"))["day"]
        return first or min(self.campaign.started_on, clock.today())

    def records(self, code="T04"):
        """The rows that T04 (T04S) counts, of the campaign or of the span."""
        found = BY_CODE[code]
        if self.campaign is None:
            return found.source(self.scope).filter(found.where(self.span))
        rows = found.source(self.scope).filter(found.where(_EVER))
        return rows.filter(campaign=self.campaign)

    def listings(self):
        """The frozen lines, of the campaign or of the lists made in the span."""
        if not self.scope.is_whole:
            return ListedEnterprise.objects.none()
        if self.campaign is None:
            return ListedEnterprise.objects.filter(listed_on__range=self.span.days)
        return ListedEnterprise.objects.filter(campaign=self.campaign)

    def conditions(self):
        """{figure: condition on an enterprise}."""
        results = {
            result.value: self._has(self.records().filter(result=result))
            for result in RESULTS
        }
        return {
            HELD: Q(is_held=True),
            LISTED: self._has(self.listings()),
            SURVEYED: self._has(self.records()),
            IN_DEPTH: self._has(self.records("T04S")),
            **results,
            UNCLASSED: self._has(self.records().filter(result="")),
        }

    def _has(self, rows):
        return Q(Exists(rows.filter(enterprise=OuterRef("pk"))))

    def enterprises(self):
        """All that any figure counts, each with its `ward`, `team` and `agency`."""
        held = enterprises_on(self.list_day).filter(pk=OuterRef("pk"))
        rows = Enterprise.objects.annotate(ward=self._ward(), is_held=Exists(held))
        if self.campaign is not None and (wards := self._wards):
            rows = rows.annotate(is_held=Exists(held) & Q(ward__in=wards))
        counted = Q(is_held=True) | self._has(self.listings())
        counted |= self._has(self.records())
        if not self.scope.is_whole:
            counted = Q(pk__in=())
        return rows.filter(counted).annotate(
            team=self._newest("team"), agency=self._newest("agency")
        )

    @cached_property
    def _wards(self):
        return list(self.campaign.wards.values_list("pk", flat=True))

    def _ward(self):
        """Where it stands: on the frozen list, on the list's day, or where it was last.

        Of a span always where it was last, as T04 and PL5 count it.
        """
        last = sources.last_ward_of_enterprise("pk", self.span.last)
        if self.campaign is None:
            return last
        frozen = self.listings().filter(enterprise=OuterRef("pk")).values("ward")
        then = sources.ward_of_enterprise("pk", self.list_day)
        return Coalesce(Subquery(frozen[:1]), then, last)

    def _newest(self, field):
        """Who surveyed it last; of one without a record who was given it."""
        mine = {"enterprise": OuterRef("pk")}
        done = self.records().filter(**mine, **{f"{field}__isnull": False})
        done = done.order_by("-surveyed_on", "-pk").values(field)
        given = self.listings().filter(
            **mine, **{f"assignment__{field}__isnull": False}
        )
        given = given.order_by("-listed_on", "-pk").values(f"assignment__{field}")
        return Coalesce(Subquery(done[:1]), Subquery(given[:1]))

    def rows(self, figure, group=TOTAL, key=None):
        """The list behind a number; KeyError when there is no such figure or group."""
        rows = self.enterprises().filter(self.conditions()[figure])
        if group == TOTAL:
            return rows
        if group not in GROUPS:
            raise KeyError(group)
        return rows.filter(**{group: key}) if key else rows.filter(**{group: None})

    def by(self, group):
        """{key or None: {figure: number}}; one query."""
        counts = {
            name: Count("pk", filter=condition)
            for name, condition in self.conditions().items()
        }
        grouped = self.enterprises().order_by().values(group).annotate(**counts)
        return {row.pop(group): row for row in grouped}

    def total(self):
        """{figure: number} of all of them; one query."""
        counts = {
            name: Count("pk", filter=condition)
            for name, condition in self.conditions().items()
        }
        one = Value(1, output_field=IntegerField())
        rows = self.enterprises().order_by().annotate(one=one).values("one")
        found = list(rows.annotate(**counts).values(*counts))
        return found[0] if found else dict.fromkeys(counts, 0)

    def outside(self, whole):
        """Surveyed, though not on the frozen list, or not on the register of the day."""
        return self.rows(SURVEYED).filter(~self.conditions()[whole])
