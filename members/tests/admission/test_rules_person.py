"""Rules about the person at their borders: the day before, the day, the day after."""

import pytest

from hoangmai_party import clock
from members.tests.admission.ask import ask, put
from members.tests.admission.people import D, K, official
from members.tests.factories import SpellFactory

VOTE = D(2020, 9, 7)


@pytest.mark.parametrize(
    ("born", "vote", "is_kept"),
    [
        (D(2002, 9, 7), D(2020, 9, 7), True),
        (D(2002, 9, 8), D(2020, 9, 7), False),
        (D(2004, 2, 29), D(2022, 2, 27), False),
        (D(2004, 2, 29), D(2022, 2, 28), True),  # 29/02 is full 18 on 28/02
    ],
)
def test_age_min(world, born, vote, is_kept):
    candidate = world.candidate(born_on=born)
    said = ask(world, candidate, "age_min", K.BRANCH_VOTE, vote)
    assert (said == "") == is_kept
    assert is_kept or "chưa đủ 18 tuổi" in said


@pytest.mark.parametrize(
    ("vote", "is_kept"),
    [(D(2020, 9, 30), True), (D(2020, 10, 1), False)],
)
def test_age_max(world, vote, is_kept):
    """Full 60 by month: born 07/09/1960, September 2020 still counts."""
    candidate = world.candidate(born_on=D(1960, 9, 7))
    assert (ask(world, candidate, "age_max", K.BRANCH_VOTE, vote) == "") == is_kept


def test_age_max_with_the_consent_of_the_city(world):
    candidate = world.candidate(born_on=D(1958, 1, 1))
    assert "60 tuổi" in ask(world, candidate, "age_max", K.BRANCH_VOTE, VOTE)
    candidate.papers.create(kind="city_consent", dated_on=VOTE)
    assert ask(world, candidate, "age_max", K.BRANCH_VOTE, VOTE) == ""


@pytest.mark.parametrize(
    ("level", "is_kept"),
    [("", False), ("below", False), ("lower", True), ("upper", True)],
)
def test_education(world, level, is_kept):
    candidate = world.candidate(education=level)
    assert (ask(world, candidate, "education", K.BRANCH_VOTE, VOTE) == "") == is_kept


@pytest.mark.parametrize(
    ("since", "is_kept"),
    [(D(2019, 9, 7), True), (D(2019, 9, 8), False), (None, False)],
)
def test_workplace(world, since, is_kept):
    candidate = world.candidate(employed_on=since)
    assert (ask(world, candidate, "workplace", K.BRANCH_VOTE, VOTE) == "") == is_kept


def test_owner_papers(world):
    candidate = world.candidate(is_owner=True)
    said = ask(world, candidate, "owner_papers", K.BRANCH_VOTE, VOTE)
    assert "đăng ký kinh doanh" in said
    for kind in (
        *("licence", "duties", "agreement", "business"),
        *("organisations", "safety", "capital"),
    ):
        candidate.papers.create(kind=kind, dated_on=VOTE)
    assert ask(world, candidate, "owner_papers", K.BRANCH_VOTE, VOTE) == ""
    candidate.papers.filter(kind="capital").update(dated_on=D(2020, 9, 8))
    assert "vốn góp" in ask(world, candidate, "owner_papers", K.BRANCH_VOTE, VOTE)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"has_foreign_spouse": True}, "kết hôn"),
        ({"ethnicity": "04"}, "an ninh"),
        ({"needs_city_consent": True}, "Thành ủy"),
        ({"is_dignitary": True}, "an ninh"),
        ({}, ""),
    ],
)
def test_special_case(world, facts, words):
    candidate = world.candidate(**facts)
    said = ask(world, candidate, "special_case", K.BRANCH_VOTE, VOTE)
    assert words.lower() in said.lower()
    assert bool(said) == bool(facts)


def out(on, **life):
    return SpellFactory(
        decision_on=None,
        ceremony_on=D(2008, 1, 1),
        ended_on=on,
        **{"end_reason": "struck_off"} | life,
    ).member


@pytest.mark.parametrize(
    ("ended", "words"),
    [(D(2017, 9, 7), ""), (D(2017, 9, 8), "36 tháng")],
)
def test_readmission(world, ended, words):
    candidate = world.candidate(member=out(ended))
    candidate.papers.create(kind="city_consent", dated_on=VOTE)
    said = ask(world, candidate, "readmission", K.BRANCH_VOTE, VOTE)
    assert words in said
    assert bool(said) == bool(words)


@pytest.mark.parametrize(
    ("cleared", "is_kept"),
    [(D(2015, 8, 7), True), (D(2015, 9, 7), True), (D(2015, 9, 8), False)],
)
def test_readmission_after_a_cleared_record(world, cleared, is_kept):
    """Sixty-one months, sixty, a day less."""
    candidate = world.candidate(member=out(D(2012, 1, 1)), cleared_on=cleared)
    candidate.papers.create(kind="city_consent", dated_on=VOTE)
    said = ask(world, candidate, "readmission", K.BRANCH_VOTE, VOTE)
    assert (said == "") == is_kept
    assert is_kept or "60 tháng" in said


def test_readmission_of_a_member_or_of_who_resigned(world):
    for member, words in (
        (official(world.branch), "hiện đang là đảng viên"),
        (out(D(2012, 1, 1), end_reason="resigned"), "tự nguyện"),
        (out(D(2012, 1, 1)), "Thành ủy"),
    ):
        candidate = world.candidate(member=member)
        assert words in ask(world, candidate, "readmission", K.BRANCH_VOTE, VOTE)


def test_readmission_once_only(world):
    member = out(D(2010, 1, 1))
    SpellFactory(
        member=member,
        decision_on=None,
        ceremony_on=D(2014, 1, 1),
        ended_on=D(2016, 1, 1),
        end_reason="struck_off",
    )
    candidate = world.candidate(member=member)
    assert "một lần" in ask(world, candidate, "readmission", K.BRANCH_VOTE, VOTE)


def test_real_day(world):
    candidate = world.candidate()
    today = clock.today()
    assert ask(world, candidate, "real_day", K.CHOSEN, today) == ""
    tomorrow = today.fromordinal(today.toordinal() + 1)
    assert "tương lai" in ask(world, candidate, "real_day", K.CHOSEN, tomorrow)
    assert "ngày sinh" in ask(world, candidate, "real_day", K.CHOSEN, D(1992, 3, 5))


def test_old_files_are_told_not_refused(world):
    candidate = world.candidate(education="below", is_old=True)
    put(world, candidate, K.OPINIONS, D(2020, 8, 4))
    step = world.enter(
        candidate,
        K.BRANCH_VOTE,
        VOTE,
        by=world.secretary,
        reason="Hồ sơ cũ",
        base=5,
        present=5,
        in_favour=5,
        against=0,
    )
    assert step.as_on_paper == "Hồ sơ cũ"
