"""Rules about who stands by the candidate: introducers, Đoàn, công đoàn, the helper."""

from branches.models import Rule
from hoangmai_party.periods import FAR, add_months
from hoangmai_party.text import search_key
from members.admission.rules.base import Severity, check, day_words
from members.admission.rules.person import birthday
from members.admission.stages import K
from members.models import Candidate, Introduction

_WARNS, _REFUSES = Severity.WARNS, Severity.REFUSES
_C = Rule.Code
_MEMBER = Introduction.Kind.MEMBER


def _introducers(case, day):
    """The introductions in force on `day`."""
    rows = case.introductions
    return [r for r in rows if r.introduced_on <= day and (r.ended_on or FAR) > day]


@check(
    "R2.8 R2.9 25",
    _REFUSES,
    [K.BRANCH_VOTE],
    "Điều lệ Đảng, Điều 4; 294-QĐ/TW, điểm 3.1",
    "Thiếu người giới thiệu: cần hai đảng viên chính thức, hoặc một đảng viên và nghị "
    "quyết của Đoàn hoặc công đoàn; hiện có {have}.",
)
def introducers(case, step):
    rows = _introducers(case, step.happened_on)
    people = [r for r in rows if r.kind == _MEMBER]
    members = len({r.member_id or search_key(r.name) for r in people})
    bodies = len(rows) - len(people)
    if members >= 2 or (members and bodies):
        return None
    return {"have": f"{members} đảng viên, {bodies} nghị quyết"}


@check(
    "R2.8 R2.9 29",
    _WARNS,
    [K.BRANCH_VOTE],
    "294-QĐ/TW, điểm 3.1; 02-HD/BTCTU, II.1.1.2.1b",
    "Trong tuổi đoàn viên (tròn {years} tuổi ngày {full}): {asks}.",
    [_C.YOUTH_AGE],
)
def youth(case, step):
    """Where Đoàn or công đoàn exists, its resolution stands for one introducer."""
    years = case.rule(_C.YOUTH_AGE, step.happened_on)
    full = birthday(case.candidate.born_on, years)
    if step.happened_on >= full:
        return None
    kinds = {r.kind for r in _introducers(case, step.happened_on)}
    if asks := _asks_of_youth(case.candidate.unions, kinds):
        return {"years": years, "full": day_words(full), "asks": asks}
    return None


def _asks_of_youth(unions, kinds):
    if unions == Candidate.Union.YOUTH and Introduction.Kind.YOUTH not in kinds:
        return "phải có nghị quyết giới thiệu của Đoàn"
    if unions == Candidate.Union.TRADE and Introduction.Kind.TRADE not in kinds:
        return "phải có nghị quyết giới thiệu của công đoàn"
    if unions == Candidate.Union.NEITHER:
        return "nơi làm việc không có Đoàn và công đoàn thì hỏi cấp trên trực tiếp"
    if not unions and kinds <= {_MEMBER}:
        return "chưa ghi nơi làm việc có Đoàn, công đoàn không"
    return ""


def _named(rows):
    return ", ".join(sorted(str(r.member or r.name) for r in rows))


@check(
    "R2.10 26",
    _REFUSES,
    [K.BRANCH_VOTE],
    "Điều lệ Đảng, Điều 4; 294-QĐ/TW, điểm 3.2",
    "Người giới thiệu chưa là đảng viên chính thức vào ngày giới thiệu: {names}.",
)
def introducer_official(case, step):
    wrong = []
    for row in _introducers(case, step.happened_on):
        if row.member_id:
            spells = row.member.spells.filter(counts_official_on__lte=row.introduced_on)
            spells = spells.exclude(ended_on__lte=row.introduced_on)
            wrong += [] if spells.exists() else [row]
    return {"names": _named(wrong)} if wrong else None


@check(
    "R2.10 R2.13 27",
    _WARNS,
    [K.BRANCH_VOTE],
    "294-QĐ/TW, điểm 3.2",
    "Người giới thiệu chưa cùng công tác đủ {months} tháng: {names}.",
    [_C.TOGETHER],
)
def introducer_months(case, step):
    months, short = case.rule(_C.TOGETHER, step.happened_on), []
    for row in _introducers(case, step.happened_on):
        since = row.together_since
        is_short = not since or add_months(since, months) > row.introduced_on
        if row.kind == _MEMBER and is_short and not _is_waived(case, row):
            short.append(row)
    return {"months": months, "names": _named(short)} if short else None


def _is_waived(case, row):
    """A replacement, or one at the new branch of somebody who moved (R2.13)."""
    moved = case.moved_on
    return row.is_replacement or (moved is not None and moved <= row.introduced_on)


@check(
    "R2.10 28",
    _WARNS,
    [K.BRANCH_VOTE],
    "294-QĐ/TW, điểm 3.2.2",
    "Người giới thiệu bị kỷ luật hoặc đã chuyển đi, cần thay: {names}.",
)
def introducer_unfit(case, step):
    unfit, day = [], step.happened_on
    for row in _introducers(case, day):
        if row.member_id and (
            case.disciplined(row.member, row.introduced_on, day)
            or not row.member.placements.on(day).exists()
        ):
            unfit.append(row)
    return {"names": _named(unfit)} if unfit else None


@check(
    "30",
    _WARNS,
    [K.ALLOWED, K.BRANCH_VOTE, K.CEREMONY, K.RECOGNITION_VOTE],
    "Hướng dẫn 06-HD/TW, 3.8; 38-HD/BTCTW, I.1.1",
    "Người giúp đỡ: {why}.",
)
def helper(case, step):
    day = step.happened_on
    now = [h for h in case.helps if h.started_on <= day < (h.ended_on or FAR)]
    if not now:
        return {"why": "chưa phân công đảng viên chính thức giúp đỡ"}
    period = case.period_on(day)
    able = case.officials(period.branch_id, day) if period else set()
    wrong = [h.member for h in now if h.member_id not in able]
    if len(wrong) < len(now):
        return None
    names = ", ".join(map(str, wrong))
    return {"why": f"{names} không là đảng viên chính thức của chi bộ ngày đó"}
