"""The annual report of a year as a file: the same paper as on its page."""

import datetime as dt
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from branches.models import Committee
from hoangmai_party import clock
from reports.annual.paper import annual_report
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.documents import docx, html, typst
from reports.models import Report

FORMATS = {
    "html": lambda doc: html.render(doc).encode(),
    "pdf": typst.pdf,
    "docx": docx.docx,
}


class Command(BaseCommand):
    help = "Lập báo cáo năm ra tệp: trang web, PDF hoặc Word."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, metavar="NĂM")
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument("--out", required=True, metavar="TỆP")
        parser.add_argument("--as-of", metavar="dd/mm/yyyy", help="tính đến ngày")
        parser.add_argument(
            "--family",
            choices=Report.Family.values,
            default=Report.Family.WORK,
            help="work: công tác xây dựng Đảng; resolution: Nghị quyết 09-NQ/TU",
        )

    def handle(self, *, year, family, as_of, out, **options):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise CommandError(f"Năm {year} không hợp lệ.")
        committee = Committee.objects.own()
        if committee is None:
            raise CommandError("Sổ chưa có đảng bộ nào: hãy chạy seed_demo.")
        day = _day(as_of) if as_of else min(clock.today(), dt.date(year, 12, 31))
        if day.year < year:
            raise CommandError(f"Ngày {day:%d/%m/%Y} ở trước năm {year}.")
        document = annual_report((year, day, committee, family))
        try:
            data = FORMATS[options["format"]](document)
            Path(out).write_bytes(data)
        except (typst.PaperError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã ghi {out}: {document.title}")


def _day(text):
    try:
        return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    except ValueError as error:
        raise CommandError(f"Ngày «{text}» không đúng: viết như 31/12/2021.") from error
