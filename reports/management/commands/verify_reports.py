"""`manage.py verify_reports`: is each signed report still what was signed?"""

from django.core.management.base import BaseCommand, CommandError

from reports.books import verify


class Command(BaseCommand):
    help = "Kiểm tra báo cáo đã ký: nội dung, số liệu, tệp còn đúng như khi ký."

    def handle(self, **options):
        books, faults = verify.faults()
        for fault in faults:
            self.stderr.write(f"SAI: {fault}")
        if faults:
            raise CommandError(f"{len(faults)} sai lệch trong báo cáo đã ký.")
        self.stdout.write(f"{books} báo cáo đã ký: còn nguyên như khi ký.")
