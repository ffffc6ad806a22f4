"""What a founding dossier still lacks on a day, in words with the source.

The people are checked as people, never as a number that somebody typed (§3.5): each
đảng tịch is asked on the day.
"""

from collections import namedtuple
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from branches.models import Committee, Rule, RuleMissingError
from hoangmai_party.periods import in_force
from hoangmai_party.text import search_key
from members import officers
from members.models import Placement
from surveys.models import FoundingItem, FoundingPerson

_ROLE, _CODE = FoundingPerson.Role, Rule.Code
STATUTES = "Điều lệ Đảng, Điều 21"
NO_VOTE = "Điều lệ Đảng, Điều 3"
CHECKLIST = "Danh mục hồ sơ thành lập chi bộ"
SECRETARY_MISSING = "Chưa dự kiến ai làm bí thư"
# Of `officers.faults`: what no founding may have; the others only warn.
REFUSED = {"secretary-missing", "few-official", "committee-too-early"}

Finding = namedtuple("Finding", "text source refuses", defaults=(True,))


@dataclass(frozen=True)
class Line:
    """A paper of the checklist; `paper` None where it is not there yet."""

    item: FoundingItem
    paper: object = None


def items_ever():
    """The checklist lines of this body whenever: its own and those for everybody."""
    own = Q(committee=None) | Q(committee=Committee.objects.own())
    return FoundingItem.objects.filter(own)


def items_on(day):
    """The checklist of this body on `day`."""
    return items_ever().filter(in_force(day))


def lines(case, day):
    """[Line] of the checklist of the day, and of what lies there beyond it."""
    held = {paper.item_id: paper for paper in case.papers.select_related("item")}
    asked = [Line(item, held.pop(item.pk, None)) for item in items_on(day)]
    return asked + [Line(paper.item, paper) for paper in held.values()]


def papers_lacking(found, day):
    """[Finding] of the required papers that are not there by the end of `day`."""
    return [
        Finding(f"Còn thiếu: {line.item}", line.item.source or CHECKLIST)
        for line in found
        if line.item.is_required
        and (line.paper is None or line.paper.received_on > day)
    ]


@dataclass(frozen=True)
class Named:
    """Somebody who is named for the new branch, as the register knows them on a day."""

    person: FoundingPerson
    spell: object  # the đảng tịch of the day, None of somebody from outside
    placement: object  # the open official placement, None where there is none
    is_official: bool

    @property
    def where(self):
        """The branch the person leaves."""
        if self.placement:
            return str(self.placement.branch)
        return self.person.came_from or "chưa ghi"

    @property
    def status(self):
        return "Chính thức" if self.is_official else "Dự bị"


def named(case, day):
    """[Named] of a case on `day`; a constant number of queries."""
    official = Placement.objects.filter(kind=Placement.Kind.OFFICIAL, ended_on=None)
    people = case.people.select_related("member").prefetch_related(
        "member__spells",
        Prefetch(
            "member__placements",
            official.select_related("branch", "spell__member"),
            to_attr="open_placements",
        ),
    )
    return [_named(person, day) for person in people]


def _named(person, day):
    if person.member is None:
        official = person.official_on is not None and person.official_on <= day
        return Named(person, None, None, official)
    spells = [row for row in person.member.spells.all() if _holds(row, day)]
    spell = spells[-1] if spells else None
    counts = spell.counts_official_on if spell else None
    placement = (person.member.open_placements or [None])[-1]
    return Named(person, spell, placement, counts is not None and counts <= day)


def _holds(spell, day):
    return spell.ceremony_on <= day and (spell.ended_on is None or spell.ended_on > day)


def people_lacking(case, found, day):
    """[Finding] about the named people: each of them, then all together."""
    source = _paper_source(day)
    single = [one for who in found for one in _of_one(who, day, source)]
    return [*single, *_elsewhere(case, found), *_of_all(found, day)]


def _paper_source(day):
    rule = Rule.objects.on(day).filter(code=_CODE.TRANSFER_PRESENT).first()
    return rule.source if rule else CHECKLIST


def _of_one(who, day, source):
    """What speaks against one person."""
    person = who.person
    since = who.spell.ceremony_on if who.spell else person.ceremony_on
    if (person.member and not who.spell) or since > day:
        yield Finding(f"{person} không là đảng viên ngày {day:%d/%m/%Y}", STATUTES)
    if who.spell and who.spell.ended_on:
        text = f"{person} thôi là đảng viên từ ngày {who.spell.ended_on:%d/%m/%Y}"
        yield Finding(text, STATUTES)
    if not person.paper_number:
        yield Finding(
            f"{person} chưa có số giấy giới thiệu chuyển sinh hoạt đảng", source
        )
    if person.role and not who.is_official:
        yield Finding(
            f"{person} còn dự bị, không giữ được chức vụ "
            f"“{person.get_role_display().lower()}”",
            NO_VOTE,
        )
    if who.placement and who.placement.started_on >= day:
        yield Finding(
            f"{person} về {who.placement.branch} ngày "
            f"{who.placement.started_on:%d/%m/%Y}: chỉ chuyển đi được từ ngày sau đó",
            source,
        )


def _elsewhere(case, found):
    """Who is named in another open case too: a member, or the same name and birthday."""
    members = [who.person.member_id for who in found if who.person.member_id]
    born = {_identity(who.person): who.person for who in found}
    outside = [who.person.born_on for who in found if who.person.member_id is None]
    others = FoundingPerson.objects.exclude(case=case).filter(
        Q(member__in=members) | Q(member=None, born_on__in=outside),
        case__voided_at=None,
        case__closed_on=None,
    )
    for other in others.select_related("case__enterprise", "member"):
        if _identity(other) in born:
            text = f"{other} đã có tên trong hồ sơ của {other.case.enterprise}"
            yield Finding(text, CHECKLIST)


def _identity(person):
    if person.member_id:
        return person.member_id
    return search_key(person.full_name), person.born_on


def _of_all(found, day):
    """The number of official members, and the officers (ORG-07, ORG-13…15)."""
    official = sum(who.is_official for who in found)
    held = [(who.person.pk, who.person.role) for who in found if who.person.role]
    limits = officers.Limits.on(day)
    for code, least in (
        (_CODE.MIN_OFFICIAL, limits.min_official),
        (_CODE.COMMITTEE_FROM, limits.committee_from),
    ):
        if least is None:
            yield _unruled(code, day, held)
    for fault in officers.faults(official, held, limits):
        words = {"secretary-missing": SECRETARY_MISSING}.get(fault.code, fault.words)
        yield Finding(words, fault.source, fault.code in REFUSED)


def _unruled(code, day, held):
    """The finding that the office has no rule of the day to judge by."""
    try:
        Rule.objects.value(code, day)
    except RuleMissingError as missing:
        is_asked = code == _CODE.MIN_OFFICIAL or _ROLE.COMMITTEE in dict(held).values()
        return Finding(str(missing), STATUTES, is_asked)
    raise AssertionError(code)


def findings(case, day):
    """[Finding]: all that the dossier lacks on `day`; those that refuse come first."""
    found = papers_lacking(lines(case, day), day)
    found += people_lacking(case, named(case, day), day)
    return sorted(found, key=lambda one: not one.refuses)
