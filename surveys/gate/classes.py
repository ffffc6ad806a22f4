"""Phân loại of a record (organisation.md §3.4): what the register proposes, and why.

A person confirms it; the proposal counts for nothing. `TABLE` is asked from the top
and the first test that holds gives the class and its reason in words. ("", words) where
nothing can be proposed yet, with what is lacking.
"""

from dataclasses import dataclass
from functools import cached_property

from branches.models import BranchEnterprise, Rule
from enterprises.models import EnterpriseStatus
from surveys.models import SurveyRecord

NOT_ASKED = "chưa ghi có tổ chức đảng hay chưa: cần hỏi lại"
ENOUGH_ATTEMPTS = 3  # organisation.md §3.4, "unreachable"

_R, _FOUND, _BODY = SurveyRecord.Result, SurveyRecord.Found, SurveyRecord.PartyBody
_STATUS = EnterpriseStatus.Status
# What the tax office's status says where nobody wrote what stood at the address.
BY_STATUS = {
    _STATUS.SUSPENDED: _R.SUSPENDED,
    _STATUS.CLOSING: _R.STOPPED,
    _STATUS.CLOSED: _R.STOPPED,
    _STATUS.NOT_AT_ADDRESS: _R.NOT_FOUND,
    _STATUS.RELOCATED: _R.MOVED_OUT,
}
BY_FOUND = {
    _FOUND.SUSPENDED: _R.SUSPENDED,
    _FOUND.STOPPED: _R.STOPPED,
    _FOUND.NOT_FOUND: _R.NOT_FOUND,
    _FOUND.REFUSED: _R.REFUSED,
    _FOUND.MOVED_OUT: _R.MOVED_OUT,
}


@dataclass
class _Asked:
    """A record on a day, with what the register knows; each is read when asked."""

    record: SurveyRecord
    day: object

    @cached_property
    def branch(self):
        """The chi bộ of the Khối at this enterprise on the day, or None."""
        links = BranchEnterprise.objects.on(self.day).select_related("branch")
        link = links.filter(enterprise=self.record.enterprise_id).first()
        return link and link.branch

    @cached_property
    def status(self):
        """The status row of the enterprise in force on the day, or None."""
        rows = EnterpriseStatus.objects.on(self.day)
        return rows.filter(enterprise=self.record.enterprise_id).first()

    @cached_property
    def least(self):
        """The rule row of the smallest number of official members, or None."""
        return Rule.objects.on(self.day).filter(code=Rule.Code.MIN_OFFICIAL).first()

    @property
    def official(self):
        return self.record.members_official

    @property
    def seen(self):
        """What the register says, where that is other than what was seen there."""
        if self.status is None or self.status.status == _STATUS.OPERATING:
            return ""
        return f" (sổ đang ghi: {self.status.get_status_display().lower()})"


def propose(record, day):
    """(class, reason in words) of a record by what holds on `day`."""
    asked = _Asked(record, day)
    return next(answer for test in TABLE if (answer := test(asked)))


def _duplicate(asked):
    if asked.record.found != _FOUND.DUPLICATE:
        return None
    other = asked.record.duplicate_of
    return _R.DUPLICATE, f"Trùng với {other}" if other else "Ghi trùng trong danh sách"


def _has_org_here(asked):
    if asked.branch is None:
        return None
    words = f"Sổ ghi {asked.branch} tại doanh nghiệp này ngày {asked.day:%d/%m/%Y}"
    if asked.record.found in BY_FOUND:
        words += f"; tại chỗ ghi: {asked.record.get_found_display().lower()}"
    return _R.HAS_ORG_HERE, words


def _as_found(asked):
    if (result := BY_FOUND.get(asked.record.found)) is None:
        return None
    return result, f"Tại chỗ ghi: {asked.record.get_found_display().lower()}"


def _unreachable(asked):
    if asked.record.found != _FOUND.UNREACHABLE:
        return None
    times = asked.record.attempts or 0
    if times < ENOUGH_ATTEMPTS:
        return "", (
            f"Mới {times} lần đến, gọi không gặp: đủ {ENOUGH_ATTEMPTS} lần mới xếp "
            "là không liên lạc được"
        )
    return _R.UNREACHABLE, f"{times} lần đến, gọi không gặp (đủ {ENOUGH_ATTEMPTS} lần)"


def _by_status(asked):
    """Only where nobody wrote what stood there: eyes are newer than a list."""
    if asked.record.found or asked.status is None:
        return None
    if (result := BY_STATUS.get(asked.status.status)) is None:
        return None
    said = asked.status.get_status_display().lower()
    return result, f"Sổ ghi trạng thái: {said}, từ {asked.status.started_on:%d/%m/%Y}"


def _has_org_elsewhere(asked):
    if asked.record.party_body != _BODY.ELSEWHERE:
        return None
    name = asked.record.party_body_name
    words = "Doanh nghiệp trả lời đã có tổ chức đảng thuộc đảng bộ khác"
    return _R.HAS_ORG_ELSEWHERE, f"{words}: {name}" if name else words


def _says_here(asked):
    if asked.record.party_body != _BODY.HERE:
        return None
    return "", (
        "Trả lời đã có tổ chức đảng thuộc Khối, nhưng sổ không có chi bộ nào ở doanh "
        f"nghiệp này ngày {asked.day:%d/%m/%Y}: cần kiểm tra lại"
    )


def _members(asked):
    if not asked.official:
        return None
    if asked.least is None:
        return "", (
            f"Chưa có quy định “{Rule.Code.MIN_OFFICIAL.label}” cho ngày "
            f"{asked.day:%d/%m/%Y}: văn phòng bổ sung ở mục Quy định"
        )
    least = int(asked.least.value)
    none = ", chưa có tổ chức đảng" if asked.record.party_body == _BODY.NONE else ""
    words = f"{asked.official} đảng viên chính thức{none}"
    rule = f"quy định tối thiểu {least} ({asked.least.source}){asked.seen}"
    doubt = "" if asked.record.party_body else f"; {NOT_ASKED}"
    if asked.official >= least:
        return _R.ELIGIBLE, f"{words}: đủ điều kiện theo {rule}{doubt}"
    return _R.NEAR_ELIGIBLE, f"{words}: chưa đủ theo {rule}{doubt}"


def _source(asked):
    """Quần chúng ưu tú, or a probationary member: official within the year."""
    parts = []
    if asked.record.members_probationary:
        parts.append(f"{asked.record.members_probationary} đảng viên dự bị")
    if asked.record.prospects:
        parts.append(f"{asked.record.prospects} quần chúng ưu tú")
    if not parts:
        return None
    official = "chưa ghi số" if asked.official is None else "chưa có"
    words = f"{official} đảng viên chính thức, có {' và '.join(parts)}"
    return _R.HAS_SOURCE, f"{words[0].upper()}{words[1:]}{asked.seen}"


def _no_source(asked):
    if asked.official is None and asked.record.prospects is None:
        return "", "Chưa ghi số đảng viên, quần chúng ưu tú: chưa đề xuất được"
    words = "Đang hoạt động" if asked.record.found == _FOUND.OPERATING else "Phiếu ghi"
    return _R.NO_SOURCE, (
        f"{words}: không có đảng viên, không có quần chúng ưu tú{asked.seen}"
    )


TABLE = (
    _duplicate,
    _has_org_here,
    _as_found,
    _unreachable,
    _by_status,
    _has_org_elsewhere,
    _says_here,
    _members,
    _source,
    _no_source,
)
