"""Reading a new list: the file, then its columns; nothing is written before."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render

from accounts.port import waiting
from enterprises.models import Agency, SourceList
from enterprises.sources import columns, reading, store
from enterprises.sources.pages.forms import ColumnsForm, UploadForm, twice

may_add = permission_required("enterprises.add_sourcelist", raise_exception=True)
PLACE = "enterprises.sources"
EXPIRED = "Tệp chờ xác nhận không còn (quá 30 phút, hoặc đã ghi rồi). Xin chọn lại tệp."
SHOWN = 5  # first cells of a column


@dataclass
class Waiting:
    """A file between its upload and the confirmation of its columns."""

    name: str
    data: bytes
    agency: int
    facts: dict


@dataclass(frozen=True)
class Column:
    """A column on the page: its choice, how it was known, its first cells."""

    box: object
    known: str
    cells: list


def _refuse_strangers(user):
    """Lists are of the whole body: for those who look after a committee."""
    if not user.access_rows.current().filter(committee__isnull=False).exists():
        raise Http404("no committee")


@may_add
def source_new(request):
    """The file; then the page of its columns."""
    _refuse_strangers(request.user)
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        agency = form.cleaned_data["agency"]
        file = Waiting(form.file_name, form.data_read, agency.pk, form.facts())
        return _columns(request, file, agency, form.reading)
    return render(request, "enterprises/source_new.html", {"form": form})


@may_add
def source_columns(request):
    """The columns as a person confirms them; then the list is written."""
    _refuse_strangers(request.user)
    file = waiting.take(request.user, PLACE, request.POST.get("token", ""))
    if file is None:
        if request.method == "POST":
            messages.error(request, EXPIRED)
        return redirect("enterprises:source-new")
    agency = Agency.objects.get(pk=file.agency)
    read = reading.read(file.name, file.data)
    form = _form(agency, read, request.POST)
    if not form.is_valid():
        return _columns(request, file, agency, read, form)
    return _store(request, file, agency, read, form.columns())


def _form(agency, read, data=None):
    known = columns.remembered(agency)
    proposed = columns.propose(read.headings, known)
    return ColumnsForm(data, headings=read.headings, proposed=proposed)


def _columns(request, file, agency, read, form=None):
    form = form or _form(agency, read)
    known = columns.remembered(agency)
    page = {
        "form": form,
        "agency": agency,
        "file": file,
        "read": read,
        "token": waiting.keep(request.user, PLACE, file),
        "columns": [
            Column(form[f"column-{place}"], _known(heading, known), _cells(read, place))
            for place, heading in enumerate(read.headings)
        ],
    }
    return render(request, "enterprises/source_columns.html", page)


def _known(heading, known):
    if columns.fold(heading) in known:
        return "như lần trước"
    return "máy nhận ra" if columns.recognise(heading)[0] else "chưa nhận ra"


def _cells(read, place):
    """[(raw, in Unicode or "")] of the first cells that hold anything."""
    found = [
        (line.raw[place], line.cells[place] if line.raw != line.cells else "")
        for line in read.lines
        if line.raw[place]
    ]
    return [(raw, new if new != raw else "") for raw, new in found[:SHOWN]]


def _store(request, file, agency, read, chosen):
    try:
        source = store.store(
            agency=agency,
            read=read,
            columns=chosen,
            data=file.data,
            state=SourceList.State.CONFIRMED,
            **file.facts,
        )
    except IntegrityError:
        old = store.same_file(agency, file.data)
        if old is None:
            raise
        messages.error(request, twice(old))
        return redirect(old)
    messages.success(request, f"Đã đọc {source.rows_count} dòng.")
    return redirect(source)
