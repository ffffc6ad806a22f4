"""The folder of backups: names by moment, and how long each one is kept."""

import datetime as dt
import os
import re
from pathlib import Path

from django.conf import settings
from django.utils import timezone

NAME = re.compile(r"so-(\d{8}-\d{6})\.hmbackup")
STAMP = "%Y%m%d-%H%M%S"
HOURS, DAYS, MONTHS = 24, 30, 12


def folder(path=None):
    """The folder, made when it is not there; nobody else may look into it."""
    found = Path(path or settings.BACKUP_DIR)
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def new_name(now=None):
    return f"so-{(now or timezone.now()).astimezone(dt.UTC):{STAMP}}.hmbackup"


def moment(file):
    """When a backup was made, by its name; None for another file."""
    named = NAME.fullmatch(Path(file).name)
    if not named:
        return None
    return dt.datetime.strptime(named[1], STAMP).replace(tzinfo=dt.UTC)


def backups(path):
    """[(moment, file)] of a folder, the newest first; a folder that is not there: []."""
    try:
        files = [entry.path for entry in os.scandir(path)]
    except OSError:
        return []
    found = [(at, Path(file)) for file in files if (at := moment(file))]
    return sorted(found, reverse=True)


def to_keep(moments, now):
    """Which backups stay: one an hour for a day, one a day for 30 days, one a month
    for a year; of each the newest. What lies in the future is kept: a clock was wrong.
    """
    kept = set()
    rules = (
        ("%Y%m%d%H", dt.timedelta(hours=HOURS)),
        ("%Y%m%d", dt.timedelta(days=DAYS)),
        ("%Y%m", dt.timedelta(days=MONTHS * 31)),
    )
    for form, age in rules:
        newest = {}
        for at in sorted(moments):
            if now - at <= age:
                newest[f"{timezone.localtime(at):{form}}"] = at
        kept |= set(newest.values())
    # Never the last one, however old it is.
    return kept | {at for at in moments if at > now} | set(sorted(moments)[-1:])


def prune(path, now=None):
    """Remove what need not be kept; returns the removed files."""
    found = backups(path)
    kept = to_keep([at for at, _ in found], now or timezone.now())
    removed = [file for at, file in found if at not in kept]
    for file in removed:
        file.unlink()
    return removed
