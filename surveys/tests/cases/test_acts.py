"""What the acts write and refuse: opening, steps, visits, corrections, voiding."""

import datetime as dt

import pytest

from accounts.models import LogEvent
from hoangmai_party import clock
from members.actions import NotPossibleError
from surveys.cases import acts, stages
from surveys.cases.stages import C
from surveys.models import CaseStep, OutreachCase, Proposal, Visit
from surveys.tests.cases.world import DAYS, OPENED, ROUTES, D
from surveys.tests.factories import (
    EnterpriseFactory,
    OutreachCaseFactory,
    SurveyRecordFactory,
    VisitFactory,
)

DAY = D(2021, 5, 1)


def refused(words):
    return pytest.raises(NotPossibleError, match=words)


def test_a_case_goes_its_whole_way(world):
    world.lead_to(C.ANNOUNCED)
    way = [C.LISTED, *ROUTES[C.ANNOUNCED]]
    before = ["", *way[:-1]]
    assert world.stages() == list(zip(before, way, strict=True))
    assert {step.entered_by for step in world.case.steps.all()} == {world.by}
    assert stages.stage_on(world.case, DAYS[C.AGREED]) == C.AGREED


def test_opening_says_who_and_when(world):
    step = world.case.steps.get()
    kept = (step.previous, step.stage, step.happened_on, step.entered_by)
    assert kept == ("", "listed", OPENED, world.by)


def test_opening_is_one_change_set(world):
    made = LogEvent.objects.filter(table__in=_tables())
    assert len({e.change_set for e in made if "Mở hồ sơ" in e.reason}) == 1


def _tables():
    return [m._meta.db_table for m in (OutreachCase, CaseStep)]


def test_a_second_open_case_is_refused(world):
    before = OutreachCase.objects.count()
    with refused("Doanh nghiệp đang có một hồ sơ vận động mở."):
        acts.open_case(enterprise=world.case.enterprise, opened_on=OPENED, by=world.by)
    assert OutreachCase.objects.count() == before


def test_no_case_is_opened_tomorrow(world):
    with clock.fixed(OPENED), refused("Ngày mở hồ sơ không được ở tương lai"):
        acts.open_case(
            enterprise=EnterpriseFactory(), opened_on=D(2021, 3, 2), by=world.by
        )


def test_opening_with_a_record_is_a_step_further(world):
    record = SurveyRecordFactory(surveyed_on=D(2021, 2, 1))
    case = acts.open_case(
        enterprise=record.enterprise, opened_on=OPENED, by=world.by, record=record
    )
    steps = case.steps.values_list("stage", "happened_on", "note")
    assert list(steps) == [
        ("listed", OPENED, ""),
        ("surveyed", OPENED, "Phiếu khảo sát ngày 01/02/2021."),
    ]
    assert case.record == record


def test_a_filed_record_moves_a_listed_case(world):
    record = SurveyRecordFactory(
        enterprise=world.case.enterprise, surveyed_on=D(2021, 3, 9)
    )
    step = acts.surveyed(case=world.case, record=record, by=world.by)
    assert (step.stage, step.happened_on) == ("surveyed", D(2021, 3, 9))
    world.case.refresh_from_db()
    assert world.case.record == record


def test_a_filed_record_leaves_a_case_further_on(world):
    world.lead_to(C.OUTREACH)
    record = SurveyRecordFactory(enterprise=world.case.enterprise)
    assert acts.surveyed(case=world.case, record=record, by=world.by) is None
    world.case.refresh_from_db()
    assert (stages.stage_of(world.case), world.case.record) == (C.OUTREACH, record)


def test_a_record_of_another_enterprise_is_refused(world):
    with refused("của doanh nghiệp khác"):
        acts.surveyed(case=world.case, record=SurveyRecordFactory(), by=world.by)


def test_a_late_old_record_is_not_the_one_of_the_case(world):
    world.lead_to(C.OUTREACH)
    firm = world.case.enterprise
    newer = SurveyRecordFactory(enterprise=firm, surveyed_on=D(2021, 5, 9))
    acts.surveyed(case=world.case, record=newer, by=world.by)
    older = SurveyRecordFactory(enterprise=firm, surveyed_on=D(2021, 2, 1))
    acts.surveyed(case=world.case, record=older, by=world.by)
    world.case.refresh_from_db()
    assert world.case.record == newer


def visit(world, **fields):
    facts = {"visited_on": DAY, "met": "owner"} | fields
    return acts.add_visit(case=world.case, by=world.by, **facts)


def test_the_first_visit_of_a_candidate_is_outreach(world):
    world.lead_to(C.CANDIDATE)
    visit(world)
    assert world.stages()[-1] == ("candidate", "outreach")
    assert world.case.steps.last().happened_on == DAY


def test_a_visit_before_candidate_moves_nothing(world):
    before = world.stages()
    visit(world)
    assert world.stages() == before


def test_an_older_visit_of_a_candidate_moves_nothing(world):
    world.lead_to(C.CANDIDATE)
    visit(world, visited_on=D(2021, 3, 20))
    assert stages.stage_of(world.case) == C.CANDIDATE


def test_a_visit_brings_its_proposals(world):
    made = visit(world, proposals=["Chỗ để xe", " ", "Giảm tiền thuê đất "])
    rows = Proposal.objects.values_list("visit", "case", "raised_on", "content")
    assert list(rows) == [
        (made.pk, world.case.pk, DAY, "Chỗ để xe"),
        (made.pk, world.case.pk, DAY, "Giảm tiền thuê đất"),
    ]


def test_a_visit_ticks_what_was_promised(world):
    promised = {"next_action": "Gửi mẫu đơn", "next_by": "Khảo", "next_on": DAY}
    first = visit(world, visited_on=D(2021, 4, 1), **promised)
    visit(world, done=[first])
    first.refresh_from_db()
    assert first.next_done_on == DAY


def test_what_was_promised_is_done_without_a_visit(world):
    promised = {"next_action": "Gửi mẫu đơn", "next_by": "Khảo", "next_on": DAY}
    made = visit(world, **promised)
    acts.do_next(visit=made, done_on=D(2021, 5, 3), by=world.by)
    made.refresh_from_db()
    assert made.next_done_on == D(2021, 5, 3)
    with refused("Việc này đã làm ngày 03/05/2021"):
        acts.do_next(visit=made, done_on=D(2021, 5, 4), by=world.by)
    with refused("không hẹn việc tiếp theo"):
        acts.do_next(visit=visit(world), done_on=DAY, by=world.by)


BAD_VISITS = {
    "before the case": ({"visited_on": D(2021, 2, 1)}, "không được trước ngày mở"),
    "tomorrow": ({"visited_on": D(2021, 6, 2)}, "Ngày gặp không được ở tương lai"),
    "an action nobody owns": (
        {"next_action": "Gọi lại", "next_on": DAY},
        "Việc tiếp theo phải có người làm và hạn làm.",
    ),
    "due before the visit": (
        {"next_action": "Gọi", "next_by": "An", "next_on": D(2021, 4, 30)},
        "Hạn làm việc tiếp theo không được trước ngày gặp.",
    ),
    "met nobody known": ({"met": "cat"}, "'cat'"),
}


@pytest.mark.parametrize("what", BAD_VISITS)
def test_a_bad_visit_is_refused_and_nothing_written(world, what):
    fields, words = BAD_VISITS[what]
    with clock.fixed(D(2021, 6, 1)), refused(words):
        visit(world, proposals=["Chỗ để xe"], **fields)
    assert (Visit.objects.count(), Proposal.objects.count()) == (1, 0)


def test_correcting_needs_why(world):
    row = world.case.visits.get()
    with refused("Sửa phải ghi lý do."):
        acts.correct(row, by=world.by, reason=" ", place="Trụ sở")
    acts.correct(row, by=world.by, reason="Ghi nhầm", place="Trụ sở")
    row.refresh_from_db()
    assert row.place == "Trụ sở"
    said = LogEvent.objects.filter(table=Visit._meta.db_table).last().reason
    assert said.endswith("Ghi nhầm")


def test_a_visit_that_a_step_rests_on_stays(world):
    world.lead_to(C.AGREED)
    row = world.case.visits.get()
    words = "Bước “Đang vận động, 05/04/2021” dựa vào lần gặp này"
    with refused(words):
        acts.void(row, by=world.by, reason="Nhầm")
    with refused(words):
        acts.correct(row, by=world.by, reason="Nhầm", visited_on=D(2021, 4, 30))
    with refused("Bước “Chủ doanh nghiệp đồng ý, 06/04/2021”"):
        acts.correct(row, by=world.by, reason="Nhầm", attitude="not_yet")
    kept = Visit.objects.get()
    assert (kept.visited_on, kept.attitude) == (D(2021, 3, 15), "agree")


def test_a_visit_that_nothing_rests_on_is_voided(world):
    row = VisitFactory(case=world.case, visited_on=DAY)
    acts.void(row, by=world.by, reason="Nhầm doanh nghiệp")
    assert Visit.objects.count() == 1
    assert Visit.every.get(pk=row.pk).void_reason == "Nhầm doanh nghiệp"


def test_a_visit_with_a_proposal_is_voided_after_it(world):
    row = visit(world, proposals=["Chỗ để xe"])
    with refused("còn 1 kiến nghị của chủ doanh nghiệp"):
        acts.void(row, by=world.by, reason="Nhầm")
    acts.void(row.proposals.get(), by=world.by, reason="Nhầm")
    acts.void(row, by=world.by, reason="Nhầm")
    assert not Visit.objects.filter(pk=row.pk).exists()


def test_the_newest_step_is_voided_and_no_other(world):
    world.lead_to(C.WATCH)
    first, second, last = world.case.steps.order_by("happened_on")
    with refused("Chỉ hủy được bước mới nhất"):
        acts.void(second, by=world.by, reason="Nhầm")
    acts.void(last, by=world.by, reason="Nhầm")
    assert stages.stage_of(world.case) == C.SURVEYED
    acts.void(second, by=world.by, reason="Nhầm")
    with refused("không hủy riêng được"):
        acts.void(first, by=world.by, reason="Nhầm")


def test_a_decision_is_never_undone(world):
    world.lead_to(C.DECIDED)
    step = world.case.steps.get(stage=C.DECIDED)
    with refused("Quyết định thành lập không rút lại được"):
        acts.void(step, by=world.by, reason="Nhầm")
    assert world.case.founding.outreach_cases.get() == world.case


def test_a_returned_dossier_is_submitted_again(world):
    world.lead_to(C.SUBMITTED)
    world.go(C.DOSSIER, DAY, note="Thiếu chữ ký của chủ doanh nghiệp")
    world.go(C.SUBMITTED, DAY + dt.timedelta(days=2))
    assert world.stages()[-3:] == [
        ("dossier", "submitted"),
        ("submitted", "dossier"),
        ("dossier", "submitted"),
    ]


def test_what_rests_is_taken_up_again(world):
    world.lead_to(C.DEFERRED)
    world.go(C.OUTREACH, DAY)
    assert stages.stage_of(world.case) == C.OUTREACH


def test_who_left_the_list_comes_back_to_it(world):
    world.lead_to(C.EXCLUDED)
    world.go(C.LISTED, DAY)
    assert stages.stage_of(world.case) == C.LISTED


def test_a_voided_case_takes_nothing(world):
    case = OutreachCaseFactory()
    case.void(by=world.by, reason="Nhầm")
    with refused("Hồ sơ này đã bị hủy"):
        acts.go(case=case, stage=C.SURVEYED, happened_on=DAY, by=world.by)
