"""Charts as tables and SVG without script or style attributes.

Across, places are per cent, so that a chart fits a phone and a sheet of paper
without its type being scaled; down, they are pixels.
"""

from collections import namedtuple
from decimal import Decimal
from itertools import pairwise
from zlib import crc32

from django import template

from reports import percent
from reports.templatetags.figures import vnum

register = template.Library()

BarRow = namedtuple("BarRow", "label target actual text url unit", defaults=("",) * 3)
Point = namedtuple("Point", "label value url note", defaults=("", ""))

CEILING, FLOOR, LABEL_Y = 44, 232, 254  # pixels from the top of the drawing
LEFT, RIGHT = 7, 96  # per cent: room for the axis numbers and half a label
TONES = {"▲": "good", "✓": "good", "✗": "warn"}  # by the sign of the verdict
BEYOND = Decimal(2)  # a bar is cut at twice its target


def _pct(share):
    # Formatted here, because a template would write the decimal with a comma.
    return f"{share * 100:.1f}%"


def _length(row):
    """How far a bar reaches, its target being 1."""
    if not row.target or row.actual is None:
        return None
    return min(Decimal(row.actual) / Decimal(row.target), BEYOND)


def _bar_row(row, length, scale, is_over):
    if row.actual is None:
        sign, word = "", "chưa có số liệu"
    else:
        sign, word = percent.verdict(row.actual, row.target, is_over=is_over)
    return {
        **row._asdict(),
        "target": vnum(row.target or None),
        "actual": vnum(row.actual),
        "text": row.text or "–",
        "width": None if length is None else _pct(length / scale),
        "tone": TONES.get(sign, "none"),
        "sign": sign,
        "word": word,
    }


@register.inclusion_tag("reports/_bars.html")
def bars(rows, caption="Chỉ tiêu và kết quả", *, is_over=True):
    """Rows (label, target, actual, text, url, unit): each bar against its own target."""
    rows = [BarRow(*row) for row in rows]
    lengths = [_length(row) for row in rows]
    # 5 % of air, so that the mark of the target never lies on the edge.
    scale = max([Decimal(1), *filter(None, lengths)]) * Decimal("1.05")
    return {
        "caption": caption,
        "rows": [
            _bar_row(row, length, scale, is_over)
            for row, length in zip(rows, lengths, strict=True)
        ],
        "goal": _pct(1 / scale),
        "has_units": any(row.unit for row in rows),
    }


@register.inclusion_tag("reports/_share_bar.html")
def share_bar(value, total):
    """A bar for a cell: `value` as a share of `total`."""
    share = Decimal(value or 0) / Decimal(total) if total else 0
    return {"width": _pct(min(share, 1)) if share else None}


def _step(top):
    """The distance of grid lines: 1, 2 or 5 by a power of ten, at most five lines."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if top <= 5 * step:
                return step
        size *= 10


def _place(number, count):
    share = Decimal(number) / (count - 1) if count > 1 else Decimal("0.5")
    return _pct((LEFT + share * (RIGHT - LEFT)) / 100)


def _height(value, top):
    return round(FLOOR - (FLOOR - CEILING) * Decimal(value) / top)


def _tick(value, top):
    y = _height(value, top)
    return {"y": y, "text_y": y - 4, "text": vnum(value)}


def _dots(points, top):
    dots, notes = [], 0
    for number, point in enumerate(points):
        notes += bool(point.note)
        y = None if point.value is None else _height(point.value, top)
        dots.append(
            {
                **point._asdict(),
                "label": str(point.label),
                "text": vnum(point.value),
                "x": _place(number, len(points)),
                "y": y,
                "text_y": y and y - 12,
                "note_no": notes if point.note else None,
                # Phones keep every second label, the last one among them.
                "minor": (len(points) - 1 - number) % 2 == 1,
            }
        )
    return dots


def _runs(dots):
    """Lines between neighbours; a missing value leaves a gap."""
    return [
        {"x1": a["x"], "y1": a["y"], "x2": b["x"], "y2": b["y"]}
        for a, b in pairwise(dots)
        if a["y"] and b["y"]
    ]


def _desc(dots):
    known = [dot for dot in dots if dot["y"]]
    first, last = known[0], known[-1]
    top = max(known, key=lambda dot: dot["value"])
    return (
        f"Từ {first['text']} ({first['label']}) đến {last['text']} ({last['label']});"
        f" cao nhất {top['text']} ({top['label']})."
    )


def _scale(values):
    """The highest grid line and the distance between two."""
    top = max(*values, 1)
    step = _step(top)
    return int(step * -(-top // step)), step


@register.inclusion_tag("reports/_line_chart.html")
def line_chart(points, title="", unit="", label_name="Năm"):
    """Points (label, value, url, note) as a line from zero, with its table beneath."""
    points = [Point(*point) for point in points]
    values = [point.value for point in points if point.value is not None]
    if not values:
        return {"dots": []}
    top, step = _scale(values)
    dots = _dots(points, top)
    return {
        "title": title,
        "unit": unit,
        "label_name": label_name,
        "key": f"chart-{crc32(f'{title}{points}'.encode()):x}",
        "desc": _desc(dots),
        "dots": dots,
        "runs": _runs(dots),
        "notes": [dot for dot in dots if dot["note_no"]],
        "ticks": [_tick(value, top) for value in range(0, top + 1, step)],
        "floor": FLOOR,
        "label_y": LABEL_Y,
        "many": len(dots) > 8,
    }
