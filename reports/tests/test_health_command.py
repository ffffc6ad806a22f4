"""`manage.py check_register`: counts, findings, invariants, exit codes."""

import pytest
from django.core.management import CommandError, call_command

from branches.models import Branch
from enterprises.models import Enterprise
from hoangmai_party import clock
from members.models import Member, Placement, Rating
from reports.health.catalogue import CHECKS
from reports.health.facts import Facts
from reports.health.invariants import INVARIANTS
from reports.tests.health_register import FAULTS, TODAY, Sound, discipline, rating


@pytest.fixture
def sound(db):
    with clock.fixed(TODAY):
        yield Sound()


@pytest.fixture
def said(capsys):
    def run(*args):
        code = 0
        try:
            call_command("check_register", *args)
        except CommandError as error:
            code = error.returncode
        return code, capsys.readouterr().out

    return run


def test_sound_register_passes(sound, said):
    code, out = said("--strict")
    assert code == 0
    assert "tính đến ngày 14/01/2022" in out
    assert "0 lỗi đang mở, 0 cột suy ra không khớp." in out
    assert [check.label for check in CHECKS if check.label not in out] == []
    assert [label for label in INVARIANTS if f"✓  {label}" not in out] == []


def test_counts_are_printed_and_findings_on_asking(sound, said):
    FAULTS["birth-day"](sound)
    words = f"members.member:{sound.man.pk}: Sinh năm 1990"
    _, out = said()
    assert "W      1 mở     0 chấp nhận  Ngày sinh chưa đủ ngày, tháng" in out
    assert words not in out
    _, out = said("-v", "2")
    assert words in out


def test_open_error_fails_only_when_strict(sound, said):
    FAULTS["future-day"](sound)
    assert said()[0] == 0
    assert said("--strict")[0] == 1


def test_day_may_be_asked(sound, said):
    FAULTS["future-day"](sound)
    assert said("--strict", "--on", "15/01/2022")[0] != said("--strict")[0]


@pytest.mark.parametrize("day", ["31/02/2021", "2021-12-31", "x", "12/2021"])
def test_bad_day_is_refused_in_words(sound, day):
    with pytest.raises(CommandError, match="viết như 31/12/2021"):
        call_command("check_register", "--on", day)


BREAKS = {
    "order": lambda r: Member.objects.update(order=b"\x01"),
    "search": lambda r: Member.objects.update(search="x"),
    "name": lambda r: Branch.objects.filter(pk=r.one.pk).update(name="x"),
    "branch search": lambda r: Branch.objects.filter(pk=r.one.pk).update(search="x"),
    "enterprise": lambda r: Enterprise.objects.update(search="x"),
    "stat_row": lambda r: Enterprise.objects.update(stat_row=""),
    "placement": lambda r: Placement.objects.filter(pk=r.place.pk).update(
        member=_alone()
    ),
    "rating": lambda r: (rating(r), Rating.objects.update(counts_on=TODAY)),
    "discipline": lambda r: _discipline(r),
}


def _alone():
    member = Member(full_name="Trần Thị Yến", sex="female", born_on=TODAY)
    member.save()
    return member


def _discipline(r):
    row = discipline(r, r.man, "reprimand", TODAY)
    type(row).objects.update(lapses_on=None)


@pytest.mark.parametrize("name", BREAKS)
def test_broken_invariant_fails_the_command(sound, said, name):
    BREAKS[name](sound)
    code, out = said()
    assert code == 1
    assert "không khớp" in out or "để trống" in out
    assert "✗" in out


def test_broken_index_of_one_member_is_named(sound, said):
    Member.objects.filter(pk=sound.man.pk).update(citizen_id_index="x")
    code, out = said()
    assert code == 1
    assert f"đảng viên {sound.man.pk}: cột citizen_id_index không khớp" in out


def test_written_disciplines_and_ratings_pass(sound):
    discipline(sound, sound.man, "reprimand", TODAY)
    discipline(sound, sound.plain, "warning", TODAY, is_relapse=True)
    rating(sound)
    facts = Facts(TODAY)
    assert [fault for find in INVARIANTS.values() for fault in find(facts)] == []


def test_invariants_ask_so_many_questions(sound, django_assert_num_queries):
    for count in (1, 3):
        for _ in range(count - sound.man.disciplines.count()):
            discipline(sound, sound.man, "reprimand", TODAY)
        with django_assert_num_queries(8):
            for find in INVARIANTS.values():
                list(find(Facts(TODAY)))
