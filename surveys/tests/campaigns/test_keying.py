"""The sheet that is keyed in: what is right is filed, what is wrong stays at its cell."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.tests.desk import NO_DAY, NO_INTEGER, written
from surveys.campaigns import acts, codes
from surveys.models import SurveyRecord
from surveys.tests.campaigns.conftest import LISTED, firm

FULL = {
    "found": "1",
    "workers": "35",
    "members_official": "2",
    "members_probationary": "1",
    "prospects": "4",
    "owner_name": "Trần Văn Bảy",
    "attitude": "2",
    "organisations": "cđ, PN",
    "is_in_depth": "x",
    "note": "Gặp chủ",
}


@pytest.fixture
def sheet(world):
    """The three lines of the first ward, all with one team."""
    acts.list_enterprises(campaign=world.campaign, day=LISTED, by=world.user)
    acts.share(assignment=world.given, by=world.user)
    world.rows = list(world.given.listed.order_by("number"))
    world.url = reverse("surveys:keying", args=[world.campaign.pk, world.given.pk])
    return world


def typed(lines, day="15/04/2021", **more):
    """{box: text} of {row: {column: text}}."""
    boxes = {f"{n}-{row.pk}": t for row, cells in lines for n, t in cells.items()}
    return {"sheet_day": day, **boxes, **more}


def errors(page):
    return {
        line.row.number: line.errors for line in page.context["lines"] if line.errors
    }


def test_line_is_filed_as_it_stands_on_paper(sheet):
    answer = sheet.client.post(sheet.url, typed([(sheet.rows[0], FULL)]))
    assert answer.status_code == 302
    record = SurveyRecord.objects.get()
    facts = {name: getattr(record, name) for name in FULL if name != "organisations"}
    assert facts == {
        "found": "operating",
        "workers": 35,
        "members_official": 2,
        "members_probationary": 1,
        "prospects": 4,
        "owner_name": "Trần Văn Bảy",
        "attitude": "considering",
        "is_in_depth": True,
        "note": "Gặp chủ",
    }
    kinds = set(record.organisations.values_list("kind", flat=True))
    assert kinds == {"trade_union", "women_union"}
    where = (record.enterprise, record.team, record.agency, record.surveyed_on)
    day = dt.date(2021, 4, 15)
    assert where == (sheet.rows[0].enterprise, sheet.team, sheet.agency, day)


def test_bad_cells_are_told_in_place_and_the_rest_is_filed(sheet):
    one, two, three = sheet.rows
    bad = {
        "found": "9",
        "workers": "3o",
        "members_official": "-1",
        "organisations": "XX",
        "is_in_depth": "?",
        "surveyed_on": "31/02/2021",
        "owner_name": "Giữ lại",
    }
    page = sheet.client.post(
        sheet.url, typed([(one, FULL), (two, bad), (three, {"found": "4"})])
    )
    assert errors(page) == {
        two.number: {
            "found": ["“9” không phải mã: dùng 1, 2, 3, 4, 5, 6, 7, 8."],
            "workers": [NO_INTEGER],
            "members_official": ["Giá trị phải lớn hơn hoặc bằng 0."],
            "organisations": [
                "“XX” không phải mã đoàn thể: dùng CĐ, ĐTN, LHTN, PN, CCB, TV."
            ],
            "is_in_depth": ["Đánh x nếu có, để trống nếu không."],
            "surveyed_on": [NO_DAY],
        }
    }
    filed = set(SurveyRecord.objects.values_list("enterprise", flat=True))
    assert filed == {one.enterprise_id, three.enterprise_id}
    text = page.content.decode()
    for kept in ("3o", "Giữ lại", "31/02/2021"):
        assert f'value="{kept}"' in text


def test_line_without_state_or_day_is_refused(sheet):
    page = sheet.client.post(sheet.url, typed([(sheet.rows[0], {"note": "x"})], day=""))
    assert errors(page) == {
        1: {
            "found": ["Ghi tình trạng tại chỗ."],
            "surveyed_on": ["Ghi ngày khảo sát."],
        }
    }
    page = sheet.client.post(
        sheet.url, typed([(sheet.rows[0], {"found": "1"})], day="15/01/2022")
    )
    assert errors(page) == {1: {"surveyed_on": ["Ngày không được ở tương lai."]}}


def test_own_day_of_a_line_goes_before_that_of_the_sheet(sheet):
    line = {"found": "1", "surveyed_on": "20/04/2021"}
    sheet.client.post(sheet.url, typed([(sheet.rows[0], line)]))
    assert SurveyRecord.objects.get().surveyed_on == dt.date(2021, 4, 20)


def test_refusal_of_the_record_stands_at_its_cell(sheet):
    line = FULL | {"owner_name": "Đ" * 200}
    before = written()
    page = sheet.client.post(sheet.url, typed([(sheet.rows[0], line)]))
    assert list(errors(page)[1]) == ["owner_name"]
    assert written() == before


def test_empty_sheet_and_day_alone_write_nothing(sheet):
    before = written()
    answer = sheet.client.post(sheet.url, typed([]), follow=True)
    assert "Chưa có dòng nào được nhập." in answer.content.decode()
    assert written() == before


def test_filed_line_is_not_filed_again(sheet):
    for _ in range(2):
        sheet.client.post(sheet.url, typed([(sheet.rows[0], FULL)]))
    assert SurveyRecord.objects.count() == 1
    page = sheet.client.get(sheet.url).content.decode()
    assert "ngày 15/04/2021: Đang hoạt động, 35 lao động" in page


def test_one_line_is_filed_by_itself(sheet):
    one, two, _ = sheet.rows
    address = reverse("surveys:keying-line", args=[sheet.campaign.pk, sheet.given.pk])
    boxes = typed([(one, {"found": "1"}), (two, {"found": "1"})])
    answer = sheet.client.post(address, {**boxes, "line": two.pk})
    assert SurveyRecord.objects.get().enterprise == two.enterprise
    assert "Đã có phiếu" in answer.content.decode()
    assert f'id="line-{one.pk}"' not in answer.content.decode()
    missing = sheet.client.post(address, {**boxes, "line": "0"})
    assert missing.status_code == 404


def test_button_of_a_line_leaves_the_others_as_typed(sheet):
    one, two, _ = sheet.rows
    boxes = typed([(one, {"found": "1"}), (two, {"workers": "12"})])
    page = sheet.client.post(sheet.url, {**boxes, "line": one.pk})
    assert SurveyRecord.objects.get().enterprise == one.enterprise
    assert 'value="12"' in page.content.decode()


def test_sheets_follow_the_numbers_of_the_list(sheet):
    for number in range(codes.LINES):
        firm(f"Công ty {number}", sheet.here, f"Số {number} phố Dài")
    acts.list_enterprises(campaign=sheet.campaign, day=LISTED, by=sheet.user)
    acts.share(assignment=sheet.given, by=sheet.user)
    pages = [sheet.client.get(sheet.url, {"page": n}) for n in (1, 2)]
    numbers = [[line.row.number for line in p.context["lines"]] for p in pages]
    every = list(range(1, codes.LINES + 4))
    assert numbers == [every[: codes.LINES], every[codes.LINES :]]
    for page in ("3", "0", "x"):
        assert sheet.client.get(sheet.url, {"page": page}).status_code == 404


def test_sheet_of_a_closed_campaign_takes_nothing(sheet):
    day = dt.date(2021, 12, 31)
    acts.close(campaign=sheet.campaign, on=day, by=sheet.user)
    page = sheet.client.get(sheet.url)
    assert "đã đóng ngày 31/12/2021" in page.context["closed"]
    assert f'name="found-{sheet.rows[0].pk}"' not in page.content.decode()
    sheet.client.post(sheet.url, typed([(sheet.rows[0], FULL)]))
    assert not SurveyRecord.objects.exists()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", ()),
        ("cd pn", ("trade_union", "women_union")),
        ("CĐ;CĐ", ("trade_union",)),
    ],
)
def test_signs_of_organisations(text, kinds):
    assert codes.organisations(text) == kinds


def test_every_choice_has_a_code_of_its_own():
    assert len(codes.FOUND) == len(SurveyRecord.Found)
    assert len(codes.ORGANISATIONS) == len(codes.ORGANISATION_SIGNS) == 6
    assert codes.choice("không có tại địa chỉ", codes.FOUND) == "not_found"
