from django.db import models
from django.db.models import Q

from accounts.records import Period, Record
from accounts.scope import PUBLIC, by_branch
from branches.models import Branch
from hoangmai_party.constraints import FieldCheck, FieldUnique
from members.models.member import Member

BADGE_YEARS = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)  # 294 §28.1.2


class Award(Record):
    """Khen thưởng of a member or of a branch, by one decision (R4.6, form 7)."""

    SCOPE = by_branch("branch")

    class Kind(models.TextChoices):
        BANNER = "banner", "Cờ"
        MERIT = "merit", "Bằng khen"
        COMMENDATION = "commendation", "Giấy khen"
        PRAISE = "praise", "Biểu dương"
        OTHER = "other", "Hình thức khác"

    class Level(models.TextChoices):
        BRANCH = "branch", "Chi bộ"
        BODY = "body", "Đảng ủy cơ sở"
        SUPERIOR = "superior", "Cấp trên trực tiếp"
        CITY = "city", "Thành ủy, UBND Thành phố"
        CENTRAL = "central", "Trung ương"

    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="awards", verbose_name="chi bộ"
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name="đảng viên",
        help_text="Để trống nếu khen thưởng chính chi bộ.",
    )
    kind = models.CharField("hình thức", max_length=12, choices=Kind.choices)
    level = models.CharField("cấp khen thưởng", max_length=8, choices=Level.choices)
    number = models.CharField("số quyết định", max_length=50)
    decided_on = models.DateField("ngày quyết định")
    year = models.PositiveSmallIntegerField("thành tích của năm", null=True, blank=True)
    reason = models.CharField("thành tích", max_length=500)

    class Meta:
        verbose_name = "khen thưởng"
        verbose_name_plural = "khen thưởng"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            FieldUnique(
                at="number",
                fields=["member", "number", "decided_on"],
                condition=Q(voided_at=None, member__isnull=False),
                name="award_of_member_once",
                violation_error_message="Đảng viên đã có khen thưởng theo quyết định này.",
            ),
            FieldUnique(
                at="number",
                fields=["branch", "number", "decided_on"],
                condition=Q(voided_at=None, member=None),
                name="award_of_branch_once",
                violation_error_message="Chi bộ đã có khen thưởng theo quyết định này.",
            ),
        ]
        indexes = [models.Index(fields=["decided_on"], name="award_day")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.member or self.branch}"


class Badge(Record):
    """Huy hiệu Đảng that a member was given, on what round (R4.1–R4.5)."""

    SCOPE = by_branch("branch")

    class Manner(models.TextChoices):
        DUE = "due", "Đúng hạn"
        EARLY = "early", "Tặng sớm"
        LATE = "late", "Tặng muộn"
        POSTHUMOUS = "posthumous", "Truy tặng"

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="badges", verbose_name="đảng viên"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="badges", verbose_name="chi bộ"
    )
    years = models.PositiveSmallIntegerField(
        "huy hiệu (năm tuổi Đảng)", choices=[(n, f"{n} năm") for n in BADGE_YEARS]
    )
    manner = models.CharField(
        "cách tặng", max_length=10, choices=Manner.choices, default=Manner.DUE
    )
    awarded_on = models.DateField("ngày trao (đợt)")
    number = models.CharField("số quyết định", max_length=50)
    decided_on = models.DateField("ngày quyết định")
    badge_number = models.CharField("số huy hiệu", max_length=50, blank=True)
    returned_on = models.DateField("ngày thu lại", null=True, blank=True)

    class Meta:
        verbose_name = "huy hiệu Đảng"
        verbose_name_plural = "huy hiệu Đảng"
        ordering = ["-awarded_on", "-pk"]
        constraints = [
            FieldUnique(
                at="years",
                fields=["member", "years"],
                condition=Q(voided_at=None),
                name="badge_once",
                violation_error_message="Đảng viên đã có huy hiệu này.",
            )
        ]
        indexes = [models.Index(fields=["awarded_on"], name="badge_day")]

    def __str__(self):
        return f"Huy hiệu {self.years} năm: {self.member}"


class BadgeRound(Period):
    """Đợt trao huy hiệu: a day of the year, and who is due by then (R4.2, HN21 I).

    Who reaches the years in the months `first_month` to `last_month` gets the badge
    on this round; a first month after the last one lies in the year before.
    """

    SCOPE = PUBLIC

    name = models.CharField("đợt", max_length=50)
    day = models.PositiveSmallIntegerField("ngày")
    month = models.PositiveSmallIntegerField("tháng")
    first_month = models.PositiveSmallIntegerField("đủ tuổi Đảng từ tháng")
    last_month = models.PositiveSmallIntegerField("đến hết tháng")
    source = models.CharField("căn cứ", max_length=255)
    is_confirmed = models.BooleanField("văn phòng đã xác nhận", default=False)

    class Meta(Period.Meta):
        verbose_name = "đợt trao huy hiệu"
        verbose_name_plural = "đợt trao huy hiệu"
        ordering = ["month", "day"]
        constraints = [
            *Period.Meta.constraints,
            FieldCheck(
                at="month",
                condition=Q(
                    day__range=(1, 28),
                    month__range=(1, 12),
                    first_month__range=(1, 12),
                    last_month__range=(1, 12),
                ),
                name="badge_round_calendar",
                violation_error_message="Ngày từ 1 đến 28, tháng từ 1 đến 12.",
            ),
        ]

    def __str__(self):
        return self.name
