from django.db import models

from accounts.records import Period, Record
from accounts.scope import PUBLIC, through
from enterprises.models.enterprise import Enterprise
from enterprises.models.ward import Ward
from hoangmai_party.constraints import FieldUnique


class Agency(Record):
    """Cơ quan phối hợp: who takes part in surveys and keeps lists of enterprises."""

    SCOPE = PUBLIC

    class Kind(models.TextChoices):
        WARD_PARTY = "ward_party", "Đảng ủy phường"
        WARD_PEOPLE = "ward_people", "UBND phường"
        LABOUR = "labour", "Liên đoàn Lao động"
        TAX = "tax", "Chi cục Thuế"
        INSURANCE = "insurance", "Bảo hiểm xã hội"
        PROJECTS = "projects", "Ban Quản lý dự án Quận"
        OTHER = "other", "Cơ quan khác"

    kind = models.CharField("loại cơ quan", max_length=12, choices=Kind.choices)
    name = models.CharField("tên", max_length=255)
    ward = models.ForeignKey(
        Ward, models.PROTECT, null=True, blank=True, verbose_name="phường, xã"
    )

    class Meta:
        verbose_name = "cơ quan phối hợp"
        verbose_name_plural = "cơ quan phối hợp"
        ordering = ["kind", "name"]

    def __str__(self):
        return self.name


class Headcount(Record):
    """Số lao động, đảng viên of an enterprise as one source counted them on a day."""

    SCOPE = through("enterprise")

    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="headcounts",
        verbose_name="doanh nghiệp",
    )
    counted_on = models.DateField("ngày đếm")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="nguồn số liệu"
    )
    workers = models.PositiveIntegerField("tổng số lao động", null=True, blank=True)
    women = models.PositiveIntegerField("lao động nữ", null=True, blank=True)
    insured = models.PositiveIntegerField(
        "tham gia bảo hiểm xã hội", null=True, blank=True
    )
    young = models.PositiveIntegerField("lao động dưới 35 tuổi", null=True, blank=True)
    members_official = models.PositiveIntegerField(
        "đảng viên chính thức", null=True, blank=True
    )
    members_probationary = models.PositiveIntegerField(
        "đảng viên dự bị", null=True, blank=True
    )
    prospects = models.PositiveIntegerField("quần chúng ưu tú", null=True, blank=True)

    class Meta:
        verbose_name = "số lao động"
        verbose_name_plural = "số lao động"
        ordering = ["-counted_on"]
        constraints = [
            FieldUnique(
                at="counted_on",
                fields=["enterprise", "counted_on", "agency"],
                condition=models.Q(voided_at=None),
                name="headcount_once_a_day",
                violation_error_message="Nguồn này đã có số liệu của ngày đó.",
            ),
            # NULL is no equal of NULL: without a source it takes a rule of its own.
            FieldUnique(
                at="counted_on",
                fields=["enterprise", "counted_on"],
                condition=models.Q(voided_at=None, agency=None),
                name="headcount_once_a_day_no_source",
                violation_error_message=("Đã có số liệu không ghi nguồn của ngày đó."),
            ),
        ]

    def __str__(self):
        return f"{self.enterprise}: {self.workers or '–'} lao động"


class MassOrganisation(Period):
    """Đoàn thể at an enterprise: union, youth, women, veterans, self-defence."""

    SCOPE = through("enterprise")

    class Kind(models.TextChoices):
        TRADE_UNION = "trade_union", "Công đoàn cơ sở"
        YOUTH_UNION = "youth_union", "Đoàn TNCS Hồ Chí Minh"
        YOUTH_FEDERATION = "youth_federation", "Hội Liên hiệp Thanh niên"
        WOMEN_UNION = "women_union", "Hội Liên hiệp Phụ nữ"
        VETERANS = "veterans", "Hội Cựu chiến binh"
        SELF_DEFENCE = "self_defence", "Tự vệ"

    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="mass_organisations",
        verbose_name="doanh nghiệp",
    )
    kind = models.CharField("đoàn thể", max_length=20, choices=Kind.choices)
    name = models.CharField("tên", max_length=255, blank=True)
    members = models.PositiveIntegerField(
        "số đoàn viên, hội viên", null=True, blank=True
    )
    head = models.CharField("người đứng đầu", max_length=255, blank=True)

    class Meta(Period.Meta):
        verbose_name = "đoàn thể"
        verbose_name_plural = "đoàn thể"
        ordering = ["kind", "started_on"]

    def __str__(self):
        return self.name or self.get_kind_display()
