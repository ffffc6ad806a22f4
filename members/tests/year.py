"""One row of each kind of a member's year, for the tests about them."""

import datetime as dt

from branches.models import Inspection, Meeting
from members.models import (
    Attendance,
    Award,
    Badge,
    BadgeRound,
    Course,
    Discipline,
    InspectedMember,
    MissedMeeting,
    Rating,
    RatingCap,
)

MET = dt.date(2021, 3, 10)  # the man still sat in the first branch
TOLD = dt.date(2021, 3, 5)
WRONG = "Vi phạm Kín Như Bưng"  # the sealed text of the man's discipline
NOT_HERE = "Ngày đó đảng viên này không sinh hoạt tại chi bộ."
NO_RULE = (
    "Chưa có quy định “Kỷ luật hết hiệu lực sau” cho ngày 05/03/2010: "
    "văn phòng bổ sung ở mục Quy định."
)


def rows_of(people):
    """{name: row}: who was missing or inspected, who learnt, was rated, honoured."""
    return (
        watched(people)
        | classes(people)
        | ratings(people)
        | honours(people)
        | discipline(people)
    )


def watched(people):
    first = {"branch": people.first}
    meeting = Meeting.objects.create(**first, kind="regular", held_on=MET)
    inspection = Inspection.objects.create(
        **first, kind="signs", topic="Đảng phí", began_on=MET
    )
    seen = {"inspection": inspection, "member": people.woman}
    return {
        "meeting": meeting,
        "missed": MissedMeeting.objects.create(meeting=meeting, member=people.man),
        "inspection": inspection,
        "inspected": InspectedMember.objects.create(**seen, has_violation=True),
    }


def classes(people):
    course = Course.objects.create(
        kind="awareness",
        name="Lớp cảm tình Đảng K1",
        organiser="Trung tâm Chính trị",
        started_on=dt.date(2021, 4, 1),
        finished_on=dt.date(2021, 4, 5),
    )
    paper = {"certificate": "12", "certified_on": dt.date(2021, 4, 10)}
    return {
        "course": course,
        "attendance": Attendance.objects.create(
            course=course, member=people.man, branch=people.first, result="absent"
        ),
        "guest": Attendance.objects.create(
            course=course,
            full_name="Lê Quần Chúng",
            born_on=dt.date(1995, 2, 1),
            branch=people.first,
            result="passed",
            **paper,
        ),
    }


def ratings(people):
    first = {"branch": people.first, "year": 2021}
    return {
        "rating": Rating.objects.create(
            **first, member=people.woman, grade="good", points=85
        ),
        "of_branch": Rating.objects.create(**first, grade="excellent"),
        "cap": RatingCap.objects.filter(subject="member").earliest("started_on"),
    }


def honours(people):
    paper = {"number": "5-QĐ/ĐU", "decided_on": dt.date(2021, 12, 20)}
    facts = {**paper, "branch": people.first}
    praise = {**facts, "kind": "commendation", "level": "body", "year": 2021}
    badge = {**facts, "years": 30, "awarded_on": dt.date(2022, 2, 3)}
    return {
        "award": Award.objects.create(
            **praise, member=people.woman, reason="Hoàn thành tốt"
        ),
        "branch_award": Award.objects.create(**praise, reason="Chi bộ tiêu biểu"),
        "badge": Badge.objects.create(**badge, member=people.woman),
        "round": BadgeRound.objects.earliest("pk"),
    }


def discipline(people):
    paper = {"body": "Đảng ủy Khối", "number": "2-QĐ/ĐU", "announced_on": TOLD}
    facts = {**paper, "branch": people.first, "decided_on": dt.date(2021, 3, 1)}
    return {
        "discipline": Discipline.objects.create(
            **facts, member=people.man, form="reprimand", content=WRONG
        ),
        "of_the_branch": Discipline.objects.create(**facts, form="warning"),
    }
