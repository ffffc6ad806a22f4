"""The pages of coverage, of STAT-03 and of walk sheets; their files and their log."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from accounts.tests.desk import NO_DAY
from enterprises.models import Agency, Ward
from enterprises.tests.factories import AddressFactory
from reports.outreach import walk_sheets
from reports.outreach.coverage import FIGURES
from reports.outreach.hub import ENTRIES
from reports.tests.conftest import grant
from surveys.campaigns import codes
from surveys.models import Campaign
from surveys.tests.factories import (
    AssignmentFactory,
    ListedEnterpriseFactory,
    SurveyRecordFactory,
    TeamFactory,
    VisitFactory,
)

APRIL = dt.date(2021, 4, 1)


@pytest.fixture
def surveyor(client, office):
    """Who may look at surveys, for the whole body."""
    grant(office, "surveys.view_campaign", "surveys.add_surveyrecord")
    client.force_login(office)
    return client


def fill(count, lines=1):
    """A campaign with so many wards, teams and agencies, each surveyed once."""
    campaign = Campaign.objects.create(name="Đợt 1", started_on=APRIL)
    # The branches of `small` stand in another ward.
    wards = Ward.objects.exclude(code="00304").order_by("pk")
    for number, ward in enumerate(wards[:count]):
        campaign.wards.add(ward)
        team = TeamFactory(campaign=campaign, name=f"Tổ {number}")
        agency = Agency.objects.create(kind="tax", name=f"Chi cục {number}")
        given = AssignmentFactory(team=team, ward=ward, agency=agency)
        for place in range(1, lines + 1):
            firm = AddressFactory(ward=ward).enterprise
            ListedEnterpriseFactory(
                campaign=campaign,
                enterprise=firm,
                ward=ward,
                number=place,
                assignment=given,
                address=f"Số {place} phố Dài",
                tax_code=f"01000000{place:02d}",
            )
        SurveyRecordFactory(
            campaign=campaign, enterprise=firm, team=team, result="eligible"
        )
    return campaign


def urls(campaign):
    """{page: (address, questions)}."""
    given = campaign.assignments.first()
    asked = f"?campaign={campaign.pk}"
    ward = f"{asked}&of={given.ward_id}"
    one = [campaign.pk, given.pk]
    return {
        "coverage": (reverse("reports:coverage") + asked, 21),
        "span": (reverse("reports:coverage"), 18),
        "list": (reverse("reports:coverage-list", args=["ward", "held"]) + ward, 14),
        "unorganised": (reverse("reports:unorganised"), 7),
        "staffed": (reverse("reports:unorganised-list", args=["staffed"]), 8),
        "sheets": (reverse("reports:walk-sheets", args=[campaign.pk]), 10),
        "sheet": (reverse("reports:walk-sheet", args=one), 13),
    }


@pytest.mark.parametrize(
    "name", ["coverage", "span", "list", "unorganised", "staffed", "sheets", "sheet"]
)
@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(surveyor, name, count, django_assert_num_queries):
    campaign = fill(count, lines=count)
    address, number = urls(campaign)[name]
    with django_assert_num_queries(number):
        assert surveyor.get(address).status_code == 200


def test_table_by_ward_shows_both_denominators(surveyor):
    campaign = fill(2, lines=2)
    page = surveyor.get(urls(campaign)["coverage"][0])
    [by_ward, by_team, by_agency] = page.context["tables"]
    for table in (by_ward, by_team, by_agency):
        shown = [[cell.shown for cell in row.cells[1:7]] for row in table.lines()]
        share = "50%" if table is by_ward else "–"
        line = ["2", "2", "1", share, "50%", "–"]
        assert shown == [line, line, ["4", "4", "2", "50%", "50%", "–"]]


def test_every_number_opens_a_list_of_so_many(surveyor):
    page = surveyor.get(urls(fill(2, lines=2))["coverage"][0])
    cells = [
        cell
        for table in page.context["tables"]
        for row in table.lines()
        for cell in row.cells
        if cell.url
    ]
    found = [(c.value, surveyor.get(c.url).context["total"]) for c in cells]
    assert len(found) == 3 * 3 * 4  # held, listed, surveyed, eligible
    assert [number for number, _ in found] == [total for _, total in found]


@pytest.mark.parametrize("name", ["coverage", "unorganised", "list"])
@pytest.mark.parametrize("kind", ["xlsx", "pdf", "docx"])
def test_page_as_a_file_is_logged(surveyor, name, kind):
    address, _ = urls(fill(1))[name]
    joint = "&" if "?" in address else "?"
    answer = surveyor.get(f"{address}{joint}format={kind}")
    assert f'.{kind}"' in answer["Content-Disposition"]
    assert LogEvent.objects.get(kind="export").after["rows"] > 0


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ({"first": "31/02/2021", "last": "01/03/2021"}, "first", NO_DAY),
        ({"first": "01/02/2021"}, "last", "Ghi cả từ ngày và đến ngày, hoặc để trống cả hai."),
        ({"first": "02/02/2021", "last": "01/02/2021"}, "last", "Đến ngày không được trước từ ngày."),
        ({"first": "01/01/0021", "last": "01/02/2021"}, "first", "Ngày phải trong khoảng từ năm 1930 đến năm 2100."),
    ],
)  # fmt: skip
def test_bad_question_is_refused_at_its_field(surveyor, query, field, said):
    page = surveyor.get(reverse("reports:coverage"), query)
    assert page.context["scope_form"].errors == {field: [said]}
    assert "tables" not in page.context


@pytest.mark.parametrize(
    "address",
    [
        "/outreach/coverage/ward/nothing/",
        "/outreach/coverage/nothing/held/",
        "/outreach/coverage/ward/held/?of=x",
        "/outreach/coverage/ward/held/?campaign=999",
        "/outreach/unorganised/nothing/",
        "/outreach/unorganised/all/?form=x",
        "/outreach/unorganised/all/?as_of=31/02/2021",
        "/outreach/sheets/999/",
    ],
)
def test_no_such_list(surveyor, address):
    assert surveyor.get(address).status_code == 404


def test_who_looks_after_a_branch_alone_finds_nothing(client, secretary, small):
    grant(secretary, "surveys.view_campaign")
    client.force_login(secretary)
    campaign = fill(1)
    found = {client.get(address).status_code for address, _ in urls(campaign).values()}
    assert found == {404}


def test_without_the_right_all_is_refused(client, office):
    client.force_login(office)
    found = {client.get(address).status_code for address, _ in urls(fill(1)).values()}
    assert found == {403}


def test_hub_leads_to_the_pages(surveyor):
    entries = surveyor.get(reverse("reports:outreach")).context["entries"]
    names = ("surveys:campaigns", "reports:coverage", "reports:unorganised")
    assert {reverse(name) for name in names} <= {address for address, *_ in entries}
    assert set(names) <= {entry.name for entry in ENTRIES}


# Wanted and reached, on the campaign's own page


def test_campaign_shows_what_was_wanted_and_reached(surveyor):
    campaign = fill(2)
    campaign.surveys_wanted, campaign.owners_wanted = 4, 1
    campaign.save()
    VisitFactory(visited_on=dt.date(2021, 5, 1))
    VisitFactory(visited_on=dt.date(2021, 3, 1))
    page = surveyor.get(campaign.get_absolute_url())
    lines = page.context["lines"]
    assert [(label, reached, wanted) for label, reached, _, wanted, _ in lines] == [
        ("Doanh nghiệp khảo sát", 2, 4),
        ("Chủ doanh nghiệp gặp trong thời gian đợt", 1, 1),
        ("Chi bộ thành lập trong thời gian đợt", 0, None),
    ]
    totals = [surveyor.get(url).context["total"] for _, _, url, _, _ in lines]
    assert totals == [2, 1, 0]
    shown = page.content.decode()
    assert "kế hoạch 4, đạt 50%" in shown
    assert "kế hoạch không giao chỉ tiêu" in shown


# Walk sheets


def sheets_of(campaign, small):
    given = list(campaign.assignments.select_related("team", "ward", "agency"))
    return walk_sheets.document(given, campaign, small.committee)


def test_sheets_carry_ward_team_number_and_lines_in_order(small):
    campaign = fill(1, lines=codes.LINES + 2)
    paper = sheets_of(campaign, small)
    heads = [section.blocks[0].right for section in paper.sections]
    assert heads == [("PHIẾU ĐI THỰC ĐỊA", "Tờ 1/2"), ("PHIẾU ĐI THỰC ĐỊA", "Tờ 2/2")]
    numbers = [[row[0] for row in s.blocks[2].rows] for s in paper.sections]
    every = [str(n) for n in range(1, codes.LINES + 3)]
    assert numbers == [every[: codes.LINES], every[codes.LINES :]]
    given = campaign.assignments.get()
    for section in paper.sections:
        assert section.landscape
        assert section.blocks[1].kind == "ĐỢT 1"
        assert f"{given.ward}, {given.team}" in section.blocks[1].note
    row = paper.sections[0].blocks[2].rows[0]
    assert row[1].endswith("\n0100000001 – Số 1 phố Dài")
    widths = {len(row), len(paper.sections[0].blocks[2].widths)}
    assert widths == {14}


def test_sheet_is_without_lines_taken_out_and_those_of_other_teams(small):
    campaign = fill(2, lines=3)
    given = campaign.assignments.first()
    given.listed.get(number=2).void(by=None, reason="Trùng")
    assert [row.number for row in walk_sheets.lines(given)] == [1, 3]


def test_sheet_on_the_page_and_as_files(surveyor):
    campaign = fill(2, lines=2)
    one, every = (urls(campaign)[name][0] for name in ("sheet", "sheets"))
    assert "Tờ 1/1" in surveyor.get(one).content.decode()
    for address, rows in ((one, 2), (every, 4)):
        for kind in ("pdf", "docx"):
            answer = surveyor.get(address, {"format": kind})
            assert f'.{kind}"' in answer["Content-Disposition"]
            assert LogEvent.objects.filter(kind="export").last().after["rows"] == rows
        assert surveyor.get(address, {"format": "exe"}).status_code == 404


def test_long_sheets_ask_for_the_password_again(surveyor, settings):
    settings.STEP_UP_IN_DEMO = True
    campaign = fill(1, lines=51)
    answer = surveyor.get(urls(campaign)["sheet"][0], {"format": "docx"})
    assert answer.status_code == 302
    assert answer.url.startswith("/login/confirm/")


def test_every_figure_has_a_column(surveyor):
    page = surveyor.get(urls(fill(1))["coverage"][0])
    table = page.context["tables"][0]
    labels = {head.label for line in table.head for head in line}
    assert set(FIGURES.values()) <= labels
    assert {len(row.cells) for row in table.lines()} == {table.width}


def test_page_without_a_body_says_so(surveyor, small):
    small.committee.is_own = False
    small.committee.save()
    page = surveyor.get(reverse("reports:coverage"))
    [said] = page.context["scope_form"].non_field_errors()
    assert said.startswith("Sổ chưa có đảng bộ nào")
