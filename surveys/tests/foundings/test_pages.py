"""The pages of a dossier: who opens them, what they ask, what they write."""

import re

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from branches.models import Branch
from branches.tests.factories import AccessFactory, BranchFactory
from enterprises.models import MassOrganisation
from enterprises.tests.factories import EnterpriseFactory, tax_code
from members import actions
from members.tests.factories import MemberFactory
from surveys.models import FoundingPaper, FoundingPerson
from surveys.tests.factories import (
    CaseStepFactory,
    FoundingItemFactory,
    FoundingPersonFactory,
    OutreachCaseFactory,
)
from surveys.tests.foundings.people import DECIDED, RIGHTS, SUBMITTED, clerk

TYPED = {
    "number": "12-QĐ/ĐUK",
    "decided_on": "01/09/2021",
    "name": "Chi bộ Bệnh viện Mẫu",
    "code": "CB900",
}


@pytest.fixture
def office(client, world):
    client.force_login(world.clerk)
    return client


def url(name, *args):
    return reverse(f"surveys:founding-{name}", args=args)


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def errors(answer, form="form"):
    return {k: [*v] for k, v in answer.context[form].errors.items()}


def test_dossier_says_what_is_there_and_what_lacks(office, world):
    world.people[1].paper_number = ""
    world.people[1].save()
    paper = world.case.papers.first()
    paper.void(by=None, reason="Nhầm")
    page = office.get(url("dossier", world.case.pk))
    lacking = [one.text for one in page.context["lacking"]]
    assert lacking == [
        f"Còn thiếu: {paper.item}",
        f"{world.members[1]} chưa có số giấy giới thiệu chuyển sinh hoạt đảng",
    ]
    assert "4 người, 3 chính thức" in text(page)
    assert "Lê Thị Ngoài" in text(page)
    assert paper.item.source in text(page)


def test_full_dossier_says_so(office, world):
    assert "✓ Đủ giấy tờ bắt buộc và đủ người." in text(
        office.get(url("dossier", world.case.pk))
    )


def test_checklist_is_that_of_the_committee_and_the_day(office, world):
    mine = FoundingItemFactory(name="Giấy riêng", committee=world.own)
    FoundingItemFactory(name="Giấy nơi khác", committee=world.upper)
    FoundingItemFactory(name="Giấy đã bỏ", ended_on=SUBMITTED)
    page = text(office.get(url("dossier", world.case.pk)))
    assert f"Còn thiếu: {mine}" in page
    assert "Giấy nơi khác" not in page
    assert "Giấy đã bỏ" not in page


def test_paper_is_ticked_and_corrected(office, world):
    item = FoundingItemFactory(name="Giấy riêng")
    address = url("paper", world.case.pk, item.pk)
    office.post(address, {"received_on": "20/08/2021", "number": "05"})
    office.post(address, {"received_on": "21/08/2021", "number": "06"})
    [paper] = FoundingPaper.objects.filter(item=item)
    assert (f"{paper.received_on:%d/%m/%Y}", paper.number) == ("21/08/2021", "06")
    office.post(url("paper-out", paper.pk), {"reason": "Ghi nhầm"})
    assert not FoundingPaper.objects.filter(item=item).exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Trường này bắt buộc phải nhập."),
        ("31/02/2021", "Hãy nhập ngày hợp lệ, theo dạng ngày/tháng/năm"),
        ("15/01/2022", "Ngày không được ở tương lai."),
    ],
)
def test_paper_of_a_bad_day_is_refused(office, world, typed, message):
    item = FoundingItemFactory()
    answer = office.post(
        url("paper", world.case.pk, item.pk), {"received_on": typed, "number": "giữ"}
    )
    assert message in errors(answer)["received_on"][0]
    assert 'value="giữ"' in answer.content.decode()
    assert not FoundingPaper.objects.filter(item=item).exists()


def test_member_is_found_without_tones_and_named(office, world):
    member = world.official(world.two)
    member.full_name = "Đặng Thị Ánh"
    member.save()
    address = url("search", world.case.pk)
    page = office.post(address, {"q": "dang thi anh", "find": "on"})
    assert page.context["people"] == [member]
    office.post(
        address,
        {
            "q": "dang thi anh",
            "member": member.pk,
            "paper_number": "GT 3",
            "role": "deputy",
            "choose": "on",
        },
    )
    person = FoundingPerson.objects.get(member=member)
    assert (person.case, person.paper_number, person.role) == (
        world.case,
        "GT 3",
        "deputy",
    )


@pytest.mark.parametrize(
    ("who", "role", "field", "message"),
    [
        (0, "", "member", "Người này đã có trong danh sách."),
        (None, "secretary", "role", "Đã dự kiến một bí thư."),
    ],
)
def test_name_that_clashes_is_refused_beside_its_field(
    office, world, who, role, field, message
):
    member = world.official(world.two) if who is None else world.members[who]
    before = FoundingPerson.objects.count()
    answer = office.post(
        url("search", world.case.pk),
        {"q": member.full_name, "member": member.pk, "role": role, "choose": "on"},
    )
    assert errors(answer, "choice") == {field: [message]}
    assert FoundingPerson.objects.count() == before


def test_foreign_member_can_be_neither_found_nor_chosen(office, world):
    from_elsewhere = MemberFactory(full_name="Nguyễn Văn Xa Lạ")
    outside_body(from_elsewhere)
    page = office.post(url("search", world.case.pk), {"q": "xa la", "find": "on"})
    assert page.context["people"] == []
    data = {"q": "xa la", "member": from_elsewhere.pk, "choose": "on"}
    answer = office.post(url("search", world.case.pk), data)
    assert "member" in errors(answer, "choice")
    assert not FoundingPerson.objects.filter(member=from_elsewhere).exists()


def outside_body(member):
    """A member of a branch of another committee."""
    actions.admit(member=member, branch=BranchFactory(), ceremony_on=SUBMITTED)


OUTSIDER = {
    "full_name": "Hoàng Văn Mới",
    "sex": "male",
    "born_on": "01/02/1985",
    "ceremony_on": "19/05/2012",
    "official_on": "19/05/2013",
    "came_from": "Chi bộ 3",
    "paper_number": "GT 4",
    "role": "",
}


def test_outsider_is_named_with_all_that_is_asked(office, world):
    office.post(url("person-new", world.case.pk), OUTSIDER)
    person = FoundingPerson.objects.get(full_name="Hoàng Văn Mới")
    assert (person.case, person.member, f"{person.official_on:%d/%m/%Y}") == (
        world.case,
        None,
        "19/05/2013",
    )
    office.post(url("person", person.pk), OUTSIDER | {"role": "deputy"})
    person.refresh_from_db()
    assert person.role == "deputy"
    office.post(url("person-out", person.pk), {"reason": "Xin rút"})
    assert not FoundingPerson.objects.filter(pk=person.pk).exists()


BAD = {
    "no name": ({"full_name": " "}, "full_name", "Trường này bắt buộc phải nhập."),
    "no sex": ({"sex": ""}, "sex", "Trường này bắt buộc phải nhập."),
    "no place": ({"came_from": ""}, "came_from", "Trường này bắt buộc phải nhập."),
    "NUL": ({"full_name": "A\0"}, "full_name", "Không được chứa ký tự rỗng (null)."),
    "future": (
        {"ceremony_on": "15/01/2022", "official_on": ""},
        "ceremony_on",
        "Ngày không được ở tương lai.",
    ),
    "before birth": (
        {"ceremony_on": "01/01/1980"},
        "ceremony_on",
        "Ngày vào Đảng phải sau ngày sinh.",
    ),
    "official first": (
        {"official_on": "19/05/2012"},
        "official_on",
        "Ngày chính thức phải sau ngày vào Đảng.",
    ),
    "two secretaries": ({"role": "secretary"}, "role", "Đã dự kiến một bí thư."),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_outsider_is_refused_beside_its_field(office, world, what):
    typed, field, message = BAD[what]
    before = FoundingPerson.objects.count()
    answer = office.post(url("person-new", world.case.pk), OUTSIDER | typed)
    assert errors(answer)[field] == [message]
    assert FoundingPerson.objects.count() == before


def test_outsider_who_is_in_the_register_is_chosen_there(office, world):
    member = world.members[0]
    typed = {"full_name": member.full_name, "born_on": f"{member.born_on:%d/%m/%Y}"}
    answer = office.post(url("person-new", world.case.pk), OUTSIDER | typed)
    assert errors(answer)["full_name"] == [
        "Người này đã có trong sổ: hãy dùng “Thêm đảng viên trong sổ”."
    ]


def test_who_may_not_see_members_gets_the_neutral_answer(client, world):
    surveyor = clerk("khaosat", world.own, SURVEYOR)
    client.force_login(surveyor)
    member = world.members[0]
    typed = {"full_name": member.full_name, "born_on": f"{member.born_on:%d/%m/%Y}"}
    answer = client.post(url("person-new", world.case.pk), OUTSIDER | typed)
    told = errors(answer)["full_name"][0]
    assert "đã có hồ sơ" in told.lower()
    assert client.get(url("search", world.case.pk)).status_code == 403


SURVEYOR = ["surveys.change_outreachcase", "surveys.view_outreachcase"]


def test_decision_is_seen_first_and_written_on_the_second_sending(office, world):
    address = url("decision", world.case.pk)
    typed = {
        **TYPED,
        "issuer": world.own.pk,
        "trade_union-started_on": "01/09/2021",
        "trade_union-members": "45",
    }
    page = office.post(address, typed)
    effects = {(e.where, e.before, e.after) for e in page.context["effects"]}
    assert effects == {
        ("Chi bộ Bệnh viện Mẫu", None, 4),
        (world.one.name, 2, 0),
        (world.two.name, 1, 0),
        ("Toàn Đảng bộ: đảng viên", 3, 4),
        ("Toàn Đảng bộ: chi bộ", 2, 3),
    }
    assert not Branch.objects.filter(code="CB900").exists()
    answer = office.post(address, {**typed, "confirmed": "on"}, follow=True)
    branch = Branch.objects.get(code="CB900")
    assert "Đề nghị quản trị hệ thống cấp tài khoản" in text(answer)
    assert MassOrganisation.objects.get().members == 45
    assert branch.placements.count() == 4
    world.case.refresh_from_db()
    assert world.case.closed_on is None


def test_decision_with_its_ceremony_closes_the_case(office, world):
    typed = {**TYPED, "issuer": world.own.pk, "ceremony_on": "10/09/2021"}
    office.post(url("decision", world.case.pk), {**typed, "confirmed": "on"})
    world.case.refresh_from_db()
    stages = world.case.steps.values_list("stage", flat=True)
    assert [*stages][-2:] == ["decided", "announced"]
    assert f"{world.case.closed_on:%d/%m/%Y}" == "10/09/2021"


def test_announcing_has_a_page_of_its_own(office, world):
    world.found()
    answer = office.post(url("announce", world.case.pk), {"ceremony_on": "31/08/2021"})
    assert "trước ngày quyết định" in text(answer)
    office.post(url("announce", world.case.pk), {"ceremony_on": "10/09/2021"})
    world.case.refresh_from_db()
    assert f"{world.case.closed_on:%d/%m/%Y}" == "10/09/2021"


DECISION = {
    "no number": ({"number": ""}, "number", "Trường này bắt buộc phải nhập."),
    "no day": (
        {"decided_on": "31/02/2021"},
        "decided_on",
        "Hãy nhập ngày hợp lệ, theo dạng ngày/tháng/năm (ví dụ 05/09/1990).",
    ),
    "future": (
        {"decided_on": "15/01/2022"},
        "decided_on",
        "Ngày không được ở tương lai.",
    ),
    "ceremony first": (
        {"ceremony_on": "31/08/2021"},
        "ceremony_on",
        "Ngày công bố trước ngày quyết định.",
    ),
    "unknown tax code": (
        {"others": "0100233488"},
        "others",
        "Không có doanh nghiệp mang mã số thuế “0100233488” trong sổ.",
    ),
    "no tax code": (
        {"others": "-"},
        "others",
        "Không có doanh nghiệp mang mã số thuế “-” trong sổ.",
    ),
    "guard": (
        {"decided_on": "19/08/2021"},
        "__all__",
        "Ngày quyết định trước ngày trình hồ sơ 20/08/2021.",
    ),
}


@pytest.mark.parametrize("what", DECISION)
def test_bad_decision_is_refused_beside_its_field(office, world, what):
    typed, field, message = DECISION[what]
    EnterpriseFactory(tax_code="")  # never meant by what is no code
    data = {**TYPED, "issuer": world.own.pk, **typed, "confirmed": "on"}
    answer = office.post(url("decision", world.case.pk), data)
    assert errors(answer)[field] == [message]
    assert 'value="CB900"' in answer.content.decode()
    assert Branch.objects.count() == 2


def test_code_in_use_and_own_enterprise_are_refused(office, world):
    own = world.enterprise.tax_code = tax_code(77)
    world.enterprise.save()
    typed = {"code": world.one.code, "others": own}
    data = {**TYPED, "issuer": world.own.pk, **typed, "confirmed": "on"}
    found = errors(office.post(url("decision", world.case.pk), data))
    assert found["code"] == ["Mã chi bộ này đã có trong sổ."]
    assert found["others"] == [f"“{own}” là doanh nghiệp của hồ sơ này."]
    assert Branch.objects.count() == 2


def test_bad_mass_organisation_is_refused_beside_its_field(office, world):
    data = {**TYPED, "issuer": world.own.pk, "women_union-members": "9"}
    answer = office.post(url("decision", world.case.pk), data)
    found = {
        one.kind.value: {**one.errors}
        for one in answer.context["organisations"]
        if one.errors
    }
    assert found == {"women_union": {"started_on": ["Ghi ngày thành lập."]}}
    assert "Xin xem lại phần đoàn thể ở dưới." in text(answer)


def test_decision_page_before_submission_leads_back_with_why(office, world):
    CaseStepFactory(case=world.case, stage="dossier", happened_on=DECIDED)
    answer = office.get(url("decision", world.case.pk), follow=True)
    assert "chỉ ghi quyết định thành lập sau khi “Đã trình”" in text(answer)


def test_warning_of_the_rules_asks_for_a_reason(office, world):
    for role in ("deputy", "deputy"):
        world.name(world.official(world.two), role)
    data = {**TYPED, "issuer": world.own.pk, "confirmed": "on"}
    answer = office.post(url("decision", world.case.pk), data)
    assert "2 phó bí thư cùng đương nhiệm" in text(answer)
    assert not Branch.objects.filter(code="CB900").exists()
    office.post(url("decision", world.case.pk), {**data, "as_on_paper": "Theo QĐ"})
    event = Branch.objects.get(code="CB900").events_as_successor.get()
    assert event.note == "Ghi nhận đúng giấy tờ vì: Theo QĐ"


PAGES = ("dossier", "search", "person-new", "decision", "announce")


def test_secretary_lacks_the_right_and_one_with_rights_finds_nothing(client, world):
    person, paper = world.outsider.pk, world.case.papers.first()
    pages = [url(name, world.case.pk) for name in PAGES]
    pages += [url("person", person), url("person-out", person)]
    pages += [url("paper", world.case.pk, paper.item_id), url("paper-out", paper.pk)]
    thu = of_a_branch(world, "thu", [])
    client.force_login(thu)
    assert {client.get(page).status_code for page in pages} == {403}
    cao = of_a_branch(world, "cao", [*RIGHTS])
    client.force_login(cao)
    assert {client.get(page).status_code for page in pages} == {404}
    client.force_login(world.clerk)
    found = {client.get(page).status_code for page in pages if "announce" not in page}
    assert found == {200}


def of_a_branch(world, name, rights):
    user = clerk(name, world.own, rights)
    user.access_rows.all()[0].void(by=None, reason="Chỉ một chi bộ")
    AccessFactory(user=user, branch=world.one)
    return user


def test_opening_a_dossier_is_logged(office, world):
    office.get(url("dossier", world.case.pk))
    looks = LogEvent.objects.filter(kind="view", table="surveys_outreachcase")
    assert [look.row for look in looks] == [str(world.case.pk)]


@pytest.mark.parametrize("count", [1, 3])
def test_dossier_query_count(office, world, count, django_assert_num_queries):
    case = OutreachCaseFactory()
    for number in range(count):
        world.name(world.official(world.one), case=case)
        FoundingPersonFactory(case=case, full_name=f"Khách {number}")
        CaseStepFactory(case=case)
        item = FoundingItemFactory()
        FoundingPaper.objects.create(case=case, item=item, received_on=SUBMITTED)
    office.get(url("dossier", case.pk))  # the look is logged once
    with django_assert_num_queries(20):
        office.get(url("dossier", case.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_search_query_count(office, world, count, django_assert_num_queries):
    for _ in range(count):
        member = world.official(world.two)
        member.full_name = "Đỗ Thị Tìm"
        member.save()
    with django_assert_num_queries(10):
        page = office.post(url("search", world.case.pk), {"q": "do thi tim"})
    assert len(page.context["people"]) == count
