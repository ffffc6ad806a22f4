"""What a step writes beyond the file: the ceremony, the recognition, the cancelling."""

from accounts.log import change_set, current
from members import actions
from members.actions import NotPossibleError
from members.admission import duplicates
from members.models import Member, Placement, StepKind


def write(case, step):
    """Write what follows from the step; returns its change set, "" when nothing does.

    What the office has entered on the member's page already, on the same day, is left
    as it stands: then the step only tells of it.
    """
    what = {
        StepKind.DECISION: _decide,
        StepKind.CEREMONY: _admit,
        StepKind.RECOGNITION: _recognise,
        StepKind.CANCELLED: _cancel,
        StepKind.STRUCK: _strike,
    }.get(step.kind)
    if what is None:
        return ""
    with change_set(current().reason):
        return current().change_set if what(case, step) else ""


def _decide(case, step):
    """A decision corrected after the ceremony is corrected on the member's page too."""
    spell = case.spell
    if spell is None or step.is_redo:
        return False
    new = {"decision_number": step.number, "decision_on": step.happened_on}
    if all(getattr(spell, name) == value for name, value in new.items()):
        return False
    for name, value in new.items():
        setattr(spell, name, value)
    spell.full_clean()
    spell.save(update_fields=list(new))
    return True


def _admit(case, step):
    """The ceremony makes the person a member: Member, Spell, Placement.

    A member whom the register has already, admitted on this very day, is only told of.
    """
    candidate, decision = case.candidate, case.done.get(StepKind.DECISION)
    again = candidate.member_id is not None
    if again and (spell := candidate.member.spells.filter(ended_on=None).first()):
        if spell.ceremony_on == step.happened_on:
            return False
        raise NotPossibleError(
            "Người này hiện đang là đảng viên, vào Đảng ngày "
            f"{spell.ceremony_on:%d/%m/%Y}: ghi đúng ngày đó."
        )
    member = candidate.member or _member(candidate)
    actions.admit(
        member=member,
        branch=step.branch,
        ceremony_on=step.happened_on,
        again=again,
        decision_number=decision.number if decision else "",
        decision_on=decision.happened_on if decision else None,
        admitted_at=str(step.branch),
        introducers="\n".join(map(str, case.introductions)),
    )
    if not again:
        candidate.member = member
        candidate.save(update_fields=["member"])
    return True


def _member(candidate):
    person = {name: getattr(candidate, name) for name in ("full_name", "born_on")}
    person["citizen_id"] = str(candidate.citizen_id)
    if duplicates.members(**person).exists():
        raise NotPossibleError(
            f"{duplicates.KNOWN_ELSEWHERE} Nếu là người khác trùng họ tên, ngày sinh: "
            "ghi số định danh của cả hai."
        )
    member = Member(
        full_name=candidate.full_name,
        sex=candidate.sex,
        born_on=candidate.born_on,
        citizen_id=str(candidate.citizen_id),
        ethnicity=candidate.ethnicity,
        religion=candidate.religion,
        is_dignitary=candidate.is_dignitary,
        phone=candidate.phone,
        occupation=candidate.job,
        recruited_on=candidate.employed_on,
    )
    member.save()
    return member


def _own_spell(case):
    if (spell := case.spell) is None:
        raise NotPossibleError("Không tìm thấy quá trình đảng tịch của lễ kết nạp này.")
    return spell


def _recognise(case, step):
    spell = _own_spell(case)
    if spell.recognised_on == step.happened_on:
        return False
    if spell.recognised_on:
        raise NotPossibleError(
            "Hồ sơ đảng viên đã ghi công nhận chính thức ngày "
            f"{spell.recognised_on:%d/%m/%Y}: ghi đúng ngày đó."
        )
    actions.recognise(spell=spell, recognised_on=step.happened_on, number=step.number)
    return True


def _cancel(case, step):
    """Hủy kết nạp: off the roll from that day (§2.9)."""
    return _off_the_roll(case, step, Placement.Ended.CANCELLED)


def _strike(case, step):
    """Xóa tên a dự bị who is not fit (P9)."""
    return _off_the_roll(case, step, Placement.Ended.STRUCK_OFF)


def _off_the_roll(case, step, reason):
    spell = _own_spell(case)
    if (spell.end_reason, spell.ended_on) == (reason.value, step.happened_on):
        return False
    placement = spell.placements.filter(kind="official", ended_on=None).last()
    if placement is None:
        raise NotPossibleError("Đảng viên này không còn sinh hoạt chính thức ở chi bộ.")
    actions.leave(
        placement=placement, on=step.happened_on, reason=reason, number=step.number
    )
    actions.end_stays(placement=placement, on=step.happened_on)
    return True
