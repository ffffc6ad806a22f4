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
    # At the gate and after: surveys.gate
    Entry(
        "surveys:records",
        "Phiếu khảo sát",
        "Nhập phiếu tại cổng doanh nghiệp, phiếu đang nhập.",
        "surveys.add_surveyrecord",
    ),
    Entry(
        "surveys:record-confirmations",
        "Chờ xác nhận phân loại",
        "Phân loại do sổ đề xuất; xác nhận rồi mới tính vào số liệu.",
        "surveys.change_campaign",
    ),
)


def entries(user):
    """[(address, label, words)] that the user may open."""
    return [
        (reverse(entry.name), entry.label, entry.words)
        for entry in ENTRIES
        if user.has_perm(entry.right)
    ]
