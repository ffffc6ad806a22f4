"""Charts of a paper as SVG: the same drawing on the screen, in the PDF and in Word.

Drawn in greys and one red that stay apart on a black-and-white printer; every number
stands beside its bar or dot, level, so that it can be read out and searched for.
"""

from html import escape
from itertools import pairwise
from textwrap import wrap

WIDTH = 640
LEFT, TOP, PLOT = 48, 30, 200  # of the upright drawing
LABELS, BAR, LETTERS = (
    210,
    18,
    28,
)  # of the lying one: room for the names (and letters of a line), height of a bar
INKS = ("#8b1111", "#a8a29a", "#3d4b59", "#cfc6bb")
SHORT = 9  # letters of a label that fits under its bar


def shown(value):
    """A number as it is read in Vietnamese; none is a dash."""
    if value is None:
        return "–"
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def svg(chart, family=""):
    """The drawing; `family` names the type where no style sheet does."""
    lies = not chart.is_line and max(map(len, chart.labels), default=0) > SHORT
    parts, height = (_lying if lies else _upright)(chart)
    font = f' font-family="{escape(family)}"' if family else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}"{font} font-size="13" fill="#000">'
        f"{''.join(parts)}</svg>"
    )


def said(chart):
    """The drawing in words, for those who can't see it."""
    lines = (
        f"{series.name}: "
        + "; ".join(
            f"{label} {shown(value)}"
            for label, value in zip(chart.labels, series.values, strict=True)
        )
        for series in chart.series
    )
    unit = f" ({chart.unit})" if chart.unit else ""
    return ". ".join((f"{chart.caption}{unit}", *lines))


def _top(chart):
    """The round number that the axis ends with, and the step of its lines."""
    most = max((v for s in chart.series for v in s.values if v is not None), default=0)
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= 4 * step:
                return 4 * step, step
        size *= 10


def _text(x, y, text, anchor="middle", bold=False):
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>'
        f"{escape(str(text))}</text>"
    )


def _rect(x, y, width, height, ink):
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" '
        f'height="{max(height, 0):.1f}" fill="{ink}"/>'
    )


def _line(x1, y1, x2, y2, ink="#000", width=1):
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{ink}" stroke-width="{width}"/>'
    )


def _legend(chart, y):
    """Names of the series side by side, where there are several; and the unit."""
    parts, x = [], LEFT
    if len(chart.series) > 1:
        for number, series in enumerate(chart.series):
            parts.append(_rect(x, y - 10, 12, 12, INKS[number % len(INKS)]))
            parts.append(_text(x + 17, y, series.name, "start"))
            x += 32 + 7 * len(series.name)
    else:
        parts += [_text(x, y, s.name, "start") for s in chart.series]
    if chart.unit:
        parts.append(_text(WIDTH - 8, y, f"Đơn vị: {chart.unit}", "end"))
    return parts


def _upright(chart):
    top, step = _top(chart)
    floor = TOP + PLOT
    parts = _legend(chart, 14)
    for tick in range(0, top + 1, step):
        y = floor - PLOT * tick / top
        parts.append(_line(LEFT, y, WIDTH - 8, y, "#000" if not tick else "#ddd"))
        parts.append(_text(LEFT - 6, y + 4, shown(tick), "end"))
    room = (WIDTH - 8 - LEFT) / max(len(chart.labels), 1)
    for place, label in enumerate(chart.labels):
        parts.append(_text(LEFT + room * (place + 0.5), floor + 18, label))
    draw = _dots if chart.is_line else _bars
    for number, series in enumerate(chart.series):
        ink = INKS[number % len(INKS)]
        parts += draw(chart, series, number, room, (floor, PLOT / top), ink)
    return parts, floor + 28


def _bars(chart, series, number, room, scale, ink):
    floor, unit = scale
    width = room * 0.7 / len(chart.series)
    for place, value in enumerate(series.values):
        x = LEFT + room * (place + 0.15) + width * number
        height = float(value or 0) * unit
        yield _rect(x, floor - height, width * 0.92, height, ink)
        yield _text(x + width * 0.46, floor - height - 4, shown(value))


def _dots(chart, series, number, room, scale, ink):
    floor, unit = scale
    spots = [
        None if v is None else (LEFT + room * (i + 0.5), floor - float(v) * unit)
        for i, v in enumerate(series.values)
    ]
    for one, two in pairwise(spots):
        if one and two:
            yield _line(*one, *two, ink, 2)
    for spot, value in zip(spots, series.values, strict=True):
        if spot:
            x, y = spot
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{ink}"/>'
            # The numbers of every second line stand below it, where there is room.
            is_below = number % 2 and floor - y > 24
            yield _text(x, y + 17 if is_below else y - 8, shown(value))


def _lying(chart):
    """Bars that lie, for names that are too long to stand under one."""
    top, _ = _top(chart)
    parts, y = _legend(chart, 14), 28.0
    for place, label in enumerate(chart.labels):
        lines = wrap(label, LETTERS) or [""]
        height = max(len(lines) * 15, len(chart.series) * BAR) + 8
        middle = y + height / 2 - (len(lines) - 1) * 7.5 + 4
        for number, line in enumerate(lines):
            parts.append(_text(LABELS - 8, middle + number * 15, line, "end"))
        at = y + (height - len(chart.series) * BAR) / 2
        for number, series in enumerate(chart.series):
            value, ink = series.values[place], INKS[number % len(INKS)]
            length = float(value or 0) * (WIDTH - LABELS - 60) / top
            parts.append(_rect(LABELS, at + number * BAR + 1, length, BAR - 3, ink))
            y_text = at + number * BAR + BAR - 5
            parts.append(_text(LABELS + length + 6, y_text, shown(value), "start"))
        y += height
    parts.append(_line(LABELS, 28, LABELS, y))
    return parts, round(y + 6)
