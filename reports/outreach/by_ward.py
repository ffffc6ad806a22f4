"""What stands in each ward: the register, who was surveyed, branches; two views.

"Tại thời điểm báo cáo" reads the ward that the address row names; "hiện hành" the unit
of today, which a person gave to an old address (HIST-05). Each number is the count of
`rows()`, its list the same rows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count

from reports import sources
from reports.indicators import BY_CODE, NO_WARD
from reports.outreach import enterprises_on

THEN, NOW = "then", "now"


@dataclass(frozen=True)
class View:
    """Địa giới by which rows are put into wards."""

    code: str
    label: str
    read: Callable
    note: str


VIEWS = {
    THEN: View(
        THEN,
        "Theo địa giới tại thời điểm báo cáo",
        sources.as_recorded,
        "Mỗi doanh nghiệp, chi bộ tính ở phường ghi trên dòng địa chỉ của ngày đó.",
    ),
    NOW: View(
        NOW,
        "Theo địa giới hiện hành (2025)",
        sources.as_of_today,
        "Quy đổi sang đơn vị từ 01/07/2025 theo việc gán từng địa chỉ; không dùng để "
        "đối chiếu với báo cáo đã lập theo phường cũ.",
    ),
}


def held(asked, view):
    """Doanh nghiệp quản lý on the last day."""
    rows = enterprises_on(asked.span.last)
    return rows.annotate(ward=_last_ward(asked, view))


def surveyed(asked, view):
    """T04: enterprises with a survey record in the period."""
    rows = BY_CODE["T04"].rows(asked.scope, asked.span)
    return rows.annotate(ward=_last_ward(asked, view))


def branches(asked, view):
    """S01: links of branches on the last day, by the ward of the host enterprise."""
    day, found = asked.span.last, BY_CODE["S01"]
    ward = sources.ward_of_branch(found.branch, day, VIEWS[view].read)
    return found.rows(asked.scope, asked.span).annotate(ward=ward)


def _last_ward(asked, view):
    read = VIEWS[view].read
    return sources.last_ward_of_enterprise("pk", asked.span.last, read)


# {what: (label, rows)}
COLUMNS = {
    "held": ("Doanh nghiệp quản lý", held),
    "surveyed": ("Doanh nghiệp được khảo sát", surveyed),
    "branches": ("Chi bộ", branches),
}


def rows(what, asked, view):
    """The list behind a number of the table; `asked.ward` narrows it to a ward."""
    found = COLUMNS[what][1](asked, view)
    if asked.ward is None:
        return found
    found = found.filter(ward=asked.ward) if asked.ward else found.filter(ward=None)
    # The mark would stand in the way of lists that group or join again.
    return found.model.objects.filter(pk__in=found.order_by().values("pk"))


def counts(what, asked, view):
    """{ward id, UNASSIGNED or None: number}; one query."""
    found = COLUMNS[what][1](asked, view).order_by().values("ward")
    return dict(found.annotate(n=Count("pk")).values_list("ward", "n"))


def address_of(ward):
    """How a ward stands in an address."""
    return NO_WARD if ward is None else ward
