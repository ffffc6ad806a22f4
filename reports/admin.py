from django import forms
from django.contrib import admin

from accounts.desk import ScopedAdmin
from accounts.history.words import tell
from accounts.port.desk import PortDesk
from reports.health import catalogue
from reports.indicators import BY_CODE, TARGETED
from reports.models import Acceptance, Target
from reports.resources import TargetResource

# Codes that are no choices of their column, for the history (`accounts.history`).
tell(Target, "indicator", lambda row: BY_CODE[row["indicator"]].label)
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
