"""A trusted device: its cookie stands in for the code, for 30 days.

The cookie holds a random token, signed; the table its hash, made with the epoch of the
user's sessions: what ends all sessions ends the trust as well.
"""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.utils import timezone

from accounts.models import TrustedDevice

_SALT = "accounts.login.devices"


def _hash(token, user):
    text = f"{token}|{user.pk}|{user.session_epoch}"
    return hashlib.sha256(text.encode()).hexdigest()


def _of_request(request, user):
    token = request.get_signed_cookie(settings.TRUST_COOKIE_NAME, "", salt=_SALT)
    return user.devices.filter(token_hash=_hash(token, user), until__gt=timezone.now())


def is_trusted(request, user):
    """Whether this browser need not give a code for this user."""
    return _of_request(request, user).exists()


def trust(request, response, user):
    """Trust the browser that gets this response."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    user.devices.filter(until__lte=now).delete()
    TrustedDevice.objects.create(
        user=user,
        token_hash=_hash(token, user),
        label=request.headers.get("User-Agent", "").replace("\0", "")[:200],
        until=now + dt.timedelta(days=settings.TRUST_DEVICE_DAYS),
    )
    response.set_signed_cookie(
        settings.TRUST_COOKIE_NAME,
        token,
        salt=_SALT,
        max_age=settings.TRUST_DEVICE_DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
