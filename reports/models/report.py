from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.records import LiveManager, Record, RecordQuerySet, VoidError
from accounts.scope import BODY, through
from branches.models import Committee
from hoangmai_party.constraints import FieldCheck, FieldUnique


class ReportStateError(Exception):
    """The report's state does not allow what was asked; the message tells the clerk."""


class ReportQuerySet(RecordQuerySet):
    """Reports of the committees that somebody looks after."""

    def visible_to(self, user):
        if not user.is_active:
            return self.none()
        return self.filter(committee__in=user.access_rows.committee_ids())


class Report(Record):
    """Báo cáo of a committee over a period, with the figures of its as-of day.

    Draft → submitted → signed. A draft is written section by section; its figures
    are the register's of the day it is looked at, until the signing freezes them.
    """

    SCOPE = BODY
    PARTS = ("sections",)
    FROZEN_WHEN = ("status", "signed")  # the database refuses a change from then on

    class Family(models.TextChoices):
        """organisation.md §6.1, A and B."""

        WORK = "work", "Kết quả công tác xây dựng Đảng"
        RESOLUTION = "resolution", "Phát triển Đảng trong doanh nghiệp (NQ 09-NQ/TU)"

    class Period(models.TextChoices):
        MONTH = "month", "Tháng"
        QUARTER = "quarter", "Quý"
        HALF = "half", "6 tháng"
        NINE = "nine", "9 tháng"
        YEAR = "year", "Năm"
        TERM = "term", "Nhiệm kỳ"
        SPAN = "span", "Thời gian khác"

    class Status(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        SUBMITTED = "submitted", "Đã trình ký"
        SIGNED = "signed", "Đã ký"

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="reports", verbose_name="đảng bộ"
    )
    family = models.CharField("loại báo cáo", max_length=10, choices=Family.choices)
    period = models.CharField("kỳ báo cáo", max_length=7, choices=Period.choices)
    first_on = models.DateField("từ ngày")
    last_on = models.DateField("đến ngày")
    as_of = models.DateField("số liệu tính đến ngày")

    status = models.CharField(
        "tình trạng", max_length=9, choices=Status.choices, default=Status.DRAFT
    )
    # A revision is a new report that names the one it stands in for.
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="thay thế báo cáo",
    )
    # What the paper bears once it is signed (`reports.books`).
    number = models.PositiveIntegerField("số", null=True, blank=True)
    dated_on = models.DateField("ngày ký", null=True, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    signer_role = models.CharField("chức vụ người ký", max_length=120, blank=True)

    objects = LiveManager.from_queryset(ReportQuerySet)()
    every = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        ordering = ["-last_on", "-as_of", "family", "-pk"]
        permissions = [("sign_report", "Ghi báo cáo đã ký")]
        constraints = [
            FieldCheck(
                at="last_on",
                condition=Q(last_on__gte=F("first_on")),
                name="report_ends_after_start",
                violation_error_message="Đến ngày không được trước từ ngày.",
            ),
            FieldCheck(
                at="as_of",
                condition=Q(as_of__gte=F("first_on")),
                name="report_as_of_in_period",
                violation_error_message=(
                    "Ngày tính số liệu không được trước kỳ báo cáo."
                ),
            ),
            FieldCheck(
                at="dated_on",
                condition=~Q(status="signed")
                | (
                    Q(number__isnull=False, dated_on__isnull=False)
                    & ~Q(signer="")
                    & ~Q(signer_role="")
                ),
                name="report_signed_is_whole",
                violation_error_message=(
                    "Báo cáo đã ký phải có số, ngày, người ký và chức vụ."
                ),
            ),
            FieldUnique(
                at="as_of",
                fields=["committee", "family", "first_on", "last_on", "as_of"],
                condition=Q(status="draft", voided_at=None),
                name="report_one_draft",
                violation_error_message=(
                    "Đã có dự thảo báo cáo này với cùng kỳ và ngày tính số liệu."
                ),
            ),
            FieldUnique(
                at="replaces",
                fields=["replaces"],
                condition=Q(voided_at=None, replaces__isnull=False),
                name="report_replaced_once",
                violation_error_message="Báo cáo này đã có báo cáo thay thế.",
            ),
        ]

    def __str__(self):
        days = f"{self.first_on:%d/%m/%Y}–{self.last_on:%d/%m/%Y}"
        return f"Báo cáo: {self.get_family_display()}, {days}"

    def get_absolute_url(self):
        return reverse("reports:annual", args=[self.pk])

    @property
    def is_open(self):
        """Whether its sections may still be written."""
        return self.status == self.Status.DRAFT

    @property
    def is_signed(self):
        return self.status == self.Status.SIGNED

    def void(self, *, by, reason):
        """A signed report stays: what is wrong in it is set right by a new one."""
        if self.is_signed:
            raise VoidError("Báo cáo đã ký không hủy được: hãy lập báo cáo thay thế.")
        super().void(by=by, reason=reason)

    def submit(self):
        """Trình ký: nobody writes in it any more."""
        self._change(self.Status.DRAFT, self.Status.SUBMITTED, "đang là dự thảo")

    def take_back(self):
        """Back from the signer's table, to be worked on."""
        self._change(self.Status.SUBMITTED, self.Status.DRAFT, "đang trình ký")

    def _change(self, before, after, said):
        # In the database, not in memory: of two clerks only one changes the state.
        rows = type(self).objects.filter(pk=self.pk, status=before)
        if not rows.update(status=after):
            raise ReportStateError(
                f"Chỉ làm được khi báo cáo {said}: hãy tải lại trang."
            )
        self.status = after


class ReportSection(Record):
    """Mục of a report: a heading and plain text with placeholders for figures.

    `version` is the number of the newest saved version; a writer says which one they
    started from, and who started from an older one is told (`reports.annual.write`).
    """

    SCOPE = through("report")
    PARTS = ("versions",)

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="sections", verbose_name="báo cáo"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    key = models.SlugField("mã mục", max_length=30)
    level = models.PositiveSmallIntegerField("cấp", default=1)
    heading = models.CharField("tên mục", max_length=255)
    text = models.TextField("nội dung", blank=True)
    # Of each line of the text: {placeholder: the figure as it was when it was written}.
    figures = models.JSONField("số liệu khi viết", default=list, editable=False)
    version = models.PositiveIntegerField("lần ghi", default=1, editable=False)

    class Meta:
        verbose_name = "mục báo cáo"
        verbose_name_plural = "mục báo cáo"
        ordering = ["report", "position"]
        constraints = [
            FieldUnique(
                at="key",
                fields=["report", "key"],
                condition=Q(voided_at=None),
                name="report_section_once",
                violation_error_message="Báo cáo đã có mục này.",
            ),
            FieldCheck(
                at="level",
                condition=Q(level__range=(1, 2)),
                name="report_section_level",
                violation_error_message="Mục chỉ có hai cấp.",
            ),
        ]

    def __str__(self):
        return self.heading


class SectionVersion(Record):
    """Lần ghi of a section: each saved text, and what a writer has not saved yet.

    A saved one has a number, the n-th of its section. A draft (nháp) has none: it is
    the one unsaved text of one user, and `base` says which version it started from.
    """

    SCOPE = through("section")

    class Kind(models.TextChoices):
        PROPOSED = "proposed", "Đề cương soạn sẵn"
        SAVED = "saved", "Ghi"
        RESTORED = "restored", "Lấy lại lần ghi cũ"
        REVIEWED = "reviewed", "Nhận số liệu mới"
        DRAFT = "draft", "Nháp"

    section = models.ForeignKey(
        ReportSection, models.PROTECT, related_name="versions", verbose_name="mục"
    )
    kind = models.CharField("cách ghi", max_length=8, choices=Kind.choices)
    number = models.PositiveIntegerField("lần", null=True, blank=True)
    base = models.PositiveIntegerField("viết từ lần", default=0)
    heading = models.CharField("tên mục", max_length=255)
    text = models.TextField("nội dung", blank=True)
    figures = models.JSONField("số liệu khi viết", default=list, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )
    saved_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "lần ghi của mục"
        verbose_name_plural = "lần ghi của mục"
        ordering = ["section", "-number", "-saved_at"]
        constraints = [
            FieldUnique(
                at="number",
                fields=["section", "number"],
                condition=Q(voided_at=None, number__isnull=False),
                name="section_version_number",
                violation_error_message="Mục này vừa có người ghi.",
            ),
            FieldUnique(
                at="saved_by",
                fields=["section", "saved_by"],
                condition=Q(voided_at=None, kind="draft"),
                name="section_version_one_draft",
                violation_error_message="Đồng chí đang có một bản nháp của mục này.",
            ),
            FieldCheck(
                at="kind",
                condition=Q(kind="draft", number=None)
                | (~Q(kind="draft") & Q(number__isnull=False)),
                name="section_version_number_or_draft",
                violation_error_message="Chỉ bản nháp mới không có số lần ghi.",
            ),
        ]

    def __str__(self):
        which = f"lần {self.number}" if self.number else "bản nháp"
        return f"{self.heading}, {which}"
