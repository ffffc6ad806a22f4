from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.scope import BODY
from branches.models import BranchEvent
from enterprises.models import Agency, Enterprise, Ward
from hoangmai_party.constraints import FieldCheck, FieldUnique


class Campaign(Record):
    """Đợt khảo sát: plan, days, wards and agencies that take part."""

    SCOPE = BODY

    name = models.CharField("tên đợt khảo sát", max_length=255)
    plan_number = models.CharField("số kế hoạch", max_length=50, blank=True)
    planned_on = models.DateField("ngày kế hoạch", null=True, blank=True)
    started_on = models.DateField("từ ngày")
    ended_on = models.DateField("đến hết ngày", null=True, blank=True)
    wards = models.ManyToManyField(
        Ward, related_name="campaigns", blank=True, verbose_name="phường, xã"
    )
    agencies = models.ManyToManyField(
        Agency, related_name="campaigns", blank=True, verbose_name="cơ quan phối hợp"
    )

    class Meta:
        verbose_name = "đợt khảo sát"
        verbose_name_plural = "đợt khảo sát"
        ordering = ["-started_on"]
        constraints = [
            FieldCheck(
                at="ended_on",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="campaign_ends_after_start",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            )
        ]

    def __str__(self):
        return self.name


class SurveyRecord(Record):
    """Phiếu khảo sát: what one campaign found at one enterprise."""

    SCOPE = BODY

    class Result(models.TextChoices):
        """Classes of organisation.md §3.4."""

        HAS_ORG_HERE = "has_org_here", "Đã có tổ chức đảng thuộc Khối"
        HAS_ORG_ELSEWHERE = "has_org_elsewhere", "Đã có tổ chức đảng thuộc nơi khác"
        ELIGIBLE = "eligible", "Đủ điều kiện thành lập"
        NEAR_ELIGIBLE = "near_eligible", "Có 1–2 đảng viên"
        HAS_SOURCE = "has_source", "Có nguồn phát triển"
        NO_SOURCE = "no_source", "Chưa có nguồn"
        SUSPENDED = "suspended", "Tạm ngừng"
        STOPPED = "stopped", "Ngừng hoạt động, giải thể"
        NOT_FOUND = "not_found", "Không có tại địa chỉ"
        UNREACHABLE = "unreachable", "Không liên lạc được"
        REFUSED = "refused", "Từ chối cung cấp thông tin"
        MOVED_OUT = "moved_out", "Chuyển khỏi địa bàn"
        DUPLICATE = "duplicate", "Trùng"

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="records", verbose_name="đợt khảo sát"
    )
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="survey_records",
        verbose_name="doanh nghiệp",
    )
    surveyed_on = models.DateField("ngày khảo sát")
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="survey_records",
        verbose_name="cơ quan khảo sát",
    )
    is_in_depth = models.BooleanField("khảo sát sâu", default=False)
    result = models.CharField(
        "kết quả phân loại", max_length=20, choices=Result.choices, blank=True
    )
    note = models.TextField("khó khăn, đề xuất", blank=True)

    class Meta:
        verbose_name = "phiếu khảo sát"
        verbose_name_plural = "phiếu khảo sát"
        ordering = ["surveyed_on", "pk"]
        constraints = [
            FieldUnique(
                at="enterprise",
                fields=["campaign", "enterprise"],
                condition=Q(voided_at=None),
                name="survey_record_once_a_campaign",
                violation_error_message="Doanh nghiệp đã có phiếu trong đợt này.",
            )
        ]
        indexes = [models.Index(fields=["surveyed_on"], name="survey_record_day")]

    def __str__(self):
        return f"{self.enterprise}, {self.surveyed_on:%d/%m/%Y}"


class OutreachCase(Record):
    """Hồ sơ vận động: the way of one enterprise to its chi bộ."""

    SCOPE = BODY
    PARTS = ("visits",)

    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="outreach_cases",
        verbose_name="doanh nghiệp",
    )
    opened_on = models.DateField("ngày mở hồ sơ")
    closed_on = models.DateField("ngày khép hồ sơ", null=True, blank=True)
    founding = models.ForeignKey(
        BranchEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outreach_cases",
        verbose_name="quyết định thành lập chi bộ",
    )
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "hồ sơ vận động"
        verbose_name_plural = "hồ sơ vận động"
        ordering = ["-opened_on", "pk"]
        constraints = [
            FieldUnique(
                at="enterprise",
                fields=["enterprise"],
                condition=Q(closed_on=None, voided_at=None),
                name="outreach_one_open_case",
                violation_error_message="Doanh nghiệp đang có một hồ sơ vận động mở.",
            ),
            FieldCheck(
                at="closed_on",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="outreach_closed_after_opened",
                violation_error_message="Ngày khép không được trước ngày mở hồ sơ.",
            ),
        ]

    def __str__(self):
        return f"Vận động {self.enterprise}"


class Visit(Record):
    """Lần gặp gỡ, vận động; an owner met counts once per enterprise (SUR-03)."""

    SCOPE = BODY

    class Met(models.TextChoices):
        OWNER = "owner", "Chủ doanh nghiệp"
        REPRESENTATIVE = "representative", "Người đại diện theo pháp luật"
        OTHER = "other", "Người khác"

    class Attitude(models.TextChoices):
        AGREE = "agree", "Đồng ý"
        CONSIDERING = "considering", "Cân nhắc, xem xét thêm"
        NOT_YET = "not_yet", "Chưa đồng ý"
        OPPOSED = "opposed", "Không đồng ý"

    case = models.ForeignKey(
        OutreachCase,
        models.PROTECT,
        related_name="visits",
        verbose_name="hồ sơ vận động",
    )
    visited_on = models.DateField("ngày gặp")
    met = models.CharField("gặp ai", max_length=14, choices=Met.choices)
    attitude = models.CharField(
        "thái độ", max_length=12, choices=Attitude.choices, blank=True
    )
    content = models.TextField("nội dung", blank=True)

    class Meta:
        verbose_name = "lần gặp gỡ, vận động"
        verbose_name_plural = "lần gặp gỡ, vận động"
        ordering = ["visited_on", "pk"]
        indexes = [models.Index(fields=["visited_on"], name="visit_day")]

    def __str__(self):
        return f"{self.case.enterprise}, {self.visited_on:%d/%m/%Y}"
