"""How a session ends: unused for half an hour, after 12 hours, or everywhere at once.

The stamp is set when the user logs in. A clock that was set back before the stamp ends
the session; five minutes are left for a clock that is only being put right.
"""

import time

from django.db import transaction

from accounts.login import step_up
from accounts.models import TrustedDevice

IDLE = 30 * 60
ABSOLUTE = 12 * 3600
SLACK = 5 * 60
# Written at most once a minute: a page that is only read writes nothing.
EVERY = 60


def on_user_logged_in(sender, request, user, **kwargs):
    """Receiver of `user_logged_in`."""
    step_up.forget(request.session)
    request.session["began_at"] = request.session["seen_at"] = time.time()


def is_over(session):
    """Whether the session has come to its end; one without stamps has."""
    now = time.time()
    began, seen = session.get("began_at"), session.get("seen_at")
    if began is None or seen is None or now < max(began, seen) - SLACK:
        return True
    return now - began >= ABSOLUTE or now - seen >= IDLE


def touch(session):
    """The user is here."""
    if time.time() - session["seen_at"] >= EVERY:
        session["seen_at"] = time.time()


@transaction.atomic
def end_all(user):
    """Log the user out everywhere; no device is trusted any more."""
    user.raise_epoch()
    TrustedDevice.objects.filter(user=user).delete()
