"""Officers of branches: checks 38 and 64 of members.md §8, ORG-13…19."""

from django.db.models import Exists, OuterRef

from branches.models import BranchLink, Rule
from hoangmai_party.periods import in_force
from members.models import Placement, Position, Spell
from reports.health.check import CUSTOM, Owner, Severity, check, of_branch, of_member

_W = Severity.WARNING
_OFFICE = Owner.OFFICE
_ROLE = Position.Role
_STATUTES = "Điều lệ Đảng, Điều"
_R294 = "Quy định 294-QĐ/TW, mục 23"


@check(
    "few-official",
    "38",
    _W,
    "Chi bộ có dưới 3 đảng viên chính thức",
    _OFFICE,
    f"{_STATUTES} 21",
)
def few_official(facts):
    least = facts.rule(Rule.Code.MIN_OFFICIAL, facts.day)
    for pk in sorted(facts.linked) if least is not None else ():
        if (count := facts.official_at.get(pk, 0)) < least:
            yield of_branch(pk, f"Có {count} đảng viên chính thức, cần ít nhất {least}")


def _in_office(facts, role):
    """{branch: how many people hold `role`} of the branches under a committee."""
    return {
        pk: len({who for who, held in facts.officers.get(pk, ()) if held == role})
        for pk in sorted(facts.linked)
    }


@check(
    "secretary-missing",
    "",
    _W,
    "Chi bộ chưa có bí thư",
    _OFFICE,
    _R294,
)
def secretary_missing(facts):
    for pk, count in _in_office(facts, _ROLE.SECRETARY).items():
        if not count:
            yield of_branch(pk, "Không có bí thư đương nhiệm")


@check("two-secretaries", "64", _W, "Chi bộ có hai bí thư", _OFFICE, _R294)
def two_secretaries(facts):
    for pk, count in _in_office(facts, _ROLE.SECRETARY).items():
        if count > 1:
            yield of_branch(pk, f"{count} bí thư cùng đương nhiệm")


@check(
    "two-deputies",
    "",
    _W,
    "Chi bộ có hơn một phó bí thư",
    _OFFICE,
    _R294,
)
def two_deputies(facts):
    for pk, count in _in_office(facts, _ROLE.DEPUTY).items():
        if count > 1:
            yield of_branch(pk, f"{count} phó bí thư cùng đương nhiệm")


@check(
    "committee-missing",
    "",
    _W,
    "Chi bộ đủ 9 đảng viên chính thức chưa có chi ủy",
    _OFFICE,
    _R294,
)
def committee_missing(facts):
    least = facts.rule(Rule.Code.COMMITTEE_FROM, facts.day)
    for pk, count in _in_office(facts, _ROLE.COMMITTEE).items():
        official = facts.official_at.get(pk, 0)
        if least is not None and official >= least and not count:
            words = f"Có {official} đảng viên chính thức, chưa ghi cấp ủy viên nào"
            yield of_branch(pk, words)


@check(
    "committee-too-early",
    "64",
    _W,
    "Chi bộ dưới 9 đảng viên chính thức mà có chi ủy",
    _OFFICE,
    _R294,
)
def committee_too_early(facts):
    least = facts.rule(Rule.Code.COMMITTEE_FROM, facts.day)
    for pk, count in _in_office(facts, _ROLE.COMMITTEE).items():
        official = facts.official_at.get(pk, 0)
        if least is not None and official < least and count:
            words = f"Có {official} đảng viên chính thức mà ghi {count} cấp ủy viên"
            yield of_branch(pk, words)


@check(
    "committee-too-large",
    "",
    _W,
    "Chi ủy có quá 7 người",
    _OFFICE,
    _R294,
)
def committee_too_large(facts):
    most = facts.rule(Rule.Code.COMMITTEE_MAX, facts.day)
    for pk, others in _in_office(facts, _ROLE.COMMITTEE).items():
        # Secretary and deputy are of the chi ủy, whether or not it is said twice.
        count = len({who for who, _ in facts.officers.get(pk, ())})
        if others and most is not None and count > most:
            yield of_branch(pk, f"Chi ủy có {count} người, nhiều nhất {most}")


@check(
    "probationer-in-office",
    "64",
    _W,
    "Đảng viên dự bị giữ chức vụ trong Đảng",
    _OFFICE,
    f"{_STATUTES} 3",
)
def probationer_in_office(facts):
    official = Spell.objects.filter(
        member=OuterRef("member"), counts_official_on__lte=facts.day
    )
    rows = Position.objects.filter(in_force(facts.day)).exclude(Exists(official))
    for pk, at, role in rows.values_list("member", "branch", "role"):
        yield of_member(pk, f"Giữ chức {_ROLE(role).label.lower()} khi còn dự bị", at)


@check(
    "officer-not-here",
    "",
    _W,
    "Người giữ chức vụ không còn sinh hoạt tại chi bộ",
    _OFFICE,
    CUSTOM,
)
def officer_not_here(facts):
    here = Placement.objects.filter(
        in_force(facts.day),
        kind="official",
        member=OuterRef("member"),
        branch=OuterRef("branch"),
    )
    rows = Position.objects.filter(in_force(facts.day), branch__isnull=False)
    rows = rows.exclude(Exists(here))
    for pk, at, role in rows.values_list("member", "branch", "role"):
        words = f"Còn ghi là {_ROLE(role).label.lower()} dù không sinh hoạt ở chi bộ"
        yield of_member(pk, words, at)


@check(
    "office-of-ended-branch",
    "",
    _W,
    "Chức vụ còn mở ở chi bộ đã kết thúc",
    _OFFICE,
    "Quy định 294-QĐ/TW, điểm 6.3.5",
)
def office_of_ended_branch(facts):
    linked = BranchLink.objects.filter(in_force(facts.day), branch=OuterRef("branch"))
    rows = Position.objects.filter(in_force(facts.day), branch__isnull=False)
    rows = rows.exclude(Exists(linked))
    for pk, at, role in rows.values_list("member", "branch", "role"):
        words = f"Còn ghi là {_ROLE(role).label.lower()} của chi bộ đã kết thúc"
        yield of_member(pk, words, at)
