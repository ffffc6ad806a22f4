from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.scope import by_branch
from branches.models.committee import Committee
from hoangmai_party.constraints import FieldCheck


class BranchEvent(Record):
    """Biến động tổ chức: how branches began, changed and ended, by which decision.

    The truth of how a branch began and ended. A founding counts on its decision,
    so it takes effect on that day; the other kinds count on `effective_on`.
    """

    SCOPE = by_branch("predecessors", "successors")

    class Kind(models.TextChoices):
        OPENING = "opening", "Số dư khi mở sổ"
        FOUNDED = "founded", "Thành lập mới"
        RECEIVED = "received", "Tiếp nhận, chuyển giao"
        MERGED = "merged", "Sáp nhập, hợp nhất"
        SPLIT = "split", "Chia tách"
        RENAMED = "renamed", "Đổi tên"
        DISSOLVED = "dissolved", "Giải thể"
        DISBANDED = "disbanded", "Giải tán"

    # Of a founding that came of a hồ sơ vận động (organisation.md §3.5).
    NEVER_UNDONE = (
        "Quyết định thành lập chi bộ không hủy được: sửa bằng một biến động tổ chức "
        "(đổi tên, sáp nhập, chia tách, giải thể) có quyết định riêng."
    )

    kind = models.CharField("loại biến động", max_length=10, choices=Kind.choices)
    number = models.CharField("số quyết định", max_length=50, blank=True)
    decided_on = models.DateField("ngày quyết định")
    effective_on = models.DateField("ngày có hiệu lực")
    ceremony_on = models.DateField("ngày công bố", null=True, blank=True)
    issuer = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_events",
        verbose_name="cấp ủy ban hành",
    )
    predecessors = models.ManyToManyField(
        "Branch",
        related_name="events_as_predecessor",
        blank=True,
        verbose_name="chi bộ trước",
    )
    successors = models.ManyToManyField(
        "Branch",
        related_name="events_as_successor",
        blank=True,
        verbose_name="chi bộ sau",
    )
    note = models.TextField("ghi chú", blank=True)
    # By which the whole entry, people moved with it included, can be undone.
    change_set = models.CharField(
        "mã lần ghi", max_length=32, blank=True, editable=False
    )

    class Meta:
        verbose_name = "biến động tổ chức"
        verbose_name_plural = "biến động tổ chức"
        ordering = ["effective_on", "pk"]
        constraints = [
            FieldCheck(
                at="ceremony_on",
                condition=Q(ceremony_on=None) | Q(ceremony_on__gte=F("decided_on")),
                name="branch_event_ceremony_after_decision",
                violation_error_message=(
                    "Ngày công bố không được trước ngày quyết định."
                ),
            ),
            FieldCheck(
                at="effective_on",
                condition=~Q(kind="founded") | Q(effective_on=F("decided_on")),
                name="branch_event_founding_on_decision",
                violation_error_message=(
                    "Thành lập mới tính từ ngày quyết định: hai ngày phải trùng nhau."
                ),
            ),
        ]

    def __str__(self):
        number = f" {self.number}" if self.number else ""
        return f"{self.get_kind_display()}{number}, {self.effective_on:%d/%m/%Y}"
