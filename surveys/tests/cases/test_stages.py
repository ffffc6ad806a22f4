"""The table of the way: all pairs from × to, and every guard, said in words."""

import pytest

from hoangmai_party import clock
from members.actions import NotPossibleError
from surveys.cases import acts, stages
from surveys.cases.stages import SKIPS, WAY, C
from surveys.tests.cases.world import ASKED, D

# organisation.md §3.5, column "Leave to", typed again from the paper.
LEAVE_TO = {
    "listed": {"surveyed", "excluded"},
    "surveyed": {"candidate", "watch", "excluded"},
    "watch": {"candidate", "excluded"},
    "candidate": {"outreach"},
    "outreach": {"agreed", "deferred"},
    "agreed": {"dossier", "deferred"},
    "dossier": {"submitted", "deferred"},
    "submitted": {"decided", "dossier"},
    "decided": {"announced"},
    "announced": set(),
    "deferred": {"outreach"},
    "excluded": {"listed"},
}
# "Visiting before 4 is allowed": with a note.
BEFORE_CANDIDATE = {"listed", "surveyed", "watch"}
PAIRS = [(a, b) for a in C for b in C]
DAY = ASKED


def test_the_way_is_the_table():
    assert {a: {*to} for a, to in WAY.items()} == LEAVE_TO
    assert dict.fromkeys(BEFORE_CANDIDATE, (C.OUTREACH,)) == SKIPS


@pytest.mark.parametrize(("a", "b"), PAIRS, ids=lambda s: s.value)
def test_pair(world, a, b):
    case = world.put(a)
    before = world.stages()
    said = {"note": "Vì sao", "reason": "moved", "review_on": D(2021, 12, 1)}
    if b == C.DECIDED:
        said["founding"] = world.found(DAY)
    if b == C.ANNOUNCED and case.founding:
        case.founding.ceremony_on = DAY
    no = stages.refusal(case, b, happened_on=DAY, **said)
    is_skip = a in BEFORE_CANDIDATE and b == C.OUTREACH
    if b in LEAVE_TO[a] or is_skip:
        assert no == ""
        return
    assert f"“{a.label}”" in no
    assert a == b or f"“{b.label}”" in no
    said.pop("founding", None)
    with pytest.raises(NotPossibleError):
        acts.go(case=case, stage=b, happened_on=DAY, by=world.by, **said)
    assert world.stages() == before


@pytest.mark.parametrize("stage", C, ids=lambda s: s.value)
def test_open_stages_are_the_table(world, stage):
    case = world.put(stage)
    skips = {"outreach"} if stage in BEFORE_CANDIDATE else set()
    assert {*stages.open_stages(case, DAY)} == LEAVE_TO[stage] | skips


def test_open_stages_of_a_day(world):
    case = world.lead_to(C.OUTREACH)
    assert stages.open_stages(case, D(2021, 3, 31)) == (
        C.SURVEYED,
        C.EXCLUDED,
        C.OUTREACH,
    )


def test_no_step_in_the_future(world):
    with clock.fixed(D(2021, 4, 30)):
        assert world.no(C.SURVEYED, DAY) == (
            "Ngày không được ở tương lai (hôm nay là 30/04/2021)."
        )
        assert world.no(C.SURVEYED, D(2021, 4, 30)) == ""


def test_no_step_before_the_case(world):
    assert world.no(C.SURVEYED, D(2021, 2, 28)) == (
        "Ngày không được trước ngày mở hồ sơ 01/03/2021."
    )


def test_no_step_before_the_one_before_it(world):
    world.lead_to(C.SURVEYED)
    assert world.no(C.WATCH, D(2021, 4, 1)) == (
        "Ngày không được trước bước “Đã khảo sát, 02/04/2021”."
    )
    assert world.no(C.WATCH, D(2021, 4, 2)) == ""


def test_nothing_after_closing(world):
    world.lead_to(C.ANNOUNCED)
    acts.close(case=world.case, closed_on=DAY, by=world.by)
    assert world.no(C.LISTED) == "Hồ sơ đã khép ngày 01/05/2021: không chuyển được nữa."
    assert stages.open_stages(world.case, DAY) == WAY[C.ANNOUNCED]
    world.case.refresh_from_db()
    assert stages.open_stages(world.case, DAY) == ()


@pytest.mark.parametrize("stage", sorted(BEFORE_CANDIDATE))
def test_a_skip_without_note_is_refused(world, stage):
    world.lead_to(C(stage))
    assert world.no(C.OUTREACH) == (
        f"Bỏ qua bước giữa “{C(stage).label}” và “Đang vận động” phải nói vì sao "
        "ở ghi chú."
    )


LACKING = {
    "no reason to rest": (C.DEFERRED, {}, "“Tạm dừng vận động” phải ghi lý do."),
    "no day to look again": (
        C.DEFERRED,
        {"reason": "business"},
        "“Tạm dừng vận động” phải hẹn ngày xem lại.",
    ),
    "looked again at once": (
        C.DEFERRED,
        {"reason": "business", "review_on": DAY},
        "Ngày xem lại phải sau ngày tạm dừng.",
    ),
    "other without words": (
        C.DEFERRED,
        {"reason": "other", "review_on": D(2021, 6, 1)},
        "“Lý do khác” phải nói rõ ở ghi chú.",
    ),
    "no reason to leave": (C.EXCLUDED, {}, "“Đưa ra khỏi danh sách” phải ghi lý do."),
}


@pytest.mark.parametrize("what", LACKING)
def test_what_a_step_must_say(world, what):
    to, said, words = LACKING[what]
    world.lead_to(C.OUTREACH if to == C.DEFERRED else C.LISTED)
    assert world.no(to, **said) == words
