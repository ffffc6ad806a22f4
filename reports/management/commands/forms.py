"""The statistical forms in the terminal, with what must hold; --xlsx writes them."""

from pathlib import Path

from django.core.management.base import CommandError

from reports.forms import book, ties
from reports.forms.declared import BY_NUMBER, FORMS
from reports.forms.reckon import asks
from reports.forms.table import fill, table
from reports.management.commands.report import Command as ReportCommand
from reports.views import subtitle


class Command(ReportCommand):
    help = "In biểu thống kê của một năm; --xlsx ghi ra tệp Excel."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--form", metavar="SỐ", help="chỉ in biểu này: 1, 2, 3, 5, 7"
        )

    def handle(self, *, year, as_of, form, **options):
        wanted = _wanted(form)
        asked = self._asked(year, as_of)
        self.stdout.write(subtitle(asked))
        forms = [fill(one, asked) for one in wanted]
        for filled in forms:
            self._print_form(filled)
        if options["xlsx"]:
            rows = sum(len(filled.shown()) for filled in forms)
            data = book.workbook(forms)
            path = Path(options["xlsx"])
            self._keep(path, data, "forms", asked, rows=rows)

    def _print_form(self, filled):
        self.stdout.write(f"\n{filled.form.name}")
        self._print(table(filled))
        now, _ = asks(filled.asked)
        for answer in ties.answers(filled.form, now, filled.now):
            sign = "✓" if answer.holds else "✗"
            numbers = f"{answer.left}, {answer.right}"
            self.stdout.write(f"{sign} {answer.tie.label}: {numbers}")


def _wanted(number):
    if number is None:
        return FORMS
    if number not in BY_NUMBER:
        known = ", ".join(BY_NUMBER)
        raise CommandError(f"Không có biểu {number}: chỉ có biểu {known}.")
    return [BY_NUMBER[number]]
