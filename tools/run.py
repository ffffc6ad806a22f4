"""`make run`: from a fresh clone to the demo register in the browser.

Every step can be repeated and a second call changes nothing: `.venv` is kept, the
demo register is built only into an empty database.
"""

import os
import subprocess
import sys

from tools import venv

# Before anything is migrated: a real register is no place for the demo's steps.
REFUSE_REAL = """
from django.conf import settings
if not settings.DEBUG:
    raise SystemExit("make run chỉ dành cho sổ minh họa; ở đây DEBUG=False.")
"""
YEAR = "2021"  # the year of the article that the demo register is built from


def manage(python, *arguments):
    """Run a command of manage.py; when it fails, its own words are the last ones."""
    status = subprocess.call([python, "manage.py", *arguments], cwd=venv.ROOT)
    if status:
        sys.exit(status)


def serve(python, address):
    command = [str(python), "manage.py", "runserver", address]
    if os.name == "posix":  # become the server, so that Ctrl-C and kill reach it
        os.chdir(venv.ROOT)
        os.execv(python, command)
    sys.exit(subprocess.call(command, cwd=venv.ROOT))


def main(port="8000"):
    os.environ.setdefault("PYTHONUTF8", "1")
    address = f"127.0.0.1:{port}"
    python = venv.ready("requirements.txt")
    manage(python, "shell", "-v", "0", "-c", REFUSE_REAL)
    manage(python, "migrate", "-v", "0")
    manage(python, "seed_demo", "--if-empty")
    manage(python, "report", YEAR)
    print(f"\nMở http://{address}/ trong trình duyệt. Dừng: Ctrl-C.", flush=True)
    serve(python, address)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
