from django.db import models
from django.db.models import Case, F, Q, Value, When

from accounts.records import LiveManager, Period, Record, RecordQuerySet
from accounts.scope import PUBLIC
from hoangmai_party.constraints import FieldCheck, FieldUnique, NoOverlap


class OrgType(models.TextChoices):
    """Loại hình tổ chức đảng (organisation.md §1.2): stored, never inferred."""

    SUPERIOR = "superior_committee", "Đảng bộ cấp trên trực tiếp cơ sở"
    GRASSROOTS = "grassroots_committee", "Đảng bộ cơ sở"
    GRASSROOTS_CELL = "grassroots_cell", "Chi bộ cơ sở"
    SECTIONAL = "sectional_committee", "Đảng bộ bộ phận"
    SUBORDINATE_CELL = "subordinate_cell", "Chi bộ trực thuộc"


class CommitteeQuerySet(RecordQuerySet):
    """Committees, with the tree as it stood in a span of days."""

    def own(self):
        """The body that keeps this register (Đảng ủy Khối), or None."""
        return self.filter(is_own=True).first()

    def for_user(self, user):
        """Committees that this user may ask at, with `is_reached`.

        Those looked after; the body itself and those above it too, where only the
        user's own branches count (`is_reached` False).
        """
        reached = Q(pk__in=user.access_rows.committee_ids())
        above = Q(is_own=True) | Q(subordinates__committee__is_own=True)
        rows = self.filter(reached | above).distinct().order_by("code")
        return rows.annotate(
            is_reached=Case(When(reached, then=Value(True)), default=Value(False))
        )

    def subtree_ids(self, root, first, last):
        """Ids of `root` and of all that stood under it on any day of the span.

        The tree has three levels (Thành ủy → Quận ủy → Khối); one query reads it.
        """
        edges = CommitteeSuperior.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=first), started_on__lte=last
        ).values_list("superior_id", "committee_id")
        below = {}
        for superior, committee in edges:
            below.setdefault(superior, set()).add(committee)
        found, waiting = set(), {root.pk}
        while waiting:
            found |= waiting
            waiting = set().union(*(below.get(pk, ()) for pk in waiting)) - found
        return found


class Committee(Record):
    """Đảng bộ with its cấp ủy: the Khối, and the bodies above and beside it."""

    SCOPE = PUBLIC
    PARTS = ("superiors",)

    code = models.CharField("mã", max_length=30)
    name = models.CharField("tên đảng bộ", max_length=255)
    executive = models.CharField(
        "tên cấp ủy",
        max_length=255,
        help_text="Ví dụ: Đảng bộ Khối có số liệu, Đảng ủy Khối ban hành văn bản.",
    )
    kind = models.CharField("loại hình", max_length=25, choices=OrgType.choices)
    is_own = models.BooleanField("là đảng bộ sử dụng sổ này", default=False)
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)
    founding_number = models.CharField(
        "số quyết định thành lập", max_length=50, blank=True
    )
    dissolved_on = models.DateField("ngày kết thúc hoạt động", null=True, blank=True)

    objects = LiveManager.from_queryset(CommitteeQuerySet)()
    every = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = "đảng bộ, cấp ủy"
        verbose_name_plural = "đảng bộ, cấp ủy"
        ordering = ["code"]
        constraints = [
            FieldUnique(
                at="code",
                fields=["code"],
                condition=Q(voided_at=None),
                name="committee_code",
                violation_error_message="Mã này đã có trong sổ.",
            ),
            FieldUnique(
                at="is_own",
                fields=["is_own"],
                condition=Q(is_own=True, voided_at=None),
                name="committee_one_own",
                violation_error_message="Sổ này đã thuộc một đảng bộ khác.",
            ),
            FieldCheck(
                at="dissolved_on",
                condition=Q(dissolved_on=None)
                | Q(founded_on=None)
                | Q(dissolved_on__gt=F("founded_on")),
                name="committee_ends_after_start",
                violation_error_message="Ngày kết thúc phải sau ngày thành lập.",
            ),
        ]

    def __str__(self):
        return self.name


class CommitteeSuperior(Period):
    """Cấp trên trực tiếp of a committee in a period (Thành ủy → Quận ủy → Khối)."""

    SCOPE = PUBLIC

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="superiors", verbose_name="cấp ủy"
    )
    superior = models.ForeignKey(
        Committee,
        models.PROTECT,
        related_name="subordinates",
        verbose_name="cấp trên trực tiếp",
    )

    class Meta(Period.Meta):
        verbose_name = "cấp trên trực tiếp"
        verbose_name_plural = "cấp trên trực tiếp"
        ordering = ["started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["committee"],
                name="committee_superior_no_overlap",
                violation_error_message="Đã có cấp trên trực tiếp trong thời gian này.",
            ),
            FieldCheck(
                at="superior",
                condition=~Q(committee=F("superior")),
                name="committee_not_own_superior",
                violation_error_message="Cấp ủy không thể là cấp trên của chính mình.",
            ),
        ]

    def __str__(self):
        return f"{self.committee} thuộc {self.superior}"
