"""Figures of the year's work: classes, ratings, inspections, meetings, honours."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Greatest
from django.db.models.lookups import GreaterThanOrEqual

from branches.models import Branch, CoordinationRegulation, Inspection, Meeting
from hoangmai_party.periods import in_force
from members.models import Course, Grade, Member
from reports import sources
from reports.indicators.indicator import STOCK, Indicator, in_days, on_last_day
from reports.spans import last_whole_month

_KIND, _COURSE = Meeting.Kind, Course.Kind
_GOOD_UP = [Grade.EXCELLENT, Grade.GOOD]
_TAUGHT = [_COURSE.NEW_MEMBER, _COURSE.SECRETARY, _COURSE.COMMITTEE]


def _meets_every_month(span):
    """Links of branches on the last day that met in each month of the span.

    A month counts when it is over; a branch founded within the span owes the months
    since then, the first one included (MEET-09).
    """
    first, last = sources.month_number(span.first), last_whole_month(span.last)
    owed_from = Greatest("began_month", Value(first))
    met = (
        Meeting.objects.filter(branch=OuterRef("branch"), kind=_KIND.REGULAR)
        .annotate(month=sources.month_of("held_on"))
        .filter(month__gte=Greatest(OuterRef("began_month"), Value(first)))
        .filter(month__lte=last)
        .order_by()
        .values("branch")
        .annotate(months=Count("month", distinct=True))
        .values("months")
    )
    owed = Value(last + 1) - owed_from
    return (
        on_last_day(span)
        & Q(GreaterThanOrEqual(owed, Value(1)))
        & Q(GreaterThanOrEqual(Subquery(met), owed))
    )


def _has_regulation(span):
    held = CoordinationRegulation.objects.filter(in_force(span.last))
    return on_last_day(span) & Q(Exists(held.filter(branch=OuterRef("branch"))))


def _rated(code, label, unit, *, of_branch, grades):
    who = "Chi bộ" if of_branch else "Đảng viên"
    names = " hoặc ".join(grade.label.lower() for grade in grades)
    return Indicator(
        code,
        label,
        unit,
        f"{who} được xếp loại {names}; xếp loại của năm tính vào ngày 31/12 năm đó.",
        sources.ratings,
        in_days(member__isnull=of_branch, grade__in=grades),
    )


WORK = (
    Indicator(
        "T11",
        "Quần chúng học lớp nhận thức về Đảng",
        "người",
        "Người hoàn thành lớp nhận thức về Đảng bế giảng trong kỳ.",
        sources.attendances,
        in_days(course__kind=_COURSE.AWARENESS, result="passed"),
    ),
    Indicator(
        "T12",
        "Lượt người được bồi dưỡng",
        "lượt",
        "Lượt người hoàn thành lớp bồi dưỡng đảng viên mới, bí thư, cấp ủy bế giảng "
        "trong kỳ.",
        sources.attendances,
        in_days(course__kind__in=_TAUGHT, result="passed"),
    ),
    Indicator(
        "T12L",
        "Lớp bồi dưỡng",
        "lớp",
        "Lớp bồi dưỡng các loại bế giảng trong kỳ.",
        sources.courses,
        in_days(),
        branch=None,
    ),
    _rated(
        "T13",
        "Chi bộ hoàn thành tốt nhiệm vụ trở lên",
        "chi bộ",
        of_branch=True,
        grades=_GOOD_UP,
    ),
    _rated(
        "T13X",
        "Trong đó: chi bộ hoàn thành xuất sắc",
        "chi bộ",
        of_branch=True,
        grades=[Grade.EXCELLENT],
    ),
    _rated(
        "T14",
        "Đảng viên hoàn thành tốt nhiệm vụ trở lên",
        "đảng viên",
        of_branch=False,
        grades=_GOOD_UP,
    ),
    _rated(
        "T14X",
        "Trong đó: đảng viên hoàn thành xuất sắc",
        "đảng viên",
        of_branch=False,
        grades=[Grade.EXCELLENT],
    ),
    Indicator(
        "T15",
        "Chi bộ được kiểm tra",
        "chi bộ",
        "Mỗi chi bộ có cuộc kiểm tra bắt đầu trong kỳ tính một lần.",
        sources.inspections,
        in_days(kind__in=Inspection.INSPECTIONS),
        key="branch",
        model=Branch,
    ),
    Indicator(
        "T15G",
        "Chi bộ được giám sát",
        "chi bộ",
        "Mỗi chi bộ có cuộc giám sát bắt đầu trong kỳ tính một lần.",
        sources.inspections,
        in_days(kind__in=Inspection.SUPERVISIONS),
        key="branch",
        model=Branch,
    ),
    Indicator(
        "T15D",
        "Đảng viên được kiểm tra, giám sát",
        "đảng viên",
        "Mỗi đảng viên được kiểm tra, giám sát trong kỳ tính một lần.",
        sources.inspected,
        in_days(),
        key="member",
        model=Member,
    ),
    Indicator(
        "T16",
        "Chi bộ sinh hoạt đúng định kỳ",
        "chi bộ",
        "Chi bộ có sinh hoạt thường kỳ ở mọi tháng đã qua của kỳ; chi bộ mới tính từ "
        "tháng trực thuộc.",
        sources.branches,
        _meets_every_month,
        kind=STOCK,
    ),
    Indicator(
        "T18",
        "Chi bộ có quy chế phối hợp",
        "chi bộ",
        "Chi bộ có quy chế phối hợp với doanh nghiệp còn hiệu lực vào cuối ngày.",
        sources.branches,
        _has_regulation,
        kind=STOCK,
    ),
)

HONOURS = (
    Indicator(
        "K01",
        "Buổi sinh hoạt, hội nghị",
        "buổi",
        "Buổi sinh hoạt chi bộ và hội nghị của Đảng ủy trong kỳ.",
        sources.meetings,
        in_days(),
    ),
    Indicator(
        "K02",
        "Đối thoại với chủ doanh nghiệp",
        "buổi",
        "Hội nghị, buổi đối thoại với chủ doanh nghiệp trong kỳ.",
        sources.meetings,
        in_days(kind=_KIND.DIALOGUE),
    ),
    Indicator(
        "K03",
        "Tuyên truyền, học tập nghị quyết",
        "buổi",
        "Buổi tuyên truyền, học tập, quán triệt nghị quyết trong kỳ.",
        sources.meetings,
        in_days(kind__in=[_KIND.STUDY, _KIND.PROPAGANDA]),
    ),
    Indicator(
        "K04",
        "Khen thưởng",
        "quyết định",
        "Khen thưởng của đảng viên và chi bộ có quyết định trong kỳ.",
        sources.awards,
        in_days(),
    ),
    Indicator(
        "K05",
        "Huy hiệu Đảng",
        "huy hiệu",
        "Huy hiệu Đảng trao trong kỳ.",
        sources.badges,
        in_days(),
    ),
    Indicator(
        "K06",
        "Đảng viên bị kỷ luật",
        "đảng viên",
        "Mỗi đảng viên có quyết định kỷ luật trong kỳ tính một lần.",
        sources.disciplines,
        in_days(member__isnull=False),
        key="member",
        model=Member,
    ),
    Indicator(
        "K07",
        "Thành viên Ban Chỉ đạo 09",
        "người",
        "Người có tên trong Ban Chỉ đạo 09 vào cuối ngày.",
        sources.seats,
        on_last_day,
        kind=STOCK,
        branch=None,
    ),
)
