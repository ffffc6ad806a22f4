"""Rules about the file: vetting, papers, certificates, reviews."""

from branches.models import Rule
from hoangmai_party.periods import add_months
from hoangmai_party.text import in_sentence
from members.admission.rules.base import Severity, check, day_words
from members.admission.stages import K
from members.models import CandidatePaper, Vetting

_WARNS, _REFUSES = Severity.WARNS, Severity.REFUSES
_C = Rule.Code


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
    missing = [in_sentence(k.label) for k in _DOSSIER if case.paper(k, day) is None]
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
