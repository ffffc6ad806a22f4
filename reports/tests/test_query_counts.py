"""Rule 25: however many rows a page shows, it asks the same number of questions.

The numbers are written down: one more is a decision, and here it is made. Nine are
the frame of every page: session, user, register, the rights of the user and of the
groups, committees, branches, the chosen committee, the tree.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy

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
from members.models import Ownership, Qualification
from members.tests.factories import MemberFactory
from reports.tests.conftest import grant
from reports.tests.factories import TargetFactory
from surveys.tests.factories import (
    OutreachCaseFactory,
    SurveyRecordFactory,
    VisitFactory,
)

TODAY = dt.date(2022, 1, 14)
WHOLE_YEAR_PAGE = 15  # at most, issue 2

# {page: (questions of the office, of a secretary)}; its XLSX writes one line of the log more.
PAGES = {
    "targets": (11, 11),
    "movement": (13, 13),
    "branches": (10, 10),
    "composition": (11, 11),
    "growth": (15, 11),
    "roster": (13, 13),
}
FIGURES = {
    # Two more where there are targets: the branches' targets and their last year.
    **dict.fromkeys(("T01", "T02", "T03", "T10"), (16, 16)),
    **dict.fromkeys(("S01", "S02", "S03", "S04", "S05", "S06"), (14, 14)),
    # Surveys and visits are of the whole body: a secretary's list is empty.
    **dict.fromkeys(("T04", "T04S", "T05"), (12, 9)),
}
_BRANCHES, _PEOPLE, _ENTERPRISES = (11, 11), (12, 12), (11, 9)
LISTS = {
    **dict.fromkeys(("figure/T01", "figure/S01"), _BRANCHES),
    **dict.fromkeys(("branches/in_founded", "branches/closing"), _BRANCHES),
    **dict.fromkeys((f"figure/{code}" for code in ("T02", "T03", "T10")), _PEOPLE),
    **dict.fromkeys((f"figure/S0{number}" for number in range(2, 7)), _PEOPLE),
    **dict.fromkeys(("movement/in_admitted", "movement/out_died"), _PEOPLE),
    **dict.fromkeys(("movement/recognised", "movement/closing"), _PEOPLE),
    **dict.fromkeys(("composition/female", "composition/theory_1"), _PEOPLE),
    **dict.fromkeys(("figure/T04", "figure/T04S", "figure/T05"), _ENTERPRISES),
}
ADDRESSES = {
    **{reverse_lazy(f"reports:{name}"): number for name, number in PAGES.items()},
    **{
        reverse_lazy("reports:figure", args=[code]): number
        for code, number in FIGURES.items()
    },
    **{
        reverse_lazy("reports:list", args=key.split("/")): number
        for key, number in LISTS.items()
    },
}
ROLES = ("office", "secretary")


def fill(branch):
    """One row for each list: somebody admitted, recognised, gone; a survey, a visit."""
    enterprise = AddressFactory().enterprise
    new, recognised, gone = (
        actions.admit(member=MemberFactory(sex=sex), branch=branch, ceremony_on=day)
        for sex, day in (
            ("female", dt.date(2021, 3, 2)),
            ("male", dt.date(2020, 2, 3)),
            ("male", dt.date(2019, 4, 4)),
        )
    )
    actions.recognise(spell=recognised, recognised_on=dt.date(2021, 2, 10))
    actions.leave(
        placement=gone.placements.get(), on=dt.date(2021, 6, 7), reason="died"
    )
    Ownership.objects.create(
        member=new.member,
        enterprise=enterprise,
        basis="director",
        started_on=dt.date(2018, 1, 1),
    )
    Qualification.objects.create(
        member=new.member, kind="theory", level=1, granted_on=dt.date(2020, 1, 1)
    )
    SurveyRecordFactory(enterprise=enterprise, is_in_depth=True)
    VisitFactory(case=OutreachCaseFactory(enterprise=enterprise))


def admit_one(branch):
    """The least that puts a branch into every table by branch."""
    actions.admit(
        member=MemberFactory(), branch=branch, ceremony_on=dt.date(2021, 3, 2)
    )


@pytest.fixture
def grow(db):
    """Make a body of so many branches, each with so many rows; returns it and them."""
    Register.objects.update_or_create(
        pk=Register.ONLY, defaults={"is_demo": True, "stands_on": TODAY}
    )

    def make(count, put=fill, rows=1):
        body = CommitteeFactory(is_own=True)
        SuperiorFactory(committee=body)
        TargetFactory(committee=body)
        return body, [founded(body, put, rows) for _ in range(count)]

    with clock.fixed(TODAY):
        yield make


def founded(body, put, rows):
    branch = BranchFactory(
        committee=body,
        enterprises=[AddressFactory().enterprise],
        founded_on=dt.date(2021, 1, 5),
    )
    for _ in range(rows):
        put(branch)
    return branch


def log_in(client, role, body, branches):
    """A clerk of the body, or the secretary of its first branch."""
    user = User.objects.create_user(role, full_name=role, is_staff=role == "office")
    grant(user, "reports.view_target", "members.view_member")
    where = {"committee": body} if role == "office" else {"branch": branches[0]}
    AccessFactory(user=user, **where)
    client.force_login(user)


def asked(client, address, **query):
    """How many questions the page asks; it must be there, with its tables."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, {"year": 2021, **query})
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("count", [1, 3])
def test_every_page_list_and_xlsx_query_count(client, grow, role, count):
    body, branches = grow(count, rows=count)
    log_in(client, role, body, branches)
    wanted = {str(a): number[ROLES.index(role)] for a, number in ADDRESSES.items()}
    assert {address: asked(client, address) for address in wanted} == wanted
    sheets = {address: asked(client, address, format="xlsx") for address in wanted}
    assert sheets == {address: number + 1 for address, number in wanted.items()}


@pytest.mark.parametrize(
    ("role", "empty"),
    [("office", set()), ("secretary", {"figure/T04", "figure/T04S", "figure/T05"})],
)
def test_counted_lists_have_rows(client, grow, role, empty):
    body, branches = grow(3, rows=3)
    log_in(client, role, body, branches)
    addresses = {key: reverse("reports:list", args=key.split("/")) for key in LISTS}
    pages = {key: client.get(a, {"year": 2021}) for key, a in addresses.items()}
    rows = {key: len(page.context["tables"][0].rows) for key, page in pages.items()}
    assert {key for key, number in rows.items() if not number} == empty


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("count", [3, 300])
def test_year_page_query_count_is_the_same_for_all_sizes(client, grow, role, count):
    body, branches = grow(count, put=admit_one)
    log_in(client, role, body, branches)
    found = {name: asked(client, reverse(f"reports:{name}")) for name in PAGES}
    assert found == {name: number[ROLES.index(role)] for name, number in PAGES.items()}
    assert max(found.values()) <= WHOLE_YEAR_PAGE
