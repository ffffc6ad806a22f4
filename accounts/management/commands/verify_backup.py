"""`manage.py verify_backup FILE`: opens it, checks it, counts it; changes nothing."""

from django.core.management.base import BaseCommand, CommandError

from accounts.backup import box, engines, work


class Command(BaseCommand):
    help = "Kiểm tra một tệp sao lưu: mở được, nguyên vẹn, đúng số dòng và niêm."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="TỆP")

    def handle(self, *, file, **options):
        try:
            backup, faults = work.check(file)
        except (box.BoxError, engines.EngineError) as error:
            raise CommandError(str(error)) from error
        for fault in faults:
            self.stderr.write(f"✗ {fault}")
        if faults:
            raise CommandError(f"Tệp sao lưu có {len(faults)} sai lệch.")
        self.stdout.write(
            f"✓ {backup.file.name}: {backup.rows} dòng, làm lúc "
            f"{backup.manifest['made_at']}, mã niêm cuối {backup.anchor or '–'}."
        )
