"""Looking at a person: the number masked, shown whole for a reason, and who looked."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts import groups
from accounts.log import acting_as
from accounts.models import LogEvent
from accounts.tests.desk import confirmed
from branches.tests.factories import AccessFactory
from members.models import Discipline, Member
from members.tests.conftest import CITIZEN_ID
from members.tests.test_year_desk import WRONG

MASKED = "0010******01"


@pytest.fixture
def user_of(people, django_user_model):
    """A user of a group, for the committees of both branches."""

    def make(group, name="ai"):
        user = django_user_model.objects.create_user(
            name, full_name=f"Đồng chí {name}", is_staff=True
        )
        user.groups.add(Group.objects.get(name=group))
        for branch in (people.first, people.second):
            AccessFactory(user=user, committee=branch.links.get().committee)
        return user

    return make


@pytest.fixture
def office(client, user_of):
    client.force_login(user := user_of(groups.OFFICE))
    return user


def page_of(member):
    return reverse("members:member-detail", args=[member.pk])


def unmask(client, member, reason="Đối chiếu thẻ"):
    confirmed(client)
    url = reverse("members:member-unmask", args=[member.pk])
    return client.post(url, {"reason": reason})


def looks(kind=LogEvent.Kind.VIEW, table="members_member"):
    return LogEvent.objects.filter(kind=kind, table=table).order_by("id")


def desk_page(name, row):
    return reverse(f"admin:members_{row._meta.model_name}_{name}", args=[row.pk])


def pages(member):
    yield page_of(member)
    yield desk_page("change", member)
    yield desk_page("history", member)


@pytest.mark.parametrize("number", range(3))
def test_full_page_of_a_person_is_logged(number, client, office, people):
    url = list(pages(people.man))[number]
    assert client.get(url, REMOTE_ADDR="10.0.0.7").status_code == 200
    [event] = looks()
    assert (event.row, event.user_id) == (str(people.man.pk), office.pk)
    assert event.ip == "10.0.0.7"


def test_reload_is_the_same_look(client, office, people, monkeypatch):
    for url in [*pages(people.man)] * 2:
        client.get(url)
    client.get(page_of(people.woman))
    assert [e.row for e in looks()] == [str(people.man.pk), str(people.woman.pk)]
    monkeypatch.setattr("accounts.log.acts.SAME_LOOK", dt.timedelta(0))
    client.get(page_of(people.man))
    assert looks().count() == 3


def test_look_of_another_user_is_another_look(client, office, people, user_of):
    client.get(page_of(people.man))
    client.force_login(user_of(groups.LEADER, "lan"))
    client.get(page_of(people.man))
    assert len({event.user_id for event in looks()}) == 2


@pytest.mark.parametrize("place", ["members", "desk"])
def test_row_out_of_scope_is_no_look(place, client, people, django_user_model):
    user = django_user_model.objects.create_user("xa", full_name="Xa", is_staff=True)
    user.groups.add(Group.objects.get(name=groups.OFFICE))
    client.force_login(user)
    url = (
        page_of(people.man) if place == "members" else desk_page("history", people.man)
    )
    assert client.get(url).status_code == 404
    assert unmask(client, people.man).status_code == 404
    assert not looks().exists()
    assert not looks(LogEvent.Kind.UNMASK).exists()


@pytest.mark.parametrize("group", [groups.OFFICE, groups.LEADER, groups.AUDITOR])
def test_number_is_masked_on_every_page(group, client, people, user_of):
    client.force_login(user_of(group))
    for url in pages(people.man):
        html = client.get(url).content.decode()
        assert CITIZEN_ID not in html
        assert (MASKED in html) == ("history" not in url)


def test_number_is_shown_whole_once_for_a_reason(client, office, people):
    answer = unmask(client, people.man, "Đối chiếu thẻ mới")
    assert CITIZEN_ID in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    [event] = looks(LogEvent.Kind.UNMASK)
    assert (event.row, event.reason) == (str(people.man.pk), "Đối chiếu thẻ mới")
    assert CITIZEN_ID not in f"{event.after}{event.reason}"
    assert CITIZEN_ID not in client.get(page_of(people.man)).content.decode()


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_shown(reason, client, office, people):
    answer = unmask(client, people.man, reason)
    assert answer.context["unmask"].errors == {
        "reason": ["Trường này bắt buộc phải nhập."]
    }
    assert CITIZEN_ID not in answer.content.decode()
    assert not looks(LogEvent.Kind.UNMASK).exists()


@pytest.mark.parametrize(
    "group", [groups.LEADER, groups.AUDITOR, groups.SECRETARY, groups.DEPUTY]
)
def test_others_have_no_right_to_the_whole_number(group, client, people, user_of):
    user = user_of(group)
    client.force_login(user)
    assert not user.has_perm("members.unmask_member")
    assert unmask(client, people.man).status_code == 403
    assert "Hiện đủ số" not in client.get(page_of(people.man)).content.decode()
    assert not looks(LogEvent.Kind.UNMASK).exists()


def test_address_alone_shows_nothing(client, office, people):
    url = reverse("members:member-unmask", args=[people.man.pk])
    assert client.get(url).status_code == 405


def test_step_up_is_asked_for_before(client, office, people):
    url = reverse("members:member-unmask", args=[people.man.pk])
    answer = client.post(url, {"reason": "Đối chiếu"})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("step_up"))
    assert not looks(LogEvent.Kind.UNMASK).exists()


def test_member_without_a_number_has_no_button(client, office, people):
    html = client.get(page_of(people.woman)).content.decode()
    assert "Hiện đủ số" not in html


def test_desk_leads_to_the_button(client, office, people):
    html = client.get(desk_page("change", people.man)).content.decode()
    assert f'href="{page_of(people.man)}#citizen-id"' in html
    html = client.get(desk_page("change", people.woman)).content.decode()
    assert "#citizen-id" not in html


# What was done wrong


@pytest.fixture
def wrong(year):
    year.discipline.content = WRONG
    year.discipline.save()
    return year.discipline


def test_reading_what_was_done_wrong_is_an_unmasking(client, office, wrong):
    assert WRONG in client.get(desk_page("change", wrong)).content.decode()
    [event] = looks(LogEvent.Kind.UNMASK, "members_discipline")
    assert event.row == str(wrong.pk)
    assert WRONG not in str(event.after)


@pytest.mark.parametrize("group", [groups.LEADER, groups.AUDITOR])
def test_others_see_dots(group, client, user_of, wrong):
    client.force_login(user_of(group))
    html = client.get(desk_page("change", wrong)).content.decode()
    assert WRONG not in html
    assert "•••" in html
    assert looks(table="members_discipline").count() == 1
    assert not looks(LogEvent.Kind.UNMASK, "members_discipline").exists()


def test_dots_sent_back_change_nothing(desk, wrong):
    right = "members.unmask_member"
    group = Group.objects.get(name=groups.OFFICE)
    group.permissions.remove(group.permissions.get(codename=right.split(".")[1]))
    assert desk.open(Discipline, wrong)["content"] == "•••"
    assert desk.save(Discipline, wrong, number="99-QĐ").is_saved
    wrong.refresh_from_db()
    assert (wrong.content, wrong.number) == (WRONG, "99-QĐ")
    assert desk.save(Discipline, wrong, content="Khác").is_saved
    wrong.refresh_from_db()
    assert wrong.content == "Khác"


# Who looked


def shown_looks(client, user, member):
    client.force_login(user)
    return client.get(page_of(member)).context.get("looks")


def test_auditor_reads_who_looked_at_a_person(client, office, people, user_of):
    client.get(page_of(people.woman))
    client.get(page_of(people.man))
    unmask(client, people.man, "Cấp thẻ")
    found = shown_looks(client, user_of(groups.AUDITOR, "kt"), people.man)
    told = [(look.who.partition(" (")[0], look.what, look.why) for look in found]
    assert told == [
        ("Đồng chí kt", "Xem hồ sơ", ""),
        ("Đồng chí ai", "Hiện đủ số", "Cấp thẻ"),
        ("Đồng chí ai", "Xem hồ sơ", ""),
    ]


def test_reading_a_discipline_is_a_look_at_the_person(client, office, wrong, user_of):
    client.get(desk_page("change", wrong))
    found = shown_looks(client, user_of(groups.AUDITOR, "kt"), wrong.member)
    assert [(look.what, look.where) for look in found][1:] == [
        ("Hiện đủ số", "kỷ luật")
    ]


@pytest.mark.parametrize("group", [groups.OFFICE, groups.LEADER, groups.SECRETARY])
def test_others_do_not_read_who_looked(group, client, people, user_of):
    assert shown_looks(client, user_of(group), people.man) is None


def test_looks_are_cut_at_fifty(client, people, user_of, monkeypatch):
    monkeypatch.setattr("accounts.log.acts.SAME_LOOK", dt.timedelta(0))
    auditor = user_of(groups.AUDITOR)
    for _ in range(51):
        with acting_as(user=auditor):
            LogEvent.objects.create(
                actor=f"user:{auditor.pk} ai",
                user_id=auditor.pk,
                kind="view",
                table="members_member",
                row=str(people.man.pk),
                reason="",
            )
    page = shown_page = client.force_login(auditor) or client.get(page_of(people.man))
    assert len(shown_page.context["looks"]) == 50
    assert page.context["has_more_looks"]


@pytest.mark.parametrize("count", [1, 3])
def test_looks_ask_a_constant_number_of_questions(
    count, client, people, user_of, django_assert_num_queries
):
    for number in range(count):
        client.force_login(user_of(groups.OFFICE, f"u{number}"))
        client.get(page_of(people.man))
    auditor = user_of(groups.AUDITOR, "kt")
    client.force_login(auditor)
    client.get(page_of(people.man))
    with django_assert_num_queries(LOOKS_PAGE):
        client.get(page_of(people.man))


LOOKS_PAGE = 22


# The number typed in an entry


def test_new_card_leaves_no_plain_number_in_entry_or_log(client, office, people):
    url = reverse("members:event-create", args=[people.man.pk, "card"])
    typed = {"happened_on": "05/01/2022", "number": "1", "card_number": CITIZEN_ID}
    sent = {**typed, "confirmed": "on", "as_on_paper": "Theo giấy"}
    assert client.post(url, sent).status_code == 302
    entry = people.man.events.get()
    assert entry.typed["card_number"] == MASKED
    logged = LogEvent.objects.values_list("before", "after", "reason")
    assert CITIZEN_ID not in str(list(logged))
    assert Member.objects.get(pk=people.man.pk).citizen_id == CITIZEN_ID


def test_masked_number_of_an_entry_can_be_corrected(client, office, people):
    url = reverse("members:event-create", args=[people.man.pk, "card"])
    typed = {"happened_on": "05/01/2022", "number": "1", "card_number": CITIZEN_ID}
    sent = {**typed, "confirmed": "on", "as_on_paper": "Theo giấy"}
    client.post(url, sent)
    correct = reverse("members:event-correct", args=[people.man.events.get().pk])
    again = {**sent, "card_number": MASKED, "number": "2", "reason": "Sai số"}
    assert client.post(correct, again).status_code == 302
    entry = people.man.events.get(number="2")
    assert entry.typed["card_number"] == MASKED
    assert Member.objects.get(pk=people.man.pk).citizen_id == CITIZEN_ID
