"""A case on the way to its branch: a submitted dossier, four people, one clerk."""

import datetime as dt

from django.contrib.auth.models import Permission

from accounts.models import Register, User
from branches.tests.factories import (
    AccessFactory,
    BranchFactory,
    CommitteeFactory,
    SuperiorFactory,
)
from enterprises.tests.factories import AddressFactory
from hoangmai_party import clock
from members import actions
from members.tests.factories import MemberFactory
from surveys.cases import dossier
from surveys.foundings import acts
from surveys.models import CaseStage, FoundingPaper
from surveys.tests.factories import (
    CaseStepFactory,
    FoundingPersonFactory,
    OutreachCaseFactory,
    VisitFactory,
)

TODAY = dt.date(2022, 1, 14)
OPENED = dt.date(2021, 3, 1)
SUBMITTED = dt.date(2021, 8, 20)
DECIDED = dt.date(2021, 9, 1)
ANNOUNCED = dt.date(2021, 9, 10)
ADMITTED, RECOGNISED = dt.date(2019, 5, 1), dt.date(2020, 5, 20)
RIGHTS = (*acts.FOUND, "surveys.view_outreachcase", "members.view_member")
# The way of the case so far, each step dated.
WAY = (
    (CaseStage.LISTED, OPENED),
    (CaseStage.SURVEYED, dt.date(2021, 4, 15)),
    (CaseStage.CANDIDATE, dt.date(2021, 4, 20)),
    (CaseStage.OUTREACH, dt.date(2021, 5, 15)),
    (CaseStage.AGREED, dt.date(2021, 6, 15)),
    (CaseStage.DOSSIER, dt.date(2021, 7, 1)),
    (CaseStage.SUBMITTED, SUBMITTED),
)


class World:
    """The body and the committee above, two branches, a submitted dossier."""

    def __init__(self):
        self.upper, self.own = CommitteeFactory(), CommitteeFactory(is_own=True)
        SuperiorFactory(committee=self.own, superior=self.upper)
        self.one, self.two = (
            BranchFactory(committee=self.own, enterprises=[AddressFactory().enterprise])
            for _ in range(2)
        )
        self.clerk = clerk("vanphong", self.own)
        self.enterprise = AddressFactory().enterprise
        self.case = submitted_case(self.enterprise)
        self.members = [self.official(self.one) for _ in range(2)]
        self.probationer = self.admit(self.two, dt.date(2021, 6, 1))
        self.people = [
            self.name(member, role)
            for member, role in zip(
                [*self.members, self.probationer], ("secretary", "", ""), strict=True
            )
        ]
        self.outsider = FoundingPersonFactory(
            case=self.case,
            full_name="Lê Thị Ngoài",
            sex="female",
            came_from="Chi bộ 5, phường A",
            paper_number="GT 9",
        )
        fill(self.case)

    def admit(self, branch, day):
        """Somebody admitted in `branch` on `day`; returns the member."""
        member = MemberFactory()
        actions.admit(member=member, branch=branch, decision_on=day, ceremony_on=day)
        return member

    def official(self, branch):
        member = self.admit(branch, ADMITTED)
        spell = member.spells.get()
        actions.recognise(spell=spell, recognised_on=RECOGNISED)
        return member

    def name(self, member, role="", case=None):
        """Name a member of the register for the branch, with a paper."""
        return FoundingPersonFactory(
            case=case or self.case,
            member=member,
            full_name="",
            paper_number=f"GT {member.pk}",
            role=role,
        )

    def found(self, **facts):
        """The founding as the office would enter it."""
        return acts.found_branch(**{**self.facts(), **facts})

    def facts(self):
        return {
            "case": self.case,
            "number": "12-QĐ/ĐUK",
            "decided_on": DECIDED,
            "issuer": self.own,
            "name": "Chi bộ Bệnh viện Mẫu",
            "code": "CB900",
            "by": self.clerk,
        }


def submitted_case(enterprise):
    """A case of an enterprise with all steps up to submitted, and a visit."""
    case = OutreachCaseFactory(enterprise=enterprise, opened_on=OPENED)
    before = ""
    for stage, day in WAY:
        CaseStepFactory(case=case, previous=before, stage=stage, happened_on=day)
        before = stage
    VisitFactory(case=case, visited_on=dt.date(2021, 6, 15), attitude="agree")
    return case


def fill(case):
    """Every required paper lies in the dossier."""
    for line in dossier.lines(case, SUBMITTED):
        if line.item.is_required and line.paper is None:
            FoundingPaper.objects.create(
                case=case, item=line.item, received_on=SUBMITTED, number="01"
            )


def clerk(username, committee, rights=RIGHTS):
    """Somebody who looks after the committee, with these rights."""
    user = User.objects.create_user(username, full_name=username)
    for right in rights:
        app, codename = right.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    AccessFactory(user=user, committee=committee)
    return user


def make_world():
    """The world as it stands on the day of the demo register."""
    Register.objects.update_or_create(
        pk=Register.ONLY, defaults={"is_demo": True, "stands_on": TODAY}
    )
    with clock.fixed(TODAY):
        return World()
