"""`make scan`: bandit over the product, and our own rule over its pages.

Both run in an environment of their own, without the net once it is filled. The rule is
first tried on four planted leaks: one that finds nothing there would prove nothing.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tools import venv

FOLDER = venv.ROOT / ".venv-scan"
RULE = venv.ROOT / "tools" / "scope-rule.yml"
APPS = (
    "accounts",
    "enterprises",
    "branches",
    "members",
    "surveys",
    "reports",
    "hoangmai_party",
    "tools",
)
PLANTED = """
def page(request, pk):
    one = Member.objects.get(pk=pk)
    two = Branch.objects.filter(code="CB-01")
    three = SurveyRecord.every.all()
    four = list(Visit.objects.order_by("pk"))
    fine = Member.objects.visible_to(request.user).filter(pk=pk)
"""
LEAKS = 4


def bandit(python):
    """Findings of medium and high severity in what runs in production."""
    options = ("-q", "-ll", "-x", "*/tests/*", "-r", *APPS)
    return subprocess.run(
        [python, "-m", "bandit", *options], check=False, cwd=venv.ROOT
    ).returncode


def semgrep(python, folder, *names):
    """How many times the rule bites below `folder`; its output is printed."""
    command = [Path(python).with_name("semgrep"), "--config", RULE, "--no-git-ignore"]
    quiet = ("--metrics", "off", "--disable-version-check", "--quiet", "--vim")
    done = subprocess.run(
        [*command, *quiet, *names],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    print(done.stdout or done.stderr, end="")
    if done.returncode not in (0, 1):
        sys.exit(f"semgrep: {done.stderr}")
    return len(done.stdout.splitlines())


def main():
    python = venv.ready("requirements-scan.txt", folder=FOLDER)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "views.py").write_text(PLANTED, encoding="utf-8")
        caught = semgrep(python, folder, ".")
    print(f"planted leaks: {caught} of {LEAKS} found")
    found = semgrep(python, venv.ROOT, *APPS)
    print(f"rows outside scope: {found}")
    weak = bandit(python)
    print(
        f"bandit: {'findings above' if weak else 'nothing of medium severity or more'}"
    )
    return int(caught != LEAKS or found > 0 or weak > 0)


if __name__ == "__main__":
    sys.exit(main())
