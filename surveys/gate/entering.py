"""Who enters where: a team the enterprises of its assignments, the office all of them.

What stands on another team's list is that team's; what stands on no list (met at the
gate) any team of the campaign may enter.
"""

from django.db.models import Exists, OuterRef, Q

from surveys.models import Assignment, Campaign, ListedEnterprise, Team

ENTER = "surveys.add_surveyrecord"
CORRECT = "surveys.change_surveyrecord"
# Surveyors have every other right over surveys: what the whole campaign rests on is
# the office's (accounts.groups).
OFFICE = "surveys.change_campaign"


def is_office(user):
    """Whether the user answers for the whole campaign."""
    return user.has_perm(OFFICE)


def teams(user):
    """The teams whose records the user enters."""
    return Team.objects.filter(users=user)


def assignments(user):
    """The assignments whose sheets the user keys in."""
    rows = Assignment.objects.visible_to(user)
    return rows if is_office(user) else rows.filter(team__in=teams(user).values("pk"))


def keyed(user, campaign):
    """Keys of the assignments whose sheets the user may key in now."""
    if campaign.is_closed or not user.has_perm(ENTER):
        return set()
    rows = assignments(user).filter(campaign=campaign)
    return set(rows.values_list("pk", flat=True))


def campaigns(user):
    """The campaigns in which the user enters records, or has entered them."""
    rows = Campaign.objects.visible_to(user)
    if is_office(user):
        return rows
    return rows.filter(pk__in=teams(user).values("campaign"))


def listed(user):
    """The listed enterprises that are the user's to survey, in every campaign."""
    rows = ListedEnterprise.objects.visible_to(user)
    if is_office(user):
        return rows
    mine = teams(user).values("pk")
    wards = Assignment.objects.filter(
        campaign=OuterRef("campaign"), ward=OuterRef("ward"), team__in=mine
    )
    theirs = Q(assignment__team__in=mine, assignment__voided_at=None)
    return rows.filter(theirs | (Q(assignment=None) & Exists(wards)))


def may_enter(user, campaign, enterprise):
    """Whether the user enters the record of this enterprise in this campaign."""
    if is_office(user):
        return True
    if not teams(user).filter(campaign=campaign).exists():
        return False
    rows = ListedEnterprise.objects.filter(campaign=campaign, enterprise=enterprise)
    if not rows.exists():
        return True
    return listed(user).filter(pk__in=rows.values("pk")).exists()


def may_correct(user, record):
    """Whether the user writes a new record in place of this one."""
    if record.voided_at or not user.has_perm(CORRECT):
        return False
    if is_office(user):
        return True
    mine = may_enter(user, record.campaign, record.enterprise)
    return mine and not record.campaign.is_closed


def team_of(user, campaign, enterprise):
    """(team, agency) that a record of this enterprise is filed under, or Nones."""
    rows = listed(user).filter(campaign=campaign, enterprise=enterprise)
    rows = rows.select_related("assignment__team", "assignment__agency", "ward")
    row = rows.first()
    if row and row.assignment and not row.assignment.voided_at:
        return row.assignment.team, row.assignment.agency
    return teams(user).filter(campaign=campaign).first(), None
