"""Rows that stand on another row's page: each can be opened and voided by itself."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.desk import PartAdmin, RecordInline
from accounts.records import Record
from branches.models import Meeting
from members.models import Employment, MissedMeeting
from members.tests.factories import MemberFactory
from tests.cast import ADMITTED, TODAY

REASON = {"reason": "Nhập nhầm dòng"}


def inlines():
    """Every model that is typed on another one's page."""
    return {
        inline.model
        for desk in admin.site._registry.values()
        for inline in desk.inlines
        if issubclass(inline, RecordInline)
    }


def test_every_row_of_an_inline_has_a_page_where_it_is_voided():
    assert len(inlines()) > 15
    for model in inlines():
        assert issubclass(model, Record), model
        assert model in admin.site._registry, model
    for model, desk in admin.site._registry.items():
        if isinstance(desk, PartAdmin):
            field = model._meta.get_field(desk.owner)
            assert field.related_model in admin.site._registry, model


@pytest.fixture
def job(body):
    host = body.mine.enterprise_links.get().enterprise
    facts = {"member": body.spell.member, "enterprise": host, "job": "staff"}
    return Employment.objects.create(**facts, started_on=ADMITTED)


def address(row, action):
    info = row._meta.app_label, row._meta.model_name, action
    return reverse("admin:{}_{}_{}".format(*info), args=[row.pk])


def test_the_owner_s_page_leads_to_the_part_and_back(client, committee, job):
    client.force_login(committee)
    owner = address(job.member, "change")
    assert address(job, "change") in client.get(owner).content.decode()
    page = client.get(address(job, "change")).content.decode()
    assert address(job, "delete") in page
    answer = client.post(address(job, "delete"), REASON)
    assert (answer.status_code, answer.url) == (302, owner)
    job.refresh_from_db()
    assert (job.void_reason, job.voided_by) == ("Nhập nhầm dòng", committee)
    assert not Employment.objects.exists()
    assert address(job, "change") not in client.get(owner).content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501, "a\0b"])
def test_a_part_is_not_voided_without_a_reason(client, committee, job, reason):
    client.force_login(committee)
    page = client.post(address(job, "delete"), {"reason": reason})
    assert page.context["form"].errors["reason"]
    assert Employment.objects.get() == job


def test_a_missed_member_is_taken_back_and_the_meeting_stays(client, committee, body):
    meeting = Meeting.objects.create(branch=body.mine, kind="regular", held_on=TODAY)
    row = MissedMeeting.objects.create(meeting=meeting, member=body.spell.member)
    client.force_login(committee)
    client.post(address(row, "delete"), REASON)
    assert not MissedMeeting.objects.exists()
    assert Meeting.objects.get() == meeting


def test_parts_have_no_list_no_adding_and_no_place_in_the_menu(client, committee, job):
    client.force_login(committee)
    listed = client.get(reverse("admin:members_employment_changelist"))
    assert (listed.status_code, listed.url) == (302, reverse("admin:index"))
    assert client.get(reverse("admin:members_employment_add")).status_code == 403
    menu = client.get(reverse("admin:index")).content.decode()
    assert reverse("admin:members_employment_changelist") not in menu


def test_a_part_of_a_foreign_row_is_not_there(client, bold_secretary, body, job):
    foreign = Employment.objects.create(
        member=MemberFactory(),
        enterprise=job.enterprise,
        job="staff",
        started_on=ADMITTED,
    )
    client.force_login(bold_secretary)
    assert client.get(address(job, "change")).status_code == 200
    for action in ("change", "delete"):
        assert client.post(address(foreign, action), REASON).status_code in (302, 404)
    foreign.refresh_from_db()
    assert foreign.voided_at is None
