"""Nên gặp ai trước: the weights of the ranking, as dated rows with a source."""

from django.db import models

from accounts.records import Period
from accounts.scope import PUBLIC
from hoangmai_party.constraints import NoOverlap


class RankingWeight(Period):
    """Điểm ưu tiên: what one reason to meet an owner first is worth, from a day."""

    SCOPE = PUBLIC

    class Code(models.TextChoices):
        OFFICIAL = "official", "Mỗi đảng viên chính thức đang làm việc"
        ENOUGH = "enough", "Đủ số đảng viên chính thức để thành lập"
        PROSPECT = "prospect", "Mỗi quần chúng ưu tú"
        AGREES = "agrees", "Chủ doanh nghiệp đồng ý"
        CONSIDERS = "considers", "Chủ doanh nghiệp đang cân nhắc"
        OPPOSED = "opposed", "Chủ doanh nghiệp không đồng ý"
        OWNER_MEMBER = "owner_member", "Chủ doanh nghiệp là đảng viên"
        UNION = "union", "Có công đoàn cơ sở"
        YOUTH = "youth", "Có tổ chức Đoàn"
        WORKERS = "workers", "Mỗi 50 lao động"
        NEVER_MET = "never_met", "Chưa gặp chủ doanh nghiệp lần nào"
        LONG_AGO = "long_ago", "Lần gặp gần nhất đã quá 90 ngày"
        ACTION_DUE = "action_due", "Việc đã hẹn với chủ doanh nghiệp đã đến hạn"
        UNANSWERED = "unanswered", "Kiến nghị của chủ doanh nghiệp chưa được trả lời"

    code = models.CharField("lý do", max_length=12, choices=Code.choices)
    points = models.SmallIntegerField("điểm", help_text="Số âm thì lùi lại sau.")
    most = models.PositiveSmallIntegerField(
        "nhiều nhất", null=True, blank=True, help_text="Điểm cao nhất của lý do này."
    )
    source = models.CharField("căn cứ", max_length=255, blank=True)

    class Meta(Period.Meta):
        verbose_name = "điểm ưu tiên gặp gỡ"
        verbose_name_plural = "điểm ưu tiên gặp gỡ"
        ordering = ["code", "started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["code"],
                name="ranking_weight_no_overlap",
                violation_error_message="Lý do này đã có điểm trong thời gian đó.",
            ),
        ]

    def __str__(self):
        return f"{self.get_code_display()}: {self.points}"
