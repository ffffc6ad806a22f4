"""The office's first weights and founding papers; a first step for each known case."""

from django.db import migrations

from surveys.defaults import (
    FOUNDING_ITEMS,
    ITEM_SOURCE,
    SINCE,
    WEIGHT_SOURCE,
    WEIGHTS,
)


def fill(apps, schema_editor):
    Weight = apps.get_model("surveys", "RankingWeight")
    for code, points, most in WEIGHTS:
        Weight.objects.get_or_create(
            code=code,
            started_on=SINCE,
            defaults={"points": points, "most": most, "source": WEIGHT_SOURCE},
        )
    Item = apps.get_model("surveys", "FoundingItem")
    for order, (name, is_required) in enumerate(FOUNDING_ITEMS, start=1):
        Item.objects.get_or_create(
            name=name,
            started_on=SINCE,
            defaults={
                "order": order,
                "is_required": is_required,
                "source": ITEM_SOURCE,
            },
        )
    start_cases(apps)


def start_cases(apps):
    """What a case of before has shown so far, as steps: visited, then decided."""
    Case = apps.get_model("surveys", "OutreachCase")
    Step = apps.get_model("surveys", "CaseStep")
    for case in Case.objects.filter(steps=None, voided_at=None):
        _step(Step, case, "", "listed", case.opened_on)
        first = case.visits.filter(voided_at=None).order_by("visited_on").first()
        at = "listed"
        if first:
            on = max(first.visited_on, case.opened_on)
            _step(Step, case, at, "outreach", on)
            at = "outreach"
        if event := case.founding:
            _step(Step, case, at, "decided", event.decided_on, number=event.number)


def _step(Step, case, previous, stage, on, **more):
    Step.objects.create(
        case=case,
        previous=previous,
        stage=stage,
        happened_on=on,
        note="Chuyển từ hồ sơ đã ghi trước đây",
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_campaigns_cases_foundings")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
