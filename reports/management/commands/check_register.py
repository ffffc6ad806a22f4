"""The register's health in the terminal, and the invariants of derived columns."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from hoangmai_party import clock
from reports.health.check import Severity
from reports.health.facts import Facts
from reports.health.findings import results
from reports.health.invariants import INVARIANTS


class Command(BaseCommand):
    help = (
        "In các kiểm tra của sổ với số sai lệch (-v 2: từng sai lệch), rồi đối chiếu "
        "các cột suy ra. Mã thoát 1 khi một cột suy ra sai."
    )

    def add_arguments(self, parser):
        parser.add_argument("--on", metavar="dd/mm/yyyy", help="tính đến ngày")
        parser.add_argument(
            "--strict", action="store_true", help="mã thoát 1 cả khi còn lỗi mở"
        )

    def handle(self, *, on, strict, verbosity, **options):
        day = _day(on) if on else clock.today()
        self.stdout.write(f"Sức khỏe sổ, tính đến ngày {day:%d/%m/%Y}")
        errors = self._checks(day, verbosity)
        broken = self._invariants(day)
        self.stdout.write(f"{errors} lỗi đang mở, {broken} cột suy ra không khớp.")
        if broken or (strict and errors):
            raise CommandError("Sổ chưa đạt.", returncode=1)

    def _checks(self, day, verbosity):
        """Print every check; returns how many errors stand open."""
        errors = 0
        for result in results(day=day):
            check, found = result.check, result.open
            counts = f"{len(found):>5} mở {len(result.accepted):>5} chấp nhận"
            self.stdout.write(f"{check.severity}  {counts}  {check.label}")
            errors += len(found) if check.severity is Severity.ERROR else 0
            for one in found if verbosity > 1 else ():
                self.stdout.write(f"     {one.row}: {one.words}")
        return errors

    def _invariants(self, day):
        """Print every derived column; returns how many rows differ."""
        broken, facts = 0, Facts(day)
        for label, find in INVARIANTS.items():
            faults = list(find(facts))
            self.stdout.write(f"{'✗' if faults else '✓'}  {label}")
            for fault in faults:
                self.stdout.write(f"     {fault}")
            broken += len(faults)
        return broken


def _day(text):
    try:
        return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    except ValueError as error:
        raise CommandError(f"Ngày «{text}» không đúng: viết như 31/12/2021.") from error
