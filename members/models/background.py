from django.db import models
from django.db.models import IntegerChoices, Q

from accounts.records import Period, Record
from accounts.scope import by_branch, through
from branches.models import Branch, Committee
from enterprises.models import Enterprise
from hoangmai_party.constraints import FieldCheck
from members.models.member import Member


class Employment(Period):
    """Work of a member at an enterprise in a period (members.md §1.5)."""

    SCOPE = through("member")

    class Job(models.TextChoices):
        OWNER = "owner", "Chủ doanh nghiệp"
        EXECUTIVE = "executive", "Lãnh đạo, quản lý cấp cao"
        MANAGER = "manager", "Cán bộ quản lý"
        STAFF = "staff", "Nhân viên, lao động gián tiếp"
        WORKER = "worker", "Công nhân, lao động trực tiếp"
        TEACHER = "teacher", "Nhà giáo"
        HEALTH = "health", "Nhân viên y tế"
        RETIRED_CONTRACT = "retired_contract", "Hưu trí làm hợp đồng"
        RETIRED = "retired", "Nghỉ hưu"
        OTHER = "other", "Khác"

    class Contract(models.TextChoices):
        INDEFINITE = "indefinite", "Không xác định thời hạn"
        FIXED = "fixed", "12 đến 36 tháng"
        SHORT = "short", "Dưới 12 tháng"

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="employments", verbose_name="đảng viên"
    )
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="employments",
        verbose_name="doanh nghiệp",
    )
    job = models.CharField("vị trí việc làm", max_length=20, choices=Job.choices)
    title = models.CharField("chức vụ", max_length=255, blank=True)
    contract = models.CharField(
        "loại hợp đồng", max_length=10, choices=Contract.choices, blank=True
    )

    class Meta(Period.Meta):
        verbose_name = "quá trình làm việc"
        verbose_name_plural = "quá trình làm việc"
        ordering = ["started_on"]

    def __str__(self):
        return f"{self.get_job_display()} – {self.enterprise}"


class Ownership(Period):
    """Chủ doanh nghiệp: on what basis a member owns an enterprise, in a period.

    The bases of ENT-20 (08-HD/BTCTW 2021): capital, and one of these offices. The
    last one, for investors of non-public schools and hospitals, is not confirmed.
    """

    SCOPE = through("member")

    class Basis(models.TextChoices):
        DIRECTOR = "director", "Giám đốc, tổng giám đốc"
        MEMBERS_COUNCIL = "members_council", "Chủ tịch hội đồng thành viên"
        COMPANY_CHAIR = "company_chair", "Chủ tịch công ty"
        BOARD_CHAIR = "board_chair", "Chủ tịch hội đồng quản trị"
        PARTNER = "partner", "Thành viên hợp danh"
        PRIVATE = "private", "Chủ doanh nghiệp tư nhân"
        INVESTOR = (
            "investor",
            "Nhà đầu tư trường, bệnh viện ngoài công lập (chưa xác nhận)",
        )

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="ownerships", verbose_name="đảng viên"
    )
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="owners",
        verbose_name="doanh nghiệp",
    )
    basis = models.CharField("căn cứ", max_length=20, choices=Basis.choices)
    share = models.DecimalField(
        "tỷ lệ vốn (%)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    is_confirmed = models.BooleanField("văn phòng đã xác nhận", default=False)
    source = models.CharField("giấy tờ chứng minh", max_length=255, blank=True)

    class Meta(Period.Meta):
        verbose_name = "chủ doanh nghiệp"
        verbose_name_plural = "chủ doanh nghiệp"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            FieldCheck(
                at="share",
                condition=Q(share=None) | Q(share__gt=0, share__lte=100),
                name="ownership_share_percent",
                violation_error_message="Tỷ lệ vốn phải trên 0 và không quá 100.",
            ),
        ]

    def __str__(self):
        return f"{self.member} – {self.enterprise}"


class GeneralLevel(IntegerChoices):
    """Giáo dục phổ thông, in rising order."""

    PRIMARY = 1, "Tiểu học"
    LOWER = 2, "Trung học cơ sở"
    UPPER = 3, "Trung học phổ thông"


class ProfessionLevel(IntegerChoices):
    """Chuyên môn, nghiệp vụ, in rising order (members.md §1.4)."""

    ELEMENTARY = 1, "Sơ cấp, công nhân kỹ thuật"
    INTERMEDIATE = 2, "Trung cấp"
    COLLEGE = 3, "Cao đẳng"
    UNIVERSITY = 4, "Đại học"
    MASTER = 5, "Thạc sĩ"
    DOCTOR = 6, "Tiến sĩ"


class TheoryLevel(IntegerChoices):
    """Lý luận chính trị, in rising order."""

    ELEMENTARY = 1, "Sơ cấp"
    INTERMEDIATE = 2, "Trung cấp"
    ADVANCED = 3, "Cao cấp, cử nhân"


class Qualification(Record):
    """Trình độ: one certificate; a figure takes the highest level held on the day."""

    SCOPE = through("member")

    class Kind(models.TextChoices):
        GENERAL = "general", "Giáo dục phổ thông"
        PROFESSION = "profession", "Chuyên môn, nghiệp vụ"
        THEORY = "theory", "Lý luận chính trị"

    LEVELS = {
        Kind.GENERAL: GeneralLevel,
        Kind.PROFESSION: ProfessionLevel,
        Kind.THEORY: TheoryLevel,
    }

    member = models.ForeignKey(
        Member,
        models.PROTECT,
        db_index=False,  # qualification_highest begins with it
        related_name="qualifications",
        verbose_name="đảng viên",
    )
    kind = models.CharField("loại trình độ", max_length=10, choices=Kind.choices)
    level = models.PositiveSmallIntegerField("bậc")
    granted_on = models.DateField("ngày cấp")
    major = models.CharField("ngành, chuyên ngành", max_length=255, blank=True)
    school = models.CharField("nơi đào tạo", max_length=255, blank=True)
    certificate = models.CharField("số văn bằng", max_length=100, blank=True)

    class Meta:
        verbose_name = "trình độ"
        verbose_name_plural = "trình độ"
        ordering = ["kind", "granted_on"]
        constraints = [
            FieldCheck(
                at="level",
                condition=Q(kind="general", level__range=(1, 3))
                | Q(kind="profession", level__range=(1, 6))
                | Q(kind="theory", level__range=(1, 3)),
                name="qualification_level_of_kind",
                violation_error_message="Bậc này không có trong loại trình độ đã chọn.",
            )
        ]
        indexes = [
            models.Index(
                fields=["member", "kind", "granted_on", "level", "voided_at"],
                name="qualification_highest",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.level_label}"

    @property
    def level_label(self):
        """The level in words; the bare number where the kind has no such level."""
        return self.named(self.kind, self.level)

    @classmethod
    def named(cls, kind, level):
        """The same of a bare pair, as the log keeps it."""
        return dict(cls.LEVELS[kind].choices).get(level, f"bậc {level}")


class Position(Period):
    """Chức vụ: an office in a branch or committee, its basis and its term."""

    SCOPE = by_branch("branch")

    class Role(models.TextChoices):
        SECRETARY = "secretary", "Bí thư"
        DEPUTY = "deputy", "Phó bí thư"
        STANDING = "standing", "Ủy viên ban thường vụ"
        COMMITTEE = "committee", "Cấp ủy viên"

    class Basis(models.TextChoices):
        ELECTED = "elected", "Bầu"
        APPOINTED = "appointed", "Chỉ định"
        ACTING = "acting", "Phụ trách"

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="positions", verbose_name="đảng viên"
    )
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name="chi bộ",
    )
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name="đảng bộ",
    )
    role = models.CharField("chức vụ", max_length=10, choices=Role.choices)
    basis = models.CharField("căn cứ giữ chức vụ", max_length=10, choices=Basis.choices)
    term = models.CharField("nhiệm kỳ", max_length=20, blank=True)
    number = models.CharField("số quyết định", max_length=50, blank=True)

    class Meta(Period.Meta):
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            FieldCheck(
                at="branch",
                condition=Q(branch=None, committee__isnull=False)
                | Q(branch__isnull=False, committee=None),
                name="position_branch_or_committee",
                violation_error_message="Chọn một chi bộ hoặc một đảng bộ, không cả hai.",
            ),
        ]

    def __str__(self):
        place = self.branch or self.committee or "(chưa chọn nơi)"
        return f"{self.get_role_display()} {place}"
