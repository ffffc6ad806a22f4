from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.records import LiveManager, Period, Record, RecordQuerySet
from accounts.scope import by_branch, through
from branches.models.committee import Committee, OrgType
from branches.models.event import BranchEvent
from enterprises.models import Enterprise
from hoangmai_party.constraints import FieldCheck, FieldUnique, NoOverlap
from hoangmai_party.periods import in_force
from hoangmai_party.text import nfc, search_key


class BranchQuerySet(RecordQuerySet):
    """Branches, and how they were called on a day."""

    def visible_to(self, user):
        """The branches this user looks after, or saw through a committee."""
        if not user.is_active:
            return self.none()
        return self.filter(pk__in=user.access_rows.branch_ids())

    def named_on(self, day):
        """Add `day_name`: the name of that day, else today's."""
        names = BranchName.objects.filter(in_force(day), branch=OuterRef("pk"))
        return self.annotate(
            day_name=Coalesce(Subquery(names.values("name")[:1]), "name")
        )


class Branch(Record):
    """Chi bộ: one branch for as long as it is the same; its facts are dated rows."""

    SCOPE = by_branch("pk")
    PARTS = ("names", "types", "links", "enterprise_links")

    code = models.CharField("mã chi bộ", max_length=20)
    # Derived from the newest BranchName, written by BranchName.save alone.
    name = models.CharField("tên hiện nay", max_length=255, editable=False)
    search = models.CharField(max_length=300, editable=False, db_index=True)
    note = models.TextField("ghi chú", blank=True)

    objects = LiveManager.from_queryset(BranchQuerySet)()
    every = BranchQuerySet.as_manager()

    class Meta:
        verbose_name = "chi bộ"
        verbose_name_plural = "chi bộ"
        ordering = ["code"]
        constraints = [
            FieldUnique(
                at="code",
                fields=["code"],
                condition=Q(voided_at=None),
                name="branch_code",
                violation_error_message="Mã chi bộ này đã có trong sổ.",
            )
        ]

    def __str__(self):
        return self.name or self.code

    def get_absolute_url(self):
        return reverse("members:branch-detail", args=[self.pk])

    def take_name(self):
        """Copy the newest name; the one place that writes the derived columns."""
        newest = self.names.order_by("-started_on").first()
        self.name = newest.name if newest else ""
        self.search = search_key(f"{self.name} {self.code}")
        self.save(update_fields=["name", "search"])


class BranchName(Period):
    """Tên chi bộ in a period; a rename has its own decision."""

    SCOPE = through("branch")

    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="names", verbose_name="chi bộ"
    )
    name = models.CharField("tên chi bộ", max_length=255)
    number = models.CharField("số quyết định", max_length=50, blank=True)

    class Meta(Period.Meta):
        verbose_name = "tên chi bộ"
        verbose_name_plural = "tên chi bộ"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["branch"],
                name="branch_name_no_overlap",
                violation_error_message="Chi bộ đã có tên trong thời gian này.",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.name = nfc(self.name)
        super().save(**kwargs)
        self.branch.take_name()


class BranchType(Period):
    """Loại hình of a branch in a period: chi bộ trực thuộc, chi bộ cơ sở."""

    SCOPE = through("branch")

    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="types", verbose_name="chi bộ"
    )
    kind = models.CharField(
        "loại hình",
        max_length=25,
        choices=[
            (kind.value, kind.label)
            for kind in (OrgType.SUBORDINATE_CELL, OrgType.GRASSROOTS_CELL)
        ],
    )

    class Meta(Period.Meta):
        verbose_name = "loại hình chi bộ"
        verbose_name_plural = "loại hình chi bộ"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["branch"],
                name="branch_type_no_overlap",
                violation_error_message="Chi bộ đã có loại hình trong thời gian này.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class BranchLink(Period):
    """Trực thuộc: the branch stands under this committee in this period.

    One of the two truths of every figure (the other is `members.Placement`). The
    events say why the link began and why it ended.
    """

    SCOPE = by_branch("branch")

    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        db_index=False,  # branch_link_branch begins with it
        related_name="links",
        verbose_name="chi bộ",
    )
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        db_index=False,  # branch_link_committee begins with it
        related_name="links",
        verbose_name="trực thuộc đảng bộ",
    )
    begun_by = models.ForeignKey(
        BranchEvent,
        models.PROTECT,
        related_name="begun_links",
        verbose_name="bắt đầu theo",
    )
    ended_by = models.ForeignKey(
        BranchEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ended_links",
        verbose_name="kết thúc theo",
    )

    class Meta(Period.Meta):
        verbose_name = "trực thuộc"
        verbose_name_plural = "trực thuộc"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["branch"],
                name="branch_link_no_overlap",
                violation_error_message=(
                    "Chi bộ đã trực thuộc một đảng bộ trong thời gian này."
                ),
            ),
            FieldCheck(
                at="ended_by",
                condition=Q(ended_on=None, ended_by=None)
                | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="branch_link_end_has_event",
                violation_error_message=(
                    "Khi chi bộ thôi trực thuộc phải ghi biến động tổ chức kèm theo."
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["branch", "committee", "started_on", "ended_on", "voided_at"],
                name="branch_link_branch",
            ),
            models.Index(
                fields=["committee", "started_on", "ended_on", "branch", "voided_at"],
                name="branch_link_committee",
            ),
        ]

    def __str__(self):
        return f"{self.branch} – {self.committee}"


class BranchEnterprise(Period):
    """The branch is at this enterprise; a joint branch (chi bộ ghép) has several.

    One of them is the host: the branch counts once, in the host's ward.
    """

    SCOPE = by_branch("branch")

    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="enterprise_links", verbose_name="chi bộ"
    )
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        related_name="branch_links",
        verbose_name="doanh nghiệp",
    )
    is_host = models.BooleanField("đơn vị chủ trì", default=True)

    class Meta(Period.Meta):
        verbose_name = "doanh nghiệp của chi bộ"
        verbose_name_plural = "doanh nghiệp của chi bộ"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["branch", "enterprise"],
                name="branch_enterprise_no_overlap",
                violation_error_message="Đã ghi doanh nghiệp này trong thời gian đó.",
            ),
            NoOverlap(
                fields=["branch"],
                only={"is_host": True},
                name="branch_one_host",
                violation_error_message=(
                    "Chi bộ đã có đơn vị chủ trì trong thời gian này."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.branch} – {self.enterprise}"
