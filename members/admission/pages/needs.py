"""What a step to come will need: what to have in hand, what is kept, what is missing."""

from dataclasses import dataclass

from django.urls import reverse

from branches.models import Rule
from hoangmai_party import clock
from hoangmai_party.periods import add_months
from members.admission.rules import CHECKS, findings
from members.admission.stages import K
from members.models import CandidateStep, StepKind

_C = Rule.Code
# The papers and facts that each step is entered from (members.md §1.7, §2.2, §2.8).
IN_HAND = {
    K.CHOSEN: (
        "Nghị quyết chi bộ chọn quần chúng ưu tú (1A-TN)",
        "Đảng viên chính thức được phân công giúp đỡ",
    ),
    K.CLASS: (
        "Nghị quyết cử đi học (4A-TN)",
        "Giấy chứng nhận của trung tâm chính trị: số, ngày cấp",
    ),
    K.ALLOWED: (
        "Đề nghị của chi bộ (5-TN)",
        "Nghị quyết đảng ủy cho làm thủ tục (6-TN)",
    ),
    K.FILED: (
        "Đơn xin vào Đảng (1A-KNĐ) và lý lịch (2-KNĐ), viết tay",
        "Giấy giới thiệu của đảng viên (3-KNĐ), nghị quyết Đoàn hoặc công đoàn (4-KNĐ)",
        "Giấy khai sinh, bản sao văn bằng",
    ),
    K.VETTED: (
        "Công văn đề nghị thẩm tra gửi từng cấp ủy",
        "Trả lời của từng cấp ủy được hỏi, kết luận của đảng ủy",
    ),
    K.OPINIONS: (
        "Ý kiến tổ chức chính trị - xã hội nơi làm việc",
        "Ý kiến chi ủy nơi cư trú, bản tổng hợp (5A-KNĐ)",
    ),
    K.BRANCH_VOTE: (
        "Nghị quyết chi bộ (6-KNĐ): số, ngày, người ký",
        "Số được triệu tập, có mặt, tán thành, không tán thành, hình thức biểu quyết",
    ),
    K.COMMITTEE_VOTE: ("Nghị quyết đảng ủy (8A-KNĐ): số, ngày, kết quả biểu quyết",),
    K.DECISION: ("Quyết định kết nạp (9-KNĐ): số, ngày, ngày chi bộ nhận",),
    K.CEREMONY: (
        "Quyết định kết nạp đã nhận",
        "Đảng viên chính thức giúp đỡ người dự bị",
    ),
    K.PROFILE: ("Lý lịch đảng viên (1-HSĐV) và phiếu đảng viên (2-HSĐV)",),
    K.NEW_CLASS: ("Giấy chứng nhận lớp bồi dưỡng đảng viên mới: số, ngày cấp",),
    K.SELF_REVIEW: (
        "Bản tự kiểm điểm (10-KNĐ), viết sau khi hết thời gian dự bị",
        "Nhận xét của người giúp đỡ (11-KNĐ), tổng hợp ý kiến (12A-KNĐ)",
    ),
    K.RECOGNITION_VOTE: (
        "Nghị quyết chi bộ (13-KNĐ): số, ngày, kết quả biểu quyết",
        "Danh sách phát thẻ (1-TĐV) và ảnh gửi kèm",
    ),
    K.RECOGNITION_COMMITTEE: (
        "Nghị quyết đảng ủy (15A-KNĐ): số, ngày, kết quả biểu quyết",
    ),
    K.RECOGNITION: ("Quyết định công nhận (16-KNĐ): số, ngày",),
    K.PUBLISHED: ("Kỳ họp chi bộ gần nhất: công bố quyết định, trao thẻ",),
    K.RESUMED: ("Lý do tiếp tục, ghi ở ô ghi chú",),
}
# What a rule asks, in the few words of a line that is kept.
KEPT = {
    "age_min": "Đủ tuổi kết nạp",
    "age_max": "Không quá tuổi, hoặc có văn bản đồng ý",
    "education": "Có bằng trung học cơ sở trở lên",
    "workplace": "Đủ thời gian làm việc liên tục tại doanh nghiệp",
    "introducers": "Đủ người giới thiệu",
    "youth": "Đoàn, công đoàn giới thiệu theo tuổi",
    "introducer_official": "Người giới thiệu là đảng viên chính thức",
    "introducer_months": "Người giới thiệu cùng công tác đủ thời gian",
    "introducer_unfit": "Người giới thiệu không bị kỷ luật, không chuyển đi",
    "helper": "Có đảng viên chính thức giúp đỡ",
    "vetting": "Mọi cấp ủy được hỏi đã trả lời thẩm tra",
    "dossier": "Có đơn, lý lịch, giấy khai sinh, văn bằng",
    "awareness": "Giấy chứng nhận lớp nhận thức còn giá trị",
    "file_age": "Hồ sơ chưa quá hạn làm lại",
    "too_few": "Chi bộ đủ đảng viên chính thức",
    "owner_papers": "Đủ giấy tờ của chủ doanh nghiệp",
    "special_case": "Đủ giấy tờ của trường hợp đặc thù",
    "readmission": "Đủ điều kiện kết nạp lại",
    "new_class": "Có giấy chứng nhận lớp bồi dưỡng đảng viên mới",
    "probation_over": "Đã hết thời gian dự bị",
    "self_review": "Có tự kiểm điểm và nhận xét",
    "probation_discipline": "Không bị kỷ luật trong thời gian dự bị",
    "away": "Không sinh hoạt tạm thời nơi khác",
    "rounds_over": "Chưa quá số lần biểu quyết",
}
# Kept rules that concern few people and say nothing of the others.
_OF_FEW = {
    "owner_papers": lambda c: c.is_owner,
    "readmission": lambda c: c.member_id,
    "rounds_over": lambda c: False,
    "away": lambda c: False,
}
# step: (the step from which its term runs, the rule of the term)
TERMS = {
    K.COMMITTEE_VOTE: (K.BRANCH_VOTE, _C.COMMITTEE_VOTE),
    K.DECISION: (K.BRANCH_VOTE, _C.ADMISSION_DECISION),
    K.CEREMONY: (K.DECISION, _C.CEREMONY_DEADLINE),
    K.PROFILE: (K.CEREMONY, _C.MEMBER_PAPERS),
    K.RECOGNITION_COMMITTEE: (K.RECOGNITION_VOTE, _C.COMMITTEE_VOTE),
    K.RECOGNITION: (K.RECOGNITION_VOTE, _C.RECOGNITION_DECISION),
}
# Where what a rule misses is written: the facts of the person or a part of the file.
PLACES = {
    "facts": ("education", "workplace", "youth"),
    "helps": ("helper",),
    "introductions": (
        "introducers",
        "introducer_official",
        "introducer_months",
        "introducer_unfit",
    ),
    "vettings": ("vetting",),
    "papers": ("owner_papers", "special_case", "age_max", "readmission", "dossier"),
}
PLACE_OF = {name: place for place, names in PLACES.items() for name in names}


@dataclass(frozen=True)
class Need:
    """A rule that the file does not keep yet, and where to mend it ("" nowhere)."""

    finding: object
    url: str

    @property
    def text(self):
        return self.finding.text

    @property
    def source(self):
        return self.finding.source

    @property
    def severity(self):
        return self.finding.severity


@dataclass(frozen=True)
class Ahead:
    """A step to come: `in_hand` to prepare, `kept` in few words, `needs` missing."""

    kind: StepKind
    in_hand: tuple
    kept: tuple
    needs: tuple
    term: str

    @property
    def label(self):
        return self.kind.label


def ahead(case, kind, said=()):
    """What entering `kind` today would lack, without what is `said` already."""
    probe = CandidateStep(
        candidate=case.candidate,
        kind=kind,
        happened_on=clock.today(),
        branch=case.branch,
    )
    found = findings(case, probe, ahead=True)
    needs = [Need(f, _place(case, f)) for f in found if f.text not in said]
    return Ahead(
        kind=K(kind),
        in_hand=IN_HAND.get(kind, ()),
        kept=tuple(_kept(case, kind, {f.check.name for f in found})),
        needs=tuple(needs),
        term=_term(case, kind),
    )


def _kept(case, kind, missed):
    for check in CHECKS:
        asked = kind in check.kinds and check.ahead and check.name not in missed
        concerns = _OF_FEW.get(check.name, lambda candidate: True)
        if asked and check.name in KEPT and concerns(case.candidate):
            yield KEPT[check.name]


def _term(case, kind):
    """ "Hạn 22/02/2022: 25 ngày làm việc từ 11/01/2022", or ""."""
    if kind == K.RECOGNITION_VOTE:
        return _after_probation(case)
    since, code = TERMS.get(kind, (None, None))
    step = case.done.get(since)
    if step is None:
        return ""
    day = step.received_on or step.happened_on
    return _words(case, day, code)


def _after_probation(case):
    ceremony = case.day_of(K.CEREMONY)
    if ceremony is None:
        return ""
    months = case.book.value(_C.PROBATION_MONTHS, ceremony)
    over = add_months(ceremony, months) if months else None
    if over is None:
        return ""
    words = f"Hết dự bị ngày {over:%d/%m/%Y}."
    return f"{words} {_words(case, over, _C.RECOGNITION_VOTE)}".strip()


def _words(case, day, code):
    if (count := case.book.value(code, day)) is None:
        return ""
    last, today = case.book.calendar(day).add(day, count), clock.today()
    late = f" Đã quá hạn {(today - last).days} ngày." if last < today else ""
    return f"Hạn {last:%d/%m/%Y}: {count} ngày làm việc từ {day:%d/%m/%Y}.{late}"


def _place(case, finding):
    candidate, place = case.candidate, PLACE_OF.get(finding.check.name)
    waits = [row.pk for row in case.vettings if not row.is_settled]
    if place == "vettings" and waits:
        return reverse("members:candidate-part", args=[candidate.pk, place, waits[0]])
    if place == "facts":
        return reverse("members:candidate-facts", args=[candidate.pk])
    if finding.check.name == "dossier":
        return reverse("members:candidate-dossier", args=[candidate.pk])
    if place:
        return reverse("members:candidate-part-new", args=[candidate.pk, place])
    return ""
