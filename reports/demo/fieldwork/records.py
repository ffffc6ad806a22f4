"""What the records say besides their class, so that the class follows from it."""

from reports.demo.names import person_name
from surveys.models import ListedEnterprise, SurveyedOrganisation, SurveyRecord

_RESULT, _FOUND = SurveyRecord.Result, SurveyRecord.Found
_BODY = SurveyRecord.PartyBody
# Found at the address, for the classes that follow from it alone.
FOUND = {
    _RESULT.SUSPENDED: _FOUND.SUSPENDED,
    _RESULT.STOPPED: _FOUND.STOPPED,
    _RESULT.NOT_FOUND: _FOUND.NOT_FOUND,
    _RESULT.UNREACHABLE: _FOUND.UNREACHABLE,
    _RESULT.REFUSED: _FOUND.REFUSED,
    _RESULT.MOVED_OUT: _FOUND.MOVED_OUT,
}
# (official, prospects) at least and at most, for an enterprise that works.
PEOPLE = {
    _RESULT.ELIGIBLE: ((3, 6), (0, 4)),
    _RESULT.NEAR_ELIGIBLE: ((1, 2), (0, 3)),
    _RESULT.HAS_SOURCE: ((0, 0), (1, 4)),
    _RESULT.NO_SOURCE: ((0, 0), (0, 0)),
    _RESULT.HAS_ORG_ELSEWHERE: ((3, 9), (0, 2)),
    _RESULT.HAS_ORG_HERE: ((3, 9), (0, 3)),
}
_ATTITUDES = ("agree", "considering", "considering", "not_yet", "unknown")


def make(world, rng):
    """Fill in every record; its class counts as confirmed on the day."""
    listed = {
        (campaign, enterprise): team
        for campaign, enterprise, team in ListedEnterprise.objects.values_list(
            "campaign_id", "enterprise_id", "assignment__team_id"
        )
    }
    rows = list(SurveyRecord.objects.select_related("enterprise").order_by("pk"))
    for row in rows:
        row.team_id = listed.get((row.campaign_id, row.enterprise_id))
        row.confirmed_on = row.surveyed_on
        row.proposed = row.result
        row.proposed_because = "Theo nội dung phiếu"
        _fill(row, rng)
    names = [f.name for f in SurveyRecord._meta.concrete_fields if not f.primary_key]
    SurveyRecord.objects.bulk_update(rows, names, batch_size=200)
    _organisations(rows, rng)


def _fill(row, rng):
    if row.result in FOUND:
        row.found = FOUND[row.result]
        row.attempts = 3 if row.result == _RESULT.UNREACHABLE else None
        return
    row.found = _FOUND.OPERATING
    _people(row, rng)
    if row.is_in_depth:
        _in_depth(row, rng)


def _people(row, rng):
    (least, most), (few, many) = PEOPLE[row.result]
    row.members_official = rng.randint(least, most)
    row.members_probationary = rng.randint(0, 1) if most else 0
    row.prospects = rng.randint(few, many)
    row.prospects_trained = rng.randint(0, row.prospects)
    row.workers = int(rng.triangular(4, 180, 16))
    row.women = row.workers * rng.randint(20, 60) // 100
    row.insured = row.workers * rng.randint(60, 95) // 100
    row.young = row.workers * rng.randint(30, 60) // 100
    row.party_body = {
        _RESULT.HAS_ORG_HERE: _BODY.HERE,
        _RESULT.HAS_ORG_ELSEWHERE: _BODY.ELSEWHERE,
    }.get(row.result, _BODY.NONE)
    if row.party_body == _BODY.NONE:
        row.members_at_home = row.members_official
    if row.party_body == _BODY.ELSEWHERE:
        row.party_body_name = "Chi bộ trực thuộc đảng bộ phường"


def _in_depth(row, rng):
    row.owner_name = row.enterprise.representative or person_name(rng, "male")
    row.owner_born = rng.randint(1955, 1988)
    row.owner_is_member = rng.random() < 0.15
    row.attitude = rng.choice(_ATTITUDES)
    row.has_room = rng.random() < 0.7
    row.has_time = rng.random() < 0.6
    row.has_funds = rng.random() < 0.4
    row.surveyor = person_name(rng, "female")
    row.signer = row.owner_name


def _organisations(rows, rng):
    """Union and youth as the records found them."""
    made = []
    for row in rows:
        if row.found != _FOUND.OPERATING or not row.is_in_depth:
            continue
        for kind, share in (("trade_union", 0.5), ("youth_union", 0.2)):
            if rng.random() < share:
                members = max(3, row.workers * 7 // 10)
                made.append(
                    SurveyedOrganisation(record=row, kind=kind, members=members)
                )
    SurveyedOrganisation.objects.bulk_create(made)
