"""`manage.py restore_drill`: the newest backup restored beside the register, compared."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.backup import box, engines, shelf, work


class Command(BaseCommand):
    help = (
        "Diễn tập khôi phục: khôi phục bản sao lưu mới nhất vào cơ sở dữ liệu tạm, đối "
        "chiếu số dòng, cột suy ra và niêm (ít nhất 30 ngày một lần)."
    )

    def add_arguments(self, parser):
        parser.add_argument("--file", metavar="TỆP", help="tệp sao lưu để diễn tập")
        parser.add_argument("--from", dest="folder", metavar="THƯ_MỤC")

    def handle(self, *, file, folder, **options):
        file = file or self._newest(folder or settings.BACKUP_DIR)
        try:
            backup, faults = work.drill(file)
        except (box.BoxError, engines.EngineError) as error:
            raise CommandError(f"Diễn tập KHÔNG ĐẠT. {error}") from error
        for fault in faults:
            self.stderr.write(f"✗ {fault}")
        if faults:
            raise CommandError(f"Diễn tập KHÔNG ĐẠT: {len(faults)} sai lệch.")
        self.stdout.write(
            f"✓ Diễn tập ĐẠT: {backup.file.name}, {backup.rows} dòng, các bảng, cột suy "
            "ra và niêm đều khớp."
        )

    def _newest(self, folder):
        found = shelf.backups(folder)
        if not found:
            raise CommandError(f"Không có tệp sao lưu nào trong {folder}.")
        return found[0][1]
