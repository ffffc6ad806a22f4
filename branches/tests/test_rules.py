"""Rules by the day of the event, and the words where no rule is known."""

import datetime as dt
from decimal import Decimal

import pytest

from branches.models import Rule, RuleMissingError

pytestmark = pytest.mark.django_db

Code = Rule.Code
NEW = dt.date(2025, 7, 1)


@pytest.mark.parametrize(
    ("code", "day", "value"),
    [
        (Code.ADMISSION_DECISION, NEW - dt.timedelta(days=1), 60),
        (Code.ADMISSION_DECISION, NEW, 45),
        (Code.ADMISSION_DECISION, dt.date(2011, 1, 19), 60),
        (Code.PROBATION_MONTHS, dt.date(2030, 1, 1), 12),
    ],
)
def test_rule_is_taken_as_of_the_day(code, day, value):
    assert Rule.objects.value(code, day) == Decimal(value)


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        (Code.OWNER_SHARE, dt.date(2021, 9, 26), "“Tỷ lệ vốn của chủ doanh nghiệp”"),
        (Code.AGE_MIN, dt.date(2011, 1, 18), "“Tuổi thấp nhất khi kết nạp”"),
        ("no_such_rule", NEW, "“no_such_rule”"),
    ],
)
def test_missing_rule_is_said_in_words(code, day, words):
    with pytest.raises(RuleMissingError) as refusal:
        Rule.objects.value(code, day)
    assert str(refusal.value) == (
        f"Chưa có quy định {words} cho ngày {day:%d/%m/%Y}: "
        "văn phòng bổ sung ở mục Quy định."
    )


def test_newest_rule_never_stands_in_for_an_old_one():
    Rule.objects.filter(code=Code.ADMISSION_DECISION, started_on__lt=NEW).update(
        voided_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    )
    assert Rule.objects.value(Code.ADMISSION_DECISION, NEW) == 45
    with pytest.raises(RuleMissingError):
        Rule.objects.value(Code.ADMISSION_DECISION, NEW - dt.timedelta(days=1))


def test_every_first_rule_waits_for_the_office():
    assert Rule.objects.count() > 30
    assert not Rule.objects.filter(is_confirmed=True).exists()
    by_plan = {Code.CARD_EXCHANGE}  # the office enters it when a campaign is planned
    assert set(Rule.objects.values_list("code", flat=True)) == {*Code} - by_plan
