"""What the clerk types of a branch's year is kept, found again and voided."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.tests.desk import REQUIRED, Answer
from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    InspectionFollowUp,
    Meeting,
    SteeringCommittee,
    SteeringSeat,
)
from branches.tests.work import MET, SIGNED

SAVED = Answer({}, is_saved=True)


def test_new_meeting_is_kept_with_the_enterprises_that_came(desk, work):
    typed = {
        "branch": work.branch.pk,
        "kind": "dialogue",
        "held_on": "05/10/2021",
        "minutes": "120",
        "due": "10",
        "present": "8",
        "excused": "2",
        "enterprises": [work.host.enterprise_id, work.guest.enterprise_id],
        "quality": "good",
    }
    assert desk.save(Meeting, **typed) == SAVED
    row = Meeting.objects.get(kind="dialogue")
    assert (row.held_on, row.absent, row.quality) == (dt.date(2021, 10, 5), 0, "good")
    assert set(row.enterprises.all()) == {work.host.enterprise, work.guest.enterprise}


def test_new_congress_is_kept(desk, work):
    typed = {"branch": work.branch.pk, "term": "2022–2025", "held_on": "01/12/2022"}
    typed |= {"ordinal": "4", "summoned": "12", "present": "12"}
    assert desk.save(Congress, **typed) == SAVED
    row = Congress.objects.get(ordinal=4)
    assert (row.term, row.present, row.approved_on) == ("2022–2025", 12, None)


def test_new_inspection_is_kept_with_its_follow_ups(desk, work):
    typed = {
        "branch": work.branch.pk,
        "kind": "routine",
        "topic": "Sinh hoạt chi bộ",
        "began_on": "01/09/2021",
        "follow_ups-0-content": "Ghi biên bản",
        "follow_ups-0-due_on": "01/10/2021",
        "follow_ups-1-content": "Họp đủ",
        "follow_ups-1-due_on": "01/11/2021",
    }
    assert desk.save(Inspection, **typed) == SAVED
    row = Inspection.objects.get(kind="routine")
    assert (row.inspector, row.concluded_on) == (None, None)
    assert [each.content for each in row.follow_ups.all()] == ["Ghi biên bản", "Họp đủ"]


def test_new_regulation_follows_the_old_one(desk, work):
    assert desk.save(CoordinationRegulation, work.regulation, ended_on="01/01/2022")
    typed = {
        "branch": work.branch.pk,
        "enterprise": work.host.enterprise_id,
        "counterpart": "board",
        "signed_on": "20/12/2021",
        "started_on": "01/01/2022",
        "on_funding": "on",
    }
    assert desk.save(CoordinationRegulation, **typed) == SAVED
    row = CoordinationRegulation.objects.get(counterpart="board")
    assert (row.on_funding, row.on_labour, row.review_months) == (True, False, 12)


def test_head_steps_down_and_the_next_one_up_in_one_go(desk, work):
    typed = {
        "seats-0-ended_on": "01/07/2021",
        "seats-1-full_name": "Trần Thị Hai",
        "seats-1-role": "head",
        "seats-1-agency": work.seat.agency_id,
        "seats-1-started_on": "01/07/2021",
    }
    assert desk.save(SteeringCommittee, work.steering, **typed) == SAVED
    day = dt.date(2021, 7, 1)
    seats = SteeringSeat.objects.values_list("full_name", "started_on", "ended_on")
    assert list(seats) == [
        ("Nguyễn Văn Trưởng", SIGNED, day),
        ("Trần Thị Hai", day, None),
    ]


def test_new_steering_committee_is_kept_with_its_seats(desk, work):
    typed = {
        "committee": work.upper.pk,
        "number": "1-QĐ/QU",
        "started_on": "01/01/2021",
        "seats-0-full_name": "Lê Một",
        "seats-0-role": "head",
        "seats-0-started_on": "01/01/2021",
        "seats-1-full_name": "Lê Hai",
        "seats-1-role": "clerk",
        "seats-1-started_on": "01/01/2021",
    }
    assert desk.save(SteeringCommittee, **typed) == SAVED
    row = SteeringCommittee.objects.get(committee=work.upper)
    assert (row.name, row.seats.count()) == ("Ban Chỉ đạo 09", 2)


def void(desk, row, reason):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_delete"
    url = reverse(name, args=[row.pk])
    return desk.client.get(url), desk.client.post(url, {"reason": reason})


@pytest.mark.parametrize(
    ("owner", "part", "named"),
    [
        ("inspection", "follow_up", "việc khắc phục sau kết luận"),
        ("steering", "seat", "thành viên Ban Chỉ đạo"),
    ],
)
def test_row_is_voided_with_its_parts_and_says_so(owner, part, named, desk, work):
    owner, part = getattr(work, owner), getattr(work, part)
    asked, answer = void(desk, owner, "Nhập trùng")
    assert asked.context["parts"] == [(named, 1)]
    assert answer.status_code == 302
    for row in (owner, part):
        assert not type(row).objects.exists()
        kept = type(row).every.get()
        assert (kept.voided_by, kept.void_reason) == (desk.user, "Nhập trùng")


@pytest.mark.parametrize("row", ["meeting", "congress", "regulation", "inspection"])
def test_row_is_not_voided_without_a_reason(row, desk, work):
    row = getattr(work, row)
    _, answer = void(desk, row, "  ")
    assert answer.context["form"].errors == {"reason": [REQUIRED]}
    assert type(row).objects.filter(pk=row.pk).exists()


def test_voided_meeting_frees_its_day(desk, work):
    void(desk, work.meeting, "Nhập nhầm")
    typed = {"branch": work.branch.pk, "kind": "regular", "held_on": f"{MET:%d/%m/%Y}"}
    assert desk.save(Meeting, **typed) == SAVED
    assert Meeting.objects.get(branch=work.branch).topic == ""


LISTS = {
    Meeting: "meeting",
    Congress: "congress",
    Inspection: "inspection",
    CoordinationRegulation: "regulation",
    SteeringCommittee: "steering",
}


@pytest.mark.parametrize("model", LISTS)
@pytest.mark.parametrize("word", ["", "{work.branch.name}", "{work.branch.code}"])
def test_list_finds_a_branch_by_its_name(model, word, desk, work):
    address = reverse(f"admin:branches_{model._meta.model_name}_changelist")
    found = desk.client.get(address, {"q": word.format(work=work)})
    row = getattr(work, LISTS[model])
    is_of_branch = hasattr(row, "branch") or not word
    assert (row in found.context["cl"].result_list) is is_of_branch


def test_follow_up_of_another_inspection_is_left_alone(desk, work):
    other = InspectionFollowUp.objects.create(
        inspection=Inspection.objects.create(
            kind="routine", branch=work.branch, topic="Khác", began_on=MET
        ),
        content="Việc khác",
        due_on=MET,
    )
    typed = {"follow_ups-0-id": str(other.pk), "follow_ups-0-content": "Đổi"}
    desk.save(Inspection, work.inspection, **typed)
    other.refresh_from_db()
    assert (other.content, other.inspection.topic) == ("Việc khác", "Khác")
