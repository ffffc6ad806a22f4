from django.db import models

from accounts.records import Period, PeriodManager, PeriodQuerySet, Record
from accounts.scope import PUBLIC
from hoangmai_party.constraints import FieldUnique, NoOverlap


class RuleMissingError(Exception):
    """No rule row for the day; the message says so in words for the clerk."""


class RuleQuerySet(PeriodQuerySet):
    """Rules by the day of the event."""

    def value(self, code, day):
        """The value in force on `day`; `RuleMissingError` where no row holds.

        Never falls back to the newest rule: an old event is judged by old rules.
        """
        if row := self.on(day).filter(code=code).first():
            return row.value
        label = dict(Rule.Code.choices).get(code, code)
        raise RuleMissingError(
            f"Chưa có quy định “{label}” cho ngày {day:%d/%m/%Y}: "
            "văn phòng bổ sung ở mục Quy định."
        )


class Rule(Period):
    """Quy định: one value of a rule of the field, from a day, by a document."""

    SCOPE = PUBLIC

    class Code(models.TextChoices):
        PROBATION_MONTHS = "probation_months", "Thời gian dự bị"
        CEREMONY_DEADLINE = "ceremony_deadline", "Hạn tổ chức lễ kết nạp"
        ADMISSION_DECISION = "admission_decision", "Hạn ra quyết định kết nạp"
        RECOGNITION_VOTE = "recognition_vote", "Hạn họp xét công nhận chính thức"
        RECOGNITION_DECISION = "recognition_decision", "Hạn quyết định công nhận"
        AGE_MIN = "age_min", "Tuổi thấp nhất khi kết nạp"
        AGE_MAX = "age_max", "Tuổi cao nhất khi kết nạp"
        AWARENESS_VALID = "awareness_valid", "Giá trị chứng nhận nhận thức về Đảng"
        FILE_VALID = "file_valid", "Giá trị hồ sơ kết nạp"
        OWNER_SHARE = "owner_share", "Tỷ lệ vốn của chủ doanh nghiệp"
        MIN_OFFICIAL = "min_official", "Số đảng viên chính thức tối thiểu"
        COMMITTEE_FROM = "committee_from", "Số đảng viên chính thức để bầu chi ủy"
        DISSOLUTION_DAYS = "dissolution_days", "Hạn bàn giao sau giải thể"
        TRANSFER_PRESENT = "transfer_present", "Hạn nộp giấy giới thiệu"
        TRANSFER_LOST = "transfer_lost", "Quá hạn nộp hồ sơ: xóa tên"
        TEMPORARY_MAX = "temporary_max", "Sinh hoạt tạm thời dài nhất"
        COMMITTEE_MAX = "committee_max", "Số chi ủy viên nhiều nhất"
        CELL_TERM = "cell_term", "Nhiệm kỳ chi bộ trực thuộc"
        GRASSROOTS_TERM = "grassroots_term", "Nhiệm kỳ chi bộ cơ sở"
        TERM_MARGIN = "term_margin", "Được tổ chức đại hội sớm, muộn"
        FIRST_CONGRESS = "first_congress", "Hạn đại hội lần đầu sau thành lập"
        MEETING_MINUTES = "meeting_minutes", "Thời lượng sinh hoạt thường kỳ"
        DISCIPLINE_LAPSE = "discipline_lapse", "Kỷ luật hết hiệu lực sau"
        BADGE_DELAY_REPRIMAND = "badge_delay_reprimand", "Hoãn huy hiệu khi khiển trách"
        BADGE_DELAY_WARNING = "badge_delay_warning", "Hoãn huy hiệu khi cảnh cáo"
        BADGE_DELAY_DISMISSAL = "badge_delay_dismissal", "Hoãn huy hiệu khi cách chức"
        BADGE_PAPERS = "badge_papers", "Hạn nộp hồ sơ huy hiệu trước đợt"
        RATING_MIN = "rating_min", "Thời gian tối thiểu để được xếp loại"
        CARD_DUE = "card_due", "Hạn nhận thẻ sau công nhận"
        VETTING_HOME = "vetting_home", "Hạn trả lời thẩm tra trong nước"
        VETTING_ABROAD = "vetting_abroad", "Hạn trả lời thẩm tra ngoài nước"
        BRANCH_SEND = "branch_send", "Hạn gửi nghị quyết chi bộ"
        COMMITTEE_VOTE = "committee_vote", "Hạn nghị quyết của đảng ủy"
        DECISION_EXTENSION = "decision_extension", "Kéo dài hạn quyết định"
        MEMBER_PAPERS = "member_papers", "Hạn nộp lý lịch, phiếu đảng viên"
        YOUTH_AGE = "youth_age", "Tuổi đoàn viên"
        TOGETHER = "together", "Thời gian cùng công tác của người giới thiệu"
        WORKED = "worked", "Thời gian làm việc tại doanh nghiệp"
        PROBATION_LATE = "probation_late", "Thời gian dự bị phải nhắc"
        READMISSION = "readmission", "Thời gian ra khỏi Đảng trước khi kết nạp lại"
        READMISSION_CLEARED = (
            "readmission_cleared",
            "Thời gian sau khi xóa án tích trước khi kết nạp lại",
        )
        NEW_CLASS = "new_class", "Học lớp bồi dưỡng đảng viên mới trước tháng thứ"
        MOVE_DECISION = "move_decision", "Hạn quyết định sau khi chuyển nơi"
        MOVE_FORWARD = "move_forward", "Hạn chuyển hồ sơ sang nơi mới"
        SNOOZE_MAX = "snooze_max", "Hẹn nhắc lại không quá"
        CARD_EXCHANGE = "card_exchange", "Hạn đổi thẻ theo kế hoạch đợt đổi thẻ"
        PROPOSAL_FORWARD = (
            "proposal_forward",
            "Hạn chuyển kiến nghị của chủ doanh nghiệp",
        )
        PROPOSAL_ANSWER = (
            "proposal_answer",
            "Hạn trả lời kiến nghị của chủ doanh nghiệp",
        )

    class Unit(models.TextChoices):
        MONTHS = "months", "tháng"
        YEARS = "years", "tuổi"
        WORKDAYS = "workdays", "ngày làm việc"
        DAYS = "days", "ngày"
        PERCENT = "percent", "%"
        COUNT = "count", "người"
        MINUTES = "minutes", "phút"

    code = models.CharField("quy định", max_length=30, choices=Code.choices)
    value = models.DecimalField("giá trị", max_digits=9, decimal_places=2)
    unit = models.CharField("đơn vị tính", max_length=10, choices=Unit.choices)
    source = models.CharField("căn cứ", max_length=255)
    is_confirmed = models.BooleanField("văn phòng đã xác nhận", default=False)
    note = models.TextField("ghi chú", blank=True)

    objects = PeriodManager.from_queryset(RuleQuerySet)()
    every = RuleQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "quy định"
        verbose_name_plural = "quy định"
        ordering = ["code", "started_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                fields=["code"],
                name="rule_no_overlap",
                violation_error_message=(
                    "Quy định này đã có giá trị trong thời gian đó."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_code_display()}: {self.value:n} {self.get_unit_display()}"


class Holiday(Record):
    """A day that differs from the calendar of public holidays (organisation's own)."""

    SCOPE = PUBLIC

    day = models.DateField("ngày")
    is_workday = models.BooleanField(
        "là ngày làm việc",
        default=False,
        help_text="Đánh dấu nếu là ngày làm bù; để trống nếu là ngày nghỉ thêm.",
    )
    name = models.CharField("lý do", max_length=255)

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        ordering = ["-day"]
        constraints = [
            FieldUnique(
                at="day",
                fields=["day"],
                condition=models.Q(voided_at=None),
                name="holiday_day",
                violation_error_message="Ngày này đã có trong danh sách.",
            )
        ]

    def __str__(self):
        return f"{self.day:%d/%m/%Y}: {self.name}"
