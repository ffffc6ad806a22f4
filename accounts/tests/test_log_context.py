"""Who acts: nesting, change sets, threads."""

import json
import threading

import pytest

from accounts.log import acting_as, change_set, current
from accounts.log.context import split_actor
from accounts.models import User


def test_context_ends_with_its_block(as_nobody):
    def act():
        with acting_as(system="seed"):
            inside = current()
        return inside.actor, current()

    assert as_nobody(act) == ("system:seed", None)


def test_context_ends_when_the_block_fails():
    outer = current()
    with pytest.raises(ZeroDivisionError), acting_as(system="seed"):
        raise ZeroDivisionError
    assert current() == outer


def test_nested_block_is_part_of_the_same_act():
    user = User(pk=12, username="nguyen.a")
    with acting_as(system="web:anonymous", ip="10.0.0.5", reason="đăng nhập") as outer:
        with acting_as(user=user) as inner:
            assert inner.change_set == outer.change_set
            assert (inner.actor, inner.user_id) == ("user:12 nguyen.a", 12)
            assert (inner.ip, inner.reason) == ("10.0.0.5", "đăng nhập")
        assert current() == outer


def test_acts_have_change_sets_of_their_own(as_nobody):
    def sets():
        with acting_as(system="a") as first:
            pass
        with acting_as(system="a") as second:
            return first.change_set, second.change_set

    first, second = as_nobody(sets)
    assert first != second
    assert len(first) == len(second) == 32


def test_change_set_keeps_the_actor():
    with acting_as(system="import", reason="danh sách") as outer:
        with change_set() as row:
            assert row.change_set != outer.change_set
            assert (row.actor, row.reason) == ("system:import", "danh sách")
        with change_set(reason="dòng 2") as row:
            assert row.reason == "dòng 2"
        assert current() == outer


def test_change_set_in_the_place_of_another():
    here, there = User(pk=3), User(pk=4)  # any row: the log knows no branches
    with acting_as(user=User(pk=12, username="lan")):
        with change_set("Kết nạp", on_behalf_of=here) as step:
            assert step.actor == "user:12 lan for accounts_user:3"
            assert split_actor(step.actor) == ("user:12 lan", ("accounts_user", "3"))
            with change_set("bên trong") as inner:
                assert inner.actor == step.actor
            with change_set(on_behalf_of=there) as other:
                assert other.actor == "user:12 lan for accounts_user:4"
        assert current().actor == "user:12 lan"


@pytest.mark.parametrize("actor", ["system:test", "user:7 a", "user:7 for", ""])
def test_actor_for_nobody_else_is_the_whole(actor):
    assert split_actor(actor) == (actor, None)


def test_change_set_needs_an_actor(as_nobody):
    def open_one():
        with change_set():
            pass

    with pytest.raises(RuntimeError, match="needs an actor"):
        as_nobody(open_one)


@pytest.mark.parametrize(
    ("who", "message"),
    [
        ({}, "either a user or a system name"),
        ({"user": User(pk=1), "system": "seed"}, "either a user or a system name"),
        ({"user": User(username="a")}, "saved user"),
    ],
)
def test_actor_must_be_one_and_known(who, message):
    with pytest.raises(ValueError, match=message), acting_as(**who):
        pass


def test_new_thread_has_no_actor():
    seen = []
    thread = threading.Thread(target=lambda: seen.append(current()))
    thread.start()
    thread.join()
    assert seen == [None]


def test_context_as_json_holds_what_postgresql_can_store():
    with acting_as(system="seed", ip="x" * 99, reason="a\0b “ủy”") as act:
        data = json.loads(act.as_json)
    assert data == {
        "actor": "system:seed",
        "user_id": None,
        "ip": "x" * 64,
        "reason": "ab “ủy”",
        "change_set": act.change_set,
    }
