"""Khảo sát, vận động: the one page from which all of it is reached."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """A page: its address by name, what it is called and for, the right it asks."""

    name: str
    label: str
    words: str
    right: str


# In the order of the year's work.
ENTRIES = (
    Entry(
        "surveys:cases",
        "Hồ sơ vận động",
        "mỗi doanh nghiệp một hồ sơ: bước, lần gặp, việc đã hẹn",
        "surveys.view_outreachcase",
    ),
    Entry(
        "surveys:case-board",
        "Bảng vận động theo giai đoạn",
        "các hồ sơ đang mở, chuyển giai đoạn ngay trên bảng",
        "surveys.view_outreachcase",
    ),
    Entry(
        "surveys:case-due",
        "Việc đã hẹn với chủ doanh nghiệp",
        "việc đến hạn và trong một tháng tới, hồ sơ tạm dừng cần xem lại",
        "surveys.view_outreachcase",
    ),
    Entry(
        "surveys:proposals",
        "Kiến nghị của chủ doanh nghiệp",
        "đã nêu, đã chuyển, đã trả lời, quá hạn",
        "surveys.view_outreachcase",
    ),
    Entry(
        "reports:outreach-progress",
        "Tiến độ vận động",
        "số hồ sơ qua từng giai đoạn, tỷ lệ đi tiếp, lý do tạm dừng, thái độ",
        "surveys.view_outreachcase",
    ),
)


def entries(user):
    """[(address, label, words)] that the user may open."""
    return [
        (reverse(entry.name), entry.label, entry.words)
        for entry in ENTRIES
        if user.has_perm(entry.right)
    ]
