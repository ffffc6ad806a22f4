import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoangmai_party.text import is_key, nfc, number_only, order_key, search_key

# Put in order by hand: given name, then family name, then middle names.
IN_ORDER = [
    "Nguyễn Văn 1",
    "Nguyễn Văn 2",
    "A",
    "Lê Thị A",
    "Hoàng An",
    "Lê An",
    "Lê Văn An",
    "Lý An",
    "Phạm Bình An",
    "Phạm Thị An",
    "Trần An",
    "Hồ Anh",
    "Bế Ánh",
    "Đào Ánh",
    "Đỗ Ân",
    "Bùi Ấn",
    "Lê Ba",
    "Lê Bà",
    "Lê Bả",
    "Lê Bã",
    "Lê Bá",
    "Lê Bạ",
    "Lê Băng",
    "Lê Bằng",
    "Lê Bâng",
    "Dương Dung",
    "Đặng Dung",
    "Dương Dũng",
    "Đặng Dũng",
    "Lê Duy",
    "Lê Đan",
    "Lê Đào",
    "Lê Đức",
    "Lê Em",
    "Lê Ê",
    "Lê Hà",
    "Vũ H'Hen",
    "Lê Hoa",
    "Lê Hòa",
    "Lê Hỏa",
    "Lê Hóa",
    "Lê Hoan",
    "Lê Hoàn",
    "Lê Hồ",
    "Lê Hơ",
    "Lê Nga",
    "Lê Ngà",
    "Lê Nghĩa",
    "Lê Nhã",
    "Nguyễn Thị Thuy",
    "Nguyễn Thị Thùy",
    "Nguyễn Thị Thủy",
    "Nguyễn Thị Thúy",
    "Nguyễn Thị Thụy",
    "Lê Uy",
    "Lê Ủy",
    "Lê Ưng",
    "Lê Vũ",
    "Lê Xuân",
    "Lê Ý",
    "Lê Yên",
    "Lê Zơn",
]


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("  Nguyễn\u00a0 Văn\t\tAn \n", "Nguyễn Văn An"),
        ("Trần\u200b Thị\ufeff Bình\x00", "Trần Thị Bình"),
        (unicodedata.normalize("NFD", "Đặng Thị Hường"), "Đặng Thị Hường"),
        ("\u00d0ặng Văn \u00f0oàn", "Đặng Văn đoàn"),
        ("", ""),
    ],
)
def test_nfc_cleans(raw, stored):
    assert nfc(raw) == stored


@given(st.text())
def test_nfc_is_stable(text):
    assert nfc(nfc(text)) == nfc(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ĐẶNG Thị Ngọc Ước", "dang thi ngoc uoc"),
        ("Quận ủy", "quan uy"),
        ("Quận uỷ", "quan uy"),
        ("Hoà", "hoa"),
        ("Hòa", "hoa"),
        ("H’Hen Niê", "hhen nie"),
        ("Công ty  TNHH Đông-Á", "cong ty tnhh dong-a"),
    ],
)
def test_search_key_has_no_marks(text, key):
    assert search_key(text) == key
    assert search_key(unicodedata.normalize("NFD", text)) == key


def test_order_key_sorts_as_by_hand():
    shuffled = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=order_key) == IN_ORDER
    assert len({order_key(name) for name in IN_ORDER}) == len(IN_ORDER)


@pytest.mark.parametrize("name", IN_ORDER)
def test_order_key_is_one_for_both_forms_of_unicode(name):
    assert order_key(unicodedata.normalize("NFD", name)) == order_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lê Thị Hoà", "Lê Thị Hòa"),
        ("Trần Thuỷ", "Trần Thủy"),
        ("NGUYỄN VĂN AN", "nguyễn  văn an"),
        ("H'Hen Niê", "H’Hen Niê"),
        ("Lê Anh-Tuấn", "Lê Anh Tuấn"),
        ("a\u0300\u0302n", "ần"),
    ],
)
def test_order_key_is_one_for_both_spellings(one, other):
    assert order_key(one) == order_key(other)


def test_order_key_of_nothing_is_empty():
    assert order_key(" - ") == b""


def test_order_key_puts_other_scripts_last():
    names = ["Lê Zơn", "Müller", "王", "André"]
    assert sorted(names, key=order_key) == ["André", "Müller", "Lê Zơn", "王"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0312687878-001", "0312687878001"),
        ("'01.0023 3488", "0100233488"),
        ("001\u00a0090–012345", "001090012345"),
        ("000123 hn", "000123hn"),
    ],
)
def test_number_only_strips_separators(text, number):
    assert number_only(text) == number


@pytest.mark.parametrize("text", ["0", "7", "007", str(2**63 - 1)])
def test_key_of_a_row(text):
    assert is_key(text)


@pytest.mark.parametrize(
    "text", ["", "-1", "1.0", "٣", "１", "1 ", "\0", "x", str(2**63), "9" * 5000]
)
def test_no_key_of_a_row(text):
    assert not is_key(text)
