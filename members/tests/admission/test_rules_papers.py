"""Rules about the file at their borders."""

import datetime as dt

import pytest

from hoangmai_party.text import in_sentence
from members.models import Discipline, Introduction, Vetting
from members.tests.admission.ask import ask, put
from members.tests.admission.people import D, K, official
from members.tests.factories import SpellFactory

VOTE = D(2020, 9, 7)


def vote(world, candidate, name, day=VOTE, kind=K.BRANCH_VOTE):
    return ask(world, candidate, name, kind, day)


@pytest.mark.parametrize(
    ("kinds", "is_kept"),
    [
        (["member", "member"], True),
        (["member", "trade"], True),
        (["member", "youth"], True),
        (["member"], False),
        (["trade", "youth"], False),
        ([], False),
    ],
)
def test_introducers(world, kinds, is_kept):
    candidate = world.candidate()
    for row in Introduction.objects.filter(candidate=candidate):
        row.void(by=world.office, reason="Ghi lại")
    for number, kind in enumerate(kinds):
        who = {"member": world.members[number]} if kind == "member" else {"name": "BCH"}
        candidate.introductions.create(kind=kind, introduced_on=D(2020, 7, 1), **who)
    assert (vote(world, candidate, "introducers") == "") == is_kept


def test_introducers_who_stopped_do_not_count(world):
    candidate = world.candidate()
    candidate.introductions.filter(kind="trade").update(ended_on=VOTE)
    assert "1 đảng viên" in vote(world, candidate, "introducers")


@pytest.mark.parametrize(
    ("born", "unions", "words"),
    [
        (D(1990, 9, 8), "youth", "Đoàn"),  # 29 on the day of the vote
        (D(1990, 9, 7), "youth", ""),  # full 30 that day
        (D(1995, 1, 1), "trade", ""),
        (D(1995, 1, 1), "neither", "cấp trên trực tiếp"),
    ],
)
def test_youth(world, born, unions, words):
    candidate = world.candidate(born_on=born, unions=unions)
    said = vote(world, candidate, "youth")
    assert words in said
    assert bool(said) == bool(words)


@pytest.mark.parametrize(
    ("recognised", "is_kept"),
    [(D(2020, 7, 1), True), (D(2020, 7, 2), False)],
)
def test_introducer_official(world, recognised, is_kept):
    spell = SpellFactory(
        ceremony_on=D(2019, 6, 1),
        decision_on=None,
        official_on=D(2020, 6, 1),
        recognised_on=recognised,
    )
    candidate = world.candidate()
    candidate.introductions.filter(kind="member").update(member=spell.member)
    assert (vote(world, candidate, "introducer_official") == "") == is_kept


@pytest.mark.parametrize(
    ("since", "is_replacement", "is_kept"),
    [
        (D(2019, 7, 1), False, True),
        (D(2019, 7, 2), False, False),
        (D(2019, 7, 2), True, True),
        (None, False, False),
    ],
)
def test_introducer_months(world, since, is_replacement, is_kept):
    candidate = world.candidate()
    candidate.introductions.filter(kind="member").update(
        together_since=since, is_replacement=is_replacement
    )
    assert (vote(world, candidate, "introducer_months") == "") == is_kept


@pytest.mark.parametrize(
    ("moved", "is_kept"), [(D(2020, 7, 1), True), (D(2020, 7, 2), False)]
)
def test_introducer_months_of_somebody_who_moved(world, moved, is_kept):
    """Who introduces at the new branch need not have the twelve months (R2.13)."""
    candidate = world.candidate()
    candidate.introductions.filter(kind="member").update(together_since=None)
    candidate.branches.update(started_on=moved, number="01-GCN")
    assert (vote(world, candidate, "introducer_months") == "") == is_kept


@pytest.mark.parametrize("kind", ["application", "background", "birth", "diploma"])
def test_dossier(world, kind):
    candidate = world.candidate()
    assert vote(world, candidate, "dossier") == ""
    paper = candidate.papers.get(kind=kind)
    candidate.papers.filter(kind=kind).update(dated_on=VOTE)
    assert vote(world, candidate, "dossier") == ""
    candidate.papers.filter(kind=kind).update(dated_on=D(2020, 9, 8))
    assert in_sentence(paper.get_kind_display()) in vote(world, candidate, "dossier")


@pytest.mark.parametrize(
    ("decided", "is_kept"),
    [(D(2020, 6, 30), True), (D(2020, 7, 1), False), (D(2020, 9, 8), True)],
)
def test_introducer_unfit(world, decided, is_kept):
    candidate = world.candidate()
    Discipline.objects.create(
        member=world.members[0],
        branch=world.branch,
        form="reprimand",
        number="01-QĐ/UBKT",
        decided_on=decided,
        announced_on=decided,
    )
    assert (vote(world, candidate, "introducer_unfit") == "") == is_kept


def test_introducer_unfit_when_gone(world):
    candidate, member = world.candidate(), world.members[0]
    member.placements.update(ended_on=VOTE, ended="transferred")
    assert str(member) in vote(world, candidate, "introducer_unfit")


def test_helper(world):
    candidate = world.candidate()
    assert vote(world, candidate, "helper") == ""
    spell = world.members[0].spells.get()
    spell.recognised_on = dt.date(2020, 9, 8)
    spell.save()
    assert "không là đảng viên chính thức" in vote(world, candidate, "helper")
    candidate.helps.update(ended_on=VOTE)
    assert "chưa phân công" in vote(world, candidate, "helper")


@pytest.mark.parametrize(
    ("replied", "is_kept"),
    [(VOTE, True), (D(2020, 9, 8), False), (None, False)],
)
def test_vetting(world, replied, is_kept):
    candidate = world.candidate()
    candidate.vettings.update(replied_on=replied)
    assert (vote(world, candidate, "vetting") == "") == is_kept


def test_vetting_is_not_asked_where_it_need_not_be(world):
    candidate = world.candidate()
    row = candidate.vettings.create(
        about="own_side", committee="Đảng ủy xã C", sent_on=D(2020, 7, 2)
    )
    assert "Đảng ủy xã C" in vote(world, candidate, "vetting")
    row.exempt_reason = "Cha là đảng viên, cấp ủy đã xác nhận"
    row.save()
    assert vote(world, candidate, "vetting") == ""
    Vetting.objects.filter(about="self").update(about="spouse_side")
    assert "bản thân" in vote(world, candidate, "vetting")


@pytest.mark.parametrize(
    ("day", "is_kept"),
    [
        (D(2020, 8, 3), True),  # 59 months and some days
        (D(2020, 9, 3), True),  # 60 months to the day
        (D(2020, 9, 4), False),
        (D(2020, 10, 3), False),  # 61 months
    ],
)
def test_awareness(world, day, is_kept):
    candidate = world.candidate()
    put(world, candidate, K.CLASS, D(2015, 9, 3))
    said = vote(world, candidate, "awareness", day)
    assert (said == "") == is_kept
    assert is_kept or "60 tháng" in said


def test_awareness_of_a_class_taken_again(world):
    candidate = world.candidate()
    put(world, candidate, K.CLASS, D(2014, 9, 3))
    put(world, candidate, K.CLASS, D(2020, 3, 2))
    assert vote(world, candidate, "awareness") == ""


@pytest.mark.parametrize(
    ("day", "is_kept"), [(D(2021, 7, 1), True), (D(2021, 7, 2), False)]
)
def test_file_age(world, day, is_kept):
    candidate = world.candidate()
    put(world, candidate, K.FILED, D(2020, 7, 1))
    assert (vote(world, candidate, "file_age", day) == "") == is_kept


def recognition(world, candidate, name, day):
    return vote(world, candidate, name, day, kind=K.RECOGNITION_VOTE)


def test_new_class(world):
    candidate = world.candidate()
    assert recognition(world, candidate, "new_class", D(2021, 11, 15))
    put(world, candidate, K.NEW_CLASS, D(2021, 5, 10))
    assert recognition(world, candidate, "new_class", D(2021, 11, 15)) == ""


@pytest.mark.parametrize(
    ("ceremony", "day", "is_kept"),
    [
        (D(2019, 10, 10), D(2020, 10, 10), False),
        (D(2019, 10, 10), D(2020, 10, 11), True),  # R3.6, a year earlier
        (D(2020, 2, 29), D(2021, 2, 28), False),
        (D(2020, 2, 29), D(2021, 3, 1), True),
    ],
)
def test_probation_over(world, ceremony, day, is_kept):
    candidate = world.candidate()
    put(world, candidate, K.CEREMONY, ceremony)
    assert (recognition(world, candidate, "probation_over", day) == "") == is_kept


def test_self_review(world):
    candidate = world.candidate()
    assert recognition(world, candidate, "self_review", D(2021, 11, 15))
    put(world, candidate, K.SELF_REVIEW, D(2021, 11, 10))
    assert recognition(world, candidate, "self_review", D(2021, 11, 15)) == ""


@pytest.mark.parametrize(
    ("decided", "is_kept"),
    [(D(2021, 1, 5), False), (D(2020, 11, 8), True)],
)
def test_probation_discipline(world, decided, is_kept):
    candidate = world.candidate(member=official(world.branch))
    put(world, candidate, K.CEREMONY, D(2020, 11, 9))
    Discipline.objects.create(
        member=candidate.member,
        branch=world.branch,
        form="reprimand",
        number="01-QĐ/UBKT",
        decided_on=decided,
        announced_on=decided,
    )
    said = recognition(world, candidate, "probation_discipline", D(2021, 11, 15))
    assert (said == "") == is_kept


def test_away(world):
    candidate = world.candidate(member=official(world.branch))
    day = D(2021, 11, 15)
    assert recognition(world, candidate, "away", day) == ""
    candidate.member.placements.get().absences.create(
        destination="Đảng bộ phường Đông", started_on=day
    )
    assert "Đông" in recognition(world, candidate, "away", day)
