"""What a founding and an announcing must find: each refusal in words, nothing written."""

from django.db.models import Q

from branches.models import Branch, BranchEnterprise, BranchEvent, Committee
from enterprises.models import EnterpriseStatus
from hoangmai_party import clock
from hoangmai_party.periods import in_force
from members.actions import NotPossibleError
from surveys.cases.facts import newest_step
from surveys.cases.stages import stage_of
from surveys.foundings import checks
from surveys.models import CaseStage

FOUNDED = (CaseStage.DECIDED, CaseStage.ANNOUNCED)
MOST_FINDINGS = 3  # in one refusal; the page of the dossier has them all


def refuse_founding(case, *, decided_on, issuer, code, enterprises, ceremony_on):
    """Raise NotPossibleError where the branch can't be founded so."""
    refuse_way(case)
    _refuse(_wrong_day(case, decided_on, ceremony_on))
    _refuse(_wrong_issuer(issuer, decided_on))
    if Branch.objects.filter(code=code).exists():
        _refuse("Mã chi bộ này đã có trong sổ.")
    for enterprise in enterprises:
        _refuse(_wrong_enterprise(enterprise, decided_on))
    _refuse(_lacking(case, decided_on))


def refuse_way(case):
    """Only a case that was submitted, and has no decision yet, is founded from."""
    _refuse(_off_the_way(case))


def refuse_announcing(case, ceremony_on):
    """Raise NotPossibleError where the ceremony can't be of that day."""
    stage = stage_of(case)
    if stage != CaseStage.DECIDED or case.founding is None:
        _refuse(
            f"Hồ sơ đang ở giai đoạn “{stage.label}”: chỉ công bố được sau "
            f"“{CaseStage.DECIDED.label}”."
        )
    decided_on = case.founding.decided_on
    if ceremony_on < decided_on:
        _refuse(f"Ngày công bố trước ngày quyết định {decided_on:%d/%m/%Y}.")
    _refuse(_in_future(ceremony_on))


def refuse_change(case):
    """The dossier of a founded or closed case stays as it is."""
    if case.founding_id:
        _refuse(
            "Hồ sơ đã có quyết định thành lập chi bộ: thành phần hồ sơ không sửa nữa."
        )
    if case.closed_on:
        _refuse(f"Hồ sơ vận động đã khép ngày {case.closed_on:%d/%m/%Y}.")


def _refuse(words):
    if words:
        raise NotPossibleError(words)


def _off_the_way(case):
    stage = stage_of(case)
    if case.founding_id or stage in FOUNDED:
        return f"Hồ sơ đã có quyết định thành lập chi bộ. {BranchEvent.NEVER_UNDONE}"
    if case.closed_on:
        return f"Hồ sơ vận động đã khép ngày {case.closed_on:%d/%m/%Y}."
    if stage != CaseStage.SUBMITTED:
        return (
            f"Hồ sơ đang ở giai đoạn “{stage.label}”: chỉ ghi quyết định thành lập sau "
            f"khi “{CaseStage.SUBMITTED.label}”."
        )
    return ""


def _in_future(day):
    if day > clock.today():
        return f"Ngày không được ở tương lai (hôm nay là {clock.today():%d/%m/%Y})."
    return ""


def _wrong_day(case, decided_on, ceremony_on):
    submitted_on = newest_step(case).happened_on
    if decided_on < submitted_on:
        return f"Ngày quyết định trước ngày trình hồ sơ {submitted_on:%d/%m/%Y}."
    if ceremony_on and ceremony_on < decided_on:
        return f"Ngày công bố trước ngày quyết định {decided_on:%d/%m/%Y}."
    return _in_future(ceremony_on or decided_on)


def issuers(day=None):
    """The committees that may decide on a branch of this body: itself, those above.

    On a day, or those that ever could.
    """
    above_then = in_force(day, "subordinates__") if day else Q()
    own = Committee.objects.own()
    ids = {own.pk} if own else set()
    for _ in range(2):  # Thành ủy → Quận ủy → Khối
        above = Committee.objects.filter(
            above_then,
            subordinates__committee__in=ids,
            subordinates__voided_at=None,
        )
        ids |= set(above.values_list("pk", flat=True))
    return Committee.objects.filter(pk__in=ids)


def _wrong_issuer(issuer, day):
    if issuer not in issuers(day):
        return (
            f"{issuer.executive} không phải cấp ủy ra quyết định thành lập chi bộ của "
            f"Đảng bộ ngày {day:%d/%m/%Y}."
        )
    began = issuer.founded_on
    if began and day < began:
        return f"Ngày quyết định trước ngày thành lập {issuer} ({began:%d/%m/%Y})."
    return ""


def _wrong_enterprise(enterprise, day):
    """Why there can be no new branch at the enterprise on the day."""
    status = enterprise.statuses.filter(in_force(day)).first()
    if status and status.status != EnterpriseStatus.Status.OPERATING:
        return (
            f"{enterprise} ngày {day:%d/%m/%Y} ghi “{status}”: chỉ thành lập chi bộ ở "
            "doanh nghiệp đang hoạt động, hãy ghi lại trạng thái nếu đã khác."
        )
    links = BranchEnterprise.objects.filter(enterprise=enterprise)
    link = links.filter(ended_on=None).select_related("branch").first()
    if link or (link := links.filter(ended_on__gt=day).first()):
        return f"{enterprise} đã có {link.branch}."
    return ""


def _lacking(case, day):
    """The first things that the dossier lacks, in one sentence."""
    found = [one.text for one in checks.findings(case, day) if one.refuses]
    if not found:
        return ""
    more = f" Còn {len(found) - MOST_FINDINGS} điều nữa ở trang hồ sơ."
    rest = more if len(found) > MOST_FINDINGS else ""
    return (
        f"Hồ sơ chưa đủ ngày {day:%d/%m/%Y}: {'; '.join(found[:MOST_FINDINGS])}.{rest}"
    )
