"""Undo of rows that are no business rows: users, groups and what lies between them."""

import pytest
from django.contrib.auth.models import Group

from accounts.log import change_set
from accounts.log.undo import UndoError, undo
from accounts.models import LogEvent, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create(username="lan", full_name="Lan")


def written(work):
    """The change set of what `work` writes."""
    with change_set("Thử") as one:
        work()
    return one.change_set


def rename(user, name):
    user.full_name = name
    user.save()


def back(change, user, reason="Ghi nhầm"):
    undo(change, by=user, reason=reason)
    user.refresh_from_db()


def test_change_is_taken_back_and_that_is_logged(user):
    change = written(lambda: rename(user, "Mai"))
    back(change, user)
    assert user.full_name == "Lan"
    last = LogEvent.objects.filter(table="accounts_user").latest("id")
    assert (last.reason, last.after["full_name"]) == ("Ghi nhầm", "Lan")
    assert last.change_set != change


def test_a_later_change_that_came_back_is_no_hindrance(user):
    first = written(lambda: rename(user, "Mai"))
    second = written(lambda: rename(user, "Hoa"))
    with pytest.raises(UndoError, match="lần ghi sau"):
        undo(first, by=user, reason="Ghi nhầm")
    back(second, user)
    back(first, user)
    assert user.full_name == "Lan"


def test_new_row_goes_and_a_deleted_one_comes_back(user):
    groups = Group.objects.order_by("pk")[:2]
    user.groups.set(groups[:1])

    def swap():
        user.groups.remove(groups[0])
        user.groups.add(groups[1])

    change = written(swap)
    assert list(user.groups.all()) == [groups[1]]
    back(change, user)
    assert list(user.groups.all()) == [groups[0]]


def test_deleted_row_comes_back_as_it_was(user):
    group = Group.objects.create(name="Tạm")
    change = written(Group.objects.get(pk=group.pk).delete)
    back(change, user)
    assert Group.objects.get(pk=group.pk).name == "Tạm"


def test_change_of_other_columns_since_is_no_hindrance(user):
    change = written(lambda: rename(user, "Mai"))
    User.objects.filter(pk=user.pk).update(email="lan@example.vn")
    back(change, user)
    assert (user.full_name, user.email) == ("Lan", "lan@example.vn")


def test_what_was_changed_since_waits(user):
    change = written(lambda: rename(user, "Mai"))
    rename(user, "Đào")
    with pytest.raises(UndoError, match="đã được sửa tiếp"):
        back(change, user)
    user.refresh_from_db()
    assert user.full_name == "Đào"


def test_new_row_that_was_changed_since_waits(user):
    made = []
    change = written(lambda: made.append(Group.objects.create(name="Tạm")))
    made[0].name = "Khác"
    made[0].save()
    with pytest.raises(UndoError, match="đã được sửa tiếp"):
        back(change, user)
    assert Group.objects.filter(name="Khác").exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_undo_says_why(reason, user):
    change = written(lambda: rename(user, "Mai"))
    with pytest.raises(UndoError, match="Phải ghi lý do"):
        back(change, user, reason)


def test_change_set_that_is_not_there(user):
    with pytest.raises(UndoError, match="Không tìm thấy"):
        back("0" * 32, user)


def test_column_that_is_gone_since_is_passed_over(user):
    held = {"before": {"full_name": "Cũ", "gone": 1}, "after": {"full_name": "Lan"}}
    facts = {"table": "accounts_user", "row": user.pk, "kind": "update"}
    LogEvent.objects.create(actor="system:x", change_set="cũ", **facts, **held)
    # The creation of the fixture came before it: only later changes stand in the way.
    back("cũ", user)
    assert user.full_name == "Cũ"
