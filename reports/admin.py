from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models

from accounts.desk import ScopedAdmin
from accounts.history.words import tell
from accounts.port.desk import PortDesk
from reports import due
from reports.annual.desk import (
    ReportAdmin,
    ReportSectionAdmin,
    SectionVersionAdmin,
)
from reports.books.desk import CommitteeTermAdmin, IssuedDocumentAdmin
from reports.forms.desk import FormTemplateAdmin, TransferPlaceAdmin
from reports.health import catalogue
from reports.indicators import BY_CODE, TARGETED
from reports.models import (
    Acceptance,
    CommitteeTerm,
    FormComparison,
    FormTemplate,
    IssuedDocument,
    PaperSetting,
    Report,
    ReportSection,
    SectionVersion,
    Snooze,
    Target,
    TransferPlace,
)
from reports.resources import TargetResource

# Codes that are no choices of their column, for the history (`accounts.history`).
tell(Target, "indicator", lambda row: BY_CODE[row["indicator"]].label)
tell(Snooze, "key", lambda row: due.BY_CODE[row["key"].partition(":")[0]].label)
tell(Acceptance, "code", lambda row: catalogue.BY_CODE[row["code"]].label)


class TargetForm(forms.ModelForm):
    """A target; the indicator is chosen from the registry."""

    indicator = forms.ChoiceField(
        label="Chỉ tiêu", choices=[(i.code, f"{i.code} – {i.label}") for i in TARGETED]
    )


@admin.register(Target)
class TargetAdmin(PortDesk, ScopedAdmin):
    """Chỉ tiêu: an adjustment is a new row with its own decision day."""

    resource_classes = (TargetResource,)
    form = TargetForm
    list_display = (
        "year",
        "indicator",
        "branch",
        "level",
        "value",
        "value_max",
        "decided_on",
    )
    list_select_related = ("branch",)
    list_filter = ("year", "level", "indicator")
    autocomplete_fields = ("committee", "branch")


@admin.register(PaperSetting)
class PaperSettingAdmin(ScopedAdmin):
    """Thể thức văn bản: head, symbol, margins and signer, from a day on."""

    list_display = ("committee", "symbol", "role", "signer", "started_on", "ended_on")
    list_select_related = ("committee",)
    autocomplete_fields = ("committee",)
    formfield_overrides = {
        **ScopedAdmin.formfield_overrides,
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    }
    fieldsets = (
        (None, {"fields": ("committee", ("started_on", "ended_on"), "source")}),
        ("Đầu văn bản", {"fields": ("superior", "issuer", ("symbol", "place"))}),
        ("Cuối văn bản", {"fields": ("capacity", ("role", "signer"), "recipients")}),
        ("Lề giấy A4", {"fields": (("top", "bottom", "left", "right"),)}),
    )


@admin.register(FormComparison)
class FormComparisonAdmin(ScopedAdmin):
    """Đối chiếu mẫu giấy tờ kết nạp with the issued annex."""

    list_display = ("form", "compared_on", "source")
    list_filter = ("form",)


admin.site.register(TransferPlace, TransferPlaceAdmin)
admin.site.register(FormTemplate, FormTemplateAdmin)
admin.site.register(Report, ReportAdmin)
admin.site.register(ReportSection, ReportSectionAdmin)
admin.site.register(SectionVersion, SectionVersionAdmin)
admin.site.register(CommitteeTerm, CommitteeTermAdmin)
admin.site.register(IssuedDocument, IssuedDocumentAdmin)
