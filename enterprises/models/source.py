"""Lists that the agencies send, and what was decided about their rows."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.records import Record
from accounts.scope import BODY, ScopedQuerySet, through
from enterprises.models.enterprise import Enterprise, EnterpriseStatus
from enterprises.models.facts import Agency
from enterprises.models.ward import Ward
from hoangmai_party.constraints import FieldCheck, FieldUnique


class SourceList(Record):
    """Danh sách của cơ quan: one file of one agency, for one period."""

    SCOPE = BODY

    class State(models.TextChoices):
        READ = "read", "Đã đọc, chưa xác nhận cột"
        CONFIRMED = "confirmed", "Đã xác nhận cột, đang đối chiếu"
        RECONCILED = "reconciled", "Đã đối chiếu xong"

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="source_lists", verbose_name="cơ quan"
    )
    period = models.CharField("kỳ", max_length=50, blank=True)
    received_on = models.DateField("ngày nhận")
    file_name = models.CharField("tên tệp", max_length=150)
    sha256 = models.CharField("mã kiểm của tệp", max_length=64, editable=False)
    sheet = models.CharField("trang tính", max_length=50, blank=True)
    # [[heading, field or ""], …] in the order of the file.
    columns = models.JSONField("cột", default=list, editable=False)
    rows_count = models.PositiveIntegerField("số dòng", default=0, editable=False)
    state = models.CharField(
        "trạng thái", max_length=10, choices=State.choices, default=State.READ
    )
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "danh sách của cơ quan"
        verbose_name_plural = "danh sách của cơ quan"
        ordering = ["-received_on", "-pk"]
        constraints = [
            FieldUnique(
                at="agency",
                fields=["agency", "sha256"],
                condition=Q(voided_at=None),
                name="source_list_file_once",
                violation_error_message="Tệp này của cơ quan này đã được đọc vào sổ.",
            )
        ]

    def __str__(self):
        period = f", {self.period}" if self.period else ""
        return f"Danh sách của {self.agency}{period}, nhận {self.received_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("enterprises:source-list", args=[self.pk])


class SourceRow(models.Model):
    """One row of a list: the cells as they were read, and what was understood.

    It is written once; a list that was read with wrong columns is voided.
    """

    SCOPE = through("list")
    FROZEN = True

    class Tax(models.TextChoices):
        """What there is to say of the tax code in the cell."""

        NONE = "none", "Không có mã số thuế"
        SOUND = "sound", "Đúng số kiểm tra"
        RESTORED = "restored", "Đã thêm lại số 0 ở đầu"
        ASK = "ask", "12 chữ số: mã mất số 0 hay số định danh, cần hỏi lại"
        SUSPECT = "suspect", "Mã số thuế nghi sai"

    list = models.ForeignKey(
        SourceList, models.PROTECT, related_name="rows", verbose_name="danh sách"
    )
    number = models.PositiveIntegerField("dòng trong tệp")
    raw = models.JSONField("các ô như trong tệp")
    converted = models.JSONField("các ô đã đổi sang bảng mã mới", default=dict)
    tax_code = models.CharField("mã số thuế", max_length=20, blank=True)
    tax = models.CharField(
        "tình trạng mã số thuế", max_length=8, choices=Tax.choices, default=Tax.NONE
    )
    name = models.CharField("tên đơn vị", max_length=255)
    name_key = models.CharField("tên rút gọn để khớp", max_length=300)
    search = models.CharField("chữ để tìm", max_length=400)
    address = models.CharField("địa chỉ", max_length=255, blank=True)
    ward = models.ForeignKey(
        Ward, models.PROTECT, null=True, related_name="+", verbose_name="phường, xã"
    )
    status_label = models.CharField("trạng thái trong tệp", max_length=255, blank=True)
    status = models.CharField(
        "trạng thái hiểu là",
        max_length=20,
        choices=EnterpriseStatus.Status.choices,
        blank=True,
    )
    representative = models.CharField("người đại diện", max_length=255, blank=True)
    phone = models.CharField("điện thoại", max_length=50, blank=True)
    workers = models.PositiveIntegerField("tổng số lao động", null=True)
    insured = models.PositiveIntegerField("tham gia bảo hiểm xã hội", null=True)
    has_union = models.BooleanField("có công đoàn cơ sở", null=True)
    union_members = models.PositiveIntegerField("số đoàn viên công đoàn", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng của danh sách"
        verbose_name_plural = "dòng của danh sách"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "number"], name="source_row_number_once"
            )
        ]
        indexes = [models.Index(fields=["list", "tax_code"], name="source_row_code")]

    def __str__(self):
        return f"{self.name} (dòng {self.number})"


class SourceSuggestion(models.Model):
    """Gợi ý: an enterprise that a row may be; a person says whether it is."""

    SCOPE = through("row")
    FROZEN = True

    class Why(models.TextChoices):
        NAME = "name", "tên gần giống"
        CODE = "code", "mã số thuế gần giống"
        SAME_NAME = "same_name", "cùng tên, khác mã số thuế hoặc phường"

    row = models.ForeignKey(
        SourceRow, models.PROTECT, related_name="suggestions", verbose_name="dòng"
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="+", verbose_name="doanh nghiệp"
    )
    score = models.PositiveSmallIntegerField("độ giống, phần trăm")
    why = models.CharField("vì", max_length=10, choices=Why.choices)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "gợi ý khớp"
        verbose_name_plural = "gợi ý khớp"
        ordering = ["-score", "pk"]

    def __str__(self):
        return f"{self.enterprise} ({self.score}%, {self.get_why_display()})"

    @property
    def key(self):
        """What the box of the page sends for it."""
        return str(self.enterprise_id)


class SourceMatch(Record):
    """Which enterprise a row is, or that it is none of ours; and how we know."""

    SCOPE = through("row")

    class How(models.TextChoices):
        TAX_CODE = "tax_code", "Đúng mã số thuế"
        NAME_WARD = "name_ward", "Đúng tên và phường"
        DECIDED = "decided", "Theo quyết định đã nhớ"
        SUGGESTION = "suggestion", "Cán bộ nhận theo gợi ý"
        CHOSEN = "chosen", "Cán bộ chỉ định"
        NEW = "new", "Doanh nghiệp mới từ danh sách"
        NOT_OURS = "not_ours", "Không thuộc diện"
        SKIPPED = "skipped", "Bỏ qua"

    SET_ASIDE = (How.NOT_OURS, How.SKIPPED)

    row = models.ForeignKey(
        SourceRow, models.PROTECT, related_name="matches", verbose_name="dòng"
    )
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        null=True,
        related_name="source_matches",
        verbose_name="doanh nghiệp",
    )
    how = models.CharField("khớp bằng", max_length=10, choices=How.choices)

    class Meta:
        verbose_name = "kết quả khớp"
        verbose_name_plural = "kết quả khớp"
        constraints = [
            FieldUnique(
                at="row",
                fields=["row"],
                condition=Q(voided_at=None),
                name="source_match_one_a_row",
                violation_error_message="Dòng này đã được khớp.",
            ),
            FieldCheck(
                at="enterprise",
                condition=Q(enterprise=None, how__in=["not_ours", "skipped"])
                | (Q(enterprise__isnull=False) & ~Q(how__in=["not_ours", "skipped"])),
                name="source_match_names_enterprise",
                violation_error_message="Phải nêu doanh nghiệp, trừ dòng không thuộc "
                "diện hoặc bỏ qua.",
            ),
        ]

    def __str__(self):
        return f"{self.row}: {self.get_how_display()}"


class SourceDecision(Record):
    """What a person said once of a row, for the next lists of the agency."""

    SCOPE = BODY

    class Verdict(models.TextChoices):
        ENTERPRISE = "enterprise", "Là doanh nghiệp trong sổ"
        NOT_OURS = "not_ours", "Không thuộc diện"
        SKIPPED = "skipped", "Bỏ qua"

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="source_decisions", verbose_name="cơ quan"
    )
    # "mst:" and the digits, or "ten:", the folded name, "|" and the code of the ward.
    key = models.CharField("nhận ra bằng", max_length=320, editable=False)
    shown = models.CharField("dòng trong danh sách", max_length=255)
    verdict = models.CharField("quyết định", max_length=10, choices=Verdict.choices)
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="source_decisions",
        verbose_name="doanh nghiệp",
    )
    decided_on = models.DateField("ngày quyết định")

    class Meta:
        verbose_name = "quyết định đối chiếu đã nhớ"
        verbose_name_plural = "quyết định đối chiếu đã nhớ"
        ordering = ["-decided_on", "pk"]
        constraints = [
            FieldUnique(
                at="key",
                fields=["agency", "key"],
                condition=Q(voided_at=None),
                name="source_decision_once",
                violation_error_message="Đã có quyết định về dòng này của cơ quan này.",
            ),
            FieldCheck(
                at="enterprise",
                condition=Q(verdict="enterprise", enterprise__isnull=False)
                | (~Q(verdict="enterprise") & Q(enterprise=None)),
                name="source_decision_names_enterprise",
                violation_error_message="Chỉ nêu doanh nghiệp khi dòng là doanh nghiệp "
                "trong sổ.",
            ),
        ]

    def __str__(self):
        return f"{self.shown}: {self.enterprise or self.get_verdict_display()}"


class SourceAct(Record):
    """Lần ghi: what a person took from a list into the register, in one change set."""

    SCOPE = through("list")

    list = models.ForeignKey(
        SourceList, models.PROTECT, related_name="acts", verbose_name="danh sách"
    )
    acted_on = models.DateField("ngày ghi")
    summary = models.CharField("nội dung", max_length=255)
    change_set = models.CharField(max_length=32, editable=False)

    class Meta:
        verbose_name = "lần ghi đối chiếu"
        verbose_name_plural = "lần ghi đối chiếu"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.summary}, {self.acted_on:%d/%m/%Y}"
