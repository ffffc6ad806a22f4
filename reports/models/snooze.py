from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Period
from accounts.scope import by_branch
from branches.models import Branch
from hoangmai_party.constraints import FieldCheck, NoOverlap


class Snooze(Period):
    """Hoãn nhắc: a line of việc đến hạn that stays off the list until a day.

    It hangs on the stable key of the line and on the branch that the line is about;
    the deadline stays as it is. Withdrawn by voiding the row.
    """

    SCOPE = by_branch("branch")

    key = models.CharField("việc", max_length=60)
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="snoozes",
        verbose_name="chi bộ",
    )
    ended_on = models.DateField("nhắc lại từ ngày")
    reason = models.CharField("vì", max_length=500)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người hoãn",
    )

    class Meta(Period.Meta):
        verbose_name = "hoãn nhắc"
        verbose_name_plural = "hoãn nhắc"
        ordering = ["key", "-started_on"]
        constraints = [
            FieldCheck(
                at="ended_on",
                condition=Q(ended_on__gt=F("started_on")),
                name="snooze_period",
                violation_error_message="Ngày nhắc lại phải sau ngày hoãn.",
            ),
            NoOverlap(
                fields=["key"],
                name="snooze_no_overlap",
                violation_error_message="Việc này đang được hoãn nhắc.",
            ),
        ]

    def __str__(self):
        return f"nhắc lại từ {self.ended_on:%d/%m/%Y}, vì {self.reason}"
