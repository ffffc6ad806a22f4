"""PDF by Typst: the tree goes to a child process as data beside a fixed template."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from reports.documents import chart, fonts, stored, tree

HERE = Path(__file__).resolve().parent
SECONDS = 60  # a thousand rows take two
STANDARDS = ["a-2a", "ua-1"]
# No secret of the server goes along; Windows needs the last ones.
ENVIRONMENT = ("PATH", "PYTHONPATH", "TMP", "TEMP", "TMPDIR", "SYSTEMROOT", "WINDIR")
LONG = 24  # letters of a word that may not fit into a column
_LONG_WORD = re.compile(rf"\S{{{LONG + 1},}}")
_PIECE = re.compile(r"\S{12}(?=\S)")


class PaperError(Exception):
    """The PDF was not made; the message says so to the clerk."""


def pdf(doc):
    """The paper as PDF/A-2a and PDF/UA-1."""
    doc, font = tree.cleaned(doc), fonts.chosen()
    inputs = {
        "doc": json.dumps(_shaped(stored.data(doc), font.family), ensure_ascii=False),
        "font": font.family,
    }
    return _press(HERE / "paper.typ", inputs, font, "pdf")


def picture(block):
    """A chart as PNG, for Word."""
    font = fonts.chosen()
    inputs = {"svg": chart.svg(tree.cleaned(block), font.family)}
    return _press(HERE / "picture.typ", inputs, font, "png")


def _shaped(node, family):
    """The data as the template takes it: charts drawn, long words with places to break.

    Those places are spaces of no width: the letters stay, and no column is overrun.
    """
    if isinstance(node, str):
        return _LONG_WORD.sub(lambda w: _PIECE.sub("\\g<0>\u200b", w[0]), node)
    if isinstance(node, list):
        return [_shaped(part, family) for part in node]
    if not isinstance(node, dict):
        return node
    if node["is"] == "Chart":
        block = stored.load(node)
        drawing = {"svg": chart.svg(block, family), "alt": chart.said(block)}
        return {"is": "Chart", "caption": block.caption, **drawing}
    shaped = {
        name: part if name == "aligns" else _shaped(part, family)  # letters of columns
        for name, part in node.items()
    }
    if node["is"] == "Table":
        whole = len(node["rows"]) <= tree.SHORT and tree.is_short(stored.load(node))
        return shaped | {"whole": whole}
    # The hash at the foot of a sheet is copied from there: nothing is put into it.
    return shaped | {"foot": node["foot"]} if node["is"] == "Document" else shaped


def _press(main, inputs, font, kind):
    job = {
        "main": str(main),
        "root": str(HERE),
        "inputs": inputs,
        "fonts": [str(path) for path in font.files],
        "standards": STANDARDS if kind == "pdf" else [],
        "format": kind,
        "ppi": 220 if kind == "png" else None,
    }
    # -P: the folder of the script, where this file is called typst too, is not searched.
    command = [sys.executable, "-P", "-X", "utf8", str(HERE / "press.py")]
    known = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    try:
        done = subprocess.run(
            command,
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=SECONDS,
            env=known,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PaperError(
            f"Không tạo được PDF trong {SECONDS} giây: hãy chia báo cáo thành các phần, "
            "hoặc tải bản Word."
        ) from error
    if done.returncode or not done.stdout:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise PaperError(
            "Không tạo được PDF trên máy chủ này; bản Word và bản in từ trình duyệt "
            "vẫn dùng được."
        ) from RuntimeError(*reason)
    return done.stdout
