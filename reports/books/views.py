"""The pages of closed books: sign, the signed paper, compare, revise, the register."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.history.looks import holding
from accounts.log.acts import log_act
from accounts.login.step_up import require_for_export, step_up_required
from accounts.models import LogEvent
from members.models import Member
from reports.annual.forms import committees_of
from reports.annual.question import of_report
from reports.annual.views import (
    may_add,
    may_read,
    open_page,
    report_or_404,
)
from reports.books import pages
from reports.books.compare import compared, people
from reports.books.content import with_foot
from reports.books.forms import SignForm
from reports.books.revise import revise
from reports.books.sign import NOT_SUBMITTED, SignError, sign
from reports.documents import html, typst
from reports.download import download, file_name
from reports.models import IssuedDocument, Report, ReportStateError

may_sign = permission_required("reports.sign_report", raise_exception=True)
may_see_issued = permission_required(
    "reports.view_issueddocument", raise_exception=True
)


@may_read
@require_safe
def report_page(request, pk):
    """A report: of a signed one what was kept, of another one what it is today."""
    report = report_or_404(request, pk)
    if not report.is_signed:
        return open_page(request, report)
    found = json.loads(report.book.text)
    if kind := request.GET.get("format"):
        return _file(request, report, found["people"], kind)
    paper = with_foot(found["document"], report.book.sha256)
    context = {
        "report": report,
        "book": report.book,
        "question": of_report(report),
        "paper": html.article(paper, top=2),
        "revision": report.replaced_by.first(),
        "sections": pages.sections(report),
    }
    return render(request, "reports/book.html", context)


def _file(request, report, ids, kind):
    file = report.book.files.filter(kind=kind).first()
    if file is None:
        raise Http404(kind)
    require_for_export(request, len(ids))
    return download(
        request,
        bytes(file.data),
        file_name(f"bao-cao-số {report.number} {of_report(report).said}"),
        kind,
        rows=len(ids),
        people=ids,
        model=Report,
        report=report.pk,
        sha256=file.sha256,
    )


@may_sign
@require_http_methods(["GET", "HEAD", "POST"])
@step_up_required
def sign_page(request, pk):
    """Number, day, signer; from then on the report stays as it is."""
    report = report_or_404(request, pk)
    if report.status != Report.Status.SUBMITTED:
        messages.error(request, NOT_SUBMITTED)
        return redirect(report)
    form = SignForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            sign(report, **form.cleaned_data, by=request.user)
        except SignError as error:
            form.add_error(error.field, str(error))
        except (ReportStateError, typst.PaperError) as error:
            messages.error(request, str(error))
            return redirect(report)
        else:
            messages.success(request, "Đã ghi ký: báo cáo được giữ nguyên từ nay.")
            return redirect(report)
    context = {"report": report, "form": form, "question": of_report(report)}
    return render(request, "reports/book_sign.html", context)


@may_read
@require_safe
def compare_page(request, pk):
    """Số liệu khi ký, hiện nay, and why they differ."""
    report = report_or_404(request, pk)
    if not report.is_signed:
        raise Http404("not signed")
    figures, changes = compared(report, request.user)
    ids = people(changes)
    log_act(
        LogEvent.Kind.VIEW,
        Report,
        page=request.path,
        report=report.pk,
        rows=len(ids),
        **holding(Member, ids),
    )
    different, same = pages.figures(figures)
    context = {
        "report": report,
        "question": of_report(report),
        "changes": pages.changes(changes),
        "different": different,
        "same": same,
    }
    return render(request, "reports/book_compare.html", context)


@may_add
@require_POST
def revise_report(request, pk):
    """A new draft that names the signed one."""
    report = report_or_404(request, pk)
    try:
        new = revise(report, request.user)
    except ReportStateError as error:
        messages.error(request, str(error))
        return redirect(report)
    messages.success(request, "Đã lập dự thảo thay thế; báo cáo cũ giữ nguyên.")
    return redirect(new)


@may_see_issued
@require_safe
def issued_page(request):
    """Sổ văn bản đi."""
    if not committees_of(request.user):
        raise PermissionDenied
    rows = IssuedDocument.objects.visible_to(request.user)
    rows = rows.select_related("term", "report")
    return render(request, "reports/issued.html", {"table": pages.issued(rows)})
