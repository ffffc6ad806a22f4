"""The clerk types badly about enterprises: each page says why and writes nothing."""

import pytest

from accounts.tests.desk import (
    ENDS_AFTER,
    NO_DAY,
    NO_INTEGER,
    NO_NUL,
    REQUIRED,
    Answer,
    too_long,
    written,
)
from accounts.tests.raw import constraints_of
from enterprises.models import Enterprise, Ward, WardSuccession
from enterprises.tests.factories import tax_code
from enterprises.tests.sources import test_constraints

SAVED = Answer({}, is_saved=True)
ONLY_HOUSEHOLD = (
    "Số có 12 chữ số là số định danh cá nhân, chỉ dùng làm mã số thuế "
    "của hộ kinh doanh."
)
ELEVEN = (
    "Mã số thuế phải có 10 chữ số, hoặc 13 chữ số đối với đơn vị phụ thuộc; "
    "số đã nhập có 11 chữ số."
)
WRONG_DIGIT = (
    "Chữ số kiểm tra (thứ 10) phải là 8, không phải 9; "
    "đề nghị đối chiếu với giấy đăng ký."
)

# what: (row of the firm, typed, field, message)
BAD_ENTERPRISE = {
    "no name": ("enterprise", {"name": ""}, "name", REQUIRED),
    "NUL": ("enterprise", {"name": "A\0B"}, "name", NO_NUL),
    "5000 characters": (
        "enterprise",
        {"name": "Ộ" * 5000},
        "name",
        too_long(255, 5000),
    ),
    "31/02/2021": ("enterprise", {"founded_on": "31/02/2021"}, "founded_on", NO_DAY),
    "enterprise_tax_code": (
        "household",
        {"tax_code": "{code}"},
        "tax_code",
        "Mã số thuế này đã có trong sổ.",
    ),
    "letter": (
        "enterprise",
        {"tax_code": "01O0233488"},
        "tax_code",
        "Mã số thuế chỉ gồm chữ số, ví dụ 0100233488.",
    ),
    "11 digits": ("enterprise", {"tax_code": "01002334880"}, "tax_code", ELEVEN),
    "12 digits": (
        "enterprise",
        {"tax_code": "001090000001"},
        "tax_code",
        ONLY_HOUSEHOLD,
    ),
    "wrong check digit": (
        "enterprise",
        {"tax_code": "0100233489"},
        "tax_code_accepted",
        WRONG_DIGIT,
    ),
    "enterprises_enterprisestatus_period": (
        "enterprise",
        {"statuses-0-ended_on": "01/01/2010"},
        "statuses-0-ended_on",
        ENDS_AFTER,
    ),
    "enterprise_status_no_overlap": (
        "enterprise",
        {"statuses-1-status": "suspended", "statuses-1-started_on": "01/01/2015"},
        "statuses-1-started_on",
        "Doanh nghiệp đã có trạng thái trong thời gian này.",
    ),
    "enterprises_enterpriseaddress_period": (
        "enterprise",
        {"addresses-0-ended_on": "31/12/2009"},
        "addresses-0-ended_on",
        ENDS_AFTER,
    ),
    "enterprise_address_no_overlap": (
        "enterprise",
        {
            "addresses-1-line": "Số 2",
            "addresses-1-ward": "{firm.ward.pk}",
            "addresses-1-started_on": "01/01/2015",
        },
        "addresses-1-started_on",
        "Đã có địa chỉ cùng loại trong thời gian này.",
    ),
    "headcount_once_a_day": (
        "enterprise",
        {
            "headcounts-2-counted_on": "01/01/2010",
            "headcounts-2-agency": "{firm.headcount.agency_id}",
        },
        "headcounts-2-counted_on",
        "Nguồn này đã có số liệu của ngày đó.",
    ),
    "headcount_once_a_day_no_source": (
        "enterprise",
        {"headcounts-2-counted_on": "01/01/2010", "headcounts-2-workers": "7"},
        "headcounts-2-counted_on",
        "Đã có số liệu không ghi nguồn của ngày đó.",
    ),
    "workers in words": (
        "enterprise",
        {"headcounts-0-workers": "hai mươi"},
        "headcounts-0-workers",
        NO_INTEGER,
    ),
    "enterprises_massorganisation_period": (
        "enterprise",
        {"mass_organisations-0-ended_on": "01/01/2010"},
        "mass_organisations-0-ended_on",
        ENDS_AFTER,
    ),
}
BAD_WARD = {
    "enterprises_ward_period": (
        "ward",
        {"ended_on": "01/01/2004"},
        "ended_on",
        ENDS_AFTER,
    ),
    "ward_code_from": (
        "ward",
        {"code": "00301"},
        "code",
        "Mã này đã có cho cùng ngày bắt đầu.",
    ),
}
BAD = [
    *((Enterprise, *line) for line in BAD_ENTERPRISE.values()),
    *((Ward, *line) for line in BAD_WARD.values()),
]


@pytest.mark.parametrize(
    ("model", "row", "typed", "field", "message"),
    BAD,
    ids=[*BAD_ENTERPRISE, *BAD_WARD],
)
def test_bad_input_is_refused_beside_its_field(
    model, row, typed, field, message, desk, firm
):
    names = {"firm": firm, "code": tax_code(1)}
    typed = {name: text.format(**names) for name, text in typed.items()}
    before = written()
    answer = desk.save(model, getattr(firm, row), **typed)
    assert answer == Answer({field: [message]})
    assert written() == before


def test_same_pair_of_wards_is_refused(desk, firm):
    pair = firm.succession
    typed = {"old": pair.old_id, "new": pair.new_id, "kind": "part"}
    answer = desk.save(WardSuccession, **typed)
    assert answer == Answer({"new": ["Đã ghi hai đơn vị này với nhau."]})


def test_every_constraint_has_a_message_on_a_page():
    shown = {*BAD_ENTERPRISE, *BAD_WARD, "ward_succession_pair"}
    shown |= {"ward_assignment_once"}  # on a page of its own: test_succession_page
    # Lists of agencies have pages of their own, and no form of the desk.
    shown |= {*test_constraints.REFUSED, *test_constraints.OF_ROWS}
    assert constraints_of("enterprises") <= shown


def test_wrong_check_digit_is_taken_once_confirmed(desk, firm):
    typed = {"tax_code": "0100233489", "tax_code_accepted": "on"}
    assert desk.save(Enterprise, firm.enterprise, **typed) == SAVED
    assert Enterprise.objects.get(pk=firm.enterprise.pk).tax_code == "0100233489"


def test_tax_code_is_taken_as_written_on_the_paper(desk, firm):
    code = tax_code(2)
    typed = {"tax_code": f"{code}-001"}
    assert desk.save(Enterprise, firm.enterprise, **typed) == SAVED
    assert Enterprise.objects.get(pk=firm.enterprise.pk).tax_code == f"{code}001"


def test_two_counts_of_one_day_are_refused_in_one_go(desk, firm):
    typed = {
        f"headcounts-{index}-{name}": value
        for index in (2, 3)
        for name, value in {"counted_on": "01/01/2021", "workers": "7"}.items()
    }
    answer = desk.save(Enterprise, firm.enterprise, **typed)
    message = "Đã có số liệu không ghi nguồn của ngày đó."
    assert answer == Answer({"headcounts-3-counted_on": [message]})


def test_new_enterprise_is_typed_with_its_address(desk, firm):
    typed = {
        "name": "Công ty Mới",
        "legal_form": "llc_single",
        "addresses-0-line": "Số 2",
        "addresses-0-ward": firm.ward.pk,
        "addresses-0-started_on": "01/01/2015",
    }
    assert desk.save(Enterprise, **typed) == SAVED
    enterprise = Enterprise.objects.get(name="Công ty Mới")
    assert (enterprise.stat_row, enterprise.addresses.get().line) == ("9b-tnhh", "Số 2")
