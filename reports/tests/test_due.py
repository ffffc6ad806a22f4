"""Every kind of deadline: the day before, the day, the day after."""

import datetime as dt

import pytest

from branches import actions as branch_actions
from branches.models import CoordinationRegulation, Holiday, Rule
from branches.tests.factories import CommitteeFactory
from hoangmai_party import clock
from members import actions
from members.tests.factories import MemberFactory
from reports import due
from reports.due.base import BOTH, BRANCH, OFFICE
from reports.due.book import Book
from reports.tests.due import CERTIFIED, DueWorld, found, put_step

ONE = dt.timedelta(days=1)
TODAY = dt.date(2022, 1, 14)
MID = dt.date(2022, 2, 15)
LATE = "quá hạn 1 ngày"

# {kind: (due day, words of the day before, words of the day after; None: gone)}
DUE = {
    "file_certificate": (dt.date(2022, 2, 15), "còn 1 ngày", LATE),
    "file_age": (dt.date(2022, 2, 15), "còn 1 ngày", LATE),
    # 10/01 + 30 working days, with Tết from 31/01 to 04/02 among them.
    "file_vetting": (dt.date(2022, 2, 28), "còn 1 ngày làm việc", LATE),
    "file_age_max": (dt.date(2022, 2, 28), "còn 1 ngày", None),
    "file_youth": (dt.date(2022, 2, 15), "còn 1 ngày", None),
    "file_unsent": (dt.date(2022, 1, 17), "còn 1 ngày làm việc", LATE),
    "file_committee": (dt.date(2022, 2, 21), "còn 1 ngày làm việc", LATE),
    # 60 working days; 11/04 is Giỗ Tổ.
    "file_decision": (dt.date(2022, 4, 12), "còn 1 ngày làm việc", LATE),
    "file_ceremony": (dt.date(2022, 2, 28), "còn 1 ngày làm việc", LATE),
    "file_profile": (dt.date(2022, 2, 28), "còn 1 ngày làm việc", LATE),
    "file_new_class": (dt.date(2022, 2, 15), "còn 1 ngày", LATE),
    "file_recognition": (dt.date(2022, 2, 28), "còn 1 ngày làm việc", LATE),
    "probation": (dt.date(2022, 3, 1), "còn 1 ngày", None),
    # 10/01 + 30 working days, with Tết from 31/01 to 04/02 among them; 27/02 is Sunday.
    "recognition": (dt.date(2022, 2, 28), "còn 1 ngày làm việc", LATE),
    "card": (dt.date(2022, 1, 18), "còn 1 ngày", LATE),
    "card_exchange": (dt.date(2022, 2, 15), "còn 1 ngày", LATE),
    # 15/12 + 30 working days; 03/01 is off for the New Year.
    "transfer": (dt.date(2022, 1, 27), "còn 1 ngày làm việc", LATE),
    "transfer_lost": (dt.date(2022, 3, 15), "còn 1 ngày", LATE),
    "absence": (MID, "còn 1 ngày", LATE),
    "guest": (dt.date(2022, 8, 2), "còn 1 ngày", LATE),
    "exemption": (MID, "còn 1 ngày", LATE),
    "discipline": (dt.date(2022, 2, 10), "còn 1 ngày", None),
    # 30 years full on 10/03/2022: round of 19/5, papers 30 working days before.
    "badge": (dt.date(2022, 4, 4), "còn 1 ngày", LATE),
    "certificate": (dt.date(2026, 8, 15), "còn 1 ngày", LATE),
    "follow_up": (MID, "còn 1 ngày", LATE),
    "regulation_end": (MID, "còn 1 ngày", LATE),
    "regulation_review": (MID, "còn 1 ngày", LATE),
    "congress": (dt.date(2022, 12, 15), "còn 1 ngày", LATE),
    "first_congress": (dt.date(2022, 2, 22), "còn 1 ngày làm việc", LATE),
    "dissolution": (dt.date(2022, 2, 8), "còn 1 ngày làm việc", LATE),
}


AT_ONCE = {"file_returned", "file_submitted"}  # due as soon as they are seen


@pytest.fixture
def world(db):
    with clock.fixed(TODAY):
        yield DueWorld()


def left(kind, day, row):
    """Words of the one item of that row; None where there is none."""
    key = f"{kind}:{row.pk}"
    words = [item.left for item in found(kind, day) if item.key == key]
    assert len(words) <= 1
    return words[0] if words else None


def test_every_kind_has_a_boundary():
    # Those of outreach: test_due_outreach.py.
    assert set(DUE) | AT_ONCE | due.OUTREACH == set(due.BY_CODE)


@pytest.mark.parametrize("kind", sorted(AT_ONCE))
def test_what_came_back_or_waits_is_for_today(world, kind):
    row = world.put(kind)
    for day in (TODAY, TODAY + ONE):
        assert left(kind, day, row) == "đến hạn hôm nay"
    row.state = "accepted"
    row.save()
    assert left(kind, TODAY, row) is None


def test_what_was_entered_again_is_not_back(world):
    row = world.put("file_returned")
    put_step(row.candidate, row.branch, row.kind, row.happened_on)
    assert left("file_returned", TODAY, row) is None


@pytest.mark.parametrize("kind", ["paused", "dropped", "gone"])
def test_files_at_rest_have_nothing_due(world, kind):
    row = world.put("file_age")
    put_step(row.candidate, row.branch, kind, dt.date(2021, 3, 1), why="other")
    assert left("file_age", MID, row) is None


@pytest.mark.parametrize("kind", DUE)
def test_day_before_the_day_and_the_day_after(world, kind):
    row = world.put(kind)
    day, before, after = DUE[kind]
    shown = [left(kind, d, row) for d in (day - ONE, day, day + ONE)]
    assert shown == [before, "đến hạn hôm nay", after]


@pytest.mark.parametrize("kind", DUE)
def test_item_says_whom_where_and_by_which_rule(world, kind):
    row = world.put(kind)
    day = DUE[kind][0]
    [item] = [i for i in found(kind, day) if i.key == f"{kind}:{row.pk}"]
    assert item.due_on == day
    assert item.place.startswith("Chi bộ ")
    assert item.subject
    assert item.kind.actor in (BRANCH, OFFICE, BOTH)
    assert item.words


# What ends a deadline


def test_vote_that_a_file_tells_is_held(world):
    row = world.put("recognition")
    file = world.file(world.one, row.member.full_name)
    file.member = row.member
    file.save()
    day = dt.date(2022, 2, 20)
    assert left("recognition", day, row) is not None
    put_step(file, world.one, "recognition_vote", dt.date(2022, 2, 10))
    assert left("recognition", day, row) is None


def test_vote_begins_the_day_after_the_probation_ended(world):
    row = world.put("probation")
    assert left("recognition", dt.date(2022, 3, 1), row) is None
    assert left("recognition", dt.date(2022, 3, 2), row) == "còn 29 ngày làm việc"


def test_late_probation_says_so_after_the_months_of_the_rule(world):
    world.put("recognition")  # ceremony on 10/01/2021; 13 months
    said = [found("recognition", dt.date(2022, 2, day))[0].words for day in (10, 11)]
    assert ["dự bị đã quá 13 tháng" in words for words in said] == [False, True]


def test_own_holiday_of_the_office_moves_the_vote(world):
    row = world.put("recognition")
    Holiday.objects.create(day=dt.date(2022, 2, 28), name="Nghỉ của cơ quan")
    [item] = [i for i in found("recognition", MID) if i.key.endswith(f":{row.pk}")]
    assert item.due_on == dt.date(2022, 3, 1)


def test_recognised_member_is_not_due(world):
    row = world.put("recognition")
    actions.recognise(spell=row, recognised_on=dt.date(2022, 2, 1))
    assert left("recognition", dt.date(2022, 1, 31), row) is not None
    assert left("recognition", dt.date(2022, 2, 1), row) is None


def test_card_of_an_old_list_is_received(world):
    row = world.put("card")
    row.member.old_card_number = "01234567"
    row.member.save()
    assert found("card", MID) == []


def test_card_issued_later_was_missing_before(world):
    row = world.put("card")
    row.member.card_issued_on = dt.date(2022, 2, 1)
    row.member.save()
    assert len(found("card", dt.date(2022, 1, 31))) == 1
    assert found("card", dt.date(2022, 2, 1)) == []


def test_card_given_since_the_campaign_is_exchanged(world):
    row = world.put("card_exchange")
    day = DUE["card_exchange"][0]
    row.member.card_issued_on = dt.date(2021, 12, 14)
    row.member.save()
    assert left("card_exchange", day, row) == "đến hạn hôm nay"
    row.member.card_issued_on = dt.date(2021, 12, 15)
    row.member.save()
    assert left("card_exchange", day, row) is None


def test_old_card_is_no_matter_without_a_campaign(world):
    row = world.put("card_exchange")
    Rule.objects.filter(code=Rule.Code.CARD_EXCHANGE).update(
        ended_on=dt.date(2021, 12, 31)
    )
    assert left("card_exchange", TODAY, row) is None


def test_transfer_has_two_deadlines_after_the_first_passed(world):
    row = world.put("transfer")
    first, last = DUE["transfer"][0], DUE["transfer_lost"][0]
    assert left("transfer_lost", first, row) is None
    assert left("transfer_lost", first + ONE, row) == "còn 46 ngày"
    assert left("transfer", last, row) == "quá hạn 47 ngày"
    assert left("transfer", last + ONE, row) is None


@pytest.mark.parametrize("kind", ["transfer", "transfer_lost"])
def test_confirmed_transfer_is_done(world, kind):
    row = world.put("transfer")
    row.confirmed_on = dt.date(2022, 2, 1)
    row.save()
    assert left("transfer", dt.date(2022, 1, 31), row) == "quá hạn 4 ngày"
    assert left(kind, dt.date(2022, 2, 1), row) is None


def test_transfer_of_somebody_who_came_back_is_done(world):
    row = world.put("transfer")
    spell, day = row.placement.spell, dt.date(2022, 1, 10)
    actions.arrive(spell=spell, branch=world.two, on=day)
    assert left("transfer", day - ONE, row) is not None
    assert left("transfer", day, row) is None


def test_absence_without_a_day_takes_the_longest_stay(world):
    world.absence(world.one, "Trần Thị Bình", until=None)
    [item] = found("absence", TODAY)
    assert item.due_on == dt.date(2022, 8, 2)
    assert item.words.startswith("12 tháng từ ngày sinh hoạt tạm thời 02/08/2021 (")


@pytest.mark.parametrize("kind", ["absence", "exemption"])
def test_stay_that_ended_is_done(world, kind):
    row = world.put(kind)
    row.ended_on = dt.date(2022, 1, 20)
    row.save()
    assert left(kind, dt.date(2022, 1, 19), row) is not None
    assert left(kind, dt.date(2022, 1, 20), row) is None


@pytest.mark.parametrize("kind", ["absence", "exemption", "discipline", "probation"])
def test_who_died_has_no_deadline(world, kind):
    row = world.put(kind)
    member = getattr(row, "member", None) or row.placement.member
    day = dt.date(2022, 1, 10)
    actions.leave(placement=member.placements.get(), on=day, reason="died")
    assert left(kind, day - ONE, row) is not None
    assert left(kind, day, row) is None


def test_exemption_follows_the_member_to_another_branch(world):
    row = world.put("exemption")
    day = dt.date(2022, 1, 10)
    actions.move(placement=row.member.placements.get(), to=world.two, on=day)
    [item] = found("exemption", day)
    assert item.branch == world.two.pk


def test_appealed_discipline_does_not_lapse(world):
    row = world.put("discipline")
    row.appealed_on = dt.date(2021, 3, 1)
    row.save()
    assert found("discipline", TODAY) == []


def test_certificate_of_an_admitted_person_is_no_matter(world):
    row = world.certificate(world.one, "Lê Thị Cúc", born_on=dt.date(1995, 5, 5))
    member = MemberFactory(full_name="Lê Thị Cúc", born_on=dt.date(1995, 5, 5))
    day = dt.date(2022, 1, 10)
    actions.admit(member=member, branch=world.one, ceremony_on=day)
    assert left("certificate", day - ONE, row) is not None
    assert left("certificate", day, row) is None


def test_certificate_of_a_namesake_of_a_member_still_counts(world):
    row = world.certificate(world.one, "Lê Thị Cúc", born_on=dt.date(1995, 5, 5))
    world.admit(world.one, "Lê Thị Cúc", dt.date(2022, 1, 10))  # born in 1990
    assert left("certificate", MID, row) is not None


def test_newest_certificate_of_a_person_counts(world):
    born = {"born_on": dt.date(1995, 5, 5)}
    world.certificate(world.one, "Lê Thị Cúc", **born)
    later = CERTIFIED + dt.timedelta(days=365)
    newer = world.certificate(world.one, "Lê Thị Cúc", certified=later, **born)
    assert [i.key for i in found("certificate", dt.date(2026, 1, 1))] == [
        f"certificate:{newer.pk}"
    ]


def test_expired_certificate_is_shown_for_half_a_year(world):
    row = world.put("certificate")
    last = DUE["certificate"][0] + dt.timedelta(days=180)
    assert left("certificate", last, row) == "quá hạn 180 ngày"
    assert left("certificate", last + ONE, row) is None


def test_follow_up_that_was_done_is_done(world):
    row = world.put("follow_up")
    row.done_on = dt.date(2022, 1, 20)
    row.save()
    assert left("follow_up", dt.date(2022, 1, 19), row) is not None
    assert left("follow_up", dt.date(2022, 1, 20), row) is None


def test_follow_up_of_a_voided_inspection_is_gone(world):
    row = world.put("follow_up")
    row.inspection.void(by=None, reason="Nhập nhầm")
    assert found("follow_up", TODAY) == []


def test_new_regulation_replaces_the_one_that_ends(world):
    row = world.put("regulation_end")
    CoordinationRegulation.objects.create(
        branch=world.one,
        enterprise=world.host,
        counterpart="owner",
        signed_on=dt.date(2022, 2, 1),
        started_on=MID,
    )
    assert left("regulation_end", dt.date(2022, 1, 31), row) is not None
    assert left("regulation_end", dt.date(2022, 2, 1), row) is None


def test_regulation_never_reviewed_counts_from_its_signing(world):
    world.regulation(world.one, review_months=6)
    [item] = found("regulation_review", TODAY)
    assert item.due_on == dt.date(2020, 8, 15)
    assert item.words == "6 tháng từ ngày ký 15/02/2020 (quy chế số 1-QC)"


def test_congress_is_due_as_the_model_says_with_the_margin(world):
    row = world.put("congress")
    [item] = found("congress", TODAY)
    assert item.due_on == row.next_due_on()
    assert item.words.endswith("; muộn nhất ngày 15/06/2023 nếu cấp trên đồng ý")


def test_newer_congress_takes_the_place_of_the_old_one(world):
    world.put("congress")
    held = dt.date(2022, 12, 1)
    world.one.congresses.create(term="2022–2025", held_on=held)
    assert [i.due_on for i in found("congress", held - ONE)] == [DUE["congress"][0]]
    assert [i.due_on for i in found("congress", held)] == [dt.date(2025, 6, 1)]


def test_branch_with_a_congress_needs_no_first_one(world):
    row = world.put("first_congress")
    row.congresses.create(term="2022–2025", held_on=dt.date(2022, 1, 10))
    assert left("first_congress", dt.date(2022, 1, 9), row) is not None
    assert left("first_congress", dt.date(2022, 1, 10), row) is None


def test_dissolved_branch_that_is_empty_stays_for_the_days_of_the_rule(world):
    row = world.put("dissolution")
    [placement] = row.branch.placements.all()
    actions.move(placement=placement, to=world.two, on=dt.date(2021, 12, 20))
    day = DUE["dissolution"][0]
    assert [left("dissolution", d, row) for d in (day, day + ONE)] == [
        "đến hạn hôm nay",
        None,
    ]


def test_branch_handed_over_is_no_longer_ours(world):
    row = world.put("probation", world.two)
    day = dt.date(2022, 1, 10)
    branch_actions.hand_over(
        branches=[world.two], committee=CommitteeFactory(), decided_on=day
    )
    assert left("probation", day - ONE, row) is not None
    assert left("probation", day, row) is None


# Rules


def test_missing_rule_is_said_in_words(world):
    [item] = [i for i in found("first_congress", TODAY) if i.branch == world.one.pk]
    assert item.due_on is None
    assert item.left == "chưa tính được hạn"
    assert item.words == (
        "Chưa có quy định “Hạn đại hội lần đầu sau thành lập” cho ngày 17/09/2015: "
        "văn phòng bổ sung ở mục Quy định"
    )


def test_items_without_a_day_come_last(world):
    world.put("card")
    days = [item.due_on for item in due.items(None, TODAY)]
    assert days[0] == DUE["card"][0]
    assert days[1:] == [None, None]  # the first congresses of both branches


# {rule that is taken away: the kinds that can't tell their day without it}
WITHOUT = {
    "probation_months": {"probation"},
    "recognition_vote": {"recognition"},
    "card_due": {"card"},
    "transfer_present": {"transfer"},
    "transfer_lost": {"transfer_lost"},
    "temporary_max": {"guest"},
    "awareness_valid": {"certificate", "file_certificate"},
    "file_valid": {"file_age"},
    "vetting_home": {"file_vetting"},
    "branch_send": {"file_unsent"},
    "committee_vote": {"file_committee"},
    "admission_decision": {"file_decision"},
    "ceremony_deadline": {"file_ceremony"},
    "member_papers": {"file_profile"},
    "new_class": {"file_new_class"},
    "recognition_decision": {"file_recognition"},
    "cell_term": {"congress"},
    "term_margin": set(),
    "dissolution_days": {"dissolution"},
    "discipline_lapse": set(),  # the row keeps its own day
}


def test_a_rule_may_be_missing(world):
    kinds = set(DUE) - {"regulation_end", "transfer_lost", "first_congress"}
    for kind in kinds:
        world.put(kind, name=f"Nguyễn Văn {kind}")
    found_without = {}
    for code in WITHOUT:
        rows = Rule.every.filter(code=code)
        rows.update(voided_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC))
        unknown = [i for i in due.items(None, MID) if i.due_on is None]
        assert all(i.words.startswith("Chưa có quy định “") for i in unknown)
        codes = {i.kind.code for i in unknown}
        found_without[code] = codes - {"first_congress"}
        rows.update(voided_at=None)
    assert found_without == WITHOUT


def test_book_agrees_with_the_rules_of_the_model(db):
    book = Book()
    for day in (dt.date(2012, 5, 1), dt.date(2021, 7, 30), dt.date(2025, 7, 1)):
        for code in Rule.Code.values:
            row = Rule.objects.on(day).filter(code=code).first()
            assert book.row(code, day) == row


def test_old_event_is_judged_by_the_old_rule(world):
    rule = Rule.objects.get(code="recognition_vote", ended_on=dt.date(2021, 7, 30))
    assert rule.value == 30
    Rule.objects.filter(pk=rule.pk).update(value=10)
    world.admit(world.one, "Đỗ Văn Cũ", dt.date(2020, 3, 2))
    [item] = found("recognition", TODAY)
    assert item.due_on == dt.date(2021, 3, 16)
    assert item.left == "quá hạn 304 ngày"
