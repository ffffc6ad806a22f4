"""Guards taken away on purpose, in the processes of a round: it has to notice.

Each is what somebody might do by mistake; `test_rounds.py` shows the figure that rises.
"""

import contextlib
import shutil

from django.db import connection

from accounts import guard, stale, tokens
from accounts.backup import engines
from accounts.port import desk, preview, resource
from accounts.sealed import SealedCharField
from members import actions
from members.models import Member
from surveys.cases import acts as cases
from surveys.foundings import acts, guards, settling


def version():
    """A stale page is written over a newer row."""
    stale.Page.compare = lambda page, data: None


def token():
    """A form may be sent as often as one likes."""
    tokens.write_once = lambda request, write: write()


def transaction():
    """An import is written row by row."""

    class NoTransaction:
        atomic = staticmethod(contextlib.nullcontext)
        set_rollback = staticmethod(lambda rollback: None)

    desk.transaction = NoTransaction
    real = resource.RegisterResource.import_data

    def import_data(rows, *args, **kwargs):
        with_preview = kwargs["dry_run"]
        return real(rows, *args, **{**kwargs, "use_transactions": with_preview})

    resource.RegisterResource.import_data = import_data


def founding():
    """A founding is written act by act."""
    actions.transaction = type(
        "NoTransaction", (), {"atomic": staticmethod(contextlib.nullcontext)}
    )
    # PostgreSQL locks no row outside a transaction.
    acts._locked = lambda case: case
    acts._refuse_unless_it_may = lambda *args: None


def stage():
    """Nobody looks where the case stands; nor are people or đoàn thể in the way."""
    guards.refuse_founding = lambda case, **facts: None
    cases._refuse = lambda case, move: None
    settling.people = settling.mass_organisations = lambda *args: None


def gate():
    """What the preview found wrong does not stop the import."""
    preview.Preview.can_be_confirmed = True


def wal():
    """A backup copies the file of the database, not what waits in the WAL beside it;
    on PostgreSQL it is not of the moment that its rows were counted at.
    """
    real = engines.copy_out

    def copy_out(target, snapshot=None):
        if connection.vendor == "sqlite":
            shutil.copyfile(connection.settings_dict["NAME"], target)
        else:
            real(target)

    engines.copy_out = copy_out


def clash():
    """What the database refuses is an error page, and no form looks before."""
    guard.IntegrityError = type("NeverRaised", (Exception,), {})
    for check in ("clean", "validate_unique", "validate_constraints"):
        setattr(Member, check, lambda member, *args, **kwargs: None)


def seal():
    """The number of the căn cước is stored as it is."""
    SealedCharField.get_db_prep_value = lambda field, value, *args, **kwargs: value
    SealedCharField.from_db_value = lambda field, value, *args: value


GUARDS = {
    taken.__name__: taken
    for taken in (
        *(version, token, transaction, founding, stage),
        *(gate, wal, clash, seal),
    )
}


def break_guards(names):
    for name in names:
        GUARDS[name]()
