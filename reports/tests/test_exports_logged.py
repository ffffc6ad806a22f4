"""Every file of a report is in the log: which page, asked how, how many rows, whom."""

import pytest
from django.urls import reverse

from accounts.history.desk import keys_of
from accounts.history.looks import looks
from accounts.models import LogEvent

PAGES = [
    reverse("reports:targets"),
    reverse("reports:movement"),
    reverse("reports:branches"),
    reverse("reports:composition"),
    reverse("reports:growth"),
    reverse("reports:roster"),
    reverse("reports:due"),
    reverse("reports:health"),
    reverse("reports:registers"),
    reverse("reports:list", args=["figure", "T02"]),
]


def exports():
    return LogEvent.objects.filter(kind="export")


@pytest.mark.parametrize("url", PAGES)
def test_file_of_a_report_is_logged(url, client, committee):
    client.force_login(committee)
    answer = client.get(url, {"format": "xlsx", "year": "2021"})
    is_file = answer["Content-Type"].startswith("application/vnd")
    assert exports().count() == is_file
    if is_file:
        [event] = exports()
        assert (event.user_id, event.after["page"]) == (committee.pk, url)
        assert event.after["filter"] == "format=xlsx&year=2021"
        assert isinstance(event.after["rows"], int)


def test_most_pages_give_a_file(client, committee):
    client.force_login(committee)
    for url in PAGES:
        client.get(url, {"format": "xlsx"})
    assert exports().count() >= len(PAGES) - 1


def test_page_itself_is_no_export(client, committee):
    client.force_login(committee)
    for url in PAGES:
        client.get(url)
    assert not exports().exists()


@pytest.mark.parametrize("url", [reverse("reports:roster"), PAGES[-1]])
def test_file_with_a_person_is_a_look_at_the_person(url, client, committee, body):
    client.force_login(committee)
    client.get(url, {"format": "xlsx"})
    member = body.spell.member
    found, _ = looks(member, keys_of(member, committee), committee)
    assert [(look.what, dict(look.facts)["Trang"]) for look in found] == [
        ("Xuất tệp", url)
    ]
    other = type(member)(pk=member.pk * 10 + 1)
    assert looks(other, keys_of(other, committee), committee) == ([], False)


@pytest.mark.parametrize("resource", ["0", "1"])
def test_file_of_the_desk_is_a_look_too(resource, client, committee, body):
    client.force_login(committee)
    url = reverse("admin:members_member_export")
    page = client.get(url)
    fields = {
        name: "on"
        for name, field in page.context["form"].fields.items()
        if field.__class__.__name__ == "BooleanField"
    }
    sent = {**fields, "resource": resource, "format": "0"}
    answer = client.post(f"{url}?q=Nguyễn", sent)
    assert answer["Content-Type"].startswith("application/vnd"), page.context["form"]
    [event] = exports()
    assert event.after["filter"] == "q=%E2%80%A6"
    member = body.spell.member
    found, _ = looks(member, keys_of(member, committee), committee)
    assert [look.what for look in found] == ["Xuất tệp"]
