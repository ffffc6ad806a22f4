"""The tile map as SVG: no script, no style attribute; colours are classes."""

from django import template

register = template.Library()

SIDE, GAP, EDGE = 96, 4, 2  # of a tile, between two, around all
LONG = 10  # letters of a name that stand on one line
LINE = 18  # from one line of a name to the next


def _lines(name):
    """The name on one line or two, broken where the halves are most alike."""
    words = name.split()
    if len(name) <= LONG or len(words) == 1:
        return [name]
    halves = (
        (" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))
    )
    return list(min(halves, key=lambda two: max(map(len, two))))


def _placed(tile):
    column, row = tile.place
    x, y = EDGE + column * (SIDE + GAP), EDGE + row * (SIDE + GAP)
    lines = _lines(tile.name)
    top = y + 44 - LINE * (len(lines) - 1)
    return {
        "tile": tile,
        "step": "none" if tile.step is None else tile.step,
        "x": x,
        "y": y,
        "middle": x + SIDE // 2,
        "lines": [(top + LINE * i, line) for i, line in enumerate(lines)],
        "figure_y": y + 76,
    }


@register.inclusion_tag("reports/outreach/_tile_map.html")
def tile_map(tiles, title, steps):
    """`Tile`s under their title, with the classes of `steps` explained beneath."""
    columns = 1 + max((tile.place[0] for tile in tiles), default=0)
    rows = 1 + max((tile.place[1] for tile in tiles), default=0)
    return {
        "title": title,
        "tiles": [_placed(tile) for tile in tiles],
        "side": SIDE,
        "width": columns * (SIDE + GAP) - GAP + 2 * EDGE,
        "height": rows * (SIDE + GAP) - GAP + 2 * EDGE,
        "steps": steps.legend(),
        "has_empty": any(tile.step is None for tile in tiles),
        "has_slices": any(tile.is_slice for tile in tiles),
    }
