"""Rules about votes: two thirds of 7 and of 9, the base, the rounds."""

import pytest

from members.admission import acts
from members.admission.rules.votes import threshold
from members.models import Absence, Exemption
from members.tests.admission.ask import ask, put
from members.tests.admission.people import FIVE, D, K, official

VOTE = D(2020, 9, 7)


def counts(base, present, in_favour, against=0):
    names = ("base", "present", "in_favour", "against")
    return dict(zip(names, (base, present, in_favour, against), strict=True))


@pytest.mark.parametrize(
    ("base", "least"), [(3, 2), (5, 4), (6, 4), (7, 5), (8, 6), (9, 6), (10, 7)]
)
def test_threshold_is_two_thirds(base, least):
    assert threshold(base) == least


@pytest.mark.parametrize(
    ("typed", "is_kept"),
    [
        (counts(7, 7, 5, 2), True),
        (counts(7, 7, 4, 3), False),
        (counts(9, 9, 6, 3), True),
        (counts(9, 9, 5, 4), False),
    ],
)
@pytest.mark.parametrize("kind", [K.BRANCH_VOTE, K.COMMITTEE_VOTE])
def test_short_of_share(world, kind, typed, is_kept):
    said = ask(world, world.candidate(), "short_of_share", kind, VOTE, **typed)
    assert (said == "") == is_kept


@pytest.mark.parametrize("name", ["base", "present", "in_favour", "against"])
def test_counts_given(world, name):
    candidate = world.candidate()
    typed = {k: v for k, v in FIVE.items() if k != "vote_form"}
    assert ask(world, candidate, "counts_given", K.BRANCH_VOTE, VOTE, **typed) == ""
    typed[name] = None
    assert ask(world, candidate, "counts_given", K.BRANCH_VOTE, VOTE, **typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (counts(5, 5, 5, 0), ""),
        (counts(5, 5, 4, 2), "quá số có mặt"),
        (counts(5, 6, 4, 1), "quá số được triệu tập"),
    ],
)
def test_counts_fit(world, typed, words):
    said = ask(world, world.candidate(), "counts_fit", K.BRANCH_VOTE, VOTE, **typed)
    assert words in said
    assert bool(said) == bool(words)


@pytest.mark.parametrize(("base", "is_kept"), [(5, True), (6, False)])
def test_base_too_large(world, base, is_kept):
    """Five official members are in the branch: a sixth voter can't be one."""
    typed = counts(base, base, base)
    said = ask(world, world.candidate(), "base_too_large", K.BRANCH_VOTE, VOTE, **typed)
    assert (said == "") == is_kept


def test_base_differs(world):
    """The exempt and those away are no part of the base (R2.2)."""
    candidate, typed = world.candidate(), counts(5, 5, 5)
    assert ask(world, candidate, "base_differs", K.BRANCH_VOTE, VOTE, **typed) == ""
    Exemption.objects.create(
        member=world.members[1],
        branch=world.branch,
        kind="open",
        number="1",
        started_on=VOTE,
    )
    Absence.objects.create(
        placement=world.members[2].placements.get(),
        destination="Nơi khác",
        started_on=VOTE,
    )
    said = ask(world, candidate, "base_differs", K.BRANCH_VOTE, VOTE, **typed)
    assert "theo sổ là 3" in said


def test_too_few(world):
    candidate = world.candidate()
    for member in world.members[3:]:
        member.placements.update(ended_on=VOTE, ended="transferred")
    assert ask(world, candidate, "too_few", K.BRANCH_VOTE, VOTE) == ""
    world.members[2].placements.update(ended_on=VOTE, ended="transferred")
    assert "chỉ có 2" in ask(world, candidate, "too_few", K.BRANCH_VOTE, VOTE)


def test_rounds_over(world):
    candidate = world.candidate()
    for number in range(1, 4):
        typed = counts(5, 5, 1, 4)
        assert ask(world, candidate, "rounds_over", K.RECOGNITION_VOTE, VOTE) == ""
        put(
            world,
            candidate,
            K.RECOGNITION_VOTE,
            VOTE,
            passed=False,
            round=number,
            **typed,
        )
    assert "3 lần" in ask(world, candidate, "rounds_over", K.RECOGNITION_VOTE, VOTE)


@pytest.mark.parametrize(
    ("officials", "typed", "is_kept"),
    [
        (7, counts(6, 6, 4, 2), False),  # 4 is two thirds of 6, 7 ask 5
        (7, counts(6, 6, 5, 1), True),
        (9, counts(7, 7, 5, 2), False),  # 5 is two thirds of 7, 9 ask 6
        (9, counts(7, 7, 6, 1), True),
        (5, counts(5, 5, 4, 1), True),
    ],
)
@pytest.mark.parametrize("kind", [K.BRANCH_VOTE, K.RECOGNITION_VOTE, K.STRIKE_VOTE])
def test_short_of_real_share(world, kind, officials, typed, is_kept):
    candidate = world.candidate()
    for _ in range(officials - 5):
        official(world.branch)
    said = ask(world, candidate, "short_of_real_share", kind, VOTE, **typed)
    assert (said == "") == is_kept


def test_short_of_real_share_is_passed_by_the_office_alone(world):
    candidate = world.candidate()
    world.live(candidate, K.OPINIONS)
    typed = {**counts(4, 4, 3, 1), "vote_form": "hands", "reason": "Một người vắng"}
    with pytest.raises(acts.FindingsError):
        world.enter(candidate, K.BRANCH_VOTE, VOTE, by=world.secretary, **typed)
    step = world.enter(candidate, K.BRANCH_VOTE, VOTE, **typed)
    assert (step.passed, step.as_on_paper) == (True, "Một người vắng")
