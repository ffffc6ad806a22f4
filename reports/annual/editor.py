"""The pages of one section: write, keep a draft, look at versions, take one back."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from reports.annual import compare, markup, placeholders, write
from reports.annual.charts import CHARTS
from reports.annual.facts import FACTS
from reports.annual.figures import Figures
from reports.annual.forms import RestoreForm, SectionForm
from reports.annual.placeholders import PARTS
from reports.annual.question import of_report
from reports.annual.views import may_read, may_write, report_or_404
from reports.documents import html, office, tree
from reports.indicators import INDICATORS
from reports.models import ReportStateError, SectionVersion

PRESENT = dt.timedelta(minutes=30)  # a draft of this age is somebody at work


def _section(request, pk, key):
    report = report_or_404(request, pk)
    section = get_object_or_404(report.sections, key=key)
    section.report = report
    return section


@may_write
@require_http_methods(["GET", "HEAD", "POST"])
def section_page(request, pk, key):
    """One section to be written; what was typed is never lost."""
    section = _section(request, pk, key)
    draft = write.draft_of(section, request.user)
    form = SectionForm(request.POST or None, initial=_opened(section, draft))
    if request.method != "POST":
        return _shown(request, section, form, draft=draft)
    if "discard" in request.POST:
        write.drop_draft(section, request.user)
        messages.success(request, "Đã bỏ bản nháp.")
        return redirect("reports:annual-section", pk, key)
    if "review" in request.POST:
        return _reviewed(request, section)
    if not form.is_valid():
        return _shown(request, section, form)
    return _saved(request, section, form)


def _opened(section, draft):
    row = draft or section
    base = draft.base if draft else section.version
    return {"heading": row.heading, "text": row.text, "base": base}


def _saved(request, section, form):
    try:
        write.save(section, **form.cleaned_data, by=request.user)
    except write.ConflictError as conflict:
        return _overtaken(request, section, form.cleaned_data, conflict.newest)
    except ReportStateError as error:
        write.keep_draft(section, **form.cleaned_data, by=request.user)
        messages.error(request, str(error))
        return redirect(section.report)
    messages.success(request, f"Đã ghi mục “{section.heading}”.")
    return redirect("reports:annual-section", section.report_id, section.key)


def _overtaken(request, section, typed, newest):
    """Both texts: the other one is saved, one's own is a draft upon it."""
    write.keep_draft(section, **typed, by=request.user)
    form = SectionForm(initial={**typed, "base": newest.number})
    return _shown(request, section, form, theirs=newest)


def _reviewed(request, section):
    form = RestoreForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Thiếu số lần ghi.")
    try:
        write.review(section, base=form.cleaned_data["base"], by=request.user)
    except (write.ConflictError, ReportStateError):
        messages.error(request, "Mục này vừa có người ghi: xem lại rồi bấm lần nữa.")
    else:
        messages.success(request, "Đã nhận số liệu mới của sổ cho mục này.")
    return redirect("reports:annual-section", section.report_id, section.key)


def _shown(request, section, form, *, draft=None, theirs=None):
    figures = Figures(of_report(section.report))
    if draft and draft.base != section.version and theirs is None:
        newest = section.versions.select_related("saved_by")
        theirs = newest.get(number=section.version)
        form = SectionForm(initial={**_opened(section, draft), "base": theirs.number})
    text = form["text"].value() or ""
    context = {
        "report": section.report,
        "section": section,
        "heading": markup.plain(section.heading, figures),
        "form": form,
        "draft": draft,
        "theirs": theirs,
        "differs": compare.lines(theirs.text, write.clean(text)) if theirs else None,
        "others": _others(section, request.user),
        "problems": placeholders.problems(text, figures),
        "changed": markup.changed(section.text, section.figures, figures),
        "preview": _preview(section, figures),
        "indicators": INDICATORS,
        "parts": PARTS,
        "facts": (*FACTS, *CHARTS),
    }
    return render(request, "reports/annual_section.html", context)


def _others(section, user):
    """Drafts that others are typing just now."""
    rows = section.versions.filter(
        kind=SectionVersion.Kind.DRAFT, saved_at__gt=timezone.now() - PRESENT
    )
    return rows.exclude(saved_by=user).select_related("saved_by")


def _preview(section, figures):
    """The saved section as it stands on the paper."""
    day = figures.question.dated_on or figures.question.as_of
    layout = office.on(figures.question.committee, day).layout
    said = section.text, section.figures, figures, section.level, layout
    blocks = markup.blocks(*said)
    sheet = tree.Section(blocks or (tree.Para("Mục này còn trống."),))
    return html.article(tree.Document(section.heading, day, layout, (sheet,)), top=2)


@may_write
@require_POST
def section_draft(request, pk, key):
    """What is being typed, sent by the page itself; the answer is a line to show."""
    section = _section(request, pk, key)
    form = SectionForm(request.POST)
    if not form.is_valid():
        errors = (e for field in form.errors.values() for e in field)
        return _told(f"Chưa giữ được nháp: {' '.join(errors)}", status=400)
    draft = write.keep_draft(section, **form.cleaned_data, by=request.user)
    at = timezone.localtime(draft.saved_at)
    said = [f"Đã giữ nháp lúc {at:%H:%M:%S}."]
    if section.version != draft.base:
        newest = section.versions.select_related("saved_by").get(number=section.version)
        said.append(f"{newest.saved_by} vừa ghi mục này; khi ghi sẽ thấy cả hai bản.")
    for other in _others(section, request.user):
        when = timezone.localtime(other.saved_at)
        said.append(f"{other.saved_by} cũng đang viết (nháp lúc {when:%H:%M}).")
    return _told(" ".join(said))


def _told(text, status=200):
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@may_read
@require_safe
def section_versions(request, pk, key):
    """The saved versions, and one of them beside the newest."""
    section = _section(request, pk, key)
    rows = section.versions.exclude(kind=SectionVersion.Kind.DRAFT)
    rows = list(rows.select_related("saved_by").order_by("-number"))
    asked = request.GET.get("number", "")
    chosen = next((row for row in rows if str(row.number) == asked), None)
    if asked and chosen is None:
        raise Http404(asked)
    before = next((r for r in rows if chosen and r.number == chosen.number - 1), None)
    context = {
        "report": section.report,
        "section": section,
        "versions": rows,
        "chosen": chosen,
        "before": compare.lines(before.text, chosen.text) if before else None,
        "now": compare.lines(chosen.text, section.text) if chosen else None,
    }
    return render(request, "reports/annual_versions.html", context)


@may_write
@require_POST
def section_restore(request, pk, key, number):
    """An older version as the newest one."""
    section = _section(request, pk, key)
    version = get_object_or_404(section.versions, number=number)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Thiếu số lần ghi.")
    try:
        write.restore(section, version, base=form.cleaned_data["base"], by=request.user)
    except write.ConflictError as conflict:
        who = conflict.newest.saved_by
        messages.error(request, f"{who} vừa ghi mục này: xem lại rồi lấy lại lần nữa.")
    except ReportStateError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Đã lấy lại nội dung của lần ghi {number}.")
    return redirect("reports:annual-versions", pk, key)
