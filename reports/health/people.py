"""The person: checks 10–13 of members.md §8."""

from collections import Counter

from django.db.models import Count, Value

from branches.models import BranchEvent, Congress, Inspection, Meeting
from enterprises.models import EnterpriseStatus
from hoangmai_party.text import nfc, search_key
from members.models import (
    Award,
    Badge,
    Discipline,
    Employment,
    Member,
    Ownership,
    Placement,
    Position,
    Qualification,
    Rating,
    Spell,
)
from reports.health.check import (
    CUSTOM,
    NOBODY,
    Owner,
    Severity,
    check,
    day,
    of_branch,
    of_enterprise,
    of_member,
)

_E, _W = Severity.ERROR, Severity.WARNING
_OFFICE = Owner.OFFICE
_HD38 = "Hướng dẫn 38-HD/BTCTW, I.2.2"


@check(
    "person-twice",
    "10",
    _E,
    "Trùng họ tên (không dấu) và ngày sinh",
    _OFFICE,
    CUSTOM,
    is_for_body=True,
)
def person_twice(facts):
    shared = Member.objects.order_by().values("born_on").annotate(n=Count("pk"))
    rows = Member.objects.filter(born_on__in=shared.filter(n__gt=1).values("born_on"))
    rows = [
        (pk, (search_key(name), born_on))
        for pk, name, born_on in rows.values_list("pk", "full_name", "born_on")
    ]
    times = Counter(who for _, who in rows)
    for pk, who in rows:
        if times[who] > 1:
            words = f"{times[who]} hồ sơ cùng họ tên, cùng sinh ngày {day(who[1])}"
            yield of_member(pk, f"{words}: gộp lại, hoặc ghi kết nạp lại")


@check("name-shape", "11", _W, "Họ tên viết không đúng", _OFFICE, _HD38)
def name_shape(facts):
    for pk, name in Member.objects.values_list("pk", "full_name"):
        if fault := _fault_of_name(name):
            yield of_member(pk, f"Họ tên “{name}” {fault}")


def _fault_of_name(name):
    if any(c.isdigit() for c in name):
        return "có chữ số"
    if name != nfc(name):
        return "có khoảng trắng thừa hoặc dấu ghép rời"
    if name == name.lower():
        return "viết thường toàn bộ"
    return ""


@check("birth-day", "12", _W, "Ngày sinh chưa đủ ngày, tháng", _OFFICE, _HD38)
def birth_day(facts):
    rows = Member.objects.exclude(born_precision=Member.Precision.DAY)
    rows = rows.filter(facts.here())
    for pk, born_on in rows.values_list("pk", "born_on"):
        yield of_member(pk, f"Sinh năm {born_on.year}: hồ sơ chưa ghi đủ ngày, tháng")


# What has happened can't lie ahead; ends that are agreed beforehand may.
_OF_MEMBERS = (
    (Member, "pk", None, ("born_on", "card_issued_on", "recruited_on")),
    (Member, "pk", None, ("youth_union_on",)),
    (Spell, "member", None, ("decision_on", "ceremony_on", "recognised_on")),
    (Spell, "member", None, ("ended_on",)),
    (Placement, "member", "branch", ("started_on", "ended_on")),
    (Position, "member", "branch", ("started_on",)),
    (Employment, "member", None, ("started_on",)),
    (Ownership, "member", None, ("started_on",)),
    (Qualification, "member", None, ("granted_on",)),
    (Rating, "member", "branch", ("decided_on",)),
    (Badge, "member", "branch", ("decided_on",)),
    (Award, "member", "branch", ("decided_on",)),
    (Discipline, "member", "branch", ("decided_on", "announced_on")),
)
_OF_BRANCHES = (
    (Congress, "branch", None, ("held_on",)),
    (Meeting, "branch", None, ("held_on",)),
    (Inspection, "branch", None, ("began_on", "concluded_on")),
    (BranchEvent, "successors", None, ("decided_on",)),
    (BranchEvent, "predecessors", None, ("decided_on",)),
)
_OF_ENTERPRISES = ((EnterpriseStatus, "enterprise", None, ("started_on",)),)


@check("future-day", "13", _E, "Ngày ở tương lai", _OFFICE, CUSTOM)
def future_day(facts):
    said = "{} {}, còn ở phía trước"
    for pk, at, what, on in _ahead(_OF_MEMBERS, facts.day):
        yield of_member(pk, said.format(what, day(on)), at)
    for pk, _, what, on in _ahead(_OF_BRANCHES, facts.day):
        yield of_branch(pk, said.format(what, day(on)))
    for pk, _, what, on in _ahead(_OF_ENTERPRISES, facts.day):
        yield of_enterprise(pk, said.format(what, day(on)))


def _ahead(places, today):
    """(subject, branch, which day of what, the day) after today; one query."""
    parts = []
    for model, subject, at, names in places:
        for name in names:
            what = model._meta.verbose_name
            label = model._meta.get_field(name).verbose_name
            said = f"{what[:1].upper()}{what[1:]}, {label}:"
            rows = model.objects.order_by().filter(**{f"{name}__gt": today})
            parts.append(
                rows.filter(**{f"{subject}__isnull": False}).values_list(
                    subject,
                    at or NOBODY,
                    Value(said),
                    name,
                )
            )
    return parts[0].union(*parts[1:])
