"""The rows that the forms count; each adds what the conditions of the rows read."""

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear
from django.db.models.lookups import GreaterThan

from branches.models import BranchEnterprise, BranchLink, BranchType, Committee
from hoangmai_party.periods import FAR, in_force
from members import roll
from members.models import Employment, Exemption, Placement, Qualification
from reports import composition, sources
from reports.forms.figure import Source
from reports.models import TransferPlace

_KIND = Qualification.Kind
INTERNAL = (roll.INSIDE, roll.BRANCH_INSIDE)


def _roll(scope, span):
    return roll.roll(scope.reach)


def _came(scope, span):
    rows = roll.with_ways(_roll(scope, span), scope.reach)
    rows = rows.filter(roll.joined(*span.days)).annotate(area=_area("came_from"))
    return _from_outside(rows, scope, "came")


def _went(scope, span):
    rows = roll.with_ways(_roll(scope, span), scope.reach)
    was_official = Case(
        When(roll.WENT_OFFICIAL, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows = rows.filter(roll.left(*span.days)).annotate(
        area=_area("went_to"), was_official=was_official
    )
    return _from_outside(rows, scope, "went")


def _from_outside(rows, scope, way):
    """Moves inside the body are no entry and no exit of it, but of its branches."""
    return rows.exclude(**{f"{way}__in": INTERNAL}) if scope.is_whole else rows


def _area(place):
    """Where the place on the paper lies, as far as the office has said it."""
    known = TransferPlace.objects.filter(name=OuterRef(place))
    return Subquery(known.values("area")[:1])


def _admitted(scope, span):
    rows = sources.people(scope).filter(roll.admitted(*span.days))
    return rows.annotate(age=full_years("member__born_on", "started_on"))


def _admitted_as(scope, span):
    return _with_levels(_admitted(scope, span), OuterRef("started_on"))


def _on_last_day(scope, span):
    rows = _roll(scope, span).filter(roll.on(span.last))
    return rows.annotate(age=full_years("member__born_on", span.last))


def _on_last_day_as(scope, span):
    day = span.last
    exempt = Exemption.objects.filter(in_force(day), member=OuterRef("member"))
    return composition.people(scope, day).annotate(
        job=_work("job", day),
        unit=_work("enterprise__stat_row", day),
        is_exempt=Exists(exempt),
    )


def _with_levels(rows, day):
    return rows.annotate(
        general=composition.highest(_KIND.GENERAL, day),
        profession=composition.highest(_KIND.PROFESSION, day),
        job=_work("job", day),
        unit=_work("enterprise__stat_row", day),
    )


def _work(field, day):
    """Of the work of a member on a day; of two the one that began last."""
    held = Employment.objects.filter(in_force(day), member=OuterRef("member"))
    return Subquery(held.order_by("-started_on", "-pk").values(field)[:1])


def full_years(born, day):
    """Full years of age on `day` (a lookup or a date), as `composition` counts them."""
    year, month, date = _parts(day)
    not_yet = GreaterThan(
        ExtractMonth(born) * 100 + ExtractDay(born), month * 100 + date
    )
    this_year = Case(When(not_yet, then=Value(1)), default=Value(0))
    return year - ExtractYear(born) - this_year


def _parts(day):
    if isinstance(day, str):
        return ExtractYear(day), ExtractMonth(day), ExtractDay(day)
    numbers = (day.year, day.month, day.day)
    return [Value(number, output_field=IntegerField()) for number in numbers]


def _branches(scope, span):
    day = span.last
    types = BranchType.objects.filter(in_force(day), branch=OuterRef("branch"))
    admitted = roll.roll(scope.reach).filter(
        roll.admitted(*span.days), branch=OuterRef("branch")
    )
    return (
        roll.links(scope.reach)
        .annotate(
            org_type=Subquery(types.values("kind")[:1]),
            unit=_unit_of_branch(day),
            admits=Exists(admitted),
        )
        .filter(in_force(day))
    )


def _people_by_unit(scope, span):
    return _on_last_day(scope, span).annotate(unit=_unit_of_branch(span.last))


def _unit_of_branch(day):
    """The row of Biểu 5 of the enterprise that hosts the branch of a row on a day."""
    hosts = BranchEnterprise.objects.filter(
        in_force(day), branch=OuterRef("branch"), is_host=True
    )
    return Subquery(hosts.values("enterprise__stat_row")[:1])


def _committees(scope, span):
    """Committees that stood on the last day; none for the question of some branches."""
    day = span.last
    linked = BranchLink.objects.filter(
        in_force(OuterRef("started_on")),
        committee=OuterRef(OuterRef("pk")),
        branch=OuterRef("branch"),
    )
    began = [Placement.Began.ADMITTED, Placement.Began.READMITTED]
    admitted = Placement.objects.filter(
        Exists(linked), started_on__range=span.days, began__in=began
    )
    rows = Committee.objects.filter(
        Q(founded_on=None) | Q(founded_on__lte=day),
        Q(dissolved_on=None) | Q(dissolved_on__gt=day),
        pk__in=scope.reach.committees,
    ).annotate(admits=Exists(admitted.order_by()))
    return rows if scope.is_whole else rows.none()


def _awards(scope, span):
    types = BranchType.objects.filter(
        in_force(OuterRef("decided_on")), branch=OuterRef("branch")
    )
    return (
        sources.awards(scope)
        .filter(day__range=span.days)
        .annotate(
            of_branch=Case(
                When(member=None, then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
            org_type=Subquery(types.values("kind")[:1]),
        )
    )


def _badges(scope, span):
    return sources.badges(scope).filter(day__range=span.days)


def _cards(scope, span):
    """Who was on the roll on the day of the card."""
    issued = "member__card_issued_on"
    return _roll(scope, span).filter(
        **{f"{issued}__range": span.days},
        joined_on__lte=F(issued),
        left_on__gt=F(issued),
    )


def _absences(scope, span):
    return sources.absences(scope).filter(day__range=span.days)


def _guests(scope, span):
    """Who came to sit with a branch for a time; counted elsewhere."""
    rows = Placement.objects.filter(kind=Placement.Kind.TEMPORARY)
    rows = sources.of_branches(rows, scope, "started_on")
    return rows.filter(day__range=span.days).annotate(
        joined_on=F("started_on"), left_on=Coalesce("ended_on", Value(FAR))
    )


ROLL = Source(_roll)
CAME = Source(_came, ("came", "area"))
WENT = Source(_went, ("went", "area", "was_official"))
ADMITTED = Source(_admitted)
ADMITTED_AS = Source(
    _admitted_as, ("general", "profession", "job", "unit", "owner_on_joining")
)
PEOPLE = Source(_on_last_day)
PEOPLE_AS = Source(
    _on_last_day_as,
    ("general", "profession", "theory", "owns", "job", "unit", "is_exempt"),
)
PEOPLE_BY_UNIT = Source(_people_by_unit, ("unit",))
BRANCHES = Source(_branches, ("org_type", "unit", "admits"))
COMMITTEES = Source(_committees, ("kind", "admits"), has_list=False)
AWARDS = Source(_awards, ("of_branch", "org_type", "kind"))
BADGES = Source(_badges, ("years",))
CARDS = Source(_cards)
ABSENCES = Source(_absences)
GUESTS = Source(_guests)
