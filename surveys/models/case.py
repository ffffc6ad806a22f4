"""Hồ sơ vận động: the way of one enterprise to its chi bộ, visit by visit."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.records import LiveManager, Record, RecordQuerySet, VoidError
from accounts.scope import BODY, through
from branches.models import BranchEvent
from enterprises.models import Enterprise
from hoangmai_party.constraints import FieldCheck, FieldUnique
from surveys.models.record import SurveyRecord


class CaseStage(models.TextChoices):
    """Giai đoạn of a case (organisation.md §3.5), in the order of the way."""

    LISTED = "listed", "Trong danh sách rà soát"
    SURVEYED = "surveyed", "Đã khảo sát"
    WATCH = "watch", "Theo dõi, bồi dưỡng nguồn"
    CANDIDATE = "candidate", "Đủ điều kiện"
    OUTREACH = "outreach", "Đang vận động"
    AGREED = "agreed", "Chủ doanh nghiệp đồng ý"
    DOSSIER = "dossier", "Hoàn thiện hồ sơ"
    SUBMITTED = "submitted", "Đã trình"
    DECIDED = "decided", "Có quyết định thành lập"
    ANNOUNCED = "announced", "Đã công bố"
    DEFERRED = "deferred", "Tạm dừng vận động"
    EXCLUDED = "excluded", "Đưa ra khỏi danh sách"


class CaseQuerySet(RecordQuerySet):
    """Cases, and where each stood on a day."""

    def staged_on(self, day):
        """Add `stage` and `stage_since`: the newest step by `day`, LISTED without."""
        steps = CaseStep.objects.filter(case=OuterRef("pk"), happened_on__lte=day)
        newest = steps.order_by("-happened_on", "-pk")
        return self.annotate(
            stage=Coalesce(
                Subquery(newest.values("stage")[:1]),
                Value(CaseStage.LISTED.value),
            ),
            stage_since=Coalesce(
                Subquery(newest.values("happened_on")[:1]), F("opened_on")
            ),
        )

    def open_on(self, day):
        """Cases opened by `day` and not yet closed at its end."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)


class OutreachCase(Record):
    """Hồ sơ vận động: one open case of an enterprise; its stage is its newest step."""

    SCOPE = BODY
    PARTS = ("visits", "steps", "proposals", "papers", "people")

    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="outreach_cases",
        verbose_name="doanh nghiệp",
    )
    record = models.ForeignKey(
        SurveyRecord,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name="phiếu khảo sát",
    )
    opened_on = models.DateField("ngày mở hồ sơ")
    closed_on = models.DateField("ngày khép hồ sơ", null=True, blank=True)
    in_charge = models.CharField("người phụ trách", max_length=120, blank=True)
    founding = models.ForeignKey(
        BranchEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outreach_cases",
        verbose_name="quyết định thành lập chi bộ",
    )
    note = models.TextField("ghi chú", blank=True)

    objects = LiveManager.from_queryset(CaseQuerySet)()
    every = CaseQuerySet.as_manager()

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

    def get_absolute_url(self):
        return reverse("surveys:case", args=[self.pk])

    def closed_words(self):
        """Why nothing of it changes any more, or "" while it is open."""
        return (
            f"Hồ sơ đã khép ngày {self.closed_on:%d/%m/%Y}." if self.closed_on else ""
        )

    def clean(self):
        """A case is opened before what happened in it."""
        super().clean()
        if not self.pk or self.opened_on is None:
            return
        steps = self.steps.filter(happened_on__lt=self.opened_on).exclude(previous="")
        if steps.exists() or self.visits.filter(visited_on__lt=self.opened_on).exists():
            raise ValidationError(
                {"opened_on": "Hồ sơ đã ghi bước hoặc lần gặp trước ngày này."}
            )

    def void(self, *, by, reason):
        """A founding is never undone, so neither is the case that led to it."""
        stored = OutreachCase.every.filter(pk=self.pk)
        if stored.exclude(founding=None).exists():
            raise VoidError(BranchEvent.NEVER_UNDONE)
        super().void(by=by, reason=reason)


class CaseStep(Record):
    """Bước của hồ sơ vận động: from which stage to which, when, by whom and why."""

    SCOPE = through("case")

    class Reason(models.TextChoices):
        """Why a case rests or leaves the list."""

        OWNER_REFUSES = "owner_refuses", "Chủ doanh nghiệp không đồng ý"
        OWNER_UNSURE = "owner_unsure", "Chủ doanh nghiệp chưa quyết định"
        TOO_FEW = "too_few", "Không đủ đảng viên chính thức"
        BUSINESS = "business", "Sản xuất, kinh doanh khó khăn"
        NO_CONDITIONS = "no_conditions", "Thiếu phòng họp, thời gian, kinh phí"
        MEMBERS_REFUSE = "members_refuse", "Đảng viên không muốn chuyển sinh hoạt"
        HAS_ORG = "has_org", "Đã có tổ chức đảng"
        STOPPED = "stopped", "Ngừng hoạt động, giải thể"
        MOVED = "moved", "Chuyển khỏi địa bàn"
        DUPLICATE = "duplicate", "Trùng"
        OTHER = "other", "Lý do khác"

    case = models.ForeignKey(
        OutreachCase,
        models.PROTECT,
        related_name="steps",
        verbose_name="hồ sơ vận động",
    )
    previous = models.CharField(
        "từ giai đoạn", max_length=10, choices=CaseStage.choices, blank=True
    )
    stage = models.CharField("sang giai đoạn", max_length=10, choices=CaseStage.choices)
    happened_on = models.DateField("ngày")
    reason = models.CharField(
        "lý do", max_length=14, choices=Reason.choices, blank=True
    )
    note = models.CharField("ghi chú", max_length=500, blank=True)
    review_on = models.DateField("xem lại ngày", null=True, blank=True)
    number = models.CharField("số văn bản", max_length=50, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người ghi",
    )
    entered_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bước của hồ sơ vận động"
        verbose_name_plural = "bước của hồ sơ vận động"
        ordering = ["happened_on", "pk"]
        constraints = [
            FieldCheck(
                at="reason",
                condition=~Q(stage__in=["deferred", "excluded"]) | ~Q(reason=""),
                name="case_step_has_reason",
                violation_error_message="Tạm dừng, đưa ra khỏi danh sách phải ghi lý do.",
            ),
            FieldCheck(
                at="review_on",
                condition=~Q(stage="deferred")
                | Q(review_on__isnull=False, review_on__gt=F("happened_on")),
                name="case_step_has_review",
                violation_error_message="Tạm dừng phải hẹn ngày xem lại, sau ngày dừng.",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "happened_on", "id"], name="case_step_newest")
        ]

    def __str__(self):
        return f"{self.get_stage_display()}, {self.happened_on:%d/%m/%Y}"

    def void(self, *, by, reason):
        """But for what the decision and the ceremony wrote: that is never undone."""
        if self.stage in (CaseStage.DECIDED, CaseStage.ANNOUNCED):
            raise VoidError(BranchEvent.NEVER_UNDONE)
        super().void(by=by, reason=reason)
