from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, Q

from accounts.records import Period, PeriodManager, PeriodQuerySet
from accounts.scope import SYSTEM
from branches.models.branch import Branch, BranchLink
from branches.models.committee import Committee
from hoangmai_party import clock
from hoangmai_party.constraints import FieldCheck


class AccessQuerySet(PeriodQuerySet):
    """Rights of one user (`user.access_rows`), as they stand today."""

    def current(self):
        """The rows that give a right today."""
        return self.live().on(clock.today())

    def branch_ids(self):
        """Subquery of the branches reached: own ones, and those ever under a committee.

        Access days say when a user may look, not which years: a committee keeps
        the branches that it once had.
        """
        held = self.current()
        linked = BranchLink.objects.filter(committee__in=self.committee_ids())
        return Branch.objects.filter(
            Q(pk__in=held.filter(branch__isnull=False).values("branch"))
            | Q(pk__in=linked.values("branch"))
        ).values("pk")

    def own_branch_ids(self):
        """Subquery of the branches reached as a branch, not through a committee."""
        return self.current().filter(branch__isnull=False).values("branch")

    def committee_ids(self):
        """Subquery of the committees reached, with those below them."""
        # Thành ủy → Quận ủy → Khối: two steps down are all there are. The steps are
        # joins, not subqueries in each other: SQLite's parser gives up (Debian 12:
        # "parser stack overflow") when a row is seen through a member on top of that.
        held = self.current().filter(committee__isnull=False)
        one = "committee__subordinates"
        two = f"{one}__committee__subordinates"
        live = {f"{one}__isnull": False, f"{one}__voided_at": None}
        below = held.filter(**live)
        lowest = held.filter(
            **live, **{f"{two}__isnull": False, f"{two}__voided_at": None}
        )
        return Committee.objects.filter(
            Q(pk__in=held.values("committee"))
            | Q(pk__in=below.values(f"{one}__committee"))
            | Q(pk__in=lowest.values(f"{two}__committee"))
        ).values("pk")

    def reaches_body(self):
        """Condition: the user looks after a committee, not only after branches."""
        return Exists(self.current().filter(committee__isnull=False))

    def is_of_body(self):
        """Whether that condition holds."""
        return self.current().filter(committee__isnull=False).exists()


class Access(Period):
    """Phạm vi phụ trách: where a user may look and work, and from when to when."""

    SCOPE = SYSTEM

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="access_rows",
        verbose_name="người dùng",
    )
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="access_rows",
        verbose_name="chi bộ",
    )
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="access_rows",
        verbose_name="đảng bộ",
    )

    # Set where a bí thư has given it for a time (`branches.delegation`).
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người giao",
    )
    reason = models.CharField("lý do giao", max_length=200, blank=True, editable=False)

    objects = PeriodManager.from_queryset(AccessQuerySet)()
    every = AccessQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "phạm vi phụ trách"
        verbose_name_plural = "phạm vi phụ trách"
        ordering = ["user", "started_on"]
        permissions = [("delegate_access", "Giao việc có thời hạn")]
        constraints = [
            *Period.Meta.constraints,
            FieldCheck(
                at="branch",
                condition=Q(branch=None, committee__isnull=False)
                | Q(branch__isnull=False, committee=None),
                name="access_branch_or_committee",
                violation_error_message="Chọn một chi bộ hoặc một đảng bộ, không cả hai.",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.branch or self.committee or 'chưa chọn nơi'}"

    def save(self, **kwargs):
        """What was given out of a right ends with it."""
        with transaction.atomic():
            super().save(**kwargs)
            if self.given_by_id is None and (self.ended_on or self.voided_at):
                self._end_given()

    def _end_given(self):
        """End what this user has given there, unless another own right covers it."""
        rows = type(self).objects
        last = clock.today() if self.voided_at else self.ended_on
        place = {"branch": self.branch, "branch__isnull": False}
        own = rows.filter(**place, user=self.user, given_by=None).exclude(pk=self.pk)
        if own.on(last).exists():
            return
        given = rows.filter(**place, given_by=self.user)
        for row in given.filter(Q(ended_on=None) | Q(ended_on__gt=last)):
            if row.started_on >= last:
                row.void(by=None, reason="Quyền của người giao đã hết")
            else:
                row.ended_on = last
                row.save(update_fields=["ended_on"])
