"""A file between its preview and its confirmation: in the cache, for half an hour.

Never on the disk: a list of members left in a temporary folder outlives the visit. The
cache must be one that all server processes share, where there are several.
"""

import secrets

from django.core.cache import cache

SECONDS = 30 * 60
_PREFIX = "accounts.port:"


def keep(user, place, file):
    """Put `file` by for this user and page; returns the token of the confirmation."""
    token = secrets.token_urlsafe(24)
    cache.set(_PREFIX + token, (user.pk, place, file), SECONDS)
    return token


def take(user, place, token):
    """The file put by, once and for its user alone; None when it is gone."""
    held = cache.get(_PREFIX + token)
    if held is None or held[:2] != (user.pk, place):
        return None
    cache.delete(_PREFIX + token)
    return held[2]
