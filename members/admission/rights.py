"""Who may enter which step: the branch its own, the office the rest and in its place."""

from django.core.exceptions import PermissionDenied

from members.admission.stages import OFFICE, K

KEEP = "members.keep_candidate"
DECIDE = "members.decide_candidate"


def is_office(user):
    """Whether the user enters what the đảng ủy and the level above decide."""
    return user.has_perm(DECIDE)


def may_enter(user, kind):
    """Whether the user may enter a step of this kind."""
    if is_office(user):
        return True
    return kind not in OFFICE and user.has_perm(KEEP)


def refuse_others(user, kind):
    """403 for who may not enter this step."""
    if not may_enter(user, kind):
        raise PermissionDenied


LOCKED = "Đã nộp cùng nghị quyết chi bộ: chỉ văn phòng Đảng ủy Khối sửa được."


def is_locked(user, case):
    """Whether what the vote rested on is closed to the branch: it was handed in."""
    return K.BRANCH_VOTE in case.done and not is_office(user)
