"""Filters of the list of branches: under which committee, still at work or ended."""

from django.db.models import Case, CharField, Exists, OuterRef, Subquery, Value, When

from accounts.lists import CountedFilter
from branches.models import BranchLink, BranchType, Committee, OrgType
from hoangmai_party import clock
from hoangmai_party.periods import in_force


def _links():
    return BranchLink.objects.filter(in_force(clock.today()), branch=OuterRef("pk"))


class WorkingFilter(CountedFilter):
    """Whether the branch stands under a committee today."""

    title, parameter_name = "tình trạng", "working"

    def lookups(self, request, model_admin):
        return (("yes", "Đang hoạt động"), ("no", "Đã kết thúc"))

    def expression(self):
        return Case(
            When(Exists(_links()), then=Value("yes")),
            default=Value("no"),
            output_field=CharField(),
        )


class CommitteeFilter(CountedFilter):
    """Trực thuộc: the committee of today."""

    title, parameter_name = "trực thuộc đảng bộ", "committee"

    def lookups(self, request, model_admin):
        rows = Committee.objects.visible_to(request.user).order_by("code")
        return rows.values_list("pk", "name")

    def expression(self):
        return Subquery(_links().values("committee")[:1])


class TypeFilter(CountedFilter):
    """Loại hình of today."""

    title, parameter_name = "loại hình", "type"

    def lookups(self, request, model_admin):
        kinds = (OrgType.SUBORDINATE_CELL, OrgType.GRASSROOTS_CELL)
        return [(kind.value, kind.label) for kind in kinds]

    def expression(self):
        rows = BranchType.objects.filter(in_force(clock.today()), branch=OuterRef("pk"))
        return Subquery(rows.values("kind")[:1])
