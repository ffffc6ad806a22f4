from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.records import Period, Record
from accounts.scope import by_branch, through
from enterprises import tax_code
from enterprises.models.ward import Ward
from hoangmai_party.constraints import FieldUnique, NoOverlap
from hoangmai_party.text import nfc, search_key


class Enterprise(Record):
    """Doanh nghiệp, and every other unit that can have a chi bộ: school, hospital…"""

    SCOPE = by_branch("branch_links__branch")
    PARTS = ("statuses", "addresses", "headcounts", "mass_organisations")

    class LegalForm(models.TextChoices):
        LLC_SINGLE = "llc_single", "Công ty TNHH một thành viên"
        LLC_MULTI = "llc_multi", "Công ty TNHH hai thành viên trở lên"
        JOINT_STOCK = "joint_stock", "Công ty cổ phần"
        PRIVATE = "private", "Doanh nghiệp tư nhân"
        PARTNERSHIP = "partnership", "Công ty hợp danh"
        FOREIGN = "foreign", "Doanh nghiệp có vốn đầu tư nước ngoài"
        COOPERATIVE = "cooperative", "Hợp tác xã, liên hiệp hợp tác xã"
        NONPUBLIC_UNIT = "nonpublic_unit", "Đơn vị sự nghiệp ngoài công lập"
        LAW_OFFICE = "law_office", "Văn phòng luật sư"
        NOTARY_OFFICE = "notary_office", "Văn phòng công chứng"
        HOUSEHOLD = "household_business", "Hộ kinh doanh"
        STATE_CAPITAL = "state_capital", "Doanh nghiệp có vốn nhà nước"

    class UnitKind(models.TextChoices):
        COMPANY = "company", "Công ty"
        SCHOOL = "school", "Trường mầm non, phổ thông"
        COLLEGE = "college", "Cơ sở giáo dục nghề nghiệp, cao đẳng, đại học"
        HOSPITAL = "hospital", "Bệnh viện"
        CLINIC = "clinic", "Phòng khám"
        LAW_OFFICE = "law_office", "Văn phòng, công ty luật"
        NOTARY = "notary", "Văn phòng công chứng"
        COOPERATIVE = "cooperative", "Hợp tác xã, quỹ tín dụng"
        BRANCH_OFFICE = "branch_office", "Chi nhánh, văn phòng đại diện"
        ASSOCIATION = "association", "Hội nghề nghiệp"
        OTHER = "other", "Khác"

    class StatRow(models.TextChoices):
        """Row of Biểu 5, kept apart from form and kind (ENT-09)."""

        NONPUBLIC = "6b", "6b. Đơn vị sự nghiệp ngoài công lập"
        STATE = "9a", "9a. Doanh nghiệp có vốn nhà nước"
        JOINT_STOCK = "9b-cp", "9b. Công ty cổ phần"
        PRIVATE = "9b-tn", "9b. Doanh nghiệp tư nhân"
        LLC = "9b-tnhh", "9b. Công ty TNHH"
        PARTNERSHIP = "9b-hd", "9b. Công ty hợp danh"
        FOREIGN = "9b-nn", "9b. Doanh nghiệp có vốn đầu tư nước ngoài"
        COOPERATIVE = "9c", "9c. Hợp tác xã"
        OTHER = "11", "11. Loại hình khác"

    name = models.CharField("tên đầy đủ", max_length=255)
    short_name = models.CharField("tên viết tắt", max_length=100, blank=True)
    tax_code = models.CharField(
        "mã số thuế",
        max_length=20,  # as typed; digits alone are stored
        blank=True,
        help_text="10 số, hoặc 13 số với đơn vị phụ thuộc (0312687878-001); "
        "hộ kinh doanh có thể dùng số định danh 12 số.",
    )
    tax_code_accepted = models.BooleanField(
        "đã kiểm tra giấy tờ, chấp nhận mã số thuế sai số kiểm tra", default=False
    )
    legal_form = models.CharField(
        "loại hình pháp lý", max_length=20, choices=LegalForm.choices
    )
    unit_kind = models.CharField(
        "loại đơn vị", max_length=20, choices=UnitKind.choices, default=UnitKind.COMPANY
    )
    stat_row = models.CharField(
        "dòng thống kê (Biểu 5)",
        max_length=10,
        choices=StatRow.choices,
        blank=True,
        help_text="Để trống thì lấy theo loại hình pháp lý.",
    )
    vsic_version = models.PositiveSmallIntegerField(
        "phiên bản ngành nghề",
        choices=[(2018, "VSIC 2018"), (2025, "VSIC 2025")],
        null=True,
        blank=True,
    )
    vsic_code = models.CharField("mã ngành chính", max_length=5, blank=True)
    founded_on = models.DateField("ngày đăng ký kinh doanh", null=True, blank=True)
    representative = models.CharField(
        "người đại diện theo pháp luật", max_length=255, blank=True
    )
    phone = models.CharField("điện thoại", max_length=50, blank=True)
    search = models.CharField(max_length=600, editable=False, db_index=True)

    class Meta:
        verbose_name = "doanh nghiệp"
        verbose_name_plural = "doanh nghiệp"
        ordering = ["name"]
        constraints = [
            FieldUnique(
                at="tax_code",
                fields=["tax_code"],
                condition=~Q(tax_code="") & Q(voided_at=None),
                name="enterprise_tax_code",
                violation_error_message="Mã số thuế này đã có trong sổ.",
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not self.tax_code:
            return
        household = self.legal_form == self.LegalForm.HOUSEHOLD
        try:
            checked = tax_code.check(self.tax_code, household=household)
        except tax_code.TaxCodeError as error:
            raise ValidationError({"tax_code": str(error)}) from error
        self.tax_code = checked.value
        if checked.warning and not self.tax_code_accepted:
            raise ValidationError({"tax_code_accepted": checked.warning})

    def save(self, **kwargs):
        self.name = nfc(self.name)
        self.search = search_key(f"{self.name} {self.short_name} {self.tax_code}")
        self.stat_row = self.stat_row or DEFAULT_STAT_ROW[self.legal_form]
        super().save(**kwargs)

    @property
    def is_non_state(self):
        """Whether it belongs to the non-State sector (NKVNN)."""
        return self.legal_form != self.LegalForm.STATE_CAPITAL


_FORM, _ROW = Enterprise.LegalForm, Enterprise.StatRow
DEFAULT_STAT_ROW = {
    _FORM.LLC_SINGLE: _ROW.LLC,
    _FORM.LLC_MULTI: _ROW.LLC,
    _FORM.JOINT_STOCK: _ROW.JOINT_STOCK,
    _FORM.PRIVATE: _ROW.PRIVATE,
    _FORM.PARTNERSHIP: _ROW.PARTNERSHIP,
    _FORM.FOREIGN: _ROW.FOREIGN,
    _FORM.COOPERATIVE: _ROW.COOPERATIVE,
    _FORM.NONPUBLIC_UNIT: _ROW.NONPUBLIC,
    _FORM.LAW_OFFICE: _ROW.OTHER,
    _FORM.NOTARY_OFFICE: _ROW.OTHER,
    _FORM.HOUSEHOLD: _ROW.OTHER,
    _FORM.STATE_CAPITAL: _ROW.STATE,
}


class EnterpriseStatus(Period):
    """Trạng thái hoạt động of an enterprise in a period."""

    SCOPE = through("enterprise")

    class Status(models.TextChoices):
        OPERATING = "operating", "Đang hoạt động"
        SUSPENDED = "suspended", "Tạm ngừng kinh doanh"
        CLOSING = "closing", "Đang làm thủ tục chấm dứt"
        CLOSED = "closed", "Đã chấm dứt hoạt động"
        RELOCATED = "relocated", "Chuyển khỏi địa bàn"
        NOT_AT_ADDRESS = "not_at_address", "Không có tại địa chỉ đăng ký"
        TO_VERIFY = "to_verify", "Chờ xác minh"

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="statuses", verbose_name="doanh nghiệp"
    )
    status = models.CharField("trạng thái", max_length=20, choices=Status.choices)
    source = models.CharField("căn cứ", max_length=255, blank=True)

    class Meta(Period.Meta):
        verbose_name = "trạng thái hoạt động"
        verbose_name_plural = "trạng thái hoạt động"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["enterprise"],
                name="enterprise_status_no_overlap",
                violation_error_message="Doanh nghiệp đã có trạng thái trong thời gian này.",
            ),
        ]

    def __str__(self):
        return self.get_status_display()


class EnterpriseAddress(Period):
    """Where an enterprise is registered or really works, in a period."""

    SCOPE = through("enterprise")
    PARTS = ("ward_assignments",)

    class Kind(models.TextChoices):
        OPERATING = "operating", "Nơi hoạt động"
        REGISTERED = "registered", "Trụ sở đăng ký"

    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="addresses",
        verbose_name="doanh nghiệp",
    )
    kind = models.CharField(
        "loại địa chỉ", max_length=10, choices=Kind.choices, default=Kind.OPERATING
    )
    line = models.CharField("số nhà, đường phố", max_length=255)
    ward = models.ForeignKey(
        Ward, models.PROTECT, related_name="addresses", verbose_name="phường, xã"
    )

    class Meta(Period.Meta):
        verbose_name = "địa chỉ"
        verbose_name_plural = "địa chỉ"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["enterprise", "kind"],
                name="enterprise_address_no_overlap",
                violation_error_message="Đã có địa chỉ cùng loại trong thời gian này.",
            ),
        ]

    def __str__(self):
        return f"{self.line}, {self.ward}"

    def clean(self):
        """An assignment was made from this ward: it would no longer be true."""
        super().clean()
        if not (self.pk and self.ward_id):
            return
        if self.ward_assignments.exclude(address__ward=self.ward_id).exists():
            raise ValidationError(
                {"ward": "Địa chỉ này đã gán đơn vị mới: hãy hủy việc gán trước."}
            )
