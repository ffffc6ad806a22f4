from django.db import models
from django.db.models import Case, F, Q, When

from accounts.records import Record
from accounts.scope import through
from hoangmai_party.constraints import FieldCheck, NoOverlap
from members.models.member import Member


class Spell(Record):
    """Quá trình đảng tịch: one time of being a đảng viên, with its four days.

    The ceremony begins it (ngày vào Đảng, 294 §4.2.2 with 38 I.2.2 item 12);
    `official_on` is the ceremony + 12 months however late the papers, and
    `recognised_on` the recognition decision. A person may have two (kết nạp lại).
    """

    SCOPE = through("member")
    PARTS = ("placements",)

    class EndReason(models.TextChoices):
        DIED = "died", "Từ trần"
        EXPELLED = "expelled", "Khai trừ"
        STRUCK_OFF = "struck_off", "Xóa tên"
        RESIGNED = "resigned", "Ra khỏi Đảng"
        CANCELLED = "cancelled", "Hủy kết nạp"

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="spells", verbose_name="đảng viên"
    )
    decision_number = models.CharField(
        "số quyết định kết nạp", max_length=50, blank=True
    )
    decision_on = models.DateField("ngày quyết định kết nạp", null=True, blank=True)
    ceremony_on = models.DateField("ngày vào Đảng (lễ kết nạp)")
    admitted_at = models.CharField("tại chi bộ", max_length=255, blank=True)
    introducers = models.TextField("người giới thiệu", blank=True)
    official_on = models.DateField(
        "ngày chính thức",
        null=True,
        blank=True,
        help_text="Bằng ngày vào Đảng cộng 12 tháng, dù giấy tờ làm muộn.",
    )
    recognised_on = models.DateField(
        "ngày quyết định công nhận chính thức", null=True, blank=True
    )
    recognised_number = models.CharField(
        "số quyết định công nhận", max_length=50, blank=True
    )
    ended_on = models.DateField("thôi là đảng viên từ ngày", null=True, blank=True)
    end_reason = models.CharField(
        "lý do", max_length=10, choices=EndReason.choices, blank=True
    )
    end_number = models.CharField("số văn bản", max_length=50, blank=True)
    # Counting and voting as official start on the later of the two (design.md).
    counts_official_on = models.GeneratedField(
        expression=Case(
            When(official_on__gte=F("recognised_on"), then=F("official_on")),
            default=F("recognised_on"),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
        verbose_name="tính là chính thức từ ngày",
    )

    class Meta:
        verbose_name = "quá trình đảng tịch"
        verbose_name_plural = "quá trình đảng tịch"
        ordering = ["ceremony_on"]
        constraints = [
            FieldCheck(
                at="ceremony_on",
                condition=Q(decision_on=None) | Q(ceremony_on__gte=F("decision_on")),
                name="spell_ceremony_after_decision",
                violation_error_message=(
                    "Ngày lễ kết nạp không được trước ngày quyết định kết nạp."
                ),
            ),
            FieldCheck(
                at="official_on",
                condition=Q(official_on=None) | Q(official_on__gt=F("ceremony_on")),
                name="spell_official_after_ceremony",
                violation_error_message="Ngày chính thức phải sau ngày vào Đảng.",
            ),
            FieldCheck(
                at="recognised_on",
                condition=Q(official_on=None, recognised_on=None)
                | Q(
                    official_on__isnull=False,
                    recognised_on__isnull=False,
                    recognised_on__gt=F("ceremony_on"),
                ),
                name="spell_recognised_with_official",
                violation_error_message=(
                    "Ghi cả ngày chính thức và ngày quyết định công nhận, "
                    "cả hai đều sau ngày vào Đảng."
                ),
            ),
            FieldCheck(
                at="ended_on",
                condition=Q(ended_on=None, end_reason="")
                | Q(ended_on__isnull=False, ended_on__gt=F("ceremony_on"))
                & ~Q(end_reason=""),
                name="spell_end_has_reason",
                violation_error_message=(
                    "Ngày thôi là đảng viên phải sau ngày vào Đảng và có lý do."
                ),
            ),
            NoOverlap(
                fields=["member"],
                name="spell_no_overlap",
                start="ceremony_on",
                violation_error_message=(
                    "Người này đã là đảng viên trong thời gian đó."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.member}: vào Đảng {self.ceremony_on:%d/%m/%Y}"
