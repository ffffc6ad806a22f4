from django.db import models
from django.db.models import F, Q

from accounts.records import Period
from accounts.scope import by_branch
from branches.models.branch import Branch
from enterprises.models import Enterprise
from hoangmai_party.constraints import FieldCheck, NoOverlap


class CoordinationRegulation(Period):
    """Quy chế phối hợp between a branch and the head of its enterprise (ORG-29, 30).

    In force from `started_on`; a term that is agreed beforehand is `ended_on`, the
    first day without it. A signed new one ends the old one on its first day.
    """

    SCOPE = by_branch("branch")

    class Counterpart(models.TextChoices):
        BOARD = "board", "Hội đồng quản trị"
        MEMBERS_COUNCIL = "members_council", "Hội đồng thành viên"
        CHAIR = "chair", "Chủ tịch công ty"
        OWNER = "owner", "Chủ doanh nghiệp tư nhân"
        DIRECTOR = "director", "Ban giám đốc"
        SCHOOL = "school", "Hiệu trưởng, hội đồng trường"
        HOSPITAL = "hospital", "Giám đốc bệnh viện"
        COOPERATIVE = "cooperative", "Hội đồng quản trị hợp tác xã"

    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="regulations", verbose_name="chi bộ"
    )
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="regulations",
        verbose_name="doanh nghiệp",
    )
    counterpart = models.CharField(
        "bên phối hợp", max_length=20, choices=Counterpart.choices
    )
    number = models.CharField("số quy chế", max_length=50, blank=True)
    signed_on = models.DateField("ngày ký")
    signer = models.CharField("đại diện chi bộ ký", max_length=255, blank=True)
    signer_of_enterprise = models.CharField(
        "đại diện doanh nghiệp ký", max_length=255, blank=True
    )
    on_information = models.BooleanField("trao đổi thông tin", default=False)
    on_meetings = models.BooleanField("chế độ làm việc định kỳ", default=False)
    on_conditions = models.BooleanField(
        "thời gian, địa điểm sinh hoạt đảng", default=False
    )
    on_funding = models.BooleanField("kinh phí hoạt động", default=False)
    on_personnel = models.BooleanField("công tác cán bộ", default=False)
    on_labour = models.BooleanField("quan hệ lao động", default=False)
    review_months = models.PositiveSmallIntegerField("rà soát mỗi (tháng)", default=12)
    reviewed_on = models.DateField("lần rà soát gần nhất", null=True, blank=True)

    class Meta(Period.Meta):
        verbose_name = "quy chế phối hợp"
        verbose_name_plural = "quy chế phối hợp"
        ordering = ["branch", "started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["branch", "enterprise"],
                name="regulation_no_overlap",
                violation_error_message=(
                    "Chi bộ đã có quy chế với doanh nghiệp này trong thời gian đó."
                ),
            ),
            FieldCheck(
                at="started_on",
                condition=Q(started_on__gte=F("signed_on")),
                name="regulation_begins_after_signing",
                violation_error_message="Quy chế không thể có hiệu lực trước ngày ký.",
            ),
            FieldCheck(
                at="reviewed_on",
                condition=Q(reviewed_on=None) | Q(reviewed_on__gte=F("signed_on")),
                name="regulation_reviewed_after_signing",
                violation_error_message="Ngày rà soát không được trước ngày ký.",
            ),
            FieldCheck(
                at="review_months",
                condition=Q(review_months__range=(1, 120)),
                name="regulation_review_months",
                violation_error_message="Chu kỳ rà soát từ 1 đến 120 tháng.",
            ),
        ]

    def __str__(self):
        return f"Quy chế phối hợp {self.branch} – {self.enterprise}"
