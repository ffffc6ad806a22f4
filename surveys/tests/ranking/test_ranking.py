"""Nên gặp ai trước: the words say the points, the points make the order."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from enterprises.models import EnterpriseStatus, Headcount, MassOrganisation
from enterprises.tests.factories import EnterpriseFactory
from members import actions
from members.models import Employment, Ownership
from members.tests.factories import MemberFactory
from surveys.cases import ranking
from surveys.cases.known import Known
from surveys.defaults import WEIGHTS
from surveys.models import RankingWeight, SurveyRecord
from surveys.tests.factories import (
    CaseStepFactory,
    OutreachCaseFactory,
    ProposalFactory,
    SurveyedOrganisationFactory,
    SurveyRecordFactory,
    VisitFactory,
)

DAY = dt.date(2021, 11, 5)
SURVEYED, EARLY = dt.date(2021, 4, 15), dt.date(2015, 1, 1)


@pytest.fixture
def office(db):
    user = User.objects.create(username="lan")
    AccessFactory(user=user, committee=CommitteeFactory(is_own=True))
    return user


def words(user, day=DAY, **more):
    return [line.words for line in ranking.lines(user, day, **more)]


def first(user):
    [line] = ranking.lines(user, DAY)
    return line


def test_case_with_enough_members_and_an_appointment(office):
    case = OutreachCaseFactory()
    SurveyRecordFactory(
        enterprise=case.enterprise, members_official=4, attitude="considering"
    )
    VisitFactory(
        case=case,
        visited_on=dt.date(2021, 10, 20),
        next_action="Gửi mẫu đơn",
        next_by="Đ/c Lan",
        next_on=DAY,
    )
    line = first(office)
    assert line.words == (
        "4 đảng viên chính thức (+40), đủ số đảng viên chính thức để thành lập (+20), "
        "chủ doanh nghiệp cân nhắc (+8), việc đã hẹn đến hạn 05/11/2021 (+12) = 80"
    )
    assert line.total == 80
    assert line.known.source_of_members == "phiếu khảo sát 15/04/2021"


def test_case_known_by_a_count_alone_reaches_the_most(office):
    firm = OutreachCaseFactory().enterprise
    Headcount.objects.create(
        enterprise=firm,
        counted_on=SURVEYED,
        members_official=7,
        prospects=12,
        workers=620,
    )
    MassOrganisation.objects.create(
        enterprise=firm, kind="trade_union", started_on=EARLY
    )
    line = first(office)
    assert line.words == (
        "7 đảng viên chính thức (+50, mức cao nhất), "
        "đủ số đảng viên chính thức để thành lập (+20), "
        "12 quần chúng ưu tú (+20, mức cao nhất), có công đoàn cơ sở (+5), "
        "620 lao động (+10, mức cao nhất), chưa gặp chủ doanh nghiệp lần nào (+6) = 111"
    )
    assert line.known.source_of_members == "số đã đếm 15/04/2021"


def test_case_whose_owner_turned_against_it(office):
    case = OutreachCaseFactory()
    SurveyRecordFactory(
        enterprise=case.enterprise, members_official=2, prospects=1, attitude="agree"
    )
    july = {"case": case, "visited_on": dt.date(2021, 7, 1)}
    VisitFactory(**july, met="representative", attitude="opposed")
    ProposalFactory(case=case)
    ProposalFactory(case=case, answered_on=dt.date(2021, 6, 1), answer="Đã xong")
    assert first(office).words == (
        "2 đảng viên chính thức (+20), 1 quần chúng ưu tú (+2), "
        "chủ doanh nghiệp không đồng ý (−15), "
        "lần gặp gần nhất 01/07/2021, đã quá 90 ngày (+4), "
        "1 kiến nghị chưa được trả lời (−5) = 6"
    )


@pytest.mark.parametrize("met", ["manager", "union", "other"])
def test_what_others_think_is_not_what_the_owner_says(office, met):
    case = OutreachCaseFactory()
    now = {"case": case, "visited_on": dt.date(2021, 11, 1)}
    VisitFactory(**now, met=met, attitude="agree")
    assert first(office).words == "chưa gặp chủ doanh nghiệp lần nào (+6) = 6"
    VisitFactory(**now, met="representative", attitude="agree")
    assert first(office).words == "chủ doanh nghiệp đồng ý (+15) = 15"


def works_at(firm, branch, **facts):
    """An official member of `branch` with a job at `firm`."""
    spell = actions.admit(
        member=MemberFactory(), branch=branch, ceremony_on=dt.date(2019, 5, 1)
    )
    actions.recognise(spell=spell, recognised_on=dt.date(2020, 5, 20))
    facts = {"job": "staff", "started_on": EARLY, **facts}
    Employment.objects.create(member=spell.member, enterprise=firm, **facts)
    return spell.member


def test_case_whose_members_the_register_knows(office):
    case, branch = OutreachCaseFactory(), BranchFactory()
    firm = case.enterprise
    owner, *_ = (works_at(firm, branch) for _ in range(3))
    works_at(firm, branch, ended_on=SURVEYED)
    works_at(firm, branch, job="retired")
    Ownership.objects.create(
        member=owner, enterprise=firm, basis="director", started_on=EARLY
    )
    record = SurveyRecordFactory(enterprise=firm, members_official=1)
    SurveyedOrganisationFactory(record=record, kind="youth_union")
    VisitFactory(case=case, visited_on=dt.date(2021, 11, 1), attitude="agree")
    line = first(office)
    assert line.words == (
        "3 đảng viên chính thức (+30), đủ số đảng viên chính thức để thành lập (+20), "
        "chủ doanh nghiệp đồng ý (+15), chủ doanh nghiệp là đảng viên (+10), "
        "có tổ chức Đoàn (+3) = 78"
    )
    assert line.known.source_of_members == "sổ đảng viên 05/11/2021"


def test_case_that_should_wait(office):
    case = OutreachCaseFactory()
    VisitFactory(case=case, visited_on=dt.date(2021, 11, 1), attitude="opposed")
    ProposalFactory(case=case)
    line = first(office)
    assert line.words == (
        "chủ doanh nghiệp không đồng ý (−15), 1 kiến nghị chưa được trả lời (−5) = −20"
    )
    assert line.total == -20


def test_the_survey_stands_where_the_register_knows_fewer(office):
    firm = OutreachCaseFactory().enterprise
    works_at(firm, BranchFactory())
    SurveyRecordFactory(enterprise=firm, members_official=4)
    line = first(office)
    assert (line.known.official, line.known.source_of_members) == (
        4,
        "phiếu khảo sát 15/04/2021",
    )


def test_the_later_of_record_and_count_stands(office):
    firm = OutreachCaseFactory().enterprise
    SurveyRecordFactory(enterprise=firm, members_official=4)
    for day, number in ((dt.date(2021, 1, 1), 9), (dt.date(2021, 6, 1), 5)):
        Headcount.objects.create(
            enterprise=firm, counted_on=day, members_official=number
        )
    assert first(office).known.official == 5


def test_only_what_was_known_by_the_day_counts(office):
    case = OutreachCaseFactory()
    tomorrow = DAY + dt.timedelta(days=1)
    SurveyRecordFactory(
        enterprise=case.enterprise, surveyed_on=tomorrow, members_official=4
    )
    VisitFactory(case=case, visited_on=tomorrow, attitude="agree")
    ProposalFactory(case=case, raised_on=tomorrow)
    Headcount.objects.create(
        enterprise=case.enterprise, counted_on=tomorrow, workers=600
    )
    assert words(office) == ["chưa gặp chủ doanh nghiệp lần nào (+6) = 6"]
    assert words(office, tomorrow) != words(office)


def test_a_proposal_answered_later_was_open_that_day(office):
    case = OutreachCaseFactory()
    VisitFactory(case=case, visited_on=dt.date(2021, 11, 1))
    ProposalFactory(case=case, answered_on=DAY + dt.timedelta(days=1), answer="Xong")
    assert words(office) == ["1 kiến nghị chưa được trả lời (−5) = −5"]


def test_a_later_visit_settles_what_was_due(office):
    case = OutreachCaseFactory()
    due = {"next_action": "Gọi lại", "next_by": "Lan", "next_on": dt.date(2021, 10, 1)}
    VisitFactory(case=case, visited_on=dt.date(2021, 9, 1), **due)
    VisitFactory(case=case, visited_on=dt.date(2021, 10, 2))
    assert words(office) == ["chưa có lý do nào = 0"]


def test_ninety_days_are_not_yet_too_long(office):
    case = OutreachCaseFactory()
    VisitFactory(case=case, visited_on=DAY - dt.timedelta(days=90))
    assert words(office) == ["chưa có lý do nào = 0"]
    assert words(office, DAY + dt.timedelta(days=1)) == [
        "lần gặp gần nhất 07/08/2021, đã quá 90 ngày (+4) = 4"
    ]


def test_ties_go_to_who_waits_longest_then_by_name(office):
    def case(name, *days):
        made = OutreachCaseFactory(enterprise=EnterpriseFactory(name=name))
        for day in days:
            VisitFactory(case=made, visited_on=day)
        return name

    last = case("Công ty A", dt.date(2021, 11, 2))
    by_name = [case(f"Công ty {x}", dt.date(2021, 11, 1)) for x in ("C", "B")]
    order = [line.enterprise.name for line in ranking.lines(office, DAY)]
    assert order == [*reversed(by_name), last]


@pytest.mark.parametrize("stage", ["deferred", "excluded"])
def test_a_resting_case_comes_back_on_its_review_day(office, stage):
    case = OutreachCaseFactory()
    CaseStepFactory(case=case, stage=stage, reason="other", review_on=DAY)
    assert words(office, DAY - dt.timedelta(days=1)) == []
    assert len(words(office, DAY)) == 1


def test_excluded_without_a_review_day_stays_away(office):
    CaseStepFactory(stage="excluded", reason="other")
    assert words(office) == []


@pytest.mark.parametrize("stage", ["decided", "announced"])
def test_a_founded_one_is_not_to_be_met(office, stage):
    CaseStepFactory(stage=stage)
    CaseStepFactory(stage="submitted")
    assert [line.stage for line in ranking.lines(office, DAY)] == ["Đã trình"]


def test_closed_cases_and_those_gone_are_left_out(office):
    OutreachCaseFactory(closed_on=DAY)
    gone = OutreachCaseFactory().enterprise
    EnterpriseStatus.objects.create(enterprise=gone, status="closed", started_on=DAY)
    OutreachCaseFactory(opened_on=DAY + dt.timedelta(days=1))
    assert words(office) == []


def test_surveyed_enterprises_without_a_case_are_an_option(office):
    R = SurveyRecord.Result
    wanted = SurveyRecordFactory(result=R.ELIGIBLE, members_official=3).enterprise
    SurveyRecordFactory(result=R.STOPPED)
    hosted = SurveyRecordFactory(result=R.ELIGIBLE).enterprise
    BranchFactory(enterprises=[hosted])
    had_one = SurveyRecordFactory(result=R.ELIGIBLE).enterprise
    OutreachCaseFactory(enterprise=had_one, closed_on=DAY)
    assert words(office) == []
    [line] = ranking.lines(office, DAY, with_surveyed=True)
    assert (line.enterprise, line.case, line.stage) == (wanted, None, "Chưa có hồ sơ")


def test_a_reason_without_a_weight_on_the_day_is_not_counted(office):
    RankingWeight.objects.filter(code="never_met").update(ended_on=DAY)
    OutreachCaseFactory()
    before = DAY - dt.timedelta(days=1)
    assert words(office, before) == ["chưa gặp chủ doanh nghiệp lần nào (+6) = 6"]
    assert words(office, DAY) == ["chưa có lý do nào = 0"]
    assert ranking.missing(ranking.weights(before)) == []
    assert ranking.missing(ranking.weights(DAY)) == [
        "Chưa gặp chủ doanh nghiệp lần nào"
    ]


def test_weights_of_the_day_hold(office):
    old = RankingWeight.objects.get(code="never_met")
    old.ended_on = DAY
    old.save()
    RankingWeight.objects.create(code="never_met", points=9, started_on=DAY)
    OutreachCaseFactory()
    before = DAY - dt.timedelta(days=1)
    assert [ranking.lines(office, d)[0].total for d in (before, DAY)] == [6, 9]


def test_a_secretary_ranks_nobody(office):
    OutreachCaseFactory()
    SurveyRecordFactory()
    secretary = User.objects.create(username="thu")
    AccessFactory(user=secretary, branch=BranchFactory())
    assert words(office, with_surveyed=True) != []
    assert words(secretary, with_surveyed=True) == []


def full(office):
    """An enterprise with a row for every fact."""
    case, branch = OutreachCaseFactory(), BranchFactory()
    record = SurveyRecordFactory(enterprise=case.enterprise, members_official=1)
    SurveyedOrganisationFactory(record=record)
    works_at(case.enterprise, branch)
    VisitFactory(case=case)
    ProposalFactory(case=case)
    SurveyRecordFactory(result=SurveyRecord.Result.ELIGIBLE)


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_for_one_as_for_three(
    office, count, django_assert_num_queries
):
    for _ in range(count):
        full(office)
    with django_assert_num_queries(15):
        found = ranking.lines(office, DAY, with_surveyed=True)
    assert len(found) == 2 * count


# The words are the account: read out and added up they make the total.

_DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2021, 12, 31))
_NUMBERS = st.none() | st.integers(0, 900)
KNOWN = st.builds(
    Known,
    official=_NUMBERS,
    prospects=_NUMBERS,
    workers=_NUMBERS,
    least=st.none() | st.just(3),
    attitude=st.sampled_from(["", "agree", "considering", "opposed", "not_yet"]),
    owner_is_member=st.booleans(),
    has_union=st.booleans(),
    has_youth=st.booleans(),
    owner_was_met=st.booleans(),
    last_visit_on=st.none() | _DAYS,
    action_on=st.none() | _DAYS,
    unanswered=st.integers(0, 9),
)
HELD = st.dictionaries(
    st.sampled_from([code for code, _, _ in WEIGHTS]),
    st.tuples(st.integers(-99, 99), st.none() | st.integers(0, 120)),
)


@given(known=KNOWN, held=HELD)
def test_the_points_in_words_add_up_to_the_total(known, held):
    rows = {
        code: RankingWeight(code=code, points=points, most=most)
        for code, (points, most) in held.items()
    }
    line = ranking.Line(None, None, known, ranking.reasons(known, rows, DAY))
    said, _, total = line.words.replace("−", "-").rpartition(" = ")
    points = [int(n) for n in re.findall(r"\(([+-]\d+)(?:, mức cao nhất)?\)", said)]
    assert sum(points) == int(total) == line.total
    assert len(points) == len(line.reasons)
