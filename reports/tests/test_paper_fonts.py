"""The type of a paper: by the letters that a file has, never by its name."""

import struct
from pathlib import Path

import pytest

from reports.documents import fonts

FIRST_LIBERATION = Path("/usr/share/fonts/truetype/liberation")
TIMES = ("times", "timesbd", "timesi", "timesbi")
TINOS = tuple(f"Tinos-{style}" for style in fonts.STYLES)
WITHOUT = fonts.NEEDED - {ord("ế")}


def groups(points):
    """A `cmap` table of format 12."""
    body = b"".join(struct.pack(">III", p, p, 1) for p in sorted(points))
    return struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(body) // 12) + body


def segments(points, *, by_place=False):
    """A `cmap` table of format 4: by a difference, or by places in an array."""
    points = [*sorted(points), 0xFFFF]
    count = len(points)
    ends = struct.pack(f">{count}H", *points)
    if by_place:
        deltas = [0] * count
        # From each place of the list to its own entry in the array behind it.
        ranges = [2 * count] * (count - 1) + [0]
    else:
        deltas, ranges = [(1 - p) % 65536 for p in points], [0] * count
    deltas[-1] = 1
    body = ends + struct.pack(">H", 0) + ends
    body += struct.pack(f">{count}H", *deltas) + struct.pack(f">{count}H", *ranges)
    body += struct.pack(f">{count}H", *[1] * count)
    return struct.pack(">7H", 4, 14 + len(body), 0, 2 * count, 0, 0, 0) + body


def font(family, table):
    """A file with a name and a table of letters, and nothing else."""
    name = family.encode("utf-16-be")
    names = struct.pack(">3H", 0, 1, 18)
    names += struct.pack(">6H", 3, 1, 0x409, 1, len(name), 0) + name
    cmap = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table
    head, tables = struct.pack(">IHHHH", 0x10000, 2, 0, 0, 0), b""
    for tag, data in ((b"cmap", cmap), (b"name", names)):
        head += struct.pack(">4sIII", tag, 0, 44 + len(tables), len(data))
        tables += data
    return head + tables


def install(folder, family, stems, points=fonts.NEEDED):
    for stem in stems:
        (folder / f"{stem}.ttf").write_bytes(font(family, groups(points)))


@pytest.mark.parametrize("make", [groups, segments])
def test_letters_of_a_file_are_read(make):
    assert fonts.covered(font("Tinos", make(WITHOUT))) == WITHOUT
    assert fonts.family_of(font("Tinos", make(WITHOUT))) == "Tinos"


def test_letters_by_places_are_read():
    assert fonts.covered(font("Tinos", segments(WITHOUT, by_place=True))) == WITHOUT


def test_times_comes_first_where_it_is_complete(tmp_path):
    install(tmp_path, "Times New Roman", TIMES)
    install(tmp_path, "Tinos", TINOS)
    chosen = fonts.choose([tmp_path])
    assert chosen.family == "Times New Roman"
    assert [path.stem for path in chosen.files] == [*TIMES]


def test_times_that_lacks_a_letter_in_one_style_is_passed_over(tmp_path):
    install(tmp_path, "Times New Roman", TIMES)
    install(tmp_path, "Times New Roman", TIMES[3:], WITHOUT)
    install(tmp_path, "Tinos", TINOS)
    assert fonts.choose([tmp_path]).family == "Tinos"


@pytest.mark.parametrize(
    ("family", "stems"),
    [("Nimbus Roman", TIMES), ("Times New Roman", TIMES[:3]), ("Tinos", TIMES)],
)
def test_font_of_another_name_or_of_three_styles_is_not_taken(family, stems, tmp_path):
    install(tmp_path, family, stems)
    assert fonts.choose([tmp_path]) == fonts.Type(fonts.EMBEDDED)


def test_second_file_of_a_name_is_taken_where_the_first_is_broken(tmp_path):
    for folder, points in (("a", WITHOUT), ("b", fonts.NEEDED)):
        (tmp_path / folder).mkdir()
        install(tmp_path / folder, "Tinos", TINOS, points)
    files = fonts.choose([tmp_path]).files
    assert {path.parent.name for path in files} == {"b"}


@pytest.mark.parametrize("bytes_", [b"", b"no font", font("Tinos", b"\0" * 8)[:50]])
def test_file_that_is_no_font_is_passed_over(bytes_, tmp_path):
    for stem in TINOS:
        (tmp_path / f"{stem}.ttf").write_bytes(bytes_)
    assert fonts.choose([tmp_path]).family == fonts.EMBEDDED


def test_folder_that_is_not_there_is_passed_over(tmp_path):
    assert fonts.choose([tmp_path / "none"]).family == fonts.EMBEDDED


def test_type_of_this_machine_has_every_letter():
    for path in fonts.chosen().files:
        assert fonts.covered(path.read_bytes()) >= fonts.NEEDED


@pytest.mark.skipif(
    not FIRST_LIBERATION.exists(), reason="Debian's first Liberation is not here"
)
def test_first_liberation_of_debian_is_refused():
    file = FIRST_LIBERATION / "LiberationSerif-Regular.ttf"
    covered = {chr(point) for point in fonts.covered(file.read_bytes())}
    assert len(fonts.LETTERS - covered) == 92
    assert fonts.choose([FIRST_LIBERATION]).family == fonts.EMBEDDED
