"""The walk sheets of a campaign: which there are, each on the page and as a file."""

from importlib.util import find_spec

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.login.step_up import require_for_export
from branches.models import Committee
from reports.documents import docx, html, typst
from reports.download import download, file_name
from reports.outreach import walk_sheets
from surveys.campaigns import board
from surveys.campaigns.rights import campaign_of, may_see
from surveys.gate.entering import keyed
from surveys.models import ListedEnterprise

FILES = {"pdf": typst.pdf, "docx": docx.docx}
HAS_PDF = bool(find_spec("typst"))


@require_safe
@may_see
def sheets_page(request, pk):
    """Every sheet of a campaign; as a file all of them together."""
    campaign = campaign_of(request, pk)
    given = board.assignments(campaign)
    if kind := request.GET.get("format"):
        rows = [each.row for each in given if each.row.lines]
        return _file(request, campaign, rows, kind)
    page = {"campaign": campaign, "given": given, "has_pdf": HAS_PDF}
    page["keyed"] = keyed(request.user, campaign)
    page["unshared"] = board.lines(campaign, state="unshared").count()
    return render(request, "reports/outreach/sheets.html", page)


@require_safe
@may_see
def sheet_page(request, pk, row):
    """The sheets of one ward and team, as they are printed today, or as a file."""
    campaign = campaign_of(request, pk)
    rows = campaign.assignments.select_related("team", "ward", "agency", "campaign")
    assignment = get_object_or_404(rows, pk=row)
    if kind := request.GET.get("format"):
        return _file(request, campaign, [assignment], kind)
    paper = walk_sheets.document([assignment], campaign, _body())
    page = {"campaign": campaign, "assignment": assignment, "has_pdf": HAS_PDF}
    page |= {
        "paper": html.article(paper, top=2),
        "keyed": keyed(request.user, campaign),
    }
    return render(request, "reports/outreach/sheet.html", page)


def _body():
    return Committee.objects.filter(is_own=True).first()


def _file(request, campaign, assignments, kind):
    if kind not in FILES:
        raise Http404(kind)
    rows = sum(len(walk_sheets.lines(assignment)) for assignment in assignments)
    require_for_export(request, rows)
    try:
        data = FILES[kind](walk_sheets.document(assignments, campaign, _body()))
    except typst.PaperError as error:
        messages.error(request, str(error))
        return redirect("reports:walk-sheets", pk=campaign.pk)
    names = " ".join(str(assignment) for assignment in assignments[:1])
    name = file_name(f"phieu di thuc dia {names}"[:80])
    return download(request, data, name, kind, rows=rows, model=ListedEnterprise)
