"""A body with a row for each kind of deadline."""

import datetime as dt
from types import SimpleNamespace

from accounts.models import User
from branches import actions as branch_actions
from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    InspectionFollowUp,
    Rule,
)
from branches.tests.factories import BranchFactory, CommitteeFactory
from enterprises.tests.factories import EnterpriseFactory
from members import actions
from members.models import (
    Absence,
    Attendance,
    Candidate,
    Course,
    Discipline,
    Exemption,
    Placement,
    Spell,
    Transfer,
)
from members.tests.factories import MemberFactory
from reports import due

EARLY = dt.date(2015, 9, 17)
CERTIFIED = dt.date(2021, 8, 15)


def found(kind, day, user=None):
    """The items of one kind that are open on the day, told already or not."""
    return [item for item in due.everything(user, day) if item.kind.code == kind]


def put_step(candidate, branch, kind, day, **typed):
    """A counting step of the file, written directly."""
    by, _ = User.objects.get_or_create(username="ghi")
    facts = {"state": "accepted", "entered_by": by} | typed
    return candidate.steps.create(branch=branch, kind=kind, happened_on=day, **facts)


# {kind of deadline: (step, its day, how the row differs)}
FILE_STEPS = {
    "file_certificate": ("class", dt.date(2017, 2, 15), {}),
    "file_age": ("filed", dt.date(2021, 2, 15), {}),
    "file_unsent": ("branch_vote", dt.date(2022, 1, 10), {"state": "draft"}),
    "file_committee": ("branch_vote", dt.date(2022, 1, 10), {}),
    "file_decision": ("branch_vote", dt.date(2022, 1, 10), {}),
    "file_ceremony": (
        "decision",
        dt.date(2021, 12, 20),
        {"received_on": dt.date(2022, 1, 10)},
    ),
    "file_profile": ("ceremony", dt.date(2022, 1, 10), {}),
    "file_new_class": ("ceremony", dt.date(2021, 2, 15), {}),
    "file_recognition": ("recognition_vote", dt.date(2022, 1, 10), {}),
}


class DueWorld:
    """One committee; `put(kind, branch)` writes the row that the kind looks for."""

    def __init__(self):
        self.committee = CommitteeFactory(is_own=True)
        self.host = EnterpriseFactory(name="Công ty Chủ Trì")
        self.one = self.founded(EARLY, enterprises=[self.host])
        self.two = self.founded(EARLY)

    def founded(self, day, **facts):
        return BranchFactory(committee=self.committee, founded_on=day, **facts)

    def put(self, kind, branch=None, name="Nguyễn Văn An"):
        """Write it; returns the row that the deadline comes from."""
        if kind in FILE_STEPS:
            step, day, typed = FILE_STEPS[kind]
            file = self.file(branch or self.one, name)
            return put_step(file, branch or self.one, step, day, **typed)
        return getattr(self, kind)(branch or self.one, name)

    def file(self, branch, name, born_on=dt.date(1980, 1, 1)):
        """A file of a quần chúng ưu tú that the branch keeps."""
        file = Candidate.objects.create(full_name=name, sex="male", born_on=born_on)
        file.branches.create(branch=branch, started_on=EARLY)
        return file

    def file_vetting(self, branch, name):
        return self.file(branch, name).vettings.create(
            about="self", committee="Đảng ủy xã", sent_on=dt.date(2022, 1, 10)
        )

    def file_age_max(self, branch, name):
        return self.file(branch, name, born_on=dt.date(1962, 2, 15))

    def file_youth(self, branch, name):
        return self.file(branch, name, born_on=dt.date(1992, 2, 15))

    def file_returned(self, branch, name):
        file = self.file(branch, name)
        facts = {"state": "returned", "return_reason": "Thiếu số"}
        return put_step(file, branch, "chosen", EARLY, **facts)

    def file_submitted(self, branch, name):
        file = self.file(branch, name)
        return put_step(file, branch, "chosen", EARLY, state="submitted")

    def admit(self, branch, name, day):
        """Admitted on the day, not yet recognised."""
        member = MemberFactory(full_name=name)
        return actions.admit(member=member, branch=branch, ceremony_on=day)

    def official(self, branch, name, recognised=dt.date(2020, 5, 20)):
        """Recognised on the day, with a card."""
        spell = self.admit(branch, name, recognised - dt.timedelta(days=380))
        actions.recognise(spell=spell, recognised_on=recognised)
        spell.member.card_issued_on = recognised
        spell.member.save()
        return spell

    def badge(self, branch, name):
        """In the Party for 30 years on 10/03/2022; the line is named by both."""
        spell = self.official(branch, name)
        Spell.objects.filter(pk=spell.pk).update(decision_on=dt.date(1992, 3, 10))
        return SimpleNamespace(pk=spell.member_id * 100 + 30)

    def placement(self, branch, name):
        return self.official(branch, name).placements.get()

    def probation(self, branch, name):
        return self.admit(branch, name, dt.date(2021, 3, 1))

    def recognition(self, branch, name):
        return self.admit(branch, name, dt.date(2021, 1, 10))

    def card(self, branch, name):
        spell = self.official(branch, name, dt.date(2021, 10, 20))
        spell.member.card_issued_on = None
        spell.member.save()
        return spell

    def card_exchange(self, branch, name):
        """An old number, and the campaign of the office."""
        Rule.objects.get_or_create(
            code=Rule.Code.CARD_EXCHANGE,
            defaults={
                "value": 2,
                "unit": Rule.Unit.MONTHS,
                "started_on": dt.date(2021, 12, 15),
                "source": "Kế hoạch đổi thẻ",
            },
        )
        spell = self.official(branch, name)
        spell.member.old_card_number = f"01{spell.pk:06d}"
        spell.member.save()
        return spell

    def transfer(self, branch, name, issued=dt.date(2021, 12, 15)):
        placement = self.placement(branch, name)
        actions.leave(placement=placement, on=issued, reason="transferred")
        return Transfer.objects.create(
            placement=placement, number="7", issued_on=issued, destination="Đảng bộ A"
        )

    transfer_lost = transfer

    def absence(self, branch, name, until=dt.date(2022, 2, 15)):
        return Absence.objects.create(
            placement=self.placement(branch, name),
            destination="Đảng bộ A",
            started_on=dt.date(2021, 8, 2),
            until=until,
        )

    def guest(self, branch, name):
        spell = self.official(self.two, name)
        return Placement.objects.create(
            spell=spell,
            branch=branch,
            kind=Placement.Kind.TEMPORARY,
            began=Placement.Began.TEMPORARY,
            started_on=dt.date(2021, 8, 2),
        )

    def exemption(self, branch, name):
        return Exemption.objects.create(
            member=self.placement(branch, name).member,
            branch=branch,
            kind=Exemption.Kind.FIXED,
            number="12-NQ/CB",
            started_on=dt.date(2021, 8, 2),
            until=dt.date(2022, 2, 15),
        )

    def discipline(self, branch, name):
        return Discipline.objects.create(
            member=self.placement(branch, name).member,
            branch=branch,
            form=Discipline.Form.REPRIMAND,
            body="Chi bộ",
            number="3-QĐ/CB",
            decided_on=dt.date(2021, 2, 9),
            announced_on=dt.date(2021, 2, 10),
        )

    def certificate(self, branch, name, certified=CERTIFIED, **extra):
        course, _ = Course.objects.get_or_create(
            kind=Course.Kind.AWARENESS,
            name=f"Lớp nhận thức {certified:%Y}",
            organiser="Trung tâm chính trị",
            started_on=certified,
            finished_on=certified,
        )
        return Attendance.objects.create(
            course=course,
            branch=branch,
            full_name=name,
            result=Attendance.Result.PASSED,
            certificate="15",
            certified_on=certified,
            **extra,
        )

    def follow_up(self, branch, name):
        inspection = Inspection.objects.create(
            kind=Inspection.Kind.COMPLIANCE,
            branch=branch,
            topic="Chấp hành Điều lệ",
            began_on=dt.date(2021, 11, 1),
            concluded_on=dt.date(2021, 11, 20),
            conclusion_number="9-KL",
        )
        return InspectionFollowUp.objects.create(
            inspection=inspection, content=name, due_on=dt.date(2022, 2, 15)
        )

    def regulation(self, branch, **facts):
        if not branch.enterprise_links.filter(enterprise=self.host).exists():
            branch.enterprise_links.create(enterprise=self.host, started_on=EARLY)
        return CoordinationRegulation.objects.create(
            branch=branch,
            enterprise=self.host,
            counterpart="owner",
            number="1-QC",
            signed_on=dt.date(2020, 2, 15),
            started_on=dt.date(2020, 2, 15),
            **facts,
        )

    def regulation_end(self, branch, name):
        return self.regulation(branch, ended_on=dt.date(2022, 2, 15))

    def regulation_review(self, branch, name):
        reviewed = dt.date(2021, 2, 15)
        return self.regulation(branch, reviewed_on=reviewed, review_months=12)

    def congress(self, branch, name):
        return Congress.objects.create(
            branch=branch, term="2020–2022", held_on=dt.date(2020, 6, 15)
        )

    def first_congress(self, branch, name):
        return self.founded(dt.date(2021, 10, 11))

    def dissolution(self, branch, name):
        """Ended with somebody still placed in it."""
        gone = self.founded(EARLY)
        self.placement(gone, name)
        branch_actions.close(branch=gone, decided_on=dt.date(2021, 12, 20))
        return gone.links.get()
