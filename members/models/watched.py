from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.records import Record
from accounts.scope import through
from branches.models import Inspection, Meeting
from hoangmai_party.constraints import FieldUnique
from members.models.member import Member
from members.models.placement import Placement


class MissedMeeting(Record):
    """Vắng sinh hoạt: a member who was due at a sitting of the branch and not there."""

    SCOPE = through("meeting")

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="missed", verbose_name="buổi sinh hoạt"
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        related_name="missed_meetings",
        verbose_name="đảng viên vắng",
    )
    is_excused = models.BooleanField("có lý do", default=False)
    reason = models.CharField("lý do", max_length=255, blank=True)

    class Meta:
        verbose_name = "đảng viên vắng"
        verbose_name_plural = "đảng viên vắng"
        ordering = ["meeting", "member__order"]
        constraints = [
            FieldUnique(
                at="member",
                fields=["meeting", "member"],
                condition=Q(voided_at=None),
                name="missed_meeting_once",
                violation_error_message="Đảng viên này đã ghi vắng buổi đó.",
            )
        ]

    def __str__(self):
        return f"{self.member} vắng {self.meeting.held_on:%d/%m/%Y}"

    def clean(self):
        super().clean()
        # A new meeting has no id yet; its page shows it to the row all the same.
        meeting = getattr(self, "meeting", None)
        if not (meeting and meeting.held_on and meeting.branch_id and self.member_id):
            return
        here = Placement.objects.on(meeting.held_on).filter(
            member=self.member_id, branch=meeting.branch_id
        )
        if not here.exists():
            text = "Ngày đó đảng viên này không sinh hoạt tại chi bộ."
            raise ValidationError({"member": text})


class InspectedMember(Record):
    """Đảng viên được kiểm tra, giám sát in an inspection, and what was found."""

    SCOPE = through("inspection")

    inspection = models.ForeignKey(
        Inspection,
        models.PROTECT,
        related_name="inspected",
        verbose_name="cuộc kiểm tra, giám sát",
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        related_name="inspections",
        verbose_name="đảng viên được kiểm tra, giám sát",
    )
    has_violation = models.BooleanField("có vi phạm", default=False)
    needs_discipline = models.BooleanField(
        "đến mức phải thi hành kỷ luật", default=False
    )

    class Meta:
        verbose_name = "đảng viên được kiểm tra, giám sát"
        verbose_name_plural = "đảng viên được kiểm tra, giám sát"
        ordering = ["inspection", "member__order"]
        constraints = [
            FieldUnique(
                at="member",
                fields=["inspection", "member"],
                condition=Q(voided_at=None),
                name="inspected_member_once",
                violation_error_message="Đảng viên này đã có trong cuộc kiểm tra.",
            )
        ]

    def __str__(self):
        return f"{self.member}: {self.inspection}"
