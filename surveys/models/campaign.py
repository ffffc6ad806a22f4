"""Đợt khảo sát: its plan, who goes where, and the frozen list of enterprises."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from accounts.records import Record, VoidError
from accounts.scope import BODY
from enterprises.models import Agency, Enterprise, Ward
from hoangmai_party import clock
from hoangmai_party.constraints import FieldCheck, FieldUnique


class _Closing(Record):
    """A campaign, or a row of it: nothing changes once the campaign is closed."""

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if said := self.closed_words():
            raise ValidationError(said)

    @transaction.atomic
    def void(self, *, by, reason):
        if said := self.closed_words():
            raise VoidError(said)
        super().void(by=by, reason=reason)

    def closed_words(self):
        """Why nothing can be changed, or "": the campaigns as they are stored."""
        closed = Campaign.every.exclude(closed_on=None).filter(self._campaigns())
        if (campaign := closed.first()) is None:
            return ""
        return (
            f"Đợt khảo sát “{campaign.name}” đã đóng ngày {campaign.closed_on:%d/%m/%Y}: "
            "không sửa, không hủy được gì của đợt nữa."
        )

    def _campaigns(self):
        """Condition on campaigns: where the row belongs, and where it did so far."""
        stored = type(self).every.filter(pk=self.pk).values("campaign")
        return Q(pk=self.campaign_id) | Q(pk__in=stored)


class Campaign(_Closing):
    """Đợt khảo sát: plan, days, wards and agencies that take part.

    A closed campaign is immutable: a record of it is corrected by a new one with why.
    """

    SCOPE = BODY
    PARTS = ("listed", "assignments", "teams")

    name = models.CharField("tên đợt khảo sát", max_length=255)
    plan_number = models.CharField("số kế hoạch", max_length=50, blank=True)
    planned_on = models.DateField("ngày kế hoạch", null=True, blank=True)
    started_on = models.DateField("từ ngày")
    ended_on = models.DateField("đến hết ngày", null=True, blank=True)
    surveys_wanted = models.PositiveIntegerField(
        "số doanh nghiệp phải khảo sát", null=True, blank=True
    )
    owners_wanted = models.PositiveIntegerField(
        "số chủ doanh nghiệp phải gặp", null=True, blank=True
    )
    foundings_wanted = models.PositiveIntegerField(
        "số chi bộ phải thành lập", null=True, blank=True
    )
    closed_on = models.DateField("ngày đóng đợt", null=True, editable=False)
    wards = models.ManyToManyField(
        Ward, related_name="campaigns", blank=True, verbose_name="phường, xã"
    )
    agencies = models.ManyToManyField(
        Agency, related_name="campaigns", blank=True, verbose_name="cơ quan phối hợp"
    )

    class Meta:
        verbose_name = "đợt khảo sát"
        verbose_name_plural = "đợt khảo sát"
        ordering = ["-started_on"]
        constraints = [
            FieldCheck(
                at="ended_on",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="campaign_ends_after_start",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            FieldCheck(
                at="started_on",  # no form shows the day of closing
                condition=Q(closed_on=None) | Q(closed_on__gte=F("started_on")),
                name="campaign_closed_after_start",
                violation_error_message="Ngày đóng đợt không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("surveys:campaign", args=[self.pk])

    def _campaigns(self):
        return Q(pk=self.pk)

    @property
    def is_closed(self):
        """Whether nothing of it can be changed any more."""
        return self.closed_on is not None

    @property
    def state(self):
        """Where it stands today, in words."""
        if self.is_closed:
            return "Đã đóng"
        if self.started_on > clock.today():
            return "Chưa bắt đầu"
        is_over = self.ended_on is not None and self.ended_on < clock.today()
        return "Quá hạn, chưa đóng" if is_over else "Đang khảo sát"


class Team(_Closing):
    """Tổ khảo sát of one campaign; its people enter at the gate."""

    SCOPE = BODY

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="teams", verbose_name="đợt khảo sát"
    )
    name = models.CharField("tên tổ", max_length=100)
    head = models.CharField("tổ trưởng", max_length=120, blank=True)
    people = models.TextField(
        "thành viên, cơ quan", blank=True, help_text="Mỗi người một dòng."
    )
    users = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="survey_teams",
        blank=True,
        verbose_name="tài khoản nhập phiếu",
    )

    class Meta:
        verbose_name = "tổ khảo sát"
        verbose_name_plural = "tổ khảo sát"
        ordering = ["campaign", "name"]
        constraints = [
            FieldUnique(
                at="name",
                fields=["campaign", "name"],
                condition=Q(voided_at=None),
                name="team_name_in_campaign",
                violation_error_message="Đợt này đã có tổ cùng tên.",
            )
        ]

    def __str__(self):
        return self.name


class Assignment(_Closing):
    """Phân công: a team surveys a ward with an agency, how many and by when."""

    SCOPE = BODY

    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        related_name="assignments",
        verbose_name="đợt khảo sát",
    )
    team = models.ForeignKey(
        Team, models.PROTECT, related_name="assignments", verbose_name="tổ khảo sát"
    )
    ward = models.ForeignKey(
        Ward,
        models.PROTECT,
        related_name="survey_assignments",
        verbose_name="phường, xã",
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="survey_assignments",
        verbose_name="cơ quan phối hợp",
    )
    quota = models.PositiveIntegerField(
        "số doanh nghiệp được giao", null=True, blank=True
    )
    due_on = models.DateField("hạn hoàn thành", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=255, blank=True)

    class Meta:
        verbose_name = "phân công khảo sát"
        verbose_name_plural = "phân công khảo sát"
        ordering = ["campaign", "ward", "team"]
        constraints = [
            FieldUnique(
                at="ward",
                fields=["campaign", "ward", "team"],
                condition=Q(voided_at=None),
                name="assignment_once",
                violation_error_message="Tổ này đã được giao phường đó trong đợt.",
            )
        ]

    def __str__(self):
        return f"{self.team}: {self.ward}"

    def clean(self):
        super().clean()
        if self.team_id and self.team.campaign_id != self.campaign_id:
            raise ValidationError({"team": "Tổ này thuộc đợt khảo sát khác."})


class ListedEnterprise(_Closing):
    """Doanh nghiệp trong danh sách của đợt: frozen as it stood when it was listed.

    Name, address and ward stay when the enterprise moves or the ward ends; `number` is
    the order of the walk sheet of its assignment.
    """

    SCOPE = BODY

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="listed", verbose_name="đợt khảo sát"
    )
    assignment = models.ForeignKey(
        Assignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="listed",
        verbose_name="phân công",
    )
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="listings",
        verbose_name="doanh nghiệp",
    )
    number = models.PositiveIntegerField("số thứ tự")
    listed_on = models.DateField("ngày đưa vào danh sách")
    name = models.CharField("tên khi lập danh sách", max_length=255)
    tax_code = models.CharField("mã số thuế", max_length=20, blank=True)
    address = models.CharField("địa chỉ khi lập danh sách", max_length=255, blank=True)
    ward = models.ForeignKey(
        Ward,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name="phường, xã khi lập danh sách",
    )

    class Meta:
        verbose_name = "doanh nghiệp trong danh sách khảo sát"
        verbose_name_plural = "doanh nghiệp trong danh sách khảo sát"
        ordering = ["campaign", "ward", "number"]
        constraints = [
            FieldUnique(
                at="enterprise",
                fields=["campaign", "enterprise"],
                condition=Q(voided_at=None),
                name="listed_once_a_campaign",
                violation_error_message="Doanh nghiệp đã có trong danh sách của đợt.",
            ),
            FieldUnique(
                at="number",
                fields=["campaign", "ward", "number"],
                condition=Q(voided_at=None),
                name="listed_number_in_ward",
                violation_error_message="Số thứ tự này đã có ở phường đó.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"

    def clean(self):
        super().clean()
        where = (self.campaign_id, self.ward_id)
        given = self.assignment if self.assignment_id else None
        if given and (given.campaign_id, given.ward_id) != where:
            said = "Phân công này thuộc đợt hoặc phường khác."
            raise ValidationError({"assignment": said})

    def filed_words(self):
        """Why it stays on the list, or "": a record of it was filed."""
        filed = self.enterprise.survey_records.filter(campaign=self.campaign_id)
        if not filed.exists():
            return ""
        return (
            f"“{self.name}” đã có phiếu khảo sát trong đợt này: không đưa ra khỏi danh "
            "sách được. Phiếu ghi nhầm thì hủy phiếu trước."
        )
