"""Ties and lists of the forms over generated lives; all ties are listed here."""

import pytest
from hypothesis import given, settings

from members.tests.lives import operations
from reports.forms import ties
from reports.forms.declared import BY_KEY, FORMS
from reports.forms.reckon import Ask, numbers
from reports.scope import narrowed
from reports.tests.test_identities import spans, with_world

pytestmark = pytest.mark.django_db

TIES = {
    "1": [
        "1.D = 1.A + 1.B - 1.C",
        "1.B = 1.B1 + 1.B2 + 1.B3 + 1.B4 + 1.B5",
        "1.C = 1.C1 + 1.C2 + 1.C3 + 1.C4 + 1.C5 + 1.C6 + 1.C7",
        "1.B2 = 1.B2A + 1.B2B + 1.B2C + 1.B2D + 1.B2E",
        "1.C5 = 1.C5A + 1.C5B + 1.C5C + 1.C5D + 1.C5E",
        "1.B1 = T02",
        "1.D = S02",
    ],
    "2": [
        "2.I = 1.B1",
        "2.I = T02",
        "2.I4 = T03",
        "2.I = 2.JOB_1 + 2.JOB_2 + 2.JOB_3 + 2.JOB_4 + 2.JOB_0",
        "2.JOB_2 = 2.JOB_2A + 2.JOB_2B + 2.JOB_2C",
        (
            "2.I = 2.AGE_00 + 2.AGE_18 + 2.AGE_31 + 2.AGE_36 + 2.AGE_41 + 2.AGE_46 + "
            "2.AGE_51 + 2.AGE_56 + 2.AGE_61"
        ),
        "2.I = 2.GENERAL_1 + 2.GENERAL_2 + 2.GENERAL_3 + 2.GENERAL_0",
        (
            "2.I = 2.PROFESSION_1 + 2.PROFESSION_2 + 2.PROFESSION_3 + 2.PROFESSION_4 + "
            "2.PROFESSION_5 + 2.PROFESSION_6 + 2.PROFESSION_0"
        ),
        "2.III = 5.SUM_2",
    ],
    "3": [
        "3.I = 1.D",
        "3.I = S02",
        "3.I1 = S05",
        "3.I2 = S04",
        "3.I6 = S06",
        "3.I = 3.JOB_1 + 3.JOB_2 + 3.JOB_3 + 3.JOB_4 + 3.JOB_0",
        "3.JOB_2 = 3.JOB_2A + 3.JOB_2B + 3.JOB_2C",
        (
            "3.I = 3.AGE_00 + 3.AGE_18 + 3.AGE_31 + 3.AGE_36 + 3.AGE_41 + 3.AGE_46 + "
            "3.AGE_51 + 3.AGE_56 + 3.AGE_61"
        ),
        "3.I = 3.ERA_1 + 3.ERA_2 + 3.ERA_3 + 3.ERA_4",
        "3.I = 3.GENERAL_1 + 3.GENERAL_2 + 3.GENERAL_3 + 3.GENERAL_0",
        (
            "3.I = 3.PROFESSION_1 + 3.PROFESSION_2 + 3.PROFESSION_3 + 3.PROFESSION_4 + "
            "3.PROFESSION_5 + 3.PROFESSION_6 + 3.PROFESSION_0"
        ),
        "3.I = 3.THEORY_1 + 3.THEORY_2 + 3.THEORY_3 + 3.THEORY_0",
    ],
    "5": [
        "5.SUM_7 = 3.I",
        "5.SUM_4 + 5.SUM_6 = S01",
        *(
            f"5.SUM_{column} = 5.1_{column} + 5.2_{column} + 5.3_{column} + 5.4_{column} + 5.5_{column} + 5.6_{column} + "
            f"5.7_{column} + 5.8_{column} + 5.9_{column} + 5.10_{column} + 5.11_{column}"
            for column in "234567"
        ),
        *(f"5.6_{column} = 5.6A_{column} + 5.6B_{column}" for column in "467"),
        *(f"5.9_{c} = 5.9A_{c} + 5.9B_{c} + 5.9C_{c}" for c in "467"),
        *(
            f"5.9B_{column} = 5.9B_CP_{column} + 5.9B_TN_{column} + 5.9B_TNHH_{column} + 5.9B_HD_{column} + "
            f"5.9B_NN_{column}"
            for column in "467"
        ),
    ],
    "7": [
        "7.I = K04",
        "7.I = 7.I1 + 7.I2",
        "7.I1 = 7.I1D + 7.I1E",
        "7.I1D = 7.I1D1 + 7.I1D2 + 7.I1D3 + 7.I1D4",
        "7.I2 = 7.I2A + 7.I2B + 7.I2C",
        "7.II = K05",
        (
            "7.II = 7.II_30 + 7.II_40 + 7.II_45 + 7.II_50 + 7.II_55 + 7.II_60 + 7.II_65 + "
            "7.II_70 + 7.II_75 + 7.II_80 + 7.II_85 + 7.II_90"
        ),
        "7.IV2A = 1.C5",
        "7.IV2B = 1.B2",
    ],
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.number)
def test_ties_of_the_forms_are_these(form):
    assert [f"{tie.left} = {tie.right}" for tie in form.ties] == TIES[form.number]


@given(steps=operations, span=spans)
@settings(max_examples=10)
def test_every_tie_holds_for_any_lives(steps, span):
    def check(scope, span, world):
        for asked in (scope, narrowed(scope, [world.branches[0].pk])):
            for form in FORMS:
                answers = ties.answers(form, Ask(asked, span), {})
                assert [answer for answer in answers if not answer.holds] == []

    with_world(check)(steps, span)


@given(steps=operations, span=spans)
@settings(max_examples=6)
def test_every_cell_is_its_list_for_any_lives(steps, span):
    def check(scope, span, world):
        listed = [f for f in BY_KEY.values() if f.source and f.source.has_list]
        found = numbers(listed, Ask(scope, span))
        for figure in listed:
            if not figure.is_age:
                rows = figure.rows(scope, span)
                assert len(rows) == rows.count() == found[figure.code], figure.code

    with_world(check)(steps, span)
