"""The clerk types badly: each page says why beside the field and writes nothing."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group

from accounts.groups import SYSTEM_ADMIN
from accounts.tests.desk import (
    ENDS_AFTER,
    NO_DAY,
    NO_NUL,
    NO_NUMBER,
    REQUIRED,
    Answer,
    too_long,
    written,
)
from accounts.tests.raw import change, constraints_of
from branches.models import (
    Access,
    Branch,
    BranchEvent,
    Committee,
    Holiday,
    Rule,
)
from branches.tests import test_work_admin
from hoangmai_party.constraints import FieldUnique

ENTERPRISES = "enterprise_links"

# what: (model, row of the house or None for a new one, typed, field, message)
BAD = {
    "branch_code": (
        Branch,
        None,
        {"code": "{house.branch.code}"},
        "code",
        "Mã chi bộ này đã có trong sổ.",
    ),
    "branch_name_no_overlap": (
        Branch,
        "branch",
        {"names-2-name": "Chi bộ Ba", "names-2-started_on": "01/01/2019"},
        "names-2-started_on",
        "Chi bộ đã có tên trong thời gian này.",
    ),
    "two new names at once": (
        Branch,
        "branch",
        {
            "names-1-ended_on": "01/01/2019",
            "names-2-name": "Chi bộ Ba",
            "names-2-started_on": "01/01/2019",
            "names-3-name": "Chi bộ Bốn",
            "names-3-started_on": "01/01/2020",
        },
        "names-3-started_on",
        "Chi bộ đã có tên trong thời gian này.",
    ),
    "branches_branchname_period": (
        Branch,
        "branch",
        {"names-1-ended_on": "01/01/2018"},
        "names-1-ended_on",
        ENDS_AFTER,
    ),
    "31/02/2021": (
        Branch,
        "branch",
        {"names-1-ended_on": "31/02/2021"},
        "names-1-ended_on",
        NO_DAY,
    ),
    "month first": (
        Branch,
        "branch",
        {"names-1-ended_on": "12/25/2021"},
        "names-1-ended_on",
        NO_DAY,
    ),
    "branch_type_no_overlap": (
        Branch,
        "branch",
        {"types-1-kind": "grassroots_cell", "types-1-started_on": "01/01/2019"},
        "types-1-started_on",
        "Chi bộ đã có loại hình trong thời gian này.",
    ),
    "branches_branchtype_period": (
        Branch,
        "branch",
        {"types-0-ended_on": "01/01/2015"},
        "types-0-ended_on",
        ENDS_AFTER,
    ),
    "branch_link_no_overlap": (
        Branch,
        "branch",
        {
            "links-1-committee": "{house.upper.pk}",
            "links-1-begun_by": "{house.event.pk}",
            "links-1-started_on": "01/01/2019",
        },
        "links-1-started_on",
        "Chi bộ đã trực thuộc một đảng bộ trong thời gian này.",
    ),
    "branches_branchlink_period": (
        Branch,
        "branch",
        {"links-0-ended_on": "01/01/2015", "links-0-ended_by": "{house.event.pk}"},
        "links-0-ended_on",
        ENDS_AFTER,
    ),
    "branch_link_end_has_event": (
        Branch,
        "branch",
        {"links-0-ended_on": "01/01/2019"},
        "links-0-ended_by",
        "Khi chi bộ thôi trực thuộc phải ghi biến động tổ chức kèm theo.",
    ),
    "branch_enterprise_no_overlap": (
        Branch,
        "branch",
        {
            f"{ENTERPRISES}-2-enterprise": "{house.guest.enterprise_id}",
            f"{ENTERPRISES}-2-started_on": "01/01/2019",
            f"{ENTERPRISES}-2-is_host": [],
        },
        f"{ENTERPRISES}-2-started_on",
        "Đã ghi doanh nghiệp này trong thời gian đó.",
    ),
    "branch_one_host": (
        Branch,
        "branch",
        {f"{ENTERPRISES}-1-is_host": "on"},
        f"{ENTERPRISES}-1-started_on",
        "Chi bộ đã có đơn vị chủ trì trong thời gian này.",
    ),
    "branches_branchenterprise_period": (
        Branch,
        "branch",
        {f"{ENTERPRISES}-0-ended_on": "17/09/2015"},
        f"{ENTERPRISES}-0-ended_on",
        ENDS_AFTER,
    ),
    "branch without code": (Branch, None, {"code": "  "}, "code", REQUIRED),
    "committee_code": (
        Committee,
        "upper",
        {"code": "{house.lower.code}"},
        "code",
        "Mã này đã có trong sổ.",
    ),
    "committee_one_own": (
        Committee,
        "upper",
        {"is_own": "on"},
        "is_own",
        "Sổ này đã thuộc một đảng bộ khác.",
    ),
    "committee_ends_after_start": (
        Committee,
        "upper",
        {"dissolved_on": "17/09/2015"},
        "dissolved_on",
        "Ngày kết thúc phải sau ngày thành lập.",
    ),
    "committee_superior_no_overlap": (
        Committee,
        "lower",
        {
            "superiors-1-superior": "{house.upper.pk}",
            "superiors-1-started_on": "01/01/2019",
        },
        "superiors-1-started_on",
        "Đã có cấp trên trực tiếp trong thời gian này.",
    ),
    "branches_committeesuperior_period": (
        Committee,
        "lower",
        {"superiors-0-ended_on": "17/09/2015"},
        "superiors-0-ended_on",
        ENDS_AFTER,
    ),
    "committee_not_own_superior": (
        Committee,
        "lower",
        {"superiors-0-superior": "{house.lower.pk}"},
        "superiors-0-superior",
        "Cấp ủy không thể là cấp trên của chính mình.",
    ),
    "branch_event_ceremony_after_decision": (
        BranchEvent,
        "event",
        {"ceremony_on": "16/09/2015"},
        "ceremony_on",
        "Ngày công bố không được trước ngày quyết định.",
    ),
    "branch_event_founding_on_decision": (
        BranchEvent,
        "event",
        {"effective_on": "18/09/2015"},
        "effective_on",
        "Thành lập mới tính từ ngày quyết định: hai ngày phải trùng nhau.",
    ),
    "event without day": (
        BranchEvent,
        "event",
        {"decided_on": ""},
        "decided_on",
        REQUIRED,
    ),
    "rule_no_overlap": (
        Rule,
        None,
        {
            "code": "min_official",
            "value": "5",
            "unit": "count",
            "source": "Điều lệ",
            "started_on": "01/01/2020",
        },
        "started_on",
        "Quy định này đã có giá trị trong thời gian đó.",
    ),
    "branches_rule_period": (
        Rule,
        "rule",
        {"ended_on": "01/01/2001"},
        "ended_on",
        ENDS_AFTER,
    ),
    "rule with a word for a number": (
        Rule,
        "rule",
        {"value": "ba người"},
        "value",
        NO_NUMBER,
    ),
    "holiday_day": (
        Holiday,
        None,
        {"day": "17/02/2021", "name": "Tết"},
        "day",
        "Ngày này đã có trong danh sách.",
    ),
    "NUL": (
        Holiday,
        "holiday",
        {"name": "T\0ết"},
        "name",
        NO_NUL,
    ),
    "5000 characters": (
        Holiday,
        "holiday",
        {"name": "ế" * 5000},
        "name",
        too_long(255, 5000),
    ),
}
SAVED = Answer({}, is_saved=True)
SECOND = dt.date(2018, 1, 1)
NOT_BOTH = "Chọn một chi bộ hoặc một đảng bộ, không cả hai."
BAD_ACCESS = {
    "access_branch_or_committee": (
        {"committee": "{house.lower.pk}"},
        "branch",
        NOT_BOTH,
    ),
    "neither": ({"branch": ""}, "branch", NOT_BOTH),
    "branches_access_period": ({"ended_on": "17/09/2015"}, "ended_on", ENDS_AFTER),
}


def with_ids(typed, house):
    """Put the keys of the house's rows into what is typed."""
    return {
        name: text.format(house=house) if isinstance(text, str) else text
        for name, text in typed.items()
    }


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_beside_its_field(what, desk, house):
    model, row, typed, field, message = BAD[what]
    row = row and getattr(house, row)
    before = written()
    answer = desk.save(model, row, **with_ids(typed, house))
    assert answer == Answer({field: [message]})
    assert written() == before


@pytest.mark.parametrize("what", BAD_ACCESS)
def test_bad_access_is_refused_beside_its_field(what, desk, house):
    desk.user.groups.set([Group.objects.get(name=SYSTEM_ADMIN)])
    typed, field, message = BAD_ACCESS[what]
    row = Access.objects.get(pk=house.access.pk)
    before = written()
    answer = desk.save(Access, row, **with_ids(typed, house))
    assert answer == Answer({field: [message]})
    assert written() == before


def test_every_constraint_has_a_message_on_a_page():
    tried = {*BAD, *BAD_ACCESS, *test_work_admin.TRIED}
    assert constraints_of("branches") <= tried


def test_names_close_and_open_in_one_go(desk, house):
    typed = {
        "names-1-ended_on": "01/06/2020",
        "names-2-name": "Chi bộ Ba",
        "names-2-started_on": "01/06/2020",
    }
    assert desk.save(Branch, house.branch, **typed) == SAVED
    names = house.branch.names.order_by("started_on").values_list("name", "ended_on")
    first = house.first_name.name
    day = dt.date(2020, 6, 1)
    assert list(names) == [(first, SECOND), ("Chi bộ Mới", day), ("Chi bộ Ba", None)]


@pytest.mark.parametrize("day", ["01/06/2017", "01/06/2019"])
def test_day_between_two_rows_moves_in_one_go(day, desk, house):
    typed = {"names-0-ended_on": day, "names-1-started_on": day}
    assert desk.save(Branch, house.branch, **typed) == SAVED
    first, second = house.branch.names.order_by("started_on")
    assert f"{first.ended_on:%d/%m/%Y}" == f"{second.started_on:%d/%m/%Y}" == day


def test_rows_that_change_places_are_refused(desk, house):
    change(house.second_name, ended_on=dt.date(2019, 1, 1))
    typed = {
        "names-0-started_on": "01/01/2018",
        "names-0-ended_on": "01/01/2019",
        "names-1-started_on": "17/09/2015",
        "names-1-ended_on": "01/01/2018",
    }
    before = written()
    answer = desk.save(Branch, house.branch, **typed)
    message = "Các dòng đổi chỗ cho nhau: hãy ghi làm hai lần."
    assert answer == Answer({"names-0-started_on": [message]})
    assert written() == before


def test_new_branch_is_typed_with_its_facts(desk, house):
    typed = {
        "code": "CB-X",
        "names-0-name": "Chi bộ X",
        "names-0-started_on": "01/01/2021",
        "links-0-committee": house.lower.pk,
        "links-0-begun_by": house.event.pk,
        "links-0-started_on": "01/01/2021",
        "types-0-kind": "subordinate_cell",
        "types-0-started_on": "01/01/2021",
    }
    assert desk.save(Branch, **typed) == SAVED
    branch = Branch.objects.get(code="CB-X")
    assert (branch.name, branch.links.get().committee) == ("Chi bộ X", house.lower)


def test_two_hosts_of_a_new_branch_are_refused(desk, house):
    typed = {"code": "CB-X"}
    for index, link in enumerate((house.host, house.guest)):
        typed |= {
            f"{ENTERPRISES}-{index}-enterprise": link.enterprise_id,
            f"{ENTERPRISES}-{index}-started_on": "01/01/2021",
        }
    answer = desk.save(Branch, **typed)
    message = "Chi bộ đã có đơn vị chủ trì trong thời gian này."
    assert answer == Answer({f"{ENTERPRISES}-1-started_on": [message]})


def test_faster_clerk_is_seen_by_the_second_check(desk, house, monkeypatch):
    """Another clerk's row is not there when the form looks, and is when it writes."""
    look, seen = FieldUnique.validate, []

    def too_early(self, *args, **kwargs):
        seen.append(self.name)
        if len(seen) > 1:
            look(self, *args, **kwargs)

    monkeypatch.setattr(FieldUnique, "validate", too_early)
    before = written()
    answer = desk.save(Holiday, day="17/02/2021", name="Nghỉ")
    assert answer == Answer({"day": ["Ngày này đã có trong danh sách."]})
    assert (seen, written()) == (["holiday_day"] * 2, before)
