"""Rules about the file: introducers, helper, vetting, certificates, reviews."""

from branches.models import Rule
from hoangmai_party.periods import FAR, add_months
from members.admission.rules.base import Severity, check, day_words
from members.admission.rules.person import birthday
from members.admission.stages import K
from members.models import Candidate, CandidatePaper, Introduction, Vetting

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
    members = sum(r.kind == _MEMBER for r in rows)
    bodies = len(rows) - members
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


@check(
    "R2.7 35",
    _REFUSES,
    [K.VETTED, K.BRANCH_VOTE],
    "Hướng dẫn 06-HD/TW, 3.4",
    "Thẩm tra lý lịch chưa xong: {why}.",
    [_C.VETTING_HOME, _C.VETTING_ABROAD],
)
def vetting(case, step):
    """Each committee asked has answered, or need not be asked (R2.7)."""
    if not case.vettings:
        return {"why": "chưa ghi văn bản gửi đi thẩm tra"}
    if not any(v.about == Vetting.About.SELF for v in case.vettings):
        return {"why": "chưa có thẩm tra về bản thân"}
    day = step.happened_on
    waits = [
        v
        for v in case.vettings
        if not v.exempt_reason and (v.replied_on is None or v.replied_on > day)
    ]
    names = ", ".join(v.committee for v in waits)
    return {"why": f"chưa có trả lời của {names}"} if waits else None


_DOSSIER = (
    CandidatePaper.Kind.APPLICATION,
    CandidatePaper.Kind.BACKGROUND,
    CandidatePaper.Kind.BIRTH,
    CandidatePaper.Kind.DIPLOMA,
)


@check(
    "§1.7",
    _WARNS,
    [K.BRANCH_VOTE],
    "Hướng dẫn 06-HD/TW, 3.6 và 8.1; 02-HD/BTCTU, II.1.1.2.1",
    "Hồ sơ chưa ghi có: {missing}.",
)
def dossier(case, step):
    """Papers that no step and no other row of the file stands for."""
    day = step.happened_on
    missing = [k.label.lower() for k in _DOSSIER if case.paper(k, day) is None]
    return {"missing": ", ".join(missing)} if missing else None


@check(
    "31",
    _REFUSES,
    [K.BRANCH_VOTE],
    "Hướng dẫn 06-HD/TW, 3.1 và 5.4b",
    "Giấy chứng nhận lớp nhận thức về Đảng cấp ngày {issued} đã quá {months} tháng "
    "(hết giá trị sau ngày {last}): học lại.",
    [_C.AWARENESS_VALID],
)
def awareness(case, step):
    issued = case.day_of(K.CLASS)
    if issued is None:
        return None  # that the step lacks is said by `lacking`
    months = case.rule(_C.AWARENESS_VALID, step.happened_on)
    last = add_months(issued, months)
    if step.happened_on <= last:
        return None
    return {"issued": day_words(issued), "months": months, "last": day_words(last)}


@check(
    "R2.6 32",
    _WARNS,
    [K.BRANCH_VOTE],
    "Hướng dẫn 06-HD/TW, 5.4a",
    "Hồ sơ lập ngày {filed} đã quá {months} tháng: làm lại giấy giới thiệu, nghị quyết "
    "đoàn thể, thẩm tra và ý kiến bổ sung.",
    [_C.FILE_VALID],
)
def file_age(case, step):
    filed = case.day_of(K.FILED)
    if filed is None:
        return None
    months = case.rule(_C.FILE_VALID, step.happened_on)
    if step.happened_on <= add_months(filed, months):
        return None
    return {"filed": day_words(filed), "months": months}


@check(
    "34",
    _REFUSES,
    [K.RECOGNITION_VOTE],
    "Hướng dẫn 06-HD/TW, 4.1",
    "Chưa có giấy chứng nhận lớp bồi dưỡng đảng viên mới.",
)
def new_class(case, step):
    return None if case.day_of(K.NEW_CLASS) else {}


@check(
    "22",
    _REFUSES,
    [K.SELF_REVIEW, K.RECOGNITION_VOTE],
    "Hướng dẫn 06-HD/TW, 4.2–4.4; 02-HD/BTCTU, II.2.2",
    "Ngày {day} chưa hết thời gian dự bị (hết ngày {official}).",
    [_C.PROBATION_MONTHS],
)
def probation_over(case, step):
    ceremony = case.day_of(K.CEREMONY)
    if ceremony is None:
        return None
    official = add_months(ceremony, case.rule(_C.PROBATION_MONTHS, ceremony))
    if step.happened_on > official:
        return None
    return {"day": day_words(step.happened_on), "official": day_words(official)}


@check(
    "35",
    _WARNS,
    [K.RECOGNITION_VOTE],
    "Hướng dẫn 06-HD/TW, 4.2–4.4",
    "Chưa ghi bản tự kiểm điểm và nhận xét của người giúp đỡ.",
)
def self_review(case, step):
    return None if case.day_of(K.SELF_REVIEW) else {}


@check(
    "R2.18",
    _WARNS,
    [K.RECOGNITION_VOTE],
    "Hướng dẫn 02-HD/BTCTU; 69-QĐ/TW, Điều 7",
    "Bị kỷ luật trong thời gian dự bị: xem lại tư cách trước khi đề nghị công nhận.",
)
def probation_discipline(case, step):
    member, ceremony = case.candidate.member, case.day_of(K.CEREMONY)
    if not (member and ceremony):
        return None
    return {} if case.disciplined(member, ceremony, step.happened_on) else None


@check(
    "R2.19",
    _WARNS,
    [K.RECOGNITION_VOTE],
    "Hướng dẫn 06-HD/TW, 5.2b",
    "Đang sinh hoạt tạm thời ở {place}: nơi đó làm hồ sơ, chi bộ mình biểu quyết và "
    "công bố.",
)
def away(case, step):
    member = case.candidate.member
    rows = member and member.placements.on(step.happened_on)
    stays = [a for p in rows or () for a in p.absences.on(step.happened_on)]
    return {"place": stays[0].destination} if stays else None
