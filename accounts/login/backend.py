"""User name, password and code in one go: whatever is wrong, the answer is the same.

A wrong code fails like a wrong password, so django-axes counts both. A code is looked
at only after the right password: without it nobody can use up or slow down a code.
"""

from django.contrib.auth.backends import ModelBackend
from django.utils.crypto import salted_hmac

from accounts.login import codes, devices
from accounts.models import User


class CodeBackend(ModelBackend):
    """Django's own backend, and the code of those who have enrolled."""

    def authenticate(
        self, request, username=None, password=None, code="", is_step_up=False, **kwargs
    ):
        user = super().authenticate(request, username, password, **kwargs)
        if user is None or not codes.is_enrolled(user):
            return user
        if not is_step_up and devices.is_trusted(request, user):
            return user
        return user if codes.accept(user, code) else None


def counted_name(request, credentials):
    """The user name under which django-axes counts a failure.

    A password typed into the wrong box must not stand in a table: a name that nobody
    has is counted by its keyed hash.
    """
    name = (credentials or request.POST).get("username") or ""
    if User.objects.filter(username=name).exists():
        return name
    return "?" + salted_hmac("unknown user", name).hexdigest()
