from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.scope import by_branch
from accounts.sealed import SealedCharField
from branches.models import Branch, Rule, RuleMissingError
from hoangmai_party.constraints import FieldCheck
from hoangmai_party.periods import add_months
from members.models.member import Member


class Discipline(Record):
    """Kỷ luật of a member or of a branch; what was done wrong is sealed (R4.7–R4.11).

    It lapses by itself some months after it was announced (`lapses_on`, by the rule
    of that day), unless there is an appeal open or a relapse. The row stays: the
    phiếu keeps it.
    """

    SCOPE = by_branch("branch")

    class Form(models.TextChoices):
        REPRIMAND = "reprimand", "Khiển trách"
        WARNING = "warning", "Cảnh cáo"
        DISMISSAL = "dismissal", "Cách chức"
        EXPULSION = "expulsion", "Khai trừ"
        DISBANDING = "disbanding", "Giải tán"

    OF_MEMBER = (Form.REPRIMAND, Form.WARNING, Form.DISMISSAL, Form.EXPULSION)
    OF_BRANCH = (Form.REPRIMAND, Form.WARNING, Form.DISBANDING)
    LAPSING = (Form.REPRIMAND, Form.WARNING, Form.DISMISSAL)

    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="disciplines", verbose_name="chi bộ"
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disciplines",
        verbose_name="đảng viên",
        help_text="Để trống nếu kỷ luật chính chi bộ.",
    )
    form = models.CharField("hình thức", max_length=10, choices=Form.choices)
    body = models.CharField("cấp quyết định", max_length=255)
    number = models.CharField("số quyết định", max_length=50)
    decided_on = models.DateField("ngày quyết định")
    announced_on = models.DateField("ngày công bố")
    content = SealedCharField(
        "nội dung vi phạm",
        max_length=2000,
        blank=True,
        help_text="Được mã hóa trong sổ; chỉ hiện ở trang này.",
    )
    appealed_on = models.DateField("ngày khiếu nại", null=True, blank=True)
    settled_on = models.DateField("ngày giải quyết khiếu nại", null=True, blank=True)
    is_relapse = models.BooleanField(
        "tái phạm trong thời gian chịu kỷ luật", default=False
    )
    # Derived, written by save alone; None: does not lapse.
    lapses_on = models.DateField("hết hiệu lực từ ngày", null=True, editable=False)

    class Meta:
        verbose_name = "kỷ luật"
        verbose_name_plural = "kỷ luật"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            FieldCheck(
                at="announced_on",
                condition=Q(announced_on__gte=F("decided_on")),
                name="discipline_announced_after_decision",
                violation_error_message="Ngày công bố không được trước ngày quyết định.",
            ),
            FieldCheck(
                at="form",
                condition=(Q(member=None) & ~Q(form__in=["dismissal", "expulsion"]))
                | (Q(member__isnull=False) & ~Q(form="disbanding")),
                name="discipline_form_of_subject",
                violation_error_message=(
                    "Cách chức, khai trừ dành cho đảng viên; giải tán dành cho chi bộ."
                ),
            ),
            FieldCheck(
                at="settled_on",
                condition=Q(settled_on=None)
                | Q(appealed_on__isnull=False, settled_on__gte=F("appealed_on")),
                name="discipline_settled_after_appeal",
                violation_error_message=(
                    "Ngày giải quyết phải sau ngày khiếu nại; ghi cả hai ngày."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["member", "announced_on"], name="discipline_member"),
            models.Index(fields=["decided_on"], name="discipline_day"),
        ]

    def __str__(self):
        return f"{self.get_form_display()}: {self.member or self.branch}"

    def clean(self):
        super().clean()
        try:
            self._lapse()
        except RuleMissingError as error:
            raise ValidationError({"announced_on": str(error)}) from error

    def save(self, **kwargs):
        self.derive()
        super().save(**kwargs)

    def derive(self):
        """Write the derived column; bulk writes call it too."""
        self.lapses_on = self._lapse()

    def _lapse(self):
        """The first day without effect; None while an appeal or a relapse holds it."""
        holds = self.is_relapse or (self.appealed_on and not self.settled_on)
        if holds or self.form not in self.LAPSING or not self.announced_on:
            return None
        code = Rule.Code.DISCIPLINE_LAPSE
        months = Rule.objects.value(code, self.announced_on)
        return add_months(self.announced_on, int(months))
