"""Every guard of the table, said in words."""

import datetime as dt

import pytest

from branches.models import Committee, Rule
from branches.tests.factories import CommitteeFactory
from enterprises.models import Headcount
from members.actions import NotPossibleError
from members.tests.factories import MemberFactory, SpellFactory
from surveys.cases import acts
from surveys.cases.stages import C
from surveys.models import FoundingPaper, SurveyRecord, Visit
from surveys.tests.cases.world import ASKED, D
from surveys.tests.factories import FoundingItemFactory, FoundingPersonFactory

DAY = ASKED


def test_surveyed_needs_a_record_by_its_day(world):
    SurveyRecord.objects.update(surveyed_on=D(2021, 5, 2))
    assert world.no(C.SURVEYED) == (
        "Chưa có phiếu khảo sát nào của doanh nghiệp này đến ngày 01/05/2021."
    )
    assert world.no(C.SURVEYED, D(2021, 5, 2)) == ""


def test_only_sources_are_watched(world):
    world.lead_to(C.SURVEYED)
    SurveyRecord.objects.update(result="stopped")
    assert world.no(C.WATCH) == (
        "Phiếu khảo sát gần nhất xếp loại “Ngừng hoạt động, giải thể”: chỉ theo dõi, "
        "bồi dưỡng nguồn khi xếp loại “Có 1–2 đảng viên”, “Có nguồn phát triển”, "
        "“Chưa có nguồn”."
    )
    SurveyRecord.objects.update(result="near_eligible")
    assert world.no(C.WATCH) == ""


def test_too_few_official_members_are_no_candidate(world):
    world.lead_to(C.SURVEYED)
    world.case.people.update(voided_at=dt.datetime.now(dt.UTC))
    SurveyRecord.objects.update(members_official=2)
    assert world.no(C.CANDIDATE) == (
        "Chưa đủ điều kiện: cần ít nhất 3 đảng viên chính thức, số liệu mới nhất đến "
        "01/05/2021 là 2."
    )


def test_a_newer_headcount_makes_a_candidate(world):
    test_too_few_official_members_are_no_candidate(world)
    row = {"enterprise": world.case.enterprise, "members_official": 3}
    Headcount.objects.create(counted_on=D(2021, 5, 2), **row)
    assert world.no(C.CANDIDATE) != ""
    Headcount.objects.create(counted_on=D(2021, 4, 20), **row)
    assert world.no(C.CANDIDATE) == ""


def test_an_older_headcount_makes_no_candidate(world):
    test_too_few_official_members_are_no_candidate(world)
    Headcount.objects.create(
        enterprise=world.case.enterprise,
        counted_on=D(2021, 2, 20),
        members_official=9,
    )
    assert world.no(C.CANDIDATE) != ""


def test_named_people_make_a_candidate(world):
    world.lead_to(C.SURVEYED)
    SurveyRecord.objects.update(members_official=None)
    assert world.no(C.CANDIDATE) == ""


def test_the_least_number_is_the_rule_of_the_day(world):
    world.lead_to(C.SURVEYED)
    rule = Rule.objects.get(code=Rule.Code.MIN_OFFICIAL)
    Rule.objects.filter(pk=rule.pk).update(value=5)
    assert world.no(C.CANDIDATE).startswith("Chưa đủ điều kiện: cần ít nhất 5")
    Rule.objects.filter(pk=rule.pk).update(ended_on=D(2021, 4, 30))
    assert world.no(C.CANDIDATE).startswith(
        "Chưa có quy định “Số đảng viên chính thức tối thiểu” cho ngày 01/05/2021"
    )


def test_outreach_needs_a_visit_by_its_day(world):
    world.lead_to(C.CANDIDATE)
    Visit.objects.update(visited_on=D(2021, 5, 2))
    assert world.no(C.OUTREACH) == (
        "Chưa ghi lần gặp gỡ nào đến ngày 01/05/2021: hãy ghi lần gặp trước."
    )
    assert world.no(C.OUTREACH, D(2021, 5, 2)) == ""


def test_agreed_needs_an_owner_who_agrees(world):
    world.lead_to(C.OUTREACH)
    Visit.objects.update(attitude="considering")
    assert world.no(C.AGREED) == (
        "Lần gặp gần nhất đến ngày 01/05/2021 chưa ghi thái độ “Đồng ý”."
    )


def test_an_owner_who_thought_again_has_not_agreed(world):
    world.lead_to(C.OUTREACH)
    later = {"case": world.case, "visited_on": D(2021, 4, 20), "met": "owner"}
    Visit.objects.create(**later)
    assert world.no(C.AGREED) == ""
    Visit.objects.create(attitude="opposed", **later)
    assert world.no(C.AGREED) != ""


def test_submitted_needs_every_required_paper(world):
    world.lead_to(C.DOSSIER)
    first, second, *_ = FoundingPaper.objects.order_by("item__order")
    FoundingPaper.objects.filter(pk=first.pk).update(received_on=D(2021, 5, 2))
    second.void(by=world.by, reason="Nhầm")
    assert world.no(C.SUBMITTED) == (
        f"Hồ sơ còn thiếu giấy tờ bắt buộc: “{first.item}”, “{second.item}”."
    )


def test_only_items_of_the_body_and_day_are_asked(world):
    world.lead_to(C.DOSSIER)
    other = CommitteeFactory(code="KHAC")
    FoundingItemFactory(committee=other, name="Của nơi khác")
    FoundingItemFactory(is_required=False, name="Không bắt buộc")
    FoundingItemFactory(started_on=D(2021, 5, 2), name="Chưa áp dụng")
    assert world.no(C.SUBMITTED) == ""
    FoundingItemFactory(committee=Committee.objects.own(), name="Riêng của Khối")
    assert world.no(C.SUBMITTED) == (
        "Hồ sơ còn thiếu giấy tờ bắt buộc: “Riêng của Khối”."
    )


def _only(world, *people):
    """Name just these members in the dossier."""
    world.lead_to(C.DOSSIER)
    world.case.people.update(voided_at=dt.datetime.now(dt.UTC))
    for member in people:
        FoundingPersonFactory(case=world.case, member=member, full_name="")


def official(**facts):
    official_on = {"official_on": D(2015, 1, 1), "recognised_on": D(2015, 2, 1)}
    member = MemberFactory()
    began = {"ceremony_on": D(2014, 1, 1), "decision_on": None}
    SpellFactory(member=member, **began | official_on | facts)
    return member


def test_submitted_counts_people_not_a_number(world):
    _only(world, official(), official())
    assert world.no(C.SUBMITTED) == (
        "Cần ít nhất 3 đảng viên chính thức ghi rõ tên trong danh sách, ngày "
        "01/05/2021 mới có 2."
    )
    FoundingPersonFactory(case=world.case, member=official(), full_name="")
    assert world.no(C.SUBMITTED) == ""


NOT_OFFICIAL = {
    "probationary": {"official_on": None, "recognised_on": None},
    "recognised later": {"recognised_on": D(2021, 5, 2)},
    "no longer a member": {"ended_on": DAY, "end_reason": "resigned"},
}


@pytest.mark.parametrize("what", NOT_OFFICIAL)
def test_who_is_not_official_that_day_does_not_count(world, what):
    _only(world, official(), official(), official(**NOT_OFFICIAL[what]))
    assert world.no(C.SUBMITTED).endswith("mới có 2.")


def test_two_spells_of_one_member_count_once(world):
    twice = official(ended_on=D(2016, 1, 1), end_reason="resigned")
    SpellFactory(
        member=twice,
        decision_on=None,
        ceremony_on=D(2017, 1, 1),
        official_on=D(2018, 1, 1),
        recognised_on=D(2018, 1, 1),
    )
    _only(world, official(), twice)
    assert world.no(C.SUBMITTED).endswith("mới có 2.")


def test_somebody_from_outside_counts_from_the_official_day(world):
    _only(world, official(), official())
    person = FoundingPersonFactory(case=world.case, official_on=D(2021, 5, 2))
    assert world.no(C.SUBMITTED).endswith("mới có 2.")
    person.official_on = DAY
    person.save()
    assert world.no(C.SUBMITTED) == ""


def test_a_returned_dossier_needs_its_reason(world):
    world.lead_to(C.SUBMITTED)
    assert world.no(C.DOSSIER) == "Hồ sơ bị trả lại phải ghi lý do ở ghi chú."
    assert world.no(C.DOSSIER, note="Thiếu chữ ký") == ""


def test_decided_comes_with_the_founding_alone(world):
    world.lead_to(C.SUBMITTED)
    assert world.no(C.DECIDED) == (
        "“Có quyết định thành lập” chỉ được ghi khi lập quyết định thành lập chi bộ "
        "của hồ sơ này."
    )
    with pytest.raises(NotPossibleError, match="chỉ được ghi khi lập quyết định"):
        acts.go(case=world.case, stage=C.DECIDED, happened_on=DAY, by=world.by)
    assert world.no(C.DECIDED, founding=world.found(D(2021, 4, 30))) == (
        "Ngày của bước này là ngày quyết định thành lập."
    )


def test_announced_needs_the_day_of_the_ceremony(world):
    case = world.lead_to(C.DECIDED)
    assert world.no(C.ANNOUNCED) == ("Ngày của bước này là ngày lễ công bố 10/04/2021.")
    case.founding.ceremony_on = None
    case.founding.save()
    assert world.no(C.ANNOUNCED) == (
        "Chưa ghi ngày lễ công bố quyết định thành lập chi bộ."
    )
