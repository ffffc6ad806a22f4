from django.db import models

from accounts.records import LiveManager, Period, Record, RecordQuerySet
from accounts.scope import PUBLIC
from hoangmai_party.constraints import FieldUnique


class Ward(Period):
    """Phường, xã: one unit for as long as it stood under this code.

    The codes were given to other places on 01/7/2025, so the key is the code with
    the day it starts (organisation.md WARD-01).
    """

    SCOPE = PUBLIC

    class Level(models.TextChoices):
        WARD = "ward", "Phường"
        COMMUNE = "commune", "Xã"

    code = models.CharField("mã đơn vị hành chính", max_length=5)
    name = models.CharField("tên", max_length=100)
    level = models.CharField(
        "cấp", max_length=10, choices=Level.choices, default=Level.WARD
    )
    source = models.CharField("căn cứ", max_length=255, blank=True)

    class Meta(Period.Meta):
        verbose_name = "phường, xã"
        verbose_name_plural = "phường, xã"
        ordering = ["started_on", "code"]
        constraints = [
            *Period.Meta.constraints,
            FieldUnique(
                at="code",
                fields=["code", "started_on"],
                condition=models.Q(voided_at=None),
                name="ward_code_from",
                violation_error_message="Mã này đã có cho cùng ngày bắt đầu.",
            ),
        ]

    def __str__(self):
        return f"{self.get_level_display()} {self.name}"


class SuccessionQuerySet(RecordQuerySet):
    """Pairs of an old ward and a new unit."""

    def populated(self):
        """The pairs in which people went over: nobody lives on an area alone."""
        return self.exclude(kind=WardSuccession.Kind.AREA_ONLY)


class WardSuccession(Record):
    """An old ward of 30/6/2025 went, whole or in part, to a new unit."""

    SCOPE = PUBLIC

    class Kind(models.TextChoices):
        WHOLE = "whole", "Toàn bộ"
        PART = "part", "Một phần"
        AREA_ONLY = "area_only", "Chỉ diện tích, không có dân"

    old = models.ForeignKey(
        Ward, models.PROTECT, related_name="successions", verbose_name="phường cũ"
    )
    new = models.ForeignKey(
        Ward, models.PROTECT, related_name="origins", verbose_name="đơn vị mới"
    )
    kind = models.CharField("phần chuyển", max_length=10, choices=Kind.choices)
    source = models.CharField("căn cứ", max_length=255, blank=True)

    objects = LiveManager.from_queryset(SuccessionQuerySet)()
    every = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyển tiếp địa giới"
        verbose_name_plural = "chuyển tiếp địa giới"
        constraints = [
            FieldUnique(
                at="new",
                fields=["old", "new"],
                condition=models.Q(voided_at=None),
                name="ward_succession_pair",
                violation_error_message="Đã ghi hai đơn vị này với nhau.",
            )
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"
