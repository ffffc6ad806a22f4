"""Nothing typed is ever lost: refusals, faults, lapsed log-ins, two phones."""

import time

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from accounts.login import kept
from surveys.models import SurveyDraft
from surveys.models.record import CLOSED
from surveys.tests.gate.conftest import user_of
from surveys.tests.gate.phone import Phone, messages_of

KEPT = "/login/kept/"


@pytest.fixture
def phone(client, gate):
    return Phone(client, gate.surveyor, gate.campaign, gate.mine[0])


@pytest.fixture
def other(gate):
    """A colleague of the same team, on another phone."""
    user = user_of("Cán bộ khảo sát vận động", "mai", "Đỗ Mai")
    gate.team.users.add(user)
    return Phone(Client(), user, gate.campaign, gate.mine[0])


def lapse(client):
    session = client.session
    session["seen_at"] = time.time() - 31 * 60
    session.save()


def test_half_typed_record_is_resumed_where_it_was_left(phone, gate):
    phone.tap("operating")
    phone.post("labour", go="owner", workers="40")
    home = phone.client.get(reverse("surveys:records")).content.decode()
    assert "Phiếu đang nhập" in home
    assert phone.url in home
    page = phone.open()
    assert page.context["slug"] == "owner"
    assert 'value="40"' in phone.open("labour").content.decode()


def test_draft_is_dropped_by_its_owner_alone(phone, other):
    phone.keep("labour", workers="40")
    draft = SurveyDraft.objects.get()
    url = reverse("surveys:draft-drop", args=[draft.pk])
    assert other.client.post(url).status_code == 404
    assert phone.client.get(url).status_code == 405
    assert phone.client.post(url).url == reverse("surveys:records")
    assert phone.typed is None


def test_lapsed_log_in_gives_the_screen_back(phone, gate):
    phone.keep("owner", owner_name="Phạm Thị Chủ")
    lapse(phone.client)
    answer = phone.post("labour", go="file", workers="40", note="")
    assert answer.url.startswith("/login/?next=")
    assert phone.records == []
    phone.client.force_login(gate.surveyor)
    form = phone.client.get(KEPT).context["kept"]
    again = {**dict(form.fields), kept.MARK: "1"}
    phone.client.post(form.path, again)
    [record] = phone.records
    assert (record.workers, record.owner_name) == (40, "Phạm Thị Chủ")


def test_lapsed_log_in_leaves_the_page_and_the_draft(phone):
    phone.keep("labour", workers="40")
    lapse(phone.client)
    url = f"{phone.url}keep/"
    typed = {"section": "labour", "workers": "41"}
    answer = phone.client.post(url, typed, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert phone.typed["workers"] == "40"


def test_form_is_kept_also_after_a_pause_that_met_the_lapse(phone, gate):
    """What htmx asks first must not use the lapsed session up."""
    lapse(phone.client)
    for _ in range(2):
        url, typed = f"{phone.url}keep/", {"section": "labour", "workers": "41"}
        answer = phone.client.post(url, typed, headers={"HX-Request": "true"})
        assert (answer.status_code, phone.typed) == (401, None)
    assert (
        phone.client.get(phone.url, headers={"HX-Request": "true"}).status_code == 401
    )
    phone.post("labour", go="file", workers="42")
    phone.client.force_login(gate.surveyor)
    form = phone.client.get(KEPT).context["kept"]
    phone.client.post(form.path, {**dict(form.fields), kept.MARK: "1"})
    assert [r.workers for r in phone.records] == [42]


@pytest.mark.parametrize("fault", [OperationalError("busy"), RuntimeError("ours")])
def test_fault_while_filing_keeps_what_was_typed(phone, fault):
    """The transaction that filed the record is gone, with the draft in it."""

    def broken(execute, sql, *args):
        if sql.startswith('INSERT INTO "surveys_surveyrecord"'):
            raise fault
        return execute(sql, *args)

    phone.client.raise_request_exception = False
    with connection.execute_wrapper(broken):
        answer = phone.post("labour", go="file", workers="40", note="Quý báu")
    assert answer.status_code in (500, 503)
    assert (phone.records, phone.typed["workers"]) == ([], "40")


def test_second_phone_is_told_who_is_typing(phone, other):
    phone.keep("labour", workers="40")
    page = other.open().content.decode()
    assert "Trần Thị Khảo Sát cũng đang nhập phiếu này" in page
    assert "cũng đang nhập" not in phone.open().content.decode()


def test_second_phone_keeps_what_it_typed_and_may_correct_with_it(phone, other):
    other.keep("terms", note="Chủ doanh nghiệp hẹn lại")
    phone.post("labour", go="file", workers="40")
    [record] = phone.records
    answer = other.post("labour", go="file", workers="44")
    assert answer.url == record.get_absolute_url()
    assert "vẫn còn ở “Phiếu đang nhập”" in messages_of(answer)[0]
    assert (other.typed["workers"], other.typed["note"]) == (
        "44",
        "Chủ doanh nghiệp hẹn lại",
    )
    assert "Dùng để sửa phiếu" in other.client.get(answer.url).content.decode()
    page = other.client.get(f"{answer.url}correct/", {"draft": "1"})
    form = page.context["form"]
    assert (form["workers"].value(), form["note"].value()) == (
        "44",
        "Chủ doanh nghiệp hẹn lại",
    )
    assert other.open().url == record.get_absolute_url()


def test_correcting_uses_the_draft_up(phone, other, gate):
    phone.post("labour", go="file", workers="40")
    other.keep("labour", workers="44")
    [record] = phone.records
    typed = {"surveyed_on": "10/05/2021", "workers": "44", "reason": "Đếm lại"}
    other.client.post(f"{record.get_absolute_url()}correct/", typed)
    assert [r.workers for r in phone.records] == [44]
    assert other.typed is None


def test_campaign_closed_meanwhile_refuses_in_words_and_keeps(phone, close):
    phone.keep("labour", workers="40")
    close()
    page = phone.post("labour", go="file", workers="41")
    said = page.context["form"].non_field_errors()
    assert [*said] == [CLOSED]
    assert (phone.records, phone.typed["workers"]) == ([], "41")
    assert "Đợt đã đóng" in phone.open().content.decode()


def test_page_that_is_only_opened_keeps_nothing(phone):
    phone.open()
    phone.open("labour")
    assert not SurveyDraft.objects.exists()


def test_late_keeping_revives_no_draft_of_a_filed_record(phone):
    phone.tap("not_found")
    assert phone.keep("labour", workers="3").status_code == 204
    assert phone.typed is None


def test_nothing_is_kept_once_the_campaign_is_closed(phone, close):
    close()
    assert phone.keep("labour", workers="3").status_code == 204
    assert phone.typed is None
