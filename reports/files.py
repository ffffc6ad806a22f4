"""A page of tables as a file: Excel, PDF, Word; each is asked for and logged alike."""

import dataclasses
from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from accounts.login.step_up import require_for_export
from branches.models import Committee
from hoangmai_party import clock
from reports import xlsx
from reports.documents import layouts, lists, office, tree, typst
from reports.documents.docx import docx
from reports.download import CONTENT_TYPES, download

MARGINS = {"top": 15, "bottom": 15, "left": 20, "right": 10}  # a list is no letter
ACROSS = 1480  # letters of one point on a sheet that lies
SIZES = ((16, 7.5), (12, 8.5), (9, 10))  # more columns than so many: points
MOST = 20  # columns on one sheet; of more, the rest goes on sheets of their own
PART = 13  # columns of such a sheet, with number and name again


def wanted(request):
    """The kind of file that the address asks for, or "" for the page."""
    kind = request.GET.get("format", "")
    return kind if kind in CONTENT_TYPES else ""


def links(request, *kinds):
    """{"xlsx_url": …}: the same question as a file of each kind."""
    query = request.GET.copy()
    found = {}
    for kind in kinds or CONTENT_TYPES:
        query["format"] = kind
        found[f"{kind}_url"] = f"?{query.urlencode()}"
    return found


def response(request, page, subtitle, name, *, is_list=True, committee=None):
    """The file as a download; the log says who took which rows, asked how.

    A long list is taken along after a step-up alone; a page of figures names nobody.
    """
    tables, kind = page["tables"], wanted(request)
    rows = sum(len(table.rows) for table in tables)
    if is_list:
        require_for_export(request, rows)
    try:
        data = _made(request, kind, page, subtitle, committee)
    except typst.PaperError as error:
        messages.error(request, str(error))
        return redirect(without_format(request))
    people = xlsx.people(tables)
    return download(request, data, name, kind, rows=rows, people=people)


def without_format(request):
    """The address of the page that a file was asked of."""
    query = request.GET.copy()
    query.pop("format")
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _made(request, kind, page, subtitle, committee):
    if kind == "xlsx":
        return xlsx.workbook(page["tables"], subtitle)
    body = committee or Committee.objects.filter(is_own=True).first()
    paper = document(
        page["title"],
        page["tables"],
        subtitle,
        body,
        printed_by(request.user),
        is_book=page.get("is_book", False),
    )
    return typst.pdf(paper) if kind == "pdf" else docx(paper)


def printed_by(user):
    """The foot of each sheet: who took the paper, and when."""
    who = user.get_full_name() or user.get_username()
    return f"In bởi {who} lúc {timezone.localtime():%H:%M ngày %d/%m/%Y}"


def document(title, tables, subtitle, committee, foot, *, is_book=False):
    """Tables as a paper: whose it is, what it is, as of when; wide ones lie.

    In a book each table begins on a sheet of its own.
    """
    day = clock.today()
    settings = office.on(committee, day) if committee else None
    layout = settings.layout if settings else layouts.of_day(day)
    blocks = [tree.Title(title.upper(), (), subtitle, ruled=False)]
    if settings:
        left = (*settings.superior, *settings.issuer)
        blocks.insert(0, tree.FormHead(left, ("ĐẢNG CỘNG SẢN VIỆT NAM",)))
    return tree.Document(
        title,
        day,
        dataclasses.replace(layout, **MARGINS),
        tuple(_sections(title, tables, tuple(blocks), is_book)),
        foot=foot,
    )


def _sections(title, tables, first, is_book):
    """Tables one below the other, on new sheets where the direction changes.

    A table too wide for any sheet goes on in parts, each on sheets of its own.
    """
    blocks, lies = list(first), bool(tables) and is_wide(tables[0])
    for number, table in enumerate(tables):
        for place, part in enumerate(parts(table)):
            is_apart = place or (is_book and number)
            if is_apart or is_wide(part) != lies:
                yield tree.Section(tuple(blocks), landscape=lies)
                blocks, lies = [], is_wide(part)
            caption = "" if part.title == title else None
            blocks.append(drawn(part, caption=caption))
    yield tree.Section(tuple(blocks), landscape=lies)


def parts(table):
    """The table, or its columns on several: the number and the name stand on each."""
    if table.width <= MOST:
        return [table]
    kept = tuple(sorted({0, table.head_column}))
    groups = list(_groups(table, set(kept)))
    found = [[]]
    for group in groups:
        if len(kept) + len(found[-1]) + len(group) > PART:
            found.append([])
        found[-1] += group
    made = [
        _part(table, (*kept, *columns), f"{table.title} (phần {n}/{len(found)})")
        for n, columns in enumerate(found, start=1)
    ]
    return [*(dataclasses.replace(one, notes=()) for one in made[:-1]), made[-1]]


def _groups(table, kept):
    """Columns that stay together: those under one heading; without `kept`."""
    column = 0
    for head in table.head[0]:
        group = [i for i in range(column, column + head.columns) if i not in kept]
        column += head.columns
        if group:
            yield group


def _part(table, columns, title):
    def of(row):
        return dataclasses.replace(row, cells=tuple(row.cells[i] for i in columns))

    return dataclasses.replace(
        table,
        title=title,
        head=_heads(table, columns),
        rows=tuple(of(row) for row in table.rows),
        total=of(table.total) if table.total else None,
        head_column=columns.index(table.head_column),
    )


def _heads(table, columns):
    """The one or two lines of headings over some columns, in their order."""
    above = {
        (line, first + place): (first, head)
        for line, first, head in table.placed()
        for place in range(head.columns)
    }
    first, *second = (
        tuple(
            dataclasses.replace(head, columns=len(list(group)))
            for (_, head), group in groupby(
                above[line, column] for column in columns if (line, column) in above
            )
        )
        for line in range(len(table.head))
    )
    return (first, *second) if any(second) else (_single(first),)


def _single(heads):
    """Headings of one line: nothing stands under them any more."""
    return tuple(dataclasses.replace(head, rows=1) for head in heads)


def is_wide(table):
    """Whether the sheet lies on its side."""
    return table.is_wide or table.width > lists.WIDE


def drawn(table, *, caption=None):
    """The table of the tree, in a type that its columns leave room for."""
    size = next((size for most, size in SIZES if table.width > most), 0)
    size = size or (lists.SMALL if is_wide(table) else 0)
    room = ACROSS / size if is_wide(table) and size else 0
    made = lists.of(table, size=size, room=room)
    return made if caption is None else dataclasses.replace(made, caption=caption)
