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
        "reports:outreach-year",
        "Kết quả khảo sát, vận động năm",
        "Khảo sát, gặp chủ, đồng ý, thành lập; từng số mở đến từng lần gặp.",
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
