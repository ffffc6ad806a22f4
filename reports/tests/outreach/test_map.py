"""Sơ đồ phường: tiles equal their table, sums equal the figures, two địa giới."""

import dataclasses
import datetime as dt
import re

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from branches.tests.factories import BranchFactory
from enterprises.models import EnterpriseAddress, EnterpriseStatus, Ward
from enterprises.succession import acts
from enterprises.tests.factories import AddressFactory, EnterpriseFactory
from enterprises.wards import NEW_UNITS, OLD_WARDS
from hoangmai_party import clock
from reports import indicators
from reports.indicators import BY_CODE
from reports.outreach import by_ward, enterprises_on, map_page
from reports.outreach.by_ward import COLUMNS, NOW, THEN
from reports.outreach.map_page import COVERAGE, DENSITY, MEASURES
from reports.outreach.tile_map import NEW, OLD, layout_of
from reports.sources import UNASSIGNED
from reports.spans import year_span
from reports.tests.conftest import grant
from surveys.models import ListedEnterprise
from surveys.tests.factories import ListedEnterpriseFactory, SurveyRecordFactory

SPLIT, DAY = dt.date(2025, 7, 1), dt.date(2021, 12, 31)
PAGE, LIST = "reports:outreach-map", "reports:outreach-map-list"


def old(code):
    return Ward.objects.get(code=code, ended_on=SPLIT)


def new(code):
    return Ward.objects.get(code=code, started_on=SPLIT)


def surveyed_at(code, **facts):
    """An address in an old ward, of an enterprise that was surveyed in 2021."""
    address = AddressFactory(ward=old(code), **facts)
    SurveyRecordFactory(enterprise=address.enterprise)
    return address


@pytest.fixture
def asked(small):
    """The question over a body with something everywhere it could go wrong."""
    surveyed_at("00301")
    surveyed_at("00301")
    AddressFactory(ward=old("00301"))
    moved = surveyed_at("00313", ended_on=dt.date(2021, 6, 1))
    AddressFactory(
        enterprise=moved.enterprise, ward=old("00340"), started_on=moved.ended_on
    )
    SurveyRecordFactory()  # without any address
    gone = surveyed_at("00316").enterprise
    EnterpriseStatus.objects.create(
        enterprise=gone, status="closed", started_on=dt.date(2021, 8, 1)
    )
    AddressFactory(ward=old("00319"), kind="registered")  # works nowhere known
    return small.asked()


@pytest.fixture
def assigned(asked, office):
    """Some of them have their unit of 2025; `office` chose it."""
    rows = EnterpriseAddress.objects.filter(ward=old("00301")).order_by("pk")
    acts.assign(
        choices=[(rows[0], new("00301")), (rows[1], new("00328"))],
        source="Bản đồ",
        opens=False,
        by=office,
    )
    return asked


def numbers(asked, view):
    """{name of the line: (held, surveyed, branches)} of the lines with something."""
    found = map_page.lines(asked, view)
    shown = {line.name: (line.held, line.surveyed, line.branches) for line in found}
    return {name: counted for name, counted in shown.items() if any(counted)}


def test_layouts_hold_every_ward_once():
    assert set(OLD.places) == {code for code, _ in OLD_WARDS}
    assert set(NEW.places) == {code for code, _, _ in NEW_UNITS}
    for layout in (OLD, NEW):
        assert len(set(layout.places.values())) == len(layout.places)
        assert layout.slices <= set(layout.places)
    assert [layout_of(d) for d in (dt.date(2025, 6, 30), SPLIT)] == [OLD, NEW]


def test_lines_at_the_time_of_the_report(asked):
    assert numbers(asked, THEN) == {
        "Đại Kim": (0, 1, 0),
        "Thanh Trì": (3, 2, 0),
        "Vĩnh Hưng": (2, 0, 2),  # the hosts of the two branches
        "Yên Sở": (1, 1, 0),
        "Chưa ghi địa chỉ": (2, 1, 0),
    }


def test_lines_by_the_units_of_2025(assigned):
    assert numbers(assigned, NOW) == {
        "Lĩnh Nam": (1, 1, 0),
        "Vĩnh Hưng": (1, 1, 0),
        "Chưa gán đơn vị mới": (4, 2, 2),
        "Chưa ghi địa chỉ": (2, 1, 0),
    }


@pytest.mark.parametrize("view", [THEN, NOW])
def test_sums_are_the_figures(assigned, view):
    """Whatever the địa giới, nobody is lost: the lines add up to the figures."""
    found = map_page.lines(assigned, view)
    sums = [sum(getattr(line, what) for line in found) for what in COLUMNS]
    scope, span = assigned.scope, assigned.span
    assert sums == [
        enterprises_on(span.last).count(),
        BY_CODE["T04"].rows(scope, span).count(),
        BY_CODE["S01"].rows(scope, span).count(),
    ]
    assert sums == [8, 5, 2]


def test_view_of_the_time_is_the_figure_by_ward(assigned):
    for what, code in (("surveyed", "T04"), ("branches", "S01")):
        scope, span = assigned.scope, assigned.span
        by_figure = indicators.by_ward(scope, span, BY_CODE[code])
        assert by_ward.counts(what, assigned, THEN) == by_figure != {}


@pytest.mark.parametrize("view", [THEN, NOW])
@pytest.mark.parametrize("measure", MEASURES)
def test_tiles_equal_their_table(assigned, view, measure):
    page = map_page.page(assigned, view, measure)
    column = 3 if measure == COVERAGE else 5
    [table] = page["tables"]
    lines = {row.cells[0].value: row.cells[column].shown for row in table.rows}
    tiles = {tile.name: tile.figure for tile in page["tiles"]}
    assert len(tiles) == (14 if view == THEN else 12)
    assert tiles == {name: lines[name] for name in tiles}
    assert set(tiles.values()) != {"–"}


def test_a_code_used_again_is_told_apart(assigned):
    """00301 is Thanh Trì on the map of 2021 and Vĩnh Hưng on that of 2025."""

    def tile(view):
        tiles = map_page.page(assigned, view, COVERAGE)["tiles"]
        [found] = [tile for tile in tiles if tile.code == "00301"]
        return found.name, found.figure, found.place

    assert tile(THEN) == ("Thanh Trì", "66,7%", (4, 0))
    assert tile(NOW) == ("Vĩnh Hưng", "100%", (3, 1))


def test_ward_without_enterprises_is_a_dash(asked):
    tiles = map_page.page(asked, THEN, DENSITY)["tiles"]
    shown = {tile.name: (tile.figure, tile.step, tile.url != "") for tile in tiles}
    assert shown["Giáp Bát"] == ("–", None, False)
    assert shown["Đại Kim"] == ("–", None, False)  # its one enterprise is gone
    assert shown["Thanh Trì"] == ("0", 0, True)
    assert shown["Vĩnh Hưng"] == ("100", 4, True)


def test_classes_meet_at_their_borders():
    steps = MEASURES[COVERAGE]
    asked = (None, 0, 1, 49, 50, 74, 75, 89, 90, 120)
    assert [steps.of(n) for n in asked] == [None, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert [words for _, words in steps.legend()] == [
        "0%",
        "trên 0% đến dưới 50%",
        "từ 50% đến dưới 75%",
        "từ 75% đến dưới 90%",
        "từ 90%",
    ]


@pytest.fixture
def reader(client, office):
    grant(office, "surveys.view_campaign", "enterprises.view_enterprise")
    client.force_login(office)
    return client


@pytest.mark.parametrize("view", [THEN, NOW])
def test_each_number_opens_its_list(reader, assigned, view):
    page = reader.get(reverse(PAGE), {"year": 2021, "places": view})
    [table] = page.context["tables"]
    opened = [
        (reader.get(cell.url).context["total"], cell.value)
        for row in table.lines()
        for cell in row.cells
        if cell.url
    ]
    assert len(opened) > 8
    assert [total for total, _ in opened] == [number for _, number in opened]


def test_tiles_open_the_list_of_their_ward(reader, assigned):
    page = reader.get(reverse(PAGE), {"year": 2021})
    tile = next(t for t in page.context["tiles"] if t.name == "Thanh Trì")
    html = page.content.decode()
    assert f'<a href="{tile.url.replace("&", "&amp;")}"' in html
    listed = reader.get(tile.url)
    assert listed.context["total"] == 2
    assert listed.context["tables"][0].title.endswith("Phường Thanh Trì")


def test_page_says_what_it_is(reader, assigned):
    html = reader.get(reverse(PAGE), {"year": 2021, "places": NOW}).content.decode()
    assert "Sơ đồ, không theo tỷ lệ." in html
    assert "Theo địa giới hiện hành (2025)" in html
    assert "! 4 doanh nghiệp ở phường cũ chưa được gán đơn vị mới" in html
    assert not re.search(r"style=|<script(?! src)", html.split("<main")[1])


def test_after_the_split_an_old_ward_still_holds_its_enterprises(small):
    """The ward ended; who still bears it in the address stands in a line of its own."""
    AddressFactory(ward=old("00313"))
    with clock.fixed(dt.date(2025, 12, 31)):
        asked = small.asked(dt.date(2025, 12, 31))
        later = dataclasses.replace(asked, period=year_span(2025))
        assert numbers(later, THEN) == {
            "Tương Mai (cũ, đến trước 01/07/2025)": (1, 0, 0),
            "Vĩnh Hưng (cũ, đến trước 01/07/2025)": (2, 0, 2),
        }
        assert numbers(later, NOW) == {"Chưa gán đơn vị mới": (3, 0, 2)}
        assert len(map_page.page(later, THEN, COVERAGE)["tiles"]) == 12


def test_who_has_the_new_row_stands_in_the_new_ward(small, office):
    address = AddressFactory(ward=old("00313"))
    acts.assign(
        choices=[(address, new("00322"))], source="Bản đồ", opens=True, by=office
    )
    now = {"held": {new("00322").pk: 1, UNASSIGNED: 2}}
    asked = small.asked()
    assert by_ward.counts("held", asked, NOW) == now["held"]
    assert by_ward.counts("held", asked, THEN)[old("00313").pk] == 1


def test_frozen_list_stays_when_the_enterprise_gets_its_unit(small, office):
    address = AddressFactory(ward=old("00313"))
    listed = ListedEnterpriseFactory(
        enterprise=address.enterprise, ward=old("00313"), address=str(address)
    )
    before = ListedEnterprise.objects.values().get(pk=listed.pk)
    acts.assign(
        choices=[(address, new("00322"))], source="Bản đồ", opens=True, by=office
    )
    AddressFactory(enterprise=address.enterprise, ward=new("00340"), kind="registered")
    assert ListedEnterprise.objects.values().get(pk=listed.pk) == before
    assert list(ListedEnterprise.objects.filter(ward=old("00313"))) == [listed]


def test_files_hold_the_table_and_are_logged(reader, assigned):
    answer = reader.get(reverse(PAGE), {"year": 2021, "format": "xlsx"})
    assert answer.headers["Content-Disposition"].endswith('"so-do-phuong.xlsx"')
    event = LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT).latest("id")
    assert event.after["rows"] == 15


@pytest.mark.parametrize(
    "query", ["places=mars", "measure=x", "ward=-2", "ward=thanhtri"]
)
def test_what_no_link_asks_is_not_found(reader, query):
    assert reader.get(f"{reverse(PAGE)}?{query}").status_code == 404


def test_unknown_list_is_not_found(reader):
    assert reader.get(reverse(LIST, args=["owners"])).status_code == 404


def test_bad_day_is_said_beside_its_field(reader):
    page = reader.get(reverse(PAGE), {"as_of": "31/02/2021"})
    assert list(page.context["scope_form"].errors) == ["as_of"]
    assert "tables" not in page.context


def test_who_looks_after_a_branch_is_refused(client, secretary, asked):
    """With the right to surveys too: they are the whole body's."""
    for address in (reverse(PAGE), reverse(LIST, args=["held"])):
        client.force_login(secretary)
        assert client.get(address).status_code == 403
    grant(secretary, "surveys.view_campaign")
    client.force_login(type(secretary).objects.get(pk=secretary.pk))
    for address in (reverse(PAGE), reverse(LIST, args=["held"])):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("view", [THEN, NOW])
@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_for_one_row_as_for_three(
    reader, small, view, count, django_assert_num_queries
):
    for code, _ in OLD_WARDS[:count]:
        address = surveyed_at(code)
        BranchFactory(committee=small.committee, enterprises=[address.enterprise])
    EnterpriseFactory()
    query = {"year": 2021, "places": view}
    with django_assert_num_queries(14):
        reader.get(reverse(PAGE), query)
    with django_assert_num_queries(12):
        page = reader.get(reverse(LIST, args=["surveyed"]), query)
    assert page.context["total"] == count
