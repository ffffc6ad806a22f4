"""What the article states, in our own words, as `Statement` rows to compare with.

The words of the source are kept; no report reads them as a result. Measures:
count (the indicator's number), target, percent (result over the assigned target),
guideline (the range), wards (those of the surveyed enterprises), agencies (kinds of
agency of the campaigns), members_of_founded (members on the last day of branches
founded in the span).
"""

import datetime as dt
from decimal import Decimal

from reports.demo.organisations import BODY, DISTRICT
from reports.models import Statement

SOURCE = (
    "Phát triển tổ chức cơ sở Đảng trong các doanh nghiệp ngoài khu vực nhà nước, "
    "Cổng thông tin điện tử quận Hoàng Mai, 14/01/2022"
)
_RESOLUTION = (dt.date(2012, 2, 27), dt.date(2015, 9, 16))
_FOUNDING = (dt.date(2015, 9, 17), dt.date(2015, 9, 17))
_2021 = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
_TO_DATE = "Bài viết ghi “đến nay”; đối chiếu với ngày 31/12/2021."
_RATIO = (
    "Bài viết ghi tỷ lệ đã làm tròn; sổ in đúng tỷ lệ tính từ kết quả và chỉ tiêu giao."
)
_RESOLUTION_NOTE = (
    "Hỏi tại Quận ủy, chỉ doanh nghiệp ngoài nhà nước: khi đó chưa có Khối."
)

# (label, indicator, measure, committee, days, stated, low, high, note)
STATEMENTS = (
    (
        "Chi bộ thành lập mới từ Nghị quyết 09-NQ/TU đến trước khi có Khối",
        "T01",
        "count",
        DISTRICT,
        _RESOLUTION,
        "21",
        21,
        21,
        _RESOLUTION_NOTE,
    ),
    (
        "Đảng viên của các chi bộ thành lập mới trong thời gian đó",
        "S02",
        "members_of_founded",
        DISTRICT,
        _RESOLUTION,
        "gần 200",
        190,
        199,
        _RESOLUTION_NOTE,
    ),
    (
        "Đảng viên kết nạp mới trong thời gian đó",
        "T02",
        "count",
        DISTRICT,
        _RESOLUTION,
        "140",
        140,
        140,
        _RESOLUTION_NOTE,
    ),
    (
        "Chi bộ trực thuộc khi thành lập Đảng bộ Khối",
        "S01",
        "count",
        BODY,
        _FOUNDING,
        "33",
        33,
        33,
        "",
    ),
    (
        "Đảng viên khi thành lập Đảng bộ Khối",
        "S02",
        "count",
        BODY,
        _FOUNDING,
        "266",
        266,
        266,
        "",
    ),
    ("Chi bộ trực thuộc hiện nay", "S01", "count", BODY, _2021, "67", 67, 67, _TO_DATE),
    ("Đảng viên hiện nay", "S02", "count", BODY, _2021, "577", 577, 577, _TO_DATE),
    (
        "Phường có doanh nghiệp được khảo sát năm 2021",
        "T04",
        "wards",
        BODY,
        _2021,
        "14",
        14,
        14,
        "",
    ),
    (
        "Loại cơ quan phối hợp khảo sát năm 2021",
        "T04",
        "agencies",
        BODY,
        _2021,
        "sáu loại (kể tên)",
        6,
        6,
        (
            "Đảng ủy, UBND 14 phường; Liên đoàn Lao động; Chi cục Thuế; "
            "Bảo hiểm xã hội; Ban Quản lý dự án Quận."
        ),
    ),
    (
        "Chủ doanh nghiệp được gặp gỡ, vận động năm 2021",
        "T05",
        "count",
        BODY,
        _2021,
        "30",
        30,
        30,
        "",
    ),
    (
        "Tổ chức đảng thành lập mới năm 2021",
        "T01",
        "count",
        BODY,
        _2021,
        "04",
        4,
        4,
        "",
    ),
    (
        "Thành lập mới năm 2021 so với chỉ tiêu",
        "T01",
        "percent",
        BODY,
        _2021,
        "100%",
        100,
        100,
        "",
    ),
    (
        "Mặt bằng chung của Thành phố về thành lập tổ chức đảng",
        "T01",
        "guideline",
        BODY,
        _2021,
        "01 - 02",
        1,
        2,
        "",
    ),
    ("Đảng viên kết nạp năm 2021", "T02", "count", BODY, _2021, "31", 31, 31, ""),
    ("Chỉ tiêu kết nạp năm 2021", "T02", "target", BODY, _2021, "26", 26, 26, ""),
    (
        "Kết nạp năm 2021 so với chỉ tiêu",
        "T02",
        "percent",
        BODY,
        _2021,
        "120%",
        120,
        120,
        _RATIO,
    ),
    (
        "Chủ doanh nghiệp được kết nạp năm 2021",
        "T03",
        "count",
        BODY,
        _2021,
        "01",
        1,
        1,
        "Tại Chi bộ Trường THPT dân lập Phương Nam.",
    ),
)


def make_statements(committees):
    """The statements in the order of the article; `committees` by key."""
    rows = []
    for position, row in enumerate(STATEMENTS, 1):
        label, code, measure, key, (first, last), stated, low, high, note = row
        rows.append(
            Statement(
                position=position,
                source=SOURCE,
                label=label,
                indicator=code,
                measure=measure,
                committee=committees[key],
                is_non_state=key == DISTRICT,
                first_on=first,
                last_on=last,
                stated=stated,
                low=Decimal(low),
                high=Decimal(high),
                note=note,
            )
        )
    Statement.objects.bulk_create(rows)
