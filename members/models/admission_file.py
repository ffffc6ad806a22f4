"""What lies in the file of a candidate: introducers, helpers, vetting, papers."""

from django.db import models
from django.db.models import F, Q

from accounts.records import Period, Record
from accounts.scope import through
from hoangmai_party.constraints import FieldCheck, FieldUnique
from members.models.candidate import Candidate
from members.models.member import Member


def _of(name):
    return models.ForeignKey(
        Candidate, models.PROTECT, related_name=name, verbose_name="người vào Đảng"
    )


class Introduction(Record):
    """Giới thiệu vào Đảng: an official member, or Đoàn or công đoàn (R2.8–R2.10)."""

    SCOPE = through("candidate")

    class Kind(models.TextChoices):
        MEMBER = "member", "Đảng viên chính thức"
        YOUTH = "youth", "Ban chấp hành Đoàn"
        TRADE = "trade", "Ban chấp hành công đoàn"

    candidate = _of("introductions")
    kind = models.CharField("ai giới thiệu", max_length=6, choices=Kind.choices)
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="introductions",
        verbose_name="đảng viên giới thiệu",
    )
    name = models.CharField("tên tổ chức, người giới thiệu", max_length=255, blank=True)
    number = models.CharField("số nghị quyết", max_length=50, blank=True)
    introduced_on = models.DateField("ngày giới thiệu")
    together_since = models.DateField(
        "cùng công tác, cư trú từ ngày", null=True, blank=True
    )
    is_replacement = models.BooleanField("thay người giới thiệu trước", default=False)
    ended_on = models.DateField("thôi giới thiệu từ ngày", null=True, blank=True)

    class Meta:
        verbose_name = "giới thiệu vào Đảng"
        verbose_name_plural = "giới thiệu vào Đảng"
        ordering = ["introduced_on", "pk"]
        constraints = [
            FieldCheck(
                at="member",
                condition=Q(kind="member") | Q(member=None),
                name="introduction_member_only",
                violation_error_message="Đoàn, công đoàn giới thiệu thì để trống ô này.",
            ),
            FieldCheck(
                at="name",
                condition=Q(member__isnull=False) | ~Q(name=""),
                name="introduction_has_name",
                violation_error_message="Ghi tên người hoặc tổ chức giới thiệu.",
            ),
        ]

    def __str__(self):
        return str(self.member or self.name)


class Help(Period):
    """Phân công giúp đỡ: the official member who helps the candidate, then the dự bị."""

    SCOPE = through("candidate")

    candidate = _of("helps")
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="helps", verbose_name="đảng viên giúp đỡ"
    )
    number = models.CharField("số nghị quyết", max_length=50, blank=True)

    class Meta(Period.Meta):
        verbose_name = "phân công giúp đỡ"
        verbose_name_plural = "phân công giúp đỡ"
        ordering = ["started_on", "pk"]

    def __str__(self):
        return f"{self.member} giúp đỡ từ {self.started_on:%d/%m/%Y}"


class Vetting(Record):
    """Thẩm tra lý lịch: one request to one committee and its reply; no names (R0.4)."""

    SCOPE = through("candidate")

    class About(models.TextChoices):
        SELF = "self", "Bản thân"
        OWN_SIDE = "own_side", "Bên bản thân"
        SPOUSE_SIDE = "spouse_side", "Bên vợ hoặc chồng"

    candidate = _of("vettings")
    about = models.CharField("thẩm tra về", max_length=11, choices=About.choices)
    committee = models.CharField("cấp ủy được hỏi", max_length=255)
    is_abroad = models.BooleanField("ở nước ngoài", default=False)
    number = models.CharField("số công văn", max_length=50, blank=True)
    sent_on = models.DateField("ngày gửi")
    replied_on = models.DateField("ngày trả lời", null=True, blank=True)
    reply_number = models.CharField("số văn bản trả lời", max_length=50, blank=True)
    exempt_reason = models.CharField(
        "không phải thẩm tra vì",
        max_length=255,
        blank=True,
        help_text="Ví dụ: cha, mẹ là đảng viên, cấp ủy nơi đó đã xác nhận.",
    )

    class Meta:
        verbose_name = "thẩm tra lý lịch"
        verbose_name_plural = "thẩm tra lý lịch"
        ordering = ["sent_on", "pk"]
        constraints = [
            FieldCheck(
                at="replied_on",
                condition=Q(replied_on=None) | Q(replied_on__gte=F("sent_on")),
                name="vetting_reply_after_request",
                violation_error_message="Ngày trả lời không được trước ngày gửi.",
            )
        ]

    def __str__(self):
        return f"{self.committee}, {self.sent_on:%d/%m/%Y}"

    @property
    def is_settled(self):
        """Whether nothing is waited for: answered, or not to be asked (R2.7)."""
        return bool(self.replied_on or self.exempt_reason)


class CandidatePaper(Record):
    """Giấy tờ trong hồ sơ: an index line, never a scan (1.7; R2.15, R2.16; §2.7)."""

    SCOPE = through("candidate")

    class Kind(models.TextChoices):
        BIRTH = "birth", "Giấy khai sinh"
        DIPLOMA = "diploma", "Văn bằng tốt nghiệp"
        AWARENESS = "awareness", "Giấy chứng nhận học lớp nhận thức về Đảng"
        APPLICATION = "application", "Đơn xin vào Đảng"
        BACKGROUND = "background", "Lý lịch của người xin vào Đảng"
        INTRODUCTION = "introduction", "Giấy giới thiệu của đảng viên"
        UNION = "union", "Nghị quyết của Đoàn, công đoàn"
        OPINIONS = "opinions", "Tổng hợp ý kiến đoàn thể và nơi cư trú"
        # Consents of special cases (§2.7, R2.5).
        CITY_CONSENT = "city_consent", "Văn bản đồng ý của Thành ủy"
        UPPER_CONSENT = "upper_consent", "Văn bản đồng ý của cấp trên trực tiếp"
        SECURITY = "security", "Ý kiến thẩm tra an ninh"
        MARRIAGE = "marriage", "Giấy đăng ký kết hôn với người nước ngoài"
        CEREMONY_CONSENT = "ceremony_consent", "Văn bản cho kết nạp chậm"
        EXTENSION = "extension", "Văn bản kéo dài hạn quyết định"
        # Of an owner (R2.15, R2.16).
        LICENCE = "licence", "Đăng ký kinh doanh"
        DUTIES = "duties", "Xác nhận thuế và bảo hiểm xã hội"
        AGREEMENT = "agreement", "Thỏa ước lao động tập thể"
        BUSINESS = "business", "Báo cáo kinh doanh ba năm"
        ORGANISATIONS = "organisations", "Quyết định lập tổ chức, đoàn thể và xếp loại"
        SAFETY = "safety", "Xác nhận phòng cháy, môi trường, an toàn lao động"
        CHARITY = "charity", "Chứng nhận hoạt động xã hội"
        ACHIEVEMENTS = "achievements", "Thành tích"
        CAPITAL = "capital", "Chứng nhận phần vốn góp"

    candidate = _of("papers")
    kind = models.CharField("giấy tờ", max_length=16, choices=Kind.choices)
    number = models.CharField("số", max_length=50, blank=True)
    dated_on = models.DateField("ngày")
    note = models.CharField("ghi chú", max_length=255, blank=True)

    class Meta:
        verbose_name = "giấy tờ trong hồ sơ vào Đảng"
        verbose_name_plural = "giấy tờ trong hồ sơ vào Đảng"
        ordering = ["dated_on", "pk"]
        constraints = [
            FieldUnique(
                at="kind",
                fields=["candidate", "kind", "dated_on"],
                condition=Q(voided_at=None),
                name="candidate_paper_once",
                violation_error_message="Giấy tờ này đã có trong hồ sơ.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.dated_on:%d/%m/%Y}"
