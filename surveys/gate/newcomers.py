"""An enterprise met at the gate that is on no list: found in the register, or new."""

from django.db.models import Q

from accounts.log import change_set
from enterprises import tax_code
from enterprises.models import Enterprise, EnterpriseAddress
from hoangmai_party.text import search_key
from members.actions import in_words

MOST = 20  # shown of what a search finds
ENOUGH = 200  # longer names of the same beginning that are looked through


def search(user, text, most=MOST):
    """The enterprises whose name or tax code holds `text`, without tones."""
    if not (key := search_key(text)):
        return Enterprise.objects.none()
    rows = Enterprise.objects.visible_to(user).filter(search__contains=key)
    return rows.order_by("name", "pk")[:most]


def alike(user, *, name, code=""):
    """Enterprises of the same tax code, or of the same name without tones."""
    rows = Enterprise.objects.visible_to(user).order_by("name", "pk")
    found = []
    if number := tax_code.normalise(code):
        found += rows.filter(tax_code=number)
    if key := search_key(name):
        near = rows.filter(Q(search=key) | Q(search__startswith=f"{key} "))[:ENOUGH]
        found += [row for row in near if search_key(row.name) == key]
    return [*dict.fromkeys(found)]


@in_words()
def add(*, line, ward, started_on, by, **facts):
    """Thêm doanh nghiệp met at the gate, with the place where it works."""
    enterprise = Enterprise(**facts)
    with change_set(f"Thêm doanh nghiệp khi khảo sát: {enterprise}"):
        enterprise.full_clean(exclude=["search"])
        enterprise.save()
        place = EnterpriseAddress(
            enterprise=enterprise, line=line, ward=ward, started_on=started_on
        )
        place.full_clean()
        place.save()
    return enterprise
