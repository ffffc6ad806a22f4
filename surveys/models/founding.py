"""Hồ sơ thành lập chi bộ: what it must hold, what lies in it, and who is named."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.records import Period, Record, VoidError
from accounts.scope import PUBLIC, through
from branches.models import Committee
from hoangmai_party.constraints import FieldCheck, FieldUnique
from members.models import Member
from surveys.models.case import OutreachCase


class FoundingItem(Period):
    """Thành phần hồ sơ thành lập: a line of the checklist of a committee (ORG-11)."""

    SCOPE = PUBLIC

    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="founding_items",
        verbose_name="đảng bộ",
        help_text="Để trống nếu áp dụng cho mọi đảng bộ.",
    )
    name = models.CharField("giấy tờ", max_length=255)
    order = models.PositiveSmallIntegerField("thứ tự", default=1)
    is_required = models.BooleanField("bắt buộc", default=True)
    source = models.CharField("căn cứ", max_length=255, blank=True)

    class Meta(Period.Meta):
        verbose_name = "thành phần hồ sơ thành lập"
        verbose_name_plural = "thành phần hồ sơ thành lập"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class DossierRow(Record):
    """A row of a founding dossier; it stays as it was once the branch is founded."""

    FOUNDED = "Hồ sơ đã có quyết định thành lập chi bộ: thành phần hồ sơ không sửa, không hủy."

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self._is_founded:
            raise ValidationError(self.FOUNDED)

    def void(self, *, by, reason):
        """Take it out of the dossier, while there is no decision yet."""
        if self._is_founded:
            raise VoidError(self.FOUNDED)
        super().void(by=by, reason=reason)

    @property
    def _is_founded(self):
        case = getattr(self, "case", None)
        return case is not None and case.founding_id is not None


class FoundingPaper(DossierRow):
    """Giấy tờ đã có trong hồ sơ thành lập: an index line, never a scan."""

    SCOPE = through("case")

    case = models.ForeignKey(
        OutreachCase,
        models.PROTECT,
        related_name="papers",
        verbose_name="hồ sơ vận động",
    )
    item = models.ForeignKey(
        FoundingItem, models.PROTECT, related_name="papers", verbose_name="giấy tờ"
    )
    received_on = models.DateField("ngày nhận")
    number = models.CharField("số", max_length=50, blank=True)
    note = models.CharField("ghi chú", max_length=255, blank=True)

    class Meta:
        verbose_name = "giấy tờ hồ sơ thành lập"
        verbose_name_plural = "giấy tờ hồ sơ thành lập"
        ordering = ["item__order", "pk"]
        constraints = [
            FieldUnique(
                at="item",
                fields=["case", "item"],
                condition=Q(voided_at=None),
                name="founding_paper_once",
                violation_error_message="Giấy tờ này đã có trong hồ sơ.",
            )
        ]

    def __str__(self):
        return f"{self.item}, {self.received_on:%d/%m/%Y}"


class FoundingPerson(DossierRow):
    """Đảng viên dự kiến của chi bộ mới: named, with the paper that brings them.

    A member of the register, or somebody from outside who will be received with the
    transfer paper; guards count people, never a number that somebody typed (§3.5).
    """

    SCOPE = through("case")

    class Role(models.TextChoices):
        NONE = "", "Đảng viên"
        SECRETARY = "secretary", "Bí thư"
        DEPUTY = "deputy", "Phó bí thư"
        COMMITTEE = "committee", "Chi ủy viên"

    case = models.ForeignKey(
        OutreachCase,
        models.PROTECT,
        related_name="people",
        verbose_name="hồ sơ vận động",
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="founding_places",
        verbose_name="đảng viên trong sổ",
    )
    full_name = models.CharField("họ và tên", max_length=120, blank=True)
    born_on = models.DateField("sinh ngày", null=True, blank=True)
    sex = models.CharField(
        "giới tính", max_length=6, choices=Member.Sex.choices, blank=True
    )
    ceremony_on = models.DateField("ngày vào Đảng", null=True, blank=True)
    official_on = models.DateField("ngày chính thức", null=True, blank=True)
    came_from = models.CharField("đang sinh hoạt ở", max_length=255, blank=True)
    paper_number = models.CharField("số giấy giới thiệu", max_length=50, blank=True)
    role = models.CharField(
        "dự kiến chỉ định", max_length=10, choices=Role.choices, blank=True
    )

    class Meta:
        verbose_name = "đảng viên dự kiến của chi bộ mới"
        verbose_name_plural = "đảng viên dự kiến của chi bộ mới"
        ordering = ["pk"]
        constraints = [
            FieldCheck(
                at="full_name",
                condition=Q(member__isnull=False)
                | ~Q(full_name="")
                & ~Q(sex="")
                & Q(born_on__isnull=False, ceremony_on__isnull=False),
                name="founding_person_is_named",
                violation_error_message=(
                    "Người ngoài sổ phải có họ tên, giới tính, ngày sinh, ngày vào Đảng."
                ),
            ),
            FieldUnique(
                at="member",
                fields=["case", "member"],
                condition=Q(voided_at=None, member__isnull=False),
                name="founding_person_once",
                violation_error_message="Người này đã có trong danh sách.",
            ),
            FieldUnique(
                at="role",
                fields=["case"],
                condition=Q(role="secretary", voided_at=None),
                name="founding_one_secretary",
                violation_error_message="Đã dự kiến một bí thư.",
            ),
        ]

    def __str__(self):
        return str(self.member or self.full_name)
