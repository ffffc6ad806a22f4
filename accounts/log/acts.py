"""Acts that change no row but must be known: an export, an import as a whole."""

from accounts.log.context import current
from accounts.models import LogEvent


def log_act(kind, model, **facts):
    """Write one event under the actor of the moment; `facts` say what was done."""
    context = current()
    if context is None:
        raise RuntimeError("log_act() needs an actor: use acting_as() around it")
    return LogEvent.objects.create(
        actor=context.actor,
        user_id=context.user_id,
        ip=context.ip,
        reason=context.reason,
        change_set=context.change_set,
        kind=kind,
        table=model._meta.db_table,
        after=facts,
    )
