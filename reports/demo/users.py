"""The log-ins of the demo register: they exist in the demo database alone."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from accounts import groups
from accounts.models import User
from branches.models import Access
from members.models import Position
from reports.demo import PASSWORD
from reports.demo.organisations import BODY

_ROLE = Position.Role
# (user name, full name, group); a secretary bears the name of the real one.
_OFFICE = (
    ("quantri", "Quản trị minh họa", groups.SYSTEM_ADMIN),
    ("lanhdao", "Lãnh đạo minh họa", groups.LEADER),
    ("vanphong", "Văn phòng minh họa", groups.OFFICE),
    ("khaosat", "Khảo sát minh họa", groups.SURVEYOR),
    ("kiemtra", "Kiểm tra minh họa", groups.AUDITOR),
)
_OF_A_BRANCH = (
    ("bithu", _ROLE.SECRETARY, groups.SECRETARY),
    ("phobithu", _ROLE.DEPUTY, groups.DEPUTY),
)


_NAMES = [username for username, *_ in (*_OFFICE, *_OF_A_BRANCH)]


@dataclass(frozen=True)
class LogIn:
    """What the command prints of one user."""

    username: str
    role: str
    place: str


def known_users():
    """The log-ins of a demo register that was built before."""
    users = User.objects.filter(username__in=_NAMES, is_active=True).order_by("pk")
    return [
        LogIn(user.username, ", ".join(user.groups.values_list("name", flat=True)), "")
        for user in users
    ]


def make_users(world):
    """One user of each group; returns what to print."""
    body = world.committees[BODY]
    made = []
    for username, full_name, group in _OFFICE:
        user = _user(username, full_name, group, is_staff=True)
        if group != groups.SYSTEM_ADMIN:
            since = world.plan.body_on
            Access.objects.create(user=user, committee=body, started_on=since)
        place = "" if group == groups.SYSTEM_ADMIN else "cả Đảng bộ Khối"
        made.append(LogIn(username, group, place))
    branch = next(c.branch for c in world.chapters if c.is_named)
    for username, role, group in _OF_A_BRANCH:
        held = Position.objects.on(world.plan.stands_on).filter(branch=branch)
        position = held.filter(role=role).select_related("member").get()
        user = _user(username, position.member.full_name, group, is_staff=False)
        Access.objects.create(user=user, branch=branch, started_on=position.started_on)
        made.append(LogIn(username, group, str(branch)))
    return made


def _user(username, full_name, group, *, is_staff):
    user = User.objects.create_user(
        username, password=PASSWORD, full_name=full_name, is_staff=is_staff
    )
    user.groups.add(Group.objects.get(name=group))
    return user
