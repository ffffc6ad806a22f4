"""The pages of reports: list, new, the paper itself, its files, its state."""

from importlib.util import find_spec

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.login.step_up import require_for_export
from reports.annual import markup, write
from reports.annual.appendices.roster import people_named
from reports.annual.figures import Figures
from reports.annual.forms import DUPLICATE, NewReportForm, committees_of
from reports.annual.paper import annual_report, marks_of
from reports.annual.question import of_report
from reports.documents import docx, html, typst
from reports.download import download, file_name
from reports.models import Report, ReportStateError
from reports.tables import Cell, Row, Table, cells, heads

may_read = permission_required("reports.view_report", raise_exception=True)
may_write = permission_required("reports.change_report", raise_exception=True)
may_add = permission_required("reports.add_report", raise_exception=True)
TO_WRITE = "(Nêu "  # begins what the outline leaves to the author
FILES = {"pdf": typst.pdf, "docx": docx.docx}


def reports_for(user):
    """The reports of the bodies that the user looks after; 403 for who has none."""
    if not committees_of(user):
        raise PermissionDenied
    return Report.objects.visible_to(user).select_related(
        "committee", "issued", "replaces__issued"
    )


def report_or_404(request, pk):
    return get_object_or_404(reports_for(request.user), pk=pk)


@may_read
@require_safe
def annual_list(request):
    """Every report, the newest period first."""
    rows = reports_for(request.user)
    table = Table(
        "Các báo cáo",
        heads("Báo cáo", "Kỳ", "Số liệu tính đến ngày", "Tình trạng", "Số, ngày ký"),
        tuple(map(_row, rows)),
        name="bao-cao",
        empty="Chưa có báo cáo nào: bấm “Báo cáo mới” để lập dự thảo từ số liệu của sổ.",
    )
    return render(request, "reports/annual_list.html", {"table": table})


def _row(report):
    issued = getattr(report, "issued", None)
    signed = issued.said.removeprefix("số ") if issued else ""
    return Row(
        cells(
            Cell(report.get_family_display(), report.get_absolute_url()),
            of_report(report).said,
            report.as_of,
            report.get_status_display(),
            signed,
        )
    )


@may_add
@require_http_methods(["GET", "HEAD", "POST"])
def annual_new(request):
    """A new draft."""
    reports_for(request.user)
    form = NewReportForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            report = write.create(form.question(), request.user)
        except IntegrityError:  # of two sendings at once the second one
            form.add_error(None, DUPLICATE)
        else:
            messages.success(request, "Đã lập dự thảo từ số liệu của sổ.")
            return redirect(report)
    return render(request, "reports/annual_new.html", {"form": form})


def open_page(request, report):
    """The paper of a report that is not signed, as it stands today, or as a file."""
    figures = Figures(of_report(report))
    full = _is_full(request)
    document = annual_report(report, figures, full=full)
    if kind := request.GET.get("format"):
        return _file(request, report, document, kind, full=full)
    context = {
        "report": report,
        "question": figures.question,
        "paper": html.article(document, top=2),
        "sections": (sections := _sections(report, figures)),
        "unread": sum(bool(changed) for *_, changed in sections),
        "unwritten": sum(TO_WRITE in row.text for _, _, row, _ in sections),
        "has_pdf": find_spec("typst") is not None,
        "is_full": full,
    }
    return render(request, "reports/annual.html", context)


def _is_full(request):
    """Whether every appendix is asked for, branch by branch; else PL1–PL7 in brief."""
    asked = request.GET.get("appendices", "")
    if asked not in ("", "all"):
        raise Http404(asked)
    return asked == "all"


def _sections(report, figures):
    """[(mark, heading, section, number of figures that changed)]."""
    rows = list(report.sections.order_by("position", "pk"))
    marks = marks_of([(row.level, row.heading) for row in rows])
    return [
        (
            mark,
            markup.plain(row.heading, figures),
            row,
            len(markup.changed(row.text, row.figures, figures)),
        )
        for mark, row in zip(marks, rows, strict=True)
    ]


def _file(request, report, document, kind, *, full):
    if kind not in FILES:
        raise Http404(kind)
    question = of_report(report)
    people = people_named(question, full=full)
    require_for_export(request, len(people))
    try:
        data = FILES[kind](document)
    except typst.PaperError as error:
        messages.error(request, str(error))
        return redirect(report)
    return download(
        request,
        data,
        file_name(f"bao-cao-{question.said}"),
        kind,
        rows=len(people),
        people=people,
        model=Report,
        report=report.pk,
    )


@may_write
@require_POST
def annual_state(request, pk):
    """Trình ký, or back to the desk."""
    report = report_or_404(request, pk)
    verbs = {"submit": report.submit, "take_back": report.take_back}
    verb = verbs.get(request.POST.get("to"))
    if verb is None:
        raise Http404("no such state")
    try:
        verb()
    except ReportStateError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Tình trạng: {report.get_status_display().lower()}.")
    return redirect(report)
