"""The history page of a row at the desk: from the log, in words, within the scope."""

from dataclasses import dataclass

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.template.response import TemplateResponse

from accounts.history.changes import told
from accounts.models import LogEvent

PER_PAGE = 50


class HistoryDesk:
    """A desk whose history shows the row and its parts; before `ModelAdmin`.

    `history_parts` names the reverse relations whose rows belong to this one; left
    empty, those that are voided with it (`Record.PARTS`).
    """

    history_parts = ()

    def history_view(self, request, object_id, extra_context=None):
        """Django's page would show its own log, which knows nothing of imports."""
        row = self._row_of_history(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        keys = keys_of(row, request.user, self._parts(row))
        # Who looked is for those who read the log: `looks`.
        pages = Paginator(events_of(keys).filter(kind__in=LogEvent.CHANGES), PER_PAGE)
        page = pages.get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Lịch sử thay đổi: {row}",
            "opts": self.opts,
            "original": row,
            "page": page,
            "entries": told(page.object_list, request.user),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/history.html", context)

    def _row_of_history(self, request, key):
        """A voided row has a history too; one out of scope does not exist."""
        rows = getattr(self.model, "every", None)
        if rows is None:
            row = self.get_object(request, key)
        else:
            try:
                row = rows.visible_to(request.user).filter(pk=key).first()
            except (ValueError, OverflowError, ValidationError):
                row = None
        if row is None:
            raise Http404(key)
        return row

    def _parts(self, row):
        return self.history_parts or getattr(row, "PARTS", ())


@dataclass(frozen=True)
class Key:
    """A row as the log names it."""

    table: str
    rows: tuple


def keys_of(row, user, parts=()):
    """[Key] of a row and of those of its parts that the user may see."""
    keys = [Key(row._meta.db_table, (str(row.pk),))]
    for name in parts:
        model, way = _way_back(row, name)
        rows = getattr(model, "every", model._default_manager).visible_to(user)
        found = rows.filter(**{way: row}).values_list("pk", flat=True)
        keys.append(Key(model._meta.db_table, tuple(map(str, found))))
    return keys


def _way_back(row, name):
    """(model, lookup): from `placements__transfers` to Transfer, `placement__member`."""
    model, way = type(row), []
    for part in name.split("__"):
        relation = model._meta.get_field(part)
        model = relation.related_model
        way.insert(0, relation.field.name)
    return model, "__".join(way)


def events_of(keys):
    """The events of these rows, the newest first: by number, clocks may go back."""
    wanted = Q(pk__in=())
    for key in keys:
        if key.rows:
            wanted |= Q(table=key.table, row__in=key.rows)
    return LogEvent.objects.filter(wanted).order_by("-id")
