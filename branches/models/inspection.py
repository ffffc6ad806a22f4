from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.scope import by_branch, through
from branches.models.branch import Branch
from branches.models.committee import Committee
from hoangmai_party.constraints import FieldCheck


class Inspection(Record):
    """Cuộc kiểm tra, giám sát: programme, decision, work, conclusion (§8, UBKT)."""

    SCOPE = by_branch("branch")
    PARTS = ("follow_ups", "inspected")

    class Kind(models.TextChoices):
        COMPLIANCE = "compliance", "Kiểm tra chấp hành"
        SIGNS = "signs", "Kiểm tra khi có dấu hiệu vi phạm"
        DISCIPLINE = "discipline", "Kiểm tra thi hành kỷ luật"
        FINANCE = "finance", "Kiểm tra tài chính, đảng phí"
        THEMATIC = "thematic", "Giám sát chuyên đề"
        ROUTINE = "routine", "Giám sát thường xuyên"

    INSPECTIONS = (Kind.COMPLIANCE, Kind.SIGNS, Kind.DISCIPLINE, Kind.FINANCE)
    SUPERVISIONS = (Kind.THEMATIC, Kind.ROUTINE)

    kind = models.CharField("hình thức", max_length=10, choices=Kind.choices)
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        related_name="inspections",
        verbose_name="chi bộ được kiểm tra, giám sát",
    )
    inspector = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspections",
        verbose_name="cấp ủy chủ trì",
        help_text="Để trống nếu chi bộ tự kiểm tra, giám sát.",
    )
    topic = models.CharField("nội dung", max_length=500)
    programme = models.CharField(
        "theo chương trình",
        max_length=100,
        blank=True,
        help_text="Số chương trình kiểm tra, giám sát năm; để trống nếu đột xuất.",
    )
    number = models.CharField("số quyết định", max_length=50, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    team = models.CharField("tổ kiểm tra, giám sát", max_length=500, blank=True)
    covers_from = models.DateField("mốc thời gian từ ngày", null=True, blank=True)
    covers_to = models.DateField("đến ngày", null=True, blank=True)
    began_on = models.DateField("ngày bắt đầu làm việc")
    reported_on = models.DateField(
        "ngày nhận báo cáo tự kiểm tra", null=True, blank=True
    )
    concluded_on = models.DateField("ngày kết luận", null=True, blank=True)
    conclusion_number = models.CharField("số kết luận", max_length=50, blank=True)
    findings = models.TextField("ưu điểm, khuyết điểm", blank=True)

    class Meta:
        verbose_name = "cuộc kiểm tra, giám sát"
        verbose_name_plural = "kiểm tra, giám sát"
        ordering = ["-began_on", "-pk"]
        constraints = [
            FieldCheck(
                at="began_on",
                condition=Q(decided_on=None) | Q(began_on__gte=F("decided_on")),
                name="inspection_begins_after_decision",
                violation_error_message=(
                    "Ngày bắt đầu làm việc không được trước ngày quyết định."
                ),
            ),
            FieldCheck(
                at="concluded_on",
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("began_on")),
                name="inspection_concluded_after_begin",
                violation_error_message="Ngày kết luận không được trước ngày bắt đầu.",
            ),
            FieldCheck(
                at="conclusion_number",
                condition=Q(conclusion_number="") | Q(concluded_on__isnull=False),
                name="inspection_conclusion_has_day",
                violation_error_message="Ghi cả số và ngày kết luận.",
            ),
            FieldCheck(
                at="covers_to",
                condition=Q(covers_to=None)
                | Q(covers_from__isnull=False, covers_to__gte=F("covers_from")),
                name="inspection_covers_a_span",
                violation_error_message=(
                    "Mốc kết thúc không được trước mốc bắt đầu; ghi cả hai mốc."
                ),
            ),
        ]
        indexes = [models.Index(fields=["began_on"], name="inspection_day")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.branch}, {self.began_on:%d/%m/%Y}"


class InspectionFollowUp(Record):
    """Việc phải khắc phục: what a conclusion asks for, by when, and when it was done."""

    SCOPE = through("inspection")

    inspection = models.ForeignKey(
        Inspection,
        models.PROTECT,
        related_name="follow_ups",
        verbose_name="cuộc kiểm tra, giám sát",
    )
    content = models.CharField("việc phải khắc phục", max_length=500)
    due_on = models.DateField("hạn khắc phục")
    done_on = models.DateField("ngày khắc phục xong", null=True, blank=True)
    result = models.CharField("kết quả", max_length=500, blank=True)

    class Meta:
        verbose_name = "việc khắc phục sau kết luận"
        verbose_name_plural = "việc khắc phục sau kết luận"
        ordering = ["due_on"]
        constraints = [
            FieldCheck(
                at="result",
                condition=Q(result="") | Q(done_on__isnull=False),
                name="follow_up_result_has_day",
                violation_error_message="Ghi kết quả thì ghi cả ngày khắc phục xong.",
            )
        ]
        indexes = [models.Index(fields=["due_on"], name="follow_up_due")]

    def __str__(self):
        return self.content
