"""Kiến nghị of owners: raised, forwarded, answered; who may."""

import pytest
from django.contrib.auth.models import Group

from accounts.groups import LEADER, SURVEYOR
from accounts.models import User
from branches.tests.factories import AccessFactory, BranchFactory
from surveys.models import Proposal, Visit
from surveys.tests.cases.page import TODAY, text, url
from surveys.tests.cases.world import D


def states(clerk):
    kinds = ("open", "overdue", "new", "forwarded", "answered", "all")
    pages = (clerk.get(url("proposals", state=kind)) for kind in kinds)
    return [page.context["shown"].paginator.count for page in pages]


def test_a_proposal_goes_its_way(clerk, world, asked):
    assert states(clerk) == [1, 1, 1, 0, 0, 1]
    sent = {"forwarded_to": "UBND phường", "forwarded_on": "20/05/2021"}
    clerk.post(url("proposal-forward", asked.pk), sent)
    assert states(clerk) == [1, 0, 0, 1, 0, 1]
    done = {"answered_on": "30/05/2021", "answer": "Đã bố trí"}
    clerk.post(url("proposal-answer", asked.pk), done)
    assert states(clerk) == [0, 0, 0, 0, 1, 1]
    asked.refresh_from_db()
    assert (asked.forwarded_to, asked.answer) == ("UBND phường", "Đã bố trí")


def test_an_overdue_proposal_says_so(clerk, world, asked):
    page = text(clerk.get(url("proposals")))
    assert "! quá hạn" in page
    asked.raised_on = TODAY
    asked.save()
    assert "! quá hạn" not in text(clerk.get(url("proposals")))


def test_proposals_are_found_by_enterprise(clerk, world, asked):
    found = clerk.get(url("proposals", q="binh minh")).context["shown"]
    assert list(found) == [asked]
    assert not list(clerk.get(url("proposals", q="khong co")).context["shown"])


REFUSED_PROPOSALS = {
    "to nobody": ("forward", {"forwarded_on": "20/05/2021"}, "forwarded_to"),
    "before it was raised": (
        "forward",
        {"forwarded_to": "UBND", "forwarded_on": "01/05/2021"},
        "forwarded_on",
    ),
    "sent tomorrow": (
        "forward",
        {"forwarded_to": "UBND", "forwarded_on": "02/06/2021"},
        "forwarded_on",
    ),
    "answered without words": ("answer", {"answered_on": "20/05/2021"}, "answer"),
}


@pytest.mark.parametrize("what", REFUSED_PROPOSALS)
def test_a_badly_typed_proposal_is_refused_at_its_field(clerk, world, asked, what):
    act, typed, field = REFUSED_PROPOSALS[what]
    page = clerk.post(url(f"proposal-{act}", asked.pk), typed)
    assert field in page.context["form"].errors
    asked.refresh_from_db()
    assert asked.state == "Chưa chuyển"


def test_an_answered_proposal_is_not_forwarded(clerk, world, asked):
    asked.answered_on, asked.answer = D(2021, 5, 9), "Đã bố trí"
    asked.save()
    sent = {"forwarded_to": "UBND phường", "forwarded_on": "20/05/2021"}
    page = text(clerk.post(url("proposal-forward", asked.pk), sent))
    assert "Kiến nghị này đã trả lời 09/05/2021." in page


def test_a_proposal_is_written_corrected_and_voided(clerk, world):
    new = {"raised_on": "02/05/2021", "content": "Xin lắp đèn"}
    clerk.post(url("proposal-new", world.case.pk), new)
    row = Proposal.objects.get()
    change = {"raised_on": "03/05/2021", "content": "Xin lắp đèn đường"}
    clerk.post(url("proposal-correct", row.pk), change | {"why-reason": "Thiếu chữ"})
    row.refresh_from_db()
    assert (row.content, row.raised_on) == ("Xin lắp đèn đường", D(2021, 5, 3))
    clerk.post(url("proposal-void", row.pk), {"reason": "Trùng"})
    assert not Proposal.objects.exists()


ROOMS = ("cases", "case-board", "case-due", "proposals", "case-find")


def test_a_leader_reads_and_changes_nothing(client, world, asked):
    leader = User.objects.create(username="lanhdao")
    leader.groups.add(Group.objects.get(name=LEADER))
    AccessFactory(user=leader, committee=world.by.access_rows.get().committee)
    client.force_login(leader)
    page = text(client.get(world.case.get_absolute_url()))
    assert "Xin chỗ để xe" in page
    assert "button primary" not in page
    assert "Chuyển giai đoạn" not in page
    for name in ("visit-new", "proposal-new", "case-facts", "case-close"):
        assert client.get(url(name, world.case.pk)).status_code == 403
    assert client.post(url("proposal-void", asked.pk)).status_code == 403


def test_a_surveyor_of_nothing_finds_nothing(client, world, asked):
    """With every right, but looking after a branch alone."""
    stranger = User.objects.create(username="la")
    stranger.groups.add(Group.objects.get(name=SURVEYOR))
    AccessFactory(user=stranger, branch=BranchFactory())
    client.force_login(stranger)
    for name in ROOMS:
        assert "Bình Minh" not in text(client.get(url(name, q="binh minh")))
    closed = [
        world.case.get_absolute_url(),
        url("visit-new", world.case.pk),
        url("proposal-answer", asked.pk),
        url("visit-correct", Visit.objects.get().pk),
    ]
    assert {client.get(address).status_code for address in closed} == {404}


def test_rows_of_a_voided_case_are_gone(clerk, world):
    row = Visit.objects.get()
    world.case.void(by=world.by, reason="Nhầm")
    assert clerk.get(world.case.get_absolute_url()).status_code == 404
    assert clerk.get(url("visit-correct", row.pk)).status_code == 404
