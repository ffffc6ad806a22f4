"""Enterprises, and numbers of decisions: check 68 of members.md §8, ENT-01…08."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery

from branches.models import BranchEnterprise, BranchEvent
from enterprises import tax_code
from enterprises.models import Enterprise, EnterpriseAddress
from hoangmai_party.periods import in_force
from hoangmai_party.text import search_key
from members.models import Spell
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

_W = Severity.WARNING
_OFFICE, _SURVEY = Owner.OFFICE, Owner.SURVEY
TERM_YEARS, CONGRESS_MONTH = 5, 7  # congresses of the bodies: 2010, 2015, 2020 …


@check(
    "number-twice",
    "68",
    _W,
    "Số quyết định trùng trong một nhiệm kỳ",
    _OFFICE,
    "Hướng dẫn 06-HD/TW",
    is_for_body=True,
)
def number_twice(facts):
    """Whole numbers with their symbol (12-QĐ/ĐUK) on two days of one term."""
    papers = defaultdict(list)
    for number, on, member, branch in _decisions():
        papers[number.replace(" ", "").upper(), _term(on)].append((on, member, branch))
    for (number, _), found in papers.items():
        days = sorted({on for on, _, _ in found})
        if len(days) < 2:
            continue  # one decision over several people is written on each of them
        words = f"Số {number} ghi các ngày {', '.join(map(day, days))}"
        for _, member, branch in found:
            yield of_member(member, words) if member else of_branch(branch, words)


def _decisions():
    """(number, day, member or None, branch or None); one query."""
    spells = Spell.objects.order_by()
    events = BranchEvent.objects.order_by().filter(successors__isnull=False)
    of_admission = spells.filter(
        decision_number__contains="/", decision_on__isnull=False
    ).values_list("decision_number", "decision_on", "member", NOBODY)
    of_recognition = spells.filter(
        recognised_number__contains="/", recognised_on__isnull=False
    ).values_list("recognised_number", "recognised_on", "member", NOBODY)
    of_branches = events.filter(number__contains="/").values_list(
        "number", "decided_on", NOBODY, "successors"
    )
    return of_admission.union(of_recognition, of_branches, all=True)


def _term(on):
    """Numbers begin anew after each congress, about the middle of the fifth year."""
    return (on.year - (on.month < CONGRESS_MONTH)) // TERM_YEARS


@check(
    "enterprise-twice",
    "",
    _W,
    "Hai doanh nghiệp cùng tên, cùng phường",
    _SURVEY,
    CUSTOM,
    is_for_body=True,
)
def enterprise_twice(facts):
    """Names are compared without marks and capitals."""
    ward = EnterpriseAddress.objects.filter(
        in_force(facts.day), enterprise=OuterRef("pk"), kind="operating"
    )
    rows = Enterprise.objects.annotate(ward=Subquery(ward.values("ward__name")[:1]))
    same = defaultdict(list)
    for pk, name, ward in rows.values_list("pk", "name", "ward"):
        same[search_key(name), ward].append((pk, ward))
    for found in same.values():
        for pk, ward in found if len(found) > 1 else ():
            where = f"phường {ward}" if ward else "chưa ghi địa chỉ"
            yield of_enterprise(pk, f"{len(found)} doanh nghiệp cùng tên, {where}")


@check(
    "tax-code-shape",
    "",
    _W,
    "Mã số thuế không đúng",
    _SURVEY,
    "Quy tắc cấu tạo mã số thuế",
)
def tax_code_shape(facts):
    rows = Enterprise.objects.exclude(tax_code="").filter(tax_code_accepted=False)
    household = Enterprise.LegalForm.HOUSEHOLD
    for pk, code, form in rows.values_list("pk", "tax_code", "legal_form"):
        try:
            fault = tax_code.check(code, household=form == household).warning
        except tax_code.TaxCodeError as error:
            fault = str(error)
        if fault:
            yield of_enterprise(pk, fault)


@check(
    "host-without-address",
    "",
    _W,
    "Doanh nghiệp có chi bộ chưa ghi nơi hoạt động",
    _OFFICE,
    "Số liệu theo phường",
)
def host_without_address(facts):
    addresses = EnterpriseAddress.objects.filter(in_force(facts.day), kind="operating")
    rows = BranchEnterprise.objects.filter(in_force(facts.day), is_host=True)
    rows = rows.exclude(enterprise__in=addresses.values("enterprise"))
    for pk in sorted(set(rows.values_list("enterprise", flat=True))):
        yield of_enterprise(pk, "Chưa ghi nơi hoạt động: chi bộ không thuộc phường nào")
