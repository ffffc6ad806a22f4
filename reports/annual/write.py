"""What is written of a report: the report itself, saved versions, unsaved drafts.

A save says which version it started from; it goes through only while that is still the
newest one and the report is open. Whoever was overtaken is told by whom, and their
text is kept as their draft.
"""

import unicodedata

from django.db import transaction
from django.utils import timezone

from accounts.log import change_set
from reports.annual import markup, outlines
from reports.annual.figures import Figures
from reports.annual.question import of_report
from reports.models import Report, ReportSection, ReportStateError, SectionVersion

_KIND = SectionVersion.Kind
CLOSED = (
    "Báo cáo đã trình ký nên không sửa được nữa: nội dung vừa viết được giữ làm nháp."
)


class ConflictError(Exception):
    """Somebody saved the section after the writer had opened it; `newest` is theirs."""

    def __init__(self, newest):
        super().__init__(newest)
        self.newest = newest


def create(question, by):
    """A new draft with the proposed text of each section."""
    figures = Figures(question)
    report = Report(
        committee=question.committee,
        family=question.family,
        period=question.period,
        first_on=question.first,
        last_on=question.last,
        as_of=question.as_of,
    )
    with change_set(f"Lập báo cáo {question.said}"), transaction.atomic():
        report.save()
        outline = outlines.OUTLINES[question.family]
        sections = [
            _proposed(report, position, part, figures)
            for position, part in enumerate(outline, start=1)
        ]
        ReportSection.objects.bulk_create(sections)
        SectionVersion.objects.bulk_create(
            _version(section, _KIND.PROPOSED, by) for section in sections
        )
    return report


def _proposed(report, position, part, figures):
    text = outlines.proposed(part, figures)
    return ReportSection(
        report=report,
        position=position,
        key=part.key,
        level=part.level,
        heading=part.heading,
        text=text,
        figures=markup.written(text, figures),
    )


def _version(section, kind, by):
    return SectionVersion(
        section=section,
        kind=kind,
        number=section.version,
        base=section.version - 1,
        heading=section.heading,
        text=section.text,
        figures=section.figures,
        saved_by=by,
        saved_at=timezone.now(),
    )


def clean(text):
    """As it is stored: one kind of line end, letters in one form, no blanks at ends."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def save(section, *, heading, text, base, by, kind=_KIND.SAVED, before=None):
    """Write the text as the next version; ConflictError when `base` is overtaken.

    `before` is (text, figures of its lines) of what the text comes from: lines that
    stand unchanged keep the figures they were written with.
    """
    text = clean(text)
    before = before or (section.text, section.figures)
    figures = markup.written(text, Figures(of_report(section.report)), before)
    with change_set(f"{kind.label}: {heading}"), transaction.atomic():
        open_ = ReportSection.objects.filter(
            pk=section.pk, version=base, report__status=Report.Status.DRAFT
        )
        written = {"heading": heading, "text": text, "figures": figures}
        if not open_.update(**written, version=base + 1):
            raise _refused(section)
        section.refresh_from_db()
        return _kept(section, kind, by)


def _refused(section):
    """Why nothing was written: closed, or overtaken."""
    fresh = ReportSection.objects.select_related("report").get(pk=section.pk)
    if not fresh.report.is_open:
        return ReportStateError(CLOSED)
    newest = fresh.versions.select_related("saved_by").get(number=fresh.version)
    return ConflictError(newest)


def _kept(section, kind, by):
    """The row of a saved version: the writer's draft becomes it, where there is one."""
    version = _version(section, kind, by)
    if draft := draft_of(section, by):
        version.pk = draft.pk
    version.save()
    return version


def draft_of(section, by):
    """What this writer has not saved yet, or None."""
    return section.versions.filter(kind=_KIND.DRAFT, saved_by=by).first()


def keep_draft(section, *, heading, text, base, by):
    """Keep what somebody is typing: one draft a section and writer."""
    with change_set("Nháp báo cáo"), transaction.atomic():
        draft, _ = SectionVersion.objects.update_or_create(
            section=section,
            saved_by=by,
            kind=_KIND.DRAFT,
            defaults={
                "heading": heading,
                "text": clean(text),
                "base": base,
                "saved_at": timezone.now(),
            },
        )
    return draft


def drop_draft(section, by):
    """The writer does not want it any more."""
    if draft := draft_of(section, by):
        draft.void(by=by, reason="Bỏ nháp")


def restore(section, version, *, base, by):
    """An earlier text as the next version, with the figures it was written with."""
    return save(
        section,
        heading=version.heading,
        text=version.text,
        base=base,
        by=by,
        kind=_KIND.RESTORED,
        before=(version.text, version.figures),
    )


def review(section, *, base, by):
    """The same text, written anew with today's figures: the marks go."""
    return save(
        section,
        heading=section.heading,
        text=section.text,
        base=base,
        by=by,
        kind=_KIND.REVIEWED,
        before=("", ()),
    )
