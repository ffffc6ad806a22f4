"""Rules about the person: age, schooling, work, owners, special cases, once more."""

import datetime as dt

from branches.models import Rule
from hoangmai_party import clock
from hoangmai_party.periods import add_months
from hoangmai_party.text import in_sentence
from members import codes
from members.admission.rules.base import Severity, check, day_words
from members.admission.stages import K
from members.models import Candidate, CandidatePaper, Spell

_WARNS, _REFUSES = Severity.WARNS, Severity.REFUSES
_PAPER = CandidatePaper.Kind
_C = Rule.Code


def birthday(born_on, years):
    """The day on which somebody is full `years` old."""
    return add_months(born_on, 12 * years)


@check(
    "R2.5 14",
    _REFUSES,
    [K.BRANCH_VOTE],
    "Điều lệ Đảng, Điều 1; 294-QĐ/TW, điểm 1.1",
    "Ngày {day} chưa đủ {years} tuổi: đủ tuổi từ ngày {full}.",
    [_C.AGE_MIN],
)
def age_min(case, step):
    years = case.rule(_C.AGE_MIN, step.happened_on)
    full = birthday(case.candidate.born_on, years)
    if step.happened_on >= full:
        return None
    return {"day": day_words(step.happened_on), "years": years, "full": day_words(full)}


@check(
    "R2.5 15",
    _REFUSES,
    [K.BRANCH_VOTE, K.DECISION],
    "294-QĐ/TW, điểm 1.1; Hướng dẫn 02-HD/BTCTU, 2.2",
    "Đã quá {years} tuổi (tròn {years} tuổi ngày {full}) mà hồ sơ chưa có văn bản đồng "
    "ý của Thành ủy.",
    [_C.AGE_MAX],
)
def age_max(case, step):
    """Full 60 by month: the month of the birthday still counts."""
    vote = case.day_of(K.BRANCH_VOTE) if step.kind == K.DECISION else step.happened_on
    vote = vote or step.happened_on
    years = case.rule(_C.AGE_MAX, vote)
    full = birthday(case.candidate.born_on, years)
    if (vote.year, vote.month) <= (full.year, full.month):
        return None
    if case.paper(_PAPER.CITY_CONSENT, step.happened_on):
        return None
    return {"years": years, "full": day_words(full)}


@check(
    "R2.5 33",
    _REFUSES,
    [K.BRANCH_VOTE],
    "24-QĐ/TW, 1.2; 294-QĐ/TW, điểm 1.2.1",
    "Hồ sơ chưa ghi bằng tốt nghiệp trung học cơ sở trở lên.",
)
def education(case, step):
    enough = (Candidate.Education.LOWER, Candidate.Education.UPPER)
    return None if case.candidate.education in enough else {}


@check(
    "R2.11",
    _WARNS,
    [K.ALLOWED, K.BRANCH_VOTE],
    "Hướng dẫn 06-HD/TW, 6.2c; 02-HD/BTCTU, 4.6.5",
    "Chưa đủ {months} tháng làm việc liên tục tại doanh nghiệp ({since}): xét ở nơi cư "
    "trú, có nhận xét của doanh nghiệp.",
    [_C.WORKED],
)
def workplace(case, step):
    since, months = case.candidate.employed_on, case.rule(_C.WORKED, step.happened_on)
    if since and add_months(since, months) <= step.happened_on:
        return None
    return {"months": months, "since": f"từ {since:%d/%m/%Y}" if since else "chưa ghi"}


HOA = "04"  # người Hoa, in codes.ETHNIC_GROUPS
OWNER_PAPERS = (
    _PAPER.LICENCE,
    _PAPER.DUTIES,
    _PAPER.AGREEMENT,
    _PAPER.BUSINESS,
    _PAPER.ORGANISATIONS,
    _PAPER.SAFETY,
    _PAPER.CAPITAL,
)


@check(
    "R2.14 R2.15 R2.16",
    _WARNS,
    [K.BRANCH_VOTE, K.COMMITTEE_VOTE],
    "Hướng dẫn 08-HD/BTCTW (2021), III.1; 02-HD/BTCTU, 4.4",
    "Chủ doanh nghiệp: hồ sơ còn thiếu {missing}.",
)
def owner_papers(case, step):
    if not case.candidate.is_owner:
        return None
    missing = [in_sentence(k.label) for k in OWNER_PAPERS if not _has(case, k, step)]
    return {"missing": ", ".join(missing)} if missing else None


def _has(case, kind, step):
    return case.paper(kind, step.happened_on) is not None


def _special(candidate):
    """Papers asked in the special cases of §2.7."""
    asked = []
    if candidate.religion != codes.NO_RELIGION:
        asked.append(_PAPER.UPPER_CONSENT)
    if candidate.is_dignitary or candidate.needs_city_consent:
        asked.append(_PAPER.CITY_CONSENT)
    if candidate.is_dignitary or candidate.has_foreign_spouse:
        asked.append(_PAPER.SECURITY)
    if candidate.has_foreign_spouse:
        asked.append(_PAPER.MARRIAGE)
    if candidate.ethnicity == HOA and _PAPER.SECURITY not in asked:
        asked.append(_PAPER.SECURITY)
    return asked


@check(
    "§2.7",
    _WARNS,
    [K.BRANCH_VOTE, K.DECISION],
    "Hướng dẫn 02-HD/BTCTU, 4.1–4.3 và 1.2.2",
    "Trường hợp đặc thù: hồ sơ còn thiếu {missing}.",
)
def special_case(case, step):
    missing = [k for k in _special(case.candidate) if not _has(case, k, step)]
    names = ", ".join(in_sentence(k.label) for k in missing)
    return {"missing": names} if missing else None


@check(
    "59",
    _REFUSES,
    [K.BRANCH_VOTE, K.DECISION],
    "24-QĐ/TW, 3.5; 294-QĐ/TW, điểm 3.5",
    "Kết nạp lại: {why}.",
    [_C.READMISSION, _C.READMISSION_CLEARED],
)
def readmission(case, step):
    """At least 36 months out, once only, and the city's consent in writing."""
    if not (case.candidate.member_id and case.day_of(K.CEREMONY) is None):
        return None
    spells = list(case.candidate.member.spells.order_by("ceremony_on"))
    if not spells:
        return None
    why = _why_not_again(case, spells, step)
    return {"why": why} if why else None


def _why_not_again(case, spells, step):
    last = spells[-1]
    if last.ended_on is None:
        return "người này hiện đang là đảng viên"
    if len(spells) > 1:
        return "chỉ được kết nạp lại một lần"
    if last.end_reason == Spell.EndReason.RESIGNED:
        return "người tự nguyện ra khỏi Đảng không được kết nạp lại nếu không thật đặc biệt"
    months = case.rule(_C.READMISSION, step.happened_on)
    free = add_months(last.ended_on, months)
    if step.happened_on < free:
        return f"chưa đủ {months} tháng từ ngày {last.ended_on:%d/%m/%Y}"
    if why := _why_not_cleared(case, step):
        return why
    if not _has(case, _PAPER.CITY_CONSENT, step):
        return "chưa có văn bản đồng ý của Ban Thường vụ Thành ủy"
    return ""


def _why_not_cleared(case, step):
    """After a minor crime: sixty months from the clearing of the record."""
    if (cleared := case.candidate.cleared_on) is None:
        return ""
    months = case.rule(_C.READMISSION_CLEARED, step.happened_on)
    if step.happened_on >= add_months(cleared, months):
        return ""
    return f"chưa đủ {months} tháng từ ngày xóa án tích {cleared:%d/%m/%Y}"


@check(
    "13",
    Severity.IMPOSSIBLE,
    list(K),
    "Số liệu của sổ",
    "Ngày {day} không thể có: {why}.",
    ahead=False,
)
def real_day(case, step):
    day, born = step.happened_on, case.candidate.born_on
    if day > clock.today():
        why = f"ở tương lai (hôm nay là {clock.today():%d/%m/%Y})"
    elif day <= born or day < dt.date(1930, 2, 3):
        why = f"trước ngày sinh {born:%d/%m/%Y}" if day <= born else "trước 03/02/1930"
    else:
        return None
    return {"day": day_words(day), "why": why}
