"""One event changes every page alike: figure, list, branch table, tăng/giảm."""

import datetime as dt

import pytest

from members import actions
from reports import composition, growth, indicators, movement
from reports.indicators import BY_CODE
from reports.targets import standings
from reports.tests.factories import TargetFactory

STRUCK = dt.date(2021, 9, 1)


def state(small):
    """What every page says of branch one and of all, in one structure."""
    asked = small.asked()
    scope, span = asked.scope, asked.span
    lines, total = movement.members(scope, span)
    line = next(line for line in lines if line.branch == small.one.pk)
    table = indicators.by_branch(scope, span, [BY_CODE["S02"]])
    _, people = composition.table(scope, span.last)
    return {
        "figure": BY_CODE["S02"].rows(scope, span).count(),
        "list": len(BY_CODE["S02"].rows(scope, span)),
        "branch": table[small.one.pk]["S02"],
        "closing": total.get(movement.CLOSING, None),
        "branch closing": line.get(movement.CLOSING, None),
        "struck off": total.get("out_struck_off", None),
        "composition": people,
        "growth": growth.points(scope, 2021, 2021, asked.as_of)[0].members,
        "closes": total.closes() and line.closes(),
    }


def test_strike_off_changes_every_page_alike(small):
    before = state(small)
    placement = small.old[0].placements.get()
    actions.leave(placement=placement, on=STRUCK, reason="struck_off", number="5-QĐ")
    after = state(small)
    assert before == {
        "figure": 5,
        "list": 5,
        "branch": 4,
        "closing": 5,
        "branch closing": 4,
        "struck off": 0,
        "composition": 5,
        "growth": 5,
        "closes": True,
    }
    changed = {key: after[key] for key in after if after[key] != before[key]}
    assert changed == {
        "figure": 4,
        "list": 4,
        "branch": 3,
        "closing": 4,
        "branch closing": 3,
        "struck off": 1,
        "composition": 4,
        "growth": 4,
    }


def test_voided_person_is_gone_from_every_page(small):
    small.old[0].member.void(by=None, reason="Nhập trùng")
    found = state(small)
    assert {found[key] for key in ("figure", "list", "closing", "growth")} == {4}
    assert found["struck off"] == 0
    assert found["closes"]


def test_move_inside_is_no_change_of_the_body(small):
    placement = small.old[0].placements.get()
    actions.move(placement=placement, to=small.two, on=STRUCK)
    asked = small.asked()
    lines, total = movement.members(asked.scope, asked.span)
    assert total.get("in_inside", True) == total.get("out_inside", True) == 1
    assert total.get("in_transferred", None) == 0
    assert sorted(line.get(movement.CLOSING, None) for line in lines) == [2, 3]


def test_line_that_does_not_close_names_the_person(small):
    placement = small.new.placements.get()
    type(placement).objects.filter(pk=placement.pk).update(began="")
    asked = small.asked()
    lines, _ = movement.members(asked.scope, asked.span)
    broken = [line for line in lines if not line.closes()]
    assert [line.branch for line in broken] == [small.one.pk]
    found = movement.unexplained(asked.scope, asked.span, small.one.pk)
    assert [row.member for row in found] == [small.new.member]


@pytest.mark.parametrize(
    ("as_of", "value", "word"),
    [
        (dt.date(2021, 2, 1), 4, "đang thực hiện"),
        (dt.date(2021, 6, 30), 2, "đạt"),
        (dt.date(2021, 12, 31), 2, "đạt"),
    ],
)
def test_target_is_the_last_one_decided_by_the_as_of_day(small, as_of, value, word):
    TargetFactory(committee=small.committee, value=4)
    TargetFactory(committee=small.committee, value=2, decided_on=dt.date(2021, 3, 10))
    asked = small.asked(as_of)
    found = standings(asked.scope, 2021, asked.period, as_of)
    standing = next(s for s in found if s.indicator.code == "T02")
    assert standing.target.value == value
    assert standing.verdict[1] == word


def test_registered_target_is_used_without_an_assigned_one(small):
    TargetFactory(committee=small.committee, level="registered", value=3)
    asked = small.asked()
    found = standings(asked.scope, 2021, asked.period, asked.as_of)
    standing = next(s for s in found if s.indicator.code == "T02")
    assert standing.target_level == "Đăng ký phấn đấu"
    assert standing.percent_text == "66,7%"
    assert standing.verdict == ("✗", "chưa đạt")


def test_decision_of_december_counts_on_its_ceremony_in_january(small):
    spell = small.admit(small.one, dt.date(2022, 1, 6))
    spell.decision_on = dt.date(2021, 12, 20)
    spell.save()
    asked = small.asked()
    found = BY_CODE["T02"].rows(asked.scope, asked.span)
    assert {row.spell for row in found} == {small.new, small.other}


def test_late_recognition_counts_on_the_later_day(small):
    actions.recognise(spell=small.new, recognised_on=dt.date(2022, 7, 1))
    assert small.new.official_on == dt.date(2022, 3, 1)
    small.new.refresh_from_db()
    assert small.new.counts_official_on == dt.date(2022, 7, 1)
