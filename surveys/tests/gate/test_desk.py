"""What a surveyor may do at the desk: enter for the own team, rewrite nothing filed."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.tests.desk import Desk
from accounts.tests.port import Port, faults
from branches.tests.factories import BranchFactory
from enterprises.tests.factories import AddressFactory
from members import actions
from members.tests.factories import MemberFactory
from surveys.models import FoundingPerson, SurveyedOrganisation, SurveyRecord
from surveys.resources import records
from surveys.tests.factories import OutreachCaseFactory

HEAD = ["Đợt khảo sát", "Mã số thuế", "Doanh nghiệp", "Ngày khảo sát",
        "Khó khăn, đề xuất", "Kết quả phân loại"]  # fmt: skip
ELIGIBLE = "Đủ điều kiện thành lập"


@pytest.fixture
def surveyor(client, gate):
    gate.surveyor.is_staff = True
    gate.surveyor.save()
    return Desk(client, gate.surveyor)


@pytest.fixture
def port(surveyor):
    return Port(surveyor.client, SurveyRecord)


def line(enterprise, note="", result=""):
    return ["Đợt 1", enterprise.tax_code, "", "15/04/2021", note, result]


def change(row):
    name = f"admin:surveys_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


def test_filed_record_is_not_rewritten(surveyor, filed):
    for row in (filed, filed.organisations.get()):
        assert surveyor.client.get(change(row)).status_code == 200
        assert surveyor.client.post(change(row), {"note": "x"}).status_code == 403
    assert SurveyRecord.objects.get().note == "Chật chỗ"


def test_nothing_is_filed_or_voided_past_the_gate(surveyor, filed):
    add = reverse("admin:surveys_surveyrecord_add")
    assert surveyor.client.get(add).status_code == 403
    for row in (filed, filed.organisations.get()):
        name = f"admin:surveys_{row._meta.model_name}_delete"
        void = reverse(name, args=[row.pk])
        assert surveyor.client.post(void, {"reason": "x"}).status_code == 403
    assert SurveyRecord.objects.get().voided_at is None


def test_office_still_writes_it(client, gate, filed):
    gate.office.is_staff = True
    gate.office.save()
    assert Desk(client, gate.office).save(SurveyRecord, filed, note="Rộng").is_saved


def test_file_does_not_rewrite_a_filed_record(port, gate, filed):
    got = faults(port.upload([HEAD, line(gate.mine[0], note="Rộng")]))
    assert [(n, column) for n, column, _ in got] == [(2, "Khó khăn, đề xuất")]
    assert records.FILED in got[0][2]
    assert faults(port.upload([HEAD, line(gate.mine[0], note="Chật chỗ")])) == []


def test_file_does_not_confirm_a_class(port, gate):
    rows = [line(gate.mine[0], result=ELIGIBLE), line(gate.mine[1])]
    [(number, column, said)] = faults(port.upload([HEAD, *rows]))
    assert (number, column) == (2, "Kết quả phân loại")
    assert records.CONFIRMED in said
    port.bring_in([HEAD, rows[1]])
    assert SurveyRecord.objects.get().result == ""


def test_file_holds_the_own_team_s_enterprises(port, gate):
    [(_, column, said)] = faults(port.upload([HEAD, line(gate.theirs)]))
    assert column == "Doanh nghiệp"
    assert records.NOT_OURS in said


def test_file_of_parts_is_the_office_s(gate):
    resource = records.SurveyedOrganisationResource
    assert not resource.may_import(gate.surveyor)
    assert resource.may_import(gate.office)
    assert resource._meta.model is SurveyedOrganisation


@pytest.fixture
def member(gate):
    committee = gate.surveyor.access_rows.get().committee
    firm = AddressFactory().enterprise
    branch = BranchFactory(committee=committee, enterprises=[firm])
    found, day = MemberFactory(full_name="Trần Đảng Viên"), dt.date(2020, 1, 1)
    actions.admit(member=found, branch=branch, decision_on=day, ceremony_on=day)
    return found


def test_member_is_not_chosen_without_the_right(surveyor, gate, member):
    case = OutreachCaseFactory(enterprise=gate.mine[0])
    answer = surveyor.save(FoundingPerson, case=case.pk, member=member.pk)
    assert "member" in answer.errors
    assert not FoundingPerson.objects.exists()


def test_member_who_is_named_is_kept_without_the_name(surveyor, gate, member):
    case = OutreachCaseFactory(enterprise=gate.mine[0])
    row = FoundingPerson.objects.create(case=case, member=member)
    assert surveyor.save(FoundingPerson, row, paper_number="GT 1").is_saved
    row.refresh_from_db()
    assert (row.member, row.paper_number) == (member, "GT 1")
    surveyor.client.get(change(row))  # it answers what was saved
    html = surveyor.client.get(change(row)).content.decode()
    assert "Trần Đảng Viên" not in html
