"""The worklist of files, probations and cards (members.md §3.2, rows 1–16)."""

from reports import due
from reports.management.commands.due import Command as DueCommand


class Command(DueCommand):
    """`manage.py worklist [--on DATE] [--branch CODE]`: the lines of `due` of these."""

    help = "In việc đến hạn của công tác kết nạp: hồ sơ, dự bị, thẻ."
    only = due.WORKLIST
