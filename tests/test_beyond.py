"""A page sent unchanged changes nothing, also where a value is out of scope."""

import datetime as dt

import pytest
from django import forms
from django.contrib import admin
from django.urls import reverse

from accounts import beyond
from accounts.history.words import OUT_OF_SCOPE
from accounts.models import LogEvent
from accounts.tests.desk import Desk
from branches.models import Branch, BranchEvent, CoordinationRegulation, Meeting
from branches.tests.factories import AccessFactory
from enterprises.models import Enterprise
from enterprises.tests.factories import EnterpriseFactory
from members import actions
from members.models import (
    Award,
    Employment,
    MissedMeeting,
    Position,
)
from members.tests.factories import MemberFactory
from tests.cast import grant, somebody
from tests.leaks import Visitor
from tests.planted import plant

HIDDEN = "Vô Hình"
DAY = dt.date(2021, 6, 1)


@pytest.fixture
def person(body):
    """Somebody who has left the own branch: no longer seen."""
    person = MemberFactory(full_name=f"Đinh {HIDDEN}")
    spell = actions.admit(
        member=person, branch=body.mine, ceremony_on=dt.date(2019, 5, 1)
    )
    left = dt.date(2021, 12, 1)
    actions.leave(placement=spell.placements.get(), on=left, reason="transferred")
    return person


@pytest.fixture
def firm(body):
    """An enterprise without an own branch; the foreign branch is named like it."""
    body.theirs.names.update(name=f"Chi bộ {HIDDEN}")
    type(body.theirs).objects.filter(pk=body.theirs.pk).update(name=f"Chi bộ {HIDDEN}")
    return EnterpriseFactory(name=f"Công ty {HIDDEN}")


@pytest.fixture
def rows(body, person, firm):
    """{name: own row} that rests on something its secretary does not see."""
    since = {"started_on": DAY}
    office = {"basis": "elected", **since}
    member, own = body.spell.member, {"branch": body.mine}
    Employment.objects.create(member=member, enterprise=firm, job="staff", **since)
    Position.objects.create(member=member, branch=body.theirs, role="deputy", **office)
    meeting = Meeting.objects.create(**own, kind="regular", held_on=DAY)
    MissedMeeting.objects.create(meeting=meeting, member=person, reason="Ốm")
    event = body.mine.events_as_successor.get()
    event.predecessors.add(body.theirs)
    paper = {"number": "1", "decided_on": DAY, "reason": "Tốt"}
    return {
        "relation": Award.objects.create(
            **own, **paper, member=person, kind="merit", level="city"
        ),
        "inline of the member": member,
        "second relation": CoordinationRegulation.objects.create(
            **own,
            **since,
            enterprise=firm,
            number="2",
            signed_on=DAY,
            signer="A",
            counterpart="owner",
        ),
        "inline of the meeting": meeting,
        "required relation": Position.objects.create(
            **own, **office, member=person, role="secretary"
        ),
        "many relations": event,
    }


NAMES = (
    "relation",
    "inline of the member",
    "second relation",
    "inline of the meeting",
    "required relation",
    "many relations",
)


def changes():
    return LogEvent.objects.filter(kind__in=LogEvent.CHANGES).count()


def page_of(client, row):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return client.get(reverse(name, args=[row.pk])).content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_page_sent_unchanged_changes_nothing(client, bold_secretary, rows, name):
    desk, row = Desk(client, bold_secretary), rows[name]
    before = changes()
    answer = desk.save(type(row), row)
    assert (answer.errors, answer.above, answer.is_saved) == ({}, (), True)
    assert changes() == before


@pytest.mark.parametrize("name", NAMES)
def test_value_out_of_scope_has_no_name(client, bold_secretary, rows, name):
    client.force_login(bold_secretary)
    page = page_of(client, rows[name])
    assert OUT_OF_SCOPE in page
    assert HIDDEN not in page


@pytest.mark.parametrize("name", NAMES)
def test_reader_meets_no_name_either(client, body, rows, name):
    reader = somebody("doc", "Người đọc", is_staff=True)
    grant(reader, "enterprises", "branches", "members", "reports")
    AccessFactory(user=reader, branch=body.mine)
    client.force_login(reader)
    page = page_of(client, rows[name])
    assert OUT_OF_SCOPE in page or name == "many relations"
    assert HIDDEN not in page


@pytest.mark.parametrize("name", NAMES)
def test_who_sees_it_reads_the_name(client, committee, rows, name):
    client.force_login(committee)
    page = page_of(client, rows[name])
    assert OUT_OF_SCOPE not in page
    assert HIDDEN in page


def test_other_cells_of_the_row_can_be_changed(client, bold_secretary, rows):
    award = rows["relation"]
    Desk(client, bold_secretary).save(Award, award, number="Số mới")
    stored = Award.objects.get(pk=award.pk)
    assert (stored.number, stored.member_id) == ("Số mới", award.member_id)


def test_other_value_cannot_be_sent_in_its_place(client, bold_secretary, rows, body):
    award = rows["relation"]
    own = body.spell.member_id
    Desk(client, bold_secretary).save(Award, award, member=str(own))
    assert Award.objects.get(pk=award.pk).member_id == award.member_id


def test_visible_one_of_many_can_be_taken_out(client, bold_secretary, rows, body):
    event = rows["many relations"]
    event.successors.add(body.theirs)
    Desk(client, bold_secretary).save(BranchEvent, event, predecessors=[])
    assert [*event.predecessors.all()] == [body.theirs]
    assert {*event.successors.all()} == {body.mine, body.theirs}


def test_rows_beside_a_hidden_one_keep_their_choice(client, bold_secretary, rows, body):
    member = body.spell.member
    firm = Enterprise.objects.visible_to(bold_secretary).first()
    seen = Employment.objects.create(
        member=member,
        enterprise=firm,
        job="staff",
        started_on=dt.date(2019, 1, 1),
        ended_on=DAY,
    )
    desk = Desk(client, bold_secretary)
    page = desk.open(type(member), member)
    shown = {str(v) for name, v in page.items() if name.endswith("-enterprise")}
    assert {OUT_OF_SCOPE, str([str(seen.enterprise_id)])} <= shown
    before = changes()
    assert desk.save(type(member), member).is_saved
    assert changes() == before


def test_field_of_a_form_alone_hides_nothing(body):
    class Asking(forms.ModelForm):
        near = forms.ModelChoiceField(Branch.objects.none())

        class Meta:
            model = Meeting
            fields = ("branch",)

    meeting = Meeting(branch=body.mine, kind="regular", held_on=DAY)
    form = Asking(instance=meeting)
    assert beyond.hidden({"near": form.fields["near"]}, [meeting]) == {}


def test_every_own_row_sent_unchanged_changes_nothing(
    client, body, secretary, bold_secretary
):
    """All desks at once, on the register of the canaries."""
    plant(body, secretary)
    visitor, desk = Visitor(client, bold_secretary, body), Desk(client, bold_secretary)
    before, faults = changes(), []
    for model in visitor.own.keys() & admin.site._registry.keys():
        for row in model._default_manager.filter(pk__in=visitor.own[model])[:3]:
            answer = desk.save(model, row)
            if not answer.is_saved:
                faults.append((model.__name__, answer.errors, answer.above))
    assert faults == []
    assert changes() == before
