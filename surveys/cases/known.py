"""What is known of enterprises by a day: the facts that the ranking weighs.

Of two numbers the later one holds: of the newest survey record or the newest count. Of
members also those whom the register itself knows to work there; it knows those of this
Đảng bộ alone, so the higher number counts. Each fact is one query for all enterprises.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef

from branches.models import Rule
from branches.rulebook import RuleBook
from enterprises.models import Headcount, MassOrganisation
from hoangmai_party.periods import in_force
from members.at_work import at_work
from members.models import Ownership, Placement
from surveys.models import Proposal, SurveyedOrganisation, SurveyRecord, Visit
from surveys.models.record import OwnerAttitude

_OWNER_MET = (Visit.Met.OWNER, Visit.Met.REPRESENTATIVE)
_UNION, _YOUTH = MassOrganisation.Kind.TRADE_UNION, MassOrganisation.Kind.YOUTH_UNION
REGISTER = "sổ đảng viên"


@dataclass
class Known:
    """An enterprise as it was known on a day; None and False: nobody has said so."""

    official: int | None = None
    prospects: int | None = None
    workers: int | None = None
    least: int | None = None  # official members that a founding takes
    attitude: str = ""
    owner_is_member: bool = False
    has_union: bool = False
    has_youth: bool = False
    owner_was_met: bool = False
    last_visit_on: date | None = None
    action_on: date | None = None  # when what the last visit promised is due
    unanswered: int = 0
    sources: dict = field(default_factory=dict)  # {fact: where it comes from}

    def take(self, name, value, source):
        """The later number stands; None says nothing."""
        if value is not None:
            setattr(self, name, value)
            self.sources[name] = source

    @property
    def source_of_members(self):
        """Where the number of official members comes from, in words."""
        return self.sources.get("official", "")


def known_of(enterprises, day):
    """{id: Known} of the enterprises on `day`."""
    found = {pk: Known() for pk in enterprises}
    least = RuleBook(Rule.Code.MIN_OFFICIAL).value(Rule.Code.MIN_OFFICIAL, day)
    for known in found.values():
        known.least = least
    filed = _filed(found, day)
    records = {row.enterprise_id: row for row in filed}
    _numbers(found, filed, day)
    _members(found, day)
    _owners(found, records, day)
    _organisations(found, records, day)
    _visits(found, records, day)
    _proposals(found, day)
    return found


def official_of(enterprise, day):
    """Official members known of one enterprise by `day`; 0 where nobody has said."""
    found = {enterprise: Known()}
    _numbers(found, _filed(found, day), day)
    _members(found, day)
    return found[enterprise].official or 0


def _filed(found, day):
    """The survey records of the enterprises by `day`, the newest last."""
    rows = SurveyRecord.objects.filter(enterprise__in=found, surveyed_on__lte=day)
    return list(rows.order_by("surveyed_on", "pk"))


def _numbers(found, records, day):
    """Members, prospects and workers: of each the newest that somebody has said."""
    rows = Headcount.objects.filter(enterprise__in=found, counted_on__lte=day)
    said = [
        # On one day the record, which asked the enterprise itself, comes last.
        *((row.counted_on, 0, row.pk, row, "số đã đếm") for row in rows),
        *((r.surveyed_on, 1, r.pk, r, "phiếu khảo sát") for r in records),
    ]
    for on, _, _, row, kind in sorted(said, key=lambda one: one[:3]):
        known, source = found[row.enterprise_id], f"{kind} {on:%d/%m/%Y}"
        known.take("official", row.members_official, source)
        known.take("prospects", row.prospects, source)
        known.take("workers", row.workers, source)


def _members(found, day):
    """Official members on a roll who work there, where they are more."""
    jobs = at_work(day, spell__counts_official_on__lte=day)
    jobs = jobs.filter(enterprise__in=found).order_by().values("enterprise")
    counted = jobs.annotate(n=Count("member", distinct=True))
    for enterprise, number in counted.values_list("enterprise", "n"):
        known = found[enterprise]
        if number >= (known.official or 0):
            known.take("official", number, f"{REGISTER} {day:%d/%m/%Y}")


def _owners(found, records, day):
    """Whether the owner is a member: by the record, or as the register knows."""
    for enterprise, record in records.items():
        found[enterprise].owner_is_member = bool(record.owner_is_member)
    placed = Placement.objects.filter(
        in_force(day), kind=Placement.Kind.OFFICIAL, spell__member=OuterRef("member")
    )
    owned = Ownership.objects.filter(
        in_force(day), Exists(placed), enterprise__in=found
    )
    for enterprise in owned.values_list("enterprise", flat=True):
        found[enterprise].owner_is_member = True


def _organisations(found, records, day):
    """Công đoàn and Đoàn: in the register on the day, or found by the record."""
    rows = MassOrganisation.objects.filter(in_force(day), enterprise__in=found)
    asked = SurveyedOrganisation.objects.filter(record__in=records.values())
    for enterprise, kind in (
        *rows.values_list("enterprise", "kind"),
        *asked.values_list("record__enterprise", "kind"),
    ):
        found[enterprise].has_union |= kind == _UNION
        found[enterprise].has_youth |= kind == _YOUTH


def _visits(found, records, day):
    """Who was met and when, what was agreed to do, the newest attitude."""
    attitudes = {}
    for enterprise, record in records.items():
        _note(attitudes, enterprise, record.surveyed_on, record.attitude)
    rows = Visit.objects.filter(case__enterprise__in=found, visited_on__lte=day)
    rows = rows.filter(case__voided_at=None).select_related("case")
    for visit in rows.order_by("visited_on", "pk"):
        enterprise = visit.case.enterprise_id
        known = found[enterprise]
        known.owner_was_met |= visit.met in _OWNER_MET
        known.last_visit_on = visit.visited_on
        known.action_on = visit.next_on if visit.next_action else None
        if visit.met in _OWNER_MET:  # others say what they think, not what he does
            _note(attitudes, enterprise, visit.visited_on, visit.attitude)
    for enterprise, (_, attitude) in attitudes.items():
        found[enterprise].attitude = attitude


def _note(attitudes, enterprise, on, attitude):
    """Keep the newest attitude that was really seen; "chưa tiếp xúc" is none."""
    if attitude in ("", OwnerAttitude.UNKNOWN):
        return
    if on >= attitudes.get(enterprise, (date.min, ""))[0]:
        attitudes[enterprise] = (on, attitude)


def _proposals(found, day):
    """Kiến nghị raised by the day and not answered then."""
    rows = Proposal.objects.filter(case__enterprise__in=found, raised_on__lte=day)
    rows = rows.filter(case__voided_at=None).exclude(answered_on__lte=day)
    counted = rows.order_by().values("case__enterprise").annotate(n=Count("pk"))
    for enterprise, number in counted.values_list("case__enterprise", "n"):
        found[enterprise].unanswered = number
