from django.db import models

from accounts.records import Period
from accounts.scope import BODY
from branches.models.committee import Committee
from enterprises.models import Agency
from hoangmai_party.constraints import NoOverlap


class SteeringCommittee(Period):
    """Ban Chỉ đạo 09: the body that steers Nghị quyết 09-NQ/TU (§3.2), by decision."""

    SCOPE = BODY
    PARTS = ("seats",)

    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        related_name="steering_committees",
        verbose_name="đảng bộ",
    )
    name = models.CharField("tên", max_length=255, default="Ban Chỉ đạo 09")
    number = models.CharField("số quyết định", max_length=50)

    class Meta(Period.Meta):
        verbose_name = "Ban Chỉ đạo 09"
        verbose_name_plural = "Ban Chỉ đạo 09"
        ordering = ["-started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["committee", "name"],
                name="steering_no_overlap",
                violation_error_message="Đã có Ban Chỉ đạo này trong thời gian đó.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.number})"


class SteeringSeat(Period):
    """Thành viên Ban Chỉ đạo 09: who sits there, in what role, from which agency."""

    SCOPE = BODY

    class Role(models.TextChoices):
        HEAD = "head", "Trưởng ban"
        DEPUTY = "deputy", "Phó trưởng ban"
        STANDING = "standing", "Ủy viên thường trực"
        MEMBER = "member", "Ủy viên"
        CLERK = "clerk", "Thư ký"

    steering = models.ForeignKey(
        SteeringCommittee,
        models.PROTECT,
        related_name="seats",
        verbose_name="Ban Chỉ đạo",
    )
    full_name = models.CharField("họ và tên", max_length=120)
    title = models.CharField("chức vụ công tác", max_length=255, blank=True)
    role = models.CharField("vai trò", max_length=8, choices=Role.choices)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steering_seats",
        verbose_name="cơ quan",
    )

    class Meta(Period.Meta):
        verbose_name = "thành viên Ban Chỉ đạo"
        verbose_name_plural = "thành viên Ban Chỉ đạo"
        ordering = ["steering", "started_on", "pk"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["steering"],
                only={"role": "head"},
                name="steering_one_head",
                violation_error_message=(
                    "Ban Chỉ đạo đã có Trưởng ban trong thời gian này."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.full_name}, {self.get_role_display()}"
