"""`manage.py verify_log`: check the seals of the log, and that none is missing."""

import re

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from accounts.log import seals
from accounts.log.check import missing_triggers

SHOWN = 20


class Command(BaseCommand):
    help = "Kiểm tra nhật ký: từng niêm, chuỗi niêm, dòng bị thêm hoặc bớt."

    def add_arguments(self, parser):
        parser.add_argument(
            "--anchor",
            default="",
            metavar="MÃ",
            help="mã niêm in trên phiếu sao lưu (từ 16 ký tự đầu trở lên)",
        )

    def handle(self, *, anchor, **options):
        anchor = re.sub(r"\s", "", anchor).lower()
        if anchor and not re.fullmatch(r"[0-9a-f]{16,64}", anchor):
            raise CommandError("--anchor: cần từ 16 đến 64 chữ số hệ mười sáu.")
        report = seals.verify(anchor)
        faults = [*report.faults]
        if gone := missing_triggers(connection):
            faults.append(f"Thiếu {len(gone)} trigger ghi nhật ký: {', '.join(gone)}")
        self.stdout.write(
            f"{report.seals} niêm, {report.sealed} dòng đã niêm, "
            f"{report.unsealed} dòng chưa niêm."
        )
        self.stdout.write(f"Mã niêm cuối: {report.mac or 'chưa có niêm nào'}")
        for fault in faults[:SHOWN]:
            self.stderr.write(f"SAI: {fault}")
        if faults:
            raise CommandError(f"Nhật ký không nguyên vẹn: {len(faults)} sai lệch.")
        self.stdout.write("Nhật ký nguyên vẹn.")
