"""Officers of branches: checks 38 and 64 of members.md §8, ORG-13…19."""

from django.db.models import Exists, OuterRef

from branches.models import BranchLink
from hoangmai_party.periods import in_force
from members import officers
from members.models import Placement, Position, Spell
from reports.health.check import CUSTOM, Owner, Severity, check, of_branch, of_member

_W = Severity.WARNING
_OFFICE = Owner.OFFICE
_ROLE = Position.Role
_STATUTES = "Điều lệ Đảng, Điều"
_R294 = "Quy định 294-QĐ/TW, mục 23"


def _of_officers(code, number, label, source):
    """A check of what the page of a branch warns of too (`members.officers`)."""

    def find(facts):
        for pk, fault in facts.officer_faults:
            if fault.code == code:
                yield of_branch(pk, fault.words)

    return check(code, number, _W, label, _OFFICE, source)(find)


few_official = _of_officers(
    "few-official",
    "38",
    "Chi bộ có dưới 3 đảng viên chính thức",
    f"{_STATUTES} 21",
)
secretary_missing = _of_officers(
    "secretary-missing", "", "Chi bộ chưa có bí thư", _R294
)
two_secretaries = _of_officers("two-secretaries", "64", "Chi bộ có hai bí thư", _R294)
two_deputies = _of_officers("two-deputies", "", "Chi bộ có hơn một phó bí thư", _R294)
committee_missing = _of_officers(
    "committee-missing", "", "Chi bộ đủ 9 đảng viên chính thức chưa có chi ủy", _R294
)
committee_too_early = _of_officers(
    "committee-too-early",
    "64",
    "Chi bộ dưới 9 đảng viên chính thức mà có chi ủy",
    _R294,
)
committee_too_large = _of_officers(
    "committee-too-large", "", "Chi ủy có quá 7 người", _R294
)


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


@check(
    "access-open",
    "",
    _W,
    "Phạm vi phụ trách còn mở",
    _OFFICE,
    CUSTOM,
    is_for_body=True,
)
def access_open(facts):
    """Whose office has ended may still look: the account is ended by hand."""
    for pk, user in officers.strangers(facts.day):
        words = f"Tài khoản {user.username} ({user}) còn phụ trách chi bộ"
        yield of_branch(pk, f"{words} mà không giữ chức bí thư, phó bí thư")
