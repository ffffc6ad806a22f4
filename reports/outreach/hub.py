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
    # campaigns
    Entry(
        "surveys:campaigns",
        "Đợt khảo sát",
        "kế hoạch, tổ, phân công, danh sách doanh nghiệp, phiếu đi thực địa, nhập phiếu",
        "surveys.view_campaign",
    ),
    Entry(
        "reports:coverage",
        "Độ phủ khảo sát",
        "trên sổ, khảo sát, từng kết quả; theo phường, tổ, cơ quan",
        "surveys.view_campaign",
    ),
    Entry(
        "reports:unorganised",
        "Chưa có tổ chức đảng mà đã có đảng viên",
        "theo loại hình doanh nghiệp, có danh sách",
        "surveys.view_campaign",
    ),
)


def entries(user):
    """[(address, label, words)] that the user may open."""
    return [
        (reverse(entry.name), entry.label, entry.words)
        for entry in ENTRIES
        if user.has_perm(entry.right)
    ]
