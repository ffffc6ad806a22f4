from collections import Counter

from enterprises.wards import (
    AREA_ONLY,
    COMMUNE,
    NEW_UNITS,
    OLD_WARDS,
    PART,
    SUCCESSIONS,
    WHOLE,
)

OLD_NAMES = dict(OLD_WARDS)
NEW_NAMES = {code: name for code, name, _ in NEW_UNITS}


def test_wards_are_as_many_as_in_the_official_lists():
    counts = [len(OLD_NAMES), len(NEW_NAMES), len(set(SUCCESSIONS))]
    assert counts == [len(OLD_WARDS), len(NEW_UNITS), len(SUCCESSIONS)] == [14, 12, 41]


def test_codes_were_used_again_for_other_places():
    reused = {
        code: (OLD_NAMES[code], name)
        for code, name in NEW_NAMES.items()
        if OLD_NAMES.get(code, name) != name
    }
    assert reused == {
        "00301": ("Thanh Trì", "Vĩnh Hưng"),
        "00316": ("Đại Kim", "Định Công"),
        "00322": ("Hoàng Văn Thụ", "Tương Mai"),
        "00331": ("Thịnh Liệt", "Hoàng Mai"),
    }


def test_pairs_join_known_wards():
    assert {old for old, _, _ in SUCCESSIONS} == set(OLD_NAMES)
    assert {new for _, new, _ in SUCCESSIONS} == set(NEW_NAMES)


def test_one_ward_moved_with_all_its_people():
    kinds = Counter(kind for _, _, kind in SUCCESSIONS)
    assert kinds == {WHOLE: 1, PART: 36, AREA_ONLY: 4}
    assert ("00316", "00316", WHOLE) in SUCCESSIONS


def test_one_new_unit_is_a_commune():
    communes = [(code, name) for code, name, level in NEW_UNITS if level == COMMUNE]
    assert communes == [("00640", "Thanh Trì")]


def test_giap_bat_goes_to_three_wards():
    new = [
        NEW_NAMES[new] for old, new, _ in SUCCESSIONS if OLD_NAMES[old] == "Giáp Bát"
    ]
    assert new == ["Định Công", "Tương Mai", "Hoàng Mai"]
