"""Around every request: who acts, which register, what the browser may do."""

from django.http import Http404
from django.views.defaults import page_not_found

from accounts.log import acting_as
from accounts.models import Register

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
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Http404):
            return page_not_found(request, exception)
        return None
