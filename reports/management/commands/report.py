"""The year's figures in the terminal: the same tables as on the pages."""

import datetime as dt
from pathlib import Path
from urllib.parse import urlencode

from django.core.management.base import BaseCommand, CommandError

from branches.models import Committee
from hoangmai_party import clock
from reports import xlsx
from reports.asked import FIRST_YEAR, LAST_YEAR, Asked
from reports.download import keep
from reports.pages import composition, movement, targets
from reports.scope import committee_scope
from reports.spans import year_span
from reports.views import subtitle


class Command(BaseCommand):
    help = "In số liệu của một năm; --xlsx ghi ra tệp Excel."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, metavar="NĂM")
        parser.add_argument("--as-of", metavar="dd/mm/yyyy", help="tính đến ngày")
        parser.add_argument("--xlsx", metavar="TỆP", help="ghi ra tệp Excel")

    def handle(self, *, year, as_of, **options):
        asked = self._asked(year, as_of)
        pages = (
            targets.page(asked),
            movement.members_page(asked, ""),
            movement.branches_page(asked),
            composition.growth_page(asked),
        )
        tables = [table for page in pages for table in page["tables"]]
        self.stdout.write(subtitle(asked))
        for table in tables:
            if table.name != movement.BY_BRANCH:  # 67 lines are for paper
                self._print(table)
        if options["xlsx"]:
            self._write(Path(options["xlsx"]), tables, asked)

    def _write(self, path, tables, asked):
        rows = sum(len(table.rows) for table in tables)
        people = xlsx.people(tables)
        data = xlsx.workbook(tables, subtitle(asked))
        self._keep(path, data, "report", asked, rows=rows, people=people)

    def _keep(self, path, data, command, asked, **facts):
        query = {"year": asked.year, "as_of": f"{asked.as_of:%d/%m/%Y}"}
        keep(path, data, command, filter=urlencode(query), **facts)
        self.stdout.write(f"\nĐã ghi {path}")

    def _asked(self, year, as_of):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise CommandError(f"Năm {year} không hợp lệ.")
        committee = Committee.objects.own()
        if committee is None:
            raise CommandError("Sổ chưa có đảng bộ nào: hãy chạy seed_demo.")
        period = year_span(year)
        day = typed_day(as_of) if as_of else clock.today()
        if day < period.first:
            raise CommandError(f"Ngày {day:%d/%m/%Y} ở trước năm {year}.")
        scope = committee_scope(committee, period)
        return Asked(year, period, day, scope)

    def _print(self, table):
        """Columns as wide as their longest text, numbers to the right."""
        labels = [head.label for head in table.head[0]]
        lines = [[cell.shown for cell in row.cells] for row in table.lines()]
        widths = [
            max(len(line[i]) for line in [labels, *lines]) for i in range(table.width)
        ]
        numbers = {i for i, head in enumerate(table.head[0]) if head.is_number}
        self.stdout.write(f"\n{table.title}")
        for line in [labels, *lines]:
            shown = (
                text.rjust(width) if i in numbers else text.ljust(width)
                for i, (text, width) in enumerate(zip(line, widths, strict=True))
            )
            self.stdout.write("  ".join(shown).rstrip())
        for note in table.notes:
            self.stdout.write(note)


def typed_day(text):
    """The day of an option, written dd/mm/yyyy."""
    try:
        return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    except ValueError as error:
        raise CommandError(f"Ngày «{text}» không đúng: viết như 31/12/2021.") from error
