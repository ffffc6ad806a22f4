"""The first rows of `RatingCap` and `BadgeRound`: values with day and source.

From members.md R4.2, R5.1 and R5.2. Nobody has confirmed them with the office yet:
the sources are read in more than one way, so each row starts as unconfirmed.
"""

import datetime as dt

_R21 = dt.date(2019, 10, 18)
_R25 = dt.date(2023, 11, 10)
_R43 = dt.date(2025, 10, 31)

# (subject, percent, base, within, rounding, from, until or None, source)
_SPANS = (
    (_R21, _R25, "Hướng dẫn 21-HD/BTCTW (18/10/2019), 2.3a"),
    (_R25, _R43, "Quy định 124-QĐ/TW; Hướng dẫn 25-HD/BTCTW (10/11/2023)"),
    (
        _R43,
        None,
        "Quy định 366-QĐ/TW; Hướng dẫn 43-HD/BTCTW (31/10/2025), chưa đối chiếu",
    ),
)
CAPS = tuple(
    (subject, 20, "good_up", "body", "floor", first, last, source)
    for subject in ("member", "branch")
    for first, last, source in _SPANS
)

_FROM = dt.date(2011, 1, 19)
_HN21 = "Hướng dẫn 21 của Ban Tổ chức Thành ủy Hà Nội, mục I"
# (name, day, month, first month, last month, from, source)
ROUNDS = (
    ("Đợt 3/2", 3, 2, 12, 2, _FROM, _HN21),
    ("Đợt 19/5", 19, 5, 3, 5, _FROM, _HN21),
    ("Đợt 2/9", 2, 9, 6, 9, _FROM, _HN21),
    ("Đợt 7/11", 7, 11, 10, 11, _FROM, _HN21),
)
