"""Figures of strength: branches and members, what came, and the stock of a day."""

from django.db.models import Q

from branches.models import Branch, BranchEvent
from members import roll
from reports import sources
from reports.indicators.indicator import STOCK, Indicator, in_days, on_last_day


def _stock_of_people(also=lambda day: Q()):
    return lambda span: roll.on(span.last) & also(span.last)


CAME = (
    Indicator(
        "T01",
        "Chi bộ thành lập mới",
        "tổ chức",
        "Chi bộ có quyết định thành lập mới trong kỳ, tính theo ngày quyết định; "
        "chi bộ tiếp nhận không tính là thành lập mới.",
        sources.branches,
        in_days(begun_by__kind=BranchEvent.Kind.FOUNDED),
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
        "T19",
        "Chi bộ có kết nạp đảng viên",
        "chi bộ",
        "Mỗi chi bộ có lễ kết nạp trong kỳ tính một lần.",
        sources.people,
        lambda span: roll.admitted(*span.days),
        key="branch",
        day="started_on",
        model=Branch,
    ),
)

STRENGTH = (
    Indicator(
        "S01",
        "Chi bộ trực thuộc",
        "chi bộ",
        "Chi bộ trực thuộc đảng bộ vào cuối ngày.",
        sources.branches,
        on_last_day,
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
