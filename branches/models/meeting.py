from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.scope import by_branch
from branches.models.branch import Branch
from branches.models.committee import Committee
from enterprises.models import Enterprise
from hoangmai_party.constraints import FieldCheck, FieldUnique


class Meeting(Record):
    """Sinh hoạt, hội nghị: one sitting of a branch or of the Đảng ủy Khối (§1.6).

    `due` are those who had to attend (total less exempt and temporarily elsewhere,
    MEET-08), `present` and `excused` are parts of it; who stayed away without a
    reason is the rest. Named absences stand in `members.MissedMeeting`.
    """

    SCOPE = by_branch("branch")
    PARTS = ("missed",)

    class Kind(models.TextChoices):
        REGULAR = "regular", "Sinh hoạt thường kỳ"
        THEMATIC = "thematic", "Sinh hoạt chuyên đề"
        EXTRAORDINARY = "extraordinary", "Họp bất thường"
        COMMITTEE = "committee", "Họp cấp ủy"
        REVIEW = "review", "Kiểm điểm cuối năm"
        BRIEFING = "briefing", "Giao ban bí thư"
        INTERIM = "interim", "Hội nghị sơ kết"
        FINAL = "final", "Hội nghị tổng kết"
        DIALOGUE = "dialogue", "Đối thoại với chủ doanh nghiệp"
        STUDY = "study", "Học tập, quán triệt nghị quyết"
        PROPAGANDA = "propaganda", "Tuyên truyền"

    class Quality(models.TextChoices):
        GOOD = "good", "Tốt"
        FAIR = "fair", "Khá"
        AVERAGE = "average", "Trung bình"
        POOR = "poor", "Kém"

    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # meeting_branch begins with it
        related_name="meetings",
        verbose_name="chi bộ",
        help_text="Để trống nếu là hội nghị của Đảng ủy.",
    )
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="đảng bộ",
    )
    kind = models.CharField("loại hình sinh hoạt", max_length=15, choices=Kind.choices)
    held_on = models.DateField("ngày tổ chức")
    minutes = models.PositiveSmallIntegerField(
        "thời lượng (phút)", null=True, blank=True
    )
    place = models.CharField("địa điểm, hình thức", max_length=255, blank=True)
    topic = models.CharField("nội dung, chuyên đề", max_length=500, blank=True)
    chair = models.CharField("chủ trì", max_length=255, blank=True)
    clerk = models.CharField("thư ký", max_length=255, blank=True)
    enterprises = models.ManyToManyField(
        Enterprise,
        related_name="meetings",
        blank=True,
        verbose_name="doanh nghiệp dự",
        help_text="Khi đối thoại với chủ doanh nghiệp.",
    )
    due = models.PositiveSmallIntegerField("phải dự", null=True, blank=True)
    present = models.PositiveSmallIntegerField("có mặt", null=True, blank=True)
    excused = models.PositiveSmallIntegerField("vắng có lý do", default=0)
    guests = models.CharField("đại biểu, cấp trên dự", max_length=255, blank=True)
    number = models.CharField("số nghị quyết, kết luận", max_length=50, blank=True)
    conclusion = models.TextField("nghị quyết, kết luận", blank=True)
    quality = models.CharField(
        "chất lượng buổi sinh hoạt", max_length=7, choices=Quality.choices, blank=True
    )

    class Meta:
        verbose_name = "buổi sinh hoạt, hội nghị"
        verbose_name_plural = "sinh hoạt, hội nghị"
        ordering = ["-held_on", "-pk"]
        constraints = [
            FieldCheck(
                at="branch",
                condition=Q(branch=None, committee__isnull=False)
                | Q(branch__isnull=False, committee=None),
                name="meeting_branch_or_committee",
                violation_error_message="Chọn một chi bộ hoặc một đảng bộ, không cả hai.",
            ),
            FieldCheck(
                at="present",
                condition=Q(present=None, excused=0)
                | Q(
                    due__isnull=False,
                    present__isnull=False,
                    due__gte=F("present") + F("excused"),
                ),
                name="meeting_present_of_due",
                violation_error_message=(
                    "Ghi cả số phải dự và số có mặt; có mặt và vắng có lý do "
                    "không được vượt số phải dự."
                ),
            ),
            FieldCheck(
                at="minutes",
                condition=Q(minutes=None) | Q(minutes__range=(1, 1440)),
                name="meeting_minutes",
                violation_error_message="Thời lượng tính bằng phút, từ 1 đến 1440.",
            ),
            FieldUnique(
                at="held_on",
                fields=["branch", "kind", "held_on"],
                condition=Q(voided_at=None, branch__isnull=False),
                name="meeting_once_a_day",
                violation_error_message="Chi bộ đã có buổi loại này trong ngày đó.",
            ),
            FieldUnique(
                at="held_on",
                fields=["committee", "kind", "held_on"],
                condition=Q(voided_at=None, committee__isnull=False),
                name="meeting_of_committee_once_a_day",
                violation_error_message="Đảng bộ đã có hội nghị loại này trong ngày đó.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["branch", "kind", "held_on", "voided_at"], name="meeting_branch"
            ),
            models.Index(fields=["held_on"], name="meeting_day"),
        ]

    def __str__(self):
        where = self.branch or self.committee or ""
        return f"{self.get_kind_display()}, {where}, {self.held_on:%d/%m/%Y}"

    @property
    def absent(self):
        """Vắng không lý do: the rest of those due, None where nobody counted."""
        if self.due is None or self.present is None:
            return None
        return self.due - self.present - self.excused
