"""Phiếu khảo sát: what a campaign found at an enterprise."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.records import Record, VoidError
from accounts.scope import BODY
from enterprises.models import Agency, Enterprise, Ward
from hoangmai_party.constraints import FieldCheck, FieldUnique
from surveys.models.campaign import Campaign, Team
from surveys.models.record_sense import senseless

CLOSED = (
    "Đợt khảo sát này đã đóng: phiếu chỉ sửa được bằng một phiếu mới có ghi lý do, do "
    "văn phòng ghi."
)


class OwnerAttitude(models.TextChoices):
    """Thái độ của chủ doanh nghiệp (organisation.md §3.4)."""

    AGREE = "agree", "Đồng ý"
    CONSIDERING = "considering", "Cân nhắc, xem xét thêm"
    NOT_YET = "not_yet", "Chưa đồng ý"
    OPPOSED = "opposed", "Không đồng ý"
    UNKNOWN = "unknown", "Chưa tiếp xúc"


def _number(label):
    return models.PositiveIntegerField(label, null=True, blank=True)


def _yes_no(label):
    return models.BooleanField(label, null=True, blank=True)


class SurveyRecord(Record):
    """Phiếu khảo sát: one of an enterprise in a campaign (organisation.md §3.3, §3.4).

    The machine proposes a class with its reason; `result` is what a person confirmed,
    and it alone is counted. A correction voids the old row and names it.
    """

    SCOPE = BODY
    PARTS = ("organisations",)
    is_replaced = False  # set by the act that writes the record in its place

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

    class Found(models.TextChoices):
        """Tình trạng tại chỗ: what stood at the address."""

        OPERATING = "operating", "Đang hoạt động"
        SUSPENDED = "suspended", "Tạm ngừng kinh doanh"
        STOPPED = "stopped", "Ngừng hoạt động, giải thể"
        NOT_FOUND = "not_found", "Không có tại địa chỉ"
        UNREACHABLE = "unreachable", "Không liên lạc được"
        REFUSED = "refused", "Từ chối cung cấp thông tin"
        MOVED_OUT = "moved_out", "Chuyển khỏi địa bàn"
        DUPLICATE = "duplicate", "Trùng với doanh nghiệp khác"

    class PartyBody(models.TextChoices):
        """Tổ chức đảng tại doanh nghiệp."""

        NONE = "none", "Chưa có"
        HERE = "here", "Có, thuộc Khối"
        ELSEWHERE = "elsewhere", "Có, thuộc đảng bộ khác"

    PROMISING = (Result.ELIGIBLE, Result.NEAR_ELIGIBLE, Result.HAS_SOURCE)

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
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="records",
        verbose_name="tổ khảo sát",
    )
    surveyor = models.CharField("người khảo sát", max_length=120, blank=True)
    is_in_depth = models.BooleanField("khảo sát sâu", default=False)

    found = models.CharField(
        "tình trạng tại chỗ", max_length=12, choices=Found.choices, blank=True
    )
    real_address = models.CharField("địa điểm thật", max_length=255, blank=True)
    real_ward = models.ForeignKey(
        Ward,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="phường, xã của địa điểm thật",
    )
    attempts = models.PositiveSmallIntegerField(
        "số lần đến, gọi không gặp", null=True, blank=True
    )
    duplicate_of = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="trùng với",
    )

    workers = _number("tổng số lao động")
    women = _number("lao động nữ")
    insured = _number("tham gia bảo hiểm xã hội")
    young = _number("lao động dưới 35 tuổi")

    owner_name = models.CharField("họ tên chủ doanh nghiệp", max_length=120, blank=True)
    owner_born = models.PositiveSmallIntegerField(
        "năm sinh chủ doanh nghiệp", null=True, blank=True
    )
    owner_is_member = _yes_no("chủ doanh nghiệp là đảng viên")
    owner_party_place = models.CharField(
        "chủ doanh nghiệp sinh hoạt đảng ở", max_length=255, blank=True
    )
    owner_association = models.CharField(
        "hội doanh nghiệp tham gia", max_length=255, blank=True
    )
    attitude = models.CharField(
        "thái độ của chủ doanh nghiệp",
        max_length=12,
        choices=OwnerAttitude.choices,
        blank=True,
    )

    party_body = models.CharField(
        "tổ chức đảng", max_length=9, choices=PartyBody.choices, blank=True
    )
    party_body_name = models.CharField(
        "tên, trực thuộc của tổ chức đảng", max_length=255, blank=True
    )
    members_official = _number("đảng viên chính thức")
    members_probationary = _number("đảng viên dự bị")
    members_at_home = _number("đảng viên sinh hoạt ở nơi cư trú")
    members_elsewhere = _number("đảng viên sinh hoạt ở nơi khác")
    prospects = _number("quần chúng ưu tú")
    prospects_trained = _number("quần chúng đã học lớp nhận thức")

    has_room = _yes_no("có phòng họp")
    has_time = _yes_no("bố trí được thời gian")
    has_funds = _yes_no("có kinh phí")
    note = models.TextField("khó khăn, đề xuất", blank=True)
    signer = models.CharField("đại diện doanh nghiệp ký", max_length=120, blank=True)

    proposed = models.CharField(
        "phân loại do sổ đề xuất",
        max_length=20,
        choices=Result.choices,
        blank=True,
        editable=False,
    )
    proposed_because = models.CharField(
        "lý do đề xuất", max_length=500, blank=True, editable=False
    )
    result = models.CharField(
        "kết quả phân loại", max_length=20, choices=Result.choices, blank=True
    )
    confirmed_on = models.DateField(
        "ngày xác nhận phân loại", null=True, editable=False
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người xác nhận phân loại",
    )
    confirm_reason = models.CharField(
        "lý do khác đề xuất", max_length=500, blank=True, editable=False
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name="thay cho phiếu",
    )
    correction_reason = models.CharField(
        "lý do sửa phiếu", max_length=500, blank=True, editable=False
    )

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
            ),
            FieldCheck(
                at="women",
                condition=Q(women=None)
                | Q(workers__isnull=False, women__lte=F("workers")),
                name="survey_women_within_workers",
                violation_error_message="Lao động nữ không được quá tổng số lao động.",
            ),
            FieldCheck(
                at="prospects_trained",
                condition=Q(prospects_trained=None)
                | Q(prospects__isnull=False, prospects_trained__lte=F("prospects")),
                name="survey_trained_within_prospects",
                violation_error_message=(
                    "Số đã học lớp nhận thức không được quá số quần chúng ưu tú."
                ),
            ),
        ]
        indexes = [models.Index(fields=["surveyed_on"], name="survey_record_day")]

    def __str__(self):
        return f"{self.enterprise}, {self.surveyed_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("surveys:record", args=[self.pk])

    def clean(self):
        """A closed campaign takes nothing but corrections (`surveys.gate.acts`)."""
        super().clean()
        is_correction = self._state.adding and self.corrects_id
        if self.is_closed and not is_correction:
            raise ValidationError(CLOSED)
        if wrong := senseless(self):
            raise ValidationError(wrong)

    def void(self, *, by, reason):
        """A record of a closed campaign is corrected, never taken away."""
        if self.is_closed and not self.is_replaced:
            raise VoidError(CLOSED)
        super().void(by=by, reason=reason)

    def _users(self):
        """What rests on a corrected record goes over to the new one."""
        return [] if self.is_replaced else super()._users()

    @property
    def is_closed(self):
        """Whether its campaign, as stored or as typed, is closed."""
        if self.campaign_id and self.campaign.is_closed:
            return True
        stored = SurveyRecord.every.filter(
            pk=self.pk, campaign__closed_on__isnull=False
        )
        return not self._state.adding and stored.exists()

    @property
    def is_in_doubt(self):
        """Whether its class rests on a question about a party body nobody answered."""
        return self.proposed in self.PROMISING[:2] and not self.party_body

    @property
    def may_found(self):
        """Whether its class is one that a case of outreach begins with."""
        return (self.result or self.proposed) in self.PROMISING
