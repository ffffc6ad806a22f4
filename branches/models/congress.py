from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.scope import by_branch
from branches.models.branch import Branch
from branches.models.committee import OrgType
from branches.models.rule import Rule
from hoangmai_party.constraints import FieldCheck, FieldUnique
from hoangmai_party.periods import add_months


class Congress(Record):
    """Đại hội chi bộ: the congress that begins a term (ORG-20…23)."""

    SCOPE = by_branch("branch")

    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="congresses", verbose_name="chi bộ"
    )
    ordinal = models.PositiveSmallIntegerField("lần thứ", null=True, blank=True)
    term = models.CharField("nhiệm kỳ", max_length=20, help_text="Ví dụ: 2020–2022")
    held_on = models.DateField("ngày đại hội")
    summoned = models.PositiveSmallIntegerField("triệu tập", null=True, blank=True)
    present = models.PositiveSmallIntegerField("có mặt", null=True, blank=True)
    present_official = models.PositiveSmallIntegerField(
        "trong đó chính thức", null=True, blank=True
    )
    number = models.CharField("số quyết định chuẩn y", max_length=50, blank=True)
    approved_on = models.DateField("ngày quyết định chuẩn y", null=True, blank=True)
    note = models.TextField("văn kiện thông qua, ghi chú", blank=True)

    class Meta:
        verbose_name = "đại hội chi bộ"
        verbose_name_plural = "đại hội chi bộ"
        ordering = ["-held_on"]
        constraints = [
            FieldUnique(
                at="held_on",
                fields=["branch", "held_on"],
                condition=Q(voided_at=None),
                name="congress_day",
                violation_error_message="Chi bộ đã có đại hội vào ngày này.",
            ),
            FieldCheck(
                at="present",
                condition=Q(present=None)
                | Q(summoned=None)
                | Q(summoned__gte=F("present")),
                name="congress_present_of_summoned",
                violation_error_message="Số có mặt không được vượt số triệu tập.",
            ),
            FieldCheck(
                at="present_official",
                condition=Q(present_official=None)
                | Q(present__isnull=False, present__gte=F("present_official")),
                name="congress_official_of_present",
                violation_error_message=(
                    "Số chính thức có mặt không được vượt số có mặt."
                ),
            ),
            FieldCheck(
                at="approved_on",
                condition=Q(approved_on=None) | Q(approved_on__gte=F("held_on")),
                name="congress_approved_after_held",
                violation_error_message="Ngày chuẩn y không được trước ngày đại hội.",
            ),
        ]

    def __str__(self):
        return f"Đại hội {self.branch}, {self.held_on:%d/%m/%Y}"

    def next_due_on(self, kind=OrgType.SUBORDINATE_CELL):
        """The day the next congress is due, by the rule of this one's day (ORG-20…22).

        `kind` is the OrgType of the branch then. The superior may allow some months
        more or less (`Rule.Code.TERM_MARGIN`). RuleMissingError without a rule.
        """
        months = Rule.objects.value(self.term_rule(kind), self.held_on)
        return add_months(self.held_on, int(months))

    @staticmethod
    def term_rule(kind):
        """The code of the rule that gives the term of a branch of this OrgType."""
        if kind == OrgType.GRASSROOTS_CELL:
            return Rule.Code.GRASSROOTS_TERM
        return Rule.Code.CELL_TERM
