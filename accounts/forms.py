"""Forms of business rows: every constraint speaks, rows of a page are judged together."""

from itertools import combinations

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.forms.models import BaseInlineFormSet

from accounts import beyond
from hoangmai_party.constraints import FieldUnique, NoOverlap
from hoangmai_party.text import is_key


class VoidForm(forms.Form):
    """Why a row entered in error is voided."""

    reason = forms.CharField(
        label="Lý do hủy",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: nhập trùng, nhập nhầm người.",
    )


class Sound:
    """A searched choice that garbage does not break: Django asks the database for it."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [v for v in value if _is_sound(v)], attrs)


def _is_sound(value):
    """Whether it is the key of a row, or nothing."""
    text = str(getattr(value, "pk", value))
    return text == "" or is_key(text)


class SoundSelectMultiple(Sound, AutocompleteSelectMultiple):
    """Many rows, searched."""


class SoundMultipleField(forms.ModelMultipleChoiceField):
    """A key that no column can hold is a wrong choice, not a fault of the database."""

    def _check_values(self, value):
        wrong = [one for one in value if not _is_sound(one)]
        if wrong:
            code = "invalid_choice"
            message = self.error_messages[code]
            raise forms.ValidationError(message, code, {"value": wrong[0]})
        return super()._check_values(value)


class KnownSelect(Sound, AutocompleteSelect):
    """A choice whose row was read with the page: it is shown without asking again."""

    known = None

    def optgroups(self, name, value, attrs=None):
        if self.known is None or [*map(str, value)] != [str(self.known.pk)]:
            return super().optgroups(name, value, attrs)
        empty = [] if self.is_required else [("", "", False)]
        chosen = (self.known.pk, str(self.known), True)
        options = [
            self.create_option(name, *option, index)
            for index, option in enumerate([*empty, chosen])
        ]
        return [(None, options, 0)]


class RecordFormSet(BaseInlineFormSet):
    """Rows of one page: they are compared with each other as typed.

    A clerk closes one row and opens the next in one go, so a row must not be held
    against the stored state of another row that the same page changes.
    """

    _beyond = None  # what the page's user may not see of its rows, read once

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk:  # its name may say the owner's: not asked for again
            setattr(form.instance, self.fk.name, self.instance)
        for name, field in form.fields.items():
            label = field.label or form.instance._meta.get_field(name).verbose_name
            # A relation's widget is wrapped, and the wrapper renders the inner one.
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", str(label).capitalize())
            if isinstance(widget, KnownSelect):
                cached = form.instance._state.fields_cache
                widget.known = cached.get(name)
        if form.instance.pk:
            if self._beyond is None:
                rows = list(self.get_queryset())
                self._beyond = beyond.hidden(form.fields, rows)
            beyond.keep(form, self._beyond)

    def full_clean(self):
        together = {form.instance.pk for form in self.initial_forms}
        for form in self.forms:
            form.instance.validated_together = together
            form.instance.owner_field = self.fk.name
        super().full_clean()

    def clean(self):
        super().clean()
        rows = [
            form
            for form in self.forms
            if not form.errors and (form.instance.pk or form.has_changed())
        ]
        for constraint in self._constraints():
            for other, form in combinations(rows, 2):
                if constraint.clashes(form.instance, other.instance):
                    message = constraint.get_violation_error_message()
                    form.add_error(constraint.at, message)
        if self.is_bound and not any(form.errors for form in self.forms):
            self._order_saving()

    def _constraints(self):
        ours = self.model._meta.constraints
        return [rule for rule in ours if isinstance(rule, (FieldUnique, NoOverlap))]

    def _order_saving(self):
        """Put a row that takes days over from another one after it.

        The database judges each write by itself: when the day between two rows moves
        later, the second row has to make room first.
        """
        count = self.initial_form_count()
        waiting, ordered = self.forms[:count], []
        if sum(form.has_changed() for form in waiting) < 2:
            return
        stored = self.model._default_manager.in_bulk(f.instance.pk for f in waiting)
        while waiting:
            free = (f for f in waiting if not self._blocked(f, waiting, stored))
            if (form := next(free, None)) is None:
                message = "Các dòng đổi chỗ cho nhau: hãy ghi làm hai lần."
                waiting[0].add_error(self._constraints()[0].at, message)
                return
            waiting.remove(form)
            ordered.append(form)
        self.forms[:count] = ordered

    def _blocked(self, form, waiting, stored):
        """Whether the row as typed clashes with another one that is still as stored."""
        others = [stored[f.instance.pk] for f in waiting if f is not form]
        rules = self._constraints()
        return any(r.clashes(form.instance, row) for r in rules for row in others)
