"""Ghi biến động: each kind once, its effect, its refusals, undo and correction."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.log.undo import UndoError
from accounts.models import LogEvent
from accounts.sealed import mask
from members import roll
from members.actions import NotPossibleError
from members.events import EVENTS, by_code, record
from members.events.base import State
from members.models import MemberEvent, Placement, Transfer

DAY = dt.date(2021, 9, 1)


def stock(world, branch=None, day=DAY):
    """Number on the roll at the end of the day."""
    reach = roll.Reach(frozenset({world.committee.pk}))
    rows = roll.roll(reach).filter(roll.on(day))
    return (rows.filter(branch=branch) if branch else rows).count()


def write(member, code, **data):
    return record.record(
        member=member, code=code, data={"happened_on": DAY, "number": "7", **data}
    )


EXITS = ["death", "strike_off", "expulsion", "resignation", "cancellation"]


@pytest.mark.parametrize("code", EXITS)
def test_exit_ends_placement_and_spell_on_its_day(world, code):
    write(world.official, code)
    world.spell.refresh_from_db()
    placement = world.official.placements.get()
    assert (placement.ended_on, world.spell.ended_on) == (DAY, DAY)
    assert placement.ended == world.spell.end_reason
    assert stock(world) == 1
    assert stock(world, day=DAY - dt.timedelta(days=1)) == 2


def test_transfer_out_keeps_the_spell_and_watches_the_paper(world):
    write(world.official, "transfer_out", destination="Đảng bộ A", confirmed_on=None)
    world.spell.refresh_from_db()
    paper = Transfer.objects.get()
    assert world.spell.ended_on is None
    assert (paper.number, paper.issued_on, paper.confirmed_on) == ("7", DAY, None)
    assert stock(world) == 1


def test_other_place_confirms_the_paper_later(world, clerk):
    member = world.official
    event = by_code["transfer_confirmed"]
    assert "đang chờ xác nhận" in event.possible(State(member))
    write(member, "transfer_out", destination="Đảng bộ A", confirmed_on=None)
    assert event.possible(State(member)) == ""
    day = dt.date(2021, 9, 20)
    data = {"happened_on": day, "number": ""}
    entry = record.record(member=member, code="transfer_confirmed", data=data)
    assert Transfer.objects.get().confirmed_on == day
    assert "đang chờ xác nhận" in event.possible(State(member))
    record.take_back(entry=entry, by=clerk, reason="Nhầm người")
    assert Transfer.objects.get().confirmed_on is None


def test_confirmation_before_the_paper_is_refused(client, world, clerk):
    write(world.official, "transfer_out", destination="Đảng bộ A", confirmed_on=None)
    client.force_login(clerk)
    url = reverse(
        "members:event-create", args=[world.official.pk, "transfer_confirmed"]
    )
    data = {"happened_on": "31/08/2021", "number": "", "confirmed": "on"}
    (message,) = client.post(url, data).context["form"].errors["happened_on"]
    assert message == "Ngày xác nhận không được trước ngày cấp giấy (01/09/2021)."
    assert Transfer.objects.get().confirmed_on is None


def test_transfer_in_brings_back_who_left(world):
    write(world.official, "transfer_out", destination="Đảng bộ A", confirmed_on=None)
    day = dt.date(2021, 11, 1)
    record.record(
        member=world.official,
        code="transfer_in",
        data={"happened_on": day, "number": "9", "branch": world.two, "came_from": "A"},
    )
    assert stock(world, world.two, day) == 1


def test_move_changes_two_branches_and_not_the_body(world):
    write(world.official, "move", branch=world.two)
    assert [stock(world, b) for b in (world.one, world.two)] == [1, 1]
    assert stock(world) == 2


def test_temporary_stay_elsewhere_is_still_counted_here(world):
    write(world.official, "temporary_away", destination="Chi bộ B", until=None)
    assert stock(world) == 2
    back = {"happened_on": dt.date(2021, 12, 1), "number": ""}
    record.record(member=world.official, code="back", data=back)
    assert State(world.official).absence is None


def test_guest_is_never_counted(world):
    write(world.official, "transfer_out", destination="Đảng bộ A", confirmed_on=None)
    write(world.official, "guest_in", branch=world.two, came_from="A")
    assert stock(world) == 1
    assert State(world.official).guest_stay.branch == world.two


def test_exemption_is_counted_and_ends(world):
    write(world.official, "exemption", kind="open", until=None, reason="")
    assert stock(world) == 2
    day = {"happened_on": dt.date(2021, 12, 1), "number": ""}
    record.record(member=world.official, code="exemption_end", data=day)
    assert State(world.official).exemption is None


def test_restoration_reopens_the_same_spell(world):
    write(world.official, "strike_off")
    day = dt.date(2021, 12, 1)
    data = {"happened_on": day, "number": "8", "branch": world.one}
    record.record(member=world.official, code="restoration", data=data)
    world.spell.refresh_from_db()
    assert (world.spell.ended_on, world.spell.end_reason) == (None, "")
    assert [stock(world, day=d) for d in (DAY, day)] == [1, 2]


def test_readmission_is_a_second_spell_of_the_same_person(world):
    write(world.official, "strike_off")
    day = dt.date(2022, 1, 10)
    data = {"happened_on": day, "number": "8", "branch": world.two, "decision_on": DAY}
    found = by_code["readmission"].warnings(State(world.official), data)
    record.record(member=world.official, code="readmission", data=data)
    assert world.official.spells.count() == 2
    assert [warning.source for warning in found] == ["Quy định 294-QĐ/TW, điểm 3.5"]


def test_recognition_before_the_end_of_probation_warns(world):
    state = State(world.probationer)
    data = {"happened_on": dt.date(2022, 1, 10), "number": "8"}
    (found,) = by_code["recognition"].warnings(state, data)
    assert "đến 01/06/2022" in found.text
    late = {**data, "happened_on": dt.date(2022, 6, 1)}
    assert by_code["recognition"].warnings(state, late) == []


def test_card_takes_a_free_number_only(world):
    write(world.probationer, "card", card_number="99000001")
    with pytest.raises(NotPossibleError, match="đã có trong sổ"):
        write(world.official, "card", card_number="99000001")


@pytest.mark.parametrize("code", [e.code for e in EVENTS])
def test_every_kind_says_why_it_is_not_possible(world, code):
    """Each kind is impossible either now or after a death, and says so in words."""
    event = by_code[code]
    alive = event.possible(State(world.official))
    write(world.official, "death")
    dead = event.possible(State(world.official))
    assert alive or dead
    assert all(
        text[0].isupper() and text.endswith(".") for text in (alive, dead) if text
    )


def test_nothing_is_written_after_a_refusal(world):
    write(world.official, "death")
    before = LogEvent.objects.count()
    with pytest.raises(NotPossibleError, match="không sinh hoạt"):
        write(world.official, "strike_off")
    assert LogEvent.objects.count() == before


def test_day_before_the_placement_is_refused(world):
    early = {"happened_on": dt.date(2019, 5, 1), "number": "7"}
    with pytest.raises(NotPossibleError, match="01/05/2019"):
        record.record(member=world.official, code="death", data=early)
    assert not MemberEvent.objects.exists()


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("death", {}),
        ("move", {"branch": "two"}),
        ("transfer_out", {"destination": "A", "confirmed_on": None}),
        ("exemption", {"kind": "open", "until": None, "reason": ""}),
        ("temporary_away", {"destination": "A", "until": None}),
        ("card", {"card_number": "99000001"}),
    ],
)
def test_undo_restores_every_fact(world, clerk, code, data):
    if "branch" in data:
        data = {**data, "branch": world.two}
    before = facts(world)
    entry = write(world.official, code, **data)
    assert facts(world) != before
    record.take_back(entry=entry, by=clerk, reason="Ghi nhầm người")
    assert facts(world) == before


def facts(world):
    """Everything of the member that figures and lists read."""
    member = type(world.official).objects.get(pk=world.official.pk)
    rows = [
        *member.spells.values("ceremony_on", "official_on", "ended_on", "end_reason"),
        *member.placements.order_by("pk").values(
            "branch", "started_on", "ended_on", "ended", "went_to", "ended_number"
        ),
        *member.exemptions.values("started_on", "ended_on"),
        *Transfer.objects.values("number"),
    ]
    absences = [row.absences.count() for row in member.placements.all()]
    return rows, absences, member.old_card_number, member.card_issued_on


def test_undo_waits_for_the_newer_entry(world, clerk):
    move = write(world.official, "move", branch=world.two)
    later = {"happened_on": dt.date(2021, 12, 1), "number": "9"}
    record.record(member=world.official, code="death", data=later)
    with pytest.raises(UndoError, match="hủy lần ghi sau trước"):
        record.take_back(entry=move, by=clerk, reason="Nhầm")


def test_undo_needs_a_reason_and_happens_once(world, clerk):
    entry = write(world.official, "death")
    with pytest.raises(UndoError, match="lý do"):
        record.take_back(entry=entry, by=clerk, reason=" ")
    record.take_back(entry=entry, by=clerk, reason="Nhầm")
    entry.refresh_from_db()
    with pytest.raises(UndoError, match="đã được hủy"):
        record.take_back(entry=entry, by=clerk, reason="Nhầm")


def test_correction_moves_the_day_and_keeps_the_trail(world, clerk):
    entry = write(world.official, "death")
    right = dt.date(2021, 8, 30)
    new = record.correct(
        entry=entry,
        by=clerk,
        reason="Theo giấy chứng tử",
        data={"happened_on": right, "number": "7"},
    )
    assert world.official.placements.get().ended_on == right
    assert (new.replaces_id, MemberEvent.objects.count()) == (entry.pk, 1)
    assert MemberEvent.every.get(pk=entry.pk).void_reason == "Theo giấy chứng tử"


def test_preview_tells_and_writes_nothing(world):
    before = LogEvent.objects.count()
    effects = record.preview(
        lambda: write(world.official, "move", branch=world.two),
        member=world.official,
        day=DAY,
    )
    assert [(e.where, e.before, e.after, e.counted) for e in effects] == [
        (str(world.one), 2, 1, "giảm: nội bộ đi"),
        (str(world.two), 0, 1, "tăng: nội bộ đến"),
        ("Toàn Đảng bộ", 2, 2, ""),
    ]
    assert LogEvent.objects.count() == before
    assert Placement.objects.count() == 2


def test_page_asks_twice_and_writes_once(client, world, clerk):
    client.force_login(clerk)
    url = reverse("members:event-create", args=[world.official.pk, "death"])
    data = {"happened_on": "01/09/2021", "number": "12"}
    first = client.post(url, data)
    assert "xem trước" in first.content.decode()
    assert not MemberEvent.objects.exists()
    client.post(url, {**data, "confirmed": "on"})
    entry = MemberEvent.objects.get()
    assert (entry.kind, entry.happened_on, entry.number) == ("death", DAY, "12")
    reason = LogEvent.objects.filter(change_set=entry.change_set).last().reason
    assert reason == f"Từ trần: {world.official}"


def test_warning_needs_a_reason_on_paper(client, world, clerk):
    client.force_login(clerk)
    url = reverse("members:event-create", args=[world.probationer.pk, "recognition"])
    data = {"happened_on": "10/01/2022", "number": "12", "confirmed": "on"}
    refused = client.post(url, data)
    assert "as_on_paper" in refused.context["confirm"].errors
    assert not MemberEvent.objects.exists()
    client.post(url, {**data, "as_on_paper": "Quyết định đã ký"})
    assert MemberEvent.objects.get().as_on_paper == "Quyết định đã ký"


BAD = [
    ("death", {"happened_on": "31/02/2021"}, "happened_on", "ngày"),
    ("death", {"happened_on": ""}, "happened_on", "bắt buộc"),
    ("death", {"happened_on": "15/01/2022"}, "happened_on", "tương lai"),
    ("death", {"happened_on": "01/01/1900"}, "happened_on", "03/02/1930"),
    ("strike_off", {"number": ""}, "number", "bắt buộc"),
    ("strike_off", {"number": "x" * 51}, "number", "50"),
    ("transfer_out", {"destination": ""}, "destination", "bắt buộc"),
    (
        "transfer_out",
        {"destination": "A", "confirmed_on": "31/08/2021"},
        "confirmed_on",
        "trước ngày cấp",
    ),
    ("move", {"branch": "999999"}, "branch", "danh sách"),
    ("exemption", {"kind": "fixed"}, "until", "dự kiến"),
    ("exemption", {"kind": "fixed", "until": "01/08/2021"}, "until", "sau ngày"),
    ("exemption", {"kind": "open", "until": "01/12/2021"}, "until", "để trống"),
    ("card", {"card_number": "123456789"}, "card_number", "8 chữ số"),
    ("card", {"card_number": "12345678x"}, "card_number", "chữ số"),
    ("temporary_away", {"destination": "A", "until": "01/08/2021"}, "until", "sau"),
]


@pytest.mark.parametrize(("code", "change", "field", "message"), BAD)
def test_bad_entry_is_refused_at_its_field(
    client, world, clerk, code, change, field, message
):
    client.force_login(clerk)
    url = reverse("members:event-create", args=[world.official.pk, code])
    before = LogEvent.objects.count()
    data = {"happened_on": "01/09/2021", "number": "12", "confirmed": "on", **change}
    form = client.post(url, data).context["form"]
    assert set(form.errors) == {field}
    assert message in form.errors[field][0]
    assert LogEvent.objects.count() == before


CARD = "001090000001"  # of a man born in Hà Nội in 1990


def give_card(client, member, number=CARD):
    url = reverse("members:event-create", args=[member.pk, "card"])
    data = {"happened_on": "05/01/2022", "number": "12", "card_number": number}
    return client.post(url, {**data, "confirmed": "on"})


@pytest.fixture
def man(world):
    """Whose number fits the birth and the sex."""
    member = world.official
    member.sex, member.born_on = "male", dt.date(1990, 5, 2)
    member.save()
    return member


def test_a_new_card_is_nowhere_in_plain_text(client, man, clerk):
    client.force_login(clerk)
    assert give_card(client, man).status_code == 302
    entry = MemberEvent.objects.get()
    assert entry.typed["card_number"] == mask(CARD)
    assert type(man).objects.get(pk=man.pk).citizen_id == CARD
    events = LogEvent.objects.values_list("before", "after", "reason")
    assert CARD not in str(list(events))


def test_a_card_entry_is_corrected_without_the_number_typed_again(client, man, clerk):
    client.force_login(clerk)
    give_card(client, man)
    entry = MemberEvent.objects.get()
    url = reverse("members:event-correct", args=[entry.pk])
    shown = client.get(url).context["form"]
    assert shown.initial["card_number"] == mask(CARD)
    data = {"happened_on": "06/01/2022", "number": "13", "card_number": mask(CARD)}
    data |= {"reason": "Nhầm ngày", "confirmed": "on"}
    assert client.post(url, data).status_code == 302
    newest = MemberEvent.objects.get()
    assert (newest.happened_on, newest.typed["card_number"]) == (
        dt.date(2022, 1, 6),
        mask(CARD),
    )
    assert type(man).objects.get(pk=man.pk).citizen_id == CARD


def test_an_unchanged_number_keeps_its_token(man):
    man.citizen_id = CARD
    man.save()
    stored = type(man).objects.get(pk=man.pk)
    before = LogEvent.objects.filter(table="members_member").last().after["citizen_id"]
    stored.full_clean()
    stored.save()
    after = LogEvent.objects.filter(table="members_member").last().after["citizen_id"]
    assert after == before


def test_stranger_and_reader_are_kept_out(client, world, clerk, django_user_model):
    url = reverse("members:member-detail", args=[world.official.pk])
    clerk.access_rows.update(started_on=dt.date(2030, 1, 1), ended_on=None)
    client.force_login(clerk)
    assert client.get(url).status_code == 404
    client.force_login(django_user_model.objects.create_user("x", full_name="X"))
    assert client.get(url).status_code == 403


def test_reception_makes_person_spell_and_placement(client, world, clerk):
    client.force_login(clerk)
    url = reverse("members:member-receive")
    data = {
        "full_name": "Đặng Thị Ưng",
        "sex": "female",
        "born_on": "29/02/1988",
        "ethnicity": "01",
        "religion": "00",
        "ceremony_on": "01/03/2010",
        "official_on": "01/03/2011",
        "branch": world.two.pk,
        "arrived_on": "01/09/2021",
        "number": "15-GT",
    }
    client.post(url, data)
    placement = Placement.objects.get(member__full_name="Đặng Thị Ưng")
    assert (placement.branch, placement.started_on) == (world.two, DAY)
    assert stock(world) == 3
