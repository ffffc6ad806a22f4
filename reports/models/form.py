from django.db import models
from django.db.models import Q

from accounts.records import Period, Record
from accounts.scope import BODY
from hoangmai_party.constraints import FieldUnique, NoOverlap
from hoangmai_party.text import nfc


class TransferPlace(Record):
    """Nơi chuyển sinh hoạt đảng: where a place named on transfer papers lies.

    The register keeps the name on the paper; Biểu 1 asks whether it is in another
    province, another district or the same district, which the office says once a name.
    """

    SCOPE = BODY

    class Area(models.TextChoices):
        PROVINCE = "province", "Tỉnh, thành phố khác"
        DISTRICT = "district", "Quận, huyện khác trong thành phố"
        OWN = "own", "Trong quận"

    name = models.CharField(
        "nơi chuyển đến, chuyển đi",
        max_length=255,
        help_text="Đúng như đã ghi ở biến động chuyển đến, chuyển đi.",
    )
    area = models.CharField("thuộc", max_length=10, choices=Area.choices)

    class Meta:
        verbose_name = "nơi chuyển sinh hoạt đảng"
        verbose_name_plural = "nơi chuyển sinh hoạt đảng"
        ordering = ["name"]
        constraints = [
            FieldUnique(
                at="name",
                fields=["name"],
                condition=Q(voided_at=None),
                name="transfer_place_once",
                violation_error_message="Nơi này đã được phân loại.",
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        self.name = nfc(self.name)


class FormTemplate(Period):
    """Mẫu biểu của cơ quan: a workbook whose named cells the register fills.

    For forms whose layout came after the one that is built in (40-HD/BTCTW of
    10/10/2025). The file is the one that passed the gate of uploads.
    """

    SCOPE = BODY

    class Number(models.TextChoices):
        MOVEMENT = "1", "Biểu số 1"
        ADMITTED = "2", "Biểu số 2"
        PEOPLE = "3", "Biểu số 3"
        ORGANISATIONS = "5", "Biểu số 5"
        HONOURS = "7", "Biểu số 7"

    number = models.CharField("biểu", max_length=2, choices=Number.choices)
    source = models.CharField(
        "căn cứ",
        max_length=255,
        help_text="Ví dụ: Hướng dẫn 40-HD/BTCTW ngày 10/10/2025.",
    )
    data = models.BinaryField("nội dung tệp", editable=False)
    file_name = models.CharField("tên tệp", max_length=150, editable=False)
    sha256 = models.CharField("mã SHA-256", max_length=64, editable=False)

    class Meta(Period.Meta):
        verbose_name = "mẫu biểu thống kê"
        verbose_name_plural = "mẫu biểu thống kê"
        ordering = ["number", "-started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["number"],
                name="form_template_no_overlap",
                violation_error_message="Biểu này đã có mẫu trong thời gian đó.",
            ),
        ]

    def __str__(self):
        return f"{self.get_number_display()} từ {self.started_on:%d/%m/%Y}"
