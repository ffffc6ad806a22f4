from django.core.management.base import BaseCommand, CommandError

from accounts.login import passwords
from accounts.models import User


class Command(BaseCommand):
    help = "Cấp mật khẩu lần đầu cho một tài khoản; in ra một lần, dùng trong 72 giờ."

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="USER")

    def handle(self, *, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Không có tài khoản {username!r}.")
        self.stdout.write(passwords.issue_first(user))
