"""The year's surveys and outreach in the terminal: the same tables as on the page."""

from reports.management.commands.report import Command as ReportCommand
from reports.outreach import foundings
from reports.outreach import year as year_page
from reports.views import subtitle


class Command(ReportCommand):
    help = "In kết quả khảo sát, vận động của một năm, theo phường và từng chi bộ mới."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, metavar="NĂM")
        parser.add_argument("--as-of", metavar="dd/mm/yyyy", help="tính đến ngày")

    def handle(self, *, year, as_of, **options):
        asked = self._asked(year, as_of)
        self.stdout.write(subtitle(asked))
        for table in (year_page.results(asked), year_page.by_ward(asked)):
            self._print(table)
        self.stdout.write(f"\n{foundings.TITLE}")
        for line in foundings.lines(asked):
            self.stdout.write(line)
