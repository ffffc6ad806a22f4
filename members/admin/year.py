"""The desk of a member's year: classes, rating, awards, badges, discipline."""

from django import forms
from django.contrib import admin

from accounts.desk import RecordInline, ScopedAdmin, register_parts
from accounts.models import LogEvent
from accounts.port.desk import PortDesk
from members.models import (
    Attendance,
    Award,
    Badge,
    BadgeRound,
    Course,
    Discipline,
    Rating,
    RatingCap,
)
from members.resources import (
    AttendanceResource,
    AwardResource,
    BadgeResource,
    CourseResource,
    DisciplineResource,
    RatingCapResource,
    RatingResource,
)

SEALED = "•••"


class AttendanceInline(RecordInline):
    model = Attendance
    autocomplete_fields = ("member", "branch")


@admin.register(Course)
class CourseAdmin(PortDesk, ScopedAdmin):
    """Lớp bồi dưỡng and who sat in it."""

    resource_classes = (CourseResource, AttendanceResource)
    list_display = ("name", "kind", "organiser", "started_on", "finished_on")
    list_filter = ("kind",)
    search_fields = ("name", "number", "organiser")
    date_hierarchy = "finished_on"
    inlines = (AttendanceInline,)


@admin.register(Rating)
class RatingAdmin(PortDesk, ScopedAdmin):
    """Xếp loại row by row; a whole branch at once has a page of its own."""

    resource_classes = (RatingResource,)
    list_display = ("year", "branch", "member", "grade", "unrated", "number")
    list_display_links = ("year", "branch")
    list_select_related = ("branch", "member")
    list_filter = ("year", "grade", "unrated")
    search_fields = ("member__search", "branch__search", "number")
    autocomplete_fields = ("branch", "member")


@admin.register(RatingCap)
class RatingCapAdmin(PortDesk, ScopedAdmin):
    """Tỷ lệ hoàn thành xuất sắc."""

    resource_classes = (RatingCapResource,)
    list_display = (
        "subject",
        "percent",
        "base",
        "within",
        "rounding",
        "started_on",
        "ended_on",
        "is_confirmed",
    )
    list_filter = ("subject", "is_confirmed")


@admin.register(Award)
class AwardAdmin(PortDesk, ScopedAdmin):
    """Khen thưởng."""

    resource_classes = (AwardResource,)
    list_display = ("decided_on", "kind", "level", "branch", "member", "number")
    list_display_links = ("decided_on", "kind")
    list_select_related = ("branch", "member")
    list_filter = ("kind", "level")
    search_fields = ("member__search", "branch__search", "number")
    date_hierarchy = "decided_on"
    autocomplete_fields = ("branch", "member")


@admin.register(Badge)
class BadgeAdmin(PortDesk, ScopedAdmin):
    """Huy hiệu Đảng."""

    resource_classes = (BadgeResource,)
    list_display = ("member", "years", "branch", "manner", "awarded_on", "number")
    list_select_related = ("branch", "member")
    list_filter = ("years", "manner")
    search_fields = ("member__search", "branch__search", "number", "badge_number")
    date_hierarchy = "awarded_on"
    autocomplete_fields = ("branch", "member")


@admin.register(BadgeRound)
class BadgeRoundAdmin(ScopedAdmin):
    """Đợt trao huy hiệu."""

    list_display = ("name", "day", "month", "first_month", "last_month", "source")


class DisciplineForm(forms.ModelForm):
    """The sealed text is typed into a large box; who may not read it sees dots.

    The page says of the row whether it `hides_sealed`; dots sent back change nothing.
    """

    class Meta:
        widgets = {"content": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._hides:
            self.initial["content"] = SEALED

    @property
    def _hides(self):
        return self.instance.content and getattr(self.instance, "hides_sealed", False)

    def clean_content(self):
        typed = self.cleaned_data["content"]
        return self.instance.content if self._hides and typed == SEALED else typed


@admin.register(Discipline)
class DisciplineAdmin(PortDesk, ScopedAdmin):
    """Kỷ luật; the list never shows what was done wrong.

    Who may unmask reads it on the page of the row, and the log says so; for others
    the page shows dots.
    """

    logs_looks = True
    resource_classes = (DisciplineResource,)
    form = DisciplineForm
    list_display = (
        "decided_on",
        "form",
        "branch",
        "member",
        "number",
        "announced_on",
        "lapses_on",
    )
    list_display_links = ("decided_on", "form")
    list_select_related = ("branch", "member")
    list_filter = ("form", "is_relapse")
    search_fields = ("member__search", "branch__search", "number")
    date_hierarchy = "decided_on"
    autocomplete_fields = ("branch", "member")
    readonly_fields = ("lapses_on", "sealed_content")

    def get_fields(self, request, obj=None):
        """Who may only look gets a cell, not the field."""
        names = [n for n in super().get_fields(request, obj) if n != "sealed_content"]
        if obj is None or self.has_change_permission(request, obj):
            return names
        return ["sealed_content" if name == "content" else name for name in names]

    def get_object(self, request, *args, **kwargs):
        if row := super().get_object(request, *args, **kwargs):
            row.hides_sealed = not _reads_sealed(request.user)
        return row

    def look_at(self, request, row):
        """Reading what is sealed is more than a look."""
        reads = row.content and not row.hides_sealed
        can_change = self.has_change_permission(request, row)
        return LogEvent.Kind.UNMASK if reads and can_change else LogEvent.Kind.VIEW

    @admin.display(description="nội dung vi phạm")
    def sealed_content(self, row):
        return SEALED if row.content else "–"


def _reads_sealed(user):
    return user.has_perm("members.unmask_member")


register_parts("course", Attendance)
