"""Constraints: the database, the check of a form and plain arithmetic agree."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.log import sqlite
from accounts.models import Register
from branches.models import Branch, Rule
from enterprises.models import Enterprise, EnterpriseStatus
from enterprises.tests.factories import EnterpriseFactory
from hoangmai_party import constraints, periods
from hoangmai_party.constraints import FieldCheck, FieldUnique, NoOverlap

pytestmark = pytest.mark.django_db

FIRST = dt.date(2020, 2, 20)
VOIDED = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
RULE = NoOverlap(fields=["branch"], only={"is_host": True}, name="r")


@st.composite
def rows(draw):
    """A period of 1 to 20 days (or open) around 29/02, of one of two firms."""
    start, length = draw(st.integers(0, 25)), draw(st.integers(1, 20))
    started_on = FIRST + dt.timedelta(days=start)
    ended_on = draw(st.sampled_from([None, started_on + dt.timedelta(days=length)]))
    voided_at = draw(st.sampled_from([None, None, None, VOIDED]))
    return draw(st.integers(0, 1)), started_on, ended_on, voided_at


def days(row):
    """The days of a row, one by one; an open one holds for long enough."""
    _, started_on, ended_on, _ = row
    last = ended_on or FIRST + dt.timedelta(days=90)
    return {started_on + dt.timedelta(days=n) for n in range((last - started_on).days)}


def clash_by_hand(one, two):
    return one[0] == two[0] and not (one[3] or two[3]) and bool(days(one) & days(two))


def stored(status):
    """Whether the database takes the row."""
    try:
        with transaction.atomic():
            EnterpriseStatus.objects.bulk_create([status])
    except IntegrityError:
        return False
    return True


def checked(status):
    """Whether the model's own check takes it."""
    try:
        status.validate_constraints()
    except ValidationError as error:
        return "started_on" not in error.message_dict
    return True


@given(wanted=st.lists(rows(), max_size=8))
@settings(max_examples=60)
def test_overlap_is_found_by_all_three_alike(wanted):
    with transaction.atomic():
        firms = EnterpriseFactory.create_batch(2)
        kept = []
        for row in wanted:
            firm, started_on, ended_on, voided_at = row
            status = EnterpriseStatus(
                enterprise=firms[firm],
                status="operating",
                started_on=started_on,
                ended_on=ended_on,
                voided_at=voided_at,
            )
            is_free = not any(clash_by_hand(row, other) for other in kept)
            assert (checked(status), stored(status)) == (is_free, is_free)
            kept += [row] if is_free else []
        transaction.set_rollback(True)


@given(one=rows(), two=rows())
def test_rows_of_one_page_are_compared_as_in_the_database(one, two):
    statuses = [
        EnterpriseStatus(enterprise_id=7, started_on=row[1], ended_on=row[2])
        for row in (one, two)
    ]
    [rule] = [r for r in EnterpriseStatus._meta.constraints if isinstance(r, NoOverlap)]
    expected = bool(days(one) & days(two))
    assert rule.clashes(*statuses) == rule.clashes(*statuses[::-1]) == expected


@given(row=rows(), offset=st.integers(-5, 60))
def test_in_force_is_the_state_at_the_end_of_the_day(row, offset):
    day = FIRST + dt.timedelta(days=offset)
    with transaction.atomic():
        EnterpriseStatus.objects.bulk_create(
            [
                EnterpriseStatus(
                    enterprise=EnterpriseFactory(),
                    status="operating",
                    started_on=row[1],
                    ended_on=row[2],
                )
            ]
        )
        found = EnterpriseStatus.objects.filter(periods.in_force(day)).exists()
        assert found == EnterpriseStatus.objects.on(day).exists() == (day in days(row))
        transaction.set_rollback(True)


def test_row_may_be_moved_within_itself():
    status = EnterpriseStatus.objects.create(
        enterprise=EnterpriseFactory(), status="operating", started_on=FIRST
    )
    status.started_on += dt.timedelta(days=1)
    status.full_clean()
    status.save()
    assert EnterpriseStatus.objects.get().started_on == FIRST + dt.timedelta(days=1)


def test_voided_row_comes_back_only_to_free_days():
    firm = EnterpriseFactory()
    row = {"enterprise": firm, "status": "operating", "started_on": FIRST}
    gone = EnterpriseStatus.objects.create(**row)
    gone.void(by=None, reason="Nhầm")
    EnterpriseStatus.objects.create(**row)
    name = "enterprise_status_no_overlap"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        EnterpriseStatus.every.filter(pk=gone.pk).update(voided_at=None)


def test_message_stands_beside_its_field():
    firm = Enterprise(name="A", legal_form="private", tax_code="0100233488")
    EnterpriseFactory(tax_code="0100233488")
    with pytest.raises(ValidationError) as refusal:
        firm.full_clean()
    assert refusal.value.message_dict == {
        "tax_code": ["Mã số thuế này đã có trong sổ."]
    }


def test_message_stands_above_a_form_without_that_field():
    demo = models.Q(is_demo=True)
    rule = FieldCheck(at="x", condition=demo, name="c", violation_error_message="m")
    for exclude, field in (({"x"}, NON_FIELD_ERRORS), ({"y"}, "x")):
        with pytest.raises(ValidationError) as refusal:
            rule.validate(Register, Register(), exclude=exclude)
        assert list(refusal.value.update_error_dict({})) == [field]
        assert refusal.value.messages == ["m"]


def test_hidden_columns_are_checked_though_no_form_shows_them():
    """`voided_at` is in the condition and in no form."""
    EnterpriseFactory(tax_code="0100233488")
    firm = Enterprise(name="A", legal_form="private", tax_code="0100233488")
    with pytest.raises(ValidationError, match="đã có trong sổ"):
        firm.validate_constraints(exclude={"voided_at", "search", "id"})
    firm.validate_constraints(exclude={"tax_code"})


@pytest.mark.parametrize(
    "rule",
    [
        FieldCheck(
            at="share",
            condition=models.Q(share=1),
            name="c",
            violation_error_message="m",
        ),
        FieldUnique(at="a", fields=["a", "b"], condition=models.Q(c=None), name="u"),
        RULE,
        NoOverlap(fields=["a"], name="n", start="ceremony_on"),
    ],
    ids=["check", "unique", "overlap of some", "overlap"],
)
def test_constraint_is_rebuilt_from_a_migration(rule):
    path, args, kwargs = rule.deconstruct()
    again = getattr(constraints, path.rpartition(".")[2])(*args, **kwargs)
    assert (again, again.deconstruct()) == (rule, rule.deconstruct())
    assert again.at == rule.at
    other = rule.clone()
    other.name = "other"
    assert rule != other


def test_every_overlap_has_its_guard_in_this_database():
    ours = {
        rule.name
        for model in (EnterpriseStatus, Rule)
        for rule in model._meta.constraints
        if isinstance(rule, NoOverlap)
    }
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            found = set(sqlite.installed(connection))
            ours = {
                f"{name}_{event}" for name in ours for event in ("insert", "update")
            }
        else:
            cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'x'")
            found = {name for (name,) in cursor.fetchall()}
    assert ours <= found


def break_rule(name):
    """Break the constraint past every form; the error of the database."""
    branch = Branch.objects.create(code="CB-1")
    row = Rule(code="min_official", value=Decimal(3), started_on=FIRST)
    broken = {
        "branch_code": lambda: Branch.objects.bulk_create([Branch(code="CB-1")]),
        "rule_no_overlap": lambda: Rule.objects.bulk_create([row]),
        "branches_rule_period": lambda: Rule.objects.update(ended_on="2000-01-01"),
        "not ours": lambda: Branch.objects.filter(pk=branch.pk).update(code=None),
    }
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        broken[name]()
    return refusal.value


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("branch_code", "Mã chi bộ này đã có trong sổ."),
        ("rule_no_overlap", "Quy định này đã có giá trị trong thời gian đó."),
        ("branches_rule_period", "“Thôi từ ngày” phải sau “từ ngày”: "),
        ("not ours", ""),
    ],
)
def test_error_of_the_database_is_put_in_words(name, words):
    said = constraints.message_of(break_rule(name))
    assert said.startswith(words)
    assert bool(said) == bool(words)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2020, 2, 29), 12, dt.date(2021, 2, 28)),
        (dt.date(2021, 1, 31), 1, dt.date(2021, 2, 28)),
        (dt.date(2021, 12, 15), 1, dt.date(2022, 1, 15)),
        (dt.date(2022, 1, 15), -1, dt.date(2021, 12, 15)),
        (dt.date(2019, 2, 28), 12, dt.date(2020, 2, 28)),
    ],
)
def test_months_are_months_of_the_calendar(day, months, expected):
    assert periods.add_months(day, months) == expected
