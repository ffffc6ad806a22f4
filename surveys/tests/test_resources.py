"""Import and export of survey records and visits."""

import datetime as dt

import pytest

from accounts.tests.port import Port, faults, unchanged
from enterprises.models import Agency, Ward
from enterprises.tests.factories import EnterpriseFactory, tax_code
from surveys.models import Campaign, OutreachCase, Proposal, SurveyRecord, Visit
from surveys.models.record import CLOSED
from surveys.models.record_sense import COUNTS
from surveys.tests.factories import (
    CaseStepFactory,
    SurveyedOrganisationFactory,
    TeamFactory,
)

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


def test_an_imported_visit_fits_its_case(desk, case):
    head = ["Mã số thuế", "Ngày mở hồ sơ vận động", "Ngày gặp", "Gặp ai"]
    tax, met = case.enterprise.tax_code, "Chủ doanh nghiệp"
    rows = [[tax, DAY, day, met] for day in ("31/03/2021", "01/01/2199")]
    got = faults(Port(desk.client, Visit).upload([head, *rows]))
    assert [(line, column) for line, column, _ in got] == [
        (2, "Ngày gặp"),
        (3, "Ngày gặp"),
    ]


def test_visits_of_a_closed_case_go_round(desk, case):
    Visit.objects.create(case=case, visited_on=DAY, met="owner")
    OutreachCase.objects.update(closed_on=DAY)
    assert unchanged(Port(desk.client, Visit), 1)
    head = ["Mã số thuế", "Ngày mở hồ sơ vận động", "Ngày gặp", "Gặp ai", "Nơi gặp"]
    row = [case.enterprise.tax_code, DAY, DAY, "Chủ doanh nghiệp", "Trụ sở"]
    [(_, column, said)] = faults(Port(desk.client, Visit).upload([head, row]))
    assert (column, said) == ("Ngày gặp", "Hồ sơ đã khép ngày 01/04/2021")


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
    [(SurveyRecord, 10), (Visit, 8), (Proposal, 8)],  # one tells whom a file holds
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


def test_every_column_of_a_record_goes_round(desk, campaign, firm):
    other = EnterpriseFactory(tax_code=tax_code(7), name="Công ty Gốc")
    team = TeamFactory(campaign=campaign, name="Tổ 1")
    TeamFactory(name="Tổ 1")  # of another campaign
    full = {name: 2 for name in COUNTS}
    record(
        campaign,
        **{**full, "workers": 30, "members_at_home": 1, "members_elsewhere": 1},
        enterprise=firm,
        team=team,
        found="duplicate",
        duplicate_of=other,
        real_address="Số 1",
        real_ward=Ward.objects.first(),
        attempts=2,
        owner_is_member=True,
        has_room=False,
        attitude="agree",
        party_body="none",
        owner_born=1970,
    )
    assert unchanged(Port(desk.client, SurveyRecord), 1)


HEAD = ["Đợt khảo sát", "Mã số thuế", "Doanh nghiệp", "Ngày khảo sát"]


def test_line_is_proposed_and_its_class_is_confirmed_by_who_brings_it(
    desk, campaign, firm
):
    port = Port(desk.client, SurveyRecord)
    head = [*HEAD, "Tổ chức đảng", "Đảng viên chính thức", "Kết quả phân loại"]
    row = ["Đợt 1", firm.tax_code, "", "02/04/2021", "Chưa có", "3"]
    port.bring_in([head, [*row, ""]])
    got = SurveyRecord.objects.get()
    assert (got.proposed, got.result, got.confirmed_by) == ("eligible", "", None)
    port.bring_in([head, [*row, "Có 1–2 đảng viên"]])
    got = SurveyRecord.objects.get()
    assert (got.result, got.confirmed_by, got.confirm_reason) == (
        "near_eligible",
        desk.user,
        "Theo tệp nhập",
    )


def test_team_is_the_one_of_the_campaign_of_the_line(desk, campaign, firm):
    port = Port(desk.client, SurveyRecord)
    TeamFactory(name="Tổ 1")
    row = ["Đợt 1", firm.tax_code, "", "02/04/2021", "Tổ 1"]
    got = faults(port.upload([[*HEAD, "Tổ khảo sát"], row]))
    assert [(line, column) for line, column, _ in got] == [(2, "Tổ khảo sát")]
    team = TeamFactory(campaign=campaign, name="Tổ 1")
    port.bring_in([[*HEAD, "Tổ khảo sát"], row])
    assert SurveyRecord.objects.get().team == team


def test_closed_campaign_takes_no_line(desk, campaign, firm):
    record(campaign, enterprise=firm)
    campaign.closed_on = dt.date(2021, 12, 31)
    campaign.save()
    other = EnterpriseFactory(name="Công ty B")
    port = Port(desk.client, SurveyRecord)
    rows = [
        ["Đợt 1", firm.tax_code, "", "03/04/2021"],
        ["Đợt 1", "", other.name, "03/04/2021"],
    ]
    got = faults(port.upload([HEAD, *rows]))
    said = CLOSED.removesuffix(".")
    assert [(line, words) for line, _, words in got] == [(2, said), (3, said)]


def test_organisations_of_a_record_go_round(desk, campaign, firm):
    row = record(campaign, enterprise=firm)
    SurveyedOrganisationFactory(record=row, members=12)
    assert unchanged(Port(desk.client, SurveyRecord), 1, resource=1)
