"""Around every request: who acts, which register, what the browser may do."""

import logging
import sys

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from accounts.log import acting_as
from accounts.models import Register

logger = logging.getLogger(__name__)

# Strict, with no nonce and nothing unsafe: pages carry no inline script or style.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
        "microphone=(), payment=(), usb=()"
    ),
    # Pages about people leave no copy in a shared machine's cache.
    "Cache-Control": "no-store",
}


class SecurityHeadersMiddleware:
    """Headers of every dynamic page; static files are answered before it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class LogActorMiddleware:
    """Log the writes of a request under its user and address, as one change set."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A log-in writes (last_login) before it has a user.
        is_known = request.user.is_authenticated
        who = {"user": request.user} if is_known else {"system": "web:anonymous"}
        with acting_as(**who, ip=request.META.get("REMOTE_ADDR")):
            return self.get_response(request)


class RegisterMiddleware:
    """One query for the register: `request.register`, and its day for `clock.today`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.register = Register.load()
        with request.register.in_use():
            return self.get_response(request)


class NotFoundMiddleware:
    """Our own 404 page even with DEBUG on: clerks try the demo, not Django."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 404 and request.resolver_match is None:
            # No address of ours: Django has answered before any view was asked.
            return defaults.page_not_found(request, Http404())
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, Http404):
            return defaults.page_not_found(request, exception)
        return None


class BusyMiddleware:
    """A database that can't write now: a page with a way to send the form again.

    On SQLite a writer waits 20 seconds for another one; on PostgreSQL two who wait for
    each other are parted. Nothing was written then, and nothing typed is lost.
    """

    SECRET = ("password", "code", "otp")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError):
            return None
        logger.error("%s: the database did not write", type(exception).__name__)
        status = 507 if is_full(exception) else 503
        context = {"fields": self._fields(request), "path": request.get_full_path()}
        page = render_to_string(f"{status}.html", context)
        return HttpResponse(page, status=status, headers={"Retry-After": "5"})

    def _fields(self, request):
        """What was typed, to be sent again; no secret is written into a page."""
        if request.method != "POST" or request.FILES:
            return []
        names = list(request.POST)
        if any(secret in name for name in names for secret in self.SECRET):
            return []
        return [(name, text) for name in names for text in request.POST.getlist(name)]


def is_full(error):
    """Whether the disk is full, in the words of either engine."""
    return "disk is full" in str(error) or "No space left" in str(error)


def server_error(request):
    """The last page: also for a busy database that a middleware met."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError):
        return BusyMiddleware(None).process_exception(request, error)
    return defaults.server_error(request)
