"""How the installation stands: disk, backups, drills, seals, triggers, migrations."""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.backup import shelf
from accounts.log.check import missing_triggers
from accounts.models import LogEvent, LogSeal, Register

DRILL_EVERY = dt.timedelta(days=30)
BACKUP_EVERY = dt.timedelta(days=1)
SEAL_EVERY = dt.timedelta(days=1)
LEAST_FREE = 2 * 1024**3
NEVER = "chưa có lần nào"


@dataclass(frozen=True)
class Line:
    """One thing of the health page: what, how it is, and what to do when it is bad."""

    label: str
    value: str
    remedy: str = ""

    @property
    def is_bad(self):
        return bool(self.remedy)


def acts(kind, **where):
    """Backups, restores and drills in the log: they name the table of the seals, of
    which no row is logged, so the index leads straight to these few."""
    return LogEvent.objects.filter(
        table=LogSeal._meta.db_table, row="", kind=kind, **where
    ).order_by("-id")


def last_drill():
    """When a drill passed last, or None."""
    passed = acts(LogEvent.Kind.DRILL, after__passed=True)
    return passed.values_list("at", flat=True).first()


def drill_alarm(register):
    """The red line of the first page, or ""."""
    if register.is_demo and not settings.DRILL_ON_DEMO:
        return ""
    at = last_drill()
    if at and timezone.now() - at <= DRILL_EVERY:
        return ""
    since = f"lần đạt gần nhất {_moment(at)}" if at else "chưa có lần nào đạt"
    return (
        f"Quá {DRILL_EVERY.days} ngày chưa diễn tập khôi phục ({since}). Bản sao lưu "
        "chưa thử khôi phục thì chưa thể tin: báo người quản trị hệ thống."
    )


def lines():
    """Every line of the health page, in the order of reading."""
    return [
        _database(),
        *_disks(),
        _backup(),
        _drill(),
        _seal(),
        _triggers(),
        _migrations(),
        _clock(),
    ]


def _database():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
        else:
            cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    number = version.partition(" ")[0]  # without the name of who has packed it
    return Line("Cơ sở dữ liệu", f"{connection.display_name} {number}")


def _disks():
    places = {"Ổ đĩa của sao lưu": Path(settings.BACKUP_DIR)}
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        places = {"Ổ đĩa của sổ": file.parent, **places}
    for label, place in places.items():
        while not place.exists():
            place = place.parent
        free = shutil.disk_usage(place).free
        remedy = "Sắp đầy: dọn ổ đĩa." if free < LEAST_FREE else ""
        text = f"{free / 1024**3:.1f}".replace(".", ",")
        yield Line(label, f"còn trống {text} GB", remedy)


def _backup():
    found = shelf.backups(settings.BACKUP_DIR)
    at = found[0][0] if found else None
    remedy = "" if _is_recent(at, BACKUP_EVERY) else "Chạy lệnh sao lưu."
    return Line("Sao lưu gần nhất", _moment(at), remedy)


def _drill():
    at = last_drill()
    remedy = "" if _is_recent(at, DRILL_EVERY) else "Chạy lệnh diễn tập khôi phục."
    return Line("Diễn tập khôi phục đạt gần nhất", _moment(at), remedy)


def _seal():
    newest = LogSeal.objects.order_by("last").last()
    at = newest.at if newest else None
    remedy = "" if _is_recent(at, SEAL_EVERY) else "Chạy lệnh niêm nhật ký."
    return Line("Niêm nhật ký gần nhất", _moment(at), remedy)


def _triggers():
    missing = missing_triggers(connection)
    remedy = "Chạy lệnh nâng phiên bản." if missing else ""
    value = f"thiếu {len(missing)}" if missing else "đủ"
    return Line("Cơ chế ghi nhật ký", value, remedy)


def _migrations():
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    remedy = "Chạy lệnh nâng phiên bản." if waiting else ""
    value = f"còn {len(waiting)} bước chưa chạy" if waiting else "đủ"
    return Line("Phiên bản cơ sở dữ liệu", value, remedy)


def _clock():
    """A clock that was set back: something in the log is later than now."""
    now = timezone.now()
    newest = LogEvent.objects.order_by("-id").values_list("at", flat=True).first()
    is_back = newest and newest > now + dt.timedelta(minutes=5)
    remedy = "Đồng hồ máy chủ chạy chậm hơn nhật ký: chỉnh lại giờ." if is_back else ""
    return Line(
        "Đồng hồ máy chủ", f"{timezone.localtime(now):%d/%m/%Y %H:%M:%S}", remedy
    )


def ask_database():
    """Raises a DatabaseError when the database does not answer."""
    Register.objects.exists()


def _is_recent(at, age):
    return at is not None and timezone.now() - at <= age


def _moment(at):
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}" if at else NEVER
