"""Entries that the stored history does not bear: refused in words, nothing written."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError
from django.urls import reverse

from accounts.tests.desk import written
from members import actions
from members.actions import NotPossibleError
from members.models import Placement
from members.tests.factories import MemberFactory

LEFT = dt.date(2021, 7, 1)
ENDS_AFTER = "“Thôi từ ngày” phải sau “từ ngày”"
OVERLAP = "Đảng viên đã sinh hoạt chính thức ở một chi bộ trong thời gian này."
INTO = {"into": "{world.two.pk}"}
NEW = {"code": "X", "name": "Chi bộ X", "people": "{placement.pk}"}

# (kind of entry, what is typed, beginning of the message)
BAD_ACTS = [
    ("renaming", {"name": "B", "decided_on": "17/09/2015"}, ENDS_AFTER),
    ("renaming", {"name": "B", "decided_on": "01/01/2014"}, "Chi bộ đã có tên"),
    ("merger", {**INTO, "decided_on": "17/09/2015"}, "Sau ngày 17/09/2015 chi bộ"),
    ("merger", {**INTO, "decided_on": "01/04/2019"}, "Sau ngày 01/04/2019 chi bộ"),
    ("dissolution", {**INTO, "decided_on": "01/01/2020"}, "Sau ngày 01/01/2020"),
    ("dissolution", {"decided_on": "01/01/2020"}, "Sau ngày 01/01/2020 chi bộ này"),
    ("split", {**NEW, "decided_on": "01/05/2019"}, "Ngày rời chi bộ phải sau"),
]
BAD_EVENTS = [
    (
        "transfer_in",
        {"branch": "{world.two.pk}", "came_from": "A", "happened_on": "01/06/2021"},
        OVERLAP,
    ),
    (
        "restoration",
        {"branch": "{world.two.pk}", "happened_on": "01/06/2021"},
        "Ngày phục hồi phải sau ngày thôi là đảng viên.",
    ),
]


@pytest.fixture
def office(client, clerk):
    rights = Permission.objects.filter(content_type__app_label="branches")
    clerk.user_permissions.add(*rights)
    client.force_login(clerk)
    return client


def send(office, world, url, typed):
    """What stands above the form after an entry that was confirmed."""
    names = {"world": world, "placement": world.spell.placements.get()}
    typed = {name: text.format(**names) for name, text in typed.items()}
    always = {"number": "2", "confirmed": "on", "as_on_paper": "Theo quyết định"}
    response = office.post(url, {**always, **typed})
    return response.context["form"].non_field_errors()


@pytest.mark.parametrize(("code", "typed", "message"), BAD_ACTS)
def test_entry_about_a_branch_is_refused_in_words(code, typed, message, office, world):
    url = reverse("members:branch-act-create", args=[world.one.pk, code])
    before = written()
    [said] = send(office, world, url, typed)
    assert said.startswith(message)
    assert written() == before


@pytest.mark.parametrize(("code", "typed", "message"), BAD_EVENTS)
def test_entry_about_a_member_is_refused_in_words(code, typed, message, office, world):
    placement = world.spell.placements.get()
    reason = "transferred" if code == "transfer_in" else "struck_off"
    actions.leave(placement=placement, on=LEFT, reason=reason)
    url = reverse("members:event-create", args=[world.official.pk, code])
    before = written()
    assert send(office, world, url, typed) == [message]
    assert written() == before


def test_branch_without_people_after_the_day_may_end(office, world):
    day = dt.date(2021, 9, 1)
    assert actions.refuse_if_anybody_after(branch=world.one, on=day) is None
    actions.empty(branch=world.one, into=world.two, on=day)
    assert not Placement.objects.filter(branch=world.one).on(day).exists()


def test_many_people_after_the_day_are_named_in_short(world):
    for number in range(3):
        member = MemberFactory(full_name=f"A{number}")
        day = {"decision_on": LEFT, "ceremony_on": LEFT}
        actions.admit(member=member, branch=world.one, **day)
    with pytest.raises(NotPossibleError, match="A0, A1, A2 và 1 người khác"):
        actions.refuse_if_anybody_after(branch=world.one, on=dt.date(2020, 1, 1))


def test_other_failures_of_the_database_are_not_hidden(world):
    placement = world.spell.placements.get()
    with pytest.raises(IntegrityError), actions.in_words():
        Placement.objects.filter(pk=placement.pk).update(branch=None)


def test_words_come_with_nothing_written(world):
    before = written()
    with pytest.raises(NotPossibleError, match=OVERLAP), actions.in_words():
        actions.arrive(spell=world.spell, branch=world.two, on=dt.date(2018, 1, 1))
    assert written() == before
