"""Writing a list that was read: its rows as they are, and what the machine matched."""

import hashlib

from django.db import transaction

from accounts.log import change_set
from accounts.log.acts import log_act
from accounts.models import LogEvent
from enterprises.models import SourceList, SourceMatch, SourceRow, SourceSuggestion
from enterprises.sources import matching, reading
from enterprises.sources.places import Wards
from enterprises.sources.values import parsed

BATCH = 500


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def same_file(agency, data):
    """The list of this agency that was read from the very same bytes, or None."""
    return SourceList.objects.filter(agency=agency, sha256=sha256(data)).first()


def rows_of(read, columns, day, agency):
    """The `SourceRow`s of a `Reading`, not saved; `columns` are the fields by place."""
    wards = Wards(day)
    made = []
    for line, cells, section in reading.rows(read, columns):
        ward = (wards.of_cell(section) if section else None) or agency.ward
        raw = dict(zip(read.headings, line.raw, strict=True))
        made.append(
            SourceRow(
                number=line.number,
                raw=raw,
                converted=_converted(read.headings, line),
                **parsed(cells, wards, ward),
            )
        )
    return made


def _converted(headings, line):
    pairs = zip(headings, line.raw, line.cells, strict=True)
    return {heading: cell for heading, raw, cell in pairs if raw != cell}


def found_in(rows, agency, day):
    """What the machine finds for the rows, by the register of `day`."""
    register = matching.Register.on(day)
    return matching.match(rows, register, matching.decisions(agency))


@transaction.atomic
def store(*, agency, read, columns, data, state, **facts):
    """Write the list, its rows and matches as one change set; nothing is taken over."""
    with change_set(reason=f"Đọc danh sách {facts['file_name']}"):
        rows = rows_of(read, columns, facts["received_on"], agency)
        source = SourceList.objects.create(
            agency=agency,
            sha256=sha256(data),
            sheet=read.sheet[:50],
            columns=[list(pair) for pair in zip(read.headings, columns, strict=True)],
            rows_count=len(rows),
            state=state,
            **facts,
        )
        _write_rows(source, rows)
        log_act(
            LogEvent.Kind.IMPORT,
            SourceList,
            source.pk,
            file=source.file_name,
            sha256=source.sha256,
            rows=len(rows),
        )
    return source


def _write_rows(source, rows):
    for row in rows:
        row.list = source
    rows = SourceRow.objects.bulk_create(rows, batch_size=BATCH)
    found = found_in(rows, source.agency, source.received_on)
    SourceMatch.objects.bulk_create(
        [
            SourceMatch(row=rows[place], enterprise_id=enterprise, how=how)
            for place, (enterprise, how) in found.matches.items()
        ],
        batch_size=BATCH,
    )
    SourceSuggestion.objects.bulk_create(
        [
            SourceSuggestion(row=rows[place], enterprise_id=pk, score=score, why=why)
            for place, hits in found.suggestions.items()
            for pk, score, why in hits
        ],
        batch_size=BATCH,
    )
