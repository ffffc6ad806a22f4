"""Filters of the list of enterprises: ward and status of today."""

from django.db.models import OuterRef, Subquery

from accounts.lists import CountedFilter
from enterprises.models import EnterpriseAddress, EnterpriseStatus, Ward
from hoangmai_party import clock
from hoangmai_party.periods import in_force


class WardFilter(CountedFilter):
    """Phường, xã where the enterprise works today."""

    title, parameter_name = "phường, xã", "ward"

    def lookups(self, request, model_admin):
        rows = Ward.objects.visible_to(request.user)
        return rows.filter(in_force(clock.today())).values_list("pk", "name")

    def expression(self):
        rows = EnterpriseAddress.objects.filter(
            in_force(clock.today()),
            enterprise=OuterRef("pk"),
            kind=EnterpriseAddress.Kind.OPERATING,
        )
        return Subquery(rows.values("ward")[:1])


class StatusFilter(CountedFilter):
    """Trạng thái hoạt động of today."""

    title, parameter_name = "trạng thái hoạt động", "status"

    def lookups(self, request, model_admin):
        return EnterpriseStatus.Status.choices

    def expression(self):
        rows = EnterpriseStatus.objects.filter(
            in_force(clock.today()), enterprise=OuterRef("pk")
        )
        return Subquery(rows.values("status")[:1])
