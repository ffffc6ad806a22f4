"""A key of the sealed columns is gone: the register goes on, in words, losing nothing."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse

from accounts.backup import facts
from accounts.groups import OFFICE
from accounts.sealed import key_of
from accounts.tests.desk import Desk, confirmed
from accounts.tests.port import Port, unchanged
from members.models import Discipline, Member
from members.tests.factories import MemberFactory
from tests.cast import in_group
from tests.walk import SAMPLES, addresses

NUMBER, OTHER = "001090000001", "001090000002"
WORDS = "không đọc được: thiếu khóa k1"
KEYS = {"k1": b"1" * 32, "k2": b"2" * 32}
DAY = dt.date(2021, 6, 1)


@pytest.fixture
def member(body, settings):
    """Somebody with a number and a discipline, both sealed with k1, which is lost."""
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = KEYS, "k1"
    member = body.spell.member
    member.citizen_id, member.citizen_id_accepted = NUMBER, True
    member.save()
    Discipline.objects.create(
        branch=body.mine,
        member=member,
        form=Discipline.Form.WARNING,
        body="Đảng ủy",
        number="1",
        decided_on=DAY,
        announced_on=DAY,
        content="Đánh bạc",
    )
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = {"k2": KEYS["k2"]}, "k2"
    return member


@pytest.fixture
def office(body, client):
    user = in_group(OFFICE, committee=body.own)
    return Desk(client, user)


def tokens():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT citizen_id, citizen_id_index FROM members_member "
            "WHERE citizen_id <> '' UNION SELECT content, '' FROM members_discipline"
        )
        return sorted(cursor.fetchall())


def test_every_page_answers_and_none_shows_a_token(member, office, client):
    bodies = [token[3:40] for token, _ in tokens()]
    here = {"pk": member.pk, "id": member.pk, "object_id": member.pk}
    samples = SAMPLES | here | {"members:branch-detail pk": member.spells.get().pk}
    shown = 0
    for address in addresses():
        page = client.get(address.url(samples))
        assert page.status_code != 500, address
        text = b"" if page.streaming else page.content
        shown += WORDS.encode() in text
        assert not any(body.encode() in text for body in bodies), address
        confirmed(client)
        client.force_login(office.user)
    assert shown >= 2


def test_page_and_unmasking_say_which_key_is_missing(member, office, client):
    url = reverse("members:member-detail", args=[member.pk])
    assert WORDS in client.get(url).content.decode()
    url = reverse("members:member-unmask", args=[member.pk])
    assert WORDS in client.post(url, {"reason": "Đối chiếu"}).content.decode()


def test_desk_saves_other_facts_and_leaves_the_sealed_ones(member, office, settings):
    before = tokens()
    page = office.open(Member, member)
    assert page["citizen_id"] == WORDS
    assert office.save(Member, member, phone="0912").is_saved
    discipline = Discipline.objects.get()
    assert office.open(Discipline, discipline)["content"] == WORDS
    assert office.save(Discipline, discipline, number="2").is_saved
    assert tokens() == before
    settings.SEAL_KEYS = KEYS
    member.refresh_from_db()
    discipline.refresh_from_db()
    assert (member.phone, member.citizen_id) == ("0912", NUMBER)
    assert (discipline.number, discipline.content) == ("2", "Đánh bạc")


def test_number_typed_again_from_the_papers_is_kept_under_the_new_key(member, office):
    assert office.save(Member, member, citizen_id=NUMBER).is_saved
    member.refresh_from_db()
    assert (member.citizen_id, key_of(member.citizen_id.token)) == (NUMBER, "k2")


def test_number_is_still_found_and_still_unique(member, office, client):
    page = client.post(reverse("reports:search"), {"q": NUMBER})
    assert member.full_name in page.content.decode()
    said = office.save(Member, **new_person(citizen_id=NUMBER))
    assert not said.is_saved
    assert "đã có hồ sơ" in str(said.errors["citizen_id"])


def new_person(**facts):
    return {
        "full_name": "Trần Văn Mới",
        "sex": "male",
        "born_on": "05/09/1990",
        "citizen_id_accepted": "on",
        **facts,
    }


@pytest.mark.parametrize(("number", "is_known"), [(NUMBER, True), (OTHER, False)])
def test_new_card_is_compared_by_the_index(number, is_known, member, office, client):
    url = reverse("members:event-create", args=[member.pk, "card"])
    typed = {"card_number": number, "happened_on": "10/01/2022", "number": "5"}
    answer = client.post(url, typed)
    refused = "Số thẻ mới phải bằng số định danh cá nhân" in answer.content.decode()
    assert refused is not is_known
    assert answer.context["form"].is_valid() is is_known


def test_file_that_went_out_comes_back_without_a_change(member, office, client):
    before = tokens()
    port = Port(client, Member)
    assert WORDS in [cell for row in port.rows() for cell in row]
    assert unchanged(port, 1)
    assert tokens() == before


def test_health_page_finds_no_fault_in_a_number_it_can_not_read(member, office, client):
    MemberFactory(full_name="Lê Thị Thiếu Số", citizen_id="0010900")
    url = reverse("reports:health-check", args=["citizen-id-shape"])
    page = client.get(url).content.decode()
    assert "Lê Thị Thiếu Số" in page
    assert member.full_name not in page


def test_backup_drill_tells_values_that_the_restored_register_can_not_read(
    member, settings
):
    found = facts.base()
    settings.SEAL_KEYS = KEYS
    expected = facts.base()
    assert (expected["unreadable"], found["unreadable"]) == (0, 2)
    for each in (expected, found):
        each["invariants"] = {}
    assert facts.differences(expected, expected) == []
    del expected["unreadable"]  # a backup of before
    assert facts.differences(expected, found) == [
        "2 giá trị đã niêm không đọc được (xem SEAL_KEYS)"
    ]
