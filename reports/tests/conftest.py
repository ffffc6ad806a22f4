import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from accounts.models import Register
from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from enterprises.tests.factories import AddressFactory
from hoangmai_party import clock
from members import actions
from members.tests.factories import MemberFactory
from reports.asked import Asked
from reports.books import sign
from reports.models import CommitteeTerm
from reports.scope import committee_scope
from reports.spans import year_span
from reports.tests.factories import TargetFactory
from surveys.tests.factories import SurveyRecordFactory


class Small:
    """One committee, two branches, five people; 2021 is the year that is asked."""

    def __init__(self):
        self.committee = CommitteeFactory(is_own=True)
        self.one, self.two = (
            BranchFactory(
                committee=self.committee,
                enterprises=[AddressFactory().enterprise],
            )
            for _ in range(2)
        )
        self.old = [self.admit(self.one, dt.date(2019, 5, d)) for d in (1, 2, 3)]
        for spell in self.old:
            actions.recognise(spell=spell, recognised_on=dt.date(2020, 5, 20))
        self.new = self.admit(self.one, dt.date(2021, 3, 1))
        self.other = self.admit(self.two, dt.date(2021, 4, 1))

    def admit(self, branch, day):
        """Someone new, admitted in `branch` on `day`."""
        return actions.admit(
            member=MemberFactory(), branch=branch, decision_on=day, ceremony_on=day
        )

    def asked(self, as_of=dt.date(2022, 1, 14)):
        """The question of the year page."""
        span = year_span(2021)
        return Asked(2021, span, as_of, committee_scope(self.committee, span))


@pytest.fixture
def small(db):
    Register.objects.update_or_create(
        pk=1, defaults={"is_demo": True, "stands_on": dt.date(2022, 1, 14)}
    )
    with clock.fixed(dt.date(2022, 1, 14)):
        yield Small()


@pytest.fixture
def office(small, django_user_model):
    """A user who looks after the whole committee and may see everything."""
    user = django_user_model.objects.create_user("office", full_name="Văn phòng")
    user.is_staff = True
    user.save()
    grant(user, "reports.view_target", "members.view_member")
    AccessFactory(user=user, committee=small.committee)
    return user


@pytest.fixture
def secretary(small, django_user_model):
    """A user of branch one alone."""
    user = django_user_model.objects.create_user("secretary", full_name="Bí thư")
    grant(user, "reports.view_target")
    AccessFactory(user=user, branch=small.one)
    return user


@pytest.fixture
def term(small):
    """The term of the committee in which papers are numbered."""
    return CommitteeTerm.objects.create(
        committee=small.committee, name="2020–2025", started_on=dt.date(2020, 6, 1)
    )


@pytest.fixture
def quick_files(monkeypatch):
    """Signing without drawing the paper, which takes two seconds."""
    quick = {kind: lambda doc: doc.foot.encode() for kind in sign.FILES}
    monkeypatch.setattr(sign, "FILES", quick)


def grant(user, *rights):
    """Give rights by permission, not by group."""
    for right in rights:
        app, codename = right.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )


@pytest.fixture
def seen(office):
    """The office user who may look at whatever the log tells."""
    apps = ("members", "branches", "enterprises", "surveys", "reports")
    names = {
        "members": ("member", "spell", "placement"),
        "branches": ("branch", "branchname", "branchlink"),
        "enterprises": ("enterprise",),
        "surveys": ("surveyrecord",),
        "reports": ("target", "report"),
    }
    rights = (f"{app}.view_{name}" for app in apps for name in names[app])
    grant(office, *rights)
    return type(office).objects.get(pk=office.pk)


@pytest.fixture
def facts(small):
    """What will be corrected beside the people: a target, a survey."""
    target = TargetFactory(
        committee=small.committee, indicator="T02", level="assigned", year=2021, value=2
    )
    return target, SurveyRecordFactory(surveyed_on=dt.date(2021, 5, 5))
