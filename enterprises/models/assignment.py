"""Gán đơn vị mới: to which unit of 01/7/2025 an address of an old ward belongs."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.records import Record
from accounts.scope import by_branch
from enterprises.models.enterprise import EnterpriseAddress
from enterprises.models.ward import Ward, WardSuccession
from hoangmai_party.constraints import FieldUnique


class WardAssignment(Record):
    """Gán đơn vị mới: a person chose it among the successors of the old ward.

    Nearly every old ward was split, so it can't be computed (WARD-02). `opened` is the
    address row that the same act began for the enterprise, where the office said so.
    """

    # Not through the address: SQLite's parser gives up on scopes that deep.
    SCOPE = by_branch("address__enterprise__branch_links__branch")

    address = models.ForeignKey(
        EnterpriseAddress,
        models.PROTECT,
        related_name="ward_assignments",
        verbose_name="địa chỉ",
    )
    ward = models.ForeignKey(
        Ward,
        models.PROTECT,
        related_name="assigned_addresses",
        verbose_name="đơn vị mới",
    )
    opened = models.ForeignKey(
        EnterpriseAddress,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="opened_by",
        verbose_name="địa chỉ mở theo đơn vị mới",
    )
    source = models.CharField("căn cứ", max_length=255, blank=True)
    assigned_on = models.DateField("ngày gán")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người gán",
    )

    class Meta:
        verbose_name = "gán đơn vị mới"
        verbose_name_plural = "gán đơn vị mới"
        ordering = ["-assigned_on", "-pk"]
        constraints = [
            FieldUnique(
                at="address",
                fields=["address"],
                condition=models.Q(voided_at=None),
                name="ward_assignment_once",
                violation_error_message="Địa chỉ này đã được gán đơn vị mới.",
            )
        ]

    def __str__(self):
        return f"{self.address} → {self.ward}"

    def clean(self):
        """Only a unit to which people of the old ward went (organisation.md §4.1)."""
        super().clean()
        if not (self.address_id and self.ward_id):
            return
        pairs = WardSuccession.objects.populated().filter(old=self.address.ward_id)
        if not pairs.filter(new=self.ward_id).exists():
            raise ValidationError(
                {"ward": f"{self.address.ward} không có dân cư chuyển về {self.ward}."}
            )

    @transaction.atomic
    def void(self, *, by, reason):
        """The address waits again; the row it opened goes, the old one runs on."""
        super().void(by=by, reason=reason)
        opened, address = self.opened, self.address
        if opened is None or opened.voided_at:
            return
        opened.void(by=by, reason=reason)
        if address.ended_on == opened.started_on:
            address.ended_on = opened.ended_on
            address.save(update_fields=["ended_on"])
