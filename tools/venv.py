"""The project's own `.venv`, filled from pinned requirement files."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"


def python_of(folder):
    name = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")
    return folder / name


def works(folder):
    """Whether its Python starts: a moved folder or an upgraded Python breaks it."""
    try:
        command = [python_of(folder), "-c", "import pip"]
        done = subprocess.run(command, check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def digest(files):
    """A fingerprint of the contents of `files`."""
    return hashlib.sha256(b"\0".join(f.read_bytes() for f in files)).hexdigest()


def make(folder):
    print(f"Tạo {folder.name} …", flush=True)
    try:
        venv.create(folder, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(
            f"Không tạo được {folder}: {error}\n"
            "Trên Debian/Ubuntu: apt install python3-venv"
        )


def ready(*names, folder=FOLDER):
    """Make the venv hold what the files `names` pin; returns its Python.

    A stamp remembers what was installed, so that a second call costs nothing.
    """
    files = [ROOT / name for name in names]
    stamp = folder / f"installed-{Path(names[-1]).stem}"
    wanted = digest(files)
    if not works(folder):
        make(folder)
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"Cài {names[-1]} (vài phút trong lần đầu) …", flush=True)
        pip = [python_of(folder), "-m", "pip", "install", "-q", "-r", files[-1]]
        done = subprocess.run([*pip, "--disable-pip-version-check"], check=False)
        if done.returncode:
            sys.exit(f"Không cài được {names[-1]}: xem thông báo của pip ở trên.")
        stamp.write_text(wanted)
    return python_of(folder)
