"""Filters of the lists about people: where somebody is, and as what."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When

from accounts.lists import CountedFilter
from branches.models import Branch
from hoangmai_party import clock
from hoangmai_party.periods import in_force
from members.models import Placement, Spell


def _here():
    """Official placements of the member in force today."""
    return Placement.objects.filter(
        in_force(clock.today()),
        member=OuterRef("pk"),
        kind=Placement.Kind.OFFICIAL,
    )


class BranchFilter(CountedFilter):
    """Chi bộ where the member belongs today."""

    title, parameter_name = "chi bộ hiện nay", "branch"

    def lookups(self, request, model_admin):
        rows = Branch.objects.visible_to(request.user).order_by("code")
        return rows.values_list("pk", "name")

    def expression(self):
        return Subquery(_here().values("branch")[:1])

    def narrow(self, queryset, value):
        rows = Placement.objects.filter(
            in_force(clock.today()), branch=value, kind=Placement.Kind.OFFICIAL
        )
        return queryset.filter(pk__in=rows.values("member"))


class StandingFilter(CountedFilter):
    """Chính thức or dự bị in the register today, gone elsewhere, or no member."""

    title, parameter_name = "đảng tịch hiện nay", "standing"
    OFFICIAL, PROBATIONARY, ELSEWHERE, ENDED = (
        "official",
        "probationary",
        "away",
        "ended",
    )

    def lookups(self, request, model_admin):
        return (
            (self.OFFICIAL, "Chính thức"),
            (self.PROBATIONARY, "Dự bị"),
            (self.ELSEWHERE, "Đã chuyển đi"),
            (self.ENDED, "Không còn là đảng viên"),
        )

    def expression(self):
        today = clock.today()
        spells = Spell.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=today),
            member=OuterRef("pk"),
            ceremony_on__lte=today,
        )
        recognised = _here().filter(spell__counts_official_on__lte=today)
        return Case(
            When(Exists(recognised), then=Value(self.OFFICIAL)),
            When(Exists(_here()), then=Value(self.PROBATIONARY)),
            When(Exists(spells), then=Value(self.ELSEWHERE)),
            default=Value(self.ENDED),
            output_field=CharField(),
        )
