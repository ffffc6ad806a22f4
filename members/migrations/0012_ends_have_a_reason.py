from django.db import migrations, models

import hoangmai_party.constraints


class Migration(migrations.Migration):
    dependencies = [("members", "0011_why_of_old_ends")]

    operations = [
        migrations.AddConstraint(
            model_name="candidatestep",
            constraint=hoangmai_party.constraints.FieldCheck(
                at="why",
                condition=models.Q(
                    models.Q(("kind__in", ["dropped", "refused"]), _negated=True),
                    ("state", "draft"),
                    models.Q(("why", ""), _negated=True),
                    _connector="OR",
                ),
                name="step_end_has_reason",
                violation_error_message="Đưa ra, không đồng ý phải chọn lý do.",
            ),
        ),
    ]
