"""What belongs to a record: the đoàn thể it found, and what is typed but not filed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.records import Record, VoidError
from accounts.scope import BODY, through
from enterprises.models import Enterprise, MassOrganisation
from hoangmai_party.constraints import FieldUnique
from surveys.models.campaign import Campaign
from surveys.models.record import CLOSED, SurveyRecord
from surveys.models.record_sense import MOST, TOO_MANY


class SurveyedOrganisation(Record):
    """Đoàn thể that a record found: union, youth, women, veterans, self-defence."""

    SCOPE = through("record")

    record = models.ForeignKey(
        SurveyRecord,
        models.PROTECT,
        related_name="organisations",
        verbose_name="phiếu khảo sát",
    )
    kind = models.CharField(
        "đoàn thể", max_length=20, choices=MassOrganisation.Kind.choices
    )
    members = models.PositiveIntegerField(
        "số đoàn viên, hội viên", null=True, blank=True
    )

    class Meta:
        verbose_name = "đoàn thể ghi trên phiếu"
        verbose_name_plural = "đoàn thể ghi trên phiếu"
        ordering = ["kind"]
        constraints = [
            FieldUnique(
                at="kind",
                fields=["record", "kind"],
                condition=Q(voided_at=None),
                name="surveyed_organisation_once",
                violation_error_message="Đoàn thể này đã ghi trên phiếu.",
            )
        ]

    def __str__(self):
        return self.get_kind_display()

    def clean(self):
        """It is as closed as the record that it stands on."""
        super().clean()
        is_correction = (
            self._state.adding and self.record_id and self.record.corrects_id
        )
        if self.record_id and self.record.is_closed and not is_correction:
            raise ValidationError(CLOSED)
        if (self.members or 0) > MOST:
            raise ValidationError({"members": TOO_MANY})

    def void(self, *, by, reason):
        """It goes with its record; by itself only while the campaign is open."""
        if self.record.is_closed and not self.record.is_replaced:
            raise VoidError(CLOSED)
        super().void(by=by, reason=reason)


class SurveyDraft(Record):
    """Phiếu đang nhập: what somebody typed at the gate and has not filed yet.

    It is no record and counts for nothing; filing the record voids it.
    """

    SCOPE = BODY

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="drafts", verbose_name="đợt khảo sát"
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="+", verbose_name="doanh nghiệp"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name="người nhập",
    )
    typed = models.JSONField("nội dung đã nhập", default=dict)
    saved_at = models.DateTimeField("lưu lúc", auto_now=True)

    class Meta:
        verbose_name = "phiếu đang nhập"
        verbose_name_plural = "phiếu đang nhập"
        ordering = ["-saved_at"]
        constraints = [
            FieldUnique(
                at="enterprise",
                fields=["campaign", "enterprise", "entered_by"],
                condition=Q(voided_at=None),
                name="survey_draft_once",
                violation_error_message="Đã có một phiếu đang nhập của doanh nghiệp này.",
            )
        ]

    def __str__(self):
        return f"{self.enterprise} (đang nhập)"
