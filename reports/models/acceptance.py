from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from accounts.scope import BODY
from hoangmai_party.constraints import FieldUnique


class Acceptance(Record):
    """Chấp nhận vì …: a finding of the register's health that the office leaves as it is.

    It holds for one finding in the words it had then: when the fact changes into
    another fault, the finding is open again. Withdrawn by voiding the row.
    """

    SCOPE = BODY

    code = models.CharField("kiểm tra", max_length=40)
    row = models.CharField("dòng trong sổ", max_length=80)
    finding = models.CharField("nội dung", max_length=500)
    reason = models.CharField("chấp nhận vì", max_length=500)
    accepted_on = models.DateField("ngày chấp nhận")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="người chấp nhận",
    )

    class Meta:
        verbose_name = "sai lệch được chấp nhận"
        verbose_name_plural = "sai lệch được chấp nhận"
        ordering = ["code", "-accepted_on"]
        constraints = [
            FieldUnique(
                at="reason",
                fields=["code", "row", "finding"],
                condition=Q(voided_at=None),
                name="acceptance_once",
                violation_error_message="Sai lệch này đã được chấp nhận.",
            )
        ]

    def __str__(self):
        return f"{self.finding}: {self.reason}"
