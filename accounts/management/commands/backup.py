"""`manage.py backup`: one encrypted file, and the slip to sign and keep."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.backup import box, engines, shelf, work

SLIP = """
PHIẾU SAO LƯU SỔ ĐẢNG VIÊN
  Lúc:           {at:%d/%m/%Y %H:%M:%S}
  Tệp:           {file}
  SHA-256:       {sha256}
  Cơ sở dữ liệu: {engine}, {rows} dòng
  Niêm nhật ký:  {seals} niêm; mã niêm cuối:
                 {mac}
In phiếu này, ký và cất trong két, không để chung với tệp sao lưu.
"""


class Command(BaseCommand):
    help = "Sao lưu sổ thành một tệp mã hóa (đặt chạy mỗi giờ với --prune)."

    def add_arguments(self, parser):
        parser.add_argument("--to", metavar="THƯ_MỤC", help="nơi để tệp sao lưu")
        parser.add_argument(
            "--prune",
            action="store_true",
            help="sau đó bỏ bản cũ: giữ theo giờ 24 giờ, theo ngày 30 ngày, "
            "theo tháng 12 tháng",
        )

    def handle(self, *, to, prune, **options):
        try:
            backup = work.make(to)
        except (box.BoxError, engines.EngineError, OSError) as error:
            raise CommandError(f"Chưa sao lưu được. {error}") from error
        known = backup.manifest["facts"]
        self.stdout.write(
            SLIP.format(
                at=timezone.localtime(),
                file=backup.file,
                sha256=work.digest(backup.file),
                engine=backup.manifest["engine"],
                rows=backup.rows,
                seals=known["seals"]["count"],
                mac=backup.anchor or "(chưa có niêm)",
            )
        )
        for fault in known["seals"]["faults"]:
            self.stderr.write(f"CẢNH BÁO, niêm nhật ký: {fault}")
        if prune:
            removed = shelf.prune(backup.file.parent)
            self.stdout.write(f"Đã bỏ {len(removed)} bản sao lưu cũ.")
