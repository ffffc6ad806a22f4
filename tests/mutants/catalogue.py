"""The planted leaks, each a small patch of one guard, and the probe that notices.

`forgets` makes a function see every row while it runs.
"""

import contextvars
import functools
import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import F, Q
from django.urls import reverse

from accounts.scope import ScopedQuerySet
from branches.models import Branch, BranchEvent
from enterprises.models import Enterprise
from members.models import Award, Course, Member, Placement, Rating
from tests import leaks

_forgets = contextvars.ContextVar("forgets", default=False)


@dataclass(frozen=True)
class Mutant:
    """`plant(patch)` breaks a guard; `probe(visitor)` is the part that notices."""

    name: str
    plant: Callable
    probe: Callable
    user: str = "bold_secretary"

    def __str__(self):
        return self.name


def _place(path):
    """(owner, name) of "module:Class.method" or "module:function"."""
    module, _, names = path.partition(":")
    owner = importlib.import_module(module)
    *outer, name = names.split(".")
    for each in outer:
        owner = getattr(owner, each)
    return owner, name


def _forgetting(function):
    @functools.wraps(function)
    def blind(*args, **kwargs):
        token = _forgets.set(True)
        try:
            found = function(*args, **kwargs)
            return list(found) if inspect.isgenerator(found) else found
        finally:
            _forgets.reset(token)

    return blind


def _scoped(cls=ScopedQuerySet):
    """Every queryset class with a `visible_to` of its own."""
    if "visible_to" in vars(cls):
        yield cls
    for below in cls.__subclasses__():
        yield from _scoped(below)


def _opened(patch, is_open):
    """`visible_to` lets everything through where `is_open(rows)`."""
    for cls in set(_scoped()):
        real = cls.visible_to

        def visible_to(rows, user, real=real):
            return rows.all() if is_open(rows) else real(rows, user)

        patch.setattr(cls, "visible_to", visible_to)


def forgets(path):
    """The function at `path` no longer narrows what it reads to the user."""

    def plant(patch):
        owner, name = _place(path)
        _opened(patch, lambda rows: _forgets.get())
        patch.setattr(owner, name, _forgetting(getattr(owner, name)))

    return plant


def shows_all(*models):
    """`visible_to` lets everything through: for these models, or for all."""
    return lambda patch: _opened(patch, lambda r: not models or r.model in models)


def becomes(path, new):
    """The function at `path` is another one."""
    return lambda patch: patch.setattr(*_place(path), new)


def both(*plants):
    """Two guards of one thing: either alone still holds."""
    return lambda patch: [plant(patch) for plant in plants]


def _whole_scope(scope, branches):
    return scope


def _any_queryset(name):
    """A relation's field of the desk takes every row."""

    def plant(patch):
        owner, _ = _place(f"accounts.desk:_Scoped.{name}")
        real = getattr(owner, name)

        def offer_all(desk, db_field, request, **kwargs):
            rows = db_field.remote_field.model._default_manager.all()
            return real(desk, db_field, request, **{"queryset": rows, **kwargs})

        patch.setattr(owner, name, offer_all)

    return plant


def _unscoped_rows(patch):
    """Lists, pages and inlines of the desk start from all rows."""
    owner, name = _place("accounts.desk:_Scoped.get_queryset")
    patch.setattr(
        owner, name, lambda self, request: super(owner, self).get_queryset(request)
    )


def _unscoped_inlines(patch):
    owner, name = _place("accounts.desk:_Scoped.get_queryset")
    real = getattr(owner, name)

    def rows(self, request):
        is_inline = not isinstance(self, admin.ModelAdmin)
        return (
            super(owner, self).get_queryset(request)
            if is_inline
            else real(self, request)
        )

    patch.setattr(owner, name, rows)


def _all_of_the_model(self, request, *args, **kwargs):
    return self.model._default_manager.all()


def _any_row(self, request, key, from_field=None):
    return self.model._default_manager.filter(pk=key).first()


def _any_past_row(self, request, key):
    return self.model._default_manager.get(pk=key)


def _names_of_all(model, user):
    return model._base_manager.all()


def _everything(*args, **kwargs):
    return True


def _every_key(model, user):
    return set(model._default_manager.values_list("pk", flat=True))


def _of_all_branches(rows, scope, day, **kwargs):
    return rows.annotate(day=F(day))


def _reports(*names, query=""):
    return lambda visitor: leaks.reports(
        visitor, [reverse(f"reports:{name}") + query for name in names]
    )


def _list(code):
    return lambda visitor: leaks.reports(
        visitor, [reverse("reports:list", args=["figure", code])]
    )


def _of(probe, *models, **more):
    return lambda visitor: probe(visitor, models, **more)


def _pages(*names):
    return lambda visitor: leaks.foreign_pages(visitor, names)


MUTANTS = (
    Mutant("visible_to shows everything", shows_all(), _of(leaks.desk_lists, Member)),
    Mutant("members of all", shows_all(Member), _pages("members:member-detail")),
    Mutant("branches of all", shows_all(Branch), _reports("growth")),
    Mutant(
        "enterprises of all", shows_all(Enterprise), _of(leaks.desk_lists, Enterprise)
    ),
    Mutant("placements of all", shows_all(Placement), _of(leaks.exports, Placement)),
    Mutant(
        "lists of the desk start from all rows",
        _unscoped_rows,
        _of(leaks.desk_lists, Rating),
    ),
    Mutant(
        "foreign row opens at the desk",
        becomes("accounts.desk:ScopedAdmin.get_object", _any_row),
        _of(leaks.foreign_desk_pages, Award, pages=("change",)),
    ),
    Mutant(
        "void page of a foreign row",
        becomes("accounts.desk:ScopedAdmin.get_object", _any_row),
        _of(leaks.foreign_desk_pages, Award, pages=("delete",)),
    ),
    Mutant("inlines show all rows", _unscoped_inlines, _of(leaks.desk_forms, Course)),
    Mutant(
        "relation takes a foreign row",
        _any_queryset("formfield_for_foreignkey"),
        leaks.foreign_choice,
    ),
    Mutant(
        "many relations take a foreign row",
        _any_queryset("formfield_for_manytomany"),
        leaks.foreign_choices,
    ),
    Mutant(
        "searched choice offers all",
        becomes(
            "django.contrib.admin.views.autocomplete:AutocompleteJsonView.get_queryset",
            lambda view: view.model_admin.model._default_manager.order_by("pk"),
        ),
        _of(leaks.autocomplete, Award),
    ),
    Mutant(
        "filter by branch of the members",
        forgets("members.admin.filters:BranchFilter.lookups"),
        _of(leaks.desk_lists, Member),
    ),
    Mutant(
        "filter by a relation",
        forgets("accounts.desk:ScopedRelatedFilter.field_choices"),
        _of(leaks.desk_lists, Placement),
    ),
    Mutant(
        "export of all rows",
        becomes("accounts.port.desk:ExportDesk.get_export_queryset", _all_of_the_model),
        _of(leaks.exports, Rating),
    ),
    Mutant(
        "export of all parts",
        forgets("accounts.port.resource:RegisterResource.get_queryset"),
        _of(leaks.exports, Course),
    ),
    Mutant(
        "file finds rows of all",
        becomes("accounts.port.find:visible_pks", _every_key),
        leaks.imports,
    ),
    Mutant(
        "file changes rows of all",
        forgets("accounts.port.resource:RegisterResource.get_queryset"),
        leaks.imports,
    ),
    Mutant(
        "history of a foreign row",
        becomes("accounts.history.desk:HistoryDesk._row_of_history", _any_past_row),
        _of(leaks.foreign_desk_pages, Award, pages=("history",)),
    ),
    Mutant(
        "history names foreign rows",
        becomes("accounts.history.changes:_visible", _names_of_all),
        _of(leaks.desk_forms, Award),
    ),
    Mutant(
        "log names foreign rows",
        becomes(
            "accounts.history.changes:_seen",
            lambda events, user: {e.pk for e in events},
        ),
        leaks.logged,
        user="system_admin",
    ),
    Mutant("search box", forgets("reports.search:_members"), leaks.searched),
    Mutant("search of branches", forgets("reports.search:_branches"), leaks.searched),
    Mutant(
        "unit of a report",
        forgets("reports.asked:ScopeForm._offer"),
        _reports("growth"),
    ),
    Mutant(
        "figures of all", becomes("reports.asked:narrowed", _whole_scope), _list("T02")
    ),
    Mutant(
        "roster of all",
        becomes("reports.asked:narrowed", _whole_scope),
        _reports("roster"),
    ),
    Mutant(
        "registers of all",
        becomes("reports.sources:of_branches", _of_all_branches),
        lambda visitor: leaks.reports(visitor, [leaks.register_url("khen-thuong")]),
    ),
    Mutant(
        "deadlines of all",
        both(
            becomes("reports.due.outlook:Outlook._reach", Q(pk__isnull=False)),
            forgets("reports.due.outlook:Outlook.seen"),
        ),
        _reports("due"),
    ),
    Mutant(
        "findings of all",
        becomes("reports.health.findings:Sight.sees", _everything),
        leaks.findings,
    ),
    Mutant(
        "last entries of all",
        forgets("reports.latest:_of_branches"),
        lambda visitor: visitor.leaks_on(["/admin/"]),
    ),
    Mutant(
        "page of a branch",
        forgets("members.branch_views:_branch"),
        _pages("members:branch-detail"),
    ),
    Mutant(
        "page of a member",
        forgets("members.views:_member"),
        _pages("members:member-detail", "members:event-create"),
    ),
    Mutant("grid of ratings", shows_all(Branch), _pages("members:branch-ratings")),
    Mutant("entry about branches", shows_all(BranchEvent), _pages("members:act-undo")),
    Mutant(
        "grid of targets",
        forgets("reports.target_grid.grid:_lines"),
        _reports("target-grid", query="?year=2021&level=registered"),
    ),
    Mutant(
        "first page counts the whole body",
        becomes("reports.asked:narrowed", _whole_scope),
        leaks.whole_figures,
    ),
    Mutant(
        "present value out of scope has a name",
        becomes("accounts.beyond:beyond", lambda rows, keys: set()),
        _of(leaks.desk_forms, Member),
    ),
)
