"""`manage.py rotate_keys`: seal every value anew with the key in use (docs/KEYS.md)."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import rotation


class Command(BaseCommand):
    help = (
        "Niêm lại mọi giá trị bằng khóa đang dùng (SEAL_KEY_ID) và lập lại chỉ mục "
        "theo INDEX_KEY; --check chỉ đếm, không ghi gì."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="chỉ đếm, không ghi")
        parser.add_argument(
            "--leave-unreadable",
            action="store_true",
            help="giữ nguyên giá trị không mở được thay vì dừng lại",
        )

    def handle(self, *, check, leave_unreadable, **options):
        try:
            counts = (
                rotation.check()
                if check
                else rotation.rotate(leave_unreadable=leave_unreadable)
            )
        except rotation.RotationError as error:
            raise CommandError(
                f"Chưa đổi gì. Không mở được: {error}. Thiếu khóa cũ trong SEAL_KEYS?"
            ) from error
        for name, count in counts.items():
            self.stdout.write(f"{name}: {', '.join(_words(count, check))}")
        self.stdout.write(f"Khóa đang dùng: {settings.SEAL_KEY_ID}")
        if check and any(count.unreadable for count in counts.values()):
            raise CommandError("Có giá trị không mở được: xem docs/KEYS.md.")


def _words(count, check):
    """What one line says: how many values stand under which key, or what was done."""
    if check:
        found = [f"khóa {key}: {n}" for key, n in sorted(count.keys.items())]
        yield from found or ["không có giá trị nào"]
        if count.wrong_index:
            yield f"chỉ mục phải lập lại: {count.wrong_index}"
    else:
        yield f"niêm lại {count.old_key} trên {count.keys.total()}"
        if count.wrong_index:
            yield f"lập lại chỉ mục {count.wrong_index}"
    if count.unreadable:
        yield f"KHÔNG MỞ ĐƯỢC: {len(count.unreadable)}"
