"""The person and the branch that keeps the file."""

from django.core.exceptions import PermissionDenied

from accounts.log import change_set
from branches.delegation import on_behalf_of
from members import actions
from members.actions import NotPossibleError, in_words
from members.admission import duplicates, stages
from members.admission.acts.base import locked, refuse_unless_office
from members.admission.case import Case
from members.admission.rights import is_office
from members.admission.stages import Stage
from members.models import Candidate, CandidateBranch

# Files whose branch can't be changed here: the member's own moves carry them.
_STAYS = stages.AT_REST - {Stage.PAUSED, Stage.DROPPED, Stage.GONE}


def add(*, branch, started_on, by, number="", is_known=False, **person):
    """Thêm quần chúng ưu tú: the person and the branch that keeps the file.

    `is_known`: the office says that it is the member of the register with this number,
    or this name and birthday: a kết nạp lại, or a file that began before the register.
    The question whether the person is known is logged and counted although the act is
    refused: it stands before the transaction of the act.
    """
    if not (is_office(by) or by.has_perm("members.keep_candidate")):
        raise PermissionDenied
    member = _known(by, person) if is_known else None
    if said := duplicates.answer(by, **duplicates.who(person), but_member=is_known):
        raise NotPossibleError(said)
    return _add(branch, started_on, number, {"member": member, **person})


@in_words()
def _add(branch, started_on, number, person):
    name = person["full_name"]
    with change_set(
        f"Thêm quần chúng ưu tú: {name}", on_behalf_of=on_behalf_of(branch)
    ):
        candidate = Candidate(**person)
        candidate.full_clean(exclude=["order"])
        candidate.save()
        CandidateBranch.objects.create(
            candidate=candidate, branch=branch, started_on=started_on, number=number
        )
    return candidate


def _known(by, person):
    """The one member meant; the office alone may say so."""
    refuse_unless_office(by)
    found = list(duplicates.members(**duplicates.who(person))[:2])
    if len(found) != 1:
        raise NotPossibleError(
            "Không tìm thấy đúng một đảng viên có số định danh, hoặc họ tên và ngày sinh "
            "này: kiểm tra lại, hoặc ghi số định danh."
        )
    return found[0]


@in_words()
def move(*, candidate, to, on, by, number=""):
    """Chuyển hồ sơ sang chi bộ khác of the body (R2.13): one day closes and opens.

    The new branch goes on from where the file stands and names a helper of its own.
    """
    refuse_unless_office(by)
    candidate = locked(candidate)
    case = Case(candidate)
    if stages.K.CEREMONY in case.done or case.stage in _STAYS:
        raise NotPossibleError(
            f"Hồ sơ đang là “{case.stage.label}”: không chuyển như người chưa kết nạp."
        )
    last = case.periods[-1]
    if to.pk == last.branch_id:
        raise NotPossibleError("Hồ sơ đang do chính chi bộ này theo dõi.")
    if any(s.happened_on > on for s in case.steps):
        raise NotPossibleError("Đã ghi bước có ngày sau ngày chuyển.")
    with change_set(f"Chuyển hồ sơ người vào Đảng: {candidate} sang {to}"):
        if last.ended_on is None:
            actions.end_period(last, on=on)
        for row in candidate.helps.filter(ended_on=None, started_on__lt=on):
            actions.end_period(row, on=on)
        return CandidateBranch.objects.create(
            candidate=candidate, branch=to, started_on=on, number=number
        )
