from django.core.management.base import BaseCommand, CommandError

from accounts.login import codes
from accounts.models import User


class Command(BaseCommand):
    help = "Bỏ mã xác nhận của một tài khoản (mất điện thoại, hết mã giấy)."

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="USER")

    def handle(self, *, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Không có tài khoản {username!r}.")
        codes.reset(user)
        self.stdout.write(f"Đã bỏ mã xác nhận của {username}.")
