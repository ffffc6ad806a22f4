"""Fill an empty database with a register of any size, always the same one."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import connection, transaction

from accounts import groups
from accounts.log import triggers
from accounts.models import Register, User
from bench.inside import organisations, outreach
from bench.inside.chance import BODY_ON, LAST, Chance
from bench.inside.lives import Lives
from bench.inside.pipeline import Pipeline
from branches.models import Access, Branch, Committee

A_BRANCH = 9  # people
TABLES = (
    "members_member",
    "members_spell",
    "members_placement",
    "members_qualification",
    "members_ownership",
    "members_candidate",
    "members_candidatestep",
    "members_vetting",
    "members_attendance",
    "branches_branch",
    "branches_branchlink",
    "enterprises_enterprise",
    "surveys_surveyrecord",
    "surveys_visit",
)


@dataclass(frozen=True)
class Scratch:
    """What the cases ask for."""

    body: Committee
    branch: Branch
    office: User
    secretary: User


def fill(members):
    """Write `members` people on the roll of the last day over members/9 branches.

    Without the triggers: the log of the filling is not what is measured.
    """
    if Committee.every.exists():
        raise SystemExit("this database already holds a register: give an empty one")
    triggers.uninstall(connection)
    with transaction.atomic():
        scratch = write(members)
    triggers.install(connection)
    with connection.cursor() as cursor:
        # Visibility, too: without it PostgreSQL plans no index-only scan.
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return scratch


def write(members):
    """The register itself, in the open transaction."""
    chance = Chance()
    Register.objects.update_or_create(
        pk=Register.ONLY, defaults={"is_demo": True, "stands_on": LAST}
    )
    body, above = organisations.committees()
    number = max(members // A_BRANCH, 3)
    enterprises = organisations.enterprises(chance, number + number // 3)
    hosts = enterprises[:number]
    chapters = organisations.chapters(chance, hosts, body, above)
    lives = Lives(chance, chapters)
    lives.write(members)
    outreach.surveys(chance, enterprises)
    outreach.visits(chance, enterprises)
    outreach.targets(body)
    branch = chapters[number // 3].branch
    office = _user("office", groups.OFFICE, committee=body)
    Pipeline(Chance(7), chapters, office).write(members, lives.probationers())
    return Scratch(body, branch, office, _user("sec", groups.SECRETARY, branch=branch))


def _user(name, group, **reach):
    user = User.objects.create(username=name, full_name=name)
    user.groups.add(Group.objects.get(name=group))
    Access.objects.create(user=user, started_on=BODY_ON, **reach)
    return user


def row_counts():
    """{table: rows}."""
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
        return found
