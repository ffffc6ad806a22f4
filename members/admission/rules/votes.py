"""Rules about votes: the base, the threshold, the rounds (R2.2–R2.4)."""

from fractions import Fraction

from branches.models import Rule
from members.admission.rules.base import Severity, check
from members.admission.stages import (
    MOST_ROUNDS,
    OF_BRANCH,
    OF_COMMITTEE,
    K,
    failed,
)

_WARNS, _REFUSES = Severity.WARNS, Severity.REFUSES
_IMPOSSIBLE = Severity.IMPOSSIBLE
# Điều lệ Đảng, Điều 4 and 5; 294 §9.3.4: at least two thirds, no percentage of it.
SHARE = Fraction(2, 3)
COUNTS = ("base", "present", "in_favour", "against")


def threshold(base):
    """The least number in favour that is two thirds of `base`: 5 of 7, 6 of 9."""
    return -(-base * SHARE.numerator // SHARE.denominator)


def passes(step):
    """Whether the counts reach the ratio; None where there are none."""
    if None in (step.base, step.in_favour):
        return None
    return step.in_favour >= threshold(step.base)


@check(
    "R2.4 36",
    _IMPOSSIBLE,
    [*OF_BRANCH, *OF_COMMITTEE],
    "294-QĐ/TW, điểm 9.3",
    "Phải ghi đủ số được triệu tập, có mặt, tán thành và không tán thành.",
    ahead=False,
)
def counts_given(case, step):
    given = [getattr(step, name) is not None for name in COUNTS]
    return None if all(given) and step.base else {}


@check(
    "36",
    _IMPOSSIBLE,
    [*OF_BRANCH, *OF_COMMITTEE],
    "294-QĐ/TW, điểm 9.3",
    "Kết quả biểu quyết không khớp: {why}.",
    ahead=False,
)
def counts_fit(case, step):
    if None in (step.base, step.present, step.in_favour, step.against):
        return None
    if step.in_favour + step.against > step.present:
        return {"why": "tán thành và không tán thành cộng lại quá số có mặt"}
    if step.present > step.base:
        return {"why": "có mặt quá số được triệu tập"}
    return None


@check(
    "R2.2 36 37",
    _REFUSES,
    OF_BRANCH,
    "294-QĐ/TW, điểm 9.3.2 và 6.3.2b",
    "Ghi {typed} người có quyền biểu quyết, quá số {real} đảng viên chính thức của chi "
    "bộ ngày đó: dự bị và sinh hoạt tạm thời không biểu quyết.",
    ahead=False,
)
def base_too_large(case, step):
    if step.base is None or (real := len(_officials(case, step))) >= step.base:
        return None
    return {"typed": step.base, "real": real}


def _officials(case, step):
    return case.officials(step.branch_id, step.happened_on)


@check(
    "R2.2",
    _WARNS,
    OF_BRANCH,
    "294-QĐ/TW, điểm 9.3.2; 02-HD/BTCTU, II.1.1.2.1(8)",
    "Ghi {typed} người có quyền biểu quyết; theo sổ là {real} (đã trừ người được miễn "
    "và đi sinh hoạt tạm thời; người được miễn mà có mặt thì tính thêm).",
    ahead=False,
)
def base_differs(case, step):
    if step.base is None or step.base > len(_officials(case, step)):
        return None
    real = len(case.voting_base(step.branch_id, step.happened_on))
    return None if real == step.base else {"typed": step.base, "real": real}


@check(
    "38",
    _WARNS,
    OF_BRANCH,
    "Điều lệ Đảng, Điều 21",
    "Ngày đó chi bộ chỉ có {real} đảng viên chính thức, dưới {least}.",
    [Rule.Code.MIN_OFFICIAL],
)
def too_few(case, step):
    least = case.rule(Rule.Code.MIN_OFFICIAL, step.happened_on)
    real = len(_officials(case, step))
    return {"real": real, "least": least} if real < least else None


@check(
    "R2.2 R2.3 36",
    _WARNS,
    [*OF_BRANCH, *OF_COMMITTEE],
    "Điều lệ Đảng; 294-QĐ/TW, điểm 9.3.3 và 9.3.4",
    "Tán thành {favour} trên {base}, cần ít nhất {least}: không đạt, ghi để báo cáo đầy "
    "đủ kết quả lên cấp trên.",
    ahead=False,
)
def short_of_share(case, step):
    if passes(step) is not False:
        return None
    least = threshold(step.base)
    return {"favour": step.in_favour, "base": step.base, "least": least}


@check(
    "R2.2 36",
    _REFUSES,
    OF_BRANCH,
    "294-QĐ/TW, điểm 9.3.2 và 9.3.4",
    "Tán thành {favour}, đủ hai phần ba của {typed} đã ghi nhưng không đủ hai phần ba "
    "của {real} người có quyền biểu quyết theo sổ (cần {least}).",
    ahead=False,
)
def short_of_real_share(case, step):
    """The ratio is of those who really can vote that day, not of those written down."""
    if not passes(step):
        return None
    real = len(case.voting_base(step.branch_id, step.happened_on))
    if step.base >= real or step.in_favour >= threshold(real):
        return None
    names = {"favour": step.in_favour, "typed": step.base}
    return {**names, "real": real, "least": threshold(real)}


@check(
    "R2.4",
    _WARNS,
    [K.RECOGNITION_VOTE, K.STRIKE_VOTE],
    "294-QĐ/TW, điểm 4.2.3",
    "Đã {rounds} lần biểu quyết không đạt: cấp trên xem xét, quyết định.",
)
def rounds_over(case, step):
    rounds = failed(case.all_steps, step.kind)
    return {"rounds": rounds} if rounds >= MOST_ROUNDS else None
