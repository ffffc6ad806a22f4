"""What a campaign wanted and what was reached: three figures that stand elsewhere too.

Surveyed are the enterprises with a record of the campaign; owners met and branches
founded are T05 and T01 of the days of the campaign.
"""

from django.urls import reverse
from django.utils.http import urlencode

from branches.models import Committee
from reports.indicators import BY_CODE
from reports.outreach import coverage
from reports.outreach.coverage_pages import address, of_campaign
from reports.percent import ratio
from reports.scope import committee_scope


def results(campaign, user):
    """[(label, reached, address of the list, wanted, share)]; [] without a body."""
    body = Committee.objects.filter(is_own=True).first()
    if body is None:
        return []
    span = of_campaign(campaign)
    scope = committee_scope(body, span)
    surveyed = coverage.Coverage(scope, span, campaign).rows(coverage.SURVEYED)
    of_surveys = address({"campaign": campaign.pk}, coverage.TOTAL, coverage.SURVEYED)
    lines = [
        (
            "Doanh nghiệp khảo sát",
            surveyed.count(),
            of_surveys,
            campaign.surveys_wanted,
        )
    ]
    for code, label, wanted in (
        ("T05", "Chủ doanh nghiệp gặp trong thời gian đợt", campaign.owners_wanted),
        ("T01", "Chi bộ thành lập trong thời gian đợt", campaign.foundings_wanted),
    ):
        number = BY_CODE[code].rows(scope, span).count()
        lines.append((label, number, _address(code, span, user), wanted))
    return [(*line, ratio(line[1], line[3])) for line in lines]


def _address(code, span, user):
    """The list of an indicator for the days of the campaign, for who may open it."""
    if not user.has_perm("reports.view_target"):
        return ""
    query = {
        "first": f"{span.first:%d/%m/%Y}",
        "last": f"{span.last:%d/%m/%Y}",
        "as_of": f"{span.last:%d/%m/%Y}",
    }
    return f"{reverse('reports:list', args=['figure', code])}?{urlencode(query)}"
