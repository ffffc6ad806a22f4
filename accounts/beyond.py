"""Present values out of the user's scope: a page keeps them and does not name them.

An own row may rest on a foreign one (a former employer, the other branch of a merger).
Its choice offers only what the user sees, so a form sent unchanged would empty it.
"""

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.forms.models import InlineForeignKeyField

from accounts.history.words import OUT_OF_SCOPE
from accounts.scope import PUBLIC, SYSTEM, ScopedQuerySet


class Nameless:
    """In place of a related row on a page that only shows; it has no address."""

    pk = ""
    name = full_name = OUT_OF_SCOPE

    def __str__(self):
        return OUT_OF_SCOPE


class BeyondInput(forms.TextInput):
    """The words in place of the name."""

    def format_value(self, value):
        return OUT_OF_SCOPE


class Keeping:
    """Before an admin class: the page of a row keeps what its user may not see."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return _keeping(form) if obj is not None else form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        inlines = context["inline_admin_formsets"]
        forms_ = [context["adminform"].form]
        forms_ += [form for i in inlines for form in i.formset.initial_forms]
        for form in forms_:
            _unname(form)
        if obj is not None and not self.has_change_permission(request, obj):
            mask([obj], request.user)
        for inline in inlines:
            if not inline.has_change_permission:
                rows = [form.instance for form in inline.formset.initial_forms]
                mask(rows, request.user)
        if context.get("subtitle") and obj is not None:
            context["subtitle"] = str(obj)  # made of the names, before
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _row_of_history(self, request, key):
        """The title of a history says the row's own name, too."""
        row = super()._row_of_history(request, key)
        mask([row], request.user)
        return row


def _unname(form):
    """The row's own name may be made of what its form keeps without a name."""
    for name, field in form.fields.items():
        if isinstance(field.widget, BeyondInput):
            form.instance._state.fields_cache[name] = Nameless()


def _keeping(form):
    class Kept(form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            keep(self, hidden(self.fields, [self.instance]))

    return Kept


def hidden(fields, rows):
    """{field: keys out of scope} of the rows of one page; a query a relation."""
    found = {}
    for name, field in fields.items():
        if not _is_scoped(field) or not rows:
            continue
        keys = {key for row in rows for key in _keys(row, name)}
        if missing := keys and beyond(field.queryset, keys):
            found[name] = missing
    return found


def beyond(rows, keys):
    """Those of the keys that are not among `rows`, which the user sees."""
    return keys - set(rows.filter(pk__in=keys).values_list("pk", flat=True))


def keep(form, found):
    """Let the form of a row keep the values that `found` names."""
    for name, missing in found.items():
        field, own = form.fields[name], missing & _keys(form.instance, name)
        if not own:
            continue
        if isinstance(field, forms.ModelMultipleChoiceField):
            _keep_many(form, name, field, own)
        else:
            field.queryset = field.queryset.model._base_manager.filter(pk__in=own)
            field.widget, field.disabled, field.help_text = BeyondInput(), True, ""


def _keep_many(form, name, field, own):
    chosen, kept = field.clean, field.queryset.model._base_manager.filter(pk__in=own)
    form.initial[name] = [r for r in form.initial.get(name, ()) if r.pk not in own]
    field.required = False
    field.clean = lambda value: list({*chosen(value), *kept})
    field.help_text = f"{OUT_OF_SCOPE}: {len(own)} dòng khác, được giữ nguyên."


def _is_scoped(field):
    if isinstance(field, InlineForeignKeyField) or field.disabled:
        return False
    model = getattr(getattr(field, "queryset", None), "model", None)
    return model is not None and has_scope(model)


def has_scope(model):
    return getattr(model, "SCOPE", PUBLIC) not in (PUBLIC, SYSTEM)


def _keys(row, name):
    """The keys that the row has at a relation, one or many."""
    try:
        field = row._meta.get_field(name)
    except FieldDoesNotExist:  # a field of the form alone
        return set()
    if field.many_to_many:
        return set(getattr(row, name).values_list("pk", flat=True)) if row.pk else set()
    key = getattr(row, field.attname, None)
    return set() if key is None else {key}


def mask(rows, user):
    """Take the names out of scope from rows that a page only shows."""
    for field in rows[0]._meta.get_fields() if rows else ():
        model = field.related_model
        is_forward = field.concrete and field.is_relation
        if not (is_forward and model and has_scope(model)):
            continue
        seen = _seen(model, user)
        if field.many_to_many:
            for row in rows:
                found = seen.filter(pk__in=_keys(row, field.name))
                row.__dict__.setdefault("_prefetched_objects_cache", {})
                row._prefetched_objects_cache[field.name] = found
            continue
        keys = {key for row in rows for key in _keys(row, field.name)}
        missing = beyond(seen, keys) if keys else set()
        for row in rows:
            if _keys(row, field.name) & missing:
                row._state.fields_cache[field.name] = Nameless()


def _seen(model, user):
    rows = model._default_manager.all()
    return rows.visible_to(user) if isinstance(rows, ScopedQuerySet) else rows
