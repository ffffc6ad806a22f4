"""The rows that figures count: one queryset per table, for a scope.

Each adds `day` (the business day of the row) where it is an event, and reaches
its branch or its enterprise, from which the ward is taken.
"""

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from branches.models import (
    BranchEnterprise,
    BranchEvent,
    BranchLink,
    Inspection,
    Meeting,
    SteeringSeat,
)
from enterprises.models import EnterpriseAddress, MassOrganisation, WardAssignment
from enterprises.register import working_addresses
from hoangmai_party.periods import in_force
from members.models import (
    Absence,
    Attendance,
    Award,
    Badge,
    Course,
    Discipline,
    Exemption,
    InspectedMember,
    Ownership,
    Rating,
    Transfer,
)
from members.roll import links, roll
from surveys.models import CaseStage, CaseStep, OutreachCase, SurveyRecord, Visit


def people(scope):
    """The roll, with `owner_on_joining`: chủ doanh nghiệp on the first day."""
    return roll(scope.reach).annotate(owner_on_joining=owner_on("started_on"))


def branches(scope):
    """The links of branches to the committee, with the month they began in."""
    began = month_of("started_on")
    return links(scope.reach).annotate(day=F("started_on"), began_month=began)


def surveys(scope):
    """Survey records; of the whole Đảng bộ, never of a branch."""
    rows = SurveyRecord.objects if scope.is_whole else SurveyRecord.objects.none()
    return rows.annotate(day=F("surveyed_on"))


def visits(scope):
    """Visits to owners; of the whole Đảng bộ, never of a branch."""
    rows = Visit.objects if scope.is_whole else Visit.objects.none()
    return rows.annotate(day=F("visited_on"))


def agreements(scope):
    """Steps to “chủ doanh nghiệp đồng ý”; of the whole Đảng bộ, never of a branch."""
    rows = CaseStep.objects if scope.is_whole else CaseStep.objects.none()
    agreed = {"stage": CaseStage.AGREED, "case__voided_at": None}
    return rows.filter(**agreed).annotate(day=F("happened_on"))


def foundings_of_cases(scope):
    """Links of branches that were founded from a case; never told to a branch."""
    rows = branches(scope) if scope.is_whole else BranchLink.objects.none()
    cases = OutreachCase.objects.filter(founding=OuterRef("begun_by"))
    rows = rows.filter(Exists(cases), begun_by__kind=BranchEvent.Kind.FOUNDED)
    return rows.annotate(day=F("started_on"))


def mass_organisations(scope):
    """Đoàn thể; of a branch those at its enterprises on the day they began."""
    rows = MassOrganisation.objects.annotate(day=F("started_on"))
    if scope.is_whole:
        return rows
    hosts = BranchEnterprise.objects.filter(
        in_force(OuterRef("started_on")), branch__in=scope.reach.branches
    )
    return rows.filter(Exists(hosts.filter(enterprise=OuterRef("enterprise"))))


def meetings(scope):
    """Sittings of the branches, and of the committee itself."""
    return of_branches(Meeting.objects, scope, "held_on", or_committee=True)


def inspections(scope):
    """Inspections and supervisions of the branches."""
    return of_branches(Inspection.objects, scope, "began_on")


def inspected(scope):
    """Members looked at in an inspection of their branch."""
    rows = InspectedMember.objects.filter(inspection__voided_at=None)
    rows = rows.annotate(branch=F("inspection__branch"), on=F("inspection__began_on"))
    return of_branches(rows, scope, "on")


def ratings(scope):
    """Ratings of members and of branches; those of a year count on its last day."""
    return of_branches(Rating.objects, scope, "counts_on")


def courses(scope):
    """Classes; of the whole Đảng bộ, never of a branch."""
    rows = Course.objects if scope.is_whole else Course.objects.none()
    return rows.annotate(day=F("finished_on"))


def attendances(scope):
    """People in classes, with the branch that sent them."""
    rows = Attendance.objects.filter(course__voided_at=None)
    rows = rows.annotate(on=F("course__finished_on"))
    return of_branches(rows, scope, "on", or_none=True)


def awards(scope):
    """Khen thưởng of members and branches."""
    return of_branches(Award.objects, scope, "decided_on")


def badges(scope):
    """Huy hiệu Đảng."""
    return of_branches(Badge.objects, scope, "awarded_on")


def disciplines(scope):
    """Kỷ luật of members and branches."""
    return of_branches(Discipline.objects, scope, "decided_on")


def transfers(scope):
    """Giấy giới thiệu out of the body, of the branch that the member left."""
    return _of_placements(Transfer, scope, "issued_on")


def absences(scope):
    """Sinh hoạt tạm thời nơi khác, of the branch where the member is counted."""
    return _of_placements(Absence, scope, "started_on")


def _of_placements(model, scope, day):
    rows = model.objects.filter(placement__voided_at=None)
    rows = rows.annotate(branch=F("placement__branch"))
    return of_branches(rows, scope, day)


def exemptions(scope):
    """Miễn công tác và sinh hoạt đảng."""
    return of_branches(Exemption.objects, scope, "started_on")


def seats(scope):
    """Ban Chỉ đạo 09; of the whole Đảng bộ, never of a branch."""
    rows = SteeringSeat.objects.filter(
        steering__voided_at=None, steering__committee__in=scope.reach.committees
    )
    rows = rows if scope.is_whole else rows.none()
    return rows.annotate(day=F("started_on"))


def of_branches(rows, scope, day, *, or_committee=False, or_none=False):
    """Rows of branches that stood under the committee on the row's `day` (a lookup).

    With `or_committee` also the committee's own rows, with `or_none` those without
    any branch; both belong to the whole Đảng bộ alone.
    """
    linked = links(scope.reach).filter(
        in_force(OuterRef(day)), branch=OuterRef("branch")
    )
    condition = Q(Exists(linked))
    if scope.is_whole and or_committee:
        condition |= Q(committee__in=scope.reach.committees)
    if scope.is_whole and or_none:
        condition |= Q(branch=None)
    return rows.filter(condition).annotate(day=F(day))


def month_of(day):
    """Expression: 12 · year + month of a date (a lookup)."""
    return ExtractYear(day) * 12 + ExtractMonth(day)


def month_number(day):
    """The same number of a date."""
    return 12 * day.year + day.month


def owner_on(day):
    """Condition: the member owns an enterprise on `day` (a lookup or a date)."""
    day = OuterRef(day) if isinstance(day, str) else day
    owned = Ownership.objects.filter(in_force(day), member=OuterRef("member"))
    return Exists(owned)


UNASSIGNED = -1  # the unit of today of an old address that nobody has assigned


def as_recorded(addresses):
    """The ward that the address row names: địa giới tại thời điểm báo cáo."""
    return addresses.values("ward")[:1]


def as_of_today(addresses):
    """The unit of today: named by the row, or given to it by a person (HIST-05)."""
    given = WardAssignment.objects.filter(address=OuterRef("pk")).values("ward")
    number = BigIntegerField()
    named = Case(When(ward__ended_on=None, then=F("ward_id")), output_field=number)
    parts = named, Subquery(given[:1], output_field=number), Value(UNASSIGNED)
    unit = Coalesce(*parts, output_field=number)
    return addresses.annotate(unit=unit).values("unit")[:1]


def ward_of_branch(branch, day, read=as_recorded):
    """Subquery: ward of the host enterprise of `branch` (lookup) on `day`.

    `day` is a lookup of the row or a date; `read` takes the ward from an address row.
    """
    inner = OuterRef(OuterRef(day)) if isinstance(day, str) else day
    host = BranchEnterprise.objects.filter(
        in_force(inner), branch=OuterRef(OuterRef(branch)), is_host=True
    )
    addresses = _addresses(day).filter(enterprise__in=host.values("enterprise"))
    return Subquery(read(addresses))


def ward_of_enterprise(enterprise, day):
    """Subquery: ward where `enterprise` (lookup) works on `day`."""
    addresses = _addresses(day).filter(enterprise=OuterRef(enterprise))
    return Subquery(addresses.values("ward")[:1])


def last_ward_of_enterprise(enterprise, day, read=as_recorded):
    """Subquery: ward where `enterprise` (lookup) worked last, as known on `day`.

    One for all its rows, so that who is counted once stands in one ward.
    """
    addresses = EnterpriseAddress.objects.filter(
        kind=EnterpriseAddress.Kind.OPERATING,
        enterprise=OuterRef(enterprise),
        started_on__lte=day,
    )
    return Subquery(read(addresses.order_by("-started_on")))


def _addresses(day):
    return working_addresses(OuterRef(day) if isinstance(day, str) else day)
