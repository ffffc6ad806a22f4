"""The child process of `typst.py`: one job of JSON in, one file out, and it is gone.

Typst keeps what it has laid out for as long as a process lives: 1.9 GB after a
thousand-row report. Run as a file, without Django; nothing it reads is markup.
"""

import json
import shutil
import sys
import tempfile

import typst


def main():
    job = json.load(sys.stdin.buffer)
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        for file in job["fonts"]:
            shutil.copy(file, folder)
        sys.stdout.buffer.write(pressed(job, folder))


def pressed(job, fonts):
    """The bytes of the file; with the standards dropped if a letter breaks them."""
    facts = {
        "root": job["root"],
        "font_paths": [fonts],
        "ignore_system_fonts": True,
        "sys_inputs": job["inputs"],
        "format": job["format"],
        "ppi": job["ppi"],
    }
    try:
        return typst.compile(job["main"], pdf_standards=job["standards"], **facts)
    except typst.TypstError:
        if not job["standards"]:
            raise
        # A sign that no font has (a Chinese name): it can be printed, not archived.
        return typst.compile(job["main"], **facts)


if __name__ == "__main__":
    main()
