"""The registry of figures: one declaration each, from which everything follows.

The total, the table by branch and by ward, the list behind a number, last year,
"từ khi thành lập", the chart and the XLSX all ask the same declaration, so that
two pages can't disagree (design.md, idea 2). Codes T.. are those of
organisation.md §5.1; the others are stock figures.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, Value

from branches.models import BranchEvent
from enterprises.models import Enterprise
from members import roll
from reports import sources
from surveys.models import Visit

FLOW, STOCK = "flow", "stock"
NO_WARD = 0  # in an address: the rows whose branch or enterprise has none


@dataclass(frozen=True)
class Indicator:
    """One figure.

    `where(span)` is the condition of the rows of `source(scope)` that count; `key`
    what is counted of them (a row, or each enterprise once); `branch` the lookup
    from a row to its branch, None when the figure belongs to no branch; `day` the
    lookup to the day that decides the ward (a stock takes the last day).
    """

    code: str
    label: str
    unit: str
    explain: str
    source: Callable
    where: Callable
    kind: str = FLOW
    key: str = "pk"
    branch: str | None = "branch"
    enterprise: str | None = None
    day: str = "day"
    model: type | None = None

    def rows(self, scope, span, ward=None):
        """The list behind the number: its `count()` is the number.

        `ward` is an id for the ward's part of it, NO_WARD for rows without one.
        """
        rows = self.source(scope).filter(self.where(span))
        if ward is not None:
            rows = self.with_ward(rows, span)
            rows = rows.filter(ward=ward) if ward else rows.filter(ward__isnull=True)
        if self.key == "pk":
            return rows
        return self.model.objects.filter(pk__in=rows.order_by().values(self.key))

    def with_ward(self, rows, span):
        """Add `ward`: where the branch or enterprise of a row was on its day."""
        day = span.last if self.kind == STOCK else self.day
        if self.enterprise:
            return rows.annotate(ward=sources.ward_of_enterprise(self.enterprise, day))
        return rows.annotate(ward=sources.ward_of_branch(self.branch, day))

    def count(self, span):
        """The number as an aggregate over `source`, equal to `rows().count()`."""
        return Count(self.key, filter=self.where(span), distinct=self.key != "pk")


def _stock_of_people(extra=lambda day: Q()):
    return lambda span: roll.on(span.last) & extra(span.last)


def _on_link(span):
    ended = Q(ended_on=None) | Q(ended_on__gt=span.last)
    return Q(started_on__lte=span.last) & ended


def _in_days(**extra):
    return lambda span: Q(day__range=span.days, **extra)


_OWNER_MET = [Visit.Met.OWNER, Visit.Met.REPRESENTATIVE]

INDICATORS = (
    Indicator(
        "T01",
        "Chi bộ thành lập mới",
        "tổ chức",
        "Chi bộ có quyết định thành lập mới trong kỳ, tính theo ngày quyết định; "
        "chi bộ tiếp nhận không tính là thành lập mới.",
        sources.branches,
        _in_days(begun_by__kind=BranchEvent.Kind.FOUNDED),
    ),
    Indicator(
        "T02",
        "Đảng viên kết nạp mới",
        "đảng viên",
        "Người được kết nạp, kể cả kết nạp lại, có lễ kết nạp trong kỳ.",
        sources.people,
        lambda span: roll.admitted(*span.days),
        day="started_on",
    ),
    Indicator(
        "T03",
        "Trong đó: chủ doanh nghiệp",
        "đảng viên",
        "Người kết nạp trong kỳ là chủ doanh nghiệp vào ngày lễ kết nạp.",
        sources.people,
        lambda span: roll.admitted(*span.days) & Q(owner_on_joining=True),
        day="started_on",
    ),
    Indicator(
        "T10",
        "Chuyển đảng chính thức",
        "đảng viên",
        "Đảng viên dự bị được tính là chính thức từ một ngày trong kỳ: ngày muộn hơn "
        "trong ngày chính thức và ngày quyết định công nhận.",
        sources.people,
        lambda span: roll.recognised(*span.days),
        day="spell__counts_official_on",
    ),
    Indicator(
        "T04",
        "Doanh nghiệp được khảo sát",
        "doanh nghiệp",
        "Mỗi doanh nghiệp có phiếu khảo sát trong kỳ tính một lần.",
        sources.surveys,
        _in_days(),
        key="enterprise",
        branch=None,
        enterprise="enterprise",
        model=Enterprise,
    ),
    Indicator(
        "T04S",
        "Trong đó: khảo sát sâu",
        "doanh nghiệp",
        "Mỗi doanh nghiệp được khảo sát sâu trong kỳ tính một lần.",
        sources.surveys,
        _in_days(is_in_depth=True),
        key="enterprise",
        branch=None,
        enterprise="enterprise",
        model=Enterprise,
    ),
    Indicator(
        "T05",
        "Chủ doanh nghiệp được gặp gỡ, vận động",
        "doanh nghiệp",
        "Mỗi doanh nghiệp có ít nhất một lần gặp chủ doanh nghiệp hoặc người đại diện "
        "theo pháp luật trong kỳ tính một lần.",
        sources.visits,
        _in_days(met__in=_OWNER_MET),
        key="case__enterprise",
        branch=None,
        enterprise="case__enterprise",
        model=Enterprise,
    ),
    Indicator(
        "S01",
        "Chi bộ trực thuộc",
        "chi bộ",
        "Chi bộ trực thuộc đảng bộ vào cuối ngày.",
        sources.branches,
        _on_link,
        kind=STOCK,
    ),
    Indicator(
        "S02",
        "Đảng viên",
        "đảng viên",
        "Đảng viên sinh hoạt chính thức tại các chi bộ vào cuối ngày; người sinh hoạt "
        "tạm thời nơi khác vẫn tính, người từ nơi khác đến tạm thời không tính.",
        sources.people,
        _stock_of_people(),
        kind=STOCK,
    ),
    Indicator(
        "S03",
        "Trong đó: chính thức",
        "đảng viên",
        "Đảng viên đã được công nhận chính thức vào cuối ngày.",
        sources.people,
        _stock_of_people(roll.official_on),
        kind=STOCK,
    ),
    Indicator(
        "S04",
        "Trong đó: dự bị",
        "đảng viên",
        "Đảng viên chưa được công nhận chính thức vào cuối ngày.",
        sources.people,
        _stock_of_people(roll.probationary_on),
        kind=STOCK,
    ),
    Indicator(
        "S05",
        "Trong đó: nữ",
        "đảng viên",
        "Đảng viên nữ vào cuối ngày.",
        sources.people,
        _stock_of_people(lambda day: Q(member__sex="female")),
        kind=STOCK,
    ),
    Indicator(
        "S06",
        "Trong đó: chủ doanh nghiệp",
        "đảng viên",
        "Đảng viên là chủ doanh nghiệp vào cuối ngày.",
        sources.people,
        _stock_of_people(lambda day: Q(sources.owner_on(day))),
        kind=STOCK,
    ),
)

BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
FLOWS = tuple(i for i in INDICATORS if i.kind == FLOW)
STOCKS = tuple(i for i in INDICATORS if i.kind == STOCK)


def totals(scope, spans, indicators=INDICATORS):
    """{(code, name): number} for named spans; one query per source."""
    found = {}
    for source in dict.fromkeys(i.source for i in indicators):
        wanted = {
            f"{i.code}_{name}": i.count(span)
            for i in indicators
            if i.source is source
            for name, span in spans.items()
        }
        for key, number in at_once(source(scope), wanted).items():
            code, name = key.split("_", 1)
            found[code, name] = number
    return found


def at_once(rows, counts):
    """{name: number} of several counts over the same rows, in one query.

    Not `aggregate()`: that puts the rows into a subquery as soon as one annotation
    is a subquery itself, and conditions inside the counts would then lose their row.
    """
    one_group = rows.order_by().annotate(one=Value(1)).values("one")
    found = list(one_group.annotate(**counts).values(*counts))
    return found[0] if found else dict.fromkeys(counts, 0)


def by_branch(scope, span, indicators):
    """{branch id: {code: number}}; figures that belong to no branch are left out."""
    found = {}
    with_branch = [i for i in indicators if i.branch]
    for source in dict.fromkeys(i.source for i in with_branch):
        ours = [i for i in with_branch if i.source is source]
        rows = source(scope).order_by().values("branch")
        for row in rows.annotate(**{i.code: i.count(span) for i in ours}):
            found.setdefault(row.pop("branch"), {}).update(row)
    return found


def by_ward(scope, span, indicator):
    """{ward id or None: number} by the ward of the branch or enterprise that day."""
    rows = indicator.source(scope).filter(indicator.where(span))
    rows = indicator.with_ward(rows, span)
    counted = rows.order_by().values("ward").annotate(number=indicator.count(span))
    return dict(counted.values_list("ward", "number"))
