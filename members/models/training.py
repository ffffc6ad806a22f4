from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.scope import by_branch
from branches.models import Branch, Rule, RuleMissingError
from hoangmai_party.constraints import FieldCheck, FieldUnique
from hoangmai_party.periods import add_months
from hoangmai_party.text import nfc
from members.models.member import Member


class Course(Record):
    """Lớp đào tạo, bồi dưỡng: one class with its days and organiser (§8, form 10)."""

    SCOPE = by_branch("attendances__branch")
    PARTS = ("attendances",)

    class Kind(models.TextChoices):
        AWARENESS = "awareness", "Nhận thức về Đảng"
        NEW_MEMBER = "new_member", "Đảng viên mới"
        SECRETARY = "secretary", "Nghiệp vụ bí thư, phó bí thư"
        COMMITTEE = "committee", "Nghiệp vụ cấp ủy"
        INSPECTION = "inspection", "Nghiệp vụ kiểm tra, giám sát"
        MASS_ORG = "mass_org", "Nghiệp vụ đoàn thể"
        UPDATE = "update", "Cập nhật kiến thức"
        RESOLUTION = "resolution", "Học tập nghị quyết"
        THEORY = "theory", "Lý luận chính trị"

    kind = models.CharField("loại lớp", max_length=10, choices=Kind.choices)
    name = models.CharField("tên lớp", max_length=255)
    organiser = models.CharField("đơn vị tổ chức", max_length=255)
    number = models.CharField("số kế hoạch, triệu tập", max_length=50, blank=True)
    started_on = models.DateField("khai giảng ngày")
    finished_on = models.DateField("bế giảng ngày")
    sessions = models.PositiveSmallIntegerField("số buổi", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=255, blank=True)
    lecturers = models.CharField("báo cáo viên", max_length=500, blank=True)
    summoned = models.PositiveSmallIntegerField(
        "số người triệu tập", null=True, blank=True
    )

    class Meta:
        verbose_name = "lớp bồi dưỡng"
        verbose_name_plural = "lớp bồi dưỡng"
        ordering = ["-finished_on", "-pk"]
        constraints = [
            FieldCheck(
                at="finished_on",
                condition=Q(finished_on__gte=F("started_on")),
                name="course_finishes_after_start",
                violation_error_message="Ngày bế giảng không được trước khai giảng.",
            ),
            FieldUnique(
                at="name",
                fields=["kind", "name", "started_on"],
                condition=Q(voided_at=None),
                name="course_once",
                violation_error_message="Lớp này đã có trong sổ.",
            ),
        ]
        indexes = [models.Index(fields=["finished_on"], name="course_day")]

    def __str__(self):
        return f"{self.name}, {self.finished_on:%d/%m/%Y}"


class Attendance(Record):
    """Học viên: one person in one class; a quần chúng has no member row, only a name."""

    SCOPE = by_branch("branch")

    class Result(models.TextChoices):
        PASSED = "passed", "Hoàn thành"
        FAILED = "failed", "Không hoàn thành"
        ABSENT = "absent", "Không dự học"

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="attendances", verbose_name="lớp bồi dưỡng"
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name="đảng viên",
        help_text="Để trống nếu là quần chúng, và ghi họ tên.",
    )
    full_name = models.CharField("họ và tên quần chúng", max_length=120, blank=True)
    born_on = models.DateField("sinh ngày", null=True, blank=True)
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name="chi bộ cử đi",
    )
    result = models.CharField("kết quả", max_length=6, choices=Result.choices)
    certificate = models.CharField("số giấy chứng nhận", max_length=50, blank=True)
    certified_on = models.DateField("ngày cấp", null=True, blank=True)

    class Meta:
        verbose_name = "học viên"
        verbose_name_plural = "học viên"
        ordering = ["course", "pk"]
        constraints = [
            FieldCheck(
                at="full_name",
                condition=(Q(member=None) & ~Q(full_name=""))
                | Q(member__isnull=False, full_name=""),
                name="attendance_member_or_name",
                violation_error_message=(
                    "Chọn đảng viên, hoặc ghi họ tên quần chúng; không cả hai."
                ),
            ),
            FieldCheck(
                at="certificate",
                condition=Q(certificate="")
                | Q(certified_on__isnull=False, result="passed"),
                name="attendance_certificate_of_passed",
                violation_error_message=(
                    "Giấy chứng nhận cần ngày cấp và kết quả hoàn thành."
                ),
            ),
            FieldUnique(
                at="member",
                fields=["course", "member"],
                condition=Q(voided_at=None, member__isnull=False),
                name="attendance_once",
                violation_error_message="Đảng viên này đã có trong lớp.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["course", "branch", "result"], name="attendance_course"
            )
        ]

    def __str__(self):
        return f"{self.name}: {self.course}"

    def save(self, **kwargs):
        self.full_name = nfc(self.full_name).strip()
        super().save(**kwargs)

    @property
    def name(self):
        """Who sat in the class."""
        return self.member.full_name if self.member_id else self.full_name

    @property
    def valid_until(self):
        """The day a certificate nhận thức stops to serve an admission, else None.

        By the rule of the day it was issued; other certificates do not expire.
        """
        if self.course.kind != Course.Kind.AWARENESS or not self.certified_on:
            return None
        try:
            code = Rule.Code.AWARENESS_VALID
            months = Rule.objects.value(code, self.certified_on)
        except RuleMissingError:
            return None
        return add_months(self.certified_on, int(months))
