"""Import and export of survey records and visits."""

import datetime as dt

import pytest

from accounts.tests.port import Port, faults, unchanged
from enterprises.models import Agency
from enterprises.tests.factories import EnterpriseFactory, tax_code
from surveys.models import Campaign, OutreachCase, Proposal, SurveyRecord, Visit
from surveys.tests.factories import CaseStepFactory

DAY = dt.date(2021, 4, 1)


@pytest.fixture
def campaign(db):
    return Campaign.objects.create(name="Đợt 1", started_on=DAY)


@pytest.fixture
def firm(db):
    return EnterpriseFactory(tax_code=tax_code(1), name="Công ty A")


@pytest.fixture
def case(firm):
    return OutreachCase.objects.create(enterprise=firm, opened_on=DAY)


def record(campaign, **facts):
    return SurveyRecord.objects.create(campaign=campaign, surveyed_on=DAY, **facts)


def test_survey_records_go_round(desk, campaign, firm):
    agency = Agency.objects.create(kind="tax", name="Chi cục Thuế quận")
    record(campaign, enterprise=firm, agency=agency, result="eligible", note="a\nb")
    record(campaign, enterprise=EnterpriseFactory(), is_in_depth=True)
    assert unchanged(Port(desk.client, SurveyRecord), 2)


def test_survey_record_comes_in_once_a_campaign(desk, campaign, firm):
    port = Port(desk.client, SurveyRecord)
    head = ["Đợt khảo sát", "Mã số thuế", "Doanh nghiệp", "Ngày khảo sát",
            "Kết quả phân loại"]  # fmt: skip
    row = ["Đợt 1", firm.tax_code, "", "02/04/2021", "Đủ điều kiện thành lập"]
    port.bring_in([head, row])
    assert SurveyRecord.objects.get().result == "eligible"
    got = faults(port.upload([head, row, row, ["Đợt 2", "", "Công ty B", "", ""]]))
    assert [(line, column) for line, column, _ in got] == [
        (3, "Đợt khảo sát"),
        (4, "Đợt khảo sát"),
        (4, "Doanh nghiệp"),
        (4, "Ngày khảo sát"),
    ]


def test_visits_go_round(desk, case):
    whole = {"next_action": "Gửi mẫu đơn", "next_by": "Khảo", "next_on": DAY}
    whole |= {"met_name": "Bà Chủ", "place": "Trụ sở", "next_done_on": DAY}
    for met in ("owner", "other"):
        Visit.objects.create(
            case=case, visited_on=DAY, met=met, attitude="agree", **whole
        )
    assert unchanged(Port(desk.client, Visit), 2)


def test_proposals_go_round(desk, case):
    sent = {"forwarded_to": "UBND phường", "forwarded_on": DAY}
    Proposal.objects.create(case=case, raised_on=DAY, content="Chỗ để xe", **sent)
    Proposal.objects.create(
        case=case, raised_on=DAY, content="Đèn", answered_on=DAY, answer="Đã lắp"
    )
    assert unchanged(Port(desk.client, Proposal), 2)


def test_an_imported_visit_can_not_take_what_a_step_rests_on(desk, case):
    """The owner agreed at this visit; a file that says otherwise is refused."""
    visit = Visit.objects.create(
        case=case, visited_on=DAY, met="owner", attitude="agree"
    )
    CaseStepFactory(case=case, stage="agreed", happened_on=DAY)
    head = ["Mã số thuế", "Ngày mở hồ sơ vận động", "Ngày gặp", "Gặp ai", "Thái độ"]
    row = [case.enterprise.tax_code, DAY, DAY, "Chủ doanh nghiệp", "Không đồng ý"]
    [(line, _, said)] = faults(Port(desk.client, Visit).upload([head, row]))
    assert line == 2
    assert "dựa vào lần gặp này" in said
    visit.refresh_from_db()
    assert visit.attitude == "agree"


def test_visit_comes_in_by_enterprise_and_day_of_the_case(desk, case):
    head = [
        "Mã số thuế",
        "Doanh nghiệp",
        "Ngày mở hồ sơ vận động",
        "Ngày gặp",
        "Gặp ai",
    ]
    row = ["", "Công ty A", DAY, "03/05/2021", "Chủ doanh nghiệp"]
    Port(desk.client, Visit).bring_in([head, row])
    assert Visit.objects.get().case == case


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("model", "queries"),
    [(SurveyRecord, 7), (Visit, 8), (Proposal, 8)],  # one tells whom a file holds
)
def test_export_query_count(
    desk, campaign, case, model, queries, count, django_assert_num_queries
):
    for number in range(count):
        record(campaign, enterprise=EnterpriseFactory())
        day = DAY + dt.timedelta(number)
        Visit.objects.create(case=case, visited_on=day, met="owner")
        Proposal.objects.create(case=case, raised_on=day, content="Chỗ để xe")
    port = Port(desk.client, model)
    fields = desk.client.get(port.url("export")).context["form"].fields
    name = f"{model.__name__.lower()}resource_"
    chosen = {field: "on" for field in fields if field.startswith(name)}
    with django_assert_num_queries(queries):
        desk.client.post(port.url("export"), {"resource": 0, "format": 0, **chosen})
