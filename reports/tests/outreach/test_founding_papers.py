"""The papers of the proposal: who is named, what lies there, as page and file."""

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from hoangmai_party import clock
from reports.documents import html
from reports.outreach import founding_papers
from surveys.tests.factories import FoundingPersonFactory, OutreachCaseFactory
from surveys.tests.foundings.people import TODAY, clerk, make_world

VIEW = ["surveys.view_outreachcase", "members.view_member"]


@pytest.fixture
def world(db):
    with clock.fixed(TODAY):
        yield make_world()


def table(world, form):
    [section] = founding_papers.document(form, world.case).sections
    [found] = [block for block in section.blocks if hasattr(block, "rows")]
    return found.rows


def test_roster_has_a_line_for_each_person(world):
    known, *_, outsider = table(world, "trich-ngang")
    member = world.members[0]
    assert known == (
        "1",
        member.full_name,
        "01/01/1990",
        "Nam",
        "01/05/2019",
        "01/05/2020",
        member.old_card_number,
        str(world.one),
        f"GT {member.pk}",
        "Bí thư",
    )
    assert outsider == (
        "4",
        "Lê Thị Ngoài",
        "01/01/1980",
        "Nữ",
        "19/05/2010",
        "19/05/2011",
        "",
        "Chi bộ 5, phường A",
        "GT 9",
        "",
    )


def test_roster_of_a_founded_branch_says_where_people_came_from(world):
    world.found()
    world.case.refresh_from_db()
    first, _, third, outsider = table(world, "trich-ngang")
    assert (first[7], third[7]) == (str(world.one), str(world.two))
    assert outsider[7] == "Chi bộ 5, phường A"


def test_checklist_says_what_is_missing(world):
    paper = world.case.papers.first()
    paper.void(by=None, reason="Nhầm")
    first, second, *_, last = table(world, "danh-muc")
    assert first == ("1", str(paper.item), "", "", "còn thiếu")
    assert second[2:] == ("20/08/2021", "01", "")
    assert last[4] == "không bắt buộc"
    page = html.render(founding_papers.document("danh-muc", world.case))
    assert "Còn thiếu 1 giấy tờ bắt buộc." in page


@pytest.mark.parametrize("form", founding_papers.FORMS)
def test_paper_is_a_page_and_files_that_are_logged(client, world, form):
    client.force_login(clerk("lan", world.own, VIEW))
    address = reverse("reports:founding-form", args=[world.case.pk, form])
    assert world.enterprise.name in client.get(address).content.decode()
    for kind in ("docx", "pdf"):
        answer = client.get(address, {"format": kind})
        assert answer["Content-Disposition"].endswith(f'.{kind}"')
    events = LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT)
    held = [event.after.get("ids_members_member", "") for event in events]
    keys = ",".join(str(pk) for pk in sorted(founding_papers.people(world.case)))
    assert held == [f",{keys}," if form == "trich-ngang" else ""] * 2


@pytest.mark.parametrize("bad", [("khac", ""), ("danh-muc", "exe")])
def test_unknown_paper_or_file_is_not_there(client, world, bad):
    client.force_login(clerk("lan", world.own, VIEW))
    form, kind = bad
    address = reverse("reports:founding-form", args=[world.case.pk, form])
    assert client.get(address, {"format": kind}).status_code == 404


def test_who_lacks_the_right_reads_no_paper(client, world):
    client.force_login(clerk("lan", world.own, []))
    address = reverse("reports:founding-form", args=[world.case.pk, "danh-muc"])
    assert client.get(address).status_code == 403


def test_roster_asks_the_right_to_look_at_members(client, world):
    client.force_login(clerk("lan", world.own, ["surveys.view_outreachcase"]))
    addresses = {
        form: reverse("reports:founding-form", args=[world.case.pk, form])
        for form in founding_papers.FORMS
    }
    found = {form: client.get(a).status_code for form, a in addresses.items()}
    assert found == {"trich-ngang": 403, "danh-muc": 200}
    page = client.get(reverse("surveys:founding-dossier", args=[world.case.pk]))
    assert addresses["trich-ngang"] not in page.content.decode()
    assert addresses["danh-muc"] in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_paper_query_count(client, world, count, django_assert_num_queries):
    case = OutreachCaseFactory()
    for number in range(count):
        world.name(world.official(world.one), case=case)
        FoundingPersonFactory(case=case, full_name=f"Khách {number}")
    client.force_login(clerk("lan", world.own, VIEW))
    address = reverse("reports:founding-form", args=[case.pk, "trich-ngang"])
    client.get(address)  # the look is logged once
    with django_assert_num_queries(13):
        client.get(address)
