"""The calendar file: RFC 5545, whole days, no person's name."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from branches import actions as branch_actions
from reports.tests.test_due_page import office, secretary, world

__all__ = ["office", "secretary", "world"]

MARK = "Kín Miệng"


def taken(client, **query):
    answer = client.get(reverse("reports:due"), {"format": "ics", **query})
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith('"viec-den-han.ics"')
    return answer.content


def unfolded(data):
    """The lines as a reader of RFC 5545 joins them."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_one_event_a_line_with_a_day(client, world, office):
    world.put("card", name=f"Trần Thị {MARK}")
    client.force_login(office)
    lines = unfolded(taken(client))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[1] == "VERSION:2.0"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == 1  # the first congresses have no day
    event = lines[lines.index("BEGIN:VEVENT") :]
    assert re.fullmatch(r"UID:[0-9a-f-]{36}@viec-den-han", event[1])
    assert re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", event[2])
    assert event[3:6] == [
        "DTSTART;VALUE=DATE:20220118",
        f"SUMMARY:Việc đến hạn: Phát thẻ đảng viên ({world.one.name})",
        "TRANSP:TRANSPARENT",
    ]


def test_no_name_and_no_number_of_a_person_leaves(client, world, office):
    row = world.put("card_exchange", name=f"Trần Thị {MARK}")
    world.put("file_age", name=f"Lê Thị {MARK}")
    client.force_login(office)
    said = "\n".join(unfolded(taken(client)))
    assert said.count("SUMMARY:") == 2
    assert MARK not in said
    assert row.member.old_card_number not in said


def test_lines_are_folded_at_75_octets_between_letters(client, world, office):
    name = "Chi bộ Bệnh viện Chuyên khoa Nam học & Hiếm muộn; cơ sở 1, Đền Lừ \\ Hà Nội"
    branch_actions.rename(branch=world.one, name=name, decided_on=dt.date(2021, 5, 1))
    world.put("card")
    client.force_login(office)
    data = taken(client)
    assert data.endswith(b"\r\n")
    pieces = data.split(b"\r\n")
    assert max(map(len, pieces)) <= 75
    assert sum(piece.startswith(b" ") for piece in pieces) >= 2
    assert b"\n" not in data.replace(b"\r\n", b"")
    for piece in pieces:
        piece.decode()  # a letter cut in two would not decode
    [summary] = [line for line in unfolded(data) if line.startswith("SUMMARY")]
    assert summary == (
        "SUMMARY:Việc đến hạn: Phát thẻ đảng viên (Chi bộ Bệnh viện Chuyên khoa Nam "
        "học & Hiếm muộn\\; cơ sở 1\\, Đền Lừ \\\\ Hà Nội)"
    )


def test_event_keeps_its_name_from_day_to_day(client, world, office):
    world.put("card")
    world.put("card", world.two, "Trần Thị Bình")
    client.force_login(office)

    def uids(**query):
        return [x for x in unfolded(taken(client, **query)) if x.startswith("UID")]

    assert len(set(uids())) == 2
    assert uids() == uids(as_of="20/01/2022")


def test_file_has_the_lines_that_the_filters_chose(client, world, office):
    world.put("card")
    world.put("follow_up")
    client.force_login(office)
    assert taken(client, kind="card").count(b"BEGIN:VEVENT") == 1


def test_taking_it_along_is_logged(client, world, office):
    world.put("card")
    client.force_login(office)
    taken(client)
    [event] = LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT)
    assert (event.user_id, event.after["rows"]) == (office.pk, 1)
    assert event.after["page"] == reverse("reports:due")


def test_secretary_takes_the_own_branch_alone(client, world, secretary):
    world.put("card")
    world.put("card", world.two)
    client.force_login(secretary)
    said = "\n".join(unfolded(taken(client)))
    assert world.one.name in said
    assert world.two.name not in said


@pytest.mark.parametrize("page", ["targets", "movement", "due-meeting"])
def test_no_other_page_gives_a_calendar(client, world, office, page):
    client.force_login(office)
    answer = client.get(reverse(f"reports:{page}"), {"format": "ics"})
    assert "Content-Disposition" not in answer
