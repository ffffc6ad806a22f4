import pytest
from django.urls import reverse

from enterprises.tests.factories import EnterpriseFactory
from members.tests.factories import MemberFactory, PlacementFactory, SpellFactory
from reports import search
from reports.tests.conftest import grant


@pytest.fixture
def reader(office):
    grant(office, "branches.view_branch", "enterprises.view_enterprise")
    return office


def named(small, *names, **facts):
    """Members of branch one with these names."""
    for name in names:
        spell = SpellFactory(member=MemberFactory(full_name=name, **facts))
        PlacementFactory(spell=spell, branch=small.one)


def hits(text, user, kind=0):
    return [str(row) for row in search.search(text, user)[kind].rows]


def test_search_without_tones_finds_all(small, reader):
    named(small, "Đặng Thị Hoà", "Đặng Thị Hòa", "Dang Thi Hoa", "Lê Văn Đức")
    assert sorted(hits("dang thi hoa", reader)) == sorted(
        ["Dang Thi Hoa", "Đặng Thị Hoà", "Đặng Thị Hòa"]
    )


def test_search_with_tones_ranks_exact_first(small, reader):
    named(small, "Trần Thị Hoa", "Trần Thị Hóa", "Trần Thị Hỏa")
    assert hits("Thị Hỏa", reader)[0] == "Trần Thị Hỏa"
    assert len(hits("Thị Hỏa", reader)) == 3


@pytest.mark.parametrize("typed", ["99.000001", "99000001", " 99 000001 "])
def test_search_finds_a_card_number(small, reader, typed):
    named(small, "Lê Văn Đức", old_card_number="99000001")
    assert hits(typed, reader) == ["Lê Văn Đức"]


def test_search_finds_a_sealed_number_by_its_index(small, reader):
    named(small, "Lê Văn Đức", citizen_id="000090000001")
    assert hits("000090000001", reader) == ["Lê Văn Đức"]
    assert hits("000090000002", reader) == []


def test_search_finds_branch_and_enterprise(small, reader):
    EnterpriseFactory(name="Công ty TNHH Đại Thịnh")
    assert hits("dai thinh", reader, 2) == ["Công ty TNHH Đại Thịnh"]
    assert hits(small.two.code, reader, 1) == [str(small.two)]


def test_search_shows_a_secretary_the_own_branch_alone(small, secretary):
    grant(secretary, "members.view_member", "branches.view_branch")
    name = small.other.member.full_name
    assert hits(name, secretary) == []
    assert hits(small.new.member.full_name, secretary) != []
    assert hits("chi bo", secretary, 1) == [str(small.one)]


def test_search_says_when_there_is_more(small, reader, monkeypatch):
    monkeypatch.setattr(search, "MOST", 2)
    found = search.search("nguyen van", reader)[0]
    assert (len(found.rows), found.is_cut) == (2, True)


def test_search_page_keeps_what_was_typed(client, small, reader):
    client.force_login(reader)
    page = client.post(reverse("reports:search"), {"q": "<b>Không có ai</b>"})
    assert "&lt;b&gt;Không có ai&lt;/b&gt;" in page.content.decode()
    assert "Không tìm thấy." in page.content.decode()


def test_desk_shows_the_figures_of_the_register(client, small, reader):
    client.force_login(reader)
    context = client.get(reverse("admin:index")).context
    labels = {label: number for label, number, *_ in context["desk_figures"]}
    assert labels["Đảng viên"] == 5
    assert labels["Chi bộ trực thuộc"] == 2
