"""What a founding dossier still lacks on a day, in words with the source.

The people are checked as people, never as a number that somebody typed (§3.5): each
đảng tịch is asked on the day.
"""

from collections import namedtuple

from django.db.models import Q

from branches.models import Rule, RuleMissingError
from hoangmai_party.text import search_key
from members import officers
from surveys.cases.dossier import lines, missing, named
from surveys.models import FoundingPerson

_ROLE, _CODE = FoundingPerson.Role, Rule.Code
STATUTES = "Điều lệ Đảng, Điều 21"
NO_VOTE = "Điều lệ Đảng, Điều 3"
CHECKLIST = "Danh mục hồ sơ thành lập chi bộ"
SECRETARY_MISSING = "Chưa dự kiến ai làm bí thư"
# Of `officers.faults`: what no founding may have; the others only warn.
REFUSED = {"secretary-missing", "few-official", "committee-too-early"}

Finding = namedtuple("Finding", "text source refuses", defaults=(True,))


def papers_lacking(found, day):
    """[Finding] of the required papers that are not there by the end of `day`."""
    return [
        Finding(f"Còn thiếu: {line.item}", line.item.source or CHECKLIST)
        for line in missing(found, day)
    ]


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
