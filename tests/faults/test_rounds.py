"""The small numbers of every round; `make faults` runs the large ones."""

from tests.faults import rounds


def test_killed_imports_leave_all_or_nothing(new_world):
    figures = rounds.kills(new_world(), 20, 250)
    assert figures["killed"] == 20
    assert (figures["partial"], figures["lost"]) == (0, 0)


def test_races_for_one_citizen_id_have_one_winner(new_world):
    figures = rounds.races(new_world(), 40)
    assert figures == {"rows": 40, "duplicates": 0, "errors": 0, "unclear": 0}


def test_stale_saves_lose_nothing(new_world):
    figures = rounds.stale(new_world(), 40)
    assert figures == {"saved": 40, "told": 40, "lost": 0, "errors": 0}


def test_form_sent_three_times_is_written_once(new_world):
    assert rounds.clicks(new_world(), 10) == {"rows": 10, "duplicates": 0, "errors": 0}


def test_backup_under_load_has_every_committed_row(new_world):
    figures = rounds.backups(new_world(), 1)
    assert figures == {"backups": 1, "missing": 0, "differences": 0}


def test_planted_citizen_id_is_nowhere_in_clear(new_world):
    assert rounds.planted(new_world()) == []
