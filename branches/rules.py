"""The first rows of `Rule`: values of the field with day and source.

From members.md §0, §2, §3 and organisation.md §1. Confidence is kept: nobody has
confirmed these with the office yet, so every row starts as unconfirmed.
"""

import datetime as dt

OLD = dt.date(2011, 1, 19)  # Điều lệ Đảng 2011 and the rules that came with it
R29 = dt.date(2016, 7, 25)
R24 = dt.date(2021, 7, 30)
R294 = dt.date(2025, 7, 1)

_STATUTES = "Điều lệ Đảng (2011)"
_R45 = "Quy định 45-QĐ/TW (2011), chưa đối chiếu"
_R29 = "Quy định 29-QĐ/TW (25/7/2016), chưa đối chiếu"
_R24 = "Quy định 24-QĐ/TW (30/7/2021)"
_R294 = "Quy định 294-QĐ/TW (26/5/2025)"

# (code, value, unit, from, until or None, source)
RULES = (
    ("probation_months", 12, "months", OLD, None, f"{_STATUTES}, Điều 5"),
    ("age_min", 18, "years", OLD, None, f"{_STATUTES}, Điều 1"),
    ("age_max", 60, "years", OLD, R29, _R45),
    ("age_max", 60, "years", R29, R24, _R29),
    ("age_max", 60, "years", R24, R294, f"{_R24}, điểm 1.1"),
    ("age_max", 60, "years", R294, None, f"{_R294}, điểm 1.1"),
    ("ceremony_deadline", 30, "workdays", OLD, R29, _R45),
    ("ceremony_deadline", 30, "workdays", R29, R24, _R29),
    ("ceremony_deadline", 30, "workdays", R24, R294, _R24),
    ("ceremony_deadline", 30, "workdays", R294, None, f"{_R294}, điểm 4.1"),
    ("admission_decision", 60, "workdays", OLD, R29, _R45),
    ("admission_decision", 60, "workdays", R29, R24, _R29),
    ("admission_decision", 60, "workdays", R24, R294, _R24),
    ("admission_decision", 45, "workdays", R294, None, f"{_R294}, điểm 4.3.1"),
    ("recognition_vote", 30, "workdays", OLD, R29, _R45),
    ("recognition_vote", 30, "workdays", R29, R24, _R29),
    ("recognition_vote", 30, "workdays", R24, R294, _R24),
    ("recognition_vote", 30, "workdays", R294, None, f"{_R294}, điểm 4.2.1"),
    ("recognition_decision", 30, "workdays", R24, R294, _R24),
    ("recognition_decision", 30, "workdays", R294, None, f"{_R294}, điểm 4.3.1"),
    ("awareness_valid", 60, "months", R24, R294, "Hướng dẫn 01-HD/TW (28/9/2021)"),
    ("awareness_valid", 60, "months", R294, None, "Hướng dẫn 06-HD/TW (9/6/2025)"),
    ("file_valid", 12, "months", R24, R294, "Hướng dẫn 01-HD/TW (28/9/2021)"),
    ("file_valid", 12, "months", R294, None, "Hướng dẫn 06-HD/TW (9/6/2025)"),
    (
        "owner_share",
        50,
        "percent",
        dt.date(2021, 9, 27),
        None,
        "Hướng dẫn 08-HD/BTCTW (27/9/2021): trên 50% vốn",
    ),
    ("min_official", 3, "count", OLD, None, f"{_STATUTES}, Điều 21"),
    ("committee_from", 9, "count", R29, R24, f"{_R29}, mục 24"),
    ("committee_from", 9, "count", R24, R294, _R24),
    ("committee_from", 9, "count", R294, None, f"{_R294}, điểm 23.2"),
    ("dissolution_days", 30, "workdays", R24, R294, f"{_R24}, điểm 6.3.5"),
    ("dissolution_days", 30, "workdays", R294, None, f"{_R294}, điểm 6.3.5"),
    ("transfer_present", 30, "workdays", R24, R294, _R24),
    ("transfer_present", 30, "workdays", R294, None, f"{_R294}, điểm 6.3.1"),
)

R69 = dt.date(2022, 7, 6)
_MEMORY = "theo hiểu biết chung, chưa có văn bản đối chiếu"

# What terms, meetings, discipline, badges and ratings ask (second set of rows).
RULES_OF_THE_YEAR = (
    # As it was before 2021 is not confirmed: the office sets it right or leaves it.
    (
        "awareness_valid",
        60,
        "months",
        R29,
        R24,
        "Hướng dẫn 01-HD/TW (20/9/2016), chưa đối chiếu",
    ),
    ("transfer_present", 30, "workdays", R29, R24, _R29),
    ("temporary_max", 12, "months", R29, R24, _R29),
    ("transfer_lost", 3, "months", R29, R24, f"{_R29}; Hướng dẫn 01-HD/TW (2016)"),
    ("transfer_lost", 3, "months", R24, R294, f"{_R24}; Hướng dẫn 01-HD/TW"),
    ("transfer_lost", 3, "months", R294, None, "Hướng dẫn 38-HD/BTCTW, II.4.3.1d"),
    ("temporary_max", 12, "months", R24, R294, _R24),
    ("temporary_max", 12, "months", R294, None, f"{_R294}, điểm 6.3.2"),
    ("committee_max", 7, "count", R29, R24, f"{_R29}, mục 24"),
    ("committee_max", 7, "count", R24, R294, _R24),
    ("committee_max", 7, "count", R294, None, f"{_R294}, điểm 23.2"),
    ("cell_term", 30, "months", OLD, R294, f"{_STATUTES}, Điều 24 khoản 3"),
    ("cell_term", 60, "months", R294, None, f"{_R294}: thí điểm một lần mỗi 5 năm"),
    ("grassroots_term", 60, "months", OLD, None, f"{_STATUTES}, Điều 22; {_MEMORY}"),
    ("term_margin", 6, "months", OLD, None, f"{_STATUTES}, Điều 24 khoản 3"),
    ("first_congress", 90, "workdays", R24, None, _MEMORY),
    (
        "meeting_minutes",
        90,
        "minutes",
        dt.date(2018, 7, 6),
        None,
        "Hướng dẫn 12-HD/BTCTW (06/7/2018); Hướng dẫn 42-HD/BTCTW (28/10/2025)",
    ),
    (
        "discipline_lapse",
        12,
        "months",
        OLD,
        R69,
        "Quy định trước 69-QĐ/TW, chưa đối chiếu",
    ),
    (
        "discipline_lapse",
        12,
        "months",
        R69,
        None,
        "Quy định 69-QĐ/TW (06/7/2022), Điều 2",
    ),
    ("badge_delay_reprimand", 6, "months", R24, R294, _R24),
    ("badge_delay_reprimand", 6, "months", R294, None, f"{_R294}, điểm 28.3.1c"),
    ("badge_delay_warning", 9, "months", R24, R294, _R24),
    ("badge_delay_warning", 9, "months", R294, None, f"{_R294}, điểm 28.3.1c"),
    ("badge_delay_dismissal", 12, "months", R24, R294, _R24),
    ("badge_delay_dismissal", 12, "months", R294, None, f"{_R294}, điểm 28.3.1c"),
    (
        "badge_papers",
        30,
        "workdays",
        OLD,
        None,
        "Hướng dẫn 21 của Thành ủy Hà Nội, mục I",
    ),
    (
        "rating_min",
        6,
        "months",
        dt.date(2019, 10, 18),
        None,
        "Hướng dẫn 21-HD/BTCTW (2019); 25-HD/BTCTW (2023)",
    ),
    ("card_due", 90, "days", OLD, None, "Đề xuất của sổ, văn phòng đặt lại nếu khác"),
)

_R38 = "Hướng dẫn 38-HD/BTCTW (29/9/2025)"
_HN02 = "Hướng dẫn 02-HD/BTCTU (21/11/2025)"
_R06 = "Hướng dẫn 06-HD/TW (9/6/2025)"
_R01 = "Hướng dẫn 01-HD/TW (28/9/2021)"
_HERE = "Đề xuất của sổ, văn phòng đặt lại nếu khác"

# What the way into the Party asks (third set of rows; members.md §2.2–2.9, §3.2).
RULES_OF_ADMISSION = (
    ("vetting_home", 30, "workdays", R24, R294, f"{_R01}, chưa đối chiếu"),
    ("vetting_home", 30, "workdays", R294, None, f"{_R06}, điểm 3.4"),
    ("vetting_abroad", 90, "workdays", R24, R294, f"{_R01}, chưa đối chiếu"),
    ("vetting_abroad", 90, "workdays", R294, None, f"{_R06}, điểm 3.4"),
    ("branch_send", 5, "workdays", R24, None, f"{_HN02}, II.1.1.3.2; trước đó đề xuất"),
    ("committee_vote", 25, "workdays", R24, None, f"{_HN02}, II.1.1.3.2"),
    ("decision_extension", 15, "workdays", R294, None, f"{_R294}, điểm 4.3.1"),
    ("member_papers", 30, "workdays", R24, None, f"{_R38}, I.2.2"),
    ("youth_age", 30, "years", R24, None, f"{_HN02}, II.1.1.2.1b"),
    ("together", 12, "months", R24, R294, f"{_R24}, điểm 3.2"),
    ("together", 12, "months", R294, None, f"{_R294}, điểm 3.2"),
    ("worked", 12, "months", R24, R294, f"{_R01}, điểm 6.2c"),
    ("worked", 12, "months", R294, None, f"{_R06}, điểm 6.2c"),
    ("probation_late", 13, "months", R24, None, _HERE),
    ("readmission", 36, "months", R24, R294, f"{_R24}, điểm 3.5"),
    ("readmission", 36, "months", R294, None, f"{_R294}, điểm 3.5"),
    ("new_class", 12, "months", R24, None, f"{_R06}, điểm 4.1"),
    ("move_decision", 30, "workdays", R24, R294, f"{_R01}, điểm 3.9"),
    ("move_decision", 30, "workdays", R294, None, f"{_R06}, điểm 3.9"),
    ("move_forward", 15, "workdays", R24, R294, f"{_R01}, điểm 3.9"),
    ("move_forward", 15, "workdays", R294, None, f"{_R06}, điểm 3.9"),
    ("snooze_max", 30, "days", OLD, None, _HERE),
)
# As it was before 30/7/2021 nobody has confirmed: the office sets it right.
RULES_OF_ADMISSION += tuple(
    (code, value, unit, R29, R24, _R29)
    for code, value, unit, started_on, _, _ in RULES_OF_ADMISSION
    if started_on == R24
)
RULES_OF_ADMISSION += (
    ("file_valid", 12, "months", R29, R24, _R29),
    ("recognition_decision", 30, "workdays", R29, R24, _R29),
)

# Found by reading members.md §2.5 and §2.11 again (fourth set of rows).
RULES_OF_RETURN = (
    ("readmission_cleared", 60, "months", R29, R24, _R29),
    ("readmission_cleared", 60, "months", R24, R294, f"{_R24}, điểm 3.5"),
    ("readmission_cleared", 60, "months", R294, None, f"{_R294}, điểm 3.5"),
)

# Kiến nghị của chủ doanh nghiệp (fourth set of rows): no paper sets these days.
RULES_OF_OUTREACH = (
    ("proposal_forward", 7, "days", OLD, None, _HERE),
    ("proposal_answer", 30, "days", OLD, None, _HERE),
)
