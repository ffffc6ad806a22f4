"""SUR-01…06: each by its rows, opened down to the visits, the same everywhere."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.tests.raw import change
from enterprises.tests.factories import AddressFactory
from hoangmai_party import clock
from reports import indicators, movement
from reports.annual.appendices import branches as pl3
from reports.annual.appendices import moves
from reports.annual.appendices import outreach as pl5
from reports.annual.appendices.roster import Roster
from reports.annual.figures import Figures
from reports.annual.question import of_year
from reports.asked import Asked
from reports.models import Target
from reports.outreach import behind, foundings, year
from reports.scope import committee_scope, narrowed
from reports.spans import year_span
from reports.tables import Percent
from reports.tests.factories import TargetFactory
from surveys.foundings import acts
from surveys.models import CaseStage
from surveys.tests.factories import (
    CaseStepFactory,
    OutreachCaseFactory,
    SurveyRecordFactory,
    VisitFactory,
)
from surveys.tests.foundings.people import ANNOUNCED, TODAY, WAY, clerk, make_world

YEAR = year_span(2021)
MAY = dt.date(2021, 5, 3)
CODES = [code for _, code in year.RESULTS]


@pytest.fixture
def world(db):
    with clock.fixed(TODAY):
        yield make_world()


def asked(world, as_of=TODAY, first=2021):
    span = year_span(first)
    return Asked(first, span, as_of, committee_scope(world.own, span))


def numbers(world, **how):
    found = year.numbers(asked(world, **how))
    return {code: found[code, "now"] for code in CODES}


def test_every_result_counts_what_it_says(world):
    """An owner met three times, in two ways, is one; a manager met is none."""
    case = OutreachCaseFactory(enterprise=AddressFactory().enterprise)
    for met in ("owner", "representative", "owner"):
        VisitFactory(case=case, visited_on=MAY, met=met)
    VisitFactory(visited_on=MAY, met="manager")
    firm = case.enterprise
    SurveyRecordFactory(enterprise=firm, surveyed_on=MAY, is_in_depth=True)
    SurveyRecordFactory(enterprise=firm, surveyed_on=MAY)
    SurveyRecordFactory(surveyed_on=MAY)
    assert numbers(world) == {
        "T04": 2,
        "T04S": 1,
        "T05": 2,
        "K08": 1,
        "T01": 0,
        "K09": 0,
    }


def test_case_that_agreed_twice_is_one_and_counts_in_its_year(world):
    CaseStepFactory(case=world.case, stage="agreed", happened_on=dt.date(2021, 12, 31))
    CaseStepFactory(stage="agreed", happened_on=dt.date(2022, 1, 1))
    CaseStepFactory(stage="agreed", happened_on=dt.date(2020, 12, 31))
    assert numbers(world)["K08"] == 1
    assert year.numbers(asked(world))["K08", "before"] == 1
    world.case.steps.filter(stage="agreed").first().void(by=None, reason="Nhầm")
    assert numbers(world)["K08"] == 1
    world.case.steps.filter(stage="agreed").first().void(by=None, reason="Nhầm")
    assert numbers(world)["K08"] == 0


def test_founding_counts_on_its_decision_not_on_the_ceremony(world):
    world.found(decided_on=dt.date(2021, 12, 31))
    acts.announce(case=world.case, ceremony_on=dt.date(2022, 1, 10), by=world.clerk)
    assert numbers(world)["T01"] == numbers(world)["K09"] == 1
    assert numbers(world, first=2022)["T01"] == 0


def test_result_is_that_of_the_day_asked(world):
    world.found()
    assert numbers(world, as_of=dt.date(2021, 8, 31))["T01"] == 0
    assert numbers(world, as_of=dt.date(2021, 9, 1))["T01"] == 1


def test_founding_without_a_case_is_told_apart(world):
    world.found()
    type(world.case).objects.update(founding=None)
    page = year.results(asked(world))
    assert numbers(world)["T01"] == 1
    assert numbers(world)["K09"] == 0
    assert "trong đó 0 từ hồ sơ vận động, 1 không qua hồ sơ vận động" in page.notes[1]


@pytest.mark.parametrize(
    ("met", "text"), [(0, "100%"), (7, "12,5%"), (29, "3,3%"), (2, "33,3%")]
)
def test_conversion_is_half_up_of_the_exact_ratio(world, met, text):
    """One owner was met on the way of the case; `met` others."""
    for _ in range(met):
        VisitFactory(visited_on=MAY)
    world.found()
    [*_, line] = year.results(asked(world)).rows
    assert line.cells[0].value == "SUR-06"
    assert str(line.cells[4].value) == text
    assert (
        "không phải cùng một nhóm doanh nghiệp" in year.results(asked(world)).notes[2]
    )


def test_conversion_without_anybody_met_divides_by_nothing(world):
    change(world.case.visits.get(), voided_at=dt.datetime(2021, 9, 1, tzinfo=dt.UTC))
    [*_, line] = year.results(asked(world)).rows
    assert line.cells[4].value == Percent(None)


def test_target_is_the_assigned_one_known_on_the_day(world):
    shared = {"committee": world.own, "indicator": "T01"}
    TargetFactory(**shared, value=4)
    TargetFactory(**shared, value=6, level=Target.Level.REGISTERED)
    world.found()
    line = year.results(asked(world)).rows[4]
    assert [cell.value for cell in line.cells[:5]] == [
        "SUR-05",
        "Chi bộ thành lập mới",
        "tổ chức",
        4,
        1,
    ]
    assert str(line.cells[5].value) == "25%"


def test_each_number_is_the_length_of_its_list_and_of_the_wards(world):
    VisitFactory(case=OutreachCaseFactory(enterprise=AddressFactory().enterprise))
    SurveyRecordFactory(surveyed_on=MAY, is_in_depth=True)
    world.found()
    question = asked(world)
    for code in behind.OPENED:
        assert (
            len(behind.page(question, code)["tables"][0].rows) == numbers(world)[code]
        )
    total = year.by_ward(question).total.cells
    assert [cell.value for cell in total[1:]] == [
        numbers(world)[code] for code in year.BY_WARD
    ]


def test_list_shows_the_visits_that_counted_and_leads_to_the_case(world):
    VisitFactory(case=world.case, visited_on=dt.date(2021, 5, 15), met="manager")
    VisitFactory(case=world.case, visited_on=dt.date(2021, 5, 20), met="representative")
    [row] = behind.page(asked(world), "T05")["tables"][0].rows
    assert row.cells[1].value == world.enterprise.name
    assert row.cells[1].url == reverse("surveys:founding-dossier", args=[world.case.pk])
    assert row.cells[5].value == (
        "20/05/2021: người đại diện theo pháp luật; 15/06/2021: chủ doanh nghiệp, đồng ý"
    )


def test_founded_case_has_the_day_of_each_step(world):
    branch = world.found()
    acts.announce(case=world.case, ceremony_on=ANNOUNCED, by=world.clerk)
    [row] = foundings.table(asked(world)).rows
    known = {**dict(WAY), CaseStage.ANNOUNCED: ANNOUNCED}
    known[CaseStage.DECIDED] = dt.date(2021, 9, 1)
    values = [cell.value for cell in row.cells]
    assert values == [
        1,
        branch.name,
        world.enterprise.name,
        "12-QĐ/ĐUK",
        *(known[stage] for stage in foundings.WAY),
    ]


def test_branch_alone_is_told_nothing_of_cases(world):
    branch = world.found()
    question = asked(world)
    question = Asked(2021, YEAR, TODAY, narrowed(question.scope, [branch.pk]))
    found = year.numbers(question)
    assert [found[code, "now"] for code in CODES] == [0, 0, 0, 0, 1, 0]
    [row] = foundings.table(question).rows
    assert world.enterprise.name not in [cell.value for cell in row.cells]


def test_founding_moves_every_figure_at_once(world):
    """T01, T07–T09, PL3, PL6, PL7, the movement; and the movement closes."""
    codes = ("T01", "T07", "T08", "T09", "S01", "S02")
    before = figures(world, codes)
    world.found(
        organisations=[
            {"kind": kind, "members": 10}
            for kind in ("trade_union", "youth_union", "women_union", "self_defence")
        ]
    )
    after = figures(world, codes)
    assert [after[code] - before[code] for code in codes] == [1, 1, 1, 1, 1, 1]
    figured = Figures(of_year(2021, YEAR.last, world.own))
    roster = Roster(figured.question, figured.scope, figured)
    [table] = pl3.founded(roster).blocks
    assert [text(cell) for cell in table.rows[0]][1:2] == ["Chi bộ Bệnh viện Mẫu"]
    [pl7] = moves.mass_organisations(figured).blocks
    assert text(pl7.foot[0][2]) == "4"
    lines, whole = movement.members(asked(world).scope, YEAR)
    assert all(line.closes() for line in [*lines, whole])
    cells = movement.branches(asked(world).scope, YEAR)
    assert cells["in_founded"] == 1
    assert cells["opening"] + 1 == cells["closing"]


def figures(world, codes):
    found = indicators.totals(asked(world).scope, {"now": YEAR})
    return {code: found[code, "now"] for code in codes}


def text(cell):
    return cell if isinstance(cell, str) else cell.text


def test_appendix_and_page_know_the_same_agreements(world):
    figured = Figures(of_year(2021, YEAR.last, world.own))
    [table] = pl5.by_ward(figured).blocks
    *_, met, agreed, _ = (text(cell) for cell in table.foot[0])
    assert (met, agreed) == ("1", str(numbers(world)["K08"]))


def test_command_prints_the_numbers_of_the_page(world, capsys):
    world.found()
    acts.announce(case=world.case, ceremony_on=ANNOUNCED, by=world.clerk)
    out = io.StringIO()
    call_command("outreach", "2021", as_of="31/12/2021", stdout=out)
    printed = out.getvalue()
    for row in year.results(asked(world)).rows:
        [line] = [line for line in printed.splitlines() if row.cells[1].value in line][
            :1
        ]
        assert row.cells[4].shown in line
    assert "Chi bộ Bệnh viện Mẫu" in printed
    assert "  01/03/2021  Trong danh sách rà soát\n" in printed
    assert (
        "  01/09/2021  Có quyết định thành lập\n  10/09/2021  Đã công bố\n" in printed
    )


@pytest.fixture
def office(client, world):
    rights = ["surveys.view_campaign", "surveys.view_outreachcase"]
    client.force_login(clerk("lan", world.own, rights))
    return client


PAGES = [
    reverse("reports:outreach-year"),
    *(reverse("reports:outreach-behind", args=[code]) for code in behind.OPENED),
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", ["", "xlsx", "docx"])
def test_page_and_its_files(office, world, page, kind):
    world.found()
    answer = office.get(page, {"year": 2021, **({"format": kind} if kind else {})})
    assert answer.status_code == 200
    assert ("Content-Disposition" in answer) == bool(kind)


def test_list_of_another_figure_is_not_there(office):
    assert office.get("/outreach/year/T02/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_year_query_count(office, world, count, django_assert_num_queries):
    fill(count)
    with django_assert_num_queries(18):
        office.get(PAGES[0], {"year": 2021})


@pytest.mark.parametrize("code", behind.OPENED)
@pytest.mark.parametrize("count", [1, 3])
def test_behind_query_count(office, world, count, code, django_assert_num_queries):
    fill(count)
    with django_assert_num_queries(12):
        office.get(reverse("reports:outreach-behind", args=[code]), {"year": 2021})


def fill(count):
    for _ in range(count):
        case = OutreachCaseFactory(enterprise=AddressFactory().enterprise)
        VisitFactory(case=case)
        CaseStepFactory(case=case, stage="agreed")
        SurveyRecordFactory(enterprise=case.enterprise, is_in_depth=True)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_agreements_query_count(
    client, world, count, django_assert_num_queries
):
    fill(count)
    client.force_login(clerk("lan", world.own, ["reports.view_target"]))
    with django_assert_num_queries(10):
        page = client.get("/reports/lists/figure/K08/", {"year": 2021})
    assert page.context["total"] == count + 1
