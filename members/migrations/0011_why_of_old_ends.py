"""Files that were dropped or refused before a reason was coded: "lý do khác"."""

from django.db import migrations


def fill(apps, schema_editor):
    Step = apps.get_model("members", "CandidateStep")
    rows = Step._base_manager.filter(kind__in=["dropped", "refused"], why="")
    rows.exclude(state="draft").update(why="other")


class Migration(migrations.Migration):
    dependencies = [("members", "0010_files_of_return")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
