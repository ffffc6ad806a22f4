from django.db import models
from django.db.models import F, Q

from accounts.records import LiveManager, Record, RecordQuerySet
from accounts.scope import BODY, by_branch
from branches.models import Branch, Committee
from hoangmai_party.constraints import FieldCheck, FieldUnique


class TargetQuerySet(RecordQuerySet):
    """Targets by year."""

    def known_on(self, day):
        """Targets decided by `day`; a later adjustment does not count yet."""
        return self.filter(decided_on__lte=day)


class Target(Record):
    """Chỉ tiêu of one year for an indicator: guideline, assigned or registered.

    An adjustment is a new row with its own decision day; the last one decided by
    the cut-off of a report is the one it uses (TGT-02). The level EXPECTED is what
    the office expects by the end of the year (ước thực hiện cả năm), never a goal.
    """

    SCOPE = by_branch("branch")

    class Level(models.TextChoices):
        GUIDELINE = "guideline", "Mặt bằng chung Thành phố"
        ASSIGNED = "assigned", "Cấp trên giao"
        REGISTERED = "registered", "Đăng ký phấn đấu"
        EXPECTED = "expected", "Ước thực hiện cả năm"

    indicator = models.CharField("chỉ tiêu", max_length=10)
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="targets", verbose_name="đảng bộ"
    )
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name="chi bộ",
        help_text="Để trống nếu là chỉ tiêu của cả đảng bộ.",
    )
    level = models.CharField("mức", max_length=10, choices=Level.choices)
    year = models.PositiveSmallIntegerField("năm")
    value = models.PositiveIntegerField("chỉ tiêu (hoặc mức thấp nhất)")
    value_max = models.PositiveIntegerField("mức cao nhất", null=True, blank=True)
    decided_on = models.DateField("ngày giao, đăng ký")
    number = models.CharField("số văn bản", max_length=50, blank=True)

    objects = LiveManager.from_queryset(TargetQuerySet)()
    every = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["-year", "indicator", "level", "decided_on"]
        constraints = [
            FieldCheck(
                at="value_max",
                condition=Q(value_max=None)
                | Q(level="guideline", value_max__gte=F("value")),
                name="target_range_only_for_guideline",
                violation_error_message=(
                    "Chỉ mặt bằng chung mới có hai mức, và mức cao nhất "
                    "không được nhỏ hơn mức thấp nhất."
                ),
            ),
            *(
                FieldUnique(
                    at="decided_on",
                    fields=[
                        "committee",
                        *fields,
                        "indicator",
                        "year",
                        "level",
                        "decided_on",
                    ],
                    condition=Q(voided_at=None, branch__isnull=not fields),
                    name=name,
                    violation_error_message=(
                        "Đã có chỉ tiêu này ghi cùng ngày: sửa dòng đó, "
                        "hoặc ghi ngày điều chỉnh khác."
                    ),
                )
                for name, fields in (
                    ("target_of_body_once_a_day", ()),
                    ("target_of_branch_once_a_day", ("branch",)),
                )
            ),
        ]

    def __str__(self):
        return f"{self.indicator} năm {self.year}: {self.value}"


class Statement(Record):
    """Số liệu đã công bố: a figure that a source states, set beside the computed one.

    The figure is the source's word, kept to be compared ("Đối chiếu bài viết"); no
    report ever reads it as a result.
    """

    SCOPE = BODY

    position = models.PositiveSmallIntegerField("thứ tự")
    source = models.CharField("nguồn", max_length=255)
    label = models.CharField("nội dung", max_length=255)
    indicator = models.CharField("chỉ tiêu đối chiếu", max_length=20)
    measure = models.CharField("cách tính", max_length=20, default="count")
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="statements", verbose_name="đảng bộ"
    )
    is_non_state = models.BooleanField("chỉ khối ngoài nhà nước", default=False)
    first_on = models.DateField("từ ngày")
    last_on = models.DateField("đến ngày")
    stated = models.CharField("số đã công bố", max_length=50)
    low = models.DecimalField("thấp nhất", max_digits=9, decimal_places=2)
    high = models.DecimalField("cao nhất", max_digits=9, decimal_places=2)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "số liệu đã công bố"
        verbose_name_plural = "số liệu đã công bố"
        ordering = ["position"]

    def __str__(self):
        return f"{self.label}: {self.stated}"
