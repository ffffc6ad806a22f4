"""Kiến nghị của chủ doanh nghiệp: raised → forwarded to → answered on."""

from accounts.log import change_set
from members.actions import NotPossibleError, in_words
from surveys.cases.acts import checked_save, locked, refuse_future
from surveys.models import Proposal


@in_words()
def add(*, case, raised_on, content, by, visit=None):
    """Ghi kiến nghị of the owner, with or without a visit."""
    case = locked(case)
    refuse_future(raised_on, "Ngày nêu")
    if raised_on < case.opened_on:
        raise NotPossibleError(
            f"Ngày nêu không được trước ngày mở hồ sơ {case.opened_on:%d/%m/%Y}."
        )
    row = Proposal(case=case, visit=visit, raised_on=raised_on, content=content.strip())
    with change_set(f"Kiến nghị của chủ doanh nghiệp: {case.enterprise}"):
        return checked_save(row)


@in_words()
def forward(*, proposal, forwarded_to, forwarded_on, by, forward_number=""):
    """Chuyển to the agency that answers; forwarding again names the newer one."""
    row = _fresh(proposal)
    refuse_future(forwarded_on, "Ngày chuyển")
    if row.answered_on:
        raise NotPossibleError(f"Kiến nghị này {row.state.lower()}.")
    row.forwarded_to, row.forwarded_on = forwarded_to.strip(), forwarded_on
    row.forward_number = forward_number
    with change_set(f"Chuyển kiến nghị: {row.case.enterprise}"):
        return checked_save(row)


@in_words()
def answer(*, proposal, answered_on, answer, by):
    """Trả lời: what the owner was told, by whomever; also without forwarding."""
    row = _fresh(proposal)
    refuse_future(answered_on, "Ngày trả lời")
    if row.answered_on:
        raise NotPossibleError(f"Kiến nghị này {row.state.lower()}.")
    if row.forwarded_on and answered_on < row.forwarded_on:
        raise NotPossibleError(
            f"Ngày trả lời không được trước ngày chuyển {row.forwarded_on:%d/%m/%Y}."
        )
    row.answered_on, row.answer = answered_on, answer.strip()
    with change_set(f"Trả lời kiến nghị: {row.case.enterprise}"):
        return checked_save(row)


def _fresh(proposal):
    """The row as it stands now, its case held."""
    locked(proposal.case)
    row = Proposal.objects.select_related("case__enterprise").filter(pk=proposal.pk)
    if (found := row.first()) is None:
        raise NotPossibleError("Kiến nghị này đã bị hủy.")
    return found
