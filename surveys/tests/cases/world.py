"""A case that can be led anywhere on its way, with what each guard asks."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import Group

from accounts.groups import SURVEYOR
from accounts.models import User
from branches.models import BranchEvent
from branches.tests.factories import AccessFactory, CommitteeFactory
from surveys.cases import acts, stages
from surveys.cases.stages import C
from surveys.models import FoundingItem, OutreachCase
from surveys.tests.factories import (
    CaseStepFactory,
    EnterpriseFactory,
    FoundingPaperFactory,
    FoundingPersonFactory,
    SurveyRecordFactory,
    VisitFactory,
)

D = dt.date
OPENED, ASKED = D(2021, 3, 1), D(2021, 5, 1)
# The day on which each stage of the world is reached.
DAYS = {stage: D(2021, 4, number) for number, stage in enumerate(C, 1)}
# How a case comes to each stage, by moves that the way allows.
ROUTES = {
    C.LISTED: (),
    C.SURVEYED: (C.SURVEYED,),
    C.WATCH: (C.SURVEYED, C.WATCH),
    C.CANDIDATE: (C.SURVEYED, C.CANDIDATE),
    C.OUTREACH: (C.SURVEYED, C.CANDIDATE, C.OUTREACH),
    C.AGREED: (C.SURVEYED, C.CANDIDATE, C.OUTREACH, C.AGREED),
    C.EXCLUDED: (C.EXCLUDED,),
}
ROUTES[C.DEFERRED] = (*ROUTES[C.OUTREACH], C.DEFERRED)
ROUTES[C.DOSSIER] = (*ROUTES[C.AGREED], C.DOSSIER)
ROUTES[C.SUBMITTED] = (*ROUTES[C.DOSSIER], C.SUBMITTED)
ROUTES[C.DECIDED] = (*ROUTES[C.SUBMITTED], C.DECIDED)
ROUTES[C.ANNOUNCED] = (*ROUTES[C.DECIDED], C.ANNOUNCED)
# What a step has to say of itself.
SAID = {
    C.DEFERRED: {"reason": "owner_unsure", "review_on": D(2021, 9, 1)},
    C.EXCLUDED: {"reason": "moved"},
}


@dataclass
class World:
    """One case and who works on it."""

    case: OutreachCase
    by: User

    def go(self, stage, day=None, **said):
        """Take one step, with what it has to say."""
        day = day or DAYS[stage]
        if stage == C.DECIDED:
            return acts.decide(case=self.case, founding=self.found(day), by=self.by)
        said = SAID.get(stage, {}) | said
        return acts.go(case=self.case, stage=stage, happened_on=day, by=self.by, **said)

    def found(self, day):
        """The founding event as the founding act writes it, announced already."""
        return BranchEvent.objects.create(
            kind="founded",
            number="12-QĐ/ĐU",
            decided_on=day,
            effective_on=day,
            ceremony_on=max(day, DAYS[C.ANNOUNCED]),
        )

    def put(self, stage):
        """Set the case down at a stage, without its way there."""
        if stage != C.LISTED:
            CaseStepFactory(
                case=self.case,
                stage=stage,
                happened_on=DAYS[stage],
                **SAID.get(stage, {}),
            )
        if stage in (C.DECIDED, C.ANNOUNCED):
            self.case.founding = self.found(DAYS[C.DECIDED])
            self.case.save()
        return self.case

    def lead_to(self, stage):
        for step in ROUTES[stage]:
            self.go(step)
        self.case.refresh_from_db()
        return self.case

    def no(self, to, day=ASKED, **said):
        """What speaks against a step, on 01/05/2021 where no day is given."""
        self.case.refresh_from_db()
        return stages.refusal(self.case, to, happened_on=day, **said)

    def stages(self):
        steps = self.case.steps.order_by("happened_on", "pk")
        return [(step.previous, step.stage) for step in steps]


def make_world(by=None):
    """A case whose facts keep every guard; `by` looks after the own body already."""
    by = by or _surveyor()
    case = acts.open_case(
        enterprise=EnterpriseFactory(name="Công ty TNHH Bình Minh"),
        opened_on=OPENED,
        by=by,
        in_charge="Trần Thị Khảo",
    )
    SurveyRecordFactory(
        enterprise=case.enterprise, surveyed_on=OPENED, members_official=4
    )
    VisitFactory(case=case, visited_on=D(2021, 3, 15), attitude="agree")
    for item in FoundingItem.objects.filter(is_required=True):
        FoundingPaperFactory(case=case, item=item, received_on=D(2021, 3, 20))
    FoundingPersonFactory.create_batch(3, case=case)
    return World(case, by)


def _surveyor():
    """Cán bộ khảo sát vận động, with the body that keeps the register."""
    by = User.objects.create(username="khaosat", full_name="Trần Thị Khảo")
    by.groups.add(Group.objects.get(name=SURVEYOR))
    own = CommitteeFactory(code="DBK", is_own=True)
    AccessFactory(user=by, committee=own, started_on=D(2015, 1, 1))
    return by
