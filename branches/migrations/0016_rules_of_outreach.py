"""Rules of the work with owners, with day and source."""

from django.db import migrations

from branches.rules import RULES_OF_OUTREACH


def fill(apps, schema_editor):
    Rule = apps.get_model("branches", "Rule")
    for code, value, unit, started_on, ended_on, source in RULES_OF_OUTREACH:
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
    dependencies = [("branches", "0015_codes_of_outreach")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
