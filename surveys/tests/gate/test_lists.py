"""The lists of a team: in the order of the sheet, with what is done; and newcomers."""

import pytest
from django.urls import reverse

from accounts.tests.desk import written
from enterprises.models import Enterprise, EnterpriseAddress
from enterprises.tests.factories import EnterpriseFactory, tax_code
from surveys.gate import newcomers
from surveys.tests.factories import (
    ListedEnterpriseFactory,
    SurveyDraftFactory,
    SurveyRecordFactory,
)
from surveys.tests.gate.conftest import TODAY


@pytest.fixture
def surveyor(client, gate):
    client.force_login(gate.surveyor)
    return client


def url(gate, name="record-list"):
    return reverse(f"surveys:{name}", args=[gate.campaign.pk])


def names(page):
    return [line.name for line in page.context["lines"]]


def test_my_enterprises_stand_in_the_order_of_the_sheet(surveyor, gate):
    page = surveyor.get(url(gate))
    assert names(page) == ["Công ty Ánh Dương", "Dệt Bình", "Cơ khí Cường"]
    assert [(w["done"], w["all"]) for w in page.context["wards"]] == [(0, 3)]
    assert "Xưởng Dũng" not in page.content.decode()


def test_done_and_half_typed_are_marked(surveyor, gate):
    place = {"campaign": gate.campaign}
    record = SurveyRecordFactory(**place, enterprise=gate.mine[0], proposed="eligible")
    SurveyDraftFactory(**place, enterprise=gate.mine[1], entered_by=gate.surveyor)
    page = surveyor.get(url(gate))
    lines = page.context["lines"]
    assert [(line.record, line.is_typed) for line in lines] == [
        (record, False),
        (None, True),
        (None, False),
    ]
    html = page.content.decode()
    assert "✓ Đủ điều kiện thành lập, chờ xác nhận" in html
    assert html.count("… đang nhập") == 1
    assert names(surveyor.get(url(gate), {"left": "1"})) == ["Dệt Bình", "Cơ khí Cường"]


@pytest.mark.parametrize("query", ["co khi", "CƠ KHÍ", "cuong", tax_code(2)])
def test_search_needs_no_tones(surveyor, gate, query):
    assert names(surveyor.get(url(gate), {"q": query})) == ["Cơ khí Cường"]


@pytest.mark.parametrize("query", ["xuong dung", "nha in", "%", "x" * 300])
def test_search_finds_no_other_team_s(surveyor, gate, query):
    assert names(surveyor.get(url(gate), {"q": query})) == []


def test_search_for_a_nul_is_no_search(surveyor, gate):
    assert len(names(surveyor.get(url(gate), {"q": "\0"}))) == 3


@pytest.mark.parametrize("ward", ["0", "x", "9" * 30, "-1"])
def test_ward_of_nonsense_shows_the_first(surveyor, gate, ward):
    page = surveyor.get(url(gate), {"ward": ward})
    assert names(page) == ["Công ty Ánh Dương", "Dệt Bình", "Cơ khí Cường"]


def test_office_goes_through_every_ward(client, gate):
    client.force_login(gate.office)
    wards = client.get(url(gate)).context["wards"]
    assert [ward["all"] for ward in wards] == [3, 1]
    page = client.get(url(gate), {"ward": wards[1]["ward"]})
    assert names(page) == ["Xưởng Dũng"]


def test_rows_without_a_ward_have_a_place_of_their_own(client, gate):
    client.force_login(gate.office)
    other = EnterpriseFactory(name="Không rõ nơi")
    ListedEnterpriseFactory(campaign=gate.campaign, enterprise=other, number=1)
    assert names(client.get(url(gate), {"ward": "none"})) == ["Không rõ nơi"]


def test_first_page_counts_what_is_left(surveyor, gate):
    SurveyRecordFactory(campaign=gate.campaign, enterprise=gate.mine[0])
    page = surveyor.get(reverse("surveys:records"))
    assert [(c, n["done"], n["all"]) for c, n in page.context["open"]] == [
        (gate.campaign, 1, 3)
    ]
    gate.team.users.clear()
    assert surveyor.get(reverse("surveys:records")).context["open"] == []


def test_list_without_a_team_is_the_ward_s(surveyor, gate):
    """Rows that nobody put to a team are those of whoever has the ward."""
    ListedEnterpriseFactory(
        campaign=gate.campaign,
        ward=gate.assignment.ward,
        enterprise=EnterpriseFactory(name="Chưa giao"),
        number=9,
    )
    assert names(surveyor.get(url(gate)))[-1] == "Chưa giao"


# Doanh nghiệp ngoài danh sách

NEW = {"name": "Quán Gió", "legal_form": "household_business", "line": "Số 5 phố Lạ"}


def add(client, gate, **typed):
    data = {**NEW, "ward": gate.assignment.ward.pk, **typed}
    return client.post(url(gate, "record-enterprise-new"), data)


def test_newcomer_is_found_before_it_is_added(surveyor, gate):
    page = surveyor.get(url(gate, "record-enterprise-new"), {"q": "n"})
    found = {row.name: mine for row, _, mine in page.context["rows"]}
    assert (found["Nhà in Én"], found["Xưởng Dũng"]) == (True, False)
    html = page.content.decode()
    form = reverse("surveys:record-form", args=[gate.campaign.pk, gate.unlisted.pk])
    assert form in html
    assert "danh sách của tổ khác" in html


def test_new_enterprise_is_added_with_its_place(surveyor, gate):
    answer = add(surveyor, gate)
    made = Enterprise.objects.get(name="Quán Gió")
    place = EnterpriseAddress.objects.get(enterprise=made)
    assert answer.url == reverse(
        "surveys:record-form", args=[gate.campaign.pk, made.pk]
    )
    assert (place.line, place.ward, place.started_on) == (
        "Số 5 phố Lạ",
        gate.assignment.ward,
        TODAY,
    )
    assert surveyor.get(answer.url).status_code == 200


@pytest.mark.parametrize("typed", [{"name": "DET BINH"}, {"tax_code": tax_code(1)}])
def test_double_is_refused_until_it_is_looked_at(surveyor, gate, typed):
    before = written()
    page = add(surveyor, gate, **typed)
    assert [row.name for row, *_ in page.context["known"]] == ["Dệt Bình"]
    assert "Trong sổ đã có doanh nghiệp cùng tên" in page.content.decode()
    assert 'value="Số 5 phố Lạ"' in page.content.decode()
    assert written() == before


def test_namesake_is_added_when_somebody_has_looked(surveyor, gate):
    add(surveyor, gate, name="Dệt Bình", is_other="on")
    assert Enterprise.objects.filter(name="Dệt Bình").count() == 2


def test_tax_code_is_never_doubled(surveyor, gate):
    page = add(surveyor, gate, tax_code=tax_code(1), is_other="on")
    assert page.context["form"].errors["tax_code"] == ["Mã số thuế này đã có trong sổ."]


BAD = {
    "no name": ({"name": " "}, "name"),
    "NUL": ({"name": "Quán\0"}, "name"),
    "too long": ({"name": "Q" * 300}, "name"),
    "no street": ({"line": ""}, "line"),
    "no ward": ({"ward": ""}, "ward"),
    "ward of nonsense": ({"ward": "x"}, "ward"),
    "tax code of letters": ({"tax_code": "abc"}, "tax_code"),
    "wrong check digit": (
        {"tax_code": "0100233480", "legal_form": "llc_multi"},
        "tax_code_accepted",
    ),
    "no form": ({"legal_form": ""}, "legal_form"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_newcomer_is_refused_at_its_box(surveyor, gate, what):
    typed, box = BAD[what]
    before = written()
    page = add(surveyor, gate, **typed)
    assert [*page.context["form"].errors] == [box]
    assert written() == before


def test_longer_name_is_another_enterprise(gate):
    EnterpriseFactory(name="Dệt Bình Minh")
    assert newcomers.alike(gate.office, name="dệt bình") == [gate.mine[1]]
    assert newcomers.alike(gate.office, name="") == []


def test_record_met_at_the_gate_stands_beside_the_list(surveyor, gate):
    facts = {"campaign": gate.campaign, "enterprise": gate.unlisted}
    record = SurveyRecordFactory(**facts, team=gate.team)
    SurveyRecordFactory(campaign=gate.campaign)  # of no team
    assert [*surveyor.get(url(gate)).context["beside"]] == [record]
