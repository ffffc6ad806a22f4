"""The page on which old addresses get their new unit: many at once, nothing lost."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.groups import LEADER, SURVEYOR
from accounts.models import User
from accounts.tests.desk import REQUIRED, written
from enterprises.models import Ward, WardAssignment
from enterprises.succession.acts import ALREADY
from enterprises.succession.forms import NONE_CHOSEN
from enterprises.tests.factories import AddressFactory
from hoangmai_party import clock

SPLIT, TODAY = dt.date(2025, 7, 1), dt.date(2025, 8, 1)
PAGE = "enterprises:ward-assign"


@pytest.fixture
def office(desk):
    with clock.fixed(TODAY):
        yield desk.client


def old(code):
    return Ward.objects.get(code=code, ended_on=SPLIT)


def new(code):
    return Ward.objects.get(code=code, started_on=SPLIT)


def url(code, **query):
    text = "".join(f"&{name}={value}" for name, value in query.items())
    return f"{reverse(PAGE)}?old={old(code).pk}{text}"


def typed(choices, **more):
    lines = {f"to-{address.pk}": ward.pk for address, ward in choices.items()}
    return {"source": "Bản đồ", **lines, **more}


def assigned():
    return {row.address: row.ward for row in WardAssignment.objects.all()}


def test_many_lines_are_written_at_once(office):
    one, two, three = (AddressFactory(ward=old("00313")) for _ in range(3))
    choices = {one: new("00322"), two: new("00331")}
    answer = office.post(url("00313"), typed(choices), follow=True)
    assert assigned() == choices
    assert "Đã gán 2 địa chỉ." in answer.content.decode()
    assert list(answer.context["page"]) == [three]
    assert [row.address for row in answer.context["latest"]] == [two, one]


def test_row_of_the_enterprise_is_opened_when_asked(office):
    address = AddressFactory(ward=old("00313"))
    office.post(url("00313"), typed({address: new("00322")}, opens="on"))
    rows = address.enterprise.addresses.values_list("ward__code", "started_on")
    assert [*rows] == [("00313", address.started_on), ("00322", SPLIT)]


def test_only_candidate_is_proposed_and_not_taken(office):
    address = AddressFactory(ward=old("00316"))
    page = office.get(url("00316")).content.decode()
    assert "Sổ đề xuất Phường Định Công" in page
    assert "checked" not in page
    for area_alone in ("Phường Hoàng Liệt", "Phường Khương Đình", "Phường Thanh Liệt"):
        assert area_alone not in page
    answer = office.post(url("00316"), typed({}))
    assert answer.context["form"].non_field_errors() == [NONE_CHOSEN]
    assert assigned() == {}
    office.post(url("00316"), typed({address: new("00316")}))
    assert assigned() == {address: new("00316")}


def test_filling_writes_nothing_and_keeps_what_was_chosen(office):
    one, two = (AddressFactory(ward=old("00313")) for _ in range(2))
    data = typed({one: new("00331")}, fill="1", fill_ward=new("00322").pk, source="")
    before = written()
    answer = office.post(url("00313"), data)
    assert written() == before
    form = answer.context["form"]
    chosen = {row: str(field.value()) for row, field in form.lines}
    assert chosen == {one: str(new("00331").pk), two: str(new("00322").pk)}
    assert "errorlist" not in answer.content.decode()


def test_enter_saves_rather_than_fills(office):
    """A browser presses the first button of a form: it must not choose for anybody."""
    AddressFactory(ward=old("00313"))
    form = office.get(url("00313")).content.decode().split('<form method="post"')[1]
    first = re.search(r"<button[^>]*type=\"submit\"[^>]*>", form)[0]
    assert "name=" not in first


BAD = {
    "no source": ({"source": " "}, "source", REQUIRED),
    "unit of another ward": (
        {"to-{pk}": "{stranger}"},
        "to-{pk}",
        "Hãy chọn lại: {stranger} không có trong danh sách lựa chọn.",
    ),
    "words for a unit": (
        {"to-{pk}": "Vĩnh Hưng"},
        "to-{pk}",
        "Hãy chọn lại: Vĩnh Hưng không có trong danh sách lựa chọn.",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_beside_its_field(office, what):
    address = AddressFactory(ward=old("00313"))
    names = {"pk": address.pk, "stranger": new("00340").pk}
    wrong, field, message = BAD[what]
    wrong = {key.format(**names): text.format(**names) for key, text in wrong.items()}
    before = written()
    answer = office.post(url("00313"), typed({address: new("00322")}) | wrong)
    errors = answer.context["form"].errors
    assert errors == {field.format(**names): [message.format(**names)]}
    assert written() == before


def test_line_that_somebody_else_took_is_said_beside_it(office, desk):
    one, two = (AddressFactory(ward=old("00313")) for _ in range(2))
    office.post(url("00313"), typed({one: new("00322")}))
    answer = office.post(url("00313"), typed({one: new("00331"), two: new("00331")}))
    assert answer.context["form"].errors == {f"to-{one.pk}": [ALREADY]}
    assert assigned() == {one: new("00322")}
    chosen = dict(answer.context["form"].lines)[two].value()
    assert chosen == str(new("00331").pk)  # what was typed is not lost


def test_form_sent_twice_is_written_once(office):
    address = AddressFactory(ward=old("00313"))
    data = typed({address: new("00322")}, sent_token="a" * 24)
    office.post(url("00313"), data)
    answer = office.post(url("00313"), data, follow=True)
    assert "không ghi lần thứ hai" in answer.content.decode()
    assert WardAssignment.every.count() == 1


def test_taking_back_asks_why_and_puts_it_back_into_the_list(office):
    address = AddressFactory(ward=old("00313"))
    office.post(url("00313"), typed({address: new("00322")}, opens="on"))
    [row] = WardAssignment.objects.all()
    undo = reverse("enterprises:ward-unassign", args=[row.pk])
    answer = office.post(undo, {"reason": " "})
    assert answer.context["form"].errors == {"reason": [REQUIRED]}
    answer = office.post(undo, {"reason": "Chọn nhầm"}, follow=True)
    assert list(answer.context["page"]) == [address]
    assert address.enterprise.addresses.count() == 1
    assert office.get(undo).status_code == 404


def test_search_narrows_the_lines(office):
    one = AddressFactory(ward=old("00313"), line="Số 5 phố Tân Mai")
    two = AddressFactory(ward=old("00313"), enterprise__name="Công ty Đặng Gia")
    for text, found in (("Tân Mai", one), ("dang gia", two)):
        assert list(office.get(url("00313", q=text)).context["page"]) == [found]


def test_unknown_ward_is_not_found(office):
    for asked in ("999999", "abc", str(new("00322").pk)):
        assert office.get(f"{reverse(PAGE)}?old={asked}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_for_one_line_as_for_three(
    office, count, django_assert_num_queries
):
    for _ in range(count):
        done, _ = (AddressFactory(ward=old("00313")) for _ in range(2))
        office.post(url("00313"), typed({done: new("00322")}))
    address = url("00313")
    with django_assert_num_queries(11):
        page = office.get(address)
    assert len(page.context["form"].lines) == count


def test_leaders_and_strangers_are_refused_and_surveyors_let_in(client, desk):
    leader, surveyor = (
        User.objects.create(username=name) for name in ("lanhdao", "khaosat")
    )
    for user, group in ((leader, LEADER), (surveyor, SURVEYOR)):
        user.groups.add(Group.objects.get(name=group))
    for user, status in ((leader, 403), (surveyor, 200)):
        client.force_login(user)
        assert client.get(reverse(PAGE)).status_code == status
