"""Các bước kết nạp: T1–T11 and P1–P9 of members.md §2.2 and §2.8 as dated rows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.scope import through
from branches.models import Branch
from hoangmai_party.constraints import FieldCheck, FieldUnique
from members.models.candidate import Candidate


class StepKind(models.TextChoices):
    """What can happen to a file, in the order of the papers."""

    CHOSEN = "chosen", "Được xét là cảm tình Đảng"
    CLASS = "class", "Học lớp nhận thức về Đảng"
    ALLOWED = "allowed", "Đảng ủy cho làm thủ tục"
    FILED = "filed", "Lập hồ sơ kết nạp"
    VETTED = "vetted", "Kết luận thẩm tra lý lịch"
    OPINIONS = "opinions", "Tổng hợp ý kiến đoàn thể và nơi cư trú"
    BRANCH_VOTE = "branch_vote", "Nghị quyết chi bộ đề nghị kết nạp"
    COMMITTEE_VOTE = "committee_vote", "Nghị quyết đảng ủy đề nghị kết nạp"
    DECISION = "decision", "Quyết định kết nạp"
    CEREMONY = "ceremony", "Lễ kết nạp"
    PROFILE = "profile", "Lý lịch và phiếu đảng viên"
    NEW_CLASS = "new_class", "Học lớp bồi dưỡng đảng viên mới"
    SELF_REVIEW = "self_review", "Kiểm điểm và nhận xét dự bị"
    RECOGNITION_VOTE = "recognition_vote", "Nghị quyết chi bộ đề nghị công nhận"
    RECOGNITION_COMMITTEE = (
        "recognition_committee",
        "Nghị quyết đảng ủy đề nghị công nhận",
    )
    RECOGNITION = "recognition", "Quyết định công nhận chính thức"
    PUBLISHED = "published", "Công bố, trao thẻ"
    # Not fit to be recognised (P9): forms 9F, 9G-XTĐV.
    STRIKE_VOTE = "strike_vote", "Nghị quyết chi bộ đề nghị xóa tên"
    STRIKE_COMMITTEE = "strike_committee", "Nghị quyết đảng ủy đề nghị xóa tên"
    STRUCK = "struck", "Quyết định xóa tên"
    # Beside the way.
    PAUSED = "paused", "Tạm dừng"
    RESUMED = "resumed", "Tiếp tục"
    DROPPED = "dropped", "Đưa ra khỏi diện theo dõi"
    GONE = "gone", "Chuyển nơi khác"
    REFUSED = "refused", "Cấp trên không đồng ý"
    CANCELLED = "cancelled", "Hủy quyết định kết nạp"
    LEFT = "left", "Thôi là đảng viên"


class Why(models.TextChoices):
    """Lý do of a stop, a drop-out, a refusal or a cancelling: nothing about health."""

    UNWILLING = "unwilling", "Không còn nguyện vọng vào Đảng"
    JOB = "job", "Thôi việc, hết hợp đồng lao động"
    MOVED = "moved", "Chuyển nơi công tác, cư trú"
    UNFIT = "unfit", "Không còn đủ tiêu chuẩn, uy tín"
    OFFENCE = "offence", "Vi phạm kỷ luật, pháp luật"
    BACKGROUND = "background", "Không đủ điều kiện về chính trị"
    AGE = "age", "Quá tuổi kết nạp"
    PAPERS = "papers", "Hồ sơ, thủ tục không đúng quy định"
    PERSONAL = "personal", "Lý do cá nhân"
    OTHER = "other", "Lý do khác"


class CandidateStep(Record):
    """Bước trong hồ sơ: one paper or vote with its day, as somebody entered it.

    Draft rows count for nothing; submitting locks a row, the office accepts it or gives
    it back with a reason. A correction is a new row that names the one it replaces, with
    why; the replaced row stays and no longer counts.
    """

    SCOPE = through("candidate")

    class State(models.TextChoices):
        DRAFT = "draft", "Nháp"
        SUBMITTED = "submitted", "Đã nộp"
        ACCEPTED = "accepted", "Văn phòng đã nhận"
        RETURNED = "returned", "Trả lại"
        REPLACED = "replaced", "Đã thay"

    class VoteForm(models.TextChoices):
        BALLOT = "ballot", "Phiếu kín"
        HANDS = "hands", "Giơ tay"

    COUNTING = (State.SUBMITTED, State.ACCEPTED)

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="steps", verbose_name="người vào Đảng"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="candidate_steps", verbose_name="chi bộ"
    )
    kind = models.CharField("bước", max_length=24, choices=StepKind.choices)
    state = models.CharField(
        "tình trạng", max_length=9, choices=State.choices, default=State.DRAFT
    )
    happened_on = models.DateField("ngày")
    number = models.CharField("số văn bản", max_length=50, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    received_on = models.DateField("chi bộ nhận ngày", null=True, blank=True)
    base = models.PositiveSmallIntegerField(
        "số được triệu tập có quyền biểu quyết", null=True, blank=True
    )
    present = models.PositiveSmallIntegerField("có mặt", null=True, blank=True)
    in_favour = models.PositiveSmallIntegerField("tán thành", null=True, blank=True)
    against = models.PositiveSmallIntegerField("không tán thành", null=True, blank=True)
    round = models.PositiveSmallIntegerField("lần biểu quyết", default=1)
    vote_form = models.CharField(
        "hình thức biểu quyết", max_length=6, choices=VoteForm.choices, blank=True
    )
    passed = models.BooleanField("đạt tỷ lệ", null=True, editable=False)
    why = models.CharField("lý do", max_length=10, choices=Why.choices, blank=True)
    note = models.TextField("ghi chú", blank=True)
    as_on_paper = models.CharField(
        "vẫn ghi vì", max_length=500, blank=True, editable=False
    )
    # What the rules said when it was entered all the same, in their words of that day.
    warned = models.TextField("sổ đã nhắc", blank=True, editable=False)
    return_reason = models.CharField(
        "lý do trả lại", max_length=500, blank=True, editable=False
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name="thay cho lần ghi",
    )
    correction_reason = models.CharField(
        "lý do sửa", max_length=500, blank=True, editable=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name="người ghi",
    )
    on_behalf = models.BooleanField("nhập thay chi bộ", default=False, editable=False)
    # Made again because procedure or authority was wrong; what rests on it stands
    # (294 §4.4), so its day may be the later one.
    is_redo = models.BooleanField(
        "làm lại vì sai thủ tục", default=False, editable=False
    )
    # Written by an entry on the member's page, and taken back there.
    is_told = models.BooleanField(
        "theo biến động của đảng viên", default=False, editable=False
    )
    entered_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    # The log's change set of what the step wrote elsewhere (member, spell, placement).
    change_set = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        verbose_name = "bước trong hồ sơ vào Đảng"
        verbose_name_plural = "bước trong hồ sơ vào Đảng"
        ordering = ["happened_on", "pk"]
        indexes = [
            models.Index(
                fields=["candidate", "state", "kind", "happened_on"], name="step_of"
            )
        ]
        constraints = [
            FieldCheck(
                at="in_favour",
                condition=Q(in_favour=None)
                | Q(
                    against__isnull=False,
                    present__isnull=False,
                    present__gte=F("in_favour") + F("against"),
                ),
                name="step_votes_within_present",
                violation_error_message=(
                    "Số tán thành và không tán thành cộng lại không được quá số có mặt."
                ),
            ),
            FieldCheck(
                at="present",
                condition=Q(present=None)
                | Q(base__isnull=False, base__gte=F("present")),
                name="step_present_within_base",
                violation_error_message="Số có mặt không được quá số được triệu tập.",
            ),
            FieldCheck(
                at="return_reason",
                condition=~Q(state="returned") | ~Q(return_reason=""),
                name="step_return_has_reason",
                violation_error_message="Trả lại phải ghi lý do.",
            ),
            FieldCheck(
                at="why",
                condition=~Q(kind__in=["dropped", "refused"])
                | Q(state="draft")
                | ~Q(why=""),
                name="step_end_has_reason",
                violation_error_message="Đưa ra, không đồng ý phải chọn lý do.",
            ),
            FieldUnique(
                at="kind",
                fields=["candidate", "kind"],
                condition=Q(state="draft", voided_at=None),
                name="step_one_draft",
                violation_error_message="Bước này đã có một bản nháp.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.happened_on:%d/%m/%Y}"

    @property
    def counts(self):
        """Whether the step is part of the file: submitted or accepted."""
        return self.state in self.COUNTING
