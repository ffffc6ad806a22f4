"""Submit tokens: a form sent twice is written once.

Each page that adds something carries a token made with the page. The first sending
stores it in the transaction of what it writes; another one, however close behind,
waits for that and lands where the first one did.
"""

import datetime as dt
import functools
import re
import secrets

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.html import format_html

from accounts.models import SubmitToken

FIELD = "sent_token"
SEEN = "seen"
SHAPE = re.compile(r"[\w-]{16,64}")
KEPT = dt.timedelta(days=2)
LONGEST = 500
ALREADY = "Biểu mẫu này đã ghi rồi, không ghi lần thứ hai."
MOVED_ON = "Sổ đã thay đổi từ lúc xem trước nên chưa ghi gì. Xin xem lại rồi xác nhận."


def hidden():
    """The hidden field of a new page."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, fresh())


def fresh():
    return secrets.token_urlsafe(24)


def landed(response):
    """Mark the answer to a form that was written; another sending lands there too."""
    response.is_landed = True
    return response


def once(view):
    """Decorate a view that answers `landed(…)` when it has written its form."""

    @functools.wraps(view)
    def sent_once(request, *args, **kwargs):
        return write_once(request, functools.partial(view, request, *args, **kwargs))

    return sent_once


def write_once(request, write):
    """The answer of `write()`, or where the first sending of this form landed."""
    if request.method != "POST":
        return write()
    with transaction.atomic():
        token = request.POST.get(FIELD, "")
        if not token:
            return write()
        if not SHAPE.fullmatch(token):
            raise SuspiciousOperation("Mã của biểu mẫu không đúng dạng.")
        first = _first(token, request.user)
        if first.landed_at:
            messages.info(request, ALREADY)
            return redirect(first.landed_at)
        response = write()
        if getattr(response, "is_landed", False):
            first.landed_at = response.headers.get("Location", "/")[:LONGEST]
            first.save(update_fields=["landed_at"])
        else:  # shown again: the same page may be sent again
            first.delete()
        return response


def _first(token, user):
    """The stored token; on PostgreSQL the insert waits for a first one under way."""
    purge()
    new = SubmitToken(token=token, user=user)
    SubmitToken.objects.bulk_create([new], ignore_conflicts=True)
    first = SubmitToken.objects.get(pk=token)
    if first.user_id != user.pk:
        raise SuspiciousOperation("Mã của biểu mẫu thuộc tài khoản khác.")
    return first


def purge():
    """Forget forms that nobody will send again."""
    SubmitToken.objects.filter(made_at__lt=timezone.now() - KEPT).delete()


def fingerprint(*things):
    """A short digest of what a preview showed."""
    return salted_hmac(__name__, repr(things), algorithm="sha256").hexdigest()[:32]


def is_as_seen(request, *things):
    """Whether what the clerk confirmed is what would be written now.

    A sending that names no preview (a script's) is taken as it is: only a page knows
    what it showed.
    """
    seen = request.POST.get(SEEN)
    return seen is None or constant_time_compare(seen, fingerprint(*things))
