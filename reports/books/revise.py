"""A revision: a new report that names the signed one; the old one stays."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.log import change_set
from hoangmai_party.constraints import message_of
from reports.annual.question import of_report
from reports.models import Report, ReportSection, ReportStateError, SectionVersion

_SAME = ("committee", "family", "period", "first_on", "last_on", "as_of")
NOT_SIGNED = "Chỉ lập báo cáo thay thế cho báo cáo đã ký: báo cáo này còn sửa được."


def revise(report, by):
    """A draft with the wording of a signed report, of the same period and day."""
    if not report.is_signed:
        raise ReportStateError(NOT_SIGNED)
    new = Report(replaces=report, **{name: getattr(report, name) for name in _SAME})
    said = f"Thay thế báo cáo {of_report(report).said}"
    try:
        with change_set(said), transaction.atomic():
            new.save()
            _copy(report, new, by)
    except IntegrityError as error:
        if not (message := message_of(error)):
            raise
        raise ReportStateError(message) from error
    return new


def _copy(report, new, by):
    """The wording as it was signed; figures that changed since then are marked."""
    rows = list(report.sections.order_by("position", "pk"))
    names = ("position", "key", "level", "heading", "text", "figures")
    sections = ReportSection.objects.bulk_create(
        ReportSection(report=new, **{name: getattr(row, name) for name in names})
        for row in rows
    )
    SectionVersion.objects.bulk_create(
        SectionVersion(
            section=section,
            kind=SectionVersion.Kind.PROPOSED,
            number=section.version,
            heading=section.heading,
            text=section.text,
            figures=section.figures,
            saved_by=by,
            saved_at=timezone.now(),
        )
        for section in sections
    )
