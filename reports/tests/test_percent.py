from decimal import Decimal

import pytest

from reports import percent


@pytest.mark.parametrize(
    ("actual", "target", "text"),
    [
        (31, 26, "119,2%"),
        (4, 4, "100%"),
        (99, 68, "145,6%"),
        (894, 453, "197,4%"),
        (4, 30, "13,3%"),
        (1, 2000, "0,1%"),
        (0, 5, "0%"),
        (1, 0, "–"),
        (1, None, "–"),
    ],
)
def test_text_has_one_decimal_and_a_comma(actual, target, text):
    assert percent.text(percent.ratio(actual, target)) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.05", "0,1%"), ("0.04", "0%"), ("99.95", "100%"), ("1234.5", "1234,5%")],
)
def test_text_rounds_half_up(value, shown):
    assert percent.text(Decimal(value)) == shown


def test_form_text_has_two_decimals():
    assert percent.form_text(percent.ratio(4, 4)) == "100,00"
    assert percent.form_text(None) == ""


@pytest.mark.parametrize(
    ("actual", "target", "is_over", "found"),
    [
        (31, 26, True, ("▲", "vượt")),
        (27, 26, False, ("▲", "vượt")),
        (26, 26, False, ("✓", "đạt")),
        (25, 26, True, ("✗", "chưa đạt")),
        (25, 26, False, ("…", "đang thực hiện")),
        (9999, 10000, True, ("✗", "chưa đạt")),
        (3, 0, True, ("", "không giao chỉ tiêu")),
    ],
)
def test_verdict_never_rounds_into_success(actual, target, is_over, found):
    assert percent.verdict(actual, target, is_over=is_over) == found
