"""Each list asks the same for one row and for three."""

import pytest
from django.urls import reverse

from enterprises.tests.factories import EnterpriseFactory
from surveys.gate import acts
from surveys.tests.factories import SurveyDraftFactory, SurveyRecordFactory
from surveys.tests.gate.conftest import list_them

COUNTS = pytest.mark.parametrize("count", [1, 3])


@pytest.fixture
def filled(gate, count):
    """As many listed, drafted, waiting and met beside the list."""
    made = EnterpriseFactory.create_batch(count, representative="Ông Đại Diện")
    for row in gate.campaign.listed.all():
        row.void(by=None, reason="Làm lại danh sách")
    list_them(gate.campaign, gate.assignment, *made)
    for row in made:
        place = {"campaign": gate.campaign, "enterprise": row}
        SurveyDraftFactory(**place, entered_by=gate.surveyor)
        SurveyRecordFactory(**place, proposed="eligible", team=gate.team)
        SurveyRecordFactory(campaign=gate.campaign, team=gate.team)
    return made


@COUNTS
@pytest.mark.parametrize(
    ("name", "query", "queries"),
    [
        ("records", {}, 8),
        ("record-list", {}, 11),
        ("record-list", {"q": "thu nghiem"}, 11),
        ("record-enterprise-new", {"q": "thu nghiem"}, 11),
    ],
)
def test_query_count_at_the_gate(
    client, gate, filled, name, query, queries, django_assert_num_queries
):
    client.force_login(gate.surveyor)
    args = [] if name == "records" else [gate.campaign.pk]
    with django_assert_num_queries(queries):
        client.get(reverse(f"surveys:{name}", args=args), query)


@COUNTS
def test_query_count_of_the_worklist(client, gate, filled, django_assert_num_queries):
    client.force_login(gate.office)
    with django_assert_num_queries(8):
        client.get(reverse("surveys:record-confirmations"))


@COUNTS
def test_query_count_of_a_record(client, gate, count, django_assert_num_queries):
    """One or three versions, one or three đoàn thể."""
    kinds = ("trade_union", "veterans", "women_union")[:count]
    record = acts.file_record(
        campaign=gate.campaign,
        enterprise=gate.mine[0],
        by=gate.office,
        surveyed_on=gate.campaign.started_on,
        organisations=[(kind, 5) for kind in kinds],
    )
    for number in range(count):
        record = acts.correct(record, by=gate.office, reason=f"Lần {number}")
    client.force_login(gate.office)
    with django_assert_num_queries(10):
        client.get(record.get_absolute_url())


@COUNTS
def test_query_count_of_the_list_of_records(
    client, desk, gate, filled, django_assert_num_queries
):
    with django_assert_num_queries(40):
        client.get(reverse("admin:surveys_surveyrecord_changelist"))
