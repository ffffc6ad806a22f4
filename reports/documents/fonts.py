"""Which type a paper is set in: one that has every Vietnamese letter, in four styles.

Times New Roman where the machine really has it, else a serif like it, else the one in
the Typst package. Names and aliases prove nothing: Debian's first Liberation answers
to "Times New Roman" and lacks 92 of the 134 letters, so the table of letters is read.
"""

import os
import struct
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_BASES = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOWER = [unicodedata.normalize("NFC", base + t) for base in _BASES for t in _TONES]
# The 134 letters beyond ASCII that Vietnamese is written with.
LETTERS = frozenset(
    letter
    for lower in [*_LOWER, "đ"]
    for letter in (lower, lower.upper())
    if not letter.isascii()
)
NEEDED = frozenset(map(ord, LETTERS)) | set(range(0x20, 0x7F)) | set(map(ord, "–«»“”…"))
EMBEDDED = "Libertinus Serif"  # in the Typst package, with all letters
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
SPELT = ("", " Bold", " Italic", " Bold Italic")
TIMES = "Times New Roman"
# (family, names of the files of regular, bold, italic and bold italic without ending)
FAMILIES = (
    (TIMES, ("times", "timesbd", "timesi", "timesbi")),  # Windows
    (TIMES, tuple(f"{TIMES}{style}" for style in SPELT)),  # macOS
    (TIMES, tuple(f"{TIMES}{style}".replace(" ", "_") for style in SPELT)),  # Debian
    ("Liberation Serif", tuple(f"LiberationSerif-{style}" for style in STYLES)),
    ("Tinos", tuple(f"Tinos-{style}" for style in STYLES)),
    ("TeX Gyre Termes", tuple(f"texgyretermes-{style.lower()}" for style in STYLES)),
    ("FreeSerif", tuple(f"FreeSerif{style}" for style in ("", *STYLES[1:]))),
    ("Noto Serif", tuple(f"NotoSerif-{style}" for style in STYLES)),
)
ENDINGS = (".ttf", ".otf")


@dataclass(frozen=True)
class Type:
    """A family and the files of its four styles; none when Typst brings it along."""

    family: str
    files: tuple[Path, ...] = ()


def folders():
    """Where this machine keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"
    if sys.platform == "darwin":
        library = Path("Library", "Fonts")
        return home / library, "/" / library, Path("/System/Library/Fonts/Supplemental")
    shared = (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
    return home / ".local/share/fonts", home / ".fonts", *shared


@cache
def chosen():
    """The type of every paper of this process."""
    return choose(folders())


def choose(places):
    """The first family of which all four styles have all letters."""
    found = {}
    for place in places:
        for path in sorted(Path(place).rglob("*")):
            if path.suffix.lower() in ENDINGS:
                found.setdefault(path.stem.lower(), []).append(path)
    for family, stems in FAMILIES:
        styles = [_complete(found.get(stem.lower(), ()), family) for stem in stems]
        if all(styles):
            return Type(family, tuple(styles))
    return Type(EMBEDDED)


def _complete(paths, family):
    """The first of these files that is of the family and has every letter."""
    for path in paths:
        try:
            font = path.read_bytes()
            if family_of(font) == family and covered(font) >= NEEDED:
                return path
        except (OSError, ValueError, struct.error, IndexError, KeyError):
            continue  # not a font that can be trusted with a name
    return None


def _tables(font):
    """{tag: offset} of an OpenType file."""
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * i) for i in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in entries}


def family_of(font):
    """The name of the family that the file itself bears: the typographic one first."""
    start = _tables(font)["name"]
    _, count, strings = struct.unpack_from(">HHH", font, start)
    names = {}
    for i in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(
            ">6H", font, start + 6 + 12 * i
        )
        if platform == 3 and name in (1, 16):
            at = start + strings + offset
            names.setdefault(name, font[at : at + length].decode("utf-16-be"))
    return names.get(16, names.get(1, ""))


def covered(font):
    """The code points that the file has a sign for."""
    start = _tables(font)["cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    points = set()
    for i in range(count):
        platform, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * i)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if platform in (0, 3) and kind in _READERS:
            points |= _READERS[kind](font, start + offset)
    return points


def _segments(font, at):
    """Format 4: ranges of the first 65,536 code points."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    ends, starts = at + 14, at + 16 + double
    deltas, ranges = starts + double, starts + 2 * double
    points = set()
    for i in range(0, double, 2):
        first, last, delta, offset = (
            struct.unpack_from(">H", font, table + i)[0]
            for table in (starts, ends, deltas, ranges)
        )
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point + delta
            if offset:
                place = ranges + i + offset + 2 * (point - first)
                (glyph,) = struct.unpack_from(">H", font, place)
            if glyph % 65536:
                points.add(point)
    return points


def _groups(font, at):
    """Format 12: ranges of all code points."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    points = set()
    for i in range(count):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * i)
        points.update(range(first if glyph else first + 1, min(last, 0x10FFFF) + 1))
    return points


_READERS = {4: _segments, 12: _groups}
