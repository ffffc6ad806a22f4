from django.db import models

from accounts.records import Record
from accounts.scope import PUBLIC


class AdmissionForm(models.TextChoices):
    """Papers of the way into the Party that the register fills in (members.md §7)."""

    CHOSEN = "1a-tn", "1A-TN"
    INTRODUCTION = "3-knd", "3-KNĐ"
    OPINIONS = "5a-knd", "5A-KNĐ"
    BRANCH = "6-knd", "6-KNĐ"
    HELPER = "11-knd", "11-KNĐ"
    PROBATION_OPINIONS = "12a-knd", "12A-KNĐ"
    RECOGNITION = "13-knd", "13-KNĐ"
    VETTING = "tham-tra", "Công văn thẩm tra"
    INDEX = "muc-luc", "Mục lục tài liệu"
    SHEET = "so-lieu", "Tờ số liệu"
    GUIDE = "huong-dan", "Hướng dẫn viết tay"


class FormComparison(Record):
    """Đối chiếu mẫu: the office has compared our layout with the issued annex.

    Until a row says so, the paper bears a note that its layout is the register's own.
    """

    SCOPE = PUBLIC

    form = models.CharField("mẫu", max_length=10, choices=AdmissionForm.choices)
    compared_on = models.DateField("đối chiếu ngày")
    source = models.CharField("với phụ lục của văn bản", max_length=255)

    class Meta:
        verbose_name = "đối chiếu mẫu giấy tờ kết nạp"
        verbose_name_plural = "đối chiếu mẫu giấy tờ kết nạp"
        ordering = ["form", "-compared_on"]

    def __str__(self):
        return f"{self.get_form_display()}, {self.compared_on:%d/%m/%Y}"
