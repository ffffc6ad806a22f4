"""Người vào Đảng: the person before admission, and where the file is kept."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from accounts.records import LiveManager, Period, Record, RecordQuerySet
from accounts.scope import by_branch
from accounts.sealed import SealedCharField, blind_index, is_unreadable
from branches.models import Branch
from hoangmai_party import clock
from hoangmai_party.constraints import NoOverlap
from hoangmai_party.periods import in_force
from hoangmai_party.text import nfc, number_only, order_key, search_key
from members import codes
from members.models.member import Member


class CandidateQuerySet(RecordQuerySet):
    """Files of people on the way."""

    def visible_to(self, user):
        """A branch sees the file while it keeps it; a committee what any of its had."""
        if not user.is_active:
            return self.none()
        access = user.access_rows
        kept = CandidateBranch.objects
        here = kept.filter(in_force(clock.today()), branch__in=access.own_branch_ids())
        known = kept.filter(branch__in=access.branch_ids()).exclude(
            branch__in=access.own_branch_ids()
        )
        ids = models.Q(pk__in=here.values("candidate"))
        return self.filter(ids | models.Q(pk__in=known.values("candidate")))


class Candidate(Record):
    """Quần chúng ưu tú, then người vào Đảng: one file, from the branch's first look.

    Where the file stands is derived from its steps (`members.admission.stages`); the
    ceremony makes the `Member`. Of relatives, health and property nothing is kept
    (members.md R0.4); what is asked in special cases is a flag and its papers (§2.7).
    """

    SCOPE = by_branch("branches__branch")
    SEALED_INDEX = {"citizen_id": "cccd"}
    PARTS = ("branches", "steps", "introductions", "helps", "vettings", "papers")

    class Education(models.TextChoices):
        BELOW = "below", "Chưa tốt nghiệp trung học cơ sở"
        LOWER = "lower", "Tốt nghiệp trung học cơ sở"
        UPPER = "upper", "Tốt nghiệp trung học phổ thông trở lên"

    class Union(models.TextChoices):
        YOUTH = "youth", "Nơi làm việc có Đoàn Thanh niên"
        TRADE = "trade", "Không có Đoàn, có công đoàn"
        NEITHER = "neither", "Không có Đoàn và công đoàn"

    full_name = models.CharField("họ và tên khai sinh", max_length=120)
    sex = models.CharField("giới tính", max_length=6, choices=Member.Sex.choices)
    born_on = models.DateField("sinh ngày")
    citizen_id = SealedCharField(
        "số định danh cá nhân (CCCD)", max_length=20, blank=True, help_text="12 chữ số."
    )
    citizen_id_index = models.CharField(max_length=64, blank=True, editable=False)
    job = models.CharField("công việc", max_length=255, blank=True)
    phone = models.CharField("điện thoại", max_length=50, blank=True)
    employed_on = models.DateField(
        "làm việc liên tục tại doanh nghiệp từ ngày", null=True, blank=True
    )
    education = models.CharField(
        "học vấn", max_length=5, choices=Education.choices, blank=True
    )
    unions = models.CharField(
        "đoàn thể nơi làm việc", max_length=7, choices=Union.choices, blank=True
    )
    ethnicity = models.CharField(
        "dân tộc", max_length=2, choices=codes.ETHNIC_GROUPS, default="01"
    )
    religion = models.CharField(
        "tôn giáo", max_length=2, choices=codes.RELIGIONS, default=codes.NO_RELIGION
    )
    is_dignitary = models.BooleanField("chức sắc, chức việc tôn giáo", default=False)
    has_foreign_spouse = models.BooleanField(
        "vợ hoặc chồng là người nước ngoài", default=False
    )
    needs_city_consent = models.BooleanField(
        "có vấn đề phải được Thành ủy đồng ý", default=False
    )
    is_owner = models.BooleanField(
        "chủ doanh nghiệp tư nhân",
        default=False,
        help_text="Người đại diện theo pháp luật và sở hữu toàn bộ hoặc trên 50% vốn.",
    )
    is_old = models.BooleanField(
        "hồ sơ cũ",
        default=False,
        help_text=(
            "Đã bắt đầu trước khi có sổ hoặc ở nơi khác: ghi được những bước có giấy tờ."
        ),
    )
    # A person admitted again has a file for each spell (R2.8, 294 §3.5).
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="candidates",
        verbose_name="đảng viên",
        help_text="Ghi trước lễ kết nạp khi là kết nạp lại.",
    )
    cleared_on = models.DateField(
        "ngày được xóa án tích",
        null=True,
        blank=True,
        help_text="Chỉ ghi khi kết nạp lại người đã bị kết án ít nghiêm trọng.",
    )
    note = models.TextField("ghi chú", blank=True)
    # Derived, written by save alone, as on `Member`.
    order = models.BinaryField(max_length=200, editable=False)
    search = models.CharField(max_length=400, editable=False)

    objects = LiveManager.from_queryset(CandidateQuerySet)()
    every = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = "người vào Đảng"
        verbose_name_plural = "người vào Đảng"
        ordering = ["order", "pk"]
        permissions = [
            ("keep_candidate", "Được ghi các bước của chi bộ"),
            ("decide_candidate", "Được ghi các bước của đảng ủy và cấp trên"),
        ]
        indexes = [
            models.Index(fields=["order", "id"], name="candidate_order"),
            models.Index(fields=["citizen_id_index"], name="candidate_cccd"),
            models.Index(fields=["search"], name="candidate_search"),
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return reverse("members:candidate", args=[self.pk])

    def clean(self):
        super().clean()
        errors = {}
        if self.born_on and self.born_on > clock.today():
            errors["born_on"] = "Ngày sinh không được ở tương lai."
        if self.employed_on and self.born_on and self.employed_on <= self.born_on:
            errors["employed_on"] = "Ngày vào làm phải sau ngày sinh."
        for name in ("employed_on", "cleared_on"):
            if (day := getattr(self, name)) and day > clock.today():
                errors[name] = "Ngày không được ở tương lai."
        if self.citizen_id and not is_unreadable(self.citizen_id):
            try:
                codes.check_citizen_id(self.citizen_id, self.born_on, self.sex)
            except codes.NumberError as error:
                errors["citizen_id"] = str(error)
        if errors:
            raise ValidationError(errors)

    def save(self, **kwargs):
        self.derive()
        super().save(**kwargs)

    def derive(self):
        """Write the derived columns; bulk writes call it too."""
        self.full_name = nfc(self.full_name)
        self.order = order_key(self.full_name)
        self.search = search_key(self.full_name)
        if not is_unreadable(self.citizen_id):
            number = number_only(self.citizen_id)
            if number != self.citizen_id:
                self.citizen_id = number
            self.citizen_id_index = blind_index("cccd", number)


class CandidateBranch(Period):
    """Chi bộ theo dõi, giúp đỡ: the branch that keeps the file in this period (R2.13)."""

    SCOPE = by_branch("branch")

    candidate = models.ForeignKey(
        Candidate,
        models.PROTECT,
        related_name="branches",
        verbose_name="người vào Đảng",
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="candidates", verbose_name="chi bộ"
    )
    number = models.CharField(
        "số giấy chứng nhận đang được giúp đỡ", max_length=50, blank=True
    )

    class Meta(Period.Meta):
        verbose_name = "chi bộ theo dõi, giúp đỡ"
        verbose_name_plural = "chi bộ theo dõi, giúp đỡ"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["candidate"],
                name="candidate_branch_no_overlap",
                violation_error_message=(
                    "Trong thời gian này người đó đã do một chi bộ theo dõi."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.candidate}: {self.branch} từ {self.started_on:%d/%m/%Y}"
