from django.contrib import admin
from django.core.exceptions import ValidationError

from accounts.desk import PartAdmin, RecordInline, ScopedAdmin
from accounts.forms import RecordFormSet
from accounts.port.desk import PortDesk
from hoangmai_party import clock
from surveys.cases import facts, stages
from surveys.models import CaseStep, OutreachCase, Proposal, RankingWeight, Visit
from surveys.resources import ProposalResource, VisitResource


class _OnlyMore:
    """Rows that are added here and corrected on the page of the case, with why."""

    def has_change_permission(self, request, obj=None):
        return False


class VisitInline(_OnlyMore, RecordInline):
    model = Visit


class StepFormSet(RecordFormSet):
    """One step at a time, where the way leads and its guards let it."""

    def clean(self):
        super().clean()
        new = [form for form in self.extra_forms if form.has_changed()]
        if any(self.errors) or not new:
            return
        if len(new) > 1:
            raise ValidationError("Mỗi lần chỉ ghi một bước.")
        typed = new[0].cleaned_data
        said = {name: typed.get(name) for name in ("reason", "note", "review_on")}
        case = OutreachCase.objects.get(pk=self.instance.pk)
        if no := stages.refusal(
            case, typed["stage"], happened_on=typed["happened_on"], **said
        ):
            raise ValidationError(no)
        new[0].instance.previous = stages.stage_of(case)


class CaseStepInline(_OnlyMore, RecordInline):
    model = CaseStep
    formset = StepFormSet
    exclude = ("previous",)


class ProposalInline(_OnlyMore, RecordInline):
    model = Proposal
    exclude = ("visit",)


@admin.register(OutreachCase)
class OutreachCaseAdmin(ScopedAdmin):
    """Hồ sơ vận động with its visits; the founding alone decides and closes it."""

    logs_looks = True
    list_display = ("enterprise", "opened_on", "closed_on", "in_charge", "founding")
    list_select_related = ("enterprise", "founding")
    search_fields = ("enterprise__search", "in_charge")
    autocomplete_fields = ("enterprise", "record")
    readonly_fields = ("founding",)
    inlines = (VisitInline, CaseStepInline, ProposalInline)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "closed_on":
            field.disabled = True  # shown; of the form still, so that its rules speak
        return field

    def get_inlines(self, request, obj):
        """A step needs the case it belongs to."""
        return [i for i in self.inlines if obj or i is not CaseStepInline]

    def save_formset(self, request, form, formset, change):
        if formset.model is CaseStep:
            for row in formset.extra_forms:
                row.instance.entered_by = request.user
        super().save_formset(request, form, formset, change)


@admin.register(Visit)
class VisitAdmin(PortDesk, ScopedAdmin):
    """Lần gặp gỡ, vận động."""

    logs_looks = True
    resource_classes = (VisitResource,)
    list_display = ("case", "visited_on", "met", "attitude", "next_action", "next_on")
    list_select_related = ("case__enterprise",)
    list_filter = ("met", "attitude")
    search_fields = ("case__enterprise__search",)
    autocomplete_fields = ("case",)
    date_hierarchy = "visited_on"


@admin.register(Proposal)
class ProposalAdmin(PortDesk, ScopedAdmin):
    """Kiến nghị của chủ doanh nghiệp."""

    logs_looks = True
    resource_classes = (ProposalResource,)
    list_display = ("case", "raised_on", "forwarded_to", "forwarded_on", "answered_on")
    list_select_related = ("case__enterprise",)
    search_fields = ("case__enterprise__search", "forwarded_to")
    autocomplete_fields = ("case", "visit")
    date_hierarchy = "raised_on"


@admin.register(RankingWeight)
class RankingWeightAdmin(ScopedAdmin):
    """Điểm ưu tiên gặp gỡ; points that were in force once are history."""

    list_display = ("code", "points", "most", "started_on", "ended_on", "source")
    list_filter = ("code",)

    def has_change_permission(self, request, obj=None):
        if obj and obj.started_on <= clock.today():
            return False
        return super().has_change_permission(request, obj)


@admin.register(CaseStep)
class CaseStepAdmin(_OnlyMore, PartAdmin):
    """Bước của hồ sơ vận động: the newest is voided here, the others rest on it."""

    owner = "case"

    def has_delete_permission(self, request, obj=None):
        is_newest = obj is None or obj == facts.newest_step(obj.case)
        return is_newest and super().has_delete_permission(request, obj)
