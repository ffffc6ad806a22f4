"""The clerk's desk: the base classes of every admin page of the register.

Rows come in through `visible_to` alone; a row is voided with a reason, never
deleted; a choice of a relation offers only what the user may see.
"""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.beyond import Keeping, has_scope
from accounts.forms import (
    KnownSelect,
    RecordFormSet,
    SoundMultipleField,
    SoundSelectMultiple,
    VoidForm,
)
from accounts.guard import Guarded
from accounts.history.desk import HistoryDesk
from accounts.lists import BAD_LIST, MOST_CHOICES, BadListError, Lists
from accounts.log.acts import log_look
from accounts.models import LogEvent
from accounts.records import VoidError
from accounts.scope import ScopedQuerySet


def _visible(model, request):
    """The rows that the user of the request may see, put together once a request.

    A page with its inlines asks some thirty times, and the conditions are long.
    """
    known = request.__dict__.setdefault("visible_rows", {})
    if model not in known:
        rows = model._default_manager.all()
        is_scoped = isinstance(rows, ScopedQuerySet)
        known[model] = rows.visible_to(request.user) if is_scoped else rows
    return known[model].all()


def _choices(model, request):
    """The rows that a relation offers: none of a kind that the user may not look at.

    What the row holds already is kept, without its name (`accounts.beyond`).
    """
    rows, opts = _visible(model, request), model._meta
    rights = (f"{opts.app_label}.{act}_{opts.model_name}" for act in ("view", "change"))
    if has_scope(model) and not any(map(request.user.has_perm, rights)):
        return rows.none()
    return rows


class _Scoped:
    """Querysets and choices of a page, cut to what the user may see."""

    # A decimal comma: a number box of the browser would turn 60,5 into 605.
    formfield_overrides = {models.DecimalField: {"localize": True}}

    def get_queryset(self, request):
        return super().get_queryset(request) & _visible(self.model, request)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        model = db_field.remote_field.model
        kwargs.setdefault("queryset", _choices(model, request))
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            # A choice is left empty here; a row is voided on its own page.
            field.widget.can_delete_related = False
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        model = db_field.remote_field.model
        kwargs.setdefault("queryset", _choices(model, request))
        if db_field.name in self.get_autocomplete_fields(request):
            widget = SoundSelectMultiple(db_field, self.admin_site)
            kwargs.setdefault("widget", widget)
        kwargs.setdefault("form_class", SoundMultipleField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ScopedRelatedFilter(admin.RelatedFieldListFilter):
    """A filter by a relation that offers only what the user may see."""

    def field_choices(self, field, request, model_admin):
        rows = _visible(field.remote_field.model, request)
        return [(row.pk, str(row)) for row in rows[: MOST_CHOICES + 1]]

    def has_output(self):
        return super().has_output() and len(self.lookup_choices) <= MOST_CHOICES


class ScopedAdmin(Guarded, Keeping, _Scoped, HistoryDesk, Lists, admin.ModelAdmin):
    """A desk for one kind of business row."""

    save_on_top = False
    # Whether opening the page of a row is an event of the log: a page about a person.
    logs_looks = False

    def look_at(self, request, row):
        """The kind of look that the page of this row is."""
        return LogEvent.Kind.VIEW

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if self.logs_looks and obj is not None and obj.pk:
            log_look(obj, self.look_at(request, obj))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def history_view(self, request, object_id, extra_context=None):
        answer = super().history_view(request, object_id, extra_context)
        if self.logs_looks:
            log_look(answer.context_data["original"])
        return answer

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except BadListError:
            messages.error(request, BAD_LIST)
            return HttpResponseRedirect(request.path)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(self, request, object_id, extra_context=None):
        """Void the row: asks why, never deletes."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        form = VoidForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return self._void(request, row, form.cleaned_data["reason"])
        context = {
            **self.admin_site.each_context(request),
            "title": f"Hủy dòng ghi nhầm: {row}",
            "opts": self.opts,
            "original": row,
            "form": form,
            "parts": [
                (part.model._meta.verbose_name, part.filter(voided_at=None).count())
                for part in (getattr(row, name) for name in row.PARTS)
                if part.filter(voided_at=None).exists()
            ],
        }
        return TemplateResponse(request, "admin/void.html", context)

    def _void(self, request, row, reason):
        name = str(row)
        try:
            with transaction.atomic():
                row.void(by=request.user, reason=reason)
        except VoidError as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.message_user(request, f"Đã hủy: {name}.", messages.SUCCESS)
        info = self.opts.app_label, self.opts.model_name
        return HttpResponseRedirect(reverse("admin:{}_{}_changelist".format(*info)))


class RecordInline(_Scoped, admin.TabularInline):
    """Dated rows on the page of what they belong to; voided on a page of their own."""

    formset = RecordFormSet
    extra = 0
    can_delete = False
    show_change_link = True  # to its own page, where it can be voided

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj is None else self.extra

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        names = self.get_autocomplete_fields(request)
        return rows.select_related(*names) if names else rows


class PartAdmin(ScopedAdmin):
    """The page of a row that stands on the page of its `owner`: there it is voided.

    It has no list and is nobody's first page: links on the owner's page lead here.
    """

    owner = ""  # the relation to the row it belongs to

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def get_autocomplete_fields(self, request):
        """Every relation that can be searched: no page carries a list of all people."""
        searched = {
            model
            for model, desk in self.admin_site._registry.items()
            if desk.search_fields
        }
        fields = self.model._meta.get_fields()
        return [f.name for f in fields if f.many_to_one and f.related_model in searched]

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("admin:index"))

    def _void(self, request, row, reason):
        super()._void(request, row, reason)
        owner = getattr(row, self.owner)
        info = owner._meta.app_label, owner._meta.model_name
        address = reverse("admin:{}_{}_change".format(*info), args=[owner.pk])
        return HttpResponseRedirect(address)


def register_parts(owner, *models):
    """Give each of the models its own page, behind the page of its `owner`."""
    for model in models:
        name = f"{model.__name__}PartAdmin"
        admin.site.register(model, type(name, (PartAdmin,), {"owner": owner}))
