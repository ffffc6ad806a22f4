import zlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.log.tables import FILLED
from accounts.records import Period, Record, VoidError
from accounts.scope import BODY, PUBLIC, through
from branches.models import Committee
from hoangmai_party.constraints import FieldCheck, FieldUnique, NoOverlap
from hoangmai_party.text import nfc
from reports.models.report import Report


class CommitteeTerm(Period):
    """Nhiệm kỳ of a committee, from one congress to the next: numbers run in it."""

    SCOPE = PUBLIC

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="terms", verbose_name="đảng bộ"
    )
    name = models.CharField("nhiệm kỳ", max_length=20, help_text="Ví dụ: 2020–2025")

    class Meta(Period.Meta):
        verbose_name = "nhiệm kỳ của đảng bộ"
        verbose_name_plural = "nhiệm kỳ của đảng bộ"
        ordering = ["committee", "-started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["committee"],
                name="committee_term_no_overlap",
                violation_error_message="Đã có nhiệm kỳ trong thời gian này.",
            ),
        ]

    def __str__(self):
        return f"Nhiệm kỳ {self.name}"


class IssuedDocument(Record):
    """Văn bản đi: a number given to a paper, per type and term (DOC-01, DOC-07).

    Of a signed report the signing writes it, and the database refuses every change of
    it then; of other papers the office does.
    """

    SCOPE = BODY
    FROZEN_WHEN = ("report", FILLED)

    class Kind(models.TextChoices):
        """DOC-03."""

        RESOLUTION = "NQ", "Nghị quyết"
        DECISION = "QĐ", "Quyết định, quy định"
        CONCLUSION = "KL", "Kết luận"
        STATUTE = "QC", "Quy chế"
        NOTICE = "TB", "Thông báo"
        GUIDANCE = "HD", "Hướng dẫn"
        REPORT = "BC", "Báo cáo"
        PLAN = "KH", "Kế hoạch"
        PROGRAMME = "CTr", "Chương trình"
        SCHEME = "ĐA", "Đề án"
        SUBMISSION = "TTr", "Tờ trình"
        LETTER = "CV", "Công văn"
        MINUTES = "BB", "Biên bản"

    term = models.ForeignKey(
        CommitteeTerm,
        models.PROTECT,
        related_name="documents",
        verbose_name="nhiệm kỳ",
    )
    kind = models.CharField("loại văn bản", max_length=3, choices=Kind.choices)
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=10, default="ĐUK")
    dated_on = models.DateField("ngày ký")
    summary = models.CharField("trích yếu", max_length=500)
    signer = models.CharField("người ký", max_length=120)
    signer_role = models.CharField("chức vụ người ký", max_length=120)
    recipients = models.TextField("nơi nhận", blank=True)
    report = models.OneToOneField(
        Report,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="issued",
        verbose_name="báo cáo",
    )

    class Meta:
        verbose_name = "văn bản đi"
        verbose_name_plural = "văn bản đi"
        ordering = ["-dated_on", "kind", "-number"]
        constraints = [
            FieldUnique(
                at="number",
                fields=["term", "kind", "number"],
                condition=Q(voided_at=None),
                name="issued_document_number",
                violation_error_message=(
                    "Số này đã cấp cho một văn bản khác cùng loại trong nhiệm kỳ."
                ),
            ),
            FieldCheck(
                at="number",
                condition=Q(number__gte=1),
                name="issued_document_from_one",
                violation_error_message="Số văn bản bắt đầu từ 01.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.said}"

    @property
    def said(self):
        """ "số 05-BC/ĐUK, ngày 05/12/2021" (DOC-05)."""
        code = f"{self.number:02d}-{self.kind}/{self.symbol}"
        return f"số {code}, ngày {self.dated_on:%d/%m/%Y}"

    def void(self, *, by, reason):
        """The number of a signed report is given for good."""
        if self.report_id:
            raise VoidError(
                "Số của báo cáo đã ký không hủy được: hãy lập báo cáo thay thế."
            )
        super().void(by=by, reason=reason)

    def clean(self):
        super().clean()
        self.summary = nfc(self.summary)
        term = getattr(self, "term", None)
        if term is None or not self.dated_on:
            return
        last = term.ended_on
        if self.dated_on < term.started_on or (last and self.dated_on >= last):
            raise ValidationError({"dated_on": "Ngày ký không thuộc nhiệm kỳ này."})


class SignedBook(Record):
    """Bản đã ký of a report: all that it rests on, as it was at the signing.

    `content` is canonical JSON, packed: the document, the figures, the rows behind
    them, names of the day, rules, wording. The database refuses every change of it,
    and the log, which is sealed, holds its hash as well.
    """

    SCOPE = through("report")
    FROZEN = True

    report = models.OneToOneField(
        Report, models.PROTECT, related_name="book", verbose_name="báo cáo"
    )
    content = models.BinaryField("nội dung", editable=False)
    sha256 = models.CharField("mã SHA-256", max_length=64)
    # The newest event of the log then: what came after it explains a difference.
    log_mark = models.BigIntegerField("dòng nhật ký khi ký")
    signed_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người ghi",
    )

    class Meta:
        verbose_name = "bản báo cáo đã ký"
        verbose_name_plural = "bản báo cáo đã ký"
        default_permissions = ("view",)

    def __str__(self):
        return f"Bản đã ký: {self.report}"

    @property
    def text(self):
        """The canonical JSON as it was hashed, in bytes."""
        return zlib.decompress(bytes(self.content))


class FrozenFigure(Record):
    """Số liệu khi ký: one figure of a signed report; its rows are in the book."""

    SCOPE = through("book")
    FROZEN = True

    book = models.ForeignKey(
        SignedBook, models.PROTECT, related_name="figures", verbose_name="bản đã ký"
    )
    code = models.CharField("mã số liệu", max_length=60)
    label = models.CharField("số liệu", max_length=300)
    number = models.BigIntegerField("số khi ký")

    class Meta:
        verbose_name = "số liệu khi ký"
        verbose_name_plural = "số liệu khi ký"
        default_permissions = ("view",)
        ordering = ["book", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="frozen_figure_once")
        ]

    def __str__(self):
        return f"{self.label}: {self.number}"


class KeptFile(Record):
    """Tệp khi ký: the PDF and the Word file of that moment."""

    SCOPE = through("book")
    FROZEN = True

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"

    book = models.ForeignKey(
        SignedBook, models.PROTECT, related_name="files", verbose_name="bản đã ký"
    )
    kind = models.CharField("loại tệp", max_length=4, choices=Kind.choices)
    data = models.BinaryField("nội dung tệp", editable=False)
    sha256 = models.CharField("mã SHA-256", max_length=64)

    class Meta:
        verbose_name = "tệp báo cáo đã ký"
        verbose_name_plural = "tệp báo cáo đã ký"
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["book", "kind"], name="kept_file_once")
        ]

    def __str__(self):
        return f"{self.get_kind_display()} của {self.book}"
