"""A page of tables as a file: Excel, PDF, Word; each is asked for and logged alike."""

import dataclasses

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.history.looks import holding
from accounts.log.acts import asked, log_act
from accounts.login.step_up import require_for_export
from accounts.models import LogEvent
from branches.models import Committee
from hoangmai_party import clock
from members.models import Member
from reports import xlsx
from reports.documents import layouts, lists, office, tree, typst
from reports.documents.docx import docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTENT_TYPES = {"xlsx": xlsx.CONTENT_TYPE, "pdf": "application/pdf", "docx": WORD}
MARGINS = {"top": 15, "bottom": 15, "left": 20, "right": 10}  # a list is no letter
ACROSS = 1480  # letters of one point on a sheet that lies
SIZES = ((20, 6), (12, 8.5), (9, 10))  # more columns than so many: points


def wanted(request):
    """The kind of file that the address asks for, or "" for the page."""
    kind = request.GET.get("format", "")
    return kind if kind in CONTENT_TYPES else ""


def links(request):
    """{"xlsx_url": …}: the same question as a file of each kind."""
    query = request.GET.copy()
    found = {}
    for kind in CONTENT_TYPES:
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
        return redirect(_without_format(request))
    log_act(
        LogEvent.Kind.EXPORT,
        None,
        page=request.path,
        rows=rows,
        filter=asked(request.GET),
        **holding(Member, xlsx.people(tables)),
    )
    answer = HttpResponse(data, content_type=CONTENT_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _without_format(request):
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
    """Tables one below the other, on new sheets where the direction changes."""
    blocks, lies = list(first), bool(tables) and is_wide(tables[0])
    for number, table in enumerate(tables):
        if is_wide(table) != lies or (is_book and number):
            yield tree.Section(tuple(blocks), landscape=lies)
            blocks, lies = [], is_wide(table)
        blocks.append(drawn(table, caption="" if table.title == title else None))
    yield tree.Section(tuple(blocks), landscape=lies)


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
