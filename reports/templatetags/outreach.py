"""Figures on the pages of surveys, which stand below the reports and can't ask them."""

from django import template

from reports.outreach.campaign_results import results

register = template.Library()


@register.inclusion_tag("reports/outreach/_results.html")
def campaign_results(campaign, user):
    """`{% campaign_results campaign user %}`: wanted and reached, each with its list."""
    return {"lines": results(campaign, user)}
