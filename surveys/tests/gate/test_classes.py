"""The thirteen classes of §3.4: each with its reason, each on both sides of its border."""

import datetime as dt

import pytest

from branches.models import BranchEnterprise, Rule
from branches.tests.factories import BranchFactory
from enterprises.models import EnterpriseStatus
from enterprises.tests.factories import EnterpriseFactory
from surveys.gate.classes import propose
from surveys.models import SurveyRecord
from surveys.tests.factories import CampaignFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 4, 15)
RULE = "quy định tối thiểu 3 (Điều lệ Đảng (2011), Điều 21)"
NONE = {"found": "operating", "party_body": "none"}
NOBODY = {**NONE, "members_official": 0, "members_probationary": 0, "prospects": 0}

# what: (facts of the record, class, words)
TABLE = {
    "2 official": (
        {**NONE, "members_official": 2},
        "near_eligible",
        f"2 đảng viên chính thức, chưa có tổ chức đảng: chưa đủ theo {RULE}",
    ),
    "3 official": (
        {**NONE, "members_official": 3},
        "eligible",
        f"3 đảng viên chính thức, chưa có tổ chức đảng: đủ điều kiện theo {RULE}",
    ),
    "1 official": (
        {**NONE, "members_official": 1},
        "near_eligible",
        f"1 đảng viên chính thức, chưa có tổ chức đảng: chưa đủ theo {RULE}",
    ),
    "3 official, not asked about an organisation": (
        {"found": "operating", "members_official": 3},
        "eligible",
        (f"3 đảng viên chính thức: đủ điều kiện theo {RULE}; chưa ghi có tổ chức đảng "
        "hay chưa: cần hỏi lại"),
    ),
    "no prospect": (
        NOBODY,
        "no_source",
        "Đang hoạt động: không có đảng viên, không có quần chúng ưu tú",
    ),
    "1 prospect": (
        {**NOBODY, "prospects": 1},
        "has_source",
        "Chưa có đảng viên chính thức, có 1 quần chúng ưu tú",
    ),
    "1 on probation": (
        {**NOBODY, "members_probationary": 1},
        "has_source",
        "Chưa có đảng viên chính thức, có 1 đảng viên dự bị",
    ),
    "nothing asked": (
        {"found": "operating"},
        "",
        "Chưa ghi số đảng viên, quần chúng ưu tú: chưa đề xuất được",
    ),
    "elsewhere": (
        {
            **NONE,
            "party_body": "elsewhere",
            "party_body_name": "Đảng bộ Tổng công ty",
            "members_official": 9,
        },
        "has_org_elsewhere",
        ("Doanh nghiệp trả lời đã có tổ chức đảng thuộc đảng bộ khác: Đảng bộ Tổng "
        "công ty"),
    ),
    "says here, the register knows none": (
        {**NONE, "party_body": "here", "members_official": 9},
        "",
        ("Trả lời đã có tổ chức đảng thuộc Khối, nhưng sổ không có chi bộ nào ở doanh "
        "nghiệp này ngày 15/04/2021: cần kiểm tra lại"),
    ),
    "2 attempts": (
        {"found": "unreachable", "attempts": 2},
        "",
        "Mới 2 lần đến, gọi không gặp: đủ 3 lần mới xếp là không liên lạc được",
    ),
    "3 attempts": (
        {"found": "unreachable", "attempts": 3},
        "unreachable",
        "3 lần đến, gọi không gặp (đủ 3 lần)",
    ),
    "suspended": ({"found": "suspended"}, "suspended", "Tại chỗ ghi: tạm ngừng kinh doanh"),
    "stopped": ({"found": "stopped"}, "stopped", "Tại chỗ ghi: ngừng hoạt động, giải thể"),
    "not found": ({"found": "not_found"}, "not_found", "Tại chỗ ghi: không có tại địa chỉ"),
    "refused": (
        {"found": "refused", "members_official": 3},
        "refused",
        "Tại chỗ ghi: từ chối cung cấp thông tin",
    ),
    "moved out": ({"found": "moved_out"}, "moved_out", "Tại chỗ ghi: chuyển khỏi địa bàn"),
    "duplicate": ({"found": "duplicate"}, "duplicate", "Ghi trùng trong danh sách"),
}  # fmt: skip


def record(**facts):
    return SurveyRecord(
        campaign=CampaignFactory(),
        enterprise=EnterpriseFactory(),
        surveyed_on=DAY,
        **facts,
    )


@pytest.mark.parametrize("what", TABLE)
def test_class_and_its_words(what):
    facts, result, words = TABLE[what]
    assert propose(record(**facts), DAY) == (result, words)


def test_every_class_is_proposed_by_some_test():
    tested = {result for _, result, _ in TABLE.values()} | {"has_org_here"}
    assert tested == {"", *SurveyRecord.Result.values}


def linked(one, started_on, ended_on=None):
    return BranchEnterprise.objects.create(
        branch=BranchFactory(),
        enterprise=one.enterprise,
        started_on=started_on,
        ended_on=ended_on,
    )


def test_branch_of_the_day_makes_it_an_organisation_here():
    one = record(found="operating", party_body="none", members_official=3)
    link = linked(one, dt.date(2021, 4, 15))
    assert propose(one, DAY) == (
        "has_org_here",
        f"Sổ ghi {link.branch} tại doanh nghiệp này ngày 15/04/2021",
    )
    assert propose(one, dt.date(2021, 4, 14))[0] == "eligible"


def test_branch_that_has_left_makes_none():
    one = record(found="operating", party_body="none", members_official=3)
    linked(one, dt.date(2015, 1, 1), ended_on=DAY)
    assert propose(one, DAY)[0] == "eligible"


def test_branch_at_a_place_where_nobody_is_says_both():
    one = record(found="not_found")
    link = linked(one, dt.date(2015, 1, 1))
    assert propose(one, DAY) == (
        "has_org_here",
        (
            f"Sổ ghi {link.branch} tại doanh nghiệp này ngày 15/04/2021; tại chỗ ghi: "
            "không có tại địa chỉ"
        ),
    )


def test_duplicate_names_the_other():
    other = EnterpriseFactory(name="Công ty Gốc")
    one = record(found="duplicate", duplicate_of=other)
    assert propose(one, DAY) == ("duplicate", "Trùng với Công ty Gốc")


STATUSES = {
    "suspended": ("suspended", "tạm ngừng kinh doanh"),
    "closing": ("stopped", "đang làm thủ tục chấm dứt"),
    "closed": ("stopped", "đã chấm dứt hoạt động"),
    "not_at_address": ("not_found", "không có tại địa chỉ đăng ký"),
    "relocated": ("moved_out", "chuyển khỏi địa bàn"),
}


@pytest.mark.parametrize("status", STATUSES)
def test_status_of_the_register_where_nobody_wrote_what_is_there(status):
    one = record()
    result, said = STATUSES[status]
    EnterpriseStatus.objects.create(
        enterprise=one.enterprise, status=status, started_on=DAY
    )
    words = f"Sổ ghi trạng thái: {said}, từ 15/04/2021"
    assert propose(one, DAY) == (result, words)
    assert propose(one, dt.date(2021, 4, 14))[0] == ""


@pytest.mark.parametrize("status", ["operating", "to_verify"])
def test_status_that_says_nothing_of_the_class(status):
    one = record(members_official=0, prospects=0)
    EnterpriseStatus.objects.create(
        enterprise=one.enterprise, status=status, started_on=DAY
    )
    assert propose(one, DAY)[0] == "no_source"


def test_eyes_are_newer_than_the_list():
    one = record(found="operating", party_body="none", members_official=3)
    EnterpriseStatus.objects.create(
        enterprise=one.enterprise, status="suspended", started_on=DAY
    )
    assert propose(one, DAY) == (
        "eligible",
        (
            f"3 đảng viên chính thức, chưa có tổ chức đảng: đủ điều kiện theo {RULE} "
            "(sổ đang ghi: tạm ngừng kinh doanh)"
        ),
    )


def test_the_least_number_is_the_one_of_the_day():
    one = record(found="operating", party_body="none", members_official=3)
    day = dt.date(2021, 4, 15)
    Rule.objects.filter(code="min_official").update(ended_on=day)
    Rule.objects.create(
        code="min_official", value=5, unit="count", started_on=day, source="Quy định X"
    )
    assert propose(one, dt.date(2021, 4, 14))[0] == "eligible"
    assert propose(one, day) == (
        "near_eligible",
        (
            "3 đảng viên chính thức, chưa có tổ chức đảng: chưa đủ theo quy định tối thiểu "
            "5 (Quy định X)"
        ),
    )


def test_no_rule_of_the_day_is_said():
    one = record(found="operating", party_body="none", members_official=3)
    assert propose(one, dt.date(2005, 1, 1)) == (
        "",
        (
            "Chưa có quy định “Số đảng viên chính thức tối thiểu” cho ngày 01/01/2005: văn "
            "phòng bổ sung ở mục Quy định"
        ),
    )
