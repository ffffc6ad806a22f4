"""Sức khỏe sổ: its pages, who sees what, accepting a finding and taking it back."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import LogEvent, User
from branches.models import Branch
from branches.tests.factories import AccessFactory
from hoangmai_party import clock
from members import actions
from members.models import Discipline, Member
from reports.health import summary
from reports.health.catalogue import BY_CODE, CHECKS, SUBJECTS
from reports.health.findings import results
from reports.models import Acceptance
from reports.tests.conftest import grant
from reports.tests.health_register import FAULTS, TODAY, Sound, discipline, row_of_each

SEES = (
    "reports.view_acceptance",
    "reports.view_target",
    "members.view_member",
    "branches.view_branch",
    "enterprises.view_enterprise",
)
ACCEPTS = ("reports.add_acceptance", "reports.delete_acceptance")
REASON = "Đã đối chiếu giấy tờ gốc"
CODE = "birth-day"


@pytest.fixture
def sound(db):
    with clock.fixed(TODAY):
        yield Sound()


@pytest.fixture
def clerk(sound, django_user_model):
    """The office: the whole body, may accept."""
    user = django_user_model.objects.create_user("clerk", full_name="Văn phòng")
    grant(user, *SEES, *ACCEPTS)
    AccessFactory(user=user, committee=sound.committee)
    return user


@pytest.fixture
def secretary(sound, django_user_model):
    """Sees branch two alone, though given every right by mistake."""
    user = django_user_model.objects.create_user("secretary", full_name="Bí thư")
    grant(user, *SEES, *ACCEPTS)
    AccessFactory(user=user, branch=sound.two)
    return user


@pytest.fixture
def fault(sound):
    """The man of branch one has half a day of birth."""
    FAULTS[CODE](sound)
    (finding,) = results([BY_CODE[CODE]])[0].open
    return finding


def url_of(name, *args):
    return reverse(f"reports:{name}", args=args)


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(url_of(name, *args), query)


def text(response):
    return response.content.decode()


def accept_url(finding):
    return url_of("health-accept", CODE, finding.key)


def send(client, user, finding, reason=REASON):
    client.force_login(user)
    return client.post(accept_url(finding), {"reason": reason})


def counts(code=CODE, user=None):
    """(open, accepted) of one check."""
    (result,) = results([BY_CODE[code]], user=user)
    return len(result.open), len(result.accepted)


# Pages


def test_page_names_every_check_with_its_counts(client, clerk, fault):
    shown = page(client, clerk, "health")
    html = text(shown)
    assert [c.label for c in CHECKS if c.label not in html] == []
    assert shown.context["counts"] == [
        ("lỗi", 0),
        ("cảnh báo", 1),
        ("lưu ý", 0),
        ("đã chấp nhận", 0),
    ]
    assert url_of("health-check", CODE) in html
    assert "! Cảnh báo" in html


def test_check_leads_from_the_finding_to_its_row(client, clerk, fault, sound):
    html = text(page(client, clerk, "health-check", CODE))
    assert f'href="{sound.man.get_absolute_url()}"' in html
    assert sound.man.full_name in html
    assert str(sound.one) in html
    assert fault.words in html
    assert accept_url(fault) in html


def test_unknown_check_is_not_found(client, clerk):
    assert page(client, clerk, "health-check", "nothing").status_code == 404
    assert page(client, clerk, "health-accept", "nothing", "0").status_code == 404


@pytest.mark.parametrize("args", [("health",), ("health-check", CODE)])
def test_tables_come_as_a_workbook(client, clerk, fault, args):
    answer = page(client, clerk, *args, format="xlsx")
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.content[:2] == b"PK"


def test_enterprise_leads_staff_to_its_desk(client, clerk, sound):
    FAULTS["enterprise-twice"](sound)
    link = "/admin/enterprises/enterprise/"
    assert link not in text(page(client, clerk, "health-check", "enterprise-twice"))
    clerk.is_staff = True
    clerk.save()
    assert link in text(page(client, clerk, "health-check", "enterprise-twice"))


def test_menu_leads_here_only_with_the_right(client, clerk, django_user_model):
    assert url_of("health") in text(page(client, clerk, "targets"))
    stranger = django_user_model.objects.create_user("x", full_name="Khách")
    grant(stranger, "reports.view_target")
    assert url_of("health") not in text(page(client, stranger, "targets"))
    assert page(client, stranger, "health").status_code == 403


@pytest.mark.parametrize(
    ("name", "args", "number"),
    [("health", (), 89), ("health-check", ("exemption-amiss",), 15)],
)
def test_number_of_queries_of_a_page(
    client, clerk, sound, name, args, number, django_assert_num_queries
):
    """The same with one row and with three (rule 25)."""
    first, *others = Member.objects.order_by("pk")[:3]
    client.force_login(clerk)
    row_of_each(sound, first)
    with django_assert_num_queries(number):
        client.get(url_of(name, *args))
    for member in others:
        row_of_each(sound, member)
    with django_assert_num_queries(number):
        assert client.get(url_of(name, *args)).context["tables"]


# Accept and withdraw


def test_accepted_finding_moves_to_the_list_below(client, clerk, fault):
    answer = send(client, clerk, fault)
    assert answer.url == url_of("health-check", CODE)
    assert counts() == (0, 1)
    html = text(page(client, clerk, "health-check", CODE))
    assert REASON in html
    assert "Rút lại" in html
    assert "Không có sai lệch nào đang mở" in html


def test_acceptance_says_who_when_and_why(client, clerk, fault):
    send(client, clerk, fault)
    row = Acceptance.objects.get()
    kept = (row.code, row.row, row.finding, row.reason, row.accepted_on)
    assert kept == (CODE, fault.row, fault.words, REASON, TODAY)
    assert row.accepted_by == clerk


def test_acceptance_is_logged_as_one_change(client, clerk, fault):
    send(client, clerk, fault)
    table = Acceptance._meta.db_table
    event = LogEvent.objects.get(table=table)
    assert (event.kind, event.reason) == (LogEvent.Kind.INSERT, REASON)
    assert event.user_id == clerk.pk


def test_finding_in_other_words_is_open_again(client, clerk, fault, sound):
    send(client, clerk, fault)
    Member.objects.filter(pk=sound.man.pk).update(born_on=dt.date(1991, 1, 1))
    assert counts() == (1, 0)


def test_withdrawn_acceptance_opens_the_finding(client, clerk, fault):
    send(client, clerk, fault)
    row = Acceptance.objects.get()
    client.post(url_of("health-withdraw", row.pk), {"reason": "Chấp nhận nhầm"})
    row = Acceptance.every.get()
    assert (row.voided_by, row.void_reason) == (clerk, "Chấp nhận nhầm")
    assert counts() == (1, 0)
    send(client, clerk, fault)  # and may be accepted again
    assert counts() == (0, 1)


@pytest.mark.parametrize("reason", ["", "   "])
def test_withdrawal_needs_a_reason(client, clerk, fault, reason):
    send(client, clerk, fault)
    row = Acceptance.objects.get()
    answer = client.post(url_of("health-withdraw", row.pk), {"reason": reason})
    assert answer.context["form"].errors["reason"]
    assert counts() == (0, 1)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "bắt buộc"),
        ("  \n ", "bắt buộc"),
        ("x" * 501, "500"),
        ("một\0hai", "rỗng"),
    ],
)
def test_bad_reason_is_refused_beside_its_field(client, clerk, fault, reason, said):
    answer = send(client, clerk, fault, reason)
    assert answer.status_code == 200
    (message,) = answer.context["form"].errors["reason"]
    assert said in message
    assert message in text(answer)
    assert Acceptance.every.count() == 0


def test_reason_of_five_hundred_letters_is_taken(client, clerk, fault):
    send(client, clerk, fault, "ữ" * 500)
    assert Acceptance.objects.get().reason == "ữ" * 500


def test_finding_accepted_twice_is_gone_the_second_time(client, clerk, fault):
    send(client, clerk, fault)
    assert send(client, clerk, fault).status_code == 404
    assert Acceptance.every.count() == 1


def test_reading_a_form_accepts_nothing(client, clerk, fault):
    client.force_login(clerk)
    assert client.get(accept_url(fault), {"reason": REASON}).status_code == 200
    assert Acceptance.every.count() == 0


@pytest.mark.parametrize("key", ["0" * 16, "x"])
def test_finding_that_is_not_there_is_not_found(client, clerk, fault, key):
    client.force_login(clerk)
    url = url_of("health-accept", CODE, key)
    assert client.post(url, {"reason": REASON}).status_code == 404
    assert Acceptance.every.count() == 0


def test_reader_without_the_right_may_not_accept(client, fault, sound):
    reader = User.objects.create_user("leader", full_name="Lãnh đạo")
    grant(reader, *SEES)
    AccessFactory(user=reader, committee=sound.committee)
    html = text(page(client, reader, "health-check", CODE))
    assert fault.words in html
    assert "Chấp nhận vì" not in html
    assert send(client, reader, fault).status_code == 403
    assert Acceptance.every.count() == 0


# Scope


def test_secretary_sees_nothing_of_others(client, secretary, fault, sound):
    html = text(page(client, secretary, "health-check", CODE))
    assert sound.man.full_name not in html
    assert fault.words not in html
    assert counts(user=secretary) == (0, 0)


def test_secretary_sees_the_own_branch(client, secretary, sound):
    member = sound.two.placements.first().member
    Member.objects.filter(pk=member.pk).update(born_precision="year")
    assert member.full_name in text(page(client, secretary, "health-check", CODE))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_planted_fault_leaks_to_another_branch(sound, secretary, subject):
    mine = set(sound.two.placements.values_list("member", flat=True))
    leaked = []
    for check in SUBJECTS[subject]:
        with transaction.atomic():
            sound.read()
            FAULTS[check.code](sound)
            seen = [f for r in results(user=secretary) for f in r.open]
            leaked += [f for f in seen if not is_of_two(f, sound, mine)]
            transaction.set_rollback(True)
    assert leaked == []


def is_of_two(finding, sound, mine):
    """Whether it is a finding on branch two itself or on one of its own people."""
    if finding.model is Member:
        return finding.pk in mine
    return finding.model is Branch and finding.pk == sound.two.pk


def test_fact_of_a_former_branch_stays_there(sound, secretary):
    """A discipline is the branch's that gave it: the new one does not learn it."""
    discipline(sound, sound.plain, "dismissal", dt.date(2021, 6, 1))
    place = sound.plain.placements.get()
    actions.move(placement=place, to=sound.two, on=dt.date(2021, 7, 1))
    assert Member.objects.visible_to(secretary).filter(pk=sound.plain.pk).exists()
    assert not Discipline.objects.visible_to(secretary).exists()
    assert counts("dismissed-from-nothing") == (1, 0)
    assert counts("dismissed-from-nothing", secretary) == (0, 0)


@pytest.mark.parametrize("code", [c.code for c in CHECKS if c.is_of_body])
def test_check_of_the_body_does_not_exist_for_a_secretary(client, secretary, code):
    assert page(client, secretary, "health-check", code).status_code == 404
    assert BY_CODE[code].label not in text(page(client, secretary, "health"))


def test_secretary_may_accept_nothing(client, secretary, clerk, sound):
    member = sound.two.placements.first().member
    Member.objects.filter(pk=member.pk).update(born_precision="year")
    (finding,) = results([BY_CODE[CODE]], user=secretary)[0].open
    assert send(client, secretary, finding).status_code == 403
    send(client, clerk, finding)
    row = Acceptance.objects.get()
    client.force_login(secretary)
    url = url_of("health-withdraw", row.pk)
    assert client.post(url, {"reason": "x"}).status_code == 404
    assert counts(user=secretary) == (0, 1)
    assert REASON not in text(page(client, secretary, "health-check", CODE))


def test_row_whose_kind_one_may_not_view_is_left_out(clerk, fault):
    assert counts(user=clerk) == (1, 0)
    clerk.user_permissions.filter(codename="view_member").delete()
    again = type(clerk).objects.get(pk=clerk.pk)
    assert counts(user=again) == (0, 0)


# The first page


def test_summary_counts_open_errors(sound, clerk):
    FAULTS["future-day"](sound)  # an error
    FAULTS[CODE](sound)  # a warning
    assert summary(clerk) == [("Lỗi trong sổ chưa xử lý", 1, url_of("health"))]


def test_summary_is_empty_without_the_right(sound, django_user_model):
    user = django_user_model.objects.create_user("x", full_name="Khách")
    assert summary(user) == []


def test_summary_costs_so_many_queries(sound, clerk, django_assert_num_queries):
    row_of_each(sound, sound.man)
    with django_assert_num_queries(26):
        summary(clerk)
