"""`manage.py seal_log`: seal the new events of the log; run it every hour."""

from django.core.management.base import BaseCommand

from accounts.log import seals


class Command(BaseCommand):
    help = "Niêm các dòng nhật ký mới (đặt chạy mỗi giờ)."

    def handle(self, **options):
        seal = seals.seal()
        if seal is None:
            self.stdout.write("Không có dòng nhật ký mới, không niêm.")
            return
        self.stdout.write(
            f"Đã niêm {seal.count} dòng nhật ký, từ {seal.first} đến {seal.last}."
        )
        self.stdout.write(f"Mã niêm: {seal.mac}")
