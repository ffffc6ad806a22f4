"""Deadlines of outreach: their days, who reads them, where they do not go."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.groups import OFFICE, SECRETARY
from accounts.models import User
from branches.models import Rule
from branches.tests.factories import AccessFactory, BranchFactory
from hoangmai_party import clock
from reports import due
from reports.due import outreach
from reports.due.book import Book
from reports.tests.due import found
from surveys.cases import queries
from surveys.cases.stages import C
from surveys.tests.cases.world import make_world
from surveys.tests.factories import ProposalFactory, VisitFactory

D = dt.date
ONE = dt.timedelta(days=1)
TODAY = D(2021, 8, 20)
RAISED, SENT = D(2021, 8, 1), D(2021, 8, 10)
PROMISED = {"next_action": "Gửi mẫu đơn", "next_by": "Khảo", "next_on": D(2021, 9, 5)}
FORWARDED = {"forwarded_to": "UBND quận", "forwarded_on": SENT}


@pytest.fixture
def world(db):
    with clock.fixed(TODAY):
        yield make_world()


def somebody(group, **where):
    user = User.objects.create(username=group, full_name=group)
    user.groups.add(Group.objects.get(name=group))
    AccessFactory(user=user, started_on=D(2015, 1, 1), **where)
    return user


@pytest.fixture
def office(world):
    return somebody(OFFICE, committee=world.by.access_rows.get().committee)


@pytest.fixture
def secretary(world, office):
    branch = BranchFactory(committee=office.access_rows.get().committee)
    return somebody(SECRETARY, branch=branch)


def put(world, kind):
    """Write the row that the kind looks for."""
    if kind == "visit_action":
        return VisitFactory(case=world.case, visited_on=D(2021, 8, 1), **PROMISED)
    if kind == "case_review":
        world.lead_to(C.DEFERRED)
        return world.case.steps.get(stage=C.DEFERRED)
    sent = FORWARDED if kind == "proposal_answer" else {}
    return ProposalFactory(case=world.case, raised_on=RAISED, **sent)


def after(code, day):
    return day + dt.timedelta(days=int(Rule.objects.value(code, day)))


def due_day(kind):
    """What the row of `put` waits for."""
    if kind == "proposal_forward":
        return after(Rule.Code.PROPOSAL_FORWARD, RAISED)
    if kind == "proposal_answer":
        return after(Rule.Code.PROPOSAL_ANSWER, SENT)
    return PROMISED["next_on"] if kind == "visit_action" else D(2021, 9, 1)


def item(kind, day, user=None):
    """The one line of the kind on the day; None where there is none."""
    lines = found(kind, day, user)
    assert len(lines) <= 1
    return lines[0] if lines else None


KINDS = [kind.code for kind in outreach.KINDS]


@pytest.mark.parametrize("kind", KINDS)
def test_day_before_the_day_and_the_day_after(world, kind):
    put(world, kind)
    day = due_day(kind)
    shown = [item(kind, d).left for d in (day - ONE, day, day + ONE)]
    assert shown == ["còn 1 ngày", "đến hạn hôm nay", "quá hạn 1 ngày"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_says_whom_what_and_why_and_opens_the_case(client, world, office, kind):
    row = put(world, kind)
    line = item(kind, TODAY, office)
    assert line.key == f"{kind}:{row.pk}"
    assert line.subject.startswith("Công ty TNHH Bình Minh: ")
    assert line.words
    client.force_login(office)
    assert client.get(line.url).context["case"] == world.case


def test_what_was_done_answered_or_goes_on_is_gone(world):
    visit = put(world, "visit_action")
    visit.next_done_on = TODAY
    visit.save()
    sent = put(world, "proposal_answer")
    sent.answered_on, sent.answer = TODAY, "Đã bố trí"
    sent.save()
    put(world, "case_review")
    world.go(C.OUTREACH, TODAY)
    assert [item(kind, TODAY) for kind in KINDS] == [None] * 4
    assert item("case_review", TODAY - ONE) is not None


def test_forwarding_turns_one_line_into_the_other(world):
    row = put(world, "proposal_forward")
    for name, value in FORWARDED.items():
        setattr(row, name, value)
    row.save()
    assert item("proposal_forward", SENT - ONE) is not None
    assert item("proposal_answer", SENT - ONE) is None
    assert item("proposal_forward", SENT) is None
    assert item("proposal_answer", SENT) is not None


def test_no_rule_for_the_day_is_said(world):
    for rule in Rule.objects.filter(code=Rule.Code.PROPOSAL_FORWARD):
        rule.void(by=world.by, reason="Chưa có văn bản")
    put(world, "proposal_forward")
    line = item("proposal_forward", TODAY)
    assert (line.due_on, line.left) == (None, "chưa tính được hạn")


# Who reads them, and where they do not go


def test_no_branch_reads_them(world, secretary):
    for kind in KINDS:
        put(world, kind)
    codes = {line.kind.code for line in due.everything(secretary, TODAY)}
    assert not codes & due.OUTREACH
    secretary.user_permissions.add(*_every_right())
    again = User.objects.get(pk=secretary.pk)
    assert due.kinds_for(again) != due.kinds_for(secretary)
    codes = {line.kind.code for line in due.everything(again, TODAY)}
    assert not codes & due.OUTREACH  # the scope holds where a right was given by hand


def _every_right():
    names = {
        right.partition(".")[2] for kind in outreach.KINDS for right in kind.rights
    }
    return Permission.objects.filter(codename__in=names)


def test_meeting_of_the_secretaries_leaves_them_out(client, world, office):
    for kind in KINDS:
        put(world, kind)
    client.force_login(office)
    shown = client.get(reverse("reports:due")).context["items"]
    assert {line.kind.code for line in shown} >= due.OUTREACH
    tables = client.get(reverse("reports:due-meeting")).context["tables"]
    words = {str(cell) for table in tables for row in table.rows for cell in row.cells}
    assert words.isdisjoint({kind.label for kind in outreach.KINDS})
    assert "Bình Minh" not in "".join(words)
    line = item("proposal_forward", TODAY, office)
    typed = {"until": f"{TODAY + 3 * ONE:%d/%m/%Y}", "reason": "Chờ họp"}
    client.post(line.snooze_url, typed)
    assert "hoãn nhắc" in str(client.get(reverse("reports:due")).context["tables"])
    paper = client.get(reverse("reports:due-meeting")).context
    assert "hoãn nhắc" not in paper["subtitle"]


def test_the_office_puts_one_off(client, world, office):
    put(world, "proposal_forward")
    line = item("proposal_forward", TODAY, office)
    client.force_login(office)
    typed = {"until": f"{TODAY + 3 * ONE:%d/%m/%Y}", "reason": "Chờ họp"}
    assert client.post(line.snooze_url, typed).status_code == 302
    assert due.items(office, TODAY, {"proposal_forward"}) == []
    [back] = due.items(office, TODAY + 3 * ONE, {"proposal_forward"})
    assert back.key == line.key


@pytest.mark.parametrize("rows", [1, 3])
def test_one_query_a_kind_however_many_rows(world, office, rows):
    for _ in range(rows):
        for kind in set(KINDS) - {"case_review"}:
            put(world, kind)
    office.has_perm("reports.view_target")
    with CaptureQueriesContext(connection) as captured:
        due.everything(office, TODAY, due.OUTREACH)
    # Four kinds, the rules, the reach of the reader, the snoozes.
    assert len(captured) == 7


RULES = {"days": 7, "workdays": 7, "months": 1, "years": 1}


@pytest.mark.parametrize("unit", RULES)
@pytest.mark.parametrize("raised", [D(2021, 1, 31), D(2021, 2, 3), D(2020, 12, 31)])
def test_list_and_deadlines_call_the_same_proposals_late(world, unit, raised):
    """Tết 2021: from 10 to 16 February nobody works."""
    code = Rule.Code.PROPOSAL_FORWARD
    Rule.objects.filter(code=code).update(
        unit=unit, value=RULES[unit], started_on=D(2015, 1, 1)
    )
    ProposalFactory(case=world.case, raised_on=raised)
    due_on = Book(code).deadline(code, raised, "ngày nêu").due_on
    for day in (due_on, due_on + ONE, due_on + 40 * ONE):
        late = queries.overdue_proposals(day).exists()
        assert (day, late) == (day, day > due_on)
