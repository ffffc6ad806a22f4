from django.db import models
from django.db.models import Q

from accounts.records import Period, Record
from accounts.scope import by_branch, through
from branches.models import Branch
from hoangmai_party.constraints import FieldCheck, NoOverlap
from members.models.member import Member
from members.models.placement import Placement


class MemberEvent(Record):
    """Biến động: one entry about a member as the clerk made it, with its paper.

    The facts are in the dated rows that the entry wrote (spell, placement …); this
    row keeps what was typed, the day, the paper, and the change set of the log by
    which the entry can be undone as a whole. A correction is a new entry that names
    the one it replaces.
    """

    SCOPE = through("member")

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="events", verbose_name="đảng viên"
    )
    kind = models.CharField("biến động", max_length=20)
    happened_on = models.DateField("ngày")
    number = models.CharField("số văn bản", max_length=50, blank=True)
    typed = models.JSONField("nội dung đã ghi", default=dict)
    as_on_paper = models.CharField(
        "ghi nhận đúng giấy tờ vì", max_length=500, blank=True
    )
    change_set = models.CharField("mã lần ghi", max_length=32, editable=False)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="sửa cho lần ghi",
    )
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "biến động đảng viên"
        verbose_name_plural = "biến động đảng viên"
        ordering = ["-happened_on", "-pk"]

    def __str__(self):
        return f"{self.kind} {self.happened_on:%d/%m/%Y}"


class Transfer(Record):
    """Giấy giới thiệu chuyển sinh hoạt đảng out of the body, and its confirmation.

    The member has left on the day of issue; the receiving place confirms within 30
    working days, after three months without it the paper counts as not handed in
    (R2.22). The days are rules, the two dates here are facts.
    """

    SCOPE = by_branch("placement__branch")

    placement = models.ForeignKey(
        Placement,
        models.PROTECT,
        related_name="transfers",
        verbose_name="quá trình sinh hoạt đảng",
    )
    number = models.CharField("số giấy giới thiệu", max_length=50)
    issued_on = models.DateField("ngày cấp giấy")
    destination = models.CharField("chuyển đến", max_length=255)
    confirmed_on = models.DateField("nơi đến xác nhận ngày", null=True, blank=True)

    class Meta:
        verbose_name = "giấy giới thiệu chuyển sinh hoạt đảng"
        verbose_name_plural = "giấy giới thiệu chuyển sinh hoạt đảng"
        ordering = ["-issued_on"]
        constraints = [
            FieldCheck(
                at="confirmed_on",
                condition=Q(confirmed_on=None)
                | Q(confirmed_on__gte=models.F("issued_on")),
                name="transfer_confirmed_after_issue",
                violation_error_message=(
                    "Ngày xác nhận không được trước ngày cấp giấy."
                ),
            )
        ]

    def __str__(self):
        return f"{self.number}, {self.issued_on:%d/%m/%Y}"


class Absence(Period):
    """Sinh hoạt tạm thời nơi khác: counted here, present elsewhere."""

    SCOPE = by_branch("placement__branch")

    placement = models.ForeignKey(
        Placement,
        models.PROTECT,
        related_name="absences",
        verbose_name="quá trình sinh hoạt đảng",
    )
    destination = models.CharField("nơi sinh hoạt tạm thời", max_length=255)
    number = models.CharField("số giấy giới thiệu", max_length=50, blank=True)
    until = models.DateField("dự kiến đến ngày", null=True, blank=True)

    class Meta(Period.Meta):
        verbose_name = "sinh hoạt tạm thời nơi khác"
        verbose_name_plural = "sinh hoạt tạm thời nơi khác"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["placement"],
                name="absence_no_overlap",
                violation_error_message=(
                    "Đã ghi sinh hoạt tạm thời nơi khác trong thời gian này."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.destination} từ {self.started_on:%d/%m/%Y}"


class Exemption(Period):
    """Miễn công tác và sinh hoạt đảng: for age and health, or for a fixed time."""

    SCOPE = through("member")

    class Kind(models.TextChoices):
        OPEN = "open", "Tuổi cao, sức yếu (không thời hạn)"
        FIXED = "fixed", "Có thời hạn (dưới 12 tháng)"

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="exemptions", verbose_name="đảng viên"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="exemptions", verbose_name="chi bộ"
    )
    kind = models.CharField("loại", max_length=5, choices=Kind.choices)
    number = models.CharField("số nghị quyết, quyết định", max_length=50)
    until = models.DateField("dự kiến đến ngày", null=True, blank=True)
    reason = models.CharField("lý do", max_length=255, blank=True)

    class Meta(Period.Meta):
        verbose_name = "miễn công tác và sinh hoạt đảng"
        verbose_name_plural = "miễn công tác và sinh hoạt đảng"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["member"],
                name="exemption_no_overlap",
                violation_error_message="Đã được miễn trong thời gian này.",
            ),
            FieldCheck(
                at="until",
                condition=Q(kind="open", until=None)
                | Q(
                    kind="fixed",
                    until__isnull=False,
                    until__gt=models.F("started_on"),
                ),
                name="exemption_fixed_has_end",
                violation_error_message=(
                    "Miễn có thời hạn phải ghi ngày dự kiến kết thúc, sau ngày bắt đầu; "
                    "miễn không thời hạn thì để trống."
                ),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
