"""«Nhập thay»: the office enters a branch's step, and log, history and home say so."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.groups import AUDITOR
from accounts.history.changes import told, told_within
from accounts.log import acting_as
from accounts.models import LogEvent
from branches import delegation
from branches.models import Access
from branches.tests.factories import AccessFactory
from hoangmai_party import clock
from members.models import MemberEvent, Rating
from members.tests.yearly.desk import YEAR, fields_of
from reports import latest
from tests.cast import somebody

# (what the form asks beside day and number) of each step that is the branch's own.
AWAY = {"happened_on": "01/09/2021", "number": "12", "destination": "Đảng bộ A"}
EXEMPT = {"happened_on": "01/09/2021", "number": "12", "kind": "open"}
BACK = {"happened_on": "01/10/2021"}
GUEST = {"happened_on": "01/09/2021", "came_from": "Đảng bộ A"}


@pytest.fixture
def send(client, body):
    """Let somebody send an entry about the member of `mine`; its row."""

    def run(user, code, data):
        client.force_login(user)
        url = reverse("members:event-create", args=[body.spell.member_id, code])
        answer = client.post(url, {**data, "confirmed": "on"})
        assert answer.status_code == 302, answer.content.decode()
        return MemberEvent.objects.latest("pk")

    return run


def actors(entry):
    events = LogEvent.objects.filter(change_set=entry.change_set)
    return set(events.values_list("actor", flat=True))


def mark(branch):
    return f" for branches_branch:{branch.pk}"


@pytest.mark.parametrize(
    "steps",
    [
        [("temporary_away", AWAY), ("back", BACK)],
        [("exemption", EXEMPT), ("exemption_end", BACK)],
    ],
    ids=["away", "exempt"],
)
def test_office_enters_a_branch_step_in_its_place(steps, send, committee, body):
    for code, data in steps:
        entry = send(committee, code, data)
        assert actors(entry) == {f"user:{committee.pk} lan{mark(body.mine)}"}


def test_guest_is_the_step_of_the_branch_that_takes_in(send, committee, body):
    for code, data in (
        ("guest_in", {**GUEST, "branch": body.theirs.pk}),
        ("guest_out", BACK),
    ):
        entry = send(committee, code, data)
        assert actors(entry) == {f"user:{committee.pk} lan{mark(body.theirs)}"}


def test_what_the_committee_decides_is_the_office_s_own(send, committee):
    entry = send(committee, "death", {"happened_on": "01/09/2021", "number": "12"})
    assert actors(entry) == {f"user:{committee.pk} lan"}


def test_bi_thu_of_the_branch_stands_in_for_nobody(send, bold_secretary):
    entry = send(bold_secretary, "temporary_away", AWAY)
    assert actors(entry) == {f"user:{bold_secretary.pk} cao"}


@pytest.mark.parametrize("state", ["given", "ended", "voided", "of the other"])
def test_own_right_is_one_that_holds_today(state, committee, body):
    """The deputy whom it was given to enters it as an own step; a former one not."""
    there = body.theirs if state == "of the other" else body.mine
    row = AccessFactory(user=committee, branch=there)
    if state == "given":
        Access.objects.filter(pk=row.pk).update(given_by=somebody("thu", "Bí thư"))
    elif state == "ended":
        Access.objects.filter(pk=row.pk).update(ended_on=clock.today())
    elif state == "voided":
        row.void(by=None, reason="Nhầm")
    with acting_as(user=committee):
        found = delegation.on_behalf_of(body.mine)
    assert found == (None if state == "given" else body.mine)


def test_a_command_and_a_step_of_no_branch_stand_in_for_nobody(committee, body):
    assert delegation.on_behalf_of(body.mine) is None  # the system of the test
    with acting_as(user=committee):
        assert delegation.on_behalf_of(None) is None


def test_one_question_more(committee, body, django_assert_num_queries):
    with acting_as(user=committee), django_assert_num_queries(1):
        delegation.on_behalf_of(body.mine)


@pytest.mark.parametrize("whose", ["branch", "body"])
def test_grid_of_one_branch_is_its_step_the_body_s_is_not(
    whose, client, committee, body
):
    client.force_login(committee)
    urls = {
        "branch": reverse("members:branch-ratings", args=[body.mine.pk, YEAR]),
        "body": reverse("members:ratings", args=[YEAR]),
    }
    data = fields_of(client.get(urls[whose]).content.decode())
    line = next(name for name in data if name.endswith("-grade"))
    answer = client.post(urls[whose], {**data, line: "good"})
    assert answer.status_code == 302, answer.content.decode()
    assert Rating.objects.count() == 1
    event = LogEvent.objects.get(table="members_rating", kind="insert")
    expected = mark(body.mine) if whose == "branch" else ""
    assert event.actor == f"user:{committee.pk} lan{expected}"


# In words


@pytest.fixture
def entry(send, committee):
    return send(committee, "temporary_away", AWAY)


def words_for(entry, reader):
    [line] = told(LogEvent.objects.filter(row=entry.pk, kind="insert"), reader)
    return line.who


def test_history_and_home_page_say_it(client, entry, committee, body):
    name = body.mine.name
    page = reverse("admin:members_member_history", args=[body.spell.member_id])
    html = client.get(page).content.decode()
    assert f"Văn phòng (lan), nhập thay {name}" in html
    newest = latest.entries(committee)[0]
    assert newest.who == f"Văn phòng, nhập thay {name}"


def test_list_of_the_log_says_it_and_filters_by_it(client, entry, body):
    auditor = somebody("ai", "Kiểm tra", is_staff=True)
    auditor.groups.add(Group.objects.get(name=AUDITOR))
    AccessFactory(user=auditor, committee=body.own)
    client.force_login(auditor)
    url = reverse("admin:accounts_logevent_changelist")
    found = client.get(url, {"behalf": "1"}).context["cl"].result_list
    assert {event.change_set for event in found} == {entry.change_set}
    assert {event.entry.who for event in found} == {
        f"Văn phòng (lan), nhập thay {body.mine.name}"
    }
    assert len(client.get(url).context["cl"].result_list) > len(found)


def test_who_may_not_see_the_branch_does_not_read_its_name(entry, committee, outsider):
    events = LogEvent.objects.filter(change_set=entry.change_set)
    for line in told_within(events, outsider):
        assert line.who == "Văn phòng (lan), nhập thay (ngoài phạm vi)"


@pytest.mark.parametrize("count", [1, 3])
def test_names_of_branches_are_one_question(
    count, committee, body, django_assert_num_queries
):
    made = []
    for number in range(count):
        actor = f"user:{committee.pk} lan{mark((body.mine, body.theirs)[number % 2])}"
        made.append(LogEvent.objects.create(actor=actor, kind="view"))
    with django_assert_num_queries(1):
        lines = told(made, committee)
    assert all(", nhập thay " in line.who for line in lines)
    assert not any("ngoài phạm vi" in line.who for line in lines)


def test_place_in_a_table_that_is_gone_has_no_name(committee):
    gone = LogEvent.objects.create(actor="system:x for gone_table:4", kind="view")
    [line] = told([gone], committee)
    assert line.who == "Hệ thống, nhập thay (ngoài phạm vi)"
