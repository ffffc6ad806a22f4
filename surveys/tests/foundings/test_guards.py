"""What no founding may pass: each refused in words, nothing written."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import LogEvent
from branches.models import Rule
from branches.tests.factories import CommitteeFactory
from enterprises.models import EnterpriseStatus
from members import actions
from members.actions import NotPossibleError
from surveys.foundings import acts
from surveys.models import CaseStage, CaseStep, FoundingPerson
from surveys.tests.factories import (
    CaseStepFactory,
    FoundingPersonFactory,
    OutreachCaseFactory,
)
from surveys.tests.foundings.people import ANNOUNCED, DECIDED, OPENED, clerk

OTHER_DAY = dt.date(2021, 8, 1)


def refused(write, text):
    """The act raises these words, and the log has not grown."""
    before = LogEvent.objects.count()
    with pytest.raises(NotPossibleError) as refusal:
        write()
    assert text in str(refusal.value)
    assert LogEvent.objects.count() == before


def stand_at(world, stage):
    """The case as it stood at the stage: nothing after it."""
    steps = list(world.case.steps.order_by("pk"))
    later = False
    for step in steps:
        if later:
            CaseStep.objects.filter(pk=step.pk).update(
                voided_at=dt.datetime.now(dt.UTC)
            )
        later = later or step.stage == stage


@pytest.mark.parametrize(
    "stage", ["listed", "surveyed", "candidate", "outreach", "agreed", "dossier"]
)
def test_founding_before_the_case_was_submitted_is_refused(world, stage):
    stand_at(world, stage)
    label = CaseStage(stage).label
    refused(world.found, f"Hồ sơ đang ở giai đoạn “{label}”: chỉ ghi quyết định")


@pytest.mark.parametrize("stage", ["watch", "deferred", "excluded"])
def test_founding_from_beside_the_way_is_refused(world, stage):
    CaseStepFactory(
        case=world.case,
        stage=stage,
        happened_on=DECIDED,
        reason="other",
        review_on=ANNOUNCED,
    )
    refused(world.found, f"giai đoạn “{CaseStage(stage).label}”")


def test_second_founding_of_a_case_is_refused_as_never_undone(world):
    world.found()
    words = "sửa bằng một biến động tổ chức (đổi tên, sáp nhập, chia tách, giải thể)"
    refused(lambda: world.found(code="CB901"), words)
    acts.announce(case=world.case, ceremony_on=ANNOUNCED, by=world.clerk)
    refused(lambda: world.found(code="CB901"), words)


def status(world, kind):
    EnterpriseStatus.objects.create(
        enterprise=world.enterprise, status=kind, started_on=OPENED
    )


FACTS = {
    "code": (lambda w: {"code": w.one.code}, "Mã chi bộ này đã có trong sổ."),
    "issuer": (
        lambda w: {"issuer": CommitteeFactory(executive="Đảng ủy X")},
        "Đảng ủy X không phải cấp ủy ra quyết định",
    ),
    "before submitted": (
        lambda w: {"decided_on": OTHER_DAY},
        "Ngày quyết định trước ngày trình hồ sơ 20/08/2021.",
    ),
    "future": (
        lambda w: {"decided_on": dt.date(2022, 1, 15)},
        "Ngày không được ở tương lai (hôm nay là 14/01/2022).",
    ),
    "ceremony first": (
        lambda w: {"ceremony_on": OTHER_DAY},
        "Ngày công bố trước ngày quyết định 01/09/2021.",
    ),
    "ceremony in future": (
        lambda w: {"ceremony_on": dt.date(2022, 1, 15)},
        "Ngày không được ở tương lai",
    ),
    "other has a branch": (
        lambda w: {"others": [w.one.enterprise_links.get().enterprise]},
        "đã có Chi bộ",
    ),
    "union twice": (
        lambda w: {"organisations": [{"kind": "trade_union"}] * 2},
        "đã có Công đoàn cơ sở từ 01/09/2021.",
    ),
}


@pytest.mark.parametrize("what", FACTS)
def test_wrong_decision_is_refused(world, what):
    facts, text = FACTS[what]
    typed = facts(world)
    refused(lambda: world.found(**typed), text)


def test_committee_above_may_decide(world):
    assert world.found(issuer=world.upper).events_as_successor.get().issuer == (
        world.upper
    )


@pytest.mark.parametrize(
    "kind", [k for k in EnterpriseStatus.Status if k != "operating"]
)
def test_enterprise_that_does_not_work_is_refused(world, kind):
    status(world, kind)
    refused(world.found, f"ghi “{kind.label}”: chỉ thành lập chi bộ ở doanh nghiệp")


def test_enterprise_that_works_is_not_refused(world):
    status(world, "operating")
    assert world.found()


def test_enterprise_with_a_branch_is_refused(world):
    world.two.enterprise_links.create(
        enterprise=world.enterprise, started_on=OPENED, is_host=False
    )
    refused(world.found, f"{world.enterprise} đã có {world.two}.")


def test_closed_case_is_refused(world):
    world.case.closed_on = DECIDED
    world.case.save()
    refused(world.found, "Hồ sơ vận động đã khép ngày 01/09/2021.")


def test_missing_required_paper_is_refused(world):
    paper = world.case.papers.first()
    paper.void(by=None, reason="Nhầm")
    refused(world.found, f"Còn thiếu: {paper.item}")


def test_paper_that_came_after_the_decision_is_refused(world):
    paper = world.case.papers.first()
    paper.received_on = ANNOUNCED
    paper.save()
    refused(world.found, f"Còn thiếu: {paper.item}")


def drop(*people):
    for person in people:
        person.void(by=None, reason="Rút")


def test_two_official_people_are_too_few(world):
    drop(world.outsider)
    refused(world.found, "Có 2 đảng viên chính thức, cần ít nhất 3")


def test_least_number_is_the_rule_of_the_day(world):
    Rule.objects.filter(code="min_official").update(ended_on=DECIDED)
    Rule.objects.create(
        code="min_official", value=4, unit="count", started_on=DECIDED, source="QĐ mới"
    )
    refused(world.found, "Có 3 đảng viên chính thức, cần ít nhất 4")


def test_day_without_the_rule_is_refused(world):
    Rule.objects.filter(code="min_official").update(ended_on=OPENED)
    refused(world.found, "Chưa có quy định “Số đảng viên chính thức tối thiểu”")


def test_official_by_papers_that_came_later_does_not_count(world):
    spell = world.members[1].spells.get()
    spell.recognised_on = ANNOUNCED  # counts as official only from then on
    spell.save()
    refused(world.found, "Có 2 đảng viên chính thức, cần ít nhất 3")


def test_somebody_from_outside_who_is_not_official_yet_does_not_count(world):
    world.outsider.official_on = None
    world.outsider.save()
    refused(world.found, "Có 2 đảng viên chính thức")


def test_somebody_who_is_no_member_any_more_is_refused(world):
    placement = world.members[1].placements.get()
    actions.leave(placement=placement, on=OTHER_DAY, reason="expelled")
    refused(world.found, f"{world.members[1]} không là đảng viên ngày 01/09/2021")


def test_person_without_paper_is_refused(world):
    world.people[1].paper_number = ""
    world.people[1].save()
    refused(world.found, f"{world.members[1]} chưa có số giấy giới thiệu")


def test_person_of_another_open_case_is_refused(world):
    other = OutreachCaseFactory()
    world.name(world.members[1], case=other)
    words = f"{world.members[1]} đã có tên trong hồ sơ của {other.enterprise}"
    refused(world.found, words)
    other.closed_on = DECIDED
    other.save()
    assert world.found()


def test_outsider_of_another_open_case_is_refused(world):
    other = OutreachCaseFactory()
    FoundingPersonFactory(
        case=other, full_name="lê thị NGOÀI", born_on=world.outsider.born_on
    )
    refused(world.found, f"đã có tên trong hồ sơ của {other.enterprise}")


def test_without_a_secretary_is_refused(world):
    world.people[0].role = ""
    world.people[0].save()
    refused(world.found, "Chưa dự kiến ai làm bí thư")


def test_probationer_as_officer_is_refused(world):
    world.people[2].role = FoundingPerson.Role.DEPUTY
    world.people[2].save()
    refused(
        world.found,
        f"{world.probationer} còn dự bị, không giữ được chức vụ “phó bí thư”",
    )


def test_committee_below_nine_official_is_refused(world):
    world.people[1].role = FoundingPerson.Role.COMMITTEE
    world.people[1].save()
    refused(world.found, "Có 3 đảng viên chính thức mà ghi 1 cấp ủy viên")


def test_committee_from_nine_official_on_is_taken(world):
    world.people[1].role = FoundingPerson.Role.COMMITTEE
    world.people[1].save()
    for _ in range(6):
        world.name(world.official(world.two))
    roles = world.found().positions.values_list("role", flat=True)
    assert sorted(roles) == ["committee", "secretary"]


def test_person_who_came_to_the_branch_later_is_refused(world):
    placement = world.members[1].placements.get()
    actions.move(placement=placement, to=world.two, on=ANNOUNCED)
    refused(world.found, "chỉ chuyển đi được từ ngày sau đó")


def test_announcing_before_the_decision_is_refused(world):
    refused(
        lambda: acts.announce(case=world.case, ceremony_on=DECIDED, by=world.clerk),
        "Hồ sơ đang ở giai đoạn “Đã trình”: chỉ công bố được sau",
    )


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (OTHER_DAY, "Ngày công bố trước ngày quyết định 01/09/2021."),
        (dt.date(2022, 2, 1), "Ngày không được ở tương lai"),
    ],
)
def test_wrong_day_of_the_ceremony_is_refused(world, day, text):
    world.found()
    refused(
        lambda: acts.announce(case=world.case, ceremony_on=day, by=world.clerk), text
    )


def test_second_announcing_is_refused(world):
    world.found()
    acts.announce(case=world.case, ceremony_on=ANNOUNCED, by=world.clerk)
    refused(
        lambda: acts.announce(case=world.case, ceremony_on=ANNOUNCED, by=world.clerk),
        "giai đoạn “Đã công bố”",
    )


def test_dossier_of_a_founded_case_stays(world):
    world.found()
    item = world.case.papers.first().item
    words = "thành phần hồ sơ không sửa nữa"
    by = {"case": world.case, "by": world.clerk}
    refused(lambda: acts.tick(**by, item=item, received_on=DECIDED), words)
    refused(lambda: acts.name_person(**by, person=world.outsider, role=""), words)
    world.outsider.refresh_from_db()
    refused(lambda: acts.take_out(world.outsider, by=world.clerk, reason="x"), words)


@pytest.mark.parametrize("right", acts.FOUND)
def test_who_lacks_one_right_founds_nothing(world, right):
    rights = [r for r in acts.FOUND if r != right]
    someone = clerk("khac", world.own, rights)
    with pytest.raises(PermissionDenied):
        world.found(by=someone)
    with pytest.raises(PermissionDenied):
        acts.announce(case=world.case, ceremony_on=ANNOUNCED, by=someone)


def test_who_only_reads_keeps_no_dossier(world):
    reader = clerk("doc", world.own, ["surveys.view_outreachcase"])
    item = world.case.papers.first().item
    for write in (
        lambda: acts.tick(case=world.case, item=item, received_on=DECIDED, by=reader),
        lambda: acts.name_person(case=world.case, by=reader, full_name="A"),
        lambda: acts.take_out(world.outsider, by=reader, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            write()
