"""The four commands in processes of their own, on the engine of this run."""

import json
import re

import pytest

pytestmark = pytest.mark.xdist_group("faults")


def facts(world):
    found = json.loads(world.manage("register_facts").stdout)
    # The commands themselves write into the log.
    found["counts"].pop("accounts_logevent")
    found["seals"].pop("unsealed")
    return found


def drills(world):
    sql = "SELECT after FROM accounts_logevent WHERE kind = 'drill' ORDER BY id"
    found = (row for (row,) in world.ask(sql))
    return [json.loads(row) if isinstance(row, str) else row for row in found]


@pytest.fixture
def world(new_world):
    return new_world()


@pytest.fixture
def file(world, tmp_path):
    world.manage("backup", "--to", tmp_path)
    [file] = tmp_path.iterdir()
    return file


def test_restoration_is_the_register_again(world, file, new_world):
    wanted = facts(world)
    other = new_world()
    other.child("plant", "001090000077")
    refused = other.manage("restore", file, check=False)
    assert "đang có sổ" in refused.stderr
    wrong = other.manage("restore", file, "--replace", check=False, input="Sổ khác\n")
    assert "Tên không khớp" in wrong.stderr
    assert facts(other)["counts"] != wanted["counts"]
    done = other.manage("restore", file, "--replace", input="Sổ minh họa\n")
    assert "đều khớp" in done.stdout
    assert facts(other) == wanted
    restores = "SELECT count(*) FROM accounts_logevent WHERE kind = 'restore'"
    assert other.one(restores) == 1
    other.child("plant", "001090000088")  # the triggers work: a write is logged


def test_drill_passes_and_says_so_in_the_log(world, file):
    done = world.manage("restore_drill", "--from", file.parent)
    assert "Diễn tập ĐẠT" in done.stdout
    assert [drill["passed"] for drill in drills(world)] == [True]
    assert world.manage("verify_backup", file).stdout.startswith("✓")


def test_drill_of_a_damaged_file_fails_and_says_so(world, file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(data)
    done = world.manage("restore_drill", "--file", file, check=False)
    assert done.returncode == 1
    assert "KHÔNG ĐẠT" in done.stderr
    assert [drill["passed"] for drill in drills(world)] == [False]


def test_file_that_says_other_than_it_holds_is_found(world, tmp_path):
    world.child("lying_backup", tmp_path)
    [file] = tmp_path.iterdir()
    for command in ("verify_backup", "restore_drill --file"):
        done = world.manage(*command.split(), file, check=False)
        assert done.returncode == 1
        assert "Bảng members_member: bản sao lưu 21 dòng, khôi phục 20" in done.stderr
        assert "Mã niêm cuối không khớp" in done.stderr
        assert "Cột suy ra" in done.stderr
    assert [drill["passed"] for drill in drills(world)] == [False]


def test_slip_names_the_last_seal_and_shows_that_it_was_cut_off(world, tmp_path):
    slip = world.manage("backup", "--to", tmp_path, "--prune").stdout
    assert "PHIẾU SAO LƯU" in slip
    mac = world.one("SELECT mac FROM accounts_logseal ORDER BY last DESC LIMIT 1")
    assert re.search(r"\b[0-9a-f]{64}\s+In phiếu", slip)[0].startswith(mac)
    assert "nguyên vẹn" in world.manage("verify_log", "--anchor", mac).stdout
    world.tamper("DELETE FROM accounts_logseal")
    cut = world.manage("verify_log", "--anchor", mac, check=False)
    assert cut.returncode == 1
    assert f"Không tìm thấy niêm {mac[:16]}" in cut.stderr


def test_altered_log_is_told_by_the_backup_and_by_its_check(world, tmp_path):
    world.manage("seal_log")
    world.tamper("UPDATE accounts_logevent SET actor = 'user:1' WHERE id = 3")
    made = world.manage("backup", "--to", tmp_path)
    assert "CẢNH BÁO, niêm nhật ký: Niêm 1" in made.stderr
    [file] = tmp_path.iterdir()
    done = world.manage("verify_backup", file, check=False)
    assert done.returncode == 1
    assert "nội dung không khớp mã niêm" in done.stderr
