from django.db import models
from django.db.models import Q

from accounts.records import Period
from accounts.scope import PUBLIC
from branches.models import Committee
from hoangmai_party.constraints import FieldCheck, NoOverlap

NARROWEST, WIDEST = 10, 50  # millimetres
SIDES = ("top", "bottom", "left", "right")
LINES = "Mỗi dòng ở đây là một dòng trên giấy."


class PaperSetting(Period):
    """Thể thức văn bản of a committee from a day on: its own part of the layout.

    What holds for all bodies (HD36, HD05) is `reports.documents.layouts`; here is what
    a body sets for itself. A change is a new row with its day, so that an old paper
    printed again bears the head and the signer of its day.
    """

    SCOPE = PUBLIC

    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        related_name="paper_settings",
        verbose_name="đảng bộ",
    )
    superior = models.TextField(
        "tên cơ quan cấp trên",
        help_text=f"Ví dụ: ĐẢNG BỘ QUẬN HOÀNG MAI. {LINES}",
    )
    issuer = models.TextField(
        "tên cơ quan ban hành", help_text=f"In đậm, dưới tên cấp trên. {LINES}"
    )
    symbol = models.CharField(
        "ký hiệu",
        max_length=10,
        default="ĐUK",
        help_text="Đứng sau dấu gạch chéo: Số 12-BC/ĐUK.",
    )
    place = models.CharField("địa danh", max_length=60)
    capacity = models.CharField(
        "thể thức đề ký", max_length=100, help_text="Ví dụ: T/M ĐẢNG ỦY KHỐI."
    )
    role = models.CharField("chức vụ người ký", max_length=100, default="BÍ THƯ")
    signer = models.CharField("người ký", max_length=120, blank=True)
    recipients = models.TextField(
        "nơi nhận", blank=True, help_text=f"Không ghi gạch đầu dòng. {LINES}"
    )
    top = models.PositiveSmallIntegerField("lề trên (mm)", default=20)
    bottom = models.PositiveSmallIntegerField("lề dưới (mm)", default=20)
    left = models.PositiveSmallIntegerField("lề trái (mm)", default=30)
    right = models.PositiveSmallIntegerField("lề phải (mm)", default=15)
    source = models.CharField("căn cứ", max_length=255, blank=True)

    class Meta(Period.Meta):
        verbose_name = "thể thức văn bản"
        verbose_name_plural = "thể thức văn bản"
        ordering = ["committee", "-started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["committee"],
                name="paper_setting_no_overlap",
                violation_error_message="Đã có thể thức văn bản trong thời gian này.",
            ),
            *(
                FieldCheck(
                    at=side,
                    condition=Q(**{f"{side}__range": (NARROWEST, WIDEST)}),
                    name=f"paper_setting_{side}",
                    violation_error_message=(
                        f"Lề giấy từ {NARROWEST} đến {WIDEST} mm."
                    ),
                )
                for side in SIDES
            ),
        ]

    def __str__(self):
        return f"{self.committee}, từ {self.started_on:%d/%m/%Y}"
