"""The first rules of the field, each with its day and its source."""

from django.db import migrations

from branches.rules import RULES


def fill(apps, schema_editor):
    Rule = apps.get_model("branches", "Rule")
    for code, value, unit, started_on, ended_on, source in RULES:
        Rule.objects.get_or_create(
            code=code,
            started_on=started_on,
            defaults={
                "value": value,
                "unit": unit,
                "ended_on": ended_on,
                "source": source,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("branches", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
