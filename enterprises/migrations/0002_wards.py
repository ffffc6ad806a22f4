"""The 14 wards of the old district, the 12 units of 01/7/2025 and their 41 pairs."""

from django.db import migrations

from enterprises import wards


def fill(apps, schema_editor):
    Ward = apps.get_model("enterprises", "Ward")
    Succession = apps.get_model("enterprises", "WardSuccession")
    old, new = {}, {}
    for code, name in wards.OLD_WARDS:
        old[code], _ = Ward.objects.update_or_create(
            code=code,
            started_on=wards.VALID_FROM_OLD,
            defaults={
                "name": name,
                "level": wards.WARD,
                "ended_on": wards.VALID_FROM_NEW,
                "source": wards.DECISION_OLD,
            },
        )
    for code, name, level in wards.NEW_UNITS:
        new[code], _ = Ward.objects.update_or_create(
            code=code,
            started_on=wards.VALID_FROM_NEW,
            defaults={"name": name, "level": level, "source": wards.DECISION_NEW},
        )
    for old_code, new_code, kind in wards.SUCCESSIONS:
        Succession.objects.update_or_create(
            old=old[old_code],
            new=new[new_code],
            defaults={"kind": kind, "source": wards.DECISION_NEW},
        )


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
