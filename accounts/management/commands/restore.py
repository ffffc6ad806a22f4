"""`manage.py restore FILE`: a backup becomes this database, which must be empty."""

from django.core.management.base import BaseCommand, CommandError

from accounts.backup import box, engines, work
from accounts.models import Register

NOT_EMPTY = (
    "Cơ sở dữ liệu này đang có sổ: chỉ khôi phục vào cơ sở dữ liệu trống. Nếu thật sự "
    "muốn thay sổ đang có, dừng máy chủ, sao lưu, rồi thêm --replace."
)


class Command(BaseCommand):
    help = "Khôi phục sổ từ một tệp sao lưu vào cơ sở dữ liệu trống."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="TỆP")
        parser.add_argument(
            "--replace", action="store_true", help="thay cả sổ đang có (phải gõ tên sổ)"
        )

    def handle(self, *, file, replace, **options):
        if not work.is_empty():
            if not replace:
                raise CommandError(NOT_EMPTY)
            self._ask(str(Register.load()))
        try:
            backup, faults = work.restore(file)
        except (box.BoxError, engines.EngineError) as error:
            raise CommandError(f"Chưa khôi phục được. {error}") from error
        for fault in faults:
            self.stderr.write(f"✗ {fault}")
        if faults:
            raise CommandError(f"Đã khôi phục nhưng có {len(faults)} sai lệch.")
        self.stdout.write(
            f"✓ Đã khôi phục {backup.rows} dòng từ {backup.file.name} (làm lúc "
            f"{backup.manifest['made_at']}); số dòng, cột suy ra và niêm đều khớp."
        )

    def _ask(self, name):
        """Typed by a person: a line in a script must not wipe a register."""
        self.stdout.write(f"Sổ đang có: {name}. Mọi nội dung của nó sẽ bị thay.")
        self.stdout.write("Gõ đúng tên sổ để tiếp tục: ", ending="")
        self.stdout.flush()
        try:
            typed = input()
        except EOFError:
            typed = ""
        if typed.strip() != name:
            raise CommandError("Tên không khớp: không thay gì.")
