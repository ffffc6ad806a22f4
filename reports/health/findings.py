"""What the checks found, for who asks: open, or accepted by the office."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from branches.models import Branch
from hoangmai_party import clock
from reports.health.catalogue import CHECKS
from reports.health.check import Check, Severity
from reports.health.facts import Facts
from reports.models import Acceptance


class Sight:
    """What one reader may see; nobody (None) is the command, which sees all."""

    def __init__(self, user=None):
        self.user = user
        self._rows = {}

    @cached_property
    def reaches_body(self):
        """Whether the reader looks after a committee, not only after branches."""
        if self.user is None:
            return True
        rows = self.user.access_rows.current().filter(committee__isnull=False)
        return self.user.is_active and rows.exists()

    def opens(self, check):
        """Whether the reader gets any finding of `check` at all."""
        return self.reaches_body or not check.is_of_body

    def sees(self, finding):
        """The row itself, and the branch that holds the fact."""
        if self.user is None:
            return True
        if finding.pk not in self._visible(finding.model):
            return False
        return finding.branch is None or finding.branch in self._visible(Branch)

    def _visible(self, model):
        """Ids of the rows of `model` that the reader may see; one query a model."""
        if model not in self._rows:
            name = f"{model._meta.app_label}.view_{model._meta.model_name}"
            rows = model.objects.none()
            if self.user.has_perm(name):
                rows = model.objects.visible_to(self.user)
            self._rows[model] = set(rows.values_list("pk", flat=True))
        return self._rows[model]


@dataclass(frozen=True)
class Result:
    """One check with its findings; of `accepted` each has its acceptance."""

    check: Check
    open: tuple
    accepted: tuple


def results(checks=CHECKS, *, user=None, day=None):
    """[Result] of the checks that `user` may see, over the register on `day`.

    An acceptance closes a finding for everybody who sees it; who gave it and why is
    a row of the body, so a branch gets the finding without them.
    """
    sight, facts = Sight(user), Facts(day or clock.today())
    checks = [check for check in checks if sight.opens(check)]
    rows = Acceptance.objects.filter(code__in=[check.code for check in checks])
    accepted = {
        (row.code, row.row, row.finding): row
        for row in rows.select_related("accepted_by")
    }
    return [_result(check, facts, sight, accepted) for check in checks]


def _result(check, facts, sight, accepted):
    open_ones, closed = [], []
    for found in dict.fromkeys(check.find(facts)):
        if not sight.sees(found):
            continue
        row = accepted.get((check.code, found.row, found.words))
        if row is None:
            open_ones.append(found)
        else:
            closed.append((found, row if sight.reaches_body else None))
    return Result(check, tuple(open_ones), tuple(closed))


def summary(user):
    """[(label, open errors, url)] for a first page; empty without the right.

    Errors alone: one query a check and a few more, 26 today (the test has the
    number). Warnings cost three times as much; the page counts them.
    """
    if not user.has_perm("reports.view_acceptance"):
        return []
    errors = [check for check in CHECKS if check.severity is Severity.ERROR]
    number = sum(len(result.open) for result in results(errors, user=user))
    return [("Lỗi trong sổ chưa xử lý", number, reverse("reports:health"))]
