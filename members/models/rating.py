import datetime as dt

from django.db import models
from django.db.models import Q

from accounts.records import Period, Record
from accounts.scope import PUBLIC, by_branch
from branches.models import Branch
from hoangmai_party.constraints import FieldCheck, FieldUnique, NoOverlap
from members.models.member import Member


class Grade(models.TextChoices):
    """The four grades of a year, for members and for branches (R5.1)."""

    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    DONE = "done", "Hoàn thành nhiệm vụ"
    NOT_DONE = "not_done", "Không hoàn thành nhiệm vụ"


class Rating(Record):
    """Xếp loại chất lượng of one year: of a member at a branch, or of the branch.

    `member` is empty in the row of the branch itself. A row has a grade or the
    reason why there is none. It counts on 31/12 of its year, whenever decided.
    """

    SCOPE = by_branch("branch")

    class Unrated(models.TextChoices):
        """R5.3: reasons why nobody is rated."""

        EXEMPT = "exempt", "Được miễn công tác và sinh hoạt đảng"
        SUSPENDED = "suspended", "Bị đình chỉ sinh hoạt đảng"
        NEW = "new", "Kết nạp chưa đủ 6 tháng"
        FOUNDED = "founded", "Chi bộ mới thành lập"
        AWAY = "away", "Nghỉ ốm, thai sản, vắng dài ngày"
        OTHER = "other", "Lý do khác"

    year = models.PositiveSmallIntegerField("năm")
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        db_index=False,  # rating_branch begins with it
        related_name="ratings",
        verbose_name="chi bộ",
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # rating_member begins with it
        related_name="ratings",
        verbose_name="đảng viên",
        help_text="Để trống khi xếp loại chính chi bộ.",
    )
    self_grade = models.CharField(
        "tự nhận", max_length=9, choices=Grade.choices, blank=True
    )
    proposed = models.CharField(
        "chi bộ đề nghị", max_length=9, choices=Grade.choices, blank=True
    )
    grade = models.CharField(
        "mức xếp loại", max_length=9, choices=Grade.choices, blank=True
    )
    unrated = models.CharField(
        "lý do không xếp loại", max_length=9, choices=Unrated.choices, blank=True
    )
    points = models.DecimalField(
        "điểm", max_digits=5, decimal_places=2, null=True, blank=True
    )
    number = models.CharField("số quyết định", max_length=50, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    note = models.CharField("ghi chú, lý do", max_length=500, blank=True)
    # Derived, written by save alone: the day on which the year's rating counts.
    counts_on = models.DateField(editable=False)

    class Meta:
        verbose_name = "xếp loại"
        verbose_name_plural = "xếp loại chất lượng"
        ordering = ["-year", "branch", "member__order", "pk"]
        constraints = [
            FieldCheck(
                at="grade",
                condition=(~Q(grade="") & Q(unrated=""))
                | (Q(grade="") & ~Q(unrated="")),
                name="rating_grade_or_reason",
                violation_error_message=(
                    "Chọn mức xếp loại, hoặc lý do không xếp loại; không cả hai."
                ),
            ),
            FieldCheck(
                at="year",
                condition=Q(year__range=(1990, 2100)),
                name="rating_year",
                violation_error_message="Năm phải từ 1990 đến 2100.",
            ),
            FieldCheck(
                at="points",
                condition=Q(points=None) | Q(points__gte=0, points__lte=100),
                name="rating_points",
                violation_error_message="Điểm từ 0 đến 100.",
            ),
            FieldUnique(
                at="member",
                fields=["member", "year"],
                condition=Q(voided_at=None, member__isnull=False),
                name="rating_of_member_once",
                violation_error_message="Đảng viên này đã có xếp loại của năm đó.",
            ),
            FieldUnique(
                at="branch",
                fields=["branch", "year"],
                condition=Q(voided_at=None, member=None),
                name="rating_of_branch_once",
                violation_error_message="Chi bộ này đã có xếp loại của năm đó.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["branch", "counts_on", "grade", "member", "voided_at"],
                name="rating_branch",
            ),
            models.Index(fields=["member", "year", "grade"], name="rating_member"),
        ]

    def __str__(self):
        who = self.member or self.branch
        return f"{who}, {self.year}: {self.result}"

    def save(self, **kwargs):
        self.derive()
        super().save(**kwargs)

    def derive(self):
        """Write the derived column; bulk writes call it too."""
        self.counts_on = dt.date(self.year, 12, 31)

    @property
    def result(self):
        """The grade in words, or why there is none."""
        if self.grade:
            return self.get_grade_display()
        return f"không xếp loại: {self.get_unrated_display().lower()}"


class RatingCap(Period):
    """Tỷ lệ hoàn thành xuất sắc: how many may be rated so, of whom, where (R5.2).

    The row in force on 31/12 of a year holds for that year. Offices read the rule in
    three ways, so base, scope and rounding are the office's to choose.
    """

    SCOPE = PUBLIC

    class Subject(models.TextChoices):
        MEMBER = "member", "Đảng viên"
        BRANCH = "branch", "Chi bộ"

    class Base(models.TextChoices):
        GOOD_ONLY = "good_only", "Số xếp loại hoàn thành tốt"
        GOOD_UP = "good_up", "Số xếp loại hoàn thành tốt trở lên"
        ALL = "all", "Tổng số được xếp loại"

    class Within(models.TextChoices):
        BODY = "body", "Toàn đảng bộ"
        BRANCH = "branch", "Từng chi bộ"

    class Rounding(models.TextChoices):
        FLOOR = "floor", "Bỏ phần lẻ"
        HALF_UP = "half_up", "Làm tròn từ 0,5 trở lên"

    subject = models.CharField("đối tượng", max_length=6, choices=Subject.choices)
    percent = models.DecimalField("tỷ lệ cao nhất (%)", max_digits=5, decimal_places=2)
    base = models.CharField("tính trên", max_length=9, choices=Base.choices)
    within = models.CharField("trong phạm vi", max_length=6, choices=Within.choices)
    rounding = models.CharField("cách làm tròn", max_length=7, choices=Rounding.choices)
    source = models.CharField("căn cứ", max_length=255)
    is_confirmed = models.BooleanField("văn phòng đã xác nhận", default=False)

    class Meta(Period.Meta):
        verbose_name = "tỷ lệ hoàn thành xuất sắc"
        verbose_name_plural = "tỷ lệ hoàn thành xuất sắc"
        ordering = ["subject", "started_on"]
        constraints = [
            *Period.Meta.constraints,
            FieldCheck(
                at="percent",
                condition=Q(percent__gt=0, percent__lte=100),
                name="rating_cap_percent",
                violation_error_message="Tỷ lệ phải trên 0 và không quá 100.",
            ),
            NoOverlap(
                fields=["subject"],
                name="rating_cap_no_overlap",
                violation_error_message="Đã có tỷ lệ trong thời gian này.",
            ),
        ]

    def __str__(self):
        return f"{self.get_subject_display()}: {self.percent:n}%"
