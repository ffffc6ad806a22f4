"""Backups: sealed, whole, kept by rule, asked for by a red line; the health page."""

import datetime as dt
import io

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.backup import box, facts, shelf, state
from accounts.groups import AUDITOR, LEADER, OFFICE, SECRETARY, SYSTEM_ADMIN
from accounts.log.acts import log_act
from accounts.models import LogEvent, LogSeal, Register, User
from hoangmai_party.middleware import BusyMiddleware
from tests.words import foreign_on

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
TEXT = b"x" * (2 * box.CHUNK + 5)


def packed(*pieces):
    out = io.BytesIO()
    box.pack(pieces, out)
    return out.getvalue()


def opened(data):
    return b"".join(box.unpack(io.BytesIO(data)))


@pytest.mark.parametrize("pieces", [(), (b"",), (b"a", b"b"), (TEXT,), (TEXT[:100],)])
def test_box_gives_back_what_went_in(pieces):
    data = packed(*pieces)
    assert opened(data) == b"".join(pieces)
    assert b"x" * 20 not in data


def test_two_boxes_of_one_text_differ():
    assert packed(TEXT) != packed(TEXT)


@pytest.mark.parametrize("place", [0, 25, 60, -1])
def test_altered_box_does_not_open(place):
    data = bytearray(packed(TEXT))
    data[place] ^= 1
    with pytest.raises(box.BoxError):
        opened(bytes(data))


@pytest.mark.parametrize("length", [0, 10, 40, box.CHUNK, -box.CHUNK // 2, -1])
def test_box_cut_off_does_not_open(length):
    with pytest.raises(box.BoxError):
        opened(packed(TEXT)[:length])


def test_box_without_its_last_chunk_does_not_open():
    data = packed(TEXT)
    with pytest.raises(box.BoxError, match="cắt cụt"):
        opened(data[: -(5 + box.TAG + 4)])


def test_box_with_chunks_swapped_does_not_open():
    data = packed(TEXT)
    head, size = len(box.MAGIC) + box.SALT, box.CHUNK + box.TAG + 4
    one, two = data[head : head + size], data[head + size : head + 2 * size]
    with pytest.raises(box.BoxError):
        opened(data[:head] + two + one + data[head + 2 * size :])


def test_box_opens_with_its_own_secret_alone(settings):
    data = packed(b"a")
    settings.BACKUP_KEY = "một chuỗi bí mật khác hẳn"
    with pytest.raises(box.BoxError, match="sai BACKUP_KEY"):
        opened(data)


@pytest.mark.parametrize("key", ["", "ngắn"])
def test_box_needs_a_secret(settings, key):
    settings.BACKUP_KEY = key
    with pytest.raises(box.BoxError, match="Chưa đặt BACKUP_KEY"):
        packed(b"a")


def test_key_of_the_machine_is_no_secret_of_backups(settings):
    settings.BACKUP_KEY = settings.SECRET_KEY
    with pytest.raises(box.BoxError, match="trùng với một khóa"):
        packed(b"a")


def test_shelf_keeps_by_hour_day_and_month():
    hours = [NOW - dt.timedelta(minutes=30 * n) for n in range(48 * 400)]
    kept = shelf.to_keep(hours, NOW)
    ages = sorted(NOW - at for at in kept)
    assert sum(age <= dt.timedelta(hours=24) for age in ages) in (24, 25, 26)
    day = dt.timedelta(days=1)
    assert 28 <= sum(day < age <= 30 * day for age in ages) <= 32
    assert 10 <= sum(age > 31 * day for age in ages) <= 13
    assert NOW in kept


def test_shelf_keeps_the_last_one_and_what_lies_ahead():
    old, ahead = NOW - dt.timedelta(days=900), NOW + dt.timedelta(days=1)
    assert shelf.to_keep([old], NOW) == {old}
    assert ahead in shelf.to_keep([old, ahead], NOW)


def test_prune_touches_backups_alone(tmp_path):
    for days in (900, 901, 0):
        (tmp_path / shelf.new_name(NOW - dt.timedelta(days=days))).touch()
    (tmp_path / "khác.txt").touch()
    assert len(shelf.prune(tmp_path, NOW)) == 2
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.django_db
def test_differences_name_what_is_not_the_same():
    found = facts.read()
    assert facts.differences(found, found) == []
    other = {**found, "counts": {**found["counts"], "accounts_user": 7}}
    other["seals"] = {**found["seals"], "mac": "x", "faults": ["Niêm 1–2: hỏng"]}
    assert facts.differences(found, other) == [
        "Bảng accounts_user: bản sao lưu 0 dòng, khôi phục 7 dòng",
        "Niêm: Niêm 1–2: hỏng",
        "Mã niêm cuối không khớp",
    ]


def drilled(days, **result):
    event = log_act(LogEvent.Kind.DRILL, LogSeal, **result)
    return event, timezone.now() + dt.timedelta(days=days)


def test_red_line_stands_until_a_drill_has_passed(desk, monkeypatch):
    page = reverse("admin:index")
    assert "chưa diễn tập khôi phục" in desk.client.get(page).content.decode()
    drilled(0, passed=False)
    assert "chưa diễn tập khôi phục" in desk.client.get(page).content.decode()
    _, later = drilled(31, passed=True)
    assert "chưa diễn tập khôi phục" not in desk.client.get(page).content.decode()
    monkeypatch.setattr(state.timezone, "now", lambda: later)
    assert state.drill_alarm(Register.load())


@pytest.mark.django_db
def test_demo_register_has_no_red_line_unless_asked(settings):
    demo = Register(is_demo=True)
    assert state.drill_alarm(demo) == ""
    settings.DRILL_ON_DEMO = True
    assert state.drill_alarm(demo)


def member_of(group):
    user = User.objects.create_user(f"u{len(group)}", full_name="Ai", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.mark.django_db
def test_health_page_tells_the_administrator(client):
    client.force_login(member_of(SYSTEM_ADMIN))
    answer = client.get(reverse("system-health"))
    assert answer.status_code == 200
    labels = [line.label for line in answer.context["lines"]]
    assert "Diễn tập khôi phục đạt gần nhất" in labels
    lines = {line.label: line for line in answer.context["lines"]}
    assert lines["Cơ chế ghi nhật ký"].value == "đủ"
    assert lines["Phiên bản cơ sở dữ liệu"].value == "đủ"
    assert lines["Niêm nhật ký gần nhất"].is_bad
    assert foreign_on(answer.content.decode()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("group", [OFFICE, LEADER, SECRETARY, AUDITOR])
def test_health_page_is_refused_to_others(client, group):
    client.force_login(member_of(group))
    assert client.get(reverse("system-health")).status_code == 403


@pytest.mark.django_db
def test_sign_of_life_says_nothing_else(client, monkeypatch):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok")

    def fail():
        raise OperationalError("bảng members_member hỏng")

    monkeypatch.setattr(state, "ask_database", fail)
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (503, b"unavailable")


@pytest.mark.parametrize(
    ("words", "status"),
    [("database is locked", 503), ("database or disk is full", 507)],
)
def test_busy_database_gives_the_form_back(words, status):
    request = RequestFactory().post("/x/", {"phone": '09"12', "tags": ["a", "b"]})
    answer = BusyMiddleware(None).process_exception(request, OperationalError(words))
    html = answer.content.decode()
    assert answer.status_code == status
    assert 'action="/x/"' in html
    assert 'name="phone" value="09&quot;12"' in html
    assert html.count('name="tags"') == 2
    assert "Gửi lại" in html
    assert "Bỏ nội dung này" in html  # to leave is not the button that stands out
    assert foreign_on(html) == []


def test_busy_page_repeats_no_password():
    request = RequestFactory().post("/login/", {"username": "a", "password": "bí mật"})
    error = OperationalError("database is locked")
    answer = BusyMiddleware(None).process_exception(request, error)
    assert "bí mật" not in answer.content.decode()


def test_other_faults_are_not_called_busy():
    request = RequestFactory().get("/x/")
    assert BusyMiddleware(None).process_exception(request, ValueError("x")) is None
