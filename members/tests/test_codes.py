import datetime as dt

import pytest

from members.codes import (
    ETHNIC_GROUPS,
    FEMALE,
    KINH,
    MALE,
    PROVINCES,
    RELIGIONS,
    NumberError,
    check_citizen_id,
    check_old_card,
    check_profile_number,
    warn_profile_number,
)

BORN = dt.date(1990, 9, 5)


def test_there_are_54_ethnic_groups():
    names = dict(ETHNIC_GROUPS)
    assert (len(ETHNIC_GROUPS), len(names), len(set(names.values()))) == (54, 54, 54)
    picked = {code: names[code] for code in (KINH, "12", "23", "27", "41", "54")}
    assert picked == {
        "01": "Kinh",
        "12": "Ê-đê",
        "23": "Bru-Vân Kiều",
        "27": "Gié-Triêng",
        "41": "La Hủ",
        "54": "Rơ-măm",
    }


def test_religions_have_none_first_and_other_last():
    assert len(dict(RELIGIONS)) == len(RELIGIONS) == 18
    assert [RELIGIONS[0][1], RELIGIONS[-1][1]] == ["Không", "Khác"]


def test_there_are_63_provinces():
    assert len(PROVINCES) == 63
    assert {"001", "079", "096"} <= PROVINCES


@pytest.mark.parametrize(
    ("number", "born_on", "sex"),
    [
        ("001090012345", BORN, MALE),
        ("001 190 012 345", BORN, FEMALE),
        ("001.205.012.345", dt.date(2005, 1, 1), MALE),
        ("001305012345", dt.date(2005, 1, 1), FEMALE),
        ("001090012345", None, None),
        ("001090012345", None, ""),
    ],
)
def test_citizen_id_that_agrees_has_no_warning(number, born_on, sex):
    assert check_citizen_id(number, born_on, sex) == []


@pytest.mark.parametrize(
    ("number", "born_on", "sex", "warning"),
    [
        ("001090012345", BORN, FEMALE, "là của nam, hồ sơ ghi nữ"),
        ("001190012345", BORN, MALE, "là của nữ, hồ sơ ghi nam"),
        ("001091012345", BORN, MALE, "năm sinh 1991, hồ sơ ghi 1990"),
        ("001290012345", BORN, MALE, "năm sinh 2090, hồ sơ ghi 1990"),
        ("000090012345", BORN, MALE, "Ba số đầu 000"),
        ("100090012345", BORN, MALE, "khai sinh ở nước ngoài"),
    ],
)
def test_citizen_id_that_differs_is_a_warning(number, born_on, sex, warning):
    [found] = check_citizen_id(number, born_on, sex)
    assert warning in found


def test_citizen_id_has_all_its_warnings():
    assert len(check_citizen_id("999999999999", BORN, MALE)) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("00109001234A", "chỉ gồm chữ số"),
        ("", "chỉ gồm chữ số"),
        ("٠٠١٠٩٠٠١٢٣٤٥", "chỉ gồm chữ số"),
        ("012345678", "chứng minh nhân dân"),
        ("00109001234", "có 11 chữ số"),
        ("0010900123456", "có 13 chữ số"),
    ],
)
def test_impossible_citizen_id_is_refused(text, message):
    with pytest.raises(NumberError, match=message):
        check_citizen_id(text)


@pytest.mark.parametrize("text", ["01234567", "01.234567", "01 234567", " 01.234.567"])
def test_old_card_is_stored_without_dots(text):
    assert check_old_card(text) == "01234567"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("012345678", "có 9 chữ số"),
        ("0123456", "có 7 chữ số"),
        ("001090012345", "mẫu mới"),
        ("01.23456A", "chỉ gồm chữ số"),
        ("", "chỉ gồm chữ số"),
    ],
)
def test_impossible_old_card_is_refused(text, message):
    with pytest.raises(NumberError, match=message):
        check_old_card(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("000123HN", "000123HN"),
        (" 000123 hn ", "000123HN"),
        ("999999-HCM", "999999HCM"),
        ("000123 đn", "000123ĐN"),
    ],
)
def test_profile_number_is_normalised(text, number):
    assert check_profile_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "00123HN", "0000123HN", "000123", "000123H", "000123HNOI", "HN000123"]
)
def test_malformed_profile_number_is_refused(text):
    with pytest.raises(NumberError, match="6 chữ số"):
        check_profile_number(text)


def test_profile_number_starts_at_one():
    with pytest.raises(NumberError, match="từ 000001"):
        check_profile_number("000000HN")


def test_profile_number_of_another_province_is_a_warning():
    assert warn_profile_number("000123HN") == []
    assert warn_profile_number("000123HCM") == [
        "Ký hiệu HCM không phải của Thành ủy Hà Nội (HN)."
    ]
