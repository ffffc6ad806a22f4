"""The tree keeps the rules of the house, and each rule is seen to bite."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.architecture import LAYERS, OUTSIDE, PROJECT, ROOT, above, faults

LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 40
MIGRATION = "class Migration:\n    {} = [('members', '0001_first')]\n"

BROKEN = {
    "import": ("branches/models.py", "import members", "imports members"),
    "from": ("accounts/a.py", "from reports.b import c", "imports reports.b"),
    "inside": ("accounts/a.py", "def f():\n    import members.b", "imports members.b"),
    "test": ("branches/tests/test_a.py", "from members import b", "imports members"),
    "outside": ("members/a.py", "from tools import venv", "imports tools"),
    "settings": ("members/a.py", "from hoangmai_party import settings", "not for apps"),
    "project": ("hoangmai_party/text.py", "from members import a", "imports members"),
    "relation": ("branches/models.py", "x = 'members.Member'", "names members.Member"),
    "get_model": ("branches/a.py", "g.get_model('members', 'M')", "by get_model"),
    "dynamic": ("branches/a.py", "import_module('members.a')", "by import_module"),
    "migration": (
        "branches/migrations/0001_first.py",
        MIGRATION.format("dependencies"),
        "depends on a migration of members",
    ),
    "run_before": (
        "branches/migrations/0001_first.py",
        MIGRATION.format("run_before"),
        "depends on a migration of members",
    ),
    "signal": (
        "members/a.py",
        "from django.db.models.signals import post_save",
        "uses the signal post_save",
    ),
    "signals": (
        "members/a.py",
        "from django.db.models import signals",
        "uses django.db.models.signals",
    ),
    "own signal": (
        "members/a.py",
        "from django.dispatch import Signal",
        "uses django.dispatch.Signal",
    ),
    "name": ("members/utils.py", "", "is called utils"),
    "folder": ("members/services/move.py", "", "is called services"),
    "long file": ("members/a.py", "\n" * 501, "has 501 lines"),
    "long function": ("members/a.py", LONG_FUNCTION, "f() has 41 lines"),
}

ALLOWED = {
    "downwards": ("members/models.py", "from branches.models import Branch"),
    "common": ("members/a.py", "from hoangmai_party.clock import today"),
    "common module": ("members/a.py", "from hoangmai_party import clock"),
    "own relation": ("members/models.py", "x = 'branches.Branch'"),
    "lookup": ("enterprises/models.py", "x = 'members__branch'"),
    "urls": ("hoangmai_party/urls.py", "from reports import views"),
    "signal": ("accounts/a.py", "from django.db.models.signals import post_migrate"),
    "receiver": ("accounts/a.py", "from django.dispatch import receiver"),
    "long migration": ("members/migrations/0001_a.py", LONG_FUNCTION + "\n" * 500),
}


def plant(root, path, code):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code, encoding="utf-8")


def test_tree_has_no_faults():
    assert faults(ROOT) == []


@pytest.mark.parametrize("case", BROKEN)
def test_fault_is_found(case, tmp_path):
    path, code, message = BROKEN[case]
    plant(tmp_path, path, code)
    [fault] = faults(tmp_path)
    assert fault.startswith(f"{Path(path)}: ")
    assert message in fault


@pytest.mark.parametrize("case", ALLOWED)
def test_allowed_code_is_no_fault(case, tmp_path):
    plant(tmp_path, *ALLOWED[case])
    assert faults(tmp_path) == []


def test_cycle_is_found(tmp_path):
    plant(tmp_path, "members/a.py", "from members import b")
    plant(tmp_path, "members/b.py", "import members.c")
    plant(tmp_path, "members/c.py", "def f():\n    from members.a import x")
    [fault] = faults(tmp_path)
    assert fault.startswith("cycle: members.")


def test_layers_are_the_installed_apps():
    ours = {app for app in settings.INSTALLED_APPS if (ROOT / app).is_dir()}
    assert ours == set(LAYERS)


def test_packages_are_all_walked():
    """A new top-level package is either a layer or known as something else."""
    packages = {init.parent.name for init in ROOT.glob("*/__init__.py")}
    assert packages <= {PROJECT, *LAYERS, *OUTSIDE}


@pytest.mark.parametrize("app", LAYERS)
def test_relations_point_downwards(app):
    """What the models really relate to, however the relation was written."""
    related = {
        field.related_model._meta.app_label
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    }
    assert related & above(app) == set()
