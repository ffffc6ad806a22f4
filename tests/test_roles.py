"""The walk of the seven roles, with their real rights, and the page that shows them."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts import groups, roles
from members.models import Member
from tests import leaks
from tests.cast import in_group
from tests.leaks import Visitor
from tests.planted import plant
from tests.walk import addresses

OF_BRANCH = (groups.SECRETARY, groups.DEPUTY)
OF_BODY = (groups.LEADER, groups.OFFICE, groups.SURVEYOR, groups.AUDITOR)
NUMBER = "999201000001"
PAGE = reverse("roles")
# They end the walk's own session, or change the account that walks.
NOT_SENT = ("logout", "password", "end_sessions", "login", "account")


def places(name, body):
    """Where the people of a group look after something."""
    if name in OF_BRANCH:
        return {"branch": body.mine}
    return {"committee": body.own} if name in OF_BODY else {}


@pytest.fixture
def visitor_of(body, secretary, client):
    """A `Visitor` in a real group, on a register with every canary."""
    people = plant(body, secretary)

    def visit(name):
        visitor = Visitor(client, in_group(name, **places(name, body)), body)
        if name == groups.SYSTEM_ADMIN:  # gives rights over branches, by their names
            visitor.marks = (*people, body.spell.member.full_name)
        return visitor

    return visit


def walked(visitor):
    """(leaks, faults) of a GET of every address, with the keys of foreign rows."""
    foreign, broken = [], []
    for url in every_url(visitor):
        answer = visitor.client.get(url)
        if answer.status_code >= 500:
            broken.append(url)
        if visitor.meets(leaks.text_of(answer)):
            foreign.append(url)
    return foreign, broken


def every_url(visitor):
    """Each address with the keys of an own and of a foreign row, where it has one."""
    keys = {"own": visitor.body.spell.member_id, "foreign": visitor.foreign[Member][:1]}
    samples = [1, keys["own"], *keys["foreign"], visitor.body.theirs.pk]
    for address in addresses():
        if any(word in address.name for word in NOT_SENT):
            continue
        parts = re.findall(r"(?:pk|id|object_id)", address.route)
        yield from {
            re.sub(r"/1/", f"/{key}/", address.url()) for key in samples if parts
        } or {address.url()}


@pytest.mark.parametrize("name", [*OF_BRANCH, groups.SYSTEM_ADMIN])
def test_walk_meets_no_foreign_person(visitor_of, name):
    visitor = visitor_of(name)
    before = leaks.fingerprint(visitor)
    assert walked(visitor) == ([], [])
    assert leaks.fingerprint(visitor) == before


@pytest.mark.parametrize("name", OF_BODY)
def test_walk_of_the_body_meets_no_fault(visitor_of, name):
    visitor = visitor_of(name)
    foreign, broken = walked(visitor)
    assert broken == []
    assert foreign != []  # the walk is not blind: here they may be seen


PROBES = (
    leaks.desk_lists,
    leaks.desk_forms,
    leaks.foreign_desk_pages,
    leaks.foreign_pages,
    leaks.autocomplete,
    leaks.exports,
    leaks.searched,
    leaks.reports,
    leaks.findings,
    leaks.whole_figures,
)


@pytest.mark.parametrize("name", [*OF_BRANCH, groups.SYSTEM_ADMIN])
def test_no_probe_finds_anything(visitor_of, name):
    visitor = visitor_of(name)
    found = {probe.__name__: probe(visitor) for probe in PROBES}
    assert {name: leaks for name, leaks in found.items() if leaks} == {}


GARBAGE = {
    "branch": "999999999999999999999",
    "member": "'; --",
    "predecessors": "x",
    "wards": "999999999999999999999",
    "full_name": "\0",
    "until": "31/02/2022",
    "reason": "x" * 5000,
    "confirmed": "1",
    "token": "x",
    "_selected_action": "1",
    "action": "delete_selected",
}


@pytest.mark.parametrize("name", groups.RIGHTS)
def test_garbage_changes_nothing_and_breaks_nothing(visitor_of, name):
    visitor = visitor_of(name)
    before, rows = leaks.fingerprint(visitor), _business_rows()
    broken = [
        url
        for url in every_url(visitor)
        if visitor.client.post(url, GARBAGE).status_code >= 500
    ]
    assert broken == []
    assert leaks.fingerprint(visitor) == before
    if name not in (groups.OFFICE, groups.SURVEYOR):
        assert _business_rows() == rows


def _business_rows():
    return {m.__name__: m._base_manager.count() for m in leaks.scoped_models()}


def test_system_admin_sees_no_member_row(visitor_of):
    visitor = visitor_of(groups.SYSTEM_ADMIN)
    assert visitor.own[Member] == []
    own = visitor.body.spell.member.full_name
    shown = [
        url
        for url in every_url(visitor)
        if own in leaks.text_of(visitor.client.get(url))
    ]
    assert shown == []
    assert leaks.logged(visitor) == []


@pytest.mark.parametrize("name", [groups.LEADER, groups.AUDITOR])
def test_readers_meet_the_number_masked_everywhere(visitor_of, name):
    visitor = visitor_of(name)
    member = visitor.body.spell.member
    member.citizen_id, member.citizen_id_accepted = NUMBER, True
    member.save()
    pages = [
        member.get_absolute_url(),
        reverse("admin:members_member_change", args=[member.pk]),
        reverse("admin:members_member_history", args=[member.pk]),
    ]
    texts = [leaks.text_of(visitor.client.get(url)) for url in pages]
    assert all(member.full_name in text for text in texts)
    urls = {*every_url(visitor), *pages}
    assert [u for u in urls if NUMBER in leaks.text_of(visitor.client.get(u))] == []
    unmask = reverse("members:member-unmask", args=[member.pk])
    assert visitor.client.post(unmask, {"reason": "Xem"}).status_code == 403


def test_auditor_reads_the_log_and_the_leader_does_not(visitor_of):
    url = reverse("admin:accounts_logevent_changelist")
    assert visitor_of(groups.AUDITOR).client.get(url).status_code == 200
    assert visitor_of(groups.LEADER).client.get(url).status_code == 403


# The page of roles.


def test_page_says_what_the_groups_really_have(db):
    shown = _shown()
    for name in groups.RIGHTS:
        real = {
            roles._of(right)
            for right in Permission.objects.filter(
                group__name=name, content_type__app_label__in=roles.APPS
            ).select_related("content_type")
        }
        assert shown[name] == real


def _shown():
    """{group: {(kind, word)}} as the tables have it."""
    found = {name: set() for name in groups.RIGHTS}
    for line in (line for table in roles.tables() for line in table.lines):
        for name, cell in zip(groups.RIGHTS, line.cells, strict=True):
            words = cell.split(", ") if cell else ()
            found[name] |= {(kind, word) for kind in line.kinds for word in words}
    return found


def test_every_group_has_words_for_what_it_sees():
    assert set(roles.SIGHT) == set(groups.RIGHTS)


@pytest.mark.parametrize("name", groups.RIGHTS)
def test_page_is_for_who_keeps_accounts_and_who_reads_the_log(client, body, name):
    client.force_login(in_group(name, **places(name, body)))
    opens = name in (groups.SYSTEM_ADMIN, groups.AUDITOR)
    assert client.get(PAGE).status_code == (200 if opens else 403)


def test_page_in_words(client, system_admin):
    client.force_login(system_admin)
    page = client.get(PAGE).content.decode()
    for name in groups.RIGHTS:
        assert page.count(name) >= 1 + len(roles.APPS)
    assert "xem, thêm, sửa, hủy" in page
    assert "bị sửa tay" not in page


def test_group_changed_by_hand_is_told(client, system_admin):
    leader = Group.objects.get(name=groups.LEADER)
    leader.permissions.add(Permission.objects.get(codename="change_member"))
    client.force_login(system_admin)
    page = client.get(PAGE).content.decode()
    assert f"Nhóm {groups.LEADER} đã bị sửa tay" in page
    assert roles.changed_groups() == [groups.LEADER]


def test_queries_do_not_grow_with_the_rights(
    client, system_admin, django_assert_num_queries
):
    with django_assert_num_queries(1):
        roles.tables()
    with django_assert_num_queries(3):
        roles.changed_groups()
