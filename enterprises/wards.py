"""Wards of the old district and the units that took their place: facts only.

Source: domain/organisation.md §4.1 and §4.2, the official lists of 03/02/2021 and
04/01/2025 and Nghị quyết 1656/NQ-UBTVQH15. Codes were used again for other places
(WARD-01), so a ward is known by its code together with `valid_from`.
"""

import datetime as dt

# The district was founded by Nghị định 132/2003/NĐ-CP and works from 01/01/2004 [M,
# unconfirmed]; which of its wards are older does not matter to a register from 2012.
VALID_FROM_OLD = dt.date(2004, 1, 1)
VALID_FROM_NEW = dt.date(2025, 7, 1)  # also the first day without the old ones
DECISION_OLD = "Nghị định 132/2003/NĐ-CP"
DECISION_NEW = "Nghị quyết 1656/NQ-UBTVQH15"

WARD, COMMUNE = "ward", "commune"

# Kind of a pair: WHOLE takes all the people of the old ward, PART some of them,
# AREA_ONLY land on which nobody lives.
WHOLE, PART, AREA_ONLY = "whole", "part", "area_only"

# (code, name)
OLD_WARDS = (
    ("00301", "Thanh Trì"),
    ("00304", "Vĩnh Hưng"),
    ("00307", "Định Công"),
    ("00310", "Mai Động"),
    ("00313", "Tương Mai"),
    ("00316", "Đại Kim"),
    ("00319", "Tân Mai"),
    ("00322", "Hoàng Văn Thụ"),
    ("00325", "Giáp Bát"),
    ("00328", "Lĩnh Nam"),
    ("00331", "Thịnh Liệt"),
    ("00334", "Trần Phú"),
    ("00337", "Hoàng Liệt"),
    ("00340", "Yên Sở"),
)

# (code, name, level): seven on the territory, five that took slices of it.
NEW_UNITS = (
    ("00301", "Vĩnh Hưng", WARD),
    ("00316", "Định Công", WARD),
    ("00322", "Tương Mai", WARD),
    ("00328", "Lĩnh Nam", WARD),
    ("00331", "Hoàng Mai", WARD),
    ("00337", "Hoàng Liệt", WARD),
    ("00340", "Yên Sở", WARD),
    ("00283", "Vĩnh Tuy", WARD),
    ("00352", "Phương Liệt", WARD),
    ("00364", "Khương Đình", WARD),
    ("00643", "Thanh Liệt", WARD),
    ("00640", "Thanh Trì", COMMUNE),
)

# (old code, new code, kind)
SUCCESSIONS = (
    ("00301", "00301", PART),
    ("00301", "00328", PART),
    ("00304", "00283", PART),
    ("00304", "00301", PART),
    ("00304", "00322", PART),
    ("00304", "00331", PART),
    ("00307", "00316", PART),
    ("00307", "00352", PART),
    ("00310", "00283", PART),
    ("00310", "00322", PART),
    ("00313", "00322", PART),
    ("00313", "00331", PART),
    ("00316", "00316", WHOLE),  # part of the area, all the people
    ("00316", "00337", AREA_ONLY),
    ("00316", "00364", AREA_ONLY),
    ("00316", "00643", AREA_ONLY),
    ("00319", "00322", PART),
    ("00319", "00331", PART),
    ("00322", "00322", PART),
    ("00322", "00331", PART),
    ("00325", "00316", PART),
    ("00325", "00322", PART),
    ("00325", "00331", PART),
    ("00328", "00301", PART),
    ("00328", "00328", PART),
    ("00328", "00331", PART),
    ("00331", "00316", PART),
    ("00331", "00331", PART),
    ("00331", "00340", PART),
    ("00331", "00352", PART),
    ("00334", "00328", PART),
    ("00334", "00331", PART),
    ("00334", "00340", PART),
    ("00337", "00316", PART),
    ("00337", "00331", PART),
    ("00337", "00337", PART),
    ("00337", "00340", PART),
    ("00340", "00331", PART),
    ("00340", "00340", PART),
    ("00340", "00640", PART),
    ("00340", "00328", AREA_ONLY),
)
