"""What every page must know about the door."""

from django.conf import settings


def page_context(request):
    """A production that asks nobody for a code says so on every page."""
    return {"mfa_is_missing": settings.MFA_MISSING}
