"""Undo of business rows: voided, never deleted, and not from under what rests on them."""

import datetime as dt

import pytest

from accounts.log import change_set
from accounts.log.undo import UndoError, undo
from branches.models import Access
from branches.tests.factories import BranchFactory
from enterprises.models import Enterprise
from enterprises.tests.factories import EnterpriseFactory
from members.models import Employment, Member
from members.tests.factories import MemberFactory
from tests.cast import TODAY, somebody


def written(work):
    """(the change set, what came of it) of what `work` writes."""
    with change_set("Thử") as one:
        made = work()
    return one.change_set, made


def test_new_row_is_voided_with_the_reason(committee):
    change, made = written(EnterpriseFactory)
    undo(change, by=committee, reason="Ghi nhầm")
    row = Enterprise.every.get(pk=made.pk)
    assert (row.void_reason, row.voided_by) == ("Ghi nhầm", committee)
    assert not Enterprise.objects.filter(pk=made.pk).exists()


def test_row_that_others_rest_on_is_kept(committee, body):
    change, made = written(EnterpriseFactory)
    Employment.objects.create(
        member=body.spell.member,
        enterprise=made,
        started_on=dt.date(2021, 5, 1),
        job=Employment.Job.OWNER,
    )
    with pytest.raises(UndoError, match="Chưa hủy được: còn 1"):
        undo(change, by=committee, reason="Ghi nhầm")
    assert Enterprise.objects.filter(pk=made.pk).exists()


def test_sealed_number_comes_back_whole(committee):
    before, after = "001090000001", "001090000002"
    member = MemberFactory(citizen_id=before)

    def change():
        member.citizen_id = after
        member.save()

    changed, _ = written(change)
    undo(changed, by=committee, reason="Ghi nhầm")
    assert str(Member.objects.get(pk=member.pk).citizen_id) == before
    with pytest.raises(UndoError):  # the undo itself came later
        undo(changed, by=committee, reason="Ghi nhầm")


def test_row_that_went_with_another_of_the_same_entry_is_no_hindrance(committee):
    """What is given out of a right is voided with it, before its own turn."""
    giver, deputy, branch = somebody("a", "A"), somebody("b", "B"), BranchFactory()
    place = {"branch": branch, "started_on": TODAY}

    def give():
        given = Access.objects.create(user=deputy, given_by=giver, **place)
        return given, Access.objects.create(user=giver, **place)

    change, made = written(give)
    undo(change, by=committee, reason="Ghi nhầm")
    assert not Access.objects.filter(pk__in=[row.pk for row in made]).exists()
    given = Access.every.get(pk=made[0].pk)
    assert given.void_reason == "Quyền của người giao đã hết"
