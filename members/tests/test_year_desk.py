"""What the clerk types of a member's year is kept; what is sealed is shown to nobody."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from accounts.tests.desk import REQUIRED, Answer, written
from branches.models import Inspection, Meeting, Rule
from members.models import (
    Attendance,
    Award,
    Badge,
    BadgeRound,
    Course,
    Discipline,
    InspectedMember,
    MissedMeeting,
    Position,
    Rating,
    RatingCap,
)
from members.tests.year import NO_RULE, NOT_HERE, TOLD, WRONG

SAVED = Answer({}, is_saved=True)


def test_who_was_missing_is_kept_with_the_meeting(desk, year):
    typed = {
        "branch": year.first.pk,
        "kind": "thematic",
        "held_on": "01/06/2021",
        "missed-0-member": year.man.pk,
        "missed-0-is_excused": "on",
        "missed-0-reason": "Đi công tác",
        "missed-1-member": year.woman.pk,
    }
    assert desk.save(Meeting, **typed) == SAVED
    rows = MissedMeeting.objects.filter(meeting__kind="thematic")
    assert set(rows.values_list("member", "is_excused", "reason")) == {
        (year.man.pk, True, "Đi công tác"),
        (year.woman.pk, False, ""),
    }


def test_missing_members_of_a_new_meeting_must_belong_there(desk, year):
    typed = {
        "branch": year.second.pk,
        "kind": "regular",
        "held_on": "01/06/2021",
        "missed-0-member": year.man.pk,
    }
    before = written()
    answer = desk.save(Meeting, **typed)
    assert answer == Answer({"missed-0-member": [NOT_HERE]})
    assert written() == before


def test_meeting_without_a_day_says_only_that(desk, year):
    typed = {"branch": year.first.pk, "kind": "regular", "held_on": ""}
    typed["missed-0-member"] = year.man.pk
    assert desk.save(Meeting, **typed) == Answer({"held_on": [REQUIRED]})


def test_inspected_members_are_kept_with_the_inspection(desk, year):
    typed = {
        "branch": year.first.pk,
        "kind": "discipline",
        "topic": "Thi hành kỷ luật",
        "began_on": "01/06/2021",
        "inspected-0-member": year.man.pk,
        "inspected-0-has_violation": "on",
        "inspected-1-member": year.woman.pk,
        "follow_ups-0-content": "Họp lại",
        "follow_ups-0-due_on": "01/07/2021",
    }
    assert desk.save(Inspection, **typed) == SAVED
    rows = InspectedMember.objects.filter(inspection__kind="discipline")
    assert set(rows.values_list("member", "has_violation", "needs_discipline")) == {
        (year.man.pk, True, False),
        (year.woman.pk, False, False),
    }


def test_somebody_without_a_member_row_is_kept_in_the_class(desk, year):
    typed = {
        "attendances-2-full_name": "  Phạm  Thị Mới ",
        "attendances-2-born_on": "05/09/1999",
        "attendances-2-result": "passed",
        "attendances-2-certificate": "13",
        "attendances-2-certified_on": "10/04/2021",
    }
    assert desk.save(Course, year.course, **typed) == SAVED
    row = Attendance.objects.get(certificate="13")
    assert (row.member, row.name, row.branch) == (None, "Phạm Thị Mới", None)


def test_new_class_is_kept_with_who_sat_in_it(desk, year):
    typed = {
        "kind": "theory",
        "name": "Trung cấp K2",
        "organiser": "Trường",
        "started_on": "01/09/2021",
        "finished_on": "01/12/2021",
        "attendances-0-member": year.woman.pk,
        "attendances-0-branch": year.first.pk,
        "attendances-0-result": "passed",
    }
    assert desk.save(Course, **typed) == SAVED
    assert Attendance.objects.get(course__kind="theory").name == year.woman.full_name


def test_new_rating_is_kept_with_its_day(desk, year):
    typed = {"year": "2020", "branch": year.first.pk, "member": year.woman.pk}
    typed |= {"unrated": "exempt", "points": "60,5"}
    assert desk.save(Rating, **typed) == SAVED
    row = Rating.objects.get(year=2020)
    assert (row.counts_on, str(row.points)) == (dt.date(2020, 12, 31), "60.50")
    reason = Rating.Unrated.EXEMPT.label
    assert row.result == f"không xếp loại: {reason.lower()}"


def test_cap_ends_and_the_next_begins(desk, year):
    RatingCap.objects.filter(subject="member").exclude(pk=year.cap.pk).update(
        voided_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    )
    assert desk.save(RatingCap, year.cap, ended_on="01/01/2022") == SAVED
    typed = {"subject": "member", "percent": "15,5", "base": "all", "within": "branch"}
    typed |= {"rounding": "half_up", "source": "QĐ mới", "started_on": "01/01/2022"}
    assert desk.save(RatingCap, **typed) == SAVED
    assert str(RatingCap.objects.get(source="QĐ mới").percent) == "15.50"


def test_round_award_and_badge_are_kept(desk, year):
    typed = {"name": "Đợt lẻ", "day": "1", "month": "5", "first_month": "4"}
    typed |= {"last_month": "4", "source": "HD", "started_on": "01/01/2022"}
    assert desk.save(BadgeRound, **typed) == SAVED
    paper = {"number": "8-QĐ", "decided_on": "01/02/2022", "branch": year.first.pk}
    award = {"kind": "merit", "level": "city", "reason": "Xuất sắc", "year": "2021"}
    assert desk.save(Award, **paper, **award) == SAVED
    badge = {"member": year.woman.pk, "years": "40", "awarded_on": "03/02/2022"}
    assert desk.save(Badge, **paper, **badge) == SAVED
    assert Award.objects.get(kind="merit").member is None
    assert Badge.objects.get(years=40).manner == "due"


def test_new_position_is_kept(desk, year):
    typed = {"member": year.woman.pk, "branch": year.first.pk, "role": "deputy"}
    typed |= {"basis": "elected", "started_on": "01/06/2021"}
    assert desk.save(Position, **typed) == SAVED
    assert year.woman.positions.get().branch == year.first


# Discipline


def new_discipline(year, **more):
    return {
        "branch": year.first.pk,
        "member": year.woman.pk,
        "form": "warning",
        "body": "Đảng ủy Khối",
        "number": "9-QĐ/ĐU",
        "decided_on": "01/10/2021",
        "announced_on": "15/10/2021",
        "content": "Điều Không Ai Được Biết",
        **more,
    }


@pytest.mark.parametrize(
    ("more", "lapses_on"),
    [
        ({}, dt.date(2022, 10, 15)),
        ({"form": "expulsion"}, None),
        ({"is_relapse": "on"}, None),
        ({"appealed_on": "20/10/2021"}, None),
        (
            {"appealed_on": "20/10/2021", "settled_on": "20/11/2021"},
            dt.date(2022, 10, 15),
        ),
        ({"member": "", "form": "disbanding"}, None),
    ],
)
def test_new_discipline_is_kept_with_the_day_it_lapses(more, lapses_on, desk, year):
    assert desk.save(Discipline, **new_discipline(year, **more)) == SAVED
    assert Discipline.objects.get(number="9-QĐ/ĐU").lapses_on == lapses_on


def test_settled_appeal_lets_it_lapse_again(desk, year):
    assert desk.save(Discipline, year.discipline, appealed_on="10/03/2021") == SAVED
    year.discipline.refresh_from_db()
    assert year.discipline.lapses_on is None
    assert desk.save(Discipline, year.discipline, settled_on="10/05/2021") == SAVED
    year.discipline.refresh_from_db()
    assert year.discipline.lapses_on == dt.date(2022, 3, 5)


def test_expulsion_needs_no_rule_of_its_day(desk, year):
    days = {"decided_on": "01/03/2010", "announced_on": "05/03/2010"}
    typed = new_discipline(year, form="expulsion", **days)
    assert desk.save(Discipline, **typed) == SAVED


def test_missing_rule_is_named_and_the_clerk_can_add_it(desk, year):
    days = {"decided_on": "01/03/2010", "announced_on": "05/03/2010"}
    typed = new_discipline(year, **days)
    assert desk.save(Discipline, **typed) == Answer({"announced_on": [NO_RULE]})
    rule = {"code": "discipline_lapse", "value": "6", "unit": "months"}
    rule |= {"source": "Quy định cũ", "started_on": "01/01/2000"}
    assert desk.save(Rule, **rule, ended_on="19/01/2011") == SAVED
    assert desk.save(Discipline, **typed) == SAVED
    row = Discipline.objects.get(number="9-QĐ/ĐU")
    assert row.lapses_on == dt.date(2010, 9, 5)


def page(desk, name, *args, **query):
    url = reverse(f"admin:members_discipline_{name}", args=args)
    return desk.client.get(url, query).content.decode()


def test_sealed_text_is_shown_on_its_own_page_alone(desk, year):
    desk.save(Discipline, year.discipline, content=f"{WRONG} hai")
    pk = year.discipline.pk
    assert WRONG in page(desk, "change", pk)
    for shown in (
        page(desk, "changelist"),
        page(desk, "changelist", q="Kín"),
        page(desk, "history", pk),
        page(desk, "delete", pk),
        page(desk, "export"),
        desk.client.get(reverse("admin:index")).content.decode(),
    ):
        assert "2-QĐ/ĐU" in shown or "Khiển trách" in shown or "Kỷ luật" in shown
        assert "Kín Như Bưng" not in shown


def test_search_does_not_find_by_the_sealed_text(desk, year):
    assert "2-QĐ/ĐU" in page(desk, "changelist", q="2-QĐ")
    for word in ("Kín", "Bưng", "Vi phạm"):
        assert "2-QĐ/ĐU" not in page(desk, "changelist", q=word)


def test_sealed_text_is_written_to_no_log(desk, year):
    desk.save(Discipline, year.discipline, content="Điều Không Ai Được Biết")
    year.discipline.refresh_from_db()
    assert year.discipline.content == "Điều Không Ai Được Biết"
    events = LogEvent.objects.filter(table="members_discipline", kind="update")
    change = events.latest("pk")
    assert set(change.after) >= {"content"}
    logged = str([*events.values_list("before", "after", "reason")])
    assert "Không Ai" not in logged
    assert "Kín" not in logged


def test_page_saved_unchanged_keeps_the_token(desk, year):
    events = LogEvent.objects.filter(table="members_discipline", kind="update")
    before = events.count()
    assert desk.save(Discipline, year.discipline) == SAVED
    assert events.count() == before


def test_lapse_is_shown_and_never_typed(desk, year):
    assert "05/03/2022" in page(desk, "change", year.discipline.pk)
    assert desk.save(Discipline, year.discipline, lapses_on="01/01/2030") == SAVED
    year.discipline.refresh_from_db()
    assert year.discipline.lapses_on == dt.date(2022, 3, 5)
    assert year.discipline.lapses_on > TOLD


# Voiding


@pytest.mark.parametrize(
    ("owner", "part", "count"),
    [
        ("meeting", MissedMeeting, 1),
        ("inspection", InspectedMember, 1),
        ("course", Attendance, 2),
    ],
)
def test_row_is_voided_with_its_parts_and_says_so(owner, part, count, desk, year):
    row = getattr(year, owner)
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_delete"
    url = reverse(name, args=[row.pk])
    said = desk.client.get(url).context["parts"]
    assert said == [(part._meta.verbose_name, count)]
    desk.client.post(url, {"reason": "Nhập trùng"})
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert not part.objects.exists()
    reasons = part.every.values_list("void_reason", "voided_by")
    assert set(reasons) == {("Nhập trùng", desk.user.pk)}


SEARCHED = {
    Rating: "rating",
    Award: "award",
    Badge: "badge",
    Discipline: "discipline",
    Position: "position",
}


@pytest.mark.parametrize("model", SEARCHED)
@pytest.mark.parametrize("marks", [True, False])
def test_list_finds_a_member_by_name(model, marks, desk, year):
    year.man.full_name, year.woman.full_name = "Đặng Văn Ước", "Đỗ Thị Ưa"
    for member in (year.man, year.woman):
        member.save()
    row = getattr(year, SEARCHED[model])
    word = {True: row.member.full_name, False: row.member.search.split()[0]}[marks]
    address = reverse(f"admin:members_{model._meta.model_name}_changelist")
    found = desk.client.get(address, {"q": word}).context["cl"].result_list
    assert {each.member for each in found} == {row.member}
