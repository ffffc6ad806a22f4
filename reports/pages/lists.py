"""The list behind a number: the same condition, the rows instead of their count."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from reports import composition, movement
from reports.forms import lists as forms
from reports.indicators import BY_CODE
from reports.pages.movement import STATUS_LABELS, STATUSES
from reports.people import table_of
from reports.registers import BY_MODEL


def rows(asked, kind, key, status):
    """(title, queryset) of the list `kind`/`key`; 404 when there is no such figure."""
    try:
        return _KINDS[kind](asked, key, status)
    except KeyError as error:
        raise Http404(f"no list {kind}/{key}") from error


def page(asked, kind, key, status, user):
    """The list with the number it stands behind."""
    title, found = rows(asked, kind, key, status)
    counted = BY_CODE[key].source(asked.scope) if kind == "figure" else found
    _check_right(counted.model, user)
    register = BY_MODEL.get(found.model)
    draw = register.table if register else table_of
    table = draw(found, title=title, day=asked.span.last, user=user)
    return {"tables": [table], "total": len(table.rows)}


def _check_right(model, user):
    """403 where the list comes from rows of a register that the user may not open."""
    register = BY_MODEL.get(model)
    if register and not user.has_perm(register.right):
        raise PermissionDenied


def _figure(asked, key, status):
    indicator = BY_CODE[key]
    return indicator.label, indicator.rows(asked.scope, asked.span, asked.ward)


def _movement(asked, key, status):
    way, _, kind = key.partition("_")
    labels = {"in": movement.INS, "out": movement.OUTS}.get(way, {})
    title = labels[kind] if kind else _STOCK_LABELS[key]
    found = movement.rows_of(asked.scope, asked.span, key, STATUSES[status])
    return f"{title} – {STATUS_LABELS[status].lower()}", found


def _branches(asked, key, status):
    way, _, kind = key.partition("_")
    labels = {"in": movement.BRANCH_INS, "out": movement.BRANCH_OUTS}.get(way, {})
    title = labels[kind] if kind else _STOCK_LABELS[key]
    return f"Chi bộ: {title}", movement.branch_rows(asked.scope, asked.span, key)


def _composition(asked, key, status):
    day = asked.span.last
    return composition.label_of(day, key), composition.rows_of(asked.scope, day, key)


def _form(asked, key, status):
    return forms.of(asked, key)


_STOCK_LABELS = {
    movement.OPENING: "Đầu kỳ",
    movement.CLOSING: "Cuối kỳ",
    movement.RECOGNISED: "Chuyển đảng chính thức",
}
_KINDS = {
    "figure": _figure,
    "movement": _movement,
    "branches": _branches,
    "composition": _composition,
    "form": _form,
}
