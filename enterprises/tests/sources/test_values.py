"""What a cell means: tax codes, names, wards, statuses, numbers, old fonts."""

import pytest

from enterprises.models import Enterprise, SourceRow
from enterprises.sources import legacy, names, values
from enterprises.sources.legacy import TO_TCVN3
from enterprises.sources.places import Wards, line_key, street
from enterprises.tests.sources.conftest import RECEIVED

Tax = SourceRow.Tax


@pytest.mark.parametrize(
    ("cell", "value", "tax"),
    [
        ("0100233488", "0100233488", Tax.SOUND),
        ("0100 233 488", "0100233488", Tax.SOUND),
        ("0100.233.488", "0100233488", Tax.SOUND),
        ("'0100233488", "0100233488", Tax.SOUND),
        ("100233488", "0100233488", Tax.RESTORED),
        ("100233488.0", "0100233488", Tax.RESTORED),
        ("100233480", "100233480", Tax.SUSPECT),  # with a zero the check fails
        ("010023348", "010023348", Tax.SUSPECT),  # nothing was lost in front
        ("0100233480", "0100233480", Tax.SUSPECT),
        ("0314409058-002", "0314409058002", Tax.SOUND),
        ("314409058002", "314409058002", Tax.ASK),
        ("001085012345", "001085012345", Tax.ASK),
        ("01002334", "01002334", Tax.SUSPECT),
        ("chưa có", "chưacó", Tax.SUSPECT),
        ("", "", Tax.NONE),
    ],
)
def test_tax_code(cell, value, tax):
    assert values.code(cell) == values.Code(value, tax)


ONE = (
    "Công ty TNHH MTV Thương mại và Dịch vụ An Phú",
    "CTY TNHH MTV TM & DV AN PHÚ",
    "Cty T.N.H.H Một thành viên TMDV An Phú",
    "C.ty trách nhiệm hữu hạn 1 thành viên TM-DV An Phú",
    "An Phú, Công ty TNHH MTV Dịch vụ - Thương mại",
    "Công ty TNHHMTV thương mại, dịch vụ An Phú",
)
TWO = (
    "Công ty cổ phần Đầu tư và Xây dựng Hòa Bình",
    "CTCP ĐT & XD Hoà Bình",
    "CTY CP Xây dựng và Đầu tư Hòa Bình",
    "Công ty CP ĐTXD Hòa Bình",
)


@pytest.mark.parametrize("group", [ONE, TWO])
def test_spellings_of_one_name_have_one_key(group):
    assert len({names.key(name) for name in group}) == 1


def test_other_names_have_other_keys():
    other = ("Công ty TNHH MTV TM và DV An Phúc", "Công ty cổ phần TM và DV An Phú")
    assert names.key(ONE[0]) not in {names.key(name) for name in other}


def test_word_that_only_looks_like_a_legal_form_stays():
    assert "htx" not in names.words("Công ty TNHH Hà Thị Xuân")
    assert names.words("Công ty TNHH TPT") == ("tnhh", "tpt")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("CTY TNHH MTV A", "llc_single"),
        ("Công ty TNHH A", "llc_multi"),
        ("CTCP A", "joint_stock"),
        ("DNTN A", "private"),
        ("Hợp tác xã A", "cooperative"),
        ("Hộ kinh doanh A", "household_business"),
        ("Văn phòng luật sư A", "law_office"),
        ("Trường mầm non A", "nonpublic_unit"),
        ("A", ""),
    ],
)
def test_legal_form_by_the_name(name, form):
    assert names.legal_form(name) == form
    assert form in {"", *Enterprise.LegalForm.values}


@pytest.mark.parametrize(
    "text",
    [
        "Công ty TNHH một thành viên Thương mại Hoàng Gia",
        "Số 12 ngõ 5 đường Giải Phóng, phường Định Công",
        "Đang hoạt động",
        "Trường Mầm non tư thục Ước Mơ",
        "Nguyễn Thị Mười Chín",
    ],
)
def test_old_font_is_known_and_converted(text):
    old = text.translate(TO_TCVN3)
    assert legacy.convert_row([old]) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Công ty ABC®",
        "ABC® Pte",
        "Nguyễn Văn A",
        "Cafe Ý",
        "Hà Nội",
        "10 m²",
        "A & B",
        "Tròn Mười",
    ],
)
def test_unicode_is_left_as_it_is(text):
    assert legacy.convert_row([text]) == [text]


def test_short_cells_follow_the_row_that_proves_the_font():
    row = [cell.translate(TO_TCVN3) for cell in ("Công ty TNHH Đại Hưng", "Hà", "Có")]
    assert legacy.convert_row(row) == ["Công ty TNHH Đại Hưng", "Hà", "Có"]


def test_every_letter_of_the_old_font_comes_back():
    letters = "".join(legacy.LETTERS.values())
    assert legacy.to_unicode(letters.translate(TO_TCVN3)) == letters
    assert len(set(legacy.LETTERS)) == len(set(letters)) == 74


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Số 5 phố Một, phường Định Công, quận Hoàng Mai", "Định Công"),
        ("Số 5 phố Định Công, P. Đại Kim, Q.Hoàng Mai, HN", "Đại Kim"),
        ("Số 5 đường Lĩnh Nam, Mai Động, Hoàng Mai, Hà Nội", "Mai Động"),
        ("Số 5 đường Lĩnh Nam", None),
        ("Số 5 p.yên sở", "Yên Sở"),
        ("Số 5, phường Bạch Mai", None),
    ],
)
def test_ward_of_an_address(db, text, name):
    found = Wards(RECEIVED).of_address(text)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    "cell", ["Định Công", "P. Định Công", "phường ĐỊNH CÔNG", "P.Dinh Cong"]
)
def test_ward_of_its_own_cell(db, cell):
    assert Wards(RECEIVED).of_cell(cell).name == "Định Công"


def test_same_line_written_otherwise_is_the_same():
    one, two = "Số 5 đ. Giải Phóng", "5 đường Giải Phóng, phường Định Công, Hà Nội"
    assert line_key(one) == line_key(two)
    assert line_key(one) != line_key("Số 6 đường Giải Phóng")
    assert street(two) == "5 đường Giải Phóng"


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("00 - NNT đang hoạt động (đã được cấp GCN ĐKT)", "operating"),
        (
            "NNT ngừng hoạt động và đã hoàn thành thủ tục chấm dứt hiệu lực MST",
            "closed",
        ),
        ("NNT đã chuyển cơ quan thuế quản lý", "relocated"),
        ("NNT ngừng hoạt động nhưng chưa hoàn thành thủ tục chấm dứt MST", "closing"),
        ("05 - NNT tạm ngừng hoạt động, kinh doanh", "suspended"),
        ("NNT không hoạt động tại địa chỉ đã đăng ký", "not_at_address"),
        ("NNT chờ làm thủ tục phá sản", "closing"),
        ("NNT chờ xác minh tình trạng hoạt động tại địa chỉ đăng ký", "to_verify"),
        ("05", ""),
        ("khác", ""),
    ],
)
def test_status_by_the_words_of_its_label(label, status):
    assert values.status(label) == status


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12", 12),
        ("1.250", 1250),
        ("15 người", 15),
        ("12.0", 12),
        ("", None),
        ("~10", None),
        ("99999999", None),
    ],
)
def test_number_of_people(cell, number):
    assert values.number(cell) == number
