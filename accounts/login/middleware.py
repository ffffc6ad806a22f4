"""Around every request: whose session it is, whether it is over, what must come first."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode

from accounts.log.acts import log_act
from accounts.login import codes, kept, sessions, step_up
from accounts.models import LogEvent, User

# Where a form may hold a password, or is the way out: never kept, never barred.
DOORS = {"login", "logout", "step_up", "password_change", "enrol", "end_sessions"}
_FACTOR = "has_second_factor"


class ProxyAddressMiddleware:
    """The caller's address behind the trusted proxy, which writes it last."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if forwarded := request.headers.get("X-Forwarded-For", ""):
            request.META["REMOTE_ADDR"] = forwarded.rpartition(",")[2].strip()
        return self.get_response(request)


class SessionEndsMiddleware:
    """End a session that is over, for good; keep the form that came too late."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.ended_for = None
        # Asked before the user is read: Django empties a session that it refuses.
        owner = request.session.get(SESSION_KEY)
        if owner is not None:
            if not request.user.is_authenticated or sessions.is_over(request.session):
                self._end(request, owner)
            else:
                sessions.touch(request.session)
        return self.get_response(request)

    def _end(self, request, owner):
        # A check beside a form ends nothing yet: the form that is sent next would
        # find no session, and could not be kept for whom it was typed by.
        if not request.headers.get("HX-Request"):
            request.session.flush()
        request.user = AnonymousUser()
        request.ended_for = owner

    def process_view(self, request, view, args, kwargs):
        """After the check of the CSRF token: a foreign page can plant no form."""
        if request.ended_for is None:
            if request.method == "POST" and kept.MARK in request.POST:
                kept.drop(request.session)
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)  # the page stays as it is
        if request.method == "POST" and request.resolver_match.url_name not in DOORS:
            kept.keep(request, request.ended_for)
            way = urlencode({"next": resolve_url("kept_form")})
            return redirect(f"{resolve_url('login')}?{way}")
        return None


class FirstThingsMiddleware:
    """The own password and the second factor before any other page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        if request.resolver_match.url_name in DOORS:
            return None
        if request.user.first_password_until is not None:
            return redirect("password_change")
        return None if self._has_factor(request) else redirect("enrol")

    def _has_factor(self, request):
        if not codes.is_demanded(request.user):
            return True
        if not request.session.get(_FACTOR) and codes.is_enrolled(request.user):
            request.session[_FACTOR] = True
        return request.session.get(_FACTOR, False)

    def process_exception(self, request, exception):
        if isinstance(exception, step_up.StepUpNeededError):
            return step_up.lead_to_it(request)
        return None


class DeniedMiddleware:
    """Log who was refused what: the path alone, a query may hold a name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 403 and request.user.is_authenticated:
            log_act(
                LogEvent.Kind.DENIED, User, path=request.path, method=request.method
            )
        return response
