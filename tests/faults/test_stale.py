"""A page opened before somebody else wrote: nothing written or typed is lost."""

import pytest
from django.urls import reverse

from accounts import guard, stale, versions
from accounts.log import acting_as
from accounts.models import Register, User
from accounts.tests.desk import Desk
from branches.tests.factories import BranchFactory
from enterprises.models import Enterprise
from enterprises.tests.factories import AddressFactory, EnterpriseFactory
from hoangmai_party import clock
from members.models import Employment, Member
from members.tests.factories import MemberFactory
from tests.cast import TODAY
from tests.words import foreign_on


@pytest.fixture
def member(desk):
    """Somebody at work in two places, one after the other."""
    with clock.fixed(TODAY):
        member = MemberFactory(phone="0900", email="a@b.vn", note="cũ")
        old, new = EnterpriseFactory.create_batch(2)
        jobs = {"member": member, "job": "worker", "title": "Thợ"}
        Employment.objects.create(
            enterprise=old, started_on="2010-01-01", ended_on="2015-01-01", **jobs
        )
        Employment.objects.create(enterprise=new, started_on="2015-01-01", **jobs)
        yield member


@pytest.fixture
def lan(desk):
    return User.objects.create(username="lan", full_name="Trần Thị Lan")


def send(desk, page, **typed):
    """Save the page as it was opened, with what was typed over it."""
    data = {name: v for name, v in page.items() if "__prefix__" not in name}
    return desk.client.post(desk.url, {**data, **typed})


def write(lan, row, **values):
    """Another clerk writes a row."""
    with acting_as(user=lan):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def read(row):
    return type(row)._base_manager.get(pk=row.pk)


def lines(answer):
    return [line for part in answer.context["stale"].parts for line in part["lines"]]


def again(answer):
    """What the page that came back holds, as a browser would send it."""
    form = answer.context["adminform"].form
    sets = [i.formset for i in answer.context["inline_admin_formsets"]]
    data = answer.wsgi_request.POST.copy()
    for one in (form, *(f for s in sets for f in s.initial_forms)):
        for name in versions.written(one):
            for key in versions.as_sent(one, name):
                assert key in data or one[name].value() in (None, "", False), key
    data[versions.FIELD] = answer.context[versions.FIELD]
    return data


def test_save_over_a_newer_row_is_refused_and_shows_both(desk, member, lan):
    page = desk.open(Member, member)
    write(lan, member, phone="0911")
    answer = send(desk, page, phone="0922")
    assert answer.status_code == 200
    assert read(member).phone == "0911"
    assert lines(answer) == [("Điện thoại", "0911", "0922")]
    html = answer.content.decode()
    assert "Trần Thị Lan" in html
    assert 'value="0922"' in html
    assert stale.REFUSED in html
    panel = html.partition('aria-labelledby="t-stale">')[2].partition("</section>")[0]
    assert "Trong sổ bây giờ" in panel
    assert foreign_on(panel) == []


def test_save_after_looking_writes_what_was_typed(desk, member, lan):
    page = desk.open(Member, member)
    write(lan, member, phone="0911")
    answer = send(desk, page, phone="0922")
    assert desk.client.post(desk.url, again(answer)).status_code == 302
    assert read(member).phone == "0922"


def test_cell_that_was_not_touched_takes_the_newer_value(desk, member, lan):
    page = desk.open(Member, member)
    write(lan, member, phone="0911", note="mới")
    answer = send(desk, page, email="moi@b.vn")
    assert lines(answer) == [("Điện thoại", "0911", ""), ("Ghi chú", "mới", "")]
    assert read(member).email == "a@b.vn"
    assert desk.client.post(desk.url, again(answer)).status_code == 302
    row = read(member)
    assert (row.phone, row.email, row.note) == ("0911", "moi@b.vn", "mới")


def test_third_person_between_the_two_savings_is_seen(desk, member, lan):
    page = desk.open(Member, member)
    write(lan, member, phone="0911")
    answer = send(desk, page, phone="0922")
    write(lan, member, phone="0933")
    answer = desk.client.post(desk.url, again(answer))
    assert lines(answer) == [("Điện thoại", "0933", "0922")]
    assert read(member).phone == "0933"


def test_invalid_page_keeps_the_version_it_was_opened_with(desk, member, lan):
    page = desk.open(Member, member)
    answer = send(desk, page, phone="0922", full_name="")
    assert answer.status_code == 200
    write(lan, member, phone="0911")
    data = again(answer)
    data["full_name"] = "Nguyễn Văn Mới"
    answer = desk.client.post(desk.url, data)
    assert answer.status_code == 200
    assert read(member).phone == "0911"


def test_row_of_an_inline_is_compared_too(desk, member, lan):
    page = desk.open(Member, member)
    first = member.employments.order_by("started_on").first()
    write(lan, first, title="Kế toán")
    cell = next(k for k, v in page.items() if k.endswith("-title") and v == "Thợ")
    number = cell.split("-")[1]
    answer = send(desk, page, phone="0922")
    assert [line[1] for line in lines(answer)] == ["Kế toán"]
    assert read(first).title == "Kế toán"
    assert desk.client.post(desk.url, again(answer)).status_code == 302
    assert (read(first).title, read(member).phone) == ("Kế toán", "0922")
    assert number.isdigit()


def test_row_voided_meanwhile_leaves_the_page_and_the_rest_is_saved(desk, member, lan):
    page = desk.open(Member, member)
    first = member.employments.order_by("started_on").first()
    with acting_as(user=lan):
        first.void(by=lan, reason="Ghi nhầm")
    answer = send(desk, page, phone="0922")
    assert answer.status_code == 200
    assert "đã bị hủy" in answer.content.decode()
    data = again(answer)
    assert desk.client.post(desk.url, data).status_code == 302
    assert read(member).phone == "0922"
    assert read(first).voided_at
    assert member.employments.filter(voided_at=None).count() == 1


def test_row_added_meanwhile_is_told(desk, member, lan):
    page = desk.open(Member, member)
    with acting_as(user=lan):
        job = Employment.objects.create(
            member=member,
            enterprise=EnterpriseFactory(),
            started_on="2001-01-01",
            ended_on="2002-01-01",
        )
    answer = send(desk, page, phone="0922")
    assert "Dòng mới được thêm" in answer.content.decode()
    assert desk.client.post(desk.url, again(answer)).status_code == 302
    assert read(member).phone == "0922"
    assert not read(job).voided_at


def test_page_without_its_version_is_not_written_over_another_value(desk, member):
    page = desk.open(Member, member)
    del page[versions.FIELD]
    answer = send(desk, page, phone="0922")
    assert lines(answer) == [("Điện thoại", "0900", "0922")]


@pytest.mark.parametrize("broken", ["x", "[]", '{"": 1}', '{"": {"1": 2}}', "{}"])
def test_broken_version_is_no_version(desk, member, broken):
    page = desk.open(Member, member)
    answer = send(desk, page, phone="0922", **{versions.FIELD: broken})
    assert answer.status_code == 200
    assert read(member).phone == "0900"


def test_what_both_typed_alike_is_no_difference(desk, member, lan):
    page = desk.open(Member, member)
    write(lan, member, phone="0922")
    assert send(desk, page, phone="0922").status_code == 302


def test_derived_columns_and_log_ins_make_no_page_stale(desk, client):
    Register.objects.create(is_demo=True)  # where no step-up is asked
    user = User.objects.create(username="thu", full_name="Thư")
    boss = User.objects.create_superuser("boss", full_name="Sếp")
    desk = Desk(client, boss)
    page = desk.open(User, user)
    User.objects.filter(pk=user.pk).update(last_login="2022-01-01 00:00+00:00")
    assert send(desk, page, full_name="Thư Mới").status_code == 302
    page = desk.open(User, user)
    User.objects.filter(pk=user.pk).update(full_name="Của người khác")
    assert send(desk, page, full_name="Của tôi").status_code == 200
    assert read(user).full_name == "Của người khác"


@pytest.mark.parametrize("model", [Member, Enterprise])
def test_page_sent_back_untouched_is_never_stale(desk, member, model):
    AddressFactory()
    BranchFactory()
    row = model.objects.first()
    assert send(desk, desk.open(model, row)).status_code == 302


def test_every_form_of_the_desk_is_guarded():
    from django.contrib import admin  # noqa: PLC0415 - the registry, read late

    bare = [
        model._meta.label
        for model, desk in admin.site._registry.items()
        if not isinstance(desk, guard.Guarded)
        and "change" in model._meta.default_permissions
    ]
    assert bare == []


def test_page_costs_no_query_more_to_look_at(desk, member, django_assert_num_queries):
    """Opening asks nothing for the version; a save asks nothing either on SQLite."""
    url = reverse("admin:members_member_change", args=[member.pk])
    page = desk.client.get(url)
    shown = stale.Page(page.context["adminform"].form, [])
    with django_assert_num_queries(0):
        assert shown.version
