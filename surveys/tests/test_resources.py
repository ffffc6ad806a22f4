"""Import and export of survey records and visits."""

import datetime as dt

import pytest

from accounts.tests.port import Port, faults, unchanged
from enterprises.models import Agency
from enterprises.tests.factories import EnterpriseFactory, tax_code
from surveys.models import Campaign, OutreachCase, SurveyRecord, Visit

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
    for met in ("owner", "other"):
        Visit.objects.create(case=case, visited_on=DAY, met=met, attitude="agree")
    assert unchanged(Port(desk.client, Visit), 2)


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
@pytest.mark.parametrize("model", [SurveyRecord, Visit])
def test_export_query_count(
    desk, campaign, case, model, count, django_assert_num_queries
):
    for number in range(count):
        record(campaign, enterprise=EnterpriseFactory())
        Visit.objects.create(
            case=case, visited_on=DAY + dt.timedelta(number), met="owner"
        )
    port = Port(desk.client, model)
    fields = desk.client.get(port.url("export")).context["form"].fields
    name = f"{model.__name__.lower()}resource_"
    chosen = {field: "on" for field in fields if field.startswith(name)}
    with django_assert_num_queries(7):
        desk.client.post(port.url("export"), {"resource": 0, "format": 0, **chosen})
