"""Tiến độ vận động: each number is the list behind it, as of the day that is asked."""

import datetime as dt

import pytest
from django.urls import reverse

from branches.tests.factories import AccessFactory
from reports.outreach.progress import Progress, further
from reports.spans import Span
from reports.tests.conftest import grant
from surveys.cases.stages import C
from surveys.models import OutreachCase, Proposal
from surveys.tests.factories import (
    CaseStepFactory,
    OutreachCaseFactory,
    ProposalFactory,
    VisitFactory,
)

D = dt.date
URL = reverse("reports:outreach-progress")
YEAR = Span(D(2021, 1, 1), D(2021, 12, 31))


def case_on(opened_on, *steps, **facts):
    """A case with its steps: (stage, day) or (stage, day, reason)."""
    case = OutreachCaseFactory(opened_on=opened_on, **facts)
    for stage, day, *reason in steps:
        said = {"reason": reason[0]} if reason else {}
        if stage == C.DEFERRED:
            said["review_on"] = day + dt.timedelta(days=90)
        CaseStepFactory(case=case, stage=stage, happened_on=day, **said)
    return case


@pytest.fixture
def year(small):
    """Six cases of 2021, one that began before it, and one voided."""
    way = [(C.SURVEYED, D(2021, 3, 1)), (C.CANDIDATE, D(2021, 3, 10))]
    met = (C.OUTREACH, D(2021, 4, 1))
    agreed = case_on(D(2021, 2, 1), *way, met, (C.AGREED, D(2021, 5, 1)))
    resting = case_on(
        D(2021, 2, 1), *way, met, (C.DEFERRED, D(2021, 6, 1), "owner_refuses")
    )
    again = case_on(
        D(2021, 2, 1),
        *way,
        met,
        (C.DEFERRED, D(2021, 6, 1), "business"),
        (C.OUTREACH, D(2021, 9, 1)),
    )
    case_on(D(2021, 2, 1), (C.SURVEYED, D(2021, 3, 1)), (C.WATCH, D(2021, 3, 2)))
    case_on(D(2021, 2, 1), (C.EXCLUDED, D(2021, 3, 1), "moved"))
    case_on(D(2021, 12, 1))
    case_on(D(2020, 2, 1), (C.SURVEYED, D(2020, 3, 1)), (C.WATCH, D(2021, 1, 5)))
    case_on(D(2021, 2, 1), *way).void(by=None, reason="Nhầm")
    _visits(agreed, resting, again)
    return agreed


def _visits(agreed, resting, again):
    VisitFactory(case=agreed, visited_on=D(2021, 4, 1), attitude="considering")
    VisitFactory(case=agreed, visited_on=D(2021, 5, 1), attitude="agree")
    VisitFactory(case=resting, visited_on=D(2021, 5, 20), attitude="opposed")
    VisitFactory(case=again, visited_on=D(2021, 5, 20), attitude="opposed")
    VisitFactory(case=again, visited_on=D(2022, 1, 5), attitude="agree")
    row = {"case": agreed, "content": "Chỗ để xe"}
    ProposalFactory(raised_on=D(2021, 4, 1), **row)
    sent = {"forwarded_to": "UBND", "forwarded_on": D(2021, 12, 20)}
    ProposalFactory(raised_on=D(2021, 12, 18), **row, **sent)
    done = {"answered_on": D(2022, 1, 3), "answer": "Đã bố trí"}
    ProposalFactory(raised_on=D(2020, 12, 1), **row, **done)


def progress(small, span=YEAR):
    return Progress(small.asked().scope, span)


def numbers(small, prefix, span=YEAR):
    """{the rest of the key: number} of one column, without the zeros."""
    found = progress(small, span).numbers.items()
    return {k.partition("-")[2]: n for k, n in found if n and k.startswith(prefix)}


def test_cases_that_came_to_each_stage(year, small):
    assert numbers(small, "entered") == {
        "listed": 6,
        "surveyed": 4,
        "watch": 2,
        "candidate": 3,
        "outreach": 3,
        "agreed": 1,
        "deferred": 2,
        "excluded": 1,
    }


def test_cases_that_went_on(year, small):
    """Resting and leaving the list are no way on; a step before is none either."""
    assert numbers(small, "onward") == {
        "listed": 4,
        "surveyed": 3,
        "candidate": 3,
        "outreach": 1,
    }


def test_where_cases_stand_on_the_last_day(year, small):
    assert numbers(small, "standing") == {
        "listed": 1,
        "watch": 2,
        "outreach": 1,
        "agreed": 1,
        "deferred": 1,
        "excluded": 1,
    }


def test_an_earlier_day_knows_what_was_then(year, small):
    span = Span(D(2021, 1, 1), D(2021, 3, 5))
    assert numbers(small, "standing", span) == {
        "surveyed": 3,
        "watch": 2,
        "excluded": 1,
    }
    assert numbers(small, "onward", span) == {"listed": 4}


def test_why_cases_rest_or_left(year, small):
    found = progress(small).numbers
    shown = {k: n for k, n in found.items() if n and k.split("-")[0] in C.values}
    assert shown == {
        "deferred-owner_refuses": 1,
        "deferred-business": 1,
        "excluded-moved": 1,
    }


def test_attitudes_of_the_span_and_of_the_day(year, small):
    assert numbers(small, "visits") == {"agree": 1, "considering": 1, "opposed": 2}
    assert numbers(small, "met") == {"agree": 1, "considering": 1, "opposed": 2}
    assert numbers(small, "latest") == {"agree": 1, "opposed": 2}
    january = Span(D(2022, 1, 1), D(2022, 1, 14))
    assert numbers(small, "latest", january) == {"agree": 2, "opposed": 1}


def test_proposals_of_the_span_and_of_the_day(year, small):
    assert numbers(small, "asked") == {
        "raised": 2,
        "forwarded": 1,
        "open": 3,
        "overdue": 2,
    }


def test_a_closed_case_stands_nowhere(year, small):
    OutreachCase.objects.filter(pk=year.pk).update(closed_on=YEAR.last)
    assert "agreed" not in numbers(small, "standing")
    assert numbers(small, "entered")["agreed"] == 1


def test_ages_are_days_in_the_stage(year, small):
    found = progress(small)
    assert [days for days, _ in found.ages[C.WATCH]] == [360, 304]
    assert found.median_age(C.WATCH) == 332
    assert found.median_age(C.AGREED) == 244
    assert found.median_age(C.DOSSIER) is None


def test_a_median_of_half_a_day_is_rounded_up(small):
    for day in (1, 2):
        case_on(D(2021, 1, 1), (C.WATCH, D(2021, 3, day)))
    assert progress(small, Span(D(2021, 1, 1), D(2021, 3, 2))).median_age(C.WATCH) == 1


SPANS = {
    "the year": YEAR,
    "a day in spring": Span(D(2021, 1, 1), D(2021, 5, 2)),
    "January": Span(D(2022, 1, 1), D(2022, 1, 14)),
    "one day": Span(D(2021, 6, 1), D(2021, 6, 1)),
    "before": Span(D(2019, 1, 1), D(2019, 12, 31)),
}


@pytest.mark.parametrize("what", SPANS)
def test_every_number_is_the_length_of_its_list(year, small, what):
    found = progress(small, SPANS[what])
    lists = {key: found.list_of(key).count() for key in found.figures}
    assert lists == found.numbers


def test_the_stock_and_its_ages_are_the_same_cases(year, small):
    found = progress(small)
    for stage in C:
        assert len(found.ages[stage]) == found.numbers[f"standing-{stage}"]


def test_no_number_of_a_branch(year, small):
    from_branch = small.asked()
    scope = from_branch.scope.__class__(
        from_branch.scope.committee,
        from_branch.scope.reach.__class__(
            from_branch.scope.reach.committees, frozenset([small.one.pk]), False
        ),
    )
    assert set(Progress(scope, YEAR).numbers.values()) == {0}


def test_further_on_is_the_way_alone():
    assert further(C.DEFERRED) == further(C.EXCLUDED) == further(C.ANNOUNCED) == ()
    assert further(C.WATCH) == further(C.SURVEYED)
    assert further(C.SUBMITTED) == (C.DECIDED, C.ANNOUNCED)


# The pages


@pytest.fixture
def clerk(client, office):
    grant(office, "surveys.view_outreachcase")
    client.force_login(office)
    return client


def test_each_number_of_the_page_opens_a_list_as_long(clerk, year):
    page = clerk.get(URL, {"year": 2021, "as_of": "31/12/2021"})
    seen = 0
    for table in page.context["tables"]:
        for cell in (cell for row in table.rows for cell in row.cells):
            if "/progress/" in cell.url:
                seen += 1
                if cell.value:
                    assert clerk.get(cell.url).context["total"] == cell.value
    assert seen == 12 * 2 + 9 + 11 * 2 + 5 * 3 + 5


def test_the_page_honours_the_day(clerk, year):
    def standing(day):
        page = clerk.get(URL, {"year": 2021, "as_of": day})
        return {label: n for label, n, _, _ in page.context["bars"] if n}

    assert standing("05/03/2021")["Đã khảo sát"] == 3
    assert "Đã khảo sát" not in standing("31/12/2021")


def test_the_list_names_the_cases(clerk, year):
    url = reverse("reports:outreach-progress-list", args=["standing-agreed"])
    page = clerk.get(url, {"year": 2021}).content.decode()
    assert str(year.enterprise) in page
    assert "đúng bằng con số đã mở" in page


def test_a_figure_that_is_none_is_not_found(clerk, small):
    url = reverse("reports:outreach-progress-list", args=["nothing"])
    assert clerk.get(url).status_code == 404


def test_a_bad_question_is_said_at_its_field(clerk, small):
    page = clerk.get(URL, {"as_of": "31/02/2021"})
    assert [*page.context["scope_form"].errors] == ["as_of"]
    assert "tables" not in page.context


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("key", "queries"), [("", 15), ("visits-agree", 13)])
def test_query_count(clerk, small, count, key, queries, django_assert_num_queries):
    for _ in range(count):
        case = case_on(D(2021, 2, 1), (C.WATCH, D(2021, 3, 1)))
        VisitFactory(case=case, visited_on=D(2021, 4, 1), attitude="agree")
        ProposalFactory(case=case, raised_on=D(2021, 4, 1))
    url = reverse("reports:outreach-progress-list", args=[key]) if key else URL
    with django_assert_num_queries(queries):
        clerk.get(url)


def test_who_looks_after_a_branch_is_refused(client, secretary, year):
    grant(secretary, "surveys.view_outreachcase")
    client.force_login(secretary)
    assert client.get(URL).status_code == 403


def test_without_the_right_it_is_refused(client, office, year):
    client.force_login(office)
    assert client.get(URL).status_code == 403


def test_another_committee_of_the_user_is_not_needed(client, secretary, small, year):
    """Looking after the committee as well opens it."""
    grant(secretary, "surveys.view_outreachcase")
    AccessFactory(user=secretary, committee=small.committee)
    client.force_login(secretary)
    assert client.get(URL).status_code == 200
    assert Proposal.objects.count() == 3
