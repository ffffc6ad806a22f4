"""One row of each kind of the year's work, as small as it can be."""

import datetime as dt

from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    InspectionFollowUp,
    Meeting,
    SteeringCommittee,
    SteeringSeat,
)
from enterprises.models import MassOrganisation
from members.models import (
    Absence,
    Attendance,
    Award,
    Badge,
    Course,
    Discipline,
    Exemption,
    InspectedMember,
    Rating,
    Transfer,
)

JUNE = dt.date(2021, 6, 15)


def meeting(branch, day=JUNE, kind="regular", **facts):
    return Meeting.objects.create(branch=branch, kind=kind, held_on=day, **facts)


def congress(branch, day=JUNE, **facts):
    facts = {"term": "2021–2023", **facts}
    return Congress.objects.create(branch=branch, held_on=day, **facts)


def regulation(branch, day=JUNE, **facts):
    host = branch.enterprise_links.get(is_host=True).enterprise
    return CoordinationRegulation.objects.create(
        branch=branch,
        enterprise=host,
        counterpart="owner",
        signed_on=day,
        started_on=day,
        **facts,
    )


def inspection(branch, day=JUNE, kind="compliance", member=None, **facts):
    row = Inspection.objects.create(
        branch=branch, kind=kind, topic="Thu, nộp đảng phí", began_on=day, **facts
    )
    InspectionFollowUp.objects.create(
        inspection=row, content="Bổ sung sổ", due_on=day + dt.timedelta(days=60)
    )
    if member:
        InspectedMember.objects.create(inspection=row, member=member)
    return row


def course(day=JUNE, kind="awareness", **facts):
    facts = {"name": f"Lớp {day:%d/%m}", "organiser": "Trung tâm", **facts}
    return Course.objects.create(kind=kind, started_on=day, finished_on=day, **facts)


def attendance(row, branch, member=None, result="passed", name="Lê Quần Chúng"):
    return Attendance.objects.create(
        course=row,
        branch=branch,
        member=member,
        full_name="" if member else name,
        result=result,
    )


def rating(branch, member=None, grade="good", year=2021, **facts):
    return Rating.objects.create(
        branch=branch, member=member, grade=grade, year=year, **facts
    )


def award(branch, member=None, day=JUNE, number="7-QĐ"):
    return Award.objects.create(
        branch=branch,
        member=member,
        kind="commendation",
        level="body",
        number=number,
        decided_on=day,
        reason="Thành tích",
    )


def badge(branch, member, day=JUNE, years=30):
    return Badge.objects.create(
        branch=branch,
        member=member,
        years=years,
        awarded_on=day,
        number="9-QĐ/TU",
        decided_on=day,
    )


def discipline(branch, member=None, day=dt.date(2021, 9, 1), form="reprimand", **facts):
    return Discipline.objects.create(
        branch=branch,
        member=member,
        form=form,
        body="Đảng ủy",
        number=f"{day:%d}-QĐ",
        decided_on=day,
        announced_on=day,
        content="Nội dung kín đáo",
        **facts,
    )


def mass_organisation(branch, day=JUNE, kind="trade_union", **facts):
    host = branch.enterprise_links.get(is_host=True).enterprise
    return MassOrganisation.objects.create(
        enterprise=host, kind=kind, started_on=day, **facts
    )


def seat(committee, day=JUNE, **facts):
    steering, _ = SteeringCommittee.objects.get_or_create(
        committee=committee, number="11-QĐ", started_on=dt.date(2020, 1, 1)
    )
    facts = {"full_name": "Trần Văn Ban", "role": "member", **facts}
    return SteeringSeat.objects.create(steering=steering, started_on=day, **facts)


def transfer(branch, member, day=JUNE, **facts):
    facts = {"number": "12-GT", "destination": "Đảng bộ phường X", **facts}
    return Transfer.objects.create(
        placement=member.placements.get(branch=branch), issued_on=day, **facts
    )


def absence(branch, member, day=JUNE, **facts):
    return Absence.objects.create(
        placement=member.placements.get(branch=branch),
        started_on=day,
        destination="Đảng bộ Y",
        **facts,
    )


def exemption(branch, member, day=JUNE, **facts):
    facts = {"kind": "open", "number": "3-NQ", **facts}
    return Exemption.objects.create(
        branch=branch, member=member, started_on=day, **facts
    )
