"""The page of a case and its steps."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from branches.tests.factories import BranchFactory
from enterprises.tests.factories import AddressFactory, EnterpriseFactory
from surveys.cases.stages import C
from surveys.models import CaseStep, OutreachCase
from surveys.tests.cases.page import text, url
from surveys.tests.cases.world import D
from surveys.tests.factories import VisitFactory


def test_the_page_offers_one_main_action(clerk, world):
    page = clerk.get(world.case.get_absolute_url())
    assert page.context["next"].label == "Chuyển sang “Đã khảo sát”"
    assert text(page).count("button primary") == 1


NEXT = {
    C.SURVEYED: "Ghi lần gặp gỡ",
    C.WATCH: "Chuyển sang “Đủ điều kiện”",
    C.CANDIDATE: "Ghi lần gặp gỡ",
    C.OUTREACH: "Chuyển sang “Chủ doanh nghiệp đồng ý”",
    C.AGREED: "Chuyển sang “Hoàn thiện hồ sơ”",
    C.DOSSIER: "Chuyển sang “Đã trình”",
    C.SUBMITTED: "Ghi quyết định thành lập",
    C.DECIDED: "Ghi ngày lễ công bố",
    C.ANNOUNCED: "Khép hồ sơ",
    C.DEFERRED: "Ghi lần gặp gỡ",
    C.EXCLUDED: "Chuyển sang “Trong danh sách rà soát”",
}


@pytest.mark.parametrize("stage", NEXT, ids=lambda stage: stage.value)
def test_the_main_action_of_each_stage(clerk, world, stage):
    case = world.lead_to(stage)
    page = clerk.get(case.get_absolute_url())
    assert page.context["next"].label == NEXT[stage]


PROPOSED = {
    "eligible": ("candidate", ""),
    "near_eligible": ("watch", ""),
    "stopped": ("excluded", "?reason=stopped"),
    "has_org_elsewhere": ("excluded", "?reason=has_org"),
}


@pytest.mark.parametrize("result", PROPOSED)
def test_a_record_proposes_the_next_stage(clerk, world, result):
    case = world.lead_to(C.SURVEYED)
    case.enterprise.survey_records.update(result=result)
    stage, query = PROPOSED[result]
    found = clerk.get(case.get_absolute_url()).context["next"]
    assert found.url == url("case-go", case.pk, stage) + query


def test_the_page_says_whose_case_it_is(clerk, world):
    firm = world.case.enterprise
    firm.representative, firm.phone = "Bà Lê Thị Chủ", "024 3000 1111"
    firm.tax_code = "0100233488"
    firm.save()
    AddressFactory(enterprise=firm, line="Số 5 phố Một", started_on=D(2015, 1, 1))
    VisitFactory(case=world.case, visited_on=D(2021, 5, 2), place="Tại doanh nghiệp")
    page = text(clerk.get(world.case.get_absolute_url()))
    said = ["Địa chỉ: Số 5 phố Một", "0100233488", "Bà Lê Thị Chủ", "024 3000 1111"]
    assert [one for one in said if one not in page] == []
    assert "Nơi gặp: Tại doanh nghiệp." in page
    assert "Tại Tại" not in page


def test_the_page_leads_to_enterprise_record_and_branch(clerk, world):
    record = world.case.enterprise.survey_records.get()
    case = world.put(C.DECIDED)
    branch = BranchFactory()
    case.founding = branch.events_as_successor.get()
    case.save()
    firm = reverse("admin:enterprises_enterprise_change", args=[case.enterprise_id])
    links = [f'href="{firm}"', f'href="{branch.get_absolute_url()}"']
    record_link = f'href="{record.get_absolute_url()}"'
    page = text(clerk.get(case.get_absolute_url()))
    assert record_link in page
    assert str(branch) in page
    rights = ("view_branch", "view_enterprise")
    world.by.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    User.objects.filter(pk=world.by.pk).update(is_staff=True)
    page = text(clerk.get(case.get_absolute_url()))
    assert [link for link in links if link not in page] == []


def test_what_speaks_against_a_stage_stands_beside_it(clerk, world):
    page = text(clerk.get(world.case.get_absolute_url()))
    assert "Chưa được: " not in page
    world.case.visits.get().void(by=world.by, reason="Nhầm")
    page = text(clerk.get(world.case.get_absolute_url()))
    assert "Chưa được: Chưa ghi lần gặp gỡ nào đến ngày 01/06/2021" in page


def test_a_step_is_taken_on_its_page(clerk, world):
    page = clerk.get(url("case-go", world.case.pk, "surveyed"))
    assert [f.name for f in page.context["form"]] == ["happened_on", "note"]
    answer = clerk.post(
        url("case-go", world.case.pk, "surveyed"), {"happened_on": "02/05/2021"}
    )
    assert answer.url == world.case.get_absolute_url()
    step = CaseStep.objects.get(stage="surveyed")
    assert (step.happened_on, step.entered_by) == (D(2021, 5, 2), world.by)


def test_a_refused_step_says_why_and_keeps_what_was_typed(clerk, world):
    world.lead_to(C.OUTREACH)
    typed = {"happened_on": "02/03/2021", "reason": "business"}
    typed |= {"review_on": "01/12/2021", "note": "Dịch bệnh"}
    page = text(clerk.post(url("case-go", world.case.pk, "deferred"), typed))
    assert "Ngày không được trước bước “Đang vận động, 05/04/2021”." in page
    assert "Dịch bệnh" in page
    assert not CaseStep.objects.filter(stage="deferred").exists()


REFUSED_STEPS = {
    "no day": ("surveyed", {"note": "a"}, "happened_on"),
    "31/02": ("surveyed", {"happened_on": "31/02/2021"}, "happened_on"),
    "tomorrow": ("surveyed", {"happened_on": "02/06/2021"}, "happened_on"),
    "no reason": ("excluded", {"happened_on": "01/05/2021"}, "reason"),
    "no words for a skip": ("outreach", {"happened_on": "01/05/2021"}, "note"),
}


@pytest.mark.parametrize("what", REFUSED_STEPS)
def test_a_badly_typed_step_is_refused_at_its_field(clerk, world, what):
    stage, typed, field = REFUSED_STEPS[what]
    page = clerk.post(url("case-go", world.case.pk, stage), typed)
    assert [*page.context["form"].errors] == [field]
    assert world.stages() == [("", "listed")]


def test_a_stage_that_is_none_is_not_found(clerk, world):
    assert clerk.get(url("case-go", world.case.pk, "nowhere")).status_code == 404


def test_a_case_is_found_and_opened(clerk, world):
    firm = EnterpriseFactory(name="Công ty Mới Mở")
    page = clerk.get(url("case-find", q="moi mo"))
    assert page.context["rows"] == [(firm, None)]
    typed = {"opened_on": "01/05/2021", "in_charge": "Lê Văn Đi"}
    clerk.post(url("case-new", firm.pk), typed)
    case = OutreachCase.objects.get(enterprise=firm)
    assert (case.opened_on, case.in_charge) == (D(2021, 5, 1), "Lê Văn Đi")


def test_a_second_case_is_refused_on_the_page(clerk, world):
    page = clerk.get(url("case-find", q="binh minh"))
    assert page.context["rows"] == [(world.case.enterprise, world.case)]
    new = url("case-new", world.case.enterprise.pk)
    answer = clerk.post(new, {"opened_on": "01/05/2021"})
    assert "Doanh nghiệp đang có một hồ sơ vận động mở." in text(answer)
    assert OutreachCase.objects.count() == 1


def test_who_is_in_charge_is_changed(clerk, world):
    typed = {"in_charge": "Người Khác", "note": "Chủ hay đi xa"}
    clerk.post(url("case-facts", world.case.pk), typed)
    case = OutreachCase.objects.get()
    assert (case.in_charge, case.note) == ("Người Khác", "Chủ hay đi xa")


def test_an_announced_case_is_closed(clerk, world):
    world.lead_to(C.ANNOUNCED)
    clerk.post(url("case-close", world.case.pk), {"day": "02/05/2021"})
    assert OutreachCase.objects.get().closed_on == D(2021, 5, 2)
    page = text(clerk.get(world.case.get_absolute_url()))
    assert "Ghi lần gặp gỡ" not in page


def test_the_newest_step_is_voided_with_a_reason(clerk, world):
    world.lead_to(C.SURVEYED)
    step = CaseStep.objects.get(stage="surveyed")
    assert url("step-void", step.pk) in text(clerk.get(world.case.get_absolute_url()))
    clerk.post(url("step-void", step.pk), {"reason": ""})
    assert CaseStep.objects.filter(pk=step.pk).exists()
    clerk.post(url("step-void", step.pk), {"reason": "Nhầm hồ sơ"})
    assert CaseStep.every.get(pk=step.pk).void_reason == "Nhầm hồ sơ"
