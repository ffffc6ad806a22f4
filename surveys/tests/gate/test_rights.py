"""Who may what: a bí thư nothing, a team its own, the office all, leaders look."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.groups import AUDITOR, DEPUTY, LEADER, SECRETARY
from accounts.models import User
from accounts.tests.desk import confirmed
from branches.tests.factories import AccessFactory, BranchFactory
from surveys.campaigns import acts as campaign_acts
from surveys.campaigns.forms import CampaignForm
from surveys.models import SurveyRecord
from surveys.tests.factories import SurveyDraftFactory, SurveyRecordFactory
from surveys.tests.gate.conftest import user_of
from surveys.tests.gate.phone import Phone


@pytest.fixture
def record(gate):
    return SurveyRecordFactory(
        campaign=gate.campaign, enterprise=gate.mine[0], proposed="eligible"
    )


@pytest.fixture
def addresses(gate, record):
    """{name: address} of every page of the room, about rows that are there."""
    place = {"campaign": gate.campaign, "enterprise": gate.mine[1]}
    draft = SurveyDraftFactory(**place, entered_by=gate.surveyor)
    own, form = [record.pk], [gate.campaign.pk, gate.mine[1].pk]
    args = {
        "records": [],
        "record-confirmations": [],
        "draft-drop": [draft.pk],
        "record-list": [gate.campaign.pk],
        "record-enterprise-new": [gate.campaign.pk],
        "record-form": form,
        "record-keep": form,
        **dict.fromkeys(
            (
                *("record", "record-confirm", "record-correct", "record-register"),
                "record-case",
            ),
            own,
        ),
    }
    return {n: reverse(f"surveys:{n}", args=a) for n, a in args.items()}


def answers(client, addresses):
    """{name: (GET, POST)} as status codes; 405 where a way is not open at all."""
    return {
        name: (client.get(url).status_code, client.post(url).status_code)
        for name, url in addresses.items()
    }


@pytest.mark.parametrize("group", [SECRETARY, DEPUTY])
def test_secretary_lacks_the_right_to_all_of_it(client, addresses, group):
    user = User.objects.create_user("bithu", full_name="Bí thư")
    user.groups.add(Group.objects.get(name=group))
    AccessFactory(user=user, branch=BranchFactory())
    client.force_login(user)
    statuses = {s for pair in answers(client, addresses).values() for s in pair}
    assert statuses <= {403, 405}


def test_right_without_the_body_finds_nothing(client, addresses, gate):
    """Somebody given the rights of a surveyor, but a branch alone to look after."""
    user = User.objects.create_user("nham", full_name="Giao nhầm")
    user.groups.set(gate.surveyor.groups.all())
    AccessFactory(user=user, branch=BranchFactory())
    gate.team.users.add(user)
    client.force_login(user)
    found = answers(client, addresses)
    assert found.pop("records") == (200, 405)
    assert {s for pair in found.values() for s in pair} <= {403, 404, 405}
    page = client.get(addresses["records"])
    assert (page.context["open"], [*page.context["drafts"]]) == ([], [])


@pytest.mark.parametrize("group", [LEADER, AUDITOR])
def test_who_may_only_look_reads_the_record_alone(client, addresses, group, gate):
    client.force_login(user_of(group, "xem", "Người Xem"))
    found = answers(client, addresses)
    assert found.pop("record") == (200, 405)
    assert {s for pair in found.values() for s in pair} <= {403, 405}
    html = client.get(addresses["record"]).content.decode()
    for word in ("Sửa phiếu", "Mở hồ sơ vận động", "Ghi vào sổ", "Xác nhận phân loại"):
        assert word not in html


def test_surveyor_does_not_confirm(client, addresses, gate):
    client.force_login(gate.surveyor)
    found = answers(client, addresses)
    assert found["record-confirmations"] == (403, 403)
    assert found["record-confirm"] == (403, 403)
    assert SurveyRecord.objects.get().result == ""


def test_surveyor_neither_plans_nor_joins_a_team(client, gate):
    gate.surveyor.is_staff = True
    gate.surveyor.save()
    client.force_login(gate.surveyor)
    confirmed(client)
    form = {"name": "Đợt lậu", "started_on": "01/05/2021"}
    assert client.post(reverse("surveys:campaign-new"), form).status_code == 403
    other = gate.campaign.teams.get(name="Tổ 2")
    page = reverse("admin:surveys_team_change", args=[other.pk])
    typed = {"campaign": other.campaign_id, "name": "Tổ 2"}
    typed["users"] = [gate.surveyor.pk]
    assert client.post(page, typed).status_code == 403
    assert not other.users.filter(pk=gate.surveyor.pk).exists()


def test_act_refuses_a_new_campaign_without_the_right(gate):
    form = CampaignForm({"name": "Đợt lậu", "started_on": "01/05/2021"})
    assert form.is_valid()
    with pytest.raises(PermissionDenied):
        campaign_acts.save(form, by=gate.surveyor, title="Lập đợt")


def test_another_team_s_enterprise_is_not_there(client, gate):
    phone = Phone(client, gate.surveyor, gate.campaign, gate.theirs)
    assert phone.open().status_code == 404
    assert phone.tap("not_found").status_code == 404
    assert phone.keep("labour", workers="3").status_code == 404
    assert (phone.records, phone.typed) == ([], None)


@pytest.mark.parametrize("name", ["keying", "keying-line"])
def test_another_team_s_sheet_is_not_keyed(client, gate, name):
    client.force_login(gate.surveyor)
    other = gate.campaign.assignments.get(team__name="Tổ 2")
    line = other.listed.get().pk
    typed = {"line": line, f"found-{line}": "1", f"surveyed_on-{line}": "10/05/2021"}
    address = reverse(f"surveys:{name}", args=[gate.campaign.pk, other.pk])
    assert client.post(address, typed).status_code == 404
    assert not SurveyRecord.objects.exists()


def test_sheets_to_key_in_are_the_own_ones(client, gate):
    client.force_login(gate.surveyor)
    for page in (
        gate.campaign.get_absolute_url(),
        reverse("reports:walk-sheets", args=[gate.campaign.pk]),
    ):
        html = client.get(page).content.decode()
        for row in gate.campaign.assignments.all():
            address = reverse("surveys:keying", args=[gate.campaign.pk, row.pk])
            assert (address in html) is (row == gate.assignment)


def test_enterprise_on_no_list_may_be_entered_by_any_team(client, gate):
    phone = Phone(client, gate.surveyor, gate.campaign, gate.unlisted)
    phone.tap("not_found")
    assert [r.team for r in phone.records] == [gate.team]


def test_who_is_in_no_team_enters_nothing(client, gate):
    gate.team.users.clear()
    for enterprise in (gate.mine[0], gate.unlisted):
        phone = Phone(client, gate.surveyor, gate.campaign, enterprise)
        assert phone.open().status_code == 404


def test_office_enters_for_every_team(client, gate):
    phone = Phone(client, gate.office, gate.campaign, gate.theirs)
    phone.tap("not_found")
    assert [r.team.name for r in phone.records] == ["Tổ 2"]


def test_surveyor_corrects_the_own_list_while_it_is_open(client, gate, record, close):
    client.force_login(gate.surveyor)
    theirs = SurveyRecordFactory(campaign=gate.campaign, enterprise=gate.theirs)
    url = f"{record.get_absolute_url()}correct/"
    assert client.get(url).status_code == 200
    assert client.get(f"{theirs.get_absolute_url()}correct/").status_code == 404
    close()
    assert client.get(url).status_code == 404
    assert "Sửa phiếu" not in client.get(record.get_absolute_url()).content.decode()


def test_voided_team_enters_nothing(client, gate):
    other = gate.campaign.teams.get(name="Tổ 2")
    other.users.add(gate.surveyor)
    phone = Phone(client, gate.surveyor, gate.campaign, gate.theirs)
    assert phone.open().status_code == 200
    for row in gate.campaign.listed.filter(enterprise=gate.theirs):
        row.void(by=None, reason="Nhầm")
    for row in other.assignments.all():
        row.void(by=None, reason="Nhầm")
    other.void(by=None, reason="Lập nhầm")
    gate.team.users.clear()
    assert phone.open().status_code == 404
