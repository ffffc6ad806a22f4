import string

import pytest

from enterprises.vsic import (
    LETTERS_2025,
    SECTION_OF_DIVISION,
    SECTIONS,
    V2018,
    V2025,
    UnknownIndustryError,
    section_name,
    section_of,
)


@pytest.mark.parametrize(
    ("version", "last", "divisions"), [(V2018, "U", 88), (V2025, "V", 87)]
)
def test_version_has_its_sections_and_divisions(version, last, divisions):
    letters = string.ascii_uppercase[: string.ascii_uppercase.index(last) + 1]
    assert sorted(SECTIONS[version]) == list(letters)
    assert len(SECTION_OF_DIVISION[version]) == divisions
    assert set(SECTION_OF_DIVISION[version].values()) == set(letters)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A", "A"),
        ("I", "I"),
        ("J", "JK"),
        ("K", "L"),
        ("L", "M"),
        ("M", "N"),
        ("N", "O"),
        ("O", "P"),
        ("P", "Q"),
        ("Q", "R"),
        ("R", "S"),
        ("S", "T"),
        ("T", "U"),
        ("U", "V"),
    ],
)
def test_letter_of_2025(old, new):
    assert "".join(LETTERS_2025[old]) == new


def test_every_letter_of_2025_comes_from_one_of_2018():
    new = [letter for letters in LETTERS_2025.values() for letter in letters]
    assert sorted(new) == sorted(SECTIONS[V2025])
    assert sorted(LETTERS_2025) == sorted(SECTIONS[V2018])


@pytest.mark.parametrize(
    ("version", "code", "name"),
    [
        (V2018, "P", "Giáo dục và đào tạo"),
        (V2025, "Q", "Giáo dục và đào tạo"),
        (V2018, "Q", "Y tế và hoạt động trợ giúp xã hội"),
        (V2025, "R", "Y tế và hoạt động trợ giúp xã hội"),
        (V2018, "62010", "Thông tin và truyền thông"),
        (V2018, "85", "Giáo dục và đào tạo"),
        (V2025, "8610", "Y tế và hoạt động trợ giúp xã hội"),
        (V2025, "46", "Bán buôn và bán lẻ"),
    ],
)
def test_section_name(version, code, name):
    assert section_name(version, code) == name


def test_same_digits_lie_in_other_letters():
    assert [section_of(version, "620") for version in (V2018, V2025)] == ["J", "K"]


@pytest.mark.parametrize(
    ("version", "code"),
    [
        (V2018, "V"),
        (V2025, "45"),
        (V2025, "04"),
        (V2018, "8"),
        (V2018, "850000"),
        (V2018, ""),
        (V2018, "a"),
        (2007, "A"),
    ],
)
def test_unknown_code_is_refused(version, code):
    with pytest.raises(UnknownIndustryError, match=f"VSIC {version} không có"):
        section_name(version, code)
