"""The two base classes of business rows: `Record` and `Period`.

A business row is never deleted. A row entered in error is voided with who, when
and why: it is gone from every figure and kept in the table and in the log.
"""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from accounts.scope import SYSTEM, ScopedQuerySet
from hoangmai_party.constraints import FieldCheck
from hoangmai_party.periods import in_force


class VoidError(Exception):
    """A row can't be voided; the message tells the clerk why."""


class RecordQuerySet(ScopedQuerySet):
    """Business rows."""

    def live(self):
        """The rows that are not voided."""
        return self.filter(voided_at=None)


class LiveManager(models.Manager.from_queryset(RecordQuerySet)):
    """Rows that count: the voided ones are left out."""

    def get_queryset(self):
        return super().get_queryset().live()


class Record(models.Model):
    """A business row: never deleted, voided with who, when and why."""

    # Relations that go with this row when it is voided (names of reverse relations).
    PARTS = ()

    # Set by a page that shows the rows of one owner: what they are checked with.
    validated_together = frozenset()
    owner_field = None

    voided_at = models.DateTimeField("hủy lúc", null=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người hủy",
    )
    void_reason = models.CharField(
        "lý do hủy", max_length=500, blank=True, editable=False
    )

    objects = LiveManager()
    every = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        """Check also what names a column that no form shows, or the row of the page.

        Django leaves a constraint out as soon as it names a column that the form does
        not show; the database would then refuse the row without a word for the clerk.
        """
        known = {field.name for field in self._meta.fields if not field.editable}
        super().validate_constraints(set(exclude or ()) - known - {self.owner_field})

    @transaction.atomic
    def void(self, *, by, reason):
        """Take a row entered in error out of every figure, with its parts."""
        if not reason.strip():
            raise VoidError("Phải ghi lý do hủy.")
        if self.voided_at:
            raise VoidError("Dòng này đã được hủy trước đó.")
        for part in self.PARTS:
            for row in getattr(self, part).filter(voided_at=None):
                row.void(by=by, reason=reason)
        if users := self._users():
            raise VoidError(
                f"Chưa hủy được: còn {', '.join(users)} gắn với dòng này. "
                "Hãy sửa hoặc hủy các dòng đó trước."
            )
        self.voided_at, self.voided_by = timezone.now(), by
        self.void_reason = reason.strip()
        self.save(update_fields=["voided_at", "voided_by", "void_reason"])

    def _users(self):
        """Live rows that rest on this one ("2 chức vụ"): figures would lose them."""
        found = []
        for relation in self._meta.related_objects:
            model = relation.related_model
            if not (relation.one_to_many and issubclass(model, Record)):
                continue
            if model.SCOPE == SYSTEM:  # an account's right to look ends by itself
                continue
            rows = model._default_manager.filter(**{relation.field.name: self})
            if count := rows.count():
                found.append(f"{count} {model._meta.verbose_name}")
        return found


class PeriodQuerySet(RecordQuerySet):
    """Dated rows."""

    def on(self, day):
        """The rows in force at the end of `day`."""
        return self.filter(in_force(day))


class PeriodManager(models.Manager.from_queryset(PeriodQuerySet)):
    """Dated rows that count: the voided ones are left out."""

    def get_queryset(self):
        return super().get_queryset().live()


class Period(Record):
    """A dated row: a fact that holds from `started_on` until `ended_on` (excluded)."""

    started_on = models.DateField("từ ngày")
    ended_on = models.DateField(
        "thôi từ ngày",
        null=True,
        blank=True,
        help_text="Ngày đầu tiên không còn hiệu lực; để trống nếu đang còn hiệu lực.",
    )

    objects = PeriodManager()
    every = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            FieldCheck(
                at="ended_on",
                condition=models.Q(ended_on=None)
                | models.Q(ended_on__gt=models.F("started_on")),
                name="%(app_label)s_%(class)s_period",
                violation_error_message=(
                    "“Thôi từ ngày” phải sau “từ ngày”: thời gian kết thúc "
                    "không được trước hoặc trùng lúc bắt đầu."
                ),
            )
        ]
