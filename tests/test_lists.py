"""Lists of the desk: counted filters, bounded counts, addresses that can't break."""

import datetime as dt

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import lists
from accounts.desk import PartAdmin, ScopedAdmin
from accounts.lists import BAD_LIST, BoundedPaginator
from accounts.models import User
from branches import actions as branch_actions
from branches.models import Branch, BranchEvent
from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from enterprises.models import Enterprise
from enterprises.tests.factories import AddressFactory, EnterpriseFactory
from hoangmai_party import clock
from members import actions
from members.models import Member, Placement, Spell
from members.tests.factories import MemberFactory
from tests.cast import grant

TODAY = dt.date(2022, 1, 14)
DESKS = {
    model: desk
    for model, desk in admin.site._registry.items()
    if isinstance(desk, ScopedAdmin) and not isinstance(desk, PartAdmin)
}


@pytest.fixture(autouse=True)
def _today():
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def body(db):
    return CommitteeFactory(is_own=True)


@pytest.fixture
def one(body):
    return BranchFactory(committee=body)


@pytest.fixture
def two(body):
    return BranchFactory(committee=body)


def staff(name, **where):
    user = User.objects.create_user(name, full_name=name, is_staff=True)
    grant(user, "enterprises", "branches", "members", "surveys", "reports")
    AccessFactory(user=user, **where)
    return user


@pytest.fixture
def office(client, body):
    """The clerk of the whole body, logged in at `client`."""
    user = staff("office", committee=body)
    client.force_login(user)
    return user


def address(model, page="changelist", **query):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, query=query)


def listed(client, model, **query):
    response = client.get(address(model, **query))
    assert response.status_code == 200
    return response.context["cl"]


def choices(changelist, title):
    """{choice: number} of one filter as the page shows it."""
    [spec] = [s for s in changelist.filter_specs if str(s.title) == title]
    texts = [str(choice["display"]) for choice in spec.choices(changelist)]
    pairs = (text.rpartition(" (") for text in texts[1:])
    return {name: int(number.rstrip(")")) for name, _, number in pairs}


def admitted(branch, name, day=dt.date(2019, 5, 1), **facts):
    member = MemberFactory(full_name=name, **facts)
    return actions.admit(member=member, branch=branch, ceremony_on=day)


@pytest.fixture
def people(one, two):
    """Official, dự bị, gone elsewhere, dead; in two branches."""
    official = admitted(one, "Trần Văn Đức")
    actions.recognise(spell=official, recognised_on=dt.date(2020, 5, 20))
    admitted(two, "Nguyễn Thị Ánh", dt.date(2021, 6, 1), sex="female")
    for name, reason in (("Lê Văn Cường", "transferred"), ("Phạm Thị Bé", "died")):
        placement = admitted(one, name).placements.get()
        actions.leave(placement=placement, on=dt.date(2021, 7, 1), reason=reason)


# Order and filters


def names(changelist):
    return [str(row) for row in changelist.result_list]


def test_members_stand_in_the_order_of_given_names(client, office, people):
    in_order = ["Nguyễn Thị Ánh", "Phạm Thị Bé", "Lê Văn Cường", "Trần Văn Đức"]
    assert names(listed(client, Member)) == in_order
    assert names(listed(client, Member, o="0")) == in_order
    assert names(listed(client, Member, o="-0")) == in_order[::-1]


@pytest.mark.parametrize("model", [Spell, Placement])
def test_lists_about_people_stand_in_that_order_too(client, office, people, model):
    found = [row.member.full_name for row in listed(client, model).result_list]
    assert [name.rpartition(" ")[2] for name in found] == ["Ánh", "Bé", "Cường", "Đức"]


def test_filters_of_members_show_counts(client, office, people, one, two):
    shown = listed(client, Member)
    assert choices(shown, "đảng tịch hiện nay") == {
        "Chính thức": 1,
        "Dự bị": 1,
        "Đã chuyển đi": 1,
        "Không còn là đảng viên": 1,
    }
    assert choices(shown, "chi bộ hiện nay") == {one.name: 1, two.name: 1}
    assert choices(shown, "giới tính") == {"Nam": 3, "Nữ": 1}


@pytest.mark.parametrize(
    ("standing", "name"),
    [
        ("official", "Trần Văn Đức"),
        ("probationary", "Nguyễn Thị Ánh"),
        ("away", "Lê Văn Cường"),
        ("ended", "Phạm Thị Bé"),
    ],
)
def test_filter_lists_what_it_counts(client, office, people, standing, name):
    assert names(listed(client, Member, standing=standing)) == [name]


def test_filters_count_under_each_other(client, office, people, one, two):
    shown = listed(client, Member, branch=two.pk)
    assert names(shown) == ["Nguyễn Thị Ánh"]
    assert choices(shown, "đảng tịch hiện nay")["Chính thức"] == 0
    assert choices(shown, "chi bộ hiện nay") == {one.name: 1, two.name: 1}


def test_branches_are_filtered_by_committee_type_and_state(client, office, body, one):
    ended = BranchFactory(committee=body)
    branch_actions.close(branch=ended, decided_on=dt.date(2021, 6, 1))
    shown = listed(client, Branch)
    assert choices(shown, "tình trạng") == {"Đang hoạt động": 1, "Đã kết thúc": 1}
    assert choices(shown, "loại hình")["Chi bộ trực thuộc"] == 1
    assert choices(shown, "trực thuộc đảng bộ")[body.name] == 1
    assert names(listed(client, Branch, working="no")) == [ended.name]


def test_enterprises_are_filtered_by_ward_and_status(client, office):
    placed, other = AddressFactory(), EnterpriseFactory()
    placed.enterprise.statuses.create(status="suspended", started_on=TODAY)
    shown = listed(client, Enterprise)
    assert choices(shown, "phường, xã")[placed.ward.name] == 1
    assert choices(shown, "trạng thái hoạt động")["Tạm ngừng kinh doanh"] == 1
    found = listed(client, Enterprise, ward=placed.ward_id)
    assert list(found.result_list) == [placed.enterprise]
    assert other in listed(client, Enterprise).result_list


@pytest.mark.parametrize("model", [Member, Placement])
def test_filter_offers_a_secretary_the_own_branch_alone(
    client, people, one, two, model
):
    client.force_login(staff("thu", branch=one))
    html = client.get(address(model)).content.decode()
    assert two.name not in html
    assert names(listed(client, Member)) == ["Trần Văn Đức"]


def test_foreign_branch_is_no_filter(client, people, one, two):
    client.force_login(staff("thu", branch=one))
    response = client.get(address(Member, branch=two.pk), follow=True)
    assert [str(m) for m in response.context["messages"]] == [BAD_LIST]


# Bounded counts, deep pages


@pytest.fixture
def three_at_most(monkeypatch):
    monkeypatch.setattr(lists, "MOST", 3)


@pytest.mark.parametrize(("rows", "said"), [(3, "3 đảng viên"), (4, "hơn 3 đảng viên")])
def test_count_stops_at_the_bound(client, office, one, three_at_most, rows, said):
    for number in range(rows):
        admitted(one, f"Nguyễn Văn {number}")
    page = client.get(address(Member)).content.decode()
    paginator = " ".join(page.partition('class="paginator"')[2].split())
    assert paginator.startswith(f"> {said}")


def test_long_list_counts_its_filters_only_when_asked(
    client, office, people, three_at_most
):
    assert listed(client, Member).add_facets is False
    assert listed(client, Member, _facets="True").add_facets is True
    assert listed(client, Member, sex="male", standing="official").add_facets is True


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_page_has_its_rows_in_order(db, one, number):
    for letter in "GFEDCBA":
        admitted(one, f"Nguyễn Văn {letter}")
    rows = Member.objects.order_by("order", "pk").select_related("voided_by")
    page = BoundedPaginator(rows, 3).page(number)
    first = (number - 1) * 3
    assert [m.full_name[-1] for m in page.object_list] == list("ABCDEFG")[first:][:3]
    assert page.object_list.query.select_related == {"voided_by": {}}


def test_pages_go_as_far_as_rows_are_counted(db, one, three_at_most):
    for number in range(5):
        admitted(one, f"Nguyễn Văn {number}")
    paginator = BoundedPaginator(Member.objects.order_by("order"), 2)
    assert (paginator.count, paginator.num_pages, paginator.is_cut) == (3, 2, True)


def test_second_page_opens(client, office, one, monkeypatch):
    monkeypatch.setattr(ScopedAdmin, "list_per_page", 2)
    for letter in "EDCBA":
        admitted(one, f"Nguyễn Văn {letter}")
    assert names(listed(client, Member, p=2)) == ["Nguyễn Văn C", "Nguyễn Văn D"]
    assert names(listed(client, Placement, p=3))[0].startswith("Nguyễn Văn E: ")


# {list: questions}; those of its filters are in it
QUERIES = {Member: 18, Placement: 18, Spell: 10, Branch: 14, Enterprise: 16}


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(client, office, body, count):
    for number in range(count + 1):  # one choice alone is no filter
        branch = BranchFactory(
            committee=body, enterprises=[AddressFactory().enterprise]
        )
        admitted(branch, f"Nguyễn Văn {number}")
    client.get(address(Member))  # content types are asked for once
    asked = {}
    for model in QUERIES:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(model)).status_code == 200
        asked[model] = len(captured)
    assert asked == QUERIES


# Forged addresses

FORGED = (
    "sex__exact=%00",
    "%00=1",
    "q=%00",
    "q=a%00b",
    "o=99",
    "o=-99.x.0",
    "o=%00",
    "p=-1",
    "p=0",
    "p=abc",
    "p=999999999999",
    f"p={'9' * 5000}",
    "all=",
    "all=1&p=7",
    "e=1",
    "e=1&foo=1",
    "foo=1",
    "foo__bar__exact=1",
    "id=abc",
    f"id={'9' * 40}",
    "pk__in=1,abc",
    "id__in=" + "9" * 40,
    "voided_at__year=99999",
    "voided_at__isnull=x",
    "void_reason__regex=(",
    "void_reason__regex=a{99999}",
    "voided_by__password__startswith=a",
    "_facets=x",
    "_popup=1",
    "_to_field=id%00",
    "branch=abc",
    "branch=%00",
    f"branch={'9' * 40}",
    "standing=nobody",
    "working=maybe",
    "sex__exact=x",
    "sex__exact=male&sex__exact=female",
    "sex__isnull=x",
    "born_on__year=99999",
    "born_on__gte=31/02/2021",
    "branch__id__exact=abc",
    f"branch__id__exact={'9' * 40}",
    "branch__isnull=maybe",
    "branch__id__exact=%00",
    "is_confirmed__exact=maybe",
    "started_on__gte=x",
    "started_on__gte=0000-00-00",
    "year=abc",
    f"year={'9' * 40}",
)
DAYS = (
    "{}__year=99999",
    "{}__year=9999",
    "{}__year=0",
    "{}__year=-1",
    "{}__year=abc",
    "{}__year=%00",
    "{}__month=5",
    "{}__day=5",
    "{}__year=2021&{}__day=31",
    "{}__year=2021&{}__month=13",
    "{}__year=2021&{}__month=2&{}__day=31",
    "{}__year=2020&{}__month=2&{}__day=29",
    "{}__gte=abc",
    "{}__lt=99999-01-01",
)


def answers(client, url):
    """(status, where it led, messages) of the address, followed to its end."""
    response = client.get(url, follow=True)
    said = [str(m) for m in response.context["messages"]] if response.context else []
    return response.status_code, response.redirect_chain, said


@pytest.fixture
def full_desk(client, office, people):
    BranchEvent.objects.create(kind="opening", decided_on=TODAY, effective_on=TODAY)
    return client


# Of every list some; of the lists that have the most filters all.
SOME = ("foo=1&p=-1", "e=1&foo=1", "q=%00", "o=99&p=999999999999", "_to_field=id%00")
SOME_DAYS = ("{}__year=99999", "{}__month=5", "{}__year=2021&{}__month=13")
MOST_FILTERS = (Member, Placement, Enterprise)


@pytest.mark.parametrize("model", DESKS, ids=lambda model: model.__name__)
def test_no_forged_address_breaks_a_list(full_desk, model):
    hierarchy = DESKS[model].date_hierarchy or "voided_at"
    forged = (FORGED, DAYS) if model in MOST_FILTERS else (SOME, SOME_DAYS)
    queries = (*forged[0], *(day.replace("{}", hierarchy) for day in forged[1]))
    bad = []
    for query in queries:
        status, way, said = answers(full_desk, f"{address(model)}?{query}")
        is_told = way == [(address(model), 302)] and said == [BAD_LIST]
        if status not in (200, 400) or (way and not is_told):
            bad.append((query, status, way, said))
    assert bad == []


@pytest.mark.parametrize(
    "query",
    ["born_on__year=99999", "standing=nobody", "branch=abc", "sex__exact=%00"]
    + ["foo=1", "void_reason__regex=("],
)
def test_senseless_filter_leads_back_with_a_word(full_desk, query):
    url = address(Member)
    assert answers(full_desk, f"{url}?{query}") == (200, [(url, 302)], [BAD_LIST])


@pytest.mark.parametrize(
    "query", ["started_on__year=99999", "started_on__year=2021&started_on__month=13"]
)
def test_senseless_day_leads_back_with_a_word(full_desk, query):
    url = address(Placement)
    assert answers(full_desk, f"{url}?{query}") == (200, [(url, 302)], [BAD_LIST])


def test_day_of_the_calendar_is_a_filter(full_desk):
    found = listed(full_desk, Placement, started_on__year=2019, started_on__month=5)
    assert len(found.result_list) == 3


def test_page_that_is_not_there_leads_back(full_desk, monkeypatch):
    monkeypatch.setattr(ScopedAdmin, "list_per_page", 2)
    url = address(Member)
    for page in ("-1", "0", "3", "999999999999"):
        assert answers(full_desk, f"{url}?p={page}")[1:] == ([(url, 302)], [BAD_LIST])
    assert answers(full_desk, f"{url}?p=2")[1:] == ([], [])


def test_nul_in_the_search_is_told(full_desk):
    status, way, said = answers(full_desk, f"{address(Member)}?q=%00")
    assert (status, way) == (200, [(address(Member), 302)])
    assert said == [BAD_LIST]


def test_fault_of_ours_is_not_hidden(client, office, monkeypatch):
    """Without a question in the address an error is an error."""

    def broken(self, request):
        raise ValueError("ours")

    monkeypatch.setattr(lists.DeskList, "get_results", broken)
    with pytest.raises(ValueError, match="ours"):
        client.get(address(Member))


# The form of a new row, the box that completes a name


@pytest.mark.parametrize(
    "query",
    ["branch=abc", f"branch={'9' * 40}", "branch=%00", "began_number=%00"]
    + ["spell=1;drop"],
)
def test_forged_beginning_of_a_form_is_refused(full_desk, office, query):
    grant(office, "members", actions=("add",))
    response = full_desk.get(f"{address(Placement, 'add')}?{query}")
    assert response.status_code == 400
    assert "không hợp lệ" in response.content.decode()


def test_forged_beginning_of_a_list_of_relations_is_refused(full_desk, office):
    grant(office, "branches", actions=("add",))
    url = address(BranchEvent, "add")
    assert full_desk.get(f"{url}?predecessors=1,abc").status_code == 400
    assert full_desk.get(f"{url}?predecessors=1,2").status_code == 200


def test_good_beginning_of_a_form_is_taken(full_desk, office, one):
    grant(office, "members", actions=("add",))
    page = full_desk.get(f"{address(Placement, 'add')}?branch={one.pk}")
    assert page.status_code == 200
    assert page.context["adminform"].form.initial["branch"] == str(one.pk)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"term": "\0"}, 200),
        ({"term": "Trần\0"}, 200),
        ({"term": "a", "page": "abc"}, 404),
        ({"term": "a", "page": "-1"}, 404),
        ({"term": "a", "page": "9" * 30}, 404),
        ({"field_name": "x"}, 403),
        ({"model_name": "\0"}, 403),
    ],
)
def test_forged_completion_is_answered(full_desk, office, query, status):
    grant(office, "members", actions=("add",))
    asked = {"app_label": "members", "model_name": "spell", "field_name": "member"}
    response = full_desk.get(reverse("admin:autocomplete"), {**asked, **query})
    assert response.status_code == status
