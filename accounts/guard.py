"""Forms of the desk that nobody's work is lost by.

`Guarded` before an admin class: a stale page is not saved over a newer row, a form
sent twice is written once, and what the database refuses comes back as a sentence.
"""

import logging

from django.db import IntegrityError, connections, models, router

from accounts import stale, tokens, versions

TRIES = 2
CLASH = (
    "Nội dung vừa nhập trùng hoặc trái với dữ liệu mà người khác vừa ghi, nên chưa ghi "
    "gì. Xin kiểm tra lại rồi lưu."
)
logger = logging.getLogger(__name__)


class Guarded:
    """Version check, submit token and unique conflicts of one admin's forms."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        args = request, object_id, form_url, extra_context
        if request.method != "POST":
            return super().changeform_view(*args)
        request.POST = request.POST.copy()  # a stale page is brought up to date in it
        if object_id is None:
            return tokens.write_once(request, lambda: _added(self._saved(*args)))
        return self._saved(*args)

    def _saved(self, request, *args):
        """Ask again when somebody else was faster: the form then sees that row."""
        for _ in range(TRIES):
            try:
                return super().changeform_view(request, *args)
            except IntegrityError as error:
                # Its own words would carry what was typed into the technical log.
                logger.warning("%s: %s", self.opts.label, type(error).__name__)
        request.refusal = CLASH
        return super().changeform_view(request, *args)

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method == "POST" and object_id:
            self._lock(object_id, self.get_inline_instances(request))
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def _lock(self, object_id, inlines):
        """PostgreSQL: of two saves at once the second waits, then sees the first.

        SQLite lets one transaction write at a time anyway.
        """
        connection = connections[router.db_for_write(self.model)]
        if not connection.features.has_select_for_update:
            return
        rows = [(self.model, self.opts.pk.name)]
        rows += [(inline.model, _owner(inline)) for inline in inlines]
        try:
            key = self.opts.pk.to_python(object_id)
        except (ValueError, TypeError, models.ValidationError):
            return
        for model, field in rows:
            found = model._base_manager.filter(**{field: key}).order_by("pk")
            list(found.select_for_update().values_list("pk"))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return _refusable(form, request) if request.method == "POST" else form

    def _create_formsets(self, request, obj, change):
        made = super()._create_formsets(request, obj, change)
        if not change or request.method != "POST":
            return made
        form = super().get_form(request, obj, change=True)(instance=obj)
        now = stale.Page(form, _editable(request, obj, *made))
        request.version = now.version  # a form that is cleaned shows what was typed
        request.stale = now.compare(request.POST)
        if not request.stale:
            return made
        request.refusal = stale.REFUSED
        request.stale.bring_up_to_date(request.POST)
        return super()._create_formsets(request, obj, change)

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        if add:
            context[tokens.FIELD] = tokens.fresh()
        elif change:
            known = getattr(request, "version", None)
            context[versions.FIELD] = known or _shown(context).version
            context["stale"] = getattr(request, "stale", None)
        return super().render_change_form(
            request, context, add=add, change=change, **kwargs
        )


def _added(response):
    """A redirect, or the page that closes a small window: the row is written."""
    shown = getattr(response, "context_data", None) or {}
    return response if "adminform" in shown else tokens.landed(response)


def _shown(context):
    """The page of a form that was just opened."""
    inlines = context["inline_admin_formsets"]
    sets = [each.formset for each in inlines if each.has_change_permission]
    return stale.Page(context["adminform"].form, sets)


def _owner(inline):
    """The relation of an inline's rows to the row of the page."""
    if inline.fk_name:
        return inline.fk_name
    fields = inline.model._meta.get_fields()
    parents = {inline.parent_model, *inline.parent_model._meta.get_parent_list()}
    return next(f.name for f in fields if f.many_to_one and f.related_model in parents)


def _refusable(form, request):
    """The form, which is not valid while `request.refusal` says why."""

    class Refusable(form):
        def clean(self):
            data = super().clean()
            if refusal := getattr(request, "refusal", ""):
                self.add_error(None, refusal)
            return data

    return Refusable


def _editable(request, obj, formsets, inlines):
    return [
        formset
        for formset, inline in zip(formsets, inlines, strict=True)
        if inline.has_change_permission(request, obj)
    ]
