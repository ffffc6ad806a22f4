import pytest

from enterprises.tax_code import (
    Kind,
    Restored,
    TaxCode,
    TaxCodeError,
    check,
    check_digit,
    normalise,
    restore_zero,
)

# ENT-06.
VALID = [
    "0100233488",
    "0100112437",
    "0314409058-002",
    "0190001009",
    "0190001016",
    "0190001023",
    "0190001030",
    "0190001048",
    "0190001055",
]


@pytest.mark.parametrize(
    ("prefix", "digit"),
    [("010023348", "8"), ("010004751", "6"), ("000000007", "0"), ("000000000", None)],
)
def test_check_digit(prefix, digit):
    assert check_digit(prefix) == digit


def test_one_prefix_in_eleven_has_no_code():
    prefixes = [f"010{n:06}" for n in range(11_000)]
    assert sum(check_digit(prefix) is None for prefix in prefixes) == 1000


@pytest.mark.parametrize("text", VALID)
def test_valid_code_has_no_warning(text):
    assert check(text) == TaxCode(text.replace("-", ""), text)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        (" 0100 233.488 ", "0100233488", Kind.HEAD),
        ("'0100233488", "0100233488", Kind.HEAD),
        ("0100233488.0", "0100233488", Kind.HEAD),
        ("0314409058–002", "0314409058002", Kind.DEPENDENT),
    ],
)
def test_code_is_normalised(text, value, kind):
    code = check(text)
    assert (code.value, code.kind, code.warning) == (value, kind, "")
    assert normalise(text) == value


def test_dependent_unit_is_shown_with_a_hyphen():
    assert check("0314409058002").display == "0314409058-002"


def test_wrong_check_digit_is_a_warning():
    code = check("0100233480")
    assert code.value == "0100233480"
    assert "phải là 8, không phải 0" in code.warning


def test_prefix_never_issued_is_a_warning():
    prefix = next(p for p in (f"01000000{n}" for n in range(10)) if not check_digit(p))
    assert f"bắt đầu bằng {prefix}" in check(prefix + "1").warning


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "chỉ gồm chữ số"),
        ("01002334A8", "chỉ gồm chữ số"),
        ("1.00233E+08", "chỉ gồm chữ số"),
        ("٠١٠٠٢٣٣٤٨٨", "chỉ gồm chữ số"),
        ("100233488", "số đã nhập có 9 chữ số"),
        ("03144090580021", "số đã nhập có 14 chữ số"),
        ("0314409058-000", "từ 001 đến 999"),
        ("0100000000", "bảy chữ số thứ tự"),
        ("001090012345", "hộ kinh doanh"),
    ],
)
def test_impossible_code_is_refused(text, message):
    with pytest.raises(TaxCodeError, match=message):
        check(text)


def test_household_uses_a_personal_number():
    code = check("001 090 012 345", household=True)
    assert code == TaxCode("001090012345", "001090012345")
    assert code.kind == Kind.PERSONAL


def test_household_may_have_an_old_code():
    assert check("0100233488", household=True).kind == Kind.HEAD


def test_zero_of_a_head_unit_is_restored():
    restored = restore_zero("100233488.0")
    assert restored == Restored(TaxCode("0100233488", "0100233488"), ask=False)


def test_zero_of_a_dependent_unit_is_asked_about():
    restored = restore_zero("314409058002")
    assert restored.code.display == "0314409058-002"
    assert restored.ask is True


@pytest.mark.parametrize(
    "text",
    [
        "100233480",
        "314409059002",
        "314409058000",
        "0100233488",
        "10023348",
        "abcdefghi",
    ],
)
def test_zero_is_not_restored_without_a_valid_code(text):
    assert restore_zero(text) is None
