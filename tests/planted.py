"""Canaries: what a bí thư must never read, put where a slip would show it.

Every name carries the same two words. Each canary lies on some page of the whole
body; a test asserts that, so that a canary that nobody could see proves nothing.
"""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from branches import actions as branch_actions
from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    InspectionFollowUp,
    Meeting,
    SteeringCommittee,
    SteeringSeat,
)
from branches.tests.factories import AccessFactory
from enterprises.models import (
    Agency,
    SourceList,
    SourceMatch,
    SourceRow,
    Ward,
    WardAssignment,
)
from hoangmai_party import clock
from members import actions
from members.models import (
    Attendance,
    Award,
    Badge,
    Candidate,
    CandidateStep,
    Course,
    Discipline,
    Employment,
    InspectedMember,
    MissedMeeting,
    Ownership,
    Placement,
    Position,
    Rating,
    StepKind,
)
from members.tests.factories import MemberFactory, SpellFactory
from reports.models import Report, ReportSection, SectionVersion, Snooze, Target
from surveys.models import (
    Campaign,
    CaseStage,
    CaseStep,
    FoundingItem,
    OutreachCase,
    Proposal,
    SurveyDraft,
    SurveyRecord,
    Visit,
)

MARK = "Kín Miệng"
IN_2021 = dt.date(2021, 6, 1)
EARLIER = dt.date(2018, 5, 1)


def plant(body, secretary):
    """Put all canaries into the body; returns the names of the people."""
    host = _enterprise(body)
    people = [*_arrivals(body), *_leavers(body), _owner(body, host), _neighbour(body)]
    _voided(body, people[0])
    _outreach(host)
    _plan(host)
    _assignment(host)
    _source_list(host)
    _targets(body)
    _report(body)
    _sittings(body, people[0])
    _agreements(body, host)
    _year(body, people[0])
    _class(body, people[0])
    _ties(body, people[0])
    _file(body, people[0])
    _past_and_future_access(body, secretary)
    return [member.full_name for member in people]


def _member(kind):
    return MemberFactory(full_name=f"{MARK} {kind.label}", sex="female")


def _enterprise(body):
    """The foreign branch and its enterprise bear the mark in their names too."""
    branch_actions.rename(branch=body.theirs, name=f"Chi bộ {MARK}", decided_on=EARLIER)
    host = body.theirs.enterprise_links.get().enterprise
    host.name = f"Công ty {MARK}"
    host.save()
    return host


def _arrivals(body):
    """One of each way to come to the foreign branch in 2021."""
    for kind in Placement.Began:
        if kind != Placement.Began.TEMPORARY:
            spell = SpellFactory(member=_member(kind), decision_on=None)
            actions.arrive(spell=spell, branch=body.theirs, on=IN_2021, began=kind)
            yield spell.member


def _leavers(body):
    """One of each way to leave it in 2021."""
    for kind in Placement.Ended:
        if kind != Placement.Ended.RETURNED:
            placement = actions.admit(
                member=_member(kind), branch=body.theirs, ceremony_on=EARLIER
            ).placements.get()
            actions.leave(placement=placement, on=IN_2021, reason=kind)
            yield placement.member


def _owner(body, host):
    """An owner and secretary of the foreign branch, made official in 2021."""
    member = MemberFactory(full_name=f"{MARK} Chủ Doanh Nghiệp")
    spell = actions.admit(
        member=member, branch=body.theirs, ceremony_on=dt.date(2020, 5, 1)
    )
    actions.recognise(spell=spell, recognised_on=IN_2021)
    facts = {"member": member, "started_on": EARLIER}
    Ownership.objects.create(**facts, enterprise=host, basis="director", share=60)
    Position.objects.create(
        **facts, branch=body.theirs, role="secretary", basis="elected"
    )
    return member


def _neighbour(body):
    """Works at the very enterprise of the secretary's own branch."""
    member = MemberFactory(full_name=f"{MARK} Cùng Cơ Quan")
    actions.admit(member=member, branch=body.theirs, ceremony_on=IN_2021)
    Employment.objects.create(
        member=member,
        enterprise=body.mine.enterprise_links.get().enterprise,
        job=Employment.Job.OWNER,
        started_on=EARLIER,
    )
    return member


def _voided(body, member):
    """Once entered in the secretary's branch in error, and voided."""
    row = Placement.objects.create(
        spell=member.spells.get(),
        branch=body.mine,
        kind=Placement.Kind.TEMPORARY,
        started_on=IN_2021,
        began=Placement.Began.TEMPORARY,
    )
    row.void(by=None, reason="Nhập nhầm chi bộ")


def _outreach(host):
    """Surveys and visits, of the whole body alone."""
    campaign = Campaign.objects.create(name=f"Đợt {MARK}", started_on=IN_2021)
    _survey(campaign, host)
    _case(host)


def _case(host):
    """What was done with an owner, said by the owner and asked."""
    case = OutreachCase.objects.create(
        enterprise=host, opened_on=IN_2021, in_charge=f"{MARK} Phụ Trách", note=MARK
    )
    visit = Visit.objects.create(
        case=case,
        visited_on=IN_2021,
        met=Visit.Met.OWNER,
        met_name=f"Bà {MARK}",
        place=f"Nơi {MARK}",
        delegation=f"Đoàn {MARK}",
        attitude=Visit.Attitude.CONSIDERING,
        content=f"Nội dung {MARK}",
        difficulties=f"Khó khăn {MARK}",
        commitments=f"Thống nhất {MARK}",
        next_action=f"Việc hẹn {MARK}",
        next_by=MARK,
        next_on=IN_2021,
    )
    Proposal.objects.create(
        case=case,
        visit=visit,
        raised_on=IN_2021,
        content=f"Kiến nghị {MARK}",
        forwarded_to=f"Nơi nhận {MARK}",
        forwarded_on=IN_2021,
    )
    CaseStep.objects.create(
        case=case, stage="surveyed", happened_on=IN_2021, note=f"Bước {MARK}"
    )
    _dossier(case)


def _plan(host):
    """The plan of the campaign: its number, a team, a line of its frozen list."""
    campaign = Campaign.objects.get()
    campaign.plan_number = f"Kế hoạch {MARK}"
    campaign.save()
    ward = host.addresses.first().ward
    campaign.wards.add(ward)
    team = campaign.teams.create(name=f"Tổ {MARK}", head=MARK, people=MARK)
    given = campaign.assignments.create(team=team, ward=ward, quota=1, note=MARK)
    campaign.listed.create(
        enterprise=host,
        assignment=given,
        ward=ward,
        number=1,
        listed_on=IN_2021,
        name=f"Công ty {MARK}",
        address=f"Ngõ {MARK}",
    )


def _assignment(host):
    """The unit of 2025 that the foreign enterprise's address was given."""
    WardAssignment.objects.create(
        address=host.addresses.get(),
        ward=Ward.objects.get(code="00301", ended_on=None),
        source=f"Bản đồ {MARK}",
        assigned_on=IN_2021,
    )


def _survey(campaign, host):
    """A record with what an owner said, and one half typed."""
    place = {"campaign": campaign, "enterprise": host}
    record = SurveyRecord.objects.create(
        **place,
        surveyed_on=IN_2021,
        is_in_depth=True,
        owner_name=f"Chủ {MARK}",
        note=f"Phiếu {MARK}",
        proposed="eligible",
        proposed_because=f"Vì {MARK}",
    )
    record.organisations.create(kind="trade_union", members=7)
    SurveyDraft.objects.create(**place, entered_by=_clerk(), typed={"note": MARK})


def _dossier(case):
    """Who is named for a new branch, and what lies in its dossier."""
    case.steps.create(stage=CaseStage.AGREED, happened_on=IN_2021, note=f"Bước {MARK}")
    item = FoundingItem.objects.order_by("pk").first()  # the checklist is no secret
    paper = {"number": f"Số {MARK}", "note": f"Giấy {MARK}"}
    case.papers.create(item=item, received_on=IN_2021, **paper)
    case.people.create(
        full_name=f"{MARK} Dự Kiến",
        sex="female",
        born_on=dt.date(1980, 1, 1),
        ceremony_on=EARLIER,
        came_from=f"Chi bộ cũ {MARK}",
        paper_number=f"GT {MARK}",
    )


def _source_list(host):
    """A list of an agency, with a row that is nobody's and one that was decided."""
    agency = Agency.objects.create(kind="tax", name="Chi cục Thuế")
    source = SourceList.objects.create(
        agency=agency,
        received_on=IN_2021,
        file_name=f"Tệp {MARK}.xlsx",
        sha256="0" * 64,
        columns=[["Tên", "name"]],
        rows_count=2,
        state=SourceList.State.CONFIRMED,
        note=MARK,
    )
    for number in (2, 3):
        name = f"Đơn vị {MARK} {number}"
        row = SourceRow.objects.create(
            list=source,
            number=number,
            raw={"Tên": name},
            name=name,
            name_key=name,
            search=name,
        )
    row.matches.create(how=SourceMatch.How.TAX_CODE, enterprise=host)
    source.acts.create(acted_on=IN_2021, summary=f"Ghi {MARK}", change_set="0" * 32)
    agency.source_decisions.create(
        key=f"ten:{MARK}",
        shown=f"Quyết định {MARK}",
        verdict="enterprise",
        enterprise=host,
        decided_on=IN_2021,
    )


def _targets(body):
    shared = {"indicator": "T02", "committee": body.own, "level": "registered"}
    shared |= {"year": 2021, "decided_on": dt.date(2021, 1, 5), "value": 3}
    Target.objects.create(**shared, branch=body.theirs, number=f"Số {MARK}")


def _report(body):
    """A report of the whole body, with what is said in it."""
    first, last = dt.date(2021, 1, 1), dt.date(2021, 12, 31)
    report = Report.objects.create(
        committee=body.own,
        family=Report.Family.WORK,
        period=Report.Period.YEAR,
        first_on=first,
        last_on=last,
        as_of=last,
    )
    words = {"heading": f"Mục {MARK}", "text": f"Câu {MARK}"}
    section = ReportSection.objects.create(
        report=report, position=1, key="muc", **words
    )
    SectionVersion.objects.create(
        section=section,
        kind=SectionVersion.Kind.SAVED,
        number=1,
        saved_at=timezone.now(),
        **words,
    )


def _sittings(body, member):
    """What the foreign branch spoke of, was inspected for and decided."""
    theirs = {"branch": body.theirs}
    meeting = Meeting.objects.create(
        **theirs,
        kind=Meeting.Kind.THEMATIC,
        held_on=IN_2021,
        topic=f"Chuyên đề {MARK}",
        conclusion=f"Kết luận {MARK}",
    )
    MissedMeeting.objects.create(meeting=meeting, member=member, reason=MARK)
    Congress.objects.create(**theirs, term=f"Khóa {MARK}", held_on=IN_2021, note=MARK)
    inspection = Inspection.objects.create(
        **theirs,
        kind=Inspection.Kind.SIGNS,
        topic=f"Dấu hiệu {MARK}",
        began_on=IN_2021,
        findings=f"Khuyết điểm {MARK}",
    )
    InspectionFollowUp.objects.create(
        inspection=inspection, content=f"Khắc phục {MARK}", due_on=IN_2021
    )
    InspectedMember.objects.create(inspection=inspection, member=member)


def _agreements(body, host):
    """A regulation of the foreign branch, and the Ban Chỉ đạo, of the body alone."""
    CoordinationRegulation.objects.create(
        branch=body.theirs,
        enterprise=host,
        counterpart=CoordinationRegulation.Counterpart.OWNER,
        number=f"Quy chế {MARK}",
        signed_on=IN_2021,
        started_on=IN_2021,
        signer=MARK,
    )
    steering = SteeringCommittee.objects.create(
        committee=body.own, number=f"Ban {MARK}", started_on=EARLIER
    )
    SteeringSeat.objects.create(
        steering=steering,
        full_name=f"{MARK} Trưởng Ban",
        role=SteeringSeat.Role.HEAD,
        started_on=EARLIER,
    )


def _year(body, member):
    """How a foreign member was rated, honoured and disciplined."""
    theirs = {"branch": body.theirs, "member": member}
    paper = {"number": f"QĐ {MARK}", "decided_on": IN_2021}
    grade = {"year": 2021, "grade": "good", "number": f"Xếp loại {MARK}"}
    Rating.objects.create(**theirs, **grade, note=MARK)
    Rating.objects.create(branch=body.theirs, **grade, note=MARK)
    praise = {"kind": Award.Kind.MERIT, "level": Award.Level.CITY}
    Award.objects.create(**theirs, **paper, **praise, reason=f"Thành tích {MARK}")
    Badge.objects.create(**theirs, **paper, years=30, awarded_on=IN_2021)
    Discipline.objects.create(
        **theirs,
        **paper,
        form=Discipline.Form.WARNING,
        body=f"Đảng ủy {MARK}",
        announced_on=IN_2021,
        content=f"Vi phạm {MARK}",
    )


def _class(body, member):
    """A class that both branches attend: who else sat there is not shown."""
    course = Course.objects.create(
        kind=Course.Kind.AWARENESS,
        name="Lớp chung",
        organiser="Trung tâm",
        started_on=IN_2021,
        finished_on=IN_2021,
    )
    passed = {"course": course, "result": Attendance.Result.PASSED}
    Attendance.objects.create(**passed, branch=body.theirs, member=member)
    guest = f"{MARK} Quần Chúng"
    Attendance.objects.create(**passed, branch=body.theirs, full_name=guest)
    Attendance.objects.create(**passed, full_name=f"{guest} Không Chi Bộ")
    mine = body.spell.member
    Attendance.objects.create(**passed, branch=body.mine, member=mine)


def _clerk():
    """Who entered what is planted; the name is shown beside it."""
    names = {"full_name": "Người ghi thử nghiệm"}
    return User.objects.get_or_create(username="nguoi.ghi", defaults=names)[0]


def _file(body, member):
    """Somebody whom the foreign branch is taking in, with all that lies in the file."""
    file = Candidate.objects.create(
        full_name=f"{MARK} Ưu Tú",
        sex="female",
        born_on=dt.date(1995, 3, 5),
        job=f"Việc {MARK}",
        note=MARK,
    )
    file.branches.create(branch=body.theirs, started_on=EARLIER)
    file.steps.create(
        branch=body.theirs,
        kind=StepKind.CLASS,
        state=CandidateStep.State.SUBMITTED,
        happened_on=IN_2021,
        number=f"GCN {MARK}",
        signer=MARK,
        note=MARK,
        entered_by=_clerk(),
    )
    file.helps.create(member=member, started_on=EARLIER, number=MARK)
    file.introductions.create(kind="trade", name=MARK, introduced_on=IN_2021)
    facts = {"committee": f"Đảng ủy {MARK}", "sent_on": IN_2021}
    _snoozed(body, file.vettings.create(about="self", **facts))
    file.papers.create(kind="diploma", number=MARK, dated_on=IN_2021, note=MARK)


def _snoozed(body, vetting):
    """A line of the foreign branch that is put off."""
    Snooze.objects.create(
        key=f"file_vetting:{vetting.pk}",
        branch=body.theirs,
        started_on=clock.today(),
        ended_on=clock.today() + dt.timedelta(days=9),
        reason=f"Chờ {MARK}",
        created_by=_clerk(),
    )


def _ties(body, member):
    """What own rows know of foreign ones: in the history, and as a present value."""
    award = Award.objects.create(
        branch=body.mine,
        member=member,
        kind=Award.Kind.MERIT,
        level=Award.Level.CITY,
        number="KT 01",
        decided_on=IN_2021,
        reason="Ghi nhầm người, đã sửa",
    )
    award.member = body.spell.member
    award.save()
    Employment.objects.create(
        member=body.spell.member,
        enterprise=body.theirs.enterprise_links.get().enterprise,
        job=Employment.Job.STAFF,
        started_on=dt.date(2015, 1, 1),
        ended_on=EARLIER,
    )


def _past_and_future_access(body, secretary):
    """Rights over the foreign branch that ended, begin tomorrow, or were voided."""
    day = dt.date(2022, 1, 14)
    theirs = {"user": secretary, "branch": body.theirs}
    AccessFactory(**theirs, started_on=EARLIER, ended_on=day)
    AccessFactory(**theirs, started_on=day + dt.timedelta(days=1))
    AccessFactory(**theirs, started_on=EARLIER).void(by=None, reason="Cấp nhầm")
