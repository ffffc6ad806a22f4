"""The commands of the Makefile: what they are made of, and what they say."""

import ast
import os
import re
import subprocess
import sys

import pytest

from tests.architecture import ROOT
from tools import check, chromium, cover, postgres, venv

CARD = ("django", "django-import-export", "psycopg2-binary", "pytest-django")
SERVER = postgres.find_binaries()


def python(*arguments, **variables):
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )


def requirement_lines(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r"))]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned(name):
    pinned = re.compile(r"[\w-]+==[\w.]+(  # .+)?")
    assert [x for x in requirement_lines(name) if not pinned.fullmatch(x)] == []


@pytest.mark.parametrize("package", [*CARD, "factory-boy"])
def test_packages_of_the_card_are_required_with_a_reason(package):
    [line] = [
        x for x in requirement_lines("requirements.txt") if x.startswith(f"{package}==")
    ]
    assert "  # " in line


def test_old_python_gets_a_sentence():
    old = "import sys; sys.version_info = (3, 9, 2); import tools.run"
    done = python("-c", old)
    assert done.returncode == 1
    assert done.stderr == "Cần Python 3.11 trở lên; đây là Python 3.9.\n"


def test_version_check_is_readable_for_old_pythons():
    source = (ROOT / "tools" / "__init__.py").read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 7))


def test_broken_venv_does_not_work(tmp_path):
    assert not venv.works(tmp_path)
    assert venv.works(sys.prefix)


def test_ready_venv_is_not_installed_again(tmp_path):
    """With the stamp of the same file nothing runs: no pip is there to run."""
    folder = tmp_path / "venv"
    inside = venv.python_of(folder)
    inside.parent.mkdir(parents=True)
    inside.symlink_to(sys.executable)
    (folder / "installed-requirements").write_text(
        venv.digest([ROOT / "requirements.txt"])
    )
    assert venv.ready("requirements.txt", folder=folder) == inside


def test_digest_changes_with_any_file(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a==1")
    two.write_text("b==1")
    before = venv.digest([one, two])
    two.write_text("b==2")
    assert venv.digest([one, two]) != before


@pytest.mark.parametrize(
    ("failed", "not_run", "require_all", "code"),
    [
        ([], [], True, 0),
        ([], ["browser"], False, 0),
        ([], ["browser"], True, 1),
        (["ruff"], [], False, 1),
    ],
)
def test_exit_code_of_check(failed, not_run, require_all, code):
    report = check.Report()
    report.failed, report.not_run = failed, not_run
    assert report.exit_code(require_all=require_all) == code


def test_report_of_check_names_what_was_not_run():
    report = check.Report()
    report.passed += ["ruff (0 s)", "SQLite (9 s)"]
    report.not_run += ["browser (no Chromium on PATH)"]
    assert list(report.lines()) == [
        "passed:  ruff (0 s), SQLite (9 s)",
        "not run: browser (no Chromium on PATH)",
    ]


def test_failed_step_is_reported():
    report = check.Report()
    check.step(report, "nonsense", sys.executable, "tools.no_such_module")
    assert [report.passed, report.not_run] == [[], []]
    assert report.failed[0].startswith("nonsense (")


def test_environment_of_a_step_is_the_demo(monkeypatch):
    monkeypatch.setenv("DEBUG", "False")
    monkeypatch.setenv("PGHOST", "db.real")
    monkeypatch.setenv("DATABASE_URL", "postgres://db.real/so")
    given = check.environment("sqlite:///a")
    assert (given["DEBUG"], given["DATABASE_URL"]) == ("True", "sqlite:///a")
    assert "PGHOST" not in given


def test_client_library_alone_is_no_server(tmp_path):
    (tmp_path / "pg_config").touch()
    assert not postgres.has_server(tmp_path)


@pytest.mark.skipif(SERVER is None, reason="no PostgreSQL server on this machine")
def test_server_is_gone_after_a_failure():
    seen = []

    def fail():
        with postgres.server(SERVER) as url:
            seen.append(url)
            raise KeyError(url)

    with pytest.raises(KeyError):
        fail()
    folder = postgres.folder_of(seen[0])
    assert not folder.exists()


def test_missing_chromium_is_told(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert chromium.chromium_path() is None
    assert chromium.why_no_browser() != ""


def test_bare_pytest_names_the_browser_tests_it_leaves_out():
    collect = ("-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider")
    done = python(*collect, "tests", PATH="/nonexistent", CHROMIUM="")
    assert "\nnot run: tests/browser (" in done.stdout
    assert "tests/browser/" not in done.stdout


GATE = "accounts/port/gate.py"
GONE = {"missing_lines": [7], "missing_branches": [[3, -1]]}
COUNTS = {
    "covered_lines": 9,
    "num_statements": 10,
    "covered_branches": 3,
    "num_branches": 4,
}


def test_gap_in_a_strict_room_fails_the_cover():
    found = cover.shares({GATE: {"summary": COUNTS, **GONE}})
    assert "file gate" in cover.failing(found)
    lines = "\n".join(cover.table(found))
    assert "9/10 90.0 %" in lines
    assert "not run: accounts/port/gate.py: 7, 3→-1" in lines


def test_room_that_is_whole_passes_and_an_empty_one_does_not():
    whole = {"summary": COUNTS, "missing_lines": [], "missing_branches": []}
    found = cover.shares({GATE: whole})
    assert set(cover.failing(found)) == cover.STRICT - {"file gate"}


def test_rooms_of_the_cover_exist():
    rooms = [place for places in cover.ROOMS.values() for place in places]
    assert [place for place in rooms if not (ROOT / place).exists()] == []
    assert set(cover.ROOMS) >= cover.STRICT


def test_guide_shows_every_picture_that_is_taken():
    guide = ROOT / "docs" / "huong-dan"
    pages = [path.read_text(encoding="utf-8") for path in guide.glob("*.md")]
    shown = {
        name for page in pages for name in re.findall(r"\(anh/([\w-]+)\.png\)", page)
    }
    kept = {path.stem for path in (guide / "anh").glob("*.png")}
    command = (ROOT / "tools" / "screenshots.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'^    \("([\w-]+)", ', command, re.MULTILINE))
    assert shown == kept == taken
