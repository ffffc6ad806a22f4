"""The seven groups, by name; their rights follow from accounts/groups.py."""

from django.db import migrations

NAMES = (
    "Quản trị hệ thống",
    "Lãnh đạo Đảng ủy",
    "Cán bộ văn phòng",
    "Cán bộ khảo sát vận động",
    "Bí thư chi bộ",
    "Phó bí thư chi bộ",
    "Kiểm tra giám sát",
)


def create_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(
        schema_editor.connection.alias
    )
    for name in NAMES:
        groups.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
