"""The first caps of the best grade and the rounds of badges."""

from django.db import migrations

from members.rules import CAPS, ROUNDS

CAP = ("subject", "percent", "base", "within", "rounding", "started_on", "ended_on")
ROUND = ("name", "day", "month", "first_month", "last_month", "started_on")


def fill(apps, schema_editor):
    for model, columns, rows in (
        ("RatingCap", CAP, CAPS),
        ("BadgeRound", ROUND, ROUNDS),
    ):
        manager = apps.get_model("members", model).objects
        for row in rows:
            facts = dict(zip((*columns, "source"), row, strict=True))
            manager.get_or_create(**facts)


class Migration(migrations.Migration):
    dependencies = [("members", "0006_year_of_a_member")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
