"""The password once more, where apps meet: long exports and who may look where."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import LogEvent
from accounts.tests.door import PASSWORD
from branches.models import Holiday
from reports.tables import Row, Table, cells, heads
from tests.cast import grant

ASK = "/login/confirm/"


@pytest.fixture
def clerk(client, committee, settings):
    settings.STEP_UP_IN_DEMO = True
    committee.set_password(PASSWORD)
    committee.save()
    client.force_login(committee)
    return client


def holidays(count):
    days = [f"{1900 + number}-01-01" for number in range(count)]
    Holiday.objects.bulk_create(
        Holiday(day=day, name="x", is_workday=False) for day in days
    )


def export(client):
    url = reverse("admin:branches_holiday_export")
    fields = {"format": "0", "resource": "0"}
    page = client.get(url).content.decode()
    boxes = {
        n: "on" for n in page.split('name="')[1:] if "_" in n for n in [n.split('"')[0]]
    }
    return client.post(url, {**boxes, **fields})


@pytest.mark.parametrize(("count", "asks"), [(50, False), (51, True)])
def test_long_export_of_the_desk_asks(clerk, count, asks):
    Holiday.objects.all().delete()
    holidays(count)
    answer = export(clerk)
    is_file = answer.headers.get("Content-Type", "").startswith("application/vnd")
    assert is_file is not asks
    assert LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT).exists() is not asks
    if asks:
        assert answer.url.startswith(ASK)
        clerk.post(ASK, {"password": PASSWORD})
        form = clerk.get(reverse("kept_form")).context["kept"]
        sent = clerk.post(form.path, dict(form.fields))
        assert sent.headers["Content-Type"].startswith("application/vnd")


@pytest.mark.parametrize(
    ("page", "count", "asks"),
    [("roster", 50, False), ("roster", 51, True), ("growth", 51, False)],
)
def test_long_list_asks_and_the_download_goes_on(clerk, monkeypatch, page, count, asks):
    """A table of figures names nobody: it never asks."""
    table = Table("Bảng", heads("A"), tuple(Row(cells(n)) for n in range(1, count + 1)))
    made = {"title": "Bảng", "tables": [table]}
    monkeypatch.setattr("reports.roster.page", lambda asked, user: made)
    monkeypatch.setattr("reports.pages.composition.growth_page", lambda asked: made)
    url = reverse(f"reports:{page}") + "?format=xlsx"
    answer = clerk.get(url)
    assert (answer.status_code == 302) is asks
    if asks:
        done = clerk.post(ASK, {"password": PASSWORD, "next": url})
        assert f'content="0;url={url}"' in done.content.decode()
        answer = clerk.get(url)
    assert answer.headers["Content-Type"].startswith("application/vnd")


def test_who_may_look_where_asks(clerk, committee):
    committee.user_permissions.set([])
    grant(committee, "branches", actions=("view",))

    committee.user_permissions.add(
        *Permission.objects.filter(codename__endswith="_access")
    )
    url = reverse("admin:branches_access_add")
    assert clerk.get(url).url.startswith(ASK)
    clerk.post(ASK, {"password": PASSWORD})
    assert clerk.get(url).status_code == 200
