"""A change of keys: all values, all tables, all or nothing, one change set."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import rotation
from accounts.log import change_set
from accounts.log.undo import undo
from accounts.login import codes
from accounts.models import LogEvent, Phone, User
from accounts.sealed import blind_index, key_of, seal_bytes
from accounts.tests.door import code_of, phone_of
from members.models import Candidate, Discipline, Member
from members.tests.factories import MemberFactory

pytestmark = pytest.mark.django_db

KEYS = {"k1": b"1" * 32, "k2": b"2" * 32}
NUMBERS = [f"00109000000{n}" for n in range(4)]
FAULT = "Đánh bạc"
COLUMNS = (
    ("members_candidate", "citizen_id"),
    ("members_member", "citizen_id"),
    ("members_discipline", "content"),
    ("otp_totp_totpdevice", "key"),
)


@pytest.fixture
def register(body, settings):
    """Four people with a number (one voided), a discipline and a telephone, under k1."""
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = KEYS, "k1"
    settings.INDEX_KEY = b"i" * 32
    for number in NUMBERS:
        MemberFactory(citizen_id=number, citizen_id_accepted=True)
    Candidate.objects.create(
        full_name="Lê Thị Mơ",
        sex="female",
        born_on=dt.date(1995, 3, 5),
        citizen_id=NUMBERS[0],
    )
    user = User.objects.create_user("lan", full_name="Lan")
    Member.objects.get(citizen_id_index=blind_index("cccd", NUMBERS[3])).void(
        by=user, reason="ghi nhầm"
    )
    day = dt.date(2021, 6, 1)
    Discipline.objects.create(
        branch=body.mine,
        member=body.spell.member,
        form=Discipline.Form.WARNING,
        body="Đảng ủy",
        number="1",
        decided_on=day,
        announced_on=day,
        content=FAULT,
    )
    phone_of(user)


def stored():
    """Every token of the three columns."""
    found = []
    with connection.cursor() as cursor:
        for table, column in COLUMNS:
            cursor.execute(f"SELECT {column} FROM {table} WHERE {column} <> ''")
            found += [token for (token,) in cursor.fetchall()]
    return found


def run(*options):
    out = StringIO()
    call_command("rotate_keys", *options, stdout=out)
    return out.getvalue()


def known(number):
    return Member.every.get(citizen_id_index=blind_index("cccd", number)).pk


def assert_all_is_readable():
    people = Member.every.exclude(citizen_id_index="")
    assert sorted(people.values_list("citizen_id", flat=True)) == NUMBERS
    for row in people:
        assert row.citizen_id_index == blind_index("cccd", row.citizen_id)
    assert Discipline.objects.get().content == FAULT
    phone = Phone.objects.get()
    assert codes.accept(phone.user, code_of(phone))


def test_every_sealed_column_goes_to_the_new_key_and_the_old_one_may_go(
    register, settings
):
    assert {key_of(token) for token in stored()} == {"k1"}
    settings.SEAL_KEY_ID = "k2"
    said = run()
    assert {key_of(token) for token in stored()} == {"k2"}
    assert len(stored()) == 7
    settings.SEAL_KEYS = {"k2": KEYS["k2"]}
    assert_all_is_readable()
    for line in (
        "members_discipline.content: niêm lại 1 trên 1",
        "members_candidate.citizen_id: niêm lại 1 trên 1",
        "members_member.citizen_id: niêm lại 4 trên 4",
        "otp_totp_totpdevice.key: niêm lại 1 trên 1",
    ):
        assert line in said


def test_new_index_key_makes_every_index_anew(register, settings):
    before = stored()
    settings.INDEX_KEY = b"j" * 32
    assert "lập lại chỉ mục 4" in run()
    assert stored() == before
    assert_all_is_readable()


def test_rotation_is_one_change_set_of_its_own(register, settings):
    settings.SEAL_KEY_ID = "k2"
    last = LogEvent.objects.order_by("id").last().id
    run()
    events = LogEvent.objects.filter(id__gt=last)
    tables = [events.filter(table=table).count() for table, _ in COLUMNS]
    assert (tables, events.count()) == ([1, 4, 1, 1], 7)
    assert {event.actor for event in events} == {"system:rotate_keys"}
    assert {event.reason for event in events} == {rotation.REASON}
    assert len({event.change_set for event in events}) == 1
    assert not any(number in str(event.after) for event in events for number in NUMBERS)


def test_second_rotation_finds_nothing_to_do(register, settings):
    settings.SEAL_KEY_ID = "k2"
    run()
    before, count = stored(), LogEvent.objects.count()
    assert "niêm lại 0 trên 4" in run()
    assert (stored(), LogEvent.objects.count()) == (before, count)


def test_stop_in_the_middle_leaves_every_value_as_it_was(
    register, settings, monkeypatch
):
    before, count = stored(), LogEvent.objects.count()
    settings.SEAL_KEY_ID, left = "k2", [3]

    def out_of_power(secret, place):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return seal_bytes(secret, place)

    monkeypatch.setattr(rotation, "seal_bytes", out_of_power)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate()
    assert (stored(), LogEvent.objects.count()) == (before, count)
    assert_all_is_readable()


@pytest.mark.parametrize("keys", [{}, {"k1": b"x" * 32}], ids=["missing", "wrong"])
def test_lost_key_stops_the_rotation_and_nothing_is_written(register, settings, keys):
    before = stored()
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = {**keys, "k2": KEYS["k2"]}, "k2"
    with pytest.raises(CommandError, match=r"Chưa đổi gì.*citizen_id: 4 giá trị"):
        run()
    with pytest.raises(CommandError, match="không mở được"):
        run("--check")
    assert stored() == before
    settings.SEAL_KEYS = KEYS
    assert_all_is_readable()


def test_one_spoilt_value_stops_all_unless_it_is_to_be_left(register, settings):
    settings.SEAL_KEY_ID = "k2"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE members_discipline SET content = 'k1:AAAA'")
    before = stored()
    with pytest.raises(CommandError, match=r"members_discipline\.content: 1 giá trị"):
        run()
    assert stored() == before
    said = run("--leave-unreadable")
    assert "members_discipline.content: niêm lại 0 trên 1, KHÔNG MỞ ĐƯỢC: 1" in said
    assert sorted(map(key_of, stored())) == ["k1", *["k2"] * 6]
    assert "k1:AAAA" in stored()


def test_check_counts_by_key_and_writes_nothing(register, settings):
    settings.SEAL_KEY_ID, settings.INDEX_KEY = "k2", b"j" * 32
    MemberFactory(citizen_id="001090000009", citizen_id_accepted=True)
    before, count = stored(), LogEvent.objects.count()
    said = run("--check")
    assert (stored(), LogEvent.objects.count()) == (before, count)
    assert (
        "members_member.citizen_id: khóa k1: 4, khóa k2: 1, chỉ mục phải lập lại: 4"
    ) in said
    assert "members_discipline.content: khóa k1: 1\n" in said
    assert "Khóa đang dùng: k2" in said


def test_check_of_an_empty_register_and_of_a_text_never_sealed(db, body):
    assert "members_discipline.content: không có giá trị nào" in run("--check")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE members_member SET citizen_id = '001090000001'")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("rotate_keys", "--check", stdout=out)
    assert "(không có mã khóa): 1, KHÔNG MỞ ĐƯỢC: 1" in out.getvalue()


def test_many_rows_are_walked_in_parts(register, settings, monkeypatch):
    monkeypatch.setattr(rotation, "CHUNK", 2)
    settings.SEAL_KEY_ID = "k2"
    assert "members_member.citizen_id: niêm lại 4 trên 4" in run()
    assert_all_is_readable()


def test_entries_of_before_the_rotation_can_still_be_taken_back(register, settings):
    user, person = User.objects.get(), Member.objects.get(pk=known(NUMBERS[0]))
    with change_set("ghi nhầm") as act:
        person.citizen_id = "001090000009"
        person.save()
    settings.SEAL_KEY_ID = "k2"
    run()
    undo(act.change_set, by=user, reason="ghi nhầm")
    assert known(NUMBERS[0]) == person.pk
    person.refresh_from_db()
    assert person.citizen_id == NUMBERS[0]
    assert "niêm lại 0 trên 4" in run()


def test_secret_of_a_telephone_does_not_open_for_another_user(register):
    phone, other = Phone.objects.get(), User.objects.create_user("mai")
    stolen = Phone.objects.create(user=other, confirmed=True)
    code = code_of(phone)
    Phone.objects.filter(pk=stolen.pk).update(key=phone.key)
    assert not codes.accept(other, code)
    assert codes.accept(phone.user, code)


def test_every_index_beside_a_sealed_column_is_made_anew():
    """A new sealed column with an index must tell its label, or it would be skipped."""
    for column in rotation.columns():
        names = {each.name for each in column.model._meta.fields}
        assert (column.index in names) == bool(column.label), str(column)


def test_columns_are_found_from_the_models():
    assert {str(column) for column in rotation.columns()} == {
        f"{table}.{column}" for table, column in COLUMNS
    }
