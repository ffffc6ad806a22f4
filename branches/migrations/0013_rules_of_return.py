"""How long after a cleared conviction somebody may be admitted again."""

from django.db import migrations

from branches.rules import RULES_OF_RETURN


def fill(apps, schema_editor):
    Rule = apps.get_model("branches", "Rule")
    for code, value, unit, started_on, ended_on, source in RULES_OF_RETURN:
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
    dependencies = [("branches", "0012_codes_of_return")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
