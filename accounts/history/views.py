"""The note that a page went to paper; it never stands in the way of printing."""

from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from accounts.history import words
from accounts.log.acts import asked, log_act
from accounts.models import LogEvent

LONGEST = 500


@require_POST
def printed(request):
    """Write PRINT with the page's address, without what was typed into it."""
    path, _, query = request.POST.get("page", "")[:LONGEST].partition("?")
    try:
        found = resolve(path)
    except Resolver404:
        return HttpResponseBadRequest()
    if "\0" in path + query:  # PostgreSQL could not store it
        return HttpResponseBadRequest()
    model, row = _row(found)
    kept = asked(QueryDict(query))
    log_act(LogEvent.Kind.PRINT, model, row, page=path, filter=kept)
    return HttpResponse(status=204)


def _row(found):
    """(model, key) of a page about one row: "members:member-detail", or at the desk."""
    key = str(found.kwargs.get("object_id") or found.kwargs.get("pk") or "")[:64]
    space, _, rest = found.view_name.partition(":")
    for model in words.tables().values():
        meta = model._meta
        desk = f"{meta.app_label}_{meta.model_name}_"
        is_page = rest == f"{meta.model_name}-detail"
        if key and (is_page or (space == "admin" and rest.startswith(desk))):
            return model, key
    return None, ""
