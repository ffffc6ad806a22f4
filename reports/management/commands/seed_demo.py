"""`manage.py seed_demo`: fill an empty database with the demo register."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.log import acting_as
from accounts.models import Register
from branches.models import Committee
from reports.demo import PASSWORD, candidates
from reports.demo.article import make_statements
from reports.demo.build import build
from reports.demo.hoang_mai import PLAN
from reports.demo.users import known_users, make_users


class Command(BaseCommand):
    help = "Dựng sổ minh họa (dữ liệu tự nghĩ ra) vào một cơ sở dữ liệu trống."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="không làm gì nếu sổ đã có dữ liệu",
        )

    def handle(self, *, if_empty, **options):
        if not settings.DEBUG:
            raise CommandError(
                "Không dựng sổ minh họa khi DEBUG tắt: sổ thật không được có "
                "dữ liệu và tài khoản minh họa."
            )
        if Committee.every.exists():
            if not if_empty:
                raise CommandError(
                    "Sổ đã có dữ liệu: chỉ dựng sổ minh họa vào cơ sở dữ liệu trống."
                )
            self.stdout.write("Sổ đã có dữ liệu, không dựng lại sổ minh họa.")
            if Register.load().is_demo:
                self._tell_users(known_users())
            return
        self._tell(*self._build())

    def _build(self):
        with acting_as(system="seed_demo"), transaction.atomic():
            world = build(PLAN)
            make_statements(world.committees)
            users = make_users(world)
            candidates.make(world)
            return world, users

    def _tell(self, world, users):
        stands_on = f"{world.plan.stands_on:%d/%m/%Y}"
        body = world.pools["body"]
        self.stdout.write(
            f"Đã dựng sổ minh họa, đứng tại ngày {stands_on}: "
            f"{len(body.chapters)} chi bộ, {body.size} đảng viên."
        )
        self._tell_users(users)

    def _tell_users(self, users):
        self.stdout.write(f"Tài khoản minh họa, mật khẩu chung: {PASSWORD}")
        for user in users:
            place = f" – {user.place}" if user.place else ""
            self.stdout.write(f"  {user.username:<10} {user.role}{place}")
