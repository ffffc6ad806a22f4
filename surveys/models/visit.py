"""Gặp gỡ, vận động: each visit to an owner, and what the owner asks for."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.records import Record, VoidError
from accounts.scope import BODY, through
from hoangmai_party import clock
from hoangmai_party.constraints import FieldCheck
from surveys.models.case import CaseStage, OutreachCase
from surveys.models.record import OwnerAttitude


class Visit(Record):
    """Lần gặp gỡ, vận động; an owner met counts once per enterprise (SUR-03)."""

    SCOPE = BODY

    class Met(models.TextChoices):
        OWNER = "owner", "Chủ doanh nghiệp"
        REPRESENTATIVE = "representative", "Người đại diện theo pháp luật"
        MANAGER = "manager", "Cán bộ quản lý"
        UNION = "union", "Công đoàn, đoàn thể"
        OTHER = "other", "Người khác"

    Attitude = OwnerAttitude

    case = models.ForeignKey(
        OutreachCase,
        models.PROTECT,
        related_name="visits",
        verbose_name="hồ sơ vận động",
    )
    visited_on = models.DateField("ngày gặp")
    met = models.CharField("gặp ai", max_length=14, choices=Met.choices)
    met_name = models.CharField("họ tên người gặp", max_length=120, blank=True)
    place = models.CharField("nơi gặp", max_length=255, blank=True)
    delegation = models.TextField("đoàn đi", blank=True)
    attitude = models.CharField(
        "thái độ", max_length=12, choices=OwnerAttitude.choices, blank=True
    )
    content = models.TextField("nội dung", blank=True)
    difficulties = models.TextField("khó khăn", blank=True)
    commitments = models.TextField("hai bên thống nhất", blank=True)
    next_action = models.CharField("việc tiếp theo", max_length=255, blank=True)
    next_by = models.CharField("người làm", max_length=120, blank=True)
    next_on = models.DateField("hạn làm", null=True, blank=True)
    next_done_on = models.DateField("đã làm ngày", null=True, blank=True)

    class Meta:
        verbose_name = "lần gặp gỡ, vận động"
        verbose_name_plural = "lần gặp gỡ, vận động"
        ordering = ["visited_on", "pk"]
        constraints = [
            FieldCheck(
                at="next_on",
                condition=Q(next_action="") | Q(next_on__isnull=False) & ~Q(next_by=""),
                name="visit_next_action_whole",
                violation_error_message="Việc tiếp theo phải có người làm và hạn làm.",
            ),
            FieldCheck(
                at="next_done_on",
                condition=Q(next_done_on=None)
                | Q(next_done_on__gte=F("visited_on")) & ~Q(next_action=""),
                name="visit_next_action_done",
                violation_error_message=(
                    "Đã làm thì phải ghi việc tiếp theo, ngày không trước ngày gặp."
                ),
            ),
        ]
        indexes = [models.Index(fields=["visited_on"], name="visit_day")]

    def __str__(self):
        return f"{self.case.enterprise}, {self.visited_on:%d/%m/%Y}"

    def clean(self):
        """It fits its open case; what a step rests on stays until the step is gone."""
        super().clean()
        if self.visited_on and (case := getattr(self, "case", None)):
            self._refuse_days(case)
        if self.pk and self.visited_on and (step := self._lost_step([self])):
            raise ValidationError(_rests(step))

    def _refuse_days(self, case):
        """Refuse a day on which it can't have been, and a change of a closed case."""
        if self._is_as_stored():
            return
        day, said = self.visited_on, {}
        if day > clock.today():
            said["visited_on"] = (
                f"Ngày gặp không được ở tương lai (hôm nay là {clock.today():%d/%m/%Y})."
            )
        elif case.closed_on:
            said["visited_on"] = case.closed_words()
        elif case.opened_on and day < case.opened_on:
            said["visited_on"] = (
                f"Ngày gặp không được trước ngày mở hồ sơ {case.opened_on:%d/%m/%Y}."
            )
        if self.next_on and self.next_on < day:
            said["next_on"] = "Hạn làm việc tiếp theo không được trước ngày gặp."
        if said:
            raise ValidationError(said)

    def _is_as_stored(self):
        """A file may hold what went out before, also of a case that has closed since."""
        kept = Visit.every.filter(pk=self.pk).values().first() if self.pk else None
        return kept is not None and all(getattr(self, n) == kept[n] for n in kept)

    def void(self, *, by, reason):
        if not self.voided_at and (step := self._lost_step([])):
            raise VoidError(_rests(step))
        super().void(by=by, reason=reason)

    def _lost_step(self, instead):
        """The step that its visits carry now and would not with `instead` of this."""
        case = OutreachCase.every.get(pk=self.case_id)
        steps = list(case.steps.filter(stage__in=_CARRIED))
        before = list(case.visits.all()) if steps else []
        after = [v for v in before if v.pk != self.pk] + instead
        for step in steps:
            if _carries(before, step) and not _carries(after, step):
                return step
        return None


_CARRIED = (CaseStage.OUTREACH, CaseStage.AGREED)


def _carries(visits, step):
    """Whether the visits by its day are what the step needs (§3.5)."""
    known = [v for v in visits if v.visited_on <= step.happened_on]
    known.sort(key=lambda v: (v.visited_on, v.pk))
    if step.stage == CaseStage.OUTREACH:
        return bool(known)
    said = [v.attitude for v in known if v.attitude]
    return said[-1:] == [OwnerAttitude.AGREE]


def _rests(step):
    return f"Bước “{step}” dựa vào lần gặp này: hãy hủy bước đó trước."


class Proposal(Record):
    """Kiến nghị của chủ doanh nghiệp: raised, forwarded, answered."""

    SCOPE = through("case")

    case = models.ForeignKey(
        OutreachCase,
        models.PROTECT,
        related_name="proposals",
        verbose_name="hồ sơ vận động",
    )
    visit = models.ForeignKey(
        Visit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="nêu trong lần gặp",
    )
    raised_on = models.DateField("ngày nêu")
    content = models.TextField("nội dung kiến nghị")
    forwarded_to = models.CharField("đã chuyển đến", max_length=255, blank=True)
    forwarded_on = models.DateField("ngày chuyển", null=True, blank=True)
    forward_number = models.CharField("số văn bản chuyển", max_length=50, blank=True)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    answer = models.TextField("nội dung trả lời", blank=True)

    class Meta:
        verbose_name = "kiến nghị của chủ doanh nghiệp"
        verbose_name_plural = "kiến nghị của chủ doanh nghiệp"
        ordering = ["raised_on", "pk"]
        constraints = [
            FieldCheck(
                at="forwarded_on",
                condition=Q(forwarded_on=None, forwarded_to="")
                | Q(forwarded_on__gte=F("raised_on")) & ~Q(forwarded_to=""),
                name="proposal_forwarded_whole",
                violation_error_message=(
                    "Chuyển kiến nghị phải ghi nơi nhận và ngày, không trước ngày nêu."
                ),
            ),
            FieldCheck(
                at="answered_on",
                condition=Q(answered_on=None)
                | Q(answered_on__gte=F("raised_on")) & ~Q(answer=""),
                name="proposal_answered_whole",
                violation_error_message=(
                    "Trả lời phải ghi nội dung và ngày, không trước ngày nêu."
                ),
            ),
        ]

    def __str__(self):
        return f"Kiến nghị {self.raised_on:%d/%m/%Y}"

    @property
    def state(self):
        """How far it has come, in words."""
        if self.answered_on:
            return f"Đã trả lời {self.answered_on:%d/%m/%Y}"
        if self.forwarded_on:
            return f"Đã chuyển {self.forwarded_to} {self.forwarded_on:%d/%m/%Y}"
        return "Chưa chuyển"
