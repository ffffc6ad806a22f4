from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.records import Period
from accounts.scope import by_branch
from branches.models import Branch
from hoangmai_party.constraints import FieldCheck, NoOverlap
from members.models.member import Member
from members.models.spell import Spell


class Placement(Period):
    """Quá trình sinh hoạt đảng: the member belongs to this branch in this period.

    One of the two truths of every figure (the other is `branches.BranchLink`).
    Only official placements are counted; a temporary one is a guest. An end by
    transfer is the day of issue of the paper (design.md, "How time is counted").
    """

    SCOPE = by_branch("branch")
    PARTS = ("transfers", "absences")

    class Kind(models.TextChoices):
        OFFICIAL = "official", "Chính thức"
        TEMPORARY = "temporary", "Tạm thời"

    class Began(models.TextChoices):
        OPENING = "opening", "Số dư khi mở sổ"
        ADMITTED = "admitted", "Kết nạp"
        READMITTED = "readmitted", "Kết nạp lại"
        RESTORED = "restored", "Phục hồi đảng tịch"
        TRANSFERRED = "transferred", "Chuyển đến"
        TEMPORARY = "temporary", "Sinh hoạt tạm thời đến"

    class Ended(models.TextChoices):
        TRANSFERRED = "transferred", "Chuyển đi"
        DIED = "died", "Từ trần"
        EXPELLED = "expelled", "Khai trừ"
        STRUCK_OFF = "struck_off", "Xóa tên"
        RESIGNED = "resigned", "Ra khỏi Đảng"
        CANCELLED = "cancelled", "Hủy kết nạp"
        RETURNED = "returned", "Hết thời gian tạm thời"

    # `member` repeats the spell's, because no two official placements of a person
    # may overlap and the database can hold that on one table only; save writes it.
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        db_index=False,  # placement_member begins with it
        related_name="placements",
        editable=False,
        verbose_name="đảng viên",
    )
    spell = models.ForeignKey(
        Spell,
        models.PROTECT,
        related_name="placements",
        verbose_name="quá trình đảng tịch",
    )
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        db_index=False,  # placement_branch_cover begins with it
        related_name="placements",
        verbose_name="chi bộ",
    )
    kind = models.CharField(
        "hình thức sinh hoạt",
        max_length=10,
        choices=Kind.choices,
        default=Kind.OFFICIAL,
    )
    began = models.CharField("bắt đầu do", max_length=12, choices=Began.choices)
    began_number = models.CharField("số giấy tờ khi đến", max_length=50, blank=True)
    came_from = models.CharField("chuyển từ", max_length=255, blank=True)
    ended = models.CharField(
        "kết thúc do", max_length=12, choices=Ended.choices, blank=True
    )
    ended_number = models.CharField("số giấy tờ khi đi", max_length=50, blank=True)
    went_to = models.CharField("chuyển đến nơi", max_length=255, blank=True)

    class Meta(Period.Meta):
        verbose_name = "quá trình sinh hoạt đảng"
        verbose_name_plural = "quá trình sinh hoạt đảng"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["member"],
                only={"kind": "official"},
                name="placement_no_overlap",
                violation_error_message=(
                    "Đảng viên đã sinh hoạt chính thức ở một chi bộ trong thời gian này."
                ),
            ),
            FieldCheck(
                at="ended",
                condition=Q(ended_on=None, ended="")
                | (Q(ended_on__isnull=False) & ~Q(ended="")),
                name="placement_end_has_reason",
                violation_error_message="Ghi cả ngày và lý do kết thúc.",
            ),
            FieldCheck(
                at="began",
                condition=(Q(kind="official") & ~Q(began="temporary"))
                | Q(kind="temporary", began="temporary"),
                name="placement_kind_matches_begin",
                violation_error_message="Lý do bắt đầu không hợp với hình thức sinh hoạt.",
            ),
        ]
        # Both hold all that a figure reads, so that it need not visit the table.
        indexes = [
            models.Index(
                fields=[
                    "branch",
                    "started_on",
                    "ended_on",
                    "kind",
                    "began",
                    "ended",
                    "spell",
                    "member",
                    "voided_at",
                    "id",
                ],
                name="placement_branch_cover",
            ),
            models.Index(
                fields=[
                    "member",
                    "started_on",
                    "ended_on",
                    "kind",
                    "branch",
                    "voided_at",
                ],
                name="placement_member",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.branch} từ {self.started_on:%d/%m/%Y}"

    def clean(self):
        super().clean()
        # A new spell and its first placement are typed on one page: no id yet.
        if (spell := getattr(self, "spell", None)) is None:
            return
        self.member_id = spell.member_id
        joined_on = spell.ceremony_on
        if self.started_on and joined_on and self.started_on < joined_on:
            raise ValidationError(
                {"started_on": "Không thể sinh hoạt đảng trước ngày vào Đảng."}
            )

    def save(self, **kwargs):
        self.member_id = self.spell.member_id
        super().save(**kwargs)
