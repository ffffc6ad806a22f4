"""What the database refuses of people, whoever writes."""

import datetime as dt

import pytest

from accounts.tests.raw import change, constraints_of, copy, refused
from members.models import Member, Placement, Spell
from members.tests import test_year_models
from members.tests.admission import test_models as test_file_models
from members.tests.conftest import ADMITTED, LEFT, OTHER_ID
from members.tests.factories import MemberFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2020, 5, 1)
BEFORE = ADMITTED - dt.timedelta(days=1)
NUMBERS = {"citizen_id_index": "", "old_card_number": "", "profile_number": ""}

# constraint: [(how it is written, which row, columns)], each of them refused
REFUSED = {
    "member_citizen_id": [(copy, "man", {**NUMBERS, "citizen_id_index": None})],
    "member_old_card": [(copy, "man", {**NUMBERS, "old_card_number": "01234567"})],
    "member_profile_number": [(copy, "man", {**NUMBERS, "profile_number": "000123HN"})],
    "spell_ceremony_after_decision": [(change, "spell", {"ceremony_on": BEFORE})],
    "spell_official_after_ceremony": [
        (change, "spell", {"official_on": ADMITTED, "recognised_on": DAY})
    ],
    "spell_recognised_with_official": [
        (change, "spell", {"official_on": DAY}),
        (change, "spell", {"recognised_on": DAY}),
        (change, "spell", {"official_on": DAY, "recognised_on": ADMITTED}),
    ],
    "spell_end_has_reason": [
        (change, "spell", {"ended_on": DAY}),
        (change, "spell", {"end_reason": "died"}),
        (change, "spell", {"ended_on": ADMITTED, "end_reason": "died"}),
    ],
    "spell_no_overlap": [(copy, "spell", {"ceremony_on": DAY, "decision_on": None})],
    "members_placement_period": [
        (change, "before", {"ended_on": ADMITTED}),
        (change, "before", {"started_on": LEFT}),
    ],
    "placement_no_overlap": [
        (copy, "before", {}),
        (change, "before", {"ended_on": LEFT + dt.timedelta(days=1)}),
        (change, "before", {"ended_on": None, "ended": ""}),
    ],
    "placement_end_has_reason": [
        (change, "after", {"ended_on": dt.date(2022, 1, 1)}),
        (change, "after", {"ended": "died"}),
    ],
    "placement_kind_matches_begin": [
        (change, "after", {"kind": "temporary"}),
        (change, "after", {"began": "temporary"}),
    ],
    "members_employment_period": [(change, "employment", {"ended_on": ADMITTED})],
    "members_ownership_period": [(change, "ownership", {"ended_on": BEFORE})],
    "ownership_share_percent": [
        (change, "ownership", {"share": 0}),
        (change, "ownership", {"share": 101}),
    ],
    "qualification_level_of_kind": [
        (change, "qualification", {"level": 0}),
        (change, "qualification", {"level": 4}),
        (change, "qualification", {"kind": "other"}),
    ],
    "members_position_period": [(change, "position", {"ended_on": ADMITTED})],
    "members_absence_period": [(change, "absence", {"ended_on": ADMITTED})],
    "absence_no_overlap": [(copy, "absence", {"started_on": DAY})],
    "transfer_confirmed_after_issue": [(change, "transfer", {"confirmed_on": DAY})],
    "members_exemption_period": [(change, "exemption", {"ended_on": ADMITTED})],
    "exemption_no_overlap": [(copy, "exemption", {"started_on": DAY})],
    "exemption_fixed_has_end": [
        (change, "exemption", {"until": None}),
        (change, "exemption", {"until": ADMITTED}),
        (change, "exemption", {"kind": "open"}),
    ],
    "position_branch_or_committee": [(change, "position", {"branch": None})],
}


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(name, people):
    for write, row, columns in REFUSED[name]:
        row = getattr(people, row)
        if columns.get("citizen_id_index", "") is None:  # sealed: known here alone
            columns = {**columns, "citizen_id_index": row.citizen_id_index}
        with refused(type(row), name):
            write(row, **columns)


def test_temporary_placement_may_overlap(people):
    guest = copy(people.after, kind="temporary", began="temporary", started_on=DAY)
    assert guest in Placement.objects.on(DAY)


def test_placement_takes_its_member_from_the_spell(people):
    people.before.member = people.woman
    people.before.save()
    assert Placement.objects.get(pk=people.before.pk).member == people.man


@pytest.mark.parametrize(
    ("official_on", "recognised_on", "counts_on"),
    [
        (DAY, dt.date(2020, 4, 20), DAY),
        (DAY, dt.date(2020, 8, 1), dt.date(2020, 8, 1)),
        (None, None, None),
    ],
)
def test_official_counts_from_the_later_day(
    official_on, recognised_on, counts_on, people
):
    change(people.spell, official_on=official_on, recognised_on=recognised_on)
    assert Spell.objects.get(pk=people.spell.pk).counts_official_on == counts_on


def test_voided_member_frees_the_numbers(people):
    numbers = {name: getattr(people.man, name) for name in (*NUMBERS, "citizen_id")}
    people.man.void(by=None, reason="Nhập trùng")
    other = MemberFactory(**{k: v for k, v in numbers.items() if "index" not in k})
    assert other.citizen_id_index == people.man.citizen_id_index
    with refused(Member, "member_citizen_id"):
        MemberFactory(citizen_id=numbers["citizen_id"])
    assert MemberFactory(citizen_id=OTHER_ID).pk


def test_voiding_a_member_voids_all_that_is_known(people):
    people.man.void(by=None, reason="Nhập nhầm người")
    rows = {
        model: set(model.every.exclude(voided_at=None).values_list("void_reason"))
        for model in (type(row) for row in vars(people).values())
        if model.__name__ not in ("Branch",)
    }
    assert set(map(frozenset, rows.values())) == {frozenset({("Nhập nhầm người",)})}
    assert [*Member.objects.all(), *Spell.objects.all()] == [people.woman, people.hers]
    assert [row.spell for row in Placement.objects.all()] == [people.hers]


def test_every_constraint_has_a_refusal():
    tried = {*REFUSED, *test_year_models.REFUSED, *test_file_models.REFUSED}
    assert constraints_of("members") == tried
