"""`python -m bench.inside.lists KNOWN ROWS`, called by `bench.reconcile`."""

import datetime as dt
import sys
import time

from django.core.management import call_command
from django.db import connection

from accounts.log import acting_as
from accounts.port.measure import MAX_ROWS
from bench.inside.__main__ import versions
from bench.inside.agency_list import HEAD, PARAMETERS, Maker
from bench.inside.score import KINDS, of_book, score, sheet
from bench.inside.typed_books import BOOKS, FIRMS
from enterprises.models import (
    Agency,
    Enterprise,
    EnterpriseAddress,
    SourceList,
    SourceMatch,
    SourceRow,
    SourceSuggestion,
    Ward,
)
from enterprises.sources import columns, matching, reading, store
from enterprises.sources.heaps import Heaps

GOAL_SECONDS, GOAL_RIGHT, GOAL_WRONG = 30, 95, 0.1
DAY = dt.date(2022, 1, 10)
SINCE = dt.date(2015, 1, 1)


def fill(made, wards):
    """Write the register; {number of a firm: id}."""
    rows = [
        Enterprise(
            name=firm.name,
            tax_code=firm.code if firm.has_code else "",
            legal_form=Enterprise.LegalForm.LLC_MULTI,
        )
        for firm in made.register
    ]
    rows = Enterprise.objects.bulk_create(rows, batch_size=500)
    EnterpriseAddress.objects.bulk_create(
        [
            EnterpriseAddress(
                enterprise=row, ward=wards[firm.place], line="Số 1", started_on=SINCE
            )
            for row, firm in zip(rows, made.register, strict=True)
        ],
        batch_size=500,
    )
    return {firm.number: row.pk for row, firm in zip(rows, made.register, strict=True)}


class Watch:
    """Seconds of each step: by the clock, and of the processor (this process alone)."""

    def __init__(self):
        self.began, self.laps = self._now(), []

    def _now(self):
        return time.perf_counter(), time.process_time()

    def lap(self, name):
        now = self._now()
        spent = [b - a for a, b in zip(self.began, now, strict=True)]
        self.laps.append((name, *spent))
        self.began = now

    @property
    def total(self):
        return sum(seconds for _, seconds, _ in self.laps)

    @property
    def busy(self):
        return sum(seconds for *_, seconds in self.laps)


def measure(made, ids, agency):
    """Read, match and store the whole list as the pages do; (`Watch`, `Found`)."""
    files = [sheet((HEAD, *rows)) for rows in parts(made.rows)]
    watch, sources = Watch(), []
    reads = [reading.read("danh-sach.xlsx", data) for data in files]
    watch.lap("read the files through the gate")
    state = SourceList.State.CONFIRMED
    facts = {"file_name": "danh-sach.xlsx", "received_on": DAY, "state": state}
    for read, data in zip(reads, files, strict=True):
        chosen = columns.propose(read.headings)
        sources.append(
            store.store(agency=agency, read=read, columns=chosen, data=data, **facts)
        )
    watch.lap("understand, match, store")
    for source in sources:
        Heaps(source)
    watch.lap("the four heaps")
    return watch, found_of(sources, ids)


def parts(rows):
    """The rows in files that the gate lets in: 20,000 lines with the headings."""
    count = -(-len(rows) // (MAX_ROWS - 1))
    size = -(-len(rows) // count)
    return [rows[first : first + size] for first in range(0, len(rows), size)]


def found_of(sources, ids):
    """What was stored, as `matching.Found` by the place of the row and number of firm."""
    numbers, found = {pk: number for number, pk in ids.items()}, matching.Found()
    rows = SourceRow.objects.filter(list__in=sources).values_list("pk", "raw")
    places = {pk: int(raw[HEAD[0]]) - 1 for pk, raw in rows}
    matches = SourceMatch.objects.filter(row__list__in=sources)
    for row, enterprise, how in matches.values_list("row", "enterprise", "how"):
        found.matches[places[row]] = (numbers[enterprise], how)
    hits = SourceSuggestion.objects.filter(row__list__in=sources).order_by(
        "-score", "pk"
    )
    for row, enterprise, score_, why in hits.values_list(
        "row", "enterprise", "score", "why"
    ):
        hit = (numbers[enterprise], score_, why)
        found.suggestions.setdefault(places[row], []).append(hit)
    return found


def tell(watch, result):
    print("| step | seconds | of the processor |\n|---|--:|--:|")
    for name, seconds, busy in watch.laps:
        print(f"| {name} | {seconds:.1f} | {busy:.1f} |")
    verdict = f"all, goal ≤ {GOAL_SECONDS}: {_met(watch.total <= GOAL_SECONDS)}"
    print(f"| {verdict} | {watch.total:.1f} | {watch.busy:.1f} |\n")
    print("| rows | number | percent |\n|---|--:|--:|")
    for kind in KINDS:
        print(f"| {kind} | {result.counts[kind]} | {result.share(kind):.3f} |")
    print(
        f"\nRight without a person {result.alone:.2f}%, with the first suggestion "
        f"{result.right:.2f}% (goal ≥ {GOAL_RIGHT}: "
        f"{_met(result.alone >= GOAL_RIGHT)} alone, {_met(result.right >= GOAL_RIGHT)} "
        f"with a person); wrong {result.wrong:.3f}% (goal ≤ {GOAL_WRONG}: "
        f"{_met(result.wrong <= GOAL_WRONG)}).\n"
    )


def _met(is_met):
    return "met" if is_met else "missed"


def tell_books(agency):
    print(
        "| typed workbook | columns right by the machine | rows right | rows wrong |\n|---|--:|--:|--:|"
    )
    for book in BOOKS:
        wrong, width, result = of_book(book, FIRMS, agency, DAY)
        rows = "not all rows read" if result is None else f"{result.right:.0f}%"
        bad = "–" if result is None else f"{result.wrong:.0f}%"
        faults = "; ".join(f"“{h}” {was or 'unused'}" for h, (was, _) in wrong.items())
        said = f"{width - len(wrong)} of {width}" + (f" ({faults})" if faults else "")
        print(f"| {book.name} | {said} | {rows} | {bad} |")


def main(known, wanted):
    call_command("migrate", verbosity=0)
    with acting_as(system="bench"):
        agency = Agency.objects.create(kind="tax", name="Chi cục Thuế")
        wards = list(Ward.objects.on(DAY).order_by("code"))
        made = Maker([ward.name for ward in wards], known, wanted).make()
        ids = fill(made, wards)
        print(f"{versions()}; {known} enterprises, {len(made.rows)} rows")
        print(f"{', '.join(f'{k} {v}' for k, v in PARAMETERS.items())}\n", flush=True)
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        watch, found = measure(made, ids, agency)
        tell(watch, score(found, made.truth))
        tell_books(agency)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
