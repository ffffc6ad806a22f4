"""One page of the lines of a heap: narrowed, cut, with the cells as they were read."""

from dataclasses import dataclass

from enterprises.models import Enterprise, SourceRow, SourceSuggestion
from enterprises.sources import choices, heaps
from hoangmai_party.text import is_key, search_key

SIZE = 50
_ODD = {SourceRow.Tax.SUSPECT, SourceRow.Tax.ASK}


@dataclass(frozen=True)
class Page:
    """Some lines of a heap; `after` is where the next page begins."""

    lines: list
    total: int
    first: int
    after: int | None


def narrowed(lines, source, wanted):
    """The lines that the filter asks for."""
    key = search_key(wanted.get("q") or "")
    ward, only = wanted.get("ward"), wanted.get("only") or ""
    if only == "suggested":
        rows = SourceSuggestion.objects.filter(row__list=source)
        having = set(rows.values_list("row", flat=True))
    else:
        having = set()
    return [
        line
        for line in lines
        if (not key or key in _text(line))
        and (not ward or _is_in(line, ward))
        and _is_odd(line, only, having)
    ]


def _text(line):
    own = line.row.search if line.row else ""
    return f"{own} {line.enterprise.search if line.enterprise else ''}"


def _is_in(line, ward):
    if line.row:
        return line.row.ward_id == ward.pk
    return line.address.endswith(str(ward))


def _is_odd(line, only, having):
    if not only or line.row is None:
        return not only
    return {
        "suspect": line.row.tax in _ODD,
        "twice": bool(line.twice),
        "suggested": line.row.pk in having,
    }[only]


def page(lines, after):
    """The lines behind the one with the key `after`, as many as a page bears."""
    start = int(after) if is_key(after or "") else 0
    skipped = sum(1 for line in lines if line.key <= start)
    shown = lines[skipped : skipped + SIZE]
    is_last = skipped + SIZE >= len(lines)
    following = None if is_last or not shown else shown[-1].key
    return Page(shown, len(lines), skipped + 1, following)


def complete(lines, source, heap, data):
    """Give the lines of a page what only a page shows: raw cells, suggestions, ticks."""
    rows = {line.row.pk: line for line in lines if line.row}
    for line in lines:
        _tick(line, data)
    headings = [heading for heading, _ in source.columns]
    cells = SourceRow.objects.filter(pk__in=rows).only("raw", "converted")
    for row in cells:
        rows[row.pk].cells = [
            (heading, row.raw.get(heading, ""), row.converted.get(heading, ""))
            for heading in headings
            if row.raw.get(heading)
        ]
    if heap == heaps.ONLY_LIST:
        _suggest(rows)
    return lines


def _tick(line, data):
    """What was chosen of the line on a page that was refused: nobody ticks twice."""
    pk = str(line.row.pk if line.row else line.enterprise.pk)
    line.said = data.get(f"{choices.IS}{pk}", "")
    line.code = data.get(f"{choices.CODE}{pk}", "")
    line.is_freed = pk in data.getlist(choices.FREE)
    line.is_to_verify = pk in data.getlist(choices.VERIFY)
    ticked = set(data.getlist(choices.TAKE))
    line.boxes = [(d, f"{pk}:{d.field}" in ticked) for d in line.differences]


def _suggest(rows):
    found = SourceSuggestion.objects.filter(row__in=rows).select_related("enterprise")
    for suggestion in found:
        rows[suggestion.row_id].suggestions.append(suggestion)


FORMS = Enterprise.LegalForm.choices
