"""The health page of the system administrator, and a sign of life for a watcher."""

from django.contrib.auth.decorators import login_not_required, permission_required
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.backup import state

PLAIN = "text/plain; charset=utf-8"


@require_safe
@permission_required("accounts.view_logseal", raise_exception=True)
def health(request):
    """Engine, disks, backups, drills, seals, triggers, migrations, clock."""
    return render(request, "health.html", {"lines": state.lines()})


@require_safe
@login_not_required
def live(request):
    """“ok” or 503: nothing else, for it is open to everybody."""
    try:
        state.ask_database()
    except DatabaseError:
        return HttpResponse("unavailable", status=503, content_type=PLAIN)
    return HttpResponse("ok", content_type=PLAIN)
