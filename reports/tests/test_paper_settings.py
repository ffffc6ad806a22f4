"""Thể thức văn bản: what a committee sets for its papers, from a day on."""

import datetime as dt

import pytest

from accounts.tests.desk import ENDS_AFTER, NO_INTEGER, REQUIRED, Answer, written
from accounts.tests.raw import change, copy, refused
from branches.tests.factories import CommitteeFactory
from reports.documents import office
from reports.models import PaperSetting

FIRST, SECOND = dt.date(2015, 9, 17), dt.date(2026, 6, 1)
BETWEEN = "Lề giấy từ 10 đến 50 mm."
# constraint or what: (typed, field, message)
BAD = {
    "reports_papersetting_period": (
        {"ended_on": "17/09/2015"},
        "ended_on",
        ENDS_AFTER,
    ),
    **{
        f"paper_setting_{side}": ({side: typed}, side, BETWEEN)
        for side, typed in (("top", "9"), ("bottom", "51"), ("left", "0"))
    },
    "paper_setting_right": ({"right": "500"}, "right", BETWEEN),
    "no head": ({"issuer": " "}, "issuer", REQUIRED),
    "no signer's place": ({"capacity": ""}, "capacity", REQUIRED),
    "margin in words": ({"left": "ba"}, "left", NO_INTEGER),
    "paper_setting_no_overlap": (
        {"started_on": "01/01/2020"},
        "started_on",
        "Đã có thể thức văn bản trong thời gian này.",
    ),
}


def make(committee, **facts):
    """A row with a head of two lines."""
    return PaperSetting.objects.create(
        **{
            "committee": committee,
            "started_on": FIRST,
            "superior": "ĐẢNG BỘ QUẬN HOÀNG MAI",
            "issuer": "ĐẢNG ỦY KHỐI\r\n\r\n  NGOÀI KHU VỰC NHÀ NƯỚC ",
            "place": "Hoàng Mai",
            "capacity": "T/M ĐẢNG ỦY KHỐI",
            "signer": "Nguyễn Văn A",
            "recipients": "Các chi bộ,\nLưu Đảng ủy.",
            **facts,
        }
    )


@pytest.fixture
def committee(db):
    return CommitteeFactory(
        name="Đảng bộ Khối", executive="Đảng ủy Khối doanh nghiệp", is_own=True
    )


def test_papers_of_a_day_bear_the_settings_of_that_day(committee):
    make(committee, ended_on=SECOND, left=25)
    make(committee, started_on=SECOND, symbol="ĐU", role="PHÓ BÍ THƯ", signer="Lê B")
    old, new = (office.on(committee, d) for d in (dt.date(2021, 12, 5), SECOND))
    assert (old.layout.code, old.layout.left, old.signer.role) == ("HD36", 25, "BÍ THƯ")
    assert (new.layout.code, new.layout.left, new.signer.name) == ("HD05", 30, "Lê B")
    assert new.letterhead("QĐ", 3, SECOND).number == "Số 03-QĐ/ĐU"


def test_lines_of_the_head_and_the_recipients_are_kept(committee):
    make(committee)
    found = office.on(committee, dt.date(2021, 12, 5))
    head = found.letterhead("BC", 12, dt.date(2021, 12, 5))
    assert head.issuer == ("ĐẢNG ỦY KHỐI", "NGOÀI KHU VỰC NHÀ NƯỚC")
    assert (head.number, head.party) == ("Số 12-BC/ĐUK", "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert head.dated == "Hoàng Mai, ngày 05 tháng 12 năm 2021"
    assert found.signature().recipients == ("Các chi bộ,", "Lưu Đảng ủy.")


def test_draft_leaves_room_for_number_and_day(committee):
    make(committee)
    head = office.on(committee, SECOND).letterhead("BC", year=2026, draft="DỰ THẢO")
    assert (head.number.split(), head.draft) == (["Số", "-BC/ĐUK"], "DỰ THẢO")
    assert head.dated.split()[-2:] == ["năm", "2026"]


def test_committee_without_settings_is_headed_by_its_names(committee):
    above = CommitteeFactory(name="Đảng bộ quận Hoàng Mai")
    committee.superiors.create(superior=above, started_on=FIRST)
    make(above)
    make(committee).void(by=None, reason="Nhập nhầm")
    found = office.on(committee, SECOND)
    assert found.superior == ("ĐẢNG BỘ QUẬN HOÀNG MAI",)
    assert found.issuer == ("ĐẢNG ỦY KHỐI DOANH NGHIỆP",)
    assert office.on(committee, dt.date(2010, 1, 1)).superior == ()


def test_one_question_reads_the_settings(committee, django_assert_num_queries):
    make(committee)
    with django_assert_num_queries(1):
        office.on(committee, SECOND)


@pytest.fixture
def row(desk):
    [own] = {access.committee for access in desk.user.access_rows.all()}
    return make(own)


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_beside_its_field(what, desk, row):
    typed, field, message = BAD[what]
    place = None
    if what != "paper_setting_no_overlap":
        place = row
    else:
        names = ("superior", "issuer", "place", "capacity")
        typed = {**{n: "X" for n in names}, **typed, "committee": row.committee_id}
    before = written()
    assert desk.save(PaperSetting, place, **typed) == Answer({field: [message]})
    assert written() == before


@pytest.mark.parametrize("name", [n for n in BAD if n.startswith(("paper", "reports"))])
def test_database_refuses_what_the_page_refuses(name, row):
    with refused(PaperSetting, name):
        if name.endswith("overlap"):
            copy(row, started_on=SECOND)
        elif name.endswith("period"):
            change(row, ended_on=FIRST)
        else:
            change(row, **{name.removeprefix("paper_setting_"): 51})


def test_clerk_ends_a_row_and_begins_another(desk, row):
    assert desk.save(PaperSetting, row, ended_on="01/06/2026").is_saved
    shown = desk.open(PaperSetting, row)
    names = ("superior", "issuer", "place", "capacity", "role", "recipients", "left")
    typed = {name: shown[name] for name in names}
    typed |= {"committee": row.committee_id, "started_on": "01/06/2026"}
    assert desk.save(PaperSetting, **typed, signer="Lê Thị B").is_saved
    assert office.on(row.committee, SECOND).signer.name == "Lê Thị B"
    assert office.on(row.committee, dt.date(2026, 5, 31)).signer.name == "Nguyễn Văn A"
