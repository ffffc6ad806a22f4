"""The password (and the code) once more before what can't be taken back.

    @step_up_required
    def unmask(request, pk): ...

    require_step_up(request)      # anywhere in a request: an export, an admin page

It holds for a quarter of an hour. What was asked goes on by itself afterwards: a page
is opened again, a sent form is kept and sent again (`accounts.login.kept`).
"""

import functools
import time

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode, urlsplit

from accounts.login import kept

MINUTES = 15
MOST_ROWS = 50  # an export of more rows asks
_STAMP = "stepped_up_at"


class StepUpNeededError(Exception):
    """Caught by the middleware, which leads to the page that asks."""


def require_step_up(request):
    """Go on only when the user has typed the password within the last 15 minutes."""
    if _is_asked(request) and not is_fresh(request.session):
        raise StepUpNeededError


def require_for_export(request, rows):
    """An export of many rows asks; a short list doesn't."""
    if rows > MOST_ROWS:
        require_step_up(request)


def step_up_required(view):
    """The same as a decorator of a view function."""

    @functools.wraps(view)
    def asking(request, *args, **kwargs):
        require_step_up(request)
        return view(request, *args, **kwargs)

    return asking


class StepUpDesk:
    """An admin page of rights: opened and saved only after a step-up."""

    def changeform_view(self, request, *args, **kwargs):
        if self.has_change_permission(request):
            require_step_up(request)
        return super().changeform_view(request, *args, **kwargs)


def _is_asked(request):
    return settings.STEP_UP_IN_DEMO or not request.register.is_demo


def is_fresh(session):
    """Whether the last step-up still holds; a clock set back makes it void."""
    return 0 <= time.time() - session.get(_STAMP, float("-inf")) < MINUTES * 60


def confirm(session):
    session[_STAMP] = time.time()


def forget(session):
    """A new log-in starts without one."""
    session.pop(_STAMP, None)


def lead_to_it(request):
    """The way to the page that asks, and from there back to what was wanted."""
    page = resolve_url("step_up")
    if request.headers.get("HX-Request"):
        here = urlsplit(request.headers.get("HX-Current-URL", "/")).path
        way = f"{page}?{urlencode({'next': here})}"
        return HttpResponse(status=204, headers={"HX-Redirect": way})
    if request.method == "POST":
        kept.keep(request, request.user.pk)
        wanted = resolve_url("kept_form")
    else:
        wanted = request.get_full_path()
    return redirect(f"{page}?{urlencode({'next': wanted})}")
