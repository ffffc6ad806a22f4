"""A file as LibreOffice reads it; tests that need it are skipped where there is none."""

import shutil
import subprocess

import pytest

SOFFICE = shutil.which("soffice")
SECONDS = 120
needs_office = pytest.mark.skipif(not SOFFICE, reason="no LibreOffice (soffice)")


def converted(file, kind, suffix=""):
    """The file that LibreOffice makes of this one, under a profile of its own."""
    folder = file.parent / "libreoffice"
    profile = folder / "profile"
    command = [
        SOFFICE,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--convert-to", kind),
        *("--outdir", str(folder), str(file)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return folder / f"{file.stem}.{suffix or kind}"
