"""History tells a code as the pages do: levels, kinds of entries, indicators, checks."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.history import words
from accounts.history.changes import told
from accounts.history.words import columns
from accounts.models import LogEvent
from branches.tests.factories import AccessFactory
from members.models import MemberEvent, Qualification
from reports.health.catalogue import CHECKS
from reports.models import Acceptance, Snooze, Target
from tests.cast import somebody


def lines(row, kind, user):
    table, key = row._meta.db_table, str(row.pk)
    event = LogEvent.objects.filter(table=table, row=key, kind=kind).latest("id")
    [entry] = told([event], user)
    return {line.label: (line.before, line.after) for line in entry.lines}


@pytest.fixture
def degree(body):
    return Qualification.objects.create(
        member=body.spell.member,
        kind="profession",
        level=4,
        granted_on=dt.date(2012, 6, 1),
    )


def test_new_level_has_its_name(degree, committee):
    found = lines(degree, "insert", committee)
    assert found["Bậc"] == ("(trống)", degree.level_label)
    assert not degree.level_label.startswith("bậc")


def test_changed_level_has_both_names(degree, committee):
    before = degree.level_label
    degree.level = 5
    degree.save()
    assert lines(degree, "update", committee) == {"Bậc": (before, degree.level_label)}
    assert before != degree.level_label


def test_level_means_another_thing_when_the_kind_changes(degree, committee):
    before = degree.level_label
    degree.kind, degree.level = "theory", 3
    degree.save()
    degree.level, degree.kind = 3, "general"
    degree.save()
    found = lines(degree, "update", committee)
    assert found["Bậc"] == (
        Qualification.named("theory", 3),
        Qualification.named("general", 3),
    )
    assert before not in found["Bậc"]


def test_level_is_silent_when_something_else_changes(degree, committee):
    degree.school = "Trường A"
    degree.save()
    assert set(lines(degree, "update", committee)) == {"Nơi đào tạo"}


def test_kind_of_an_entry_indicator_and_check_have_their_names(body, committee):
    entry = MemberEvent.objects.create(
        member=body.spell.member, kind="death", happened_on=dt.date(2022, 1, 3)
    )
    target = Target.objects.create(
        committee=body.own,
        indicator="T02",
        level="assigned",
        year=2022,
        value=5,
        decided_on=dt.date(2022, 1, 3),
    )
    accepted = Acceptance.objects.create(
        code=CHECKS[0].code,
        row="x",
        finding="y",
        reason="z",
        accepted_on=dt.date(2022, 1, 3),
        accepted_by=committee,
    )
    snooze = Snooze.objects.create(
        key="card:1",
        started_on=dt.date(2022, 1, 3),
        ended_on=dt.date(2022, 1, 9),
        reason="z",
        created_by=committee,
    )
    assert lines(snooze, "insert", committee)["Việc"][1] == "Phát thẻ đảng viên"
    assert lines(entry, "insert", committee)["Biến động"][1] == "Từ trần"
    assert "T02" not in lines(target, "insert", committee)["Chỉ tiêu"][1]
    assert lines(accepted, "insert", committee)["Kiểm tra"][1] == CHECKS[0].label


@pytest.mark.parametrize(
    "row", [{"kind": "gone", "level": 4}, {"level": 4}, None, {"kind": [], "level": 4}]
)
def test_code_that_nobody_knows_any_more_stands_as_it_is(row):
    field = columns(Qualification)["level"]
    assert words.value(field, 4, {}, row) == "4"


def test_history_of_a_row_needs_the_right_to_see_such_rows(client, body):
    """In the scope, on the staff, but without the right over members."""
    user = somebody("ai", "Ai", is_staff=True)
    AccessFactory(user=user, committee=body.own)
    client.force_login(user)
    page = reverse("admin:members_member_history", args=[body.spell.member_id])
    assert client.get(page).status_code == 403
