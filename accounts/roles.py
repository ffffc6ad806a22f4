"""Vai trò và quyền: a page that reads the table of `groups` and nothing else.

It can't say something else than what the groups are given after each migrate; where
somebody has changed a group by hand, it says that too.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from accounts import groups

READERS = ("accounts.view_user", "accounts.view_logevent")
ACTIONS = {"view": "xem", "add": "thêm", "change": "sửa", "delete": "hủy"}
APPS = {
    "members": "Đảng viên",
    "branches": "Tổ chức đảng",
    "enterprises": "Doanh nghiệp",
    "surveys": "Khảo sát, vận động",
    "reports": "Số liệu, chỉ tiêu",
    "accounts": "Tài khoản, nhật ký",
}
_ALL = "Mọi dòng của đảng bộ được giao phụ trách"
_OWN = (
    "Các dòng của chi bộ được giao phụ trách; hồ sơ đảng viên khi người đó còn sinh "
    "hoạt tại chi bộ; không thấy phiếu khảo sát, hồ sơ vận động"
)
SIGHT = {
    groups.SYSTEM_ADMIN: "Tài khoản, phạm vi phụ trách, nhật ký; không thấy dòng đảng "
    "viên nào, kể cả tên trong nhật ký",
    groups.LEADER: f"{_ALL}; số định danh luôn che",
    groups.OFFICE: f"{_ALL}; hiện đủ số định danh phải ghi lý do",
    groups.SURVEYOR: "Doanh nghiệp, chi bộ, khảo sát và vận động của đảng bộ được "
    "giao; không thấy hồ sơ đảng viên",
    groups.SECRETARY: _OWN,
    groups.DEPUTY: f"{_OWN}; bí thư có thể giao thêm chi bộ trong thời hạn",
    groups.AUDITOR: f"{_ALL}; số định danh luôn che; đọc nhật ký",
}


@dataclass(frozen=True)
class Line:
    """Kinds of rows with the same rights for everybody: [words] by group."""

    kinds: tuple
    cells: tuple

    @property
    def label(self):
        return capfirst("; ".join(self.kinds))  # a name may hold a comma


@dataclass(frozen=True)
class Table:
    """The lines of one app."""

    title: str
    lines: tuple


def tables():
    """[Table] of every right that exists; two queries."""
    by_app = {app: {} for app in APPS}
    rights = Permission.objects.filter(content_type__app_label__in=APPS)
    for right in rights.select_related("content_type").order_by("pk"):
        kind, words = _of(right)
        app = right.content_type.app_label
        label = f"{app}.{right.codename}"
        cells = by_app[app].setdefault(kind, [[] for _ in groups.RIGHTS])
        for cell, group in zip(cells, groups.RIGHTS, strict=True):
            if groups.may(group, label):
                cell.append(words)
    return [Table(APPS[app], tuple(_lines(kinds))) for app, kinds in by_app.items()]


def _of(right):
    """(kind of row, word): a right of its own is a line of its own."""
    action, _, model = right.codename.partition("_")
    if action in ACTIONS and model == right.content_type.model:
        kind = right.content_type.model_class()
        name = kind._meta.verbose_name if kind else right.content_type.name
        return str(name), ACTIONS[action]
    return right.name[:1].lower() + right.name[1:], "được làm"


def _lines(kinds):
    """Kinds with the same cells share a line."""
    together = {}
    for kind, cells in kinds.items():
        words = tuple(_in_order(cell) for cell in cells)
        together.setdefault(words, []).append(kind)
    for words, names in together.items():
        yield Line(tuple(names), words)


def _in_order(words):
    order = [*ACTIONS.values(), "được làm"]
    return ", ".join(sorted(words, key=order.index))


def changed_groups():
    """Names of groups whose real rights are not those of the table."""
    rows = Permission.objects.filter(content_type__app_label__in=APPS)
    every = {
        pk: f"{app}.{codename}"
        for pk, app, codename in rows.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    held = Group.objects.filter(name__in=groups.RIGHTS)
    found = []
    for group in held.prefetch_related("permissions"):
        real = {
            every.get(right.pk, right.codename) for right in group.permissions.all()
        }
        if real != {label for label in every.values() if groups.may(group.name, label)}:
            found.append(group.name)
    return found


@require_safe
def roles_page(request):
    """For who keeps the accounts and who reads the log."""
    if not any(request.user.has_perm(right) for right in READERS):
        raise PermissionDenied
    context = {
        "groups": list(groups.RIGHTS),
        "sight": [(group, SIGHT[group]) for group in groups.RIGHTS],
        "tables": tables(),
        "changed": changed_groups(),
    }
    return render(request, "accounts/roles.html", context)
