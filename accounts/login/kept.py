"""A form that was sent too late: kept sealed in the session, for its user alone.

The session of the browser holds it for 15 minutes. Only who typed it reads it: the
seal names the user. Passwords and codes are never kept, nor are files.
"""

import json
import time
from dataclasses import dataclass

from accounts.sealed import SealError, seal, unseal

MINUTES = 15
MARK = "_kept"  # a field of the form that is sent again: it has done its duty
_NAME = "kept_form"
_SECRET = ("csrfmiddlewaretoken", MARK, "code")
_MACHINES = ("_FORMS", "-id", "csrf", "token")


@dataclass(frozen=True)
class KeptForm:
    """Where it was sent, its fields, and the names of the files it carried."""

    path: str
    at: float
    fields: list
    files: list

    def shown(self):
        """What a person typed; keys of drop-downs and numbers alone tell nobody much."""
        return [
            value
            for name, value in self.fields
            if any(map(str.isalpha, value))
            and not name.startswith("_")
            and not _is_machines(name)
        ]


def _is_machines(name):
    return any(part in name for part in _MACHINES)


def _is_secret(name):
    return name in _SECRET or "password" in name


def keep(request, user_id):
    """Put the form of this POST by for the user whose session it was."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not _is_secret(name)
    ]
    files = [file.name for file in request.FILES.values()]
    form = [request.get_full_path(), time.time(), fields, files]
    request.session[_NAME] = seal(json.dumps(form), _place(user_id))


def is_there(session):
    return _NAME in session


def kept_for(request):
    """The kept form of this user; one of somebody else, or an old one, is dropped."""
    if (token := request.session.get(_NAME)) is None:
        return None
    try:
        form = KeptForm(*json.loads(unseal(token, _place(request.user.pk))))
    except SealError:
        form = None
    if form is None or not 0 <= time.time() - form.at < MINUTES * 60:
        drop(request.session)
        return None
    return form


def drop(session):
    session.pop(_NAME, None)


def _place(user_id):
    return f"session.kept_form.{user_id}"
