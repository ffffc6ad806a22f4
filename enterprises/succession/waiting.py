"""Who waits for a new unit: addresses of old wards that nobody has assigned."""

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from enterprises.models import EnterpriseAddress, Ward, WardAssignment, WardSuccession
from hoangmai_party.text import search_key

PER_PAGE = 40
LATEST = 20  # of what was assigned, shown below


def addresses(user):
    """Every address, past ones too, that names an old ward and has no new unit yet."""
    assigned = WardAssignment.objects.filter(address=OuterRef("pk"))
    pairs = WardSuccession.objects.populated().filter(old=OuterRef("ward"))
    return EnterpriseAddress.objects.visible_to(user).filter(
        ~Exists(assigned), Exists(pairs), enterprise__voided_at=None
    )


def by_ward(user):
    """[(old ward, number that waits)] of every ward that was split or renamed."""
    counted = addresses(user).order_by().values("ward").annotate(n=Count("pk"))
    numbers = dict(counted.values_list("ward", "n"))
    old = Ward.objects.filter(Exists(_pairs_of())).order_by("code", "started_on")
    return [(ward, numbers.get(ward.pk, 0)) for ward in old]


def _pairs_of():
    return WardSuccession.objects.populated().filter(old=OuterRef("pk"))


def of_ward(user, ward, text=""):
    """The lines of one old ward: rows in force first, then by street."""
    rows = addresses(user).filter(ward=ward)
    if text:
        name = Q(enterprise__search__contains=search_key(text))
        rows = rows.filter(name | Q(line__icontains=text))
    over = Case(When(ended_on=None, then=Value(0)), default=Value(1))
    return rows.select_related("enterprise").order_by(over, "line", "pk")


def posted(user, pks):
    """Addresses that a page was sent with, whatever has become of them since."""
    rows = EnterpriseAddress.objects.visible_to(user).filter(pk__in=pks)
    return rows.select_related("enterprise")


def latest(user, ward):
    """What was assigned last in an old ward, to be looked over or taken back."""
    rows = WardAssignment.objects.visible_to(user).filter(address__ward=ward)
    rows = rows.select_related("address__enterprise", "ward", "assigned_by")
    return rows[:LATEST]
