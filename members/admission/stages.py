"""Where a file stands: derived from its steps, never stored (members.md §2.1–2.2)."""

from django.db import models

from members.models import CandidateStep
from members.models import StepKind as K

# The way, in the order of the papers; what lies beside it is in EXITS.
WAY = (
    K.CHOSEN,
    K.CLASS,
    K.ALLOWED,
    K.FILED,
    K.VETTED,
    K.OPINIONS,
    K.BRANCH_VOTE,
    K.COMMITTEE_VOTE,
    K.DECISION,
    K.CEREMONY,
    K.PROFILE,
    K.NEW_CLASS,
    K.SELF_REVIEW,
    K.RECOGNITION_VOTE,
    K.RECOGNITION_COMMITTEE,
    K.RECOGNITION,
    K.PUBLISHED,
)
# What each step rests on: those must count and must not be later.
NEEDS = {
    K.CHOSEN: (),
    K.CLASS: (K.CHOSEN,),
    K.ALLOWED: (K.CLASS,),
    K.FILED: (K.ALLOWED,),
    K.VETTED: (K.FILED,),
    K.OPINIONS: (K.FILED,),
    K.BRANCH_VOTE: (K.VETTED, K.OPINIONS),
    K.COMMITTEE_VOTE: (K.BRANCH_VOTE,),
    K.DECISION: (K.COMMITTEE_VOTE,),
    K.CEREMONY: (K.DECISION,),
    K.PROFILE: (K.CEREMONY,),
    K.NEW_CLASS: (K.CEREMONY,),
    K.SELF_REVIEW: (K.CEREMONY,),
    K.RECOGNITION_VOTE: (K.CEREMONY,),
    K.RECOGNITION_COMMITTEE: (K.RECOGNITION_VOTE,),
    K.RECOGNITION: (K.RECOGNITION_COMMITTEE,),
    K.PUBLISHED: (K.RECOGNITION,),
    K.STRIKE_VOTE: (K.CEREMONY,),
    K.STRIKE_COMMITTEE: (K.STRIKE_VOTE,),
    K.STRUCK: (K.STRIKE_COMMITTEE,),
}
# Not fit to be recognised: the branch, the đảng ủy, the level above (P9).
STRIKE = (K.STRIKE_VOTE, K.STRIKE_COMMITTEE, K.STRUCK)
OF_BRANCH = (K.BRANCH_VOTE, K.RECOGNITION_VOTE, K.STRIKE_VOTE)
OF_COMMITTEE = (K.COMMITTEE_VOTE, K.RECOGNITION_COMMITTEE, K.STRIKE_COMMITTEE)
VOTES = frozenset({*OF_BRANCH, *OF_COMMITTEE})
# A vote of the committee that three failed votes of the branch do not stop.
GOES_UP = {
    K.RECOGNITION_COMMITTEE: K.RECOGNITION_VOTE,
    K.STRIKE_COMMITTEE: K.STRIKE_VOTE,
}
# Made again when a certificate or the file has grown too old (R2.6, 06 §3.1).
AGAIN = frozenset({K.CLASS, K.FILED, K.VETTED, K.OPINIONS})
# What the office enters, for the đảng ủy and the level above it.
OFFICE = frozenset(
    {
        K.ALLOWED,
        K.COMMITTEE_VOTE,
        K.DECISION,
        K.RECOGNITION_COMMITTEE,
        K.RECOGNITION,
        K.STRIKE_COMMITTEE,
        K.STRUCK,
        K.REFUSED,
        K.CANCELLED,
        K.LEFT,
    }
)
# What ends a file for good, the strongest first.
ENDS = (K.CANCELLED, K.STRUCK, K.LEFT, K.REFUSED)
# What stops it until "Tiếp tục" is entered: the person comes back to one file.
STOPS = (K.PAUSED, K.DROPPED, K.GONE)
MUST_SAY_WHY = frozenset({K.DROPPED, K.REFUSED})
# What the office may make again although later steps rest on it (294 §4.4).
REDOABLE = frozenset(
    {*WAY[: WAY.index(K.CEREMONY)], K.RECOGNITION_VOTE, K.RECOGNITION_COMMITTEE}
)
# Votes that failed this often on one question go to the level above (294 §4.2.3).
MOST_ROUNDS = 3


class Stage(models.TextChoices):
    """Giai đoạn của hồ sơ."""

    FOLLOWED = "followed", "Quần chúng ưu tú"
    SYMPATHISER = "sympathiser", "Cảm tình Đảng"
    TRAINED = "trained", "Đã học lớp nhận thức"
    PREPARING = "preparing", "Được làm thủ tục"
    VETTING = "vetting", "Đang thẩm tra, lấy ý kiến"
    ELIGIBLE = "eligible", "Đủ điều kiện"
    BRANCH_VOTED = "branch_voted", "Chi bộ đã đề nghị kết nạp"
    COMMITTEE_VOTED = "committee_voted", "Đảng ủy đã đề nghị kết nạp"
    DECIDED = "decided", "Có quyết định, chưa làm lễ"
    PROBATION = "probation", "Đảng viên dự bị"
    RECOGNITION_VOTED = "recognition_voted", "Chi bộ đã đề nghị công nhận"
    RECOGNITION_COMMITTEE = "recognition_committee", "Đảng ủy đã đề nghị công nhận"
    OFFICIAL = "official", "Đảng viên chính thức"
    PAUSED = "paused", "Tạm dừng"
    DROPPED = "dropped", "Đã đưa ra"
    GONE = "gone", "Đã chuyển nơi khác"
    REFUSED = "refused", "Cấp trên không đồng ý"
    CANCELLED = "cancelled", "Đã hủy kết nạp"
    STRUCK = "struck", "Đã xóa tên"
    LEFT = "left", "Đã thôi là đảng viên"


_AFTER = (
    (K.RECOGNITION, Stage.OFFICIAL),
    (K.RECOGNITION_COMMITTEE, Stage.RECOGNITION_COMMITTEE),
    (K.RECOGNITION_VOTE, Stage.RECOGNITION_VOTED),
    (K.CEREMONY, Stage.PROBATION),
    (K.DECISION, Stage.DECIDED),
    (K.COMMITTEE_VOTE, Stage.COMMITTEE_VOTED),
    (K.BRANCH_VOTE, Stage.BRANCH_VOTED),
    (K.FILED, Stage.VETTING),
    (K.ALLOWED, Stage.PREPARING),
    (K.CLASS, Stage.TRAINED),
    (K.CHOSEN, Stage.SYMPATHISER),
)
# Files that are over, or stand still: nothing of them is due.
AT_REST = frozenset(
    {
        Stage.OFFICIAL,
        Stage.PAUSED,
        Stage.DROPPED,
        Stage.GONE,
        Stage.REFUSED,
        Stage.CANCELLED,
        Stage.STRUCK,
        Stage.LEFT,
    }
)


def counting(steps):
    """The steps that are part of the file, oldest first."""
    kept = (s for s in steps if s.counts and not s.voided_at)
    return sorted(kept, key=lambda s: (s.happened_on, s.pk or 0))


def returned(steps):
    """Steps that came back and for which no newer step of their kind counts.

    An older one does not answer them: a vote that failed stands before the next.
    """
    kept, back = counting(steps), CandidateStep.State.RETURNED
    return [
        step
        for step in steps
        if step.state == back
        and not any(s.kind == step.kind and (s.pk or 0) > step.pk for s in kept)
    ]


def done(steps):
    """{kind: its newest counting step}; a vote that failed has not been done."""
    return {K(s.kind): s for s in counting(steps) if s.passed is not False}


def stage_of(steps):
    """The stage that the steps say."""
    reached = done(steps)
    for kind in ENDS:
        if kind in reached:
            return Stage(kind.value)
    if stop := stopped(steps):
        return Stage(stop.value)
    stage = next((s for kind, s in _AFTER if kind in reached), Stage.FOLLOWED)
    if stage == Stage.VETTING and reached.keys() >= {K.VETTED, K.OPINIONS}:
        return Stage.ELIGIBLE
    return stage


def stopped(steps):
    """What stops the file: the last word beside the way; None when it goes on."""
    last = [K(s.kind) for s in counting(steps) if s.kind in (*STOPS, K.RESUMED)]
    return last[-1] if last and last[-1] != K.RESUMED else None


def failed(steps, kind):
    """How often a vote of this kind fell short."""
    return sum(s.kind == kind and s.passed is False for s in counting(steps))


def lacking(steps, kind, is_old=False):
    """The steps that `kind` still waits for."""
    reached = done(steps)
    if is_old or _goes_up(steps, kind):
        return ()
    return tuple(need for need in NEEDS.get(kind, ()) if need not in reached)


def resting(steps, kind):
    """The counting steps that rest on a step of this kind."""
    return [s for s in counting(steps) if kind in NEEDS.get(s.kind, ())]


def _goes_up(steps, kind):
    """After three failed votes the level above decides without the branch's."""
    vote = GOES_UP.get(kind)
    return vote is not None and failed(steps, vote) >= MOST_ROUNDS


def open_kinds(steps, is_old=False):
    """What can be entered now, in the order of the way; exits last."""
    reached = done(steps)
    if reached.keys() & set(ENDS):
        return []
    if stop := stopped(steps):
        return [K.RESUMED, K.DROPPED, K.GONE] if stop == K.PAUSED else [K.RESUMED]
    way = [k for k in WAY if _is_open(steps, reached, k, is_old)]
    return way + _exits(steps, reached)


def _is_open(steps, reached, kind, is_old):
    if kind in reached and not (kind in AGAIN and K.BRANCH_VOTE not in reached):
        return False
    if K.CEREMONY in reached and WAY.index(kind) < WAY.index(K.CEREMONY):
        return is_old
    return not lacking(steps, kind, is_old)


def _exits(steps, reached):
    if K.RECOGNITION in reached:
        return [K.CANCELLED]
    if K.CEREMONY in reached:
        strike = [k for k in STRIKE if k not in reached and not lacking(steps, k)]
        return [*strike, K.CANCELLED]
    refusable = [K.REFUSED] if K.FILED in reached else []
    return [K.PAUSED, K.DROPPED, K.GONE, *refusable]


def next_kind(steps, is_old=False):
    """The one step that the page opens: the first of the way not yet done."""
    reached = done(steps)
    for kind in open_kinds(steps, is_old):
        if kind in WAY and kind not in reached:
            return kind
    return None
