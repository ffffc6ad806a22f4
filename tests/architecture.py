"""The rules of the house that a machine can read from the source, and who breaks them.

Each `check_*` takes a `Source` and yields one sentence a fault. The arrows are those
of design.md: `accounts ← enterprises ← branches ← members ← surveys ← reports`.
"""

import ast
import graphlib
import re
from pathlib import Path

LAYERS = ("accounts", "enterprises", "branches", "members", "surveys", "reports")
PROJECT = "hoangmai_party"
# What every app may take from the project package; none of it imports an app.
COMMON = {"clock", "constraints", "periods", "text", "workdays"}
# The two places where the project package meets the apps.
MEETING = {"middleware", "urls"}
# Code that looks at the product from outside and that nothing in it may import.
OUTSIDE = ("bench", "conftest", "tests", "tools")
SIGNALS = {"connection_created", "post_migrate", "user_logged_in"}
BANNED_NAMES = {"core", "managers", "selectors", "services", "signals", "utils"}
FILE_LINES, FUNCTION_LINES = 500, 40


class Source:
    """One Python file of the tree: its path in it, module name, lines and syntax."""

    def __init__(self, path, root):
        self.path = path.relative_to(root)
        parts = self.path.with_suffix("").parts
        self.module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.app = parts[0]
        text = path.read_text(encoding="utf-8")
        self.lines = text.count("\n")
        self.nodes = list(ast.walk(ast.parse(text)))

    @property
    def is_migration(self):
        return "migrations" in self.path.parts

    @property
    def is_test(self):
        return "tests" in self.path.parts

    def of(self, kind):
        return (node for node in self.nodes if isinstance(node, kind))

    def imports(self):
        """(module, name) of each import; `import a.b` has no name."""
        for node in self.of(ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        for node in self.of(ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)

    def strings(self):
        for node in self.of(ast.Constant):
            if isinstance(node.value, str):
                yield node.value


def sources(root):
    """Our Python files under `root`: the packages of the tree and the top level."""
    folders = [root / name for name in (PROJECT, *LAYERS, *OUTSIDE)]
    paths = [*root.glob("*.py"), *(p for f in folders for p in f.rglob("*.py"))]
    return [Source(path, root) for path in sorted(paths)]


def faults(root):
    """Every broken rule of the tree, as "path: what"."""
    tree = sources(root)
    found = [
        f"{source.path}: {fault}"
        for source in tree
        for check in CHECKS
        for fault in check(source)
    ]
    return found + list(check_cycles(tree))


def above(app):
    """The apps that `app` may not know."""
    return set(LAYERS[LAYERS.index(app) + 1 :]) if app in LAYERS else set()


def check_imports(source):
    """Downwards only; from the project package only what is common."""
    if source.app not in LAYERS:
        return
    for module, name in source.imports():
        top, _, rest = module.partition(".")
        if top in above(source.app) or top in OUTSIDE:
            yield f"imports {module}"
        elif top == PROJECT and (rest.split(".")[0] or name) not in COMMON:
            yield f"imports {module}.{name}, which is not for apps"


def check_project(source):
    """The project package knows no app but where requests and addresses meet them."""
    if source.app != PROJECT or source.is_test or source.path.stem in MEETING:
        return
    for module, _ in source.imports():
        if module.partition(".")[0] in LAYERS:
            yield f"imports {module}"


def check_strings(source):
    """A relation named "members.Member" ties as much as an import does."""
    for text in source.strings():
        named = re.fullmatch(r"(\w+)\.[A-Z]\w*", text)
        if named and named[1] in above(source.app):
            yield f"names {text}"


def check_dynamic(source):
    """`get_model("members", …)` and `import_module("members…")` are imports too."""
    for call in source.of(ast.Call):
        called = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        called = call.func.id if isinstance(call.func, ast.Name) else called
        first = call.args[0] if call.args else None
        if called not in ("get_model", "import_module", "import_string"):
            continue
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            top = first.value.partition(".")[0]
            if top in above(source.app):
                yield f"reaches {first.value} by {called}()"


def check_migration(source):
    """A migration may wait for lower apps alone."""
    if not source.is_migration:
        return
    for node in source.of(ast.Assign):
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if not names & {"dependencies", "run_before"}:
            continue
        for part in ast.walk(node.value):
            if isinstance(part, ast.Constant) and part.value in above(source.app):
                yield f"depends on a migration of {part.value}"


def check_signals(source):
    """Three signals are allowed; what follows from a write is written in its action."""
    for module, name in source.imports():
        if "signals" in module.split(".") and name not in SIGNALS:
            yield f"uses the signal {name or module}"
        elif name == "signals" or (module == "django.dispatch" and name == "Signal"):
            yield f"uses {module}.{name}"


def check_names(source):
    """A name that says nothing collects everything."""
    for part in (*source.path.parts[:-1], source.path.stem):
        if part in BANNED_NAMES:
            yield f"is called {part}"


def check_size(source):
    if source.is_migration:
        return
    if source.lines > FILE_LINES:
        yield f"has {source.lines} lines, more than {FILE_LINES}"
    for node in source.of((ast.FunctionDef, ast.AsyncFunctionDef)):
        lines = node.end_lineno - node.lineno + 1
        if lines > FUNCTION_LINES:
            yield f"{node.name}() has {lines} lines, more than {FUNCTION_LINES}"


def check_cycles(tree):
    """No module imports itself, round however many corners."""
    known = {source.module for source in tree}
    graph = {}
    for source in tree:
        targets = graph.setdefault(source.module, set())
        for module, name in source.imports():
            full = f"{module}.{name}"
            targets.update(known & {full if full in known else module})
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        yield "cycle: " + " → ".join(error.args[1])


CHECKS = (
    check_imports,
    check_project,
    check_strings,
    check_dynamic,
    check_migration,
    check_signals,
    check_names,
    check_size,
)
ROOT = Path(__file__).resolve().parent.parent
