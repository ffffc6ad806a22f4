"""Every way out of the register: files, papers, commands; and what the log keeps of it.

A new address, a new command or a new place that writes a file has to be put into these
tables with what is logged of it, or a test here fails.
"""

import re
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands
from django.urls import reverse

from accounts.models import LogEvent
from accounts.scope import OUR_APPS
from enterprises.models import Agency, SourceList
from reports.health.catalogue import CHECKS
from tests.architecture import ROOT
from tests.cast import TODAY
from tests.walk import SAMPLES, addresses

FILE = "the page, and with ?format=xlsx, pdf or docx a file: EXPORT"
REPORT = (
    "a report: with ?format=pdf or docx a file: EXPORT (test_books_pages and others)"
)
PAPER = "the page, which tells of its print: PRINT"
NOTHING = "nothing of the register: a door, an answer without rows, a step on the way"

# Every address outside the desk.
PAGES = {
    "reports:targets": FILE,
    "reports:figure": FILE,
    "reports:movement": FILE,
    "reports:branches": FILE,
    "reports:composition": FILE,
    "reports:growth": FILE,
    "reports:roster": FILE,
    "reports:due": FILE,  # and ?format=ics: a calendar without names, by the same door
    "reports:due-meeting": FILE,
    "reports:projection": FILE,
    "reports:health": FILE,
    "reports:health-check": FILE,
    "reports:registers": FILE,
    "reports:registers-book": FILE,
    "reports:roster-national": FILE,
    "reports:register": FILE,
    "reports:article": FILE,
    "reports:list": FILE,
    "reports:outreach": PAPER,
    "reports:coverage": FILE,
    "reports:coverage-list": FILE,
    "reports:unorganised": FILE,
    "reports:unorganised-list": FILE,
    # Walk sheets: all of a campaign, or one (reports/tests/outreach).
    "reports:walk-sheets": REPORT,
    "reports:walk-sheet": REPORT,
    **dict.fromkeys(
        (
            *("surveys:campaigns", "surveys:campaign", "surveys:campaign-new"),
            *("surveys:campaign-edit", "surveys:campaign-close"),
            *("surveys:campaign-part", "surveys:campaign-part-new"),
            *("surveys:campaign-part-void", "surveys:campaign-list"),
            *("surveys:campaign-list-add", "surveys:campaign-list-share"),
            *("surveys:campaign-list-out", "surveys:keying"),
        ),
        PAPER,
    ),
    "surveys:keying-line": NOTHING,
    "reports:source-table": FILE,
    "reports:form": FILE,
    "reports:annual": REPORT,
    **dict.fromkeys(
        (
            *("reports:forms", "reports:annual-list", "reports:annual-new"),
            *("reports:annual-section", "reports:annual-versions"),
            *("reports:annual-sign", "reports:annual-compare", "reports:issued"),
        ),
        PAPER,
    ),
    "reports:search": PAPER,
    "reports:target-grid": PAPER,
    "reports:due-snooze": PAPER,
    "reports:due-withdraw": PAPER,
    "reports:health-accept": PAPER,
    "reports:health-withdraw": PAPER,
    "members:member-receive": PAPER,
    "reports:home": PAPER,
    "reports:candidate-papers": PAPER,
    "reports:candidate-paper": REPORT,
    # Wards and the ranking.
    "reports:outreach-map": FILE,
    "reports:outreach-map-list": FILE,
    "reports:outreach-ranking": FILE,
    "enterprises:ward-assign": PAPER,
    "enterprises:ward-unassign": PAPER,
    "surveys:ranking": NOTHING,
    "surveys:ranking-weights": PAPER,
    "reports:outreach-year": FILE,
    "reports:outreach-behind": FILE,
    "reports:founding-form": REPORT,
    **dict.fromkeys(
        (
            *("surveys:founding-dossier", "surveys:founding-paper"),
            *("surveys:founding-paper-out", "surveys:founding-search"),
            *("surveys:founding-person", "surveys:founding-person-new"),
            *("surveys:founding-person-out", "surveys:founding-decision"),
            "surveys:founding-announce",
        ),
        PAPER,
    ),
    **dict.fromkeys(
        (
            *("enterprises:source-lists", "enterprises:source-new"),
            *("enterprises:source-list", "enterprises:source-heap"),
            *("enterprises:source-undo", "enterprises:source-void"),
        ),
        PAPER,
    ),
    "enterprises:source-columns": PAPER,
    "enterprises:source-state": NOTHING,
    "members:candidates": PAPER,
    "members:candidate-new": PAPER,
    "members:candidate-check": NOTHING,
    "members:candidate": PAPER,
    "members:candidate-facts": PAPER,
    "members:candidate-move": PAPER,
    "members:candidate-dossier": PAPER,
    "members:candidate-rules": PAPER,
    "members:step-redo": PAPER,
    "members:step-discard": NOTHING,
    "members:candidate-part": PAPER,
    "members:candidate-part-new": PAPER,
    "members:candidate-step": PAPER,
    "members:step-check": NOTHING,
    "members:step-answer": PAPER,
    "members:step-correct": PAPER,
    "members:member-detail": PAPER,
    "members:member-unmask": PAPER,
    "members:event-create": PAPER,
    "members:event-correct": PAPER,
    "members:event-undo": PAPER,
    "members:branch-detail": PAPER,
    "members:act-create": PAPER,
    "members:branch-act-create": PAPER,
    "members:act-undo": PAPER,
    "members:branch-ratings": PAPER,
    "members:ratings": PAPER,
    "members:badges": PAPER,
    # Cases of the work with owners.
    "reports:outreach-progress": FILE,
    "reports:outreach-progress-list": FILE,
    "surveys:case-move": NOTHING,
    **dict.fromkeys(
        (
            *("surveys:cases", "surveys:case-board", "surveys:case-due"),
            *("surveys:case-find", "surveys:case-new", "surveys:case"),
            *("surveys:case-facts", "surveys:case-go", "surveys:case-close"),
            *("surveys:step-void", "surveys:visit-new", "surveys:visit-correct"),
            *("surveys:visit-done", "surveys:visit-void", "surveys:proposals"),
            *("surveys:proposal-new", "surveys:proposal-forward"),
            *("surveys:proposal-answer", "surveys:proposal-correct"),
            "surveys:proposal-void",
        ),
        PAPER,
    ),
    "branches:delegate": PAPER,
    **dict.fromkeys(
        (
            *("surveys:records", "surveys:record-list", "surveys:record-form"),
            *("surveys:record-enterprise-new", "surveys:record"),
            *("surveys:record-correct", "surveys:record-register"),
            "surveys:record-confirmations",
        ),
        PAPER,
    ),
    **dict.fromkeys(
        (
            *("surveys:draft-drop", "surveys:record-keep"),
            *("surveys:record-confirm", "surveys:record-case"),
        ),
        NOTHING,
    ),
    "roles": PAPER,
    "system-health": PAPER,
    "account": PAPER,
    "enrol": PAPER,
    "password_change": PAPER,
    "password_change_done": PAPER,
    "step_up": PAPER,
    **dict.fromkeys(
        (
            *("login", "logout", "desk_login", "desk_logout", "desk_password"),
            *("kept_form", "end_sessions", "printed", "system-live"),
            *("paper_codes", "branches:delegate-end"),
            *("reports:annual-state", "reports:annual-draft"),
            *("reports:annual-restore", "reports:annual-revise"),
        ),
        NOTHING,
    ),
}
# The desk: what every model has, and what stands beside it.
DESK_PAGES = ("changelist", "add", "change", "delete", "history", "import")
DESK_STEPS = ("export", "process_import")
DESK_ELSE = {
    "admin:index": PAPER,
    "admin:app_list": PAPER,
    "admin:accounts_user_first_password": PAPER,
    "admin:password_change_done": PAPER,
    **dict.fromkeys(
        (
            *("admin:", "admin:login", "admin:logout", "admin:password_change"),
            *("admin:autocomplete", "admin:jsi18n", "admin:view_on_site"),
        ),
        NOTHING,
    ),
}
COMMANDS = {
    "report": "EXPORT with --xlsx; in the terminal figures, no names",
    "backup": "BACKUP, sealed with the key of the server",
    "restore": "RESTORE",
    "restore_drill": "DRILL",
    "seed_demo": "an invented register",
    "first_password": "FIRST_PASSWORD",
    "mfa_reset": "DELETE of the device",
    "rotate_keys": "changes of rows: UPDATE",
    "annual_report": "EXPORT",
    "forms": "EXPORT with --xlsx; in the terminal figures, no names",
    "verify_reports": "terminal, numbers",
    "outreach": "terminal: figures, names of enterprises and branches, of no person",
    # In the terminal of who runs the server and holds the database.
    "due": "terminal",
    "worklist": "terminal",
    "reconcile": "terminal; the list is stored: IMPORT",
    "admission_rules": "terminal, no names",
    "check_register": "terminal",
    "register_facts": "terminal, numbers",
    "seal_log": "terminal, numbers",
    "verify_log": "terminal, numbers",
    "verify_backup": "terminal, numbers",
}
# Where the product writes a file or gives one to a browser.
WRITES = re.compile(
    r"attachment|FileResponse|StreamingHttpResponse|\.write_(bytes|text)\("
    r"|open\(\s*[^)]*[\"'][wax]b?\+?[\"']|\.to_excel|save_as"
)
PLACES = {
    "reports/download.py": "EXPORT: every file of a page or of a command",
    "accounts/backup/work.py": "BACKUP, RESTORE, DRILL",
}


SOURCE_PAGES = tuple(f"enterprises:source-{end}" for end in ("list", "heap", "void"))

# They end the walk's own session, or differ from the next one of the desk in the row.
LEFT_OUT = ("logout", "end_sessions", "_add", "_delete", "_history", "_process_import")


@pytest.fixture
def clerk(client, committee):
    client.force_login(committee)
    SourceList.objects.create(
        agency=Agency.objects.create(kind="tax", name="Chi cục Thuế"),
        received_on=TODAY,
        file_name="thue.xlsx",
        sha256="0" * 64,
    )
    return client


def url_of(address, body):
    ours = {"pk": body.spell.member_id, "object_id": body.spell.member_id}
    ours["reports:health-check code"] = CHECKS[0].code
    ours["reports:outreach-progress-list key"] = "entered-surveyed"
    ours["reports:unorganised-list figure"] = "all"
    ours["members:branch-detail pk"] = ours["members:branch-ratings pk"] = body.mine.pk
    for name in ("reports:source-table", *SOURCE_PAGES):
        ours[f"{name} pk"] = SourceList.objects.get().pk
    return address.url({**SAMPLES, **ours})


def exports():
    return LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT).order_by("id")


def is_file(answer):
    return "Content-Disposition" in answer or "text/" not in answer["Content-Type"]


def test_every_address_is_in_the_table():
    names = {a.name for a in addresses()}
    assert {n for n in names if not n.startswith("admin:")} == set(PAGES)
    desk = {n for n in names if n.startswith("admin:")} - set(DESK_ELSE)
    ends = tuple(f"_{end}" for end in (*DESK_PAGES, *DESK_STEPS))
    assert [name for name in sorted(desk) if not name.endswith(ends)] == []


def test_every_command_is_in_the_table():
    ours = {name for name, app in get_commands().items() if app in OUR_APPS}
    assert ours == set(COMMANDS)


def test_every_place_that_writes_a_file_is_in_the_table():
    found = {
        str(path.relative_to(ROOT))
        for app in (*OUR_APPS, "hoangmai_party")
        for path in Path(ROOT, app).rglob("*.py")
        if "tests" not in path.parts and WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(PLACES)


def walked(clerk, body, **query):
    """(name, answer) of each address; forms about a row are not opened one by one."""
    for address in addresses():
        if not address.name.endswith(LEFT_OUT):
            yield address.name, clerk.get(url_of(address, body), query)


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "docx"])
def test_pages_with_a_file_are_those_of_the_table_and_each_is_logged(kind, clerk, body):
    given, before = set(), 0
    for name, answer in walked(clerk, body, format=kind):
        if is_file(answer):
            given.add(name)
        assert exports().count() - before == is_file(answer), name
        before = exports().count()
    assert given == {name for name, way in PAGES.items() if way == FILE}
    assert all({"page", "rows", "filter"} <= set(e.after) for e in exports())


def test_every_export_of_the_desk_is_logged(clerk):
    names = {a.name for a in addresses() if a.name.endswith("_export")}
    assert len(names) > 20
    for name in sorted(names):
        url, before = reverse(name), exports().count()
        fields = clerk.get(url).context["form"].fields.items()
        boxes = {n: "on" for n, f in fields if "Boolean" in type(f).__name__}
        answer = clerk.post(url, {**boxes, "resource": "0", "format": "0"})
        assert "attachment" in answer["Content-Disposition"], name
        assert exports().count() == before + 1, name
        assert {"rows", "columns", "filter"} <= set(exports().last().after), name


def test_every_page_tells_of_its_print(clerk, body):
    """Whatever a clerk sees as a page can be printed, and its foot says so."""
    silent, told = [], set()
    for name, answer in walked(clerk, body):
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            is_told = "data-printed" in answer.content.decode()
            told.add(name) if is_told else silent.append(name)
    assert silent == []
    outside = {name for name in told if not name.startswith("admin:")}
    assert outside - {"login"} <= {n for n, way in PAGES.items() if way != NOTHING}
    assert len(outside) > 20


@pytest.mark.parametrize(
    ("command", "option", "query"),
    [
        ("report", "--xlsx", "year=2021&as_of=14%2F01%2F2022"),
        ("forms", "--xlsx", "year=2021&as_of=14%2F01%2F2022"),
        (
            "annual_report",
            "--out",
            "from=01%2F01%2F2021&to=31%2F12%2F2021&as_of=31%2F12%2F2021&family=work",
        ),
    ],
)
def test_file_of_the_command_is_logged(command, option, query, body, tmp_path, capsys):
    path = tmp_path / "so-lieu"
    call_command(command, "2021", option, str(path))
    assert path.stat().st_size
    [event] = exports()
    assert (event.actor, event.user_id) == ("system:test", None)
    assert event.after["page"] == f"manage.py {command}"
    assert event.after["file"] == "so-lieu"
    assert event.after["filter"] == query
    assert event.after["rows"] > 0


def test_report_in_the_terminal_is_no_file(body, capsys):
    call_command("report", "2021")
    assert capsys.readouterr().out
    assert not exports().exists()
