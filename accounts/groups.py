"""The seven groups and what each may do.

A group's rights are patterns over "app.action_model", with "!" for all but. They are brought in line after
each migrate for the permissions that exist, so a new model needs no line here.
`delete` means: void a row entered in error; no business row is deleted.
"""

from fnmatch import fnmatchcase

from django.contrib.auth.models import Group, Permission
from django.db import connections

from accounts.log import acting_as

SYSTEM_ADMIN = "Quản trị hệ thống"
LEADER = "Lãnh đạo Đảng ủy"
OFFICE = "Cán bộ văn phòng"
SURVEYOR = "Cán bộ khảo sát vận động"
SECRETARY = "Bí thư chi bộ"
DEPUTY = "Phó bí thư chi bộ"
AUDITOR = "Kiểm tra giám sát"

_REGISTER = ("enterprises", "branches", "members", "surveys", "reports")
_VIEW_REGISTER = tuple(f"{app}.view_*" for app in _REGISTER)
# A report of the whole body is not for those who look after a part of it.
_NO_REPORTS = (
    "!reports.view_report",
    "!reports.view_reportsection",
    "!reports.view_sectionversion",
    "!reports.view_issueddocument",
    "!reports.view_signedbook",
    "!reports.view_frozenfigure",
    "!reports.view_keptfile",
)
# What a whole campaign rests on (who surveys where, quotas, weights, the checklist) and
# the confirming of classes, which `change_campaign` gives, are the office's.
_NOT_OF_A_SURVEYOR = (
    "!surveys.[!v]*_campaign",
    "!surveys.[!v]*_team",
    "!surveys.[!v]*_assignment",
    "!surveys.[!v]*_listedenterprise",
    "!surveys.[!v]*_rankingweight",
    "!surveys.[!v]*_foundingitem",
)
# Who may look where is not told to those who look after single branches.
_OF_A_BRANCH = (
    "branches.view_*",
    "!branches.view_access",
    "members.view_*",
    "enterprises.view_*",
    "!enterprises.view_source*",  # lists of the agencies are of the whole body
    "reports.view_*",
    *_NO_REPORTS,
    # Of the lines of the own branch that the branch itself acts on.
    "reports.add_snooze",
    "reports.delete_snooze",
)

RIGHTS = {
    # Where a user may look is given with the account, not by the office itself.
    SYSTEM_ADMIN: ("accounts.*", "branches.*_access", "!branches.delegate_access"),
    # A report is signed by a leader; the office may record what was signed on paper.
    LEADER: (*_VIEW_REGISTER, "reports.sign_report"),
    OFFICE: (*(f"{app}.*" for app in _REGISTER), "!branches.*_access"),
    SURVEYOR: (
        "enterprises.view_*",
        "enterprises.add_*",
        "enterprises.change_*",
        "surveys.*",
        *_NOT_OF_A_SURVEYOR,
        "branches.view_*",
        "!branches.view_access",
        "reports.view_*",
        *_NO_REPORTS,
    ),
    SECRETARY: (
        *_OF_A_BRANCH,
        "branches.delegate_access",
        "members.keep_candidate",
    ),
    DEPUTY: (*_OF_A_BRANCH, "members.keep_candidate"),
    AUDITOR: (*_VIEW_REGISTER, "accounts.view_logevent"),
}


def may(group_name, right):
    """Whether the table gives this group the right "app.codename"."""
    patterns = RIGHTS[group_name]
    if any(fnmatchcase(right, p[1:]) for p in patterns if p.startswith("!")):
        return False
    return any(fnmatchcase(right, pattern) for pattern in patterns)


def on_post_migrate(sender, using, **kwargs):
    """Receiver of `post_migrate`, sent once per app.

    Django's own receiver has made the app's permissions by then: `django.contrib.auth`
    stands before `accounts` in INSTALLED_APPS.
    """
    if Group._meta.db_table in connections[using].introspection.table_names():
        with acting_as(system="migrate"):
            sync_rights(sender.label, using)


def sync_rights(app_label, using="default"):
    """Give the groups the rights over one app that the table says, and no others."""
    rights = {
        permission.pk: f"{app_label}.{permission.codename}"
        for permission in Permission.objects.using(using).filter(
            content_type__app_label=app_label
        )
    }
    groups = Group.objects.using(using).filter(name__in=RIGHTS)
    for group in groups.prefetch_related("permissions"):
        held = {permission.pk for permission in group.permissions.all()} & set(rights)
        wanted = {pk for pk, right in rights.items() if may(group.name, right)}
        if wanted - held:
            group.permissions.add(*wanted - held)
        if held - wanted:
            group.permissions.remove(*held - wanted)
