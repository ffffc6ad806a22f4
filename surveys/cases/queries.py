"""Named querysets of cases, visits and kiến nghị; the day is always an argument."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, Subquery

from branches.models import Rule
from branches.rulebook import RuleBook
from enterprises.models import EnterpriseAddress
from hoangmai_party.periods import FAR, add_months, in_force
from surveys.cases.stages import C
from surveys.models import CaseStep, OutreachCase, Proposal, Visit


def cases(day):
    """Cases known by `day`, each with where it stood and what the lists say of it.

    Adds stage, stage_since, ward, ward_name, attitude, visited, next_action, next_by,
    next_on: one query for all.
    """
    rows = OutreachCase.objects.filter(opened_on__lte=day).staged_on(day)
    promised = pending_actions(day, open_only=False).filter(case=OuterRef("pk"))
    promised = promised.order_by("next_on", "pk")
    visits = Visit.objects.filter(case=OuterRef("pk"), visited_on__lte=day)
    visits = visits.order_by("-visited_on", "-pk")
    said = visits.exclude(attitude="")
    home = EnterpriseAddress.objects.filter(
        in_force(day),
        enterprise=OuterRef("enterprise"),
        kind=EnterpriseAddress.Kind.OPERATING,
    )
    return rows.select_related("enterprise").annotate(
        ward=Subquery(home.values("ward")[:1]),
        ward_name=Subquery(home.values("ward__name")[:1]),
        visited=Subquery(visits.values("visited_on")[:1]),
        attitude=Subquery(said.values("attitude")[:1]),
        next_action=Subquery(promised.values("next_action")[:1]),
        next_by=Subquery(promised.values("next_by")[:1]),
        next_on=Subquery(promised.values("next_on")[:1]),
    )


def pending_actions(day, *, open_only=True):
    """Visits by `day` whose next action was not done yet at its end."""
    rows = Visit.objects.filter(
        Q(next_done_on=None) | Q(next_done_on__gt=day),
        visited_on__lte=day,
        next_on__isnull=False,
        case__voided_at=None,
    ).exclude(next_action="")
    if not open_only:
        return rows
    return rows.filter(
        Q(case__closed_on=None) | Q(case__closed_on__gt=day),
        ~Q(case__in=_staged(day, C.EXCLUDED)),
    )


def due_actions(day, until=None):
    """Việc đã hẹn với chủ doanh nghiệp, due by `until` (`day` itself) and not done.

    Of cases that are open on `day` and have not left the list.
    """
    rows = pending_actions(day).filter(next_on__lte=until or day)
    return rows.select_related("case__enterprise").order_by("next_on", "pk")


def rests(day):
    """Steps "tạm dừng" of the cases that rest on `day`."""
    resting = _staged(day, C.DEFERRED).open_on(day)
    newer = CaseStep.objects.filter(case=OuterRef("case"), happened_on__lte=day)
    newest = newer.order_by("-happened_on", "-pk").values("pk")[:1]
    return CaseStep.objects.filter(case__in=resting.values("pk"), pk=Subquery(newest))


def due_reviews(day, until=None):
    """Those of `rests(day)` that were to be looked at again by `until`."""
    rows = rests(day).filter(review_on__lte=until or day)
    return rows.select_related("case__enterprise").order_by("review_on", "pk")


def _staged(day, stage):
    return OutreachCase.objects.staged_on(day).filter(stage=stage)


def raised(day):
    """Kiến nghị raised by `day` in cases that count."""
    return Proposal.objects.filter(raised_on__lte=day, case__voided_at=None)


def answered(day):
    return raised(day).filter(answered_on__lte=day)


def forwarded(day):
    """Đã chuyển, chưa trả lời."""
    return open_proposals(day).filter(forwarded_on__lte=day)


def not_forwarded(day):
    """Chưa chuyển, chưa trả lời."""
    return open_proposals(day).filter(~Q(forwarded_on__lte=day))


def open_proposals(day):
    """Chưa trả lời, wherever they lie."""
    return raised(day).filter(is_open(day))


def overdue_proposals(day):
    """Open kiến nghị that lie longer than the rule of the day they came allows."""
    return raised(day).filter(is_overdue(day))


def is_open(day):
    """Condition: raised by `day` and not answered at its end."""
    return Q(raised_on__lte=day) & ~Q(answered_on__lte=day)


def is_overdue(day):
    """Condition: open, and too long where it lies; one query for the rules."""
    codes = Rule.Code.PROPOSAL_FORWARD, Rule.Code.PROPOSAL_ANSWER
    book = RuleBook(*codes)
    to_forward = ~Q(forwarded_on__lte=day) & _late(book, codes[0], "raised_on", day)
    to_answer = _late(book, codes[1], "forwarded_on", day)
    return is_open(day) & (to_forward | to_answer)


def _late(book, code, began, day):
    """Q: what the rule of the day `began` allows was over before `day`; no rule, never."""
    late = Q(pk__in=())
    for row in book.rows(code):
        last = _last_late(book, row, day)
        until = row.ended_on or FAR
        late |= Q(
            **{
                f"{began}__gte": row.started_on,
                f"{began}__lt": until,
                f"{began}__lte": last,
            }
        )
    return late


def _last_late(book, row, day):
    """The last day of which the rule's time was over before `day`."""
    number = int(row.value)
    if row.unit in (Rule.Unit.DAYS, Rule.Unit.WORKDAYS):
        last = day - dt.timedelta(days=number + 1)
    else:
        last = add_months(day, -number * (12 if row.unit == Rule.Unit.YEARS else 1))
    while book.due(row, last) >= day:  # days off, months of other lengths
        last -= dt.timedelta(days=1)
    return last


def with_due_action(rows, day):
    """Only the cases that have something due on `day`."""
    due = due_actions(day).filter(case=OuterRef("pk"))
    return rows.filter(Exists(due.order_by().select_related(None)))
