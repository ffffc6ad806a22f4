"""Each check finds its planted fault, and nothing on a sound register."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.scope import OUR_APPS
from branches.tests.factories import BranchFactory, CommitteeFactory
from hoangmai_party import clock
from members import actions
from members.models import Attendance, Badge, Member, Spell
from members.tests.factories import MemberFactory
from reports.health.catalogue import (
    BY_CODE,
    CHECKS,
    HALVES,
    HELD,
    LEFT_OUT,
    SUBJECTS,
)
from reports.health.facts import Facts
from reports.tests.health_register import (
    DAYS,
    FAULTS,
    TODAY,
    Sound,
    badge,
    citizen_id,
    course,
    man,
    newcomer,
    office,
    rating,
    regulation,
    row_of_each,
    transfer,
)


@pytest.fixture
def sound(db):
    with clock.fixed(TODAY):
        yield Sound()


def found(code, day=TODAY):
    """The words of what one check finds."""
    return [finding.words for finding in BY_CODE[code].find(Facts(day))]


def test_sound_register_has_no_finding(sound):
    assert {c.code: found(c.code) for c in CHECKS if found(c.code)} == {}


def test_every_check_has_a_planted_fault():
    assert set(FAULTS) == set(BY_CODE)
    assert len(BY_CODE) == len(CHECKS)  # no code twice


@pytest.mark.parametrize("subject", SUBJECTS)
def test_planted_fault_is_found(sound, subject):
    missed = []
    for check in SUBJECTS[subject]:
        with transaction.atomic():
            sound.read()
            FAULTS[check.code](sound)
            if not found(check.code, DAYS.get(check.code, TODAY)):
                missed.append(check.code)
            transaction.set_rollback(True)
    assert missed == []


@pytest.mark.parametrize("code", [c for c in FAULTS if c.startswith("citizen-id")])
def test_sealed_number_is_never_said(sound, code):
    FAULTS[code](sound)
    numbers = Member.objects.exclude(citizen_id_index="")
    said = re.sub(r"\D", "", " ".join(found(code)))
    assert said
    assert [n for n in numbers.values_list("citizen_id", flat=True) if n in said] == []


def test_numbers_of_the_list_are_all_accounted_for():
    """1–70 of members.md §8: a check, a constraint, or a reason why not yet."""
    ours = {check.number for check in CHECKS if check.number}
    assert ours | set(HELD) | set(LEFT_OUT) == {str(n) for n in range(1, 71)}
    assert ours & set(LEFT_OUT) == set()
    assert set(HALVES) <= ours


def test_what_the_database_holds_is_really_held():
    names = {
        constraint.name
        for app in OUR_APPS
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }
    assert set(HELD.values()) <= names


# What looks like a fault and is none


def test_number_accepted_in_the_record_is_no_finding(sound):
    citizen_id("000191000001")(sound)
    assert found("citizen-id-sex")
    Member.objects.update(citizen_id_accepted=True)
    codes = ("citizen-id-sex", "citizen-id-birth", "citizen-id-province")
    assert [found(code) for code in codes] == [[], [], []]


def test_new_card_with_the_citizen_id_is_no_finding(sound):
    citizen_id("001090000001")(sound)
    man(card_issued_on=dt.date(2025, 9, 3))(sound)
    assert found("card-outdated") == []


def test_attended_course_is_no_finding(sound):
    lesson = course(sound)
    for member in Member.objects.all():
        Attendance.objects.create(course=lesson, member=member, result="passed")
    assert found("new-member-course") == []


@pytest.mark.parametrize(
    ("years", "number", "is_right"),
    [
        (30, "HN 12345678", True),
        (30, "1234567", False),
        (45, "E.1234567", True),
        (45, "12345678", False),
        (90, "12", True),
    ],
)
def test_badge_number_has_its_pattern(sound, years, number, is_right):
    badge(sound, years=years, badge_number=number)
    assert bool(found("badge-number")) != is_right


def test_recorded_badge_is_no_longer_due(sound):
    FAULTS["badge-due"](sound)
    badge(sound)
    assert found("badge-due") == []


def test_badge_is_not_due_before_its_round(sound):
    """Thirty years on 10/12/2021 are for the round of 03/02/2022."""
    day = dt.date(1991, 12, 10)
    later = dt.date(1992, 12, 10)
    sound.spell.decision_on = sound.spell.ceremony_on = day
    sound.spell.official_on = sound.spell.recognised_on = later
    sound.spell.save()
    assert found("badge-due") == []
    assert found("badge-due", dt.date(2022, 2, 3)) != []


def test_time_outside_the_party_puts_the_badge_off(sound):
    """R3.2: of a readmitted person the gap of ten years does not count."""
    FAULTS["badge-due"](sound)
    left, again = dt.date(1990, 3, 1), dt.date(2000, 3, 1)
    assert found("badge-due")
    sound.read()
    sound.spell.placements.update(
        started_on=dt.date(1985, 3, 1), ended_on=left, ended="resigned"
    )
    sound.spell.ended_on, sound.spell.end_reason = left, "resigned"
    sound.spell.save()
    spell = actions.admit(
        member=sound.man, branch=sound.one, ceremony_on=again, decision_on=again
    )
    spell.official_on = spell.recognised_on = dt.date(2001, 3, 1)
    spell.save()
    assert found("badge-due") == []
    assert found("badge-due", dt.date(2026, 1, 14)) != []


def test_a_cancelled_admission_gives_no_years(sound):
    """The same tuổi Đảng as on the list of badges: hủy kết nạp counts for nothing."""
    FAULTS["badge-due"](sound)
    sound.read()
    Spell.objects.create(
        member=sound.man,
        decision_on=dt.date(1970, 1, 5),
        ceremony_on=dt.date(1970, 1, 5),
        ended_on=dt.date(1971, 1, 5),
        end_reason="cancelled",
    )
    before = found("badge-due")
    assert len(before) == 1
    assert "Đủ 30 năm" in before[0]


@pytest.mark.parametrize(("years", "faults"), [(30, 0), (40, 1)])
def test_a_posthumous_badge_is_measured_on_the_eve_of_death(sound, years, faults):
    FAULTS["badge-due"](sound)
    sound.leave(dt.date(2021, 6, 1), "died")
    badge(sound, years=years, manner=Badge.Manner.POSTHUMOUS)
    assert len(found("badge-too-early")) == faults


def test_posthumous_badge_is_no_act_of_the_dead(sound):
    sound.leave(dt.date(2021, 6, 1), "died")
    badge(sound, manner=Badge.Manner.POSTHUMOUS)
    assert found("after-the-end") == []
    assert found("badge-not-returned") == []


def test_confirmed_transfer_is_no_finding(sound):
    row = transfer(sound)
    row.confirmed_on = row.issued_on
    row.save()
    assert found("transfer-unconfirmed") == []


def test_transfer_waits_for_thirty_working_days(sound):
    """01/10/2021 and thirty working days are 12/11/2021."""
    transfer(sound)
    assert found("transfer-unconfirmed", dt.date(2021, 11, 12)) == []
    assert found("transfer-unconfirmed", dt.date(2021, 11, 13)) != []


def test_transfer_of_a_day_without_rule_is_not_judged(sound):
    row = transfer(sound)
    row.issued_on = dt.date(2016, 1, 1)
    row.save()
    assert found("transfer-unconfirmed") == []


def test_one_decision_for_several_people_is_no_finding(sound):
    for row in sound.one.placements.all():
        row.spell.decision_number = "12-QĐ/QU"
        row.spell.decision_on = dt.date(2019, 4, 1)
        row.spell.save()
    assert found("number-twice") == []


def test_regulation_that_was_renewed_is_no_finding(sound):
    regulation(sound, ended_on=dt.date(2021, 1, 1))
    day = dt.date(2021, 1, 1)
    regulation(sound, started_on=day, signed_on=day, reviewed_on=TODAY)
    assert found("regulation-over") == []


def test_reason_without_grade_is_enough(sound):
    rating(sound)
    for member in Member.objects.exclude(pk=sound.man.pk):
        rating(sound, member, grade="", unrated="away")
    assert found("not-graded") == []


def test_one_excellent_of_five_is_within_the_cap(sound):
    people = list(Member.objects.all())
    rating(sound, people[0], grade="excellent")
    for member in people[1:]:
        rating(sound, member)
    assert found("cap-exceeded") == []


def test_cap_counts_the_own_body_alone(sound):
    """As the page of the ratings does: another body has a cap of its own."""
    foreign = BranchFactory(committee=CommitteeFactory())
    for _ in range(20):
        rating(sound, MemberFactory(), branch=foreign)
    rating(sound, grade="excellent")
    assert found("cap-exceeded") == [
        "Năm 2021: 1 đảng viên hoàn thành xuất sắc, nhiều nhất 0"
    ]


def test_office_said_twice_of_one_person_is_one(sound):
    office("deputy")(sound)
    office("deputy")(sound)
    assert found("two-deputies") == []


def test_admitted_on_the_birthday_is_old_enough(sound):
    man(born_on=dt.date(2001, 5, 1))(sound)
    assert found("admitted-too-young") == []


def test_probation_of_thirteen_months_is_not_too_long(sound):
    newcomer(sound, dt.date(2020, 12, 14))
    assert found("probation-too-long") == []


# Cost


def queries_of(check):
    with CaptureQueriesContext(connection) as asked:
        list(check.find(Facts(TODAY)))
    return len(asked)


def test_number_of_queries_does_not_grow_with_the_rows(sound):
    """With one and with three rows of what is asked: the same number, check by check."""
    people = list(Member.objects.order_by("pk")[:3])
    row_of_each(sound, people[0])
    one = {check.code: queries_of(check) for check in CHECKS}
    for member in people[1:]:
        row_of_each(sound, member)
    assert {check.code: queries_of(check) for check in CHECKS} == one
    assert max(one.values()) <= 4


def test_whole_run_asks_so_many_questions(sound, django_assert_num_queries):
    """Written down (rule 25): what several checks ask is asked once a run."""
    row_of_each(sound, sound.man)
    facts = Facts(TODAY)
    with django_assert_num_queries(78):
        for check in CHECKS:
            list(check.find(facts))
