"""The desk of the files of candidates: facts and papers; steps have pages of their own.

A step is entered, given back and corrected on the page of the file, where its rules are
asked; here the office sees where a file stands and sets right what lies in it.
"""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.html import format_html

from accounts.desk import PartAdmin, RecordInline, ScopedAdmin, register_parts
from accounts.sealed import mask
from hoangmai_party.periods import FAR
from hoangmai_party.text import search_key
from members.admission.stages import stage_of
from members.forms import MemberForm
from members.models import (
    Candidate,
    CandidateBranch,
    CandidatePaper,
    CandidateStep,
    Help,
    Introduction,
    Vetting,
)


class CandidateBranchInline(RecordInline):
    model = CandidateBranch
    autocomplete_fields = ("branch",)


class IntroductionInline(RecordInline):
    model = Introduction
    autocomplete_fields = ("member",)


class HelpInline(RecordInline):
    model = Help
    autocomplete_fields = ("member",)


class VettingInline(RecordInline):
    model = Vetting


class CandidatePaperInline(RecordInline):
    model = CandidatePaper


@admin.register(Candidate)
class CandidateAdmin(ScopedAdmin):
    """Người vào Đảng; the page never shows the whole số định danh."""

    logs_looks = True
    history_parts = Candidate.PARTS
    form = MemberForm
    list_display = ("name", "born_on", "sex", "stage", "branch", "is_old")
    list_filter = ("sex", "is_owner", "is_old")
    search_fields = ("search",)
    autocomplete_fields = ("member",)
    readonly_fields = ("masked_number", "file_page")
    inlines = (
        CandidateBranchInline,
        IntroductionInline,
        HelpInline,
        VettingInline,
        CandidatePaperInline,
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "file_page",
                    "full_name",
                    ("sex", "born_on"),
                    "citizen_id",
                    ("job", "phone", "employed_on"),
                    ("education", "unions"),
                    "member",
                    "is_old",
                    "note",
                )
            },
        ),
        (
            "Trường hợp đặc thù",
            {
                "classes": ("collapse",),
                "fields": (
                    ("ethnicity", "religion", "is_dignitary"),
                    ("has_foreign_spouse", "needs_city_consent", "is_owner"),
                ),
            },
        ),
    )

    def get_queryset(self, request):
        """The list derives stage and branch from rows read once for the page."""
        kept = CandidateBranch.objects.select_related("branch")
        rows = super().get_queryset(request)
        return rows.prefetch_related("steps", Prefetch("branches", queryset=kept))

    def get_fieldsets(self, request, obj=None):
        """Who may only look gets a cell with the masked number, not the field."""
        shown = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return shown
        (head, first), *rest = shown
        names = ["masked_number" if n == "citizen_id" else n for n in first["fields"]]
        return [(head, {**first, "fields": names}), *rest]

    @admin.display(description="số định danh cá nhân (CCCD)")
    def masked_number(self, candidate):
        return mask(candidate.citizen_id) or "–"

    @admin.display(description="các bước")
    def file_page(self, candidate):
        """The steps are entered where their rules are asked."""
        if not candidate.pk:
            return "Ghi các bước ở trang hồ sơ, sau khi lưu."
        link = '{}: <a href="{}">mở trang hồ sơ để ghi các bước</a>'
        address = candidate.get_absolute_url()
        return format_html(link, self.stage(candidate), address)

    @admin.display(description="họ và tên khai sinh", ordering="order")
    def name(self, candidate):
        """Sorted by given name, as all lists of people are."""
        return candidate.full_name

    @admin.display(description="giai đoạn")
    def stage(self, candidate):
        return stage_of(candidate.steps.all()).label

    @admin.display(description="chi bộ theo dõi")
    def branch(self, candidate):
        """Of today, or the last one."""
        kept = candidate.branches.all()
        newest = max(kept, key=lambda p: p.ended_on or FAR, default=None)
        return newest.branch if newest else "–"

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_key(search_term))


@admin.register(CandidateStep)
class CandidateStepAdmin(PartAdmin):
    """A step to look at: it is corrected or given back on the page of its file."""

    owner = "candidate"

    def has_change_permission(self, request, obj=None):
        return False


register_parts(
    "candidate", CandidateBranch, Introduction, Help, Vetting, CandidatePaper
)
