"""Forms of business rows: every constraint speaks, rows of a page are judged together."""

from django import forms
from django.forms.models import BaseInlineFormSet

from hoangmai_party.constraints import NoOverlap
from hoangmai_party.periods import FAR


class RecordForm(forms.ModelForm):
    """A form that lets constraints on hidden columns (`voided_at` …) be checked.

    Django leaves a constraint out as soon as it names a column that the form does
    not show; the database would then refuse the row without a word for the clerk.
    """

    def _get_validation_exclusions(self):
        hidden = {f.name for f in self._meta.model._meta.fields if not f.editable}
        return super()._get_validation_exclusions() - hidden


class VoidForm(forms.Form):
    """Why a row entered in error is voided."""

    reason = forms.CharField(
        label="Lý do hủy",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: nhập trùng, nhập nhầm người.",
    )


class RecordFormSet(BaseInlineFormSet):
    """Rows of one page: periods are compared with each other as typed.

    A clerk closes one row and opens the next in one go, so a row must not be held
    against the stored state of another row that the same page changes.
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            label = field.label or form.instance._meta.get_field(name).verbose_name
            field.widget.attrs.setdefault("aria-label", str(label).capitalize())

    def full_clean(self):
        together = {form.instance.pk for form in self.initial_forms}
        for form in self.forms:
            form.instance.validated_together = together
        super().full_clean()

    def clean(self):
        super().clean()
        rows = [
            form
            for form in self.forms
            if not form.errors and (form.instance.pk or form.has_changed())
        ]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, NoOverlap):
                self._compare(rows, constraint)

    def _compare(self, forms_, constraint):
        for index, form in enumerate(forms_):
            for other in forms_[:index]:
                if _clash(form.instance, other.instance, constraint):
                    form.add_error(
                        constraint.start, constraint.get_violation_error_message()
                    )


def _clash(one, two, constraint):
    wanted = constraint.only.items()
    if any(getattr(row, name) != v for name, v in wanted for row in (one, two)):
        return False
    if any(getattr(one, name) != getattr(two, name) for name in constraint.fields):
        return False
    first, second = getattr(one, constraint.start), getattr(two, constraint.start)
    return first < (two.ended_on or FAR) and second < (one.ended_on or FAR)
