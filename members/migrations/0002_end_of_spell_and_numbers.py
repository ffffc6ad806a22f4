from django.db import migrations, models
from django.db.models import F, Q

import hoangmai_party.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="spell", name="spell_end_has_reason"),
        migrations.AddConstraint(
            model_name="spell",
            constraint=hoangmai_party.constraints.FieldCheck(
                at="ended_on",
                condition=Q(ended_on=None, end_reason="")
                | Q(ended_on__isnull=False, ended_on__gt=F("ceremony_on"))
                & ~Q(end_reason=""),
                name="spell_end_has_reason",
                violation_error_message=(
                    "Ngày thôi là đảng viên phải sau ngày vào Đảng và có lý do."
                ),
            ),
        ),
        migrations.AlterField(
            model_name="member",
            name="old_card_number",
            field=models.CharField(
                blank=True,
                help_text="8 chữ số, ví dụ 01.234567.",
                max_length=20,
                verbose_name="số thẻ đảng viên (theo QĐ 85)",
            ),
        ),
        migrations.AlterField(
            model_name="member",
            name="profile_number",
            field=models.CharField(
                blank=True,
                help_text="6 chữ số và ký hiệu đảng bộ, ví dụ 012345 HN.",
                max_length=20,
                verbose_name="số lý lịch",
            ),
        ),
    ]
