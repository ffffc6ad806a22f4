"""The table of the way: all pairs from × to, and every guard, said in words."""

import datetime as dt

import pytest

from branches.models import Committee, Rule
from branches.tests.factories import CommitteeFactory
from enterprises.models import Headcount
from hoangmai_party import clock
from members.actions import NotPossibleError
from members.tests.factories import MemberFactory, SpellFactory
from surveys.cases import acts, stages
from surveys.cases.stages import SKIPS, WAY, C
from surveys.models import FoundingPaper, SurveyRecord, Visit
from surveys.tests.cases.world import D
from surveys.tests.factories import FoundingItemFactory, FoundingPersonFactory

# organisation.md §3.5, column "Leave to", typed again from the paper.
LEAVE_TO = {
    "listed": {"surveyed", "excluded"},
    "surveyed": {"candidate", "watch", "excluded"},
    "watch": {"candidate", "excluded"},
    "candidate": {"outreach"},
    "outreach": {"agreed", "deferred"},
    "agreed": {"dossier", "deferred"},
    "dossier": {"submitted", "deferred"},
    "submitted": {"decided", "dossier"},
    "decided": {"announced"},
    "announced": set(),
    "deferred": {"outreach"},
    "excluded": {"listed"},
}
# "Visiting before 4 is allowed": with a note.
BEFORE_CANDIDATE = {"listed", "surveyed", "watch"}
PAIRS = [(a, b) for a in C for b in C]
DAY = D(2021, 5, 1)


def test_the_way_is_the_table():
    assert {a: {*to} for a, to in WAY.items()} == LEAVE_TO
    assert dict.fromkeys(BEFORE_CANDIDATE, (C.OUTREACH,)) == SKIPS


@pytest.mark.parametrize(("a", "b"), PAIRS, ids=lambda s: s.value)
def test_pair(world, a, b):
    case = world.put(a)
    before = world.stages()
    said = {"note": "Vì sao", "reason": "moved", "review_on": D(2021, 12, 1)}
    if b == C.DECIDED:
        said["founding"] = world.found(DAY)
    if b == C.ANNOUNCED and case.founding:
        case.founding.ceremony_on = DAY
    no = stages.refusal(case, b, happened_on=DAY, **said)
    is_skip = a in BEFORE_CANDIDATE and b == C.OUTREACH
    if b in LEAVE_TO[a] or is_skip:
        assert no == ""
        return
    assert f"“{a.label}”" in no
    assert a == b or f"“{b.label}”" in no
    said.pop("founding", None)
    with pytest.raises(NotPossibleError):
        acts.go(case=case, stage=b, happened_on=DAY, by=world.by, **said)
    assert world.stages() == before


@pytest.mark.parametrize("stage", C, ids=lambda s: s.value)
def test_open_stages_are_the_table(world, stage):
    case = world.put(stage)
    skips = {"outreach"} if stage in BEFORE_CANDIDATE else set()
    assert {*stages.open_stages(case, DAY)} == LEAVE_TO[stage] | skips


def test_open_stages_of_a_day(world):
    case = world.lead_to(C.OUTREACH)
    assert stages.open_stages(case, D(2021, 3, 31)) == (
        C.SURVEYED,
        C.EXCLUDED,
        C.OUTREACH,
    )


def no(world, to, day=DAY, **said):
    world.case.refresh_from_db()
    return stages.refusal(world.case, to, happened_on=day, **said)


def test_no_step_in_the_future(world):
    with clock.fixed(D(2021, 4, 30)):
        assert no(world, C.SURVEYED, DAY) == (
            "Ngày không được ở tương lai (hôm nay là 30/04/2021)."
        )
        assert no(world, C.SURVEYED, D(2021, 4, 30)) == ""


def test_no_step_before_the_case(world):
    assert no(world, C.SURVEYED, D(2021, 2, 28)) == (
        "Ngày không được trước ngày mở hồ sơ 01/03/2021."
    )


def test_no_step_before_the_one_before_it(world):
    world.lead_to(C.SURVEYED)
    assert no(world, C.WATCH, D(2021, 4, 1)) == (
        "Ngày không được trước bước “Đã khảo sát, 02/04/2021”."
    )
    assert no(world, C.WATCH, D(2021, 4, 2)) == ""


def test_nothing_after_closing(world):
    world.lead_to(C.ANNOUNCED)
    acts.close(case=world.case, closed_on=DAY, by=world.by)
    assert (
        no(world, C.LISTED) == "Hồ sơ đã khép ngày 01/05/2021: không chuyển được nữa."
    )
    assert stages.open_stages(world.case, DAY) == WAY[C.ANNOUNCED]
    world.case.refresh_from_db()
    assert stages.open_stages(world.case, DAY) == ()


@pytest.mark.parametrize("stage", sorted(BEFORE_CANDIDATE))
def test_a_skip_without_note_is_refused(world, stage):
    world.lead_to(C(stage))
    assert no(world, C.OUTREACH) == (
        f"Bỏ qua bước giữa “{C(stage).label}” và “Đang vận động” phải nói vì sao "
        "ở ghi chú."
    )


def test_surveyed_needs_a_record_by_its_day(world):
    SurveyRecord.objects.update(surveyed_on=D(2021, 5, 2))
    assert no(world, C.SURVEYED) == (
        "Chưa có phiếu khảo sát nào của doanh nghiệp này đến ngày 01/05/2021."
    )
    assert no(world, C.SURVEYED, D(2021, 5, 2)) == ""


def test_only_sources_are_watched(world):
    world.lead_to(C.SURVEYED)
    SurveyRecord.objects.update(result="stopped")
    assert no(world, C.WATCH) == (
        "Phiếu khảo sát gần nhất xếp loại “Ngừng hoạt động, giải thể”: chỉ theo dõi, "
        "bồi dưỡng nguồn khi xếp loại “Có 1–2 đảng viên”, “Có nguồn phát triển”, "
        "“Chưa có nguồn”."
    )
    SurveyRecord.objects.update(result="near_eligible")
    assert no(world, C.WATCH) == ""


def test_too_few_official_members_are_no_candidate(world):
    world.lead_to(C.SURVEYED)
    world.case.people.update(voided_at=dt.datetime.now(dt.UTC))
    SurveyRecord.objects.update(members_official=2)
    assert no(world, C.CANDIDATE) == (
        "Chưa đủ điều kiện: cần ít nhất 3 đảng viên chính thức, số liệu mới nhất đến "
        "01/05/2021 là 2."
    )


def test_a_newer_headcount_makes_a_candidate(world):
    test_too_few_official_members_are_no_candidate(world)
    row = {"enterprise": world.case.enterprise, "members_official": 3}
    Headcount.objects.create(counted_on=D(2021, 5, 2), **row)
    assert no(world, C.CANDIDATE) != ""
    Headcount.objects.create(counted_on=D(2021, 4, 20), **row)
    assert no(world, C.CANDIDATE) == ""


def test_an_older_headcount_makes_no_candidate(world):
    test_too_few_official_members_are_no_candidate(world)
    Headcount.objects.create(
        enterprise=world.case.enterprise,
        counted_on=D(2021, 2, 20),
        members_official=9,
    )
    assert no(world, C.CANDIDATE) != ""


def test_named_people_make_a_candidate(world):
    world.lead_to(C.SURVEYED)
    SurveyRecord.objects.update(members_official=None)
    assert no(world, C.CANDIDATE) == ""


def test_the_least_number_is_the_rule_of_the_day(world):
    world.lead_to(C.SURVEYED)
    rule = Rule.objects.get(code=Rule.Code.MIN_OFFICIAL)
    Rule.objects.filter(pk=rule.pk).update(value=5)
    assert no(world, C.CANDIDATE).startswith("Chưa đủ điều kiện: cần ít nhất 5")
    Rule.objects.filter(pk=rule.pk).update(ended_on=D(2021, 4, 30))
    assert no(world, C.CANDIDATE).startswith(
        "Chưa có quy định “Số đảng viên chính thức tối thiểu” cho ngày 01/05/2021"
    )


def test_outreach_needs_a_visit_by_its_day(world):
    world.lead_to(C.CANDIDATE)
    Visit.objects.update(visited_on=D(2021, 5, 2))
    assert no(world, C.OUTREACH) == (
        "Chưa ghi lần gặp gỡ nào đến ngày 01/05/2021: hãy ghi lần gặp trước."
    )
    assert no(world, C.OUTREACH, D(2021, 5, 2)) == ""


def test_agreed_needs_an_owner_who_agrees(world):
    world.lead_to(C.OUTREACH)
    Visit.objects.update(attitude="considering")
    assert no(world, C.AGREED) == (
        "Lần gặp gần nhất đến ngày 01/05/2021 chưa ghi thái độ “Đồng ý”."
    )


def test_an_owner_who_thought_again_has_not_agreed(world):
    world.lead_to(C.OUTREACH)
    later = {"case": world.case, "visited_on": D(2021, 4, 20), "met": "owner"}
    Visit.objects.create(**later)
    assert no(world, C.AGREED) == ""
    Visit.objects.create(attitude="opposed", **later)
    assert no(world, C.AGREED) != ""


def test_submitted_needs_every_required_paper(world):
    world.lead_to(C.DOSSIER)
    first, second, *_ = FoundingPaper.objects.order_by("item__order")
    FoundingPaper.objects.filter(pk=first.pk).update(received_on=D(2021, 5, 2))
    second.void(by=world.by, reason="Nhầm")
    assert no(world, C.SUBMITTED) == (
        f"Hồ sơ còn thiếu giấy tờ bắt buộc: “{first.item}”, “{second.item}”."
    )


def test_only_items_of_the_body_and_day_are_asked(world):
    world.lead_to(C.DOSSIER)
    other = CommitteeFactory(code="KHAC")
    FoundingItemFactory(committee=other, name="Của nơi khác")
    FoundingItemFactory(is_required=False, name="Không bắt buộc")
    FoundingItemFactory(started_on=D(2021, 5, 2), name="Chưa áp dụng")
    assert no(world, C.SUBMITTED) == ""
    FoundingItemFactory(committee=Committee.objects.own(), name="Riêng của Khối")
    assert no(world, C.SUBMITTED) == (
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
    assert no(world, C.SUBMITTED) == (
        "Cần ít nhất 3 đảng viên chính thức ghi rõ tên trong danh sách, ngày "
        "01/05/2021 mới có 2."
    )
    FoundingPersonFactory(case=world.case, member=official(), full_name="")
    assert no(world, C.SUBMITTED) == ""


NOT_OFFICIAL = {
    "probationary": {"official_on": None, "recognised_on": None},
    "recognised later": {"recognised_on": D(2021, 5, 2)},
    "no longer a member": {"ended_on": DAY, "end_reason": "resigned"},
}


@pytest.mark.parametrize("what", NOT_OFFICIAL)
def test_who_is_not_official_that_day_does_not_count(world, what):
    _only(world, official(), official(), official(**NOT_OFFICIAL[what]))
    assert no(world, C.SUBMITTED).endswith("mới có 2.")


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
    assert no(world, C.SUBMITTED).endswith("mới có 2.")


def test_somebody_from_outside_counts_from_the_official_day(world):
    _only(world, official(), official())
    person = FoundingPersonFactory(case=world.case, official_on=D(2021, 5, 2))
    assert no(world, C.SUBMITTED).endswith("mới có 2.")
    person.official_on = DAY
    person.save()
    assert no(world, C.SUBMITTED) == ""


def test_a_returned_dossier_needs_its_reason(world):
    world.lead_to(C.SUBMITTED)
    assert no(world, C.DOSSIER) == "Hồ sơ bị trả lại phải ghi lý do ở ghi chú."
    assert no(world, C.DOSSIER, note="Thiếu chữ ký") == ""


def test_decided_comes_with_the_founding_alone(world):
    world.lead_to(C.SUBMITTED)
    assert no(world, C.DECIDED) == (
        "“Có quyết định thành lập” chỉ được ghi khi lập quyết định thành lập chi bộ "
        "của hồ sơ này."
    )
    with pytest.raises(NotPossibleError, match="chỉ được ghi khi lập quyết định"):
        acts.go(case=world.case, stage=C.DECIDED, happened_on=DAY, by=world.by)
    assert no(world, C.DECIDED, founding=world.found(D(2021, 4, 30))) == (
        "Ngày của bước này là ngày quyết định thành lập."
    )


def test_announced_needs_the_day_of_the_ceremony(world):
    case = world.lead_to(C.DECIDED)
    assert no(world, C.ANNOUNCED) == (
        "Ngày của bước này là ngày lễ công bố 10/04/2021."
    )
    case.founding.ceremony_on = None
    case.founding.save()
    assert no(world, C.ANNOUNCED) == (
        "Chưa ghi ngày lễ công bố quyết định thành lập chi bộ."
    )


LACKING = {
    "no reason to rest": (C.DEFERRED, {}, "“Tạm dừng vận động” phải ghi lý do."),
    "no day to look again": (
        C.DEFERRED,
        {"reason": "business"},
        "“Tạm dừng vận động” phải hẹn ngày xem lại.",
    ),
    "looked again at once": (
        C.DEFERRED,
        {"reason": "business", "review_on": DAY},
        "Ngày xem lại phải sau ngày tạm dừng.",
    ),
    "other without words": (
        C.DEFERRED,
        {"reason": "other", "review_on": D(2021, 6, 1)},
        "“Lý do khác” phải nói rõ ở ghi chú.",
    ),
    "no reason to leave": (C.EXCLUDED, {}, "“Đưa ra khỏi danh sách” phải ghi lý do."),
}


@pytest.mark.parametrize("what", LACKING)
def test_what_a_step_must_say(world, what):
    to, said, words = LACKING[what]
    world.lead_to(C.OUTREACH if to == C.DEFERRED else C.LISTED)
    assert no(world, to, **said) == words
