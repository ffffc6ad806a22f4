"""The page that keys a walk sheet in: the same lines in the same order."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import tokens
from hoangmai_party.text import is_key
from surveys.campaigns import codes, keying
from surveys.campaigns.rights import campaign_of, may_file
from surveys.gate.entering import assignments


def _assignment(request, pk, row):
    """The assignment, if its sheet is the user's to key in; else 404."""
    rows = assignments(request.user).filter(campaign=campaign_of(request, pk))
    return get_object_or_404(rows.select_related("campaign", "team", "ward"), pk=row)


def _page(request, assignment):
    """The sheet that the address names; 404 behind the last one."""
    text, last = request.GET.get("page", "1"), keying.sheets(assignment)
    if not is_key(text) or not 1 <= int(text) <= last:
        raise Http404(text)
    return int(text), last


@require_http_methods(["GET", "HEAD", "POST"])
@may_file
@tokens.once
def keying_page(request, pk, row):
    """One sheet, or one line of it; what is right is filed, what is wrong stays as it was typed."""
    assignment = _assignment(request, pk, row)
    number, last = _page(request, assignment)
    lines = keying.sheet(assignment, number)
    if request.method == "POST":
        _file(request, assignment, lines)
        _tell(request, lines)
        if not any(line.errors or line.is_left for line in lines):
            address = f"{request.path}?page={min(number + 1, last)}"
            return tokens.landed(redirect(address))
    page = {"lines": lines, "number": number, "last": last}
    page["sheet_day"] = request.POST.get("sheet_day", "")
    return render(request, "surveys/campaigns/keying.html", _shown(assignment, page))


def _shown(assignment, page):
    """What the templates of a sheet and of one line need."""
    return {
        **page,
        "assignment": assignment,
        "campaign": assignment.campaign,
        "columns": keying.COLUMNS,
        "closed": assignment.campaign.closed_words(),
        "legends": (
            ("Tình trạng", codes.legend(codes.FOUND)),
            ("Thái độ", codes.legend(codes.ATTITUDES)),
            ("Đoàn thể", codes.organisations_legend()),
        ),
    }


def _file(request, assignment, lines):
    """File the lines that were typed, or the one whose button was pressed."""
    only = request.POST.get("line")
    for line in lines:
        if line.record is None:
            keying.take(line, request.POST)
            line.is_left = bool(only) and only != str(line.row.pk) and line.is_typed
            if line.is_typed and not line.is_left:
                keying.file(line, assignment, request.user)


def _tell(request, lines):
    filed = sum(line.is_new for line in lines)
    wrong = sum(bool(line.errors) for line in lines)
    if filed:
        messages.success(request, f"Đã ghi {filed} phiếu.")
    if wrong:
        said = f"{wrong} dòng chưa ghi: xem các ô được đánh dấu."
        messages.error(request, said)
    if not filed and not wrong:
        messages.info(request, "Chưa có dòng nào được nhập.")


@may_file
@require_POST
def keying_line(request, pk, row):
    """One line, filed as soon as it is full; the answer is the line alone."""
    assignment = _assignment(request, pk, row)
    number, _ = _page(request, assignment)
    wanted = request.POST.get("line", "")
    lines = keying.sheet(assignment, number)
    lines = [line for line in lines if str(line.row.pk) == wanted]
    if not lines:
        raise Http404(wanted)
    _file(request, assignment, lines)
    page = _shown(assignment, {"line": lines[0], "number": number, "is_answer": True})
    return render(request, "surveys/campaigns/_keying_line.html", page)
