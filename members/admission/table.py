"""Bảng quy tắc: every rule of the way into the Party, made from the code that asks it.

rule → warns or refuses → source → days in force → test → message. What the code makes
true by construction, or no machine can judge, stands beside it with where it is held.
"""

import re
from dataclasses import dataclass

from branches.models import Rule
from members.admission.rules import CHECKS

_BLANK = re.compile(r"\{\w+\}")
ALWAYS = "không phụ thuộc giá trị nào"


@dataclass(frozen=True)
class Row:
    """A line of the table, in words."""

    refs: tuple
    name: str
    does: str
    source: str
    days: str
    test: str
    message: str

    def cells(self):
        """The six columns."""
        refs = ", ".join(self.refs)
        return (
            f"{self.name} ({refs})",
            self.does,
            self.source,
            self.days,
            self.test,
            self.message,
        )


# (refs, name, what it does, source, test, message)
HELD = (
    (
        "R2.3 R2.4 18",
        "committee_votes",
        "ghi số liệu",
        "294-QĐ/TW, điểm 9.3.3",
        "test_short_of_share",
        "Nghị quyết đảng ủy cũng ghi đủ cơ số, có mặt, tán thành, lần biểu quyết.",
    ),
    (
        "R2.12",
        "recommended_criteria",
        "không xét bằng máy",
        "Hướng dẫn 02-HD/BTCTU, 3.2",
        "test_held_rows_are_said",
        "Tiêu chí định tính: chi bộ xem xét, ghi ở ghi chú.",
    ),
    (
        "R2.13",
        "move",
        "ghi sự việc",
        "Hướng dẫn 06-HD/TW, 3.9",
        "test_a_file_moves_with_its_steps",
        "Theo giấy chứng nhận đang được giúp đỡ, chi bộ mới tiếp tục từ bước đang có.",
    ),
    (
        "R2.20",
        "redo",
        "ghi sự việc",
        "294-QĐ/TW, điểm 4.4",
        "test_a_faulty_step_alone_is_made_again",
        "Sai thẩm quyền, thủ tục mà đủ tiêu chuẩn: chỉ làm lại bước sai.",
    ),
    (
        "§2.8",
        "strike_off",
        "ghi sự việc",
        "294-QĐ/TW, điểm 4.2.1; Hướng dẫn 06-HD/TW, 4.6",
        "test_a_probationer_not_fit_is_struck_off",
        "Không đủ tư cách: chi bộ, đảng ủy đề nghị, cấp trên quyết định xóa tên.",
    ),
    (
        "R2.17",
        "no_prolongation",
        "không có bước kéo dài dự bị",
        "294-QĐ/TW, điểm 4.2.2; 02-HD/BTCTU, C.II.1.1",
        "test_probation_long",
        "Ngày chính thức không đổi dù giấy tờ làm muộn.",
    ),
    (
        "20 21",
        "official_day",
        "tự tính",
        "294-QĐ/TW, điểm 4.2.2",
        "test_the_official_day_of_29_february",
        "Ngày chính thức luôn bằng ngày lễ kết nạp cộng thời gian dự bị.",
    ),
)


def rows():
    """[Row] of every rule; one query for the rows in force."""
    known = _days_by_code()
    made = [_of_check(check, known) for check in CHECKS]
    return made + [
        Row(tuple(r.split()), name, does, source, ALWAYS, test, said)
        for r, name, does, source, test, said in HELD
    ]


def _of_check(check, known):
    days = "; ".join(known.get(code, "chưa có dòng quy định") for code in check.codes)
    return Row(
        refs=check.refs,
        name=check.name,
        does=check.severity.value,
        source=check.source,
        days=days or ALWAYS,
        test=f"test_{check.name}",
        message=_BLANK.sub("…", check.says),
    )


def _days_by_code():
    """{code: its values with their days}; a value that goes on is said once."""
    found = {}
    for row in Rule.objects.order_by("code", "started_on"):
        value = f"{row.value.normalize():f} {row.get_unit_display()}"
        spans = found.setdefault(row.code, [])
        if spans and (spans[-1][0], spans[-1][2]) == (value, row.started_on):
            spans[-1] = (value, spans[-1][1], row.ended_on)
        else:
            spans.append((value, row.started_on, row.ended_on))
    return {code: ", ".join(_span(*s) for s in spans) for code, spans in found.items()}


def _span(value, first, after):
    until = f" đến trước {after:%d/%m/%Y}" if after else ""
    return f"{value} từ {first:%d/%m/%Y}{until}"
