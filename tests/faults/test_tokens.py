"""Submit tokens and previews, page by page."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from accounts import tokens
from accounts.models import SubmitToken
from accounts.tests.desk import _Fields
from branches.models import BranchEvent
from hoangmai_party import clock
from members.models import Member, MemberEvent
from tests.cast import TODAY

TOKEN = "a" * 24
PERSON = {"full_name": "Trần Văn Mới", "sex": "male", "born_on": "05/09/1990"}


@pytest.fixture
def clerk(client, committee):
    client.force_login(committee)
    return client


def texts(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def hidden(answer):
    fields = _Fields(answer.content.decode()).values
    return {name: text for name, text in fields.items() if name}


def add(client, **typed):
    url = reverse("admin:members_member_add")
    page = hidden(client.get(url))
    data = {k: v for k, v in page.items() if "__prefix__" not in k}
    return client.post(url, {**data, **PERSON, **typed})


def test_added_twice_is_added_once(clerk):
    first = add(clerk, sent_token=TOKEN)
    second = add(clerk, sent_token=TOKEN)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert tokens.ALREADY in texts(second)
    assert Member.objects.filter(full_name="Trần Văn Mới").count() == 1


def test_two_pages_are_two_rows(clerk):
    add(clerk)
    add(clerk, born_on="06/09/1991")
    assert Member.objects.filter(full_name="Trần Văn Mới").count() == 2


def test_refused_form_may_be_sent_again(clerk):
    assert add(clerk, sent_token=TOKEN, full_name="").status_code == 200
    assert not SubmitToken.objects.exists()
    assert add(clerk, sent_token=TOKEN).status_code == 302


@pytest.mark.parametrize("token", ["x", "a b" * 10, "<script>" * 4, "a" * 65])
def test_token_of_another_shape_is_refused(clerk, token):
    assert add(clerk, sent_token=token).status_code == 400
    assert not Member.objects.filter(full_name="Trần Văn Mới").exists()


def test_token_of_another_user_is_refused(clerk, secretary):
    SubmitToken.objects.create(token=TOKEN, user=secretary, landed_at="/")
    assert add(clerk, sent_token=TOKEN).status_code == 400


def test_old_tokens_are_forgotten(clerk, committee):
    old = timezone.now() - tokens.KEPT - dt.timedelta(hours=1)
    SubmitToken.objects.create(token="o" * 24, user=committee, made_at=old)
    add(clerk)
    assert not SubmitToken.objects.filter(token="o" * 24).exists()
    assert SubmitToken.objects.count() == 1


EXIT = {"happened_on": "10/01/2022", "number": "12-GT", "destination": "Đảng bộ A"}


@pytest.fixture
def leave(body, clerk):
    """The page that sends a member away, up to the preview."""
    url = reverse("members:event-create", args=[body.spell.member_id, "transfer_out"])
    preview = clerk.post(url, EXIT)
    assert preview.status_code == 200
    return url, hidden(preview)


def test_entry_sent_twice_is_written_once(clerk, leave):
    url, page = leave
    answers = [clerk.post(url, page) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert MemberEvent.objects.count() == 1
    assert tokens.ALREADY in texts(answers[1])


def test_entry_is_shown_again_when_the_register_moved_on(body, clerk, leave):
    url, page = leave
    with clock.fixed(TODAY):
        from members import actions  # noqa: PLC0415 - only here
        from members.tests.factories import MemberFactory  # noqa: PLC0415

        actions.admit(
            member=MemberFactory(), branch=body.mine, ceremony_on=dt.date(2021, 3, 2)
        )
    again = clerk.post(url, page)
    assert again.status_code == 200
    assert tokens.MOVED_ON in texts(again)
    assert not MemberEvent.objects.exists()
    assert clerk.post(url, hidden(again)).status_code == 302
    assert MemberEvent.objects.count() == 1


def test_every_page_that_writes_carries_a_token(body, clerk):
    pages = [reverse("members:member-receive")]
    entry = BranchEvent.objects.filter(successors=body.mine).first()
    pages += [reverse("members:act-undo", args=[entry.pk])] if entry else []
    for url in pages:
        assert tokens.FIELD in hidden(clerk.get(url)), url
