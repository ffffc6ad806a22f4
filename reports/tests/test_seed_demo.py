"""The golden table of design.md: the article's figures, each asked as a query.

The figures stand here and nowhere else. The register is built once for this module.
"""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from accounts.log import acting_as
from accounts.models import Register, User
from branches.models import Branch, BranchEvent, BranchLink, Committee
from enterprises.models import Agency, Enterprise
from hoangmai_party.periods import add_months
from members.codes import PROVINCES
from members.models import Member, Placement, Position, Spell
from reports import indicators, targets
from reports.models import Statement
from reports.scope import committee_scope
from reports.spans import Span, year_span
from reports.tests import identities
from reports.tests.identities import number
from surveys.models import Campaign, CaseStage, OutreachCase, Visit

pytestmark = pytest.mark.django_db

RESOLUTION = Span(dt.date(2012, 2, 27), dt.date(2015, 9, 16))
FOUNDING = Span(dt.date(2015, 9, 17), dt.date(2015, 9, 17))
YEAR = year_span(2021)
STANDS_ON = dt.date(2022, 1, 14)
SCHOOL = "Chi bộ Trường THPT dân lập Phương Nam"
HOSPITAL = "Chi bộ Bệnh viện Chuyên khoa Nam học & Hiếm muộn Hà Nội"


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup, django_db_blocker):
    """Build the demo register for the module; what the command said."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = StringIO()
        with acting_as(system="test"), pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.conf.settings.DEBUG", True)
            call_command("seed_demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def district():
    return Committee.objects.get(executive="Quận ủy Hoàng Mai")


@pytest.fixture
def body():
    return Committee.objects.own()


# The golden table


def test_body_is_named_as_its_decision_names_it(body):
    name = "Khối doanh nghiệp ngoài khu vực nhà nước quận Hoàng Mai"
    assert body.name == f"Đảng bộ {name}"
    assert body.executive == f"Đảng ủy {name}"
    assert (body.founded_on, body.founding_number) == (FOUNDING.first, "64-QĐ/QU")


def test_years_of_the_resolution(district):
    assert number("T01", district, RESOLUTION, non_state=True) == 21
    assert number("T02", district, RESOLUTION, non_state=True) == 140
    assert 190 <= identities.members_of_founded(district, RESOLUTION) <= 199


def test_years_of_the_resolution_with_state_enterprises_are_more(district):
    assert number("T01", district, RESOLUTION) > 21
    assert number("T02", district, RESOLUTION) > 140


def test_founding_day_of_the_body(body):
    assert number("S01", body, FOUNDING) == 33
    assert number("S02", body, FOUNDING) == 266


def test_branches_of_the_founding_day_are_received_by_one_event(body, district):
    links = BranchLink.objects.filter(committee=body, started_on=FOUNDING.first)
    [event] = BranchEvent.objects.filter(begun_links__in=links).distinct()
    assert event.kind == BranchEvent.Kind.RECEIVED
    assert event.number == "64-QĐ/QU"
    assert number("T01", body, FOUNDING) == 0
    scope = committee_scope(district, RESOLUTION, non_state=True)
    founded = indicators.BY_CODE["T01"].rows(scope, RESOLUTION).values("branch")
    assert links.filter(branch__in=founded).count() == 21


def test_end_of_2021(body):
    assert number("S01", body, YEAR) == 67
    assert number("S02", body, YEAR) == 577


def test_foundings_of_2021(body):
    standing = _standing(body, "T01")
    assert (standing.result, standing.target.value) == (4, 4)
    assert standing.percent_text == "100%"
    assert (standing.guideline.value, standing.guideline.value_max) == (1, 2)


def test_admissions_of_2021(body):
    standing = _standing(body, "T02")
    assert (standing.result, standing.assigned.value) == (31, 26)
    assert standing.registered.value == 28
    assert standing.percent_text == "119,2%"


def test_admissions_of_2021_before_the_adjustment(body):
    standing = _standing(body, "T02", as_of=dt.date(2021, 2, 1))
    assert standing.assigned.value == 24


def test_owner_admitted_in_2021(body):
    scope = committee_scope(body, YEAR)
    [row] = indicators.BY_CODE["T03"].rows(scope, YEAR).select_related("branch")
    assert str(row.branch) == SCHOOL
    [owned] = row.member.ownerships.on(row.started_on)
    assert (owned.basis, f"Chi bộ {owned.enterprise}") == ("investor", SCHOOL)


def test_owners_met_in_2021(body):
    visits = Visit.objects.filter(visited_on__year=2021)
    met = {visit.case.enterprise_id for visit in visits.exclude(met="other")}
    only_others = {v.case.enterprise_id for v in visits.filter(met="other")} - met
    assert number("T05", body, YEAR) == len(met) == 30
    assert len(visits) > 30
    assert only_others


def test_first_branch_in_a_hospital_is_of_2021():
    hospitals = Branch.objects.filter(
        enterprise_links__enterprise__unit_kind=Enterprise.UnitKind.HOSPITAL
    )
    [branch] = hospitals
    [event] = branch.events_as_successor.all()
    assert branch.name == HOSPITAL
    assert (event.kind, event.decided_on.year) == (BranchEvent.Kind.FOUNDED, 2021)
    [case] = OutreachCase.objects.filter(founding=event)
    assert {visit.visited_on.year for visit in case.visits.all()} == {2021}


def test_hospital_case_went_from_listed_to_announced():
    [case] = OutreachCase.objects.exclude(founding=None).filter(
        enterprise__unit_kind=Enterprise.UnitKind.HOSPITAL
    )
    steps = list(case.steps.all())
    rests = {CaseStage.WATCH, CaseStage.DEFERRED, CaseStage.EXCLUDED}
    assert [step.stage for step in steps] == [s for s in CaseStage if s not in rests]
    days = [step.happened_on for step in steps]
    assert days == sorted(days)
    assert days[-2:] == [case.founding.decided_on, case.founding.ceremony_on]
    assert case.closed_on == case.founding.ceremony_on
    secretaries = case.people.filter(role="secretary")
    assert secretaries.count() == 1


def test_each_stage_rests_on_the_one_before_it():
    for case in OutreachCase.objects.prefetch_related("steps"):
        steps = list(case.steps.all())
        before = ["", *(step.stage for step in steps[:-1])]
        assert [step.previous for step in steps] == before


def test_lists_of_2021_hold_every_surveyed_enterprise():
    [campaign] = Campaign.objects.filter(started_on__year=2021)
    listed = set(campaign.listed.values_list("enterprise", flat=True))
    assert set(campaign.records.values_list("enterprise", flat=True)) - listed == set()
    assert len(listed) > campaign.records.count()


def test_wards_and_agencies_of_2021(body):
    [campaign] = Campaign.objects.filter(started_on__year=2021)
    kinds = Agency.objects.filter(campaigns=campaign).values_list("kind", flat=True)
    assert campaign.wards.count() == 14
    assert sorted(set(kinds)) == sorted(set(Agency.Kind.values) - {"other"})
    assert len([kind for kind in kinds if kind == "ward_party"]) == 14
    scope = committee_scope(body, YEAR)
    surveyed = indicators.by_ward(scope, YEAR, indicators.BY_CODE["T04"])
    assert len(surveyed) == 14
    assert None not in surveyed


def test_each_founding_of_2021_has_a_case_with_visits_before_it():
    events = BranchEvent.objects.filter(kind="founded", decided_on__year=2021)
    own = events.filter(issuer__is_own=True)
    assert own.count() == 4
    for event in own:
        [case] = event.outreach_cases.all()
        assert case.visits.exclude(met="other").exists()
        assert all(v.visited_on < event.decided_on for v in case.visits.all())


def test_statements_name_known_figures(body, district):
    statements = Statement.objects.all()
    assert len(statements) >= 16
    assert {row.indicator for row in statements} <= set(indicators.BY_CODE)
    assert {row.committee for row in statements} == {body, district}
    percent = statements.get(indicator="T02", measure="percent")
    assert (percent.stated, bool(percent.note)) == ("120%", True)


# What holds in any register


def test_identities_hold_from_2012_to_2021():
    assert identities.faults(2012, 2021) == []


def test_striking_somebody_off_changes_every_figure_alike(body):
    scope = committee_scope(body, YEAR)
    person = indicators.BY_CODE["S03"].rows(scope, YEAR).first()
    Placement.objects.filter(pk=person.pk).update(
        ended_on=dt.date(2021, 12, 30), ended="struck_off"
    )
    assert number("S02", body, YEAR) == 576
    assert identities.faults(2021, 2021) == []


# The people


def test_nobody_is_admitted_before_18():
    too_young = [
        spell
        for spell in Spell.objects.select_related("member")
        if add_months(spell.member.born_on, 12 * 18) > spell.ceremony_on
    ]
    assert too_young == []


def test_numbers_belong_to_nobody():
    members = Member.objects.all()
    assert not {member.citizen_id[:3] for member in members} & PROVINCES
    assert {member.old_card_number[:2] for member in members} == {"", "99"}
    tax_codes = Enterprise.objects.exclude(tax_code="").values_list("tax_code")
    assert {code[:2] for (code,) in tax_codes} == {"00"}


def test_two_decided_in_december_count_in_january(body):
    ours = Placement.objects.filter(
        began="admitted",
        branch__links__committee=body,
        started_on__year__gt=F("spell__decision_on__year"),
    )
    years = ours.values_list("started_on__year", flat=True).order_by("started_on")
    assert list(years) == [2021, 2021, 2022, 2022]


def test_lives_have_every_end_and_beginning():
    began = set(Placement.objects.values_list("began", flat=True))
    ended = set(Placement.objects.values_list("ended", flat=True))
    assert began >= {"admitted", "readmitted", "restored", "transferred", "temporary"}
    assert ended == {"", *Placement.Ended.values}
    kinds = set(BranchEvent.objects.values_list("kind", flat=True))
    assert kinds >= {"founded", "received", "merged", "renamed", "dissolved"}
    joint = Branch.objects.filter(enterprise_links__is_host=False)
    assert joint.count() == 1


def test_hard_days_are_there():
    leap = {"month": 2, "day": 29}
    born = {f"born_on__{part}": value for part, value in leap.items()}
    assert Member.objects.filter(**born).exists()
    [spell, *_] = Spell.objects.filter(ceremony_on=dt.date(2020, 2, 29))
    assert spell.official_on == dt.date(2021, 2, 28)
    late = Spell.objects.filter(recognised_on__gt=F("official_on") + dt.timedelta(90))
    assert late.exists()


def test_every_branch_of_the_body_has_a_secretary(body):
    held = Position.objects.on(STANDS_ON).filter(
        branch=OuterRef("branch"), role="secretary"
    )
    links = BranchLink.objects.on(STANDS_ON).filter(committee=body)
    assert not links.exclude(Exists(held)).exists()


# The command


def test_command_prints_the_log_ins(told):
    usernames = list(User.objects.values_list("username", flat=True))
    assert len(usernames) == 7
    assert all(username in told for username in usernames)
    secretary = User.objects.get(username="bithu")
    assert [str(row.branch) for row in secretary.access_rows.all()] == [SCHOOL]
    assert not secretary.is_staff


def test_register_stands_on_its_day():
    register = Register.objects.get()
    assert (register.is_demo, register.stands_on) == (True, STANDS_ON)
    assert register.complete_from == RESOLUTION.first


def test_command_refuses_a_register_that_is_not_empty(settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="đã có dữ liệu"):
        call_command("seed_demo")
    assert Committee.objects.filter(is_own=True).count() == 1


def test_command_with_if_empty_says_that_it_does_nothing(settings):
    settings.DEBUG = True
    call_command("seed_demo", if_empty=True, stdout=(said := StringIO()))
    assert "không dựng lại" in said.getvalue()


def test_command_refuses_without_debug(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("seed_demo", if_empty=True)


def _standing(body, code, as_of=STANDS_ON):
    scope = committee_scope(body, YEAR)
    found = targets.standings(scope, 2021, YEAR, as_of)
    return next(s for s in found if s.indicator.code == code)
