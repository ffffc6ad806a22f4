#!/usr/bin/env python
"""Run a Django command of the register, as a named actor of the log."""

import contextlib
import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from accounts.log import acting_as

# The server takes its actor from each request, the test runner from each test.
WITHOUT_ACTOR = {"runserver", "test"}


def actor(command):
    if command in WITHOUT_ACTOR:
        return contextlib.nullcontext()
    return acting_as(system=f"manage.py {command}")


def main(argv):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoangmai_party.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"Không khởi động được: {error}")
    with actor(argv[1] if len(argv) > 1 else "help"):
        execute_from_command_line(argv)


if __name__ == "__main__":
    main(sys.argv)
