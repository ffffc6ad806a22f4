"""A report of a period as a file: the same paper as on its page."""

from pathlib import Path
from urllib.parse import urlencode

from django.core.management.base import BaseCommand, CommandError

from branches.models import Committee
from hoangmai_party import clock
from reports.annual.appendices.roster import people_named
from reports.annual.paper import annual_report
from reports.annual.question import MOST_PARTS, TYPED, Question, span_of
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.documents import docx, html, typst
from reports.download import keep
from reports.management.commands.report import typed_day
from reports.models import Report
from reports.spans import Span

_P = Report.Period
FORMATS = {
    "html": lambda doc: html.render(doc).encode(),
    "pdf": typst.pdf,
    "docx": docx.docx,
}


class Command(BaseCommand):
    help = (
        "Lập báo cáo ra tệp: trang web, PDF hoặc Word. Năm, tháng, quý, 6 tháng, 9 tháng, "
        "nhiệm kỳ hoặc thời gian khác, tính đến một ngày bất kỳ."
    )

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, metavar="NĂM")
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument("--out", required=True, metavar="TỆP")
        parser.add_argument("--as-of", metavar="dd/mm/yyyy", help="tính đến ngày")
        parser.add_argument("--period", choices=_P.values, default=_P.YEAR)
        parser.add_argument(
            "--part",
            type=int,
            help="tháng, quý thứ mấy; 6 tháng: 1 đầu năm, 2 cuối năm",
        )
        for name, said in (("--from", "từ ngày"), ("--to", "đến ngày")):
            parser.add_argument(
                name, metavar="dd/mm/yyyy", help=f"{said}, của nhiệm kỳ, thời gian khác"
            )
        parser.add_argument(
            "--appendices",
            choices=("brief", "all"),
            default="brief",
            help="brief: phụ lục 1–7 rút gọn; all: từng chi bộ, thêm phụ lục 8–10",
        )
        parser.add_argument(
            "--family",
            choices=Report.Family.values,
            default=Report.Family.WORK,
            help="work: công tác xây dựng Đảng; resolution: Nghị quyết 09-NQ/TU",
        )

    def handle(self, *, year, family, out, **options):
        committee = Committee.objects.own()
        if committee is None:
            raise CommandError("Sổ chưa có đảng bộ nào: hãy chạy seed_demo.")
        period, span = options["period"], _span(year, options)
        day = _as_of(span, options["as_of"])
        question = Question(committee, family, period, span.first, span.last, day)
        full = options["appendices"] == "all"
        document = annual_report(question, full=full)
        try:
            data = FORMATS[options["format"]](document)
            _keep(Path(out), data, question, full=full)
        except (typst.PaperError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã ghi {out}: {document.title}")


def _keep(path, data, question, *, full):
    people = people_named(question, full=full)
    days = (question.first, question.last, question.as_of)
    names = ("from", "to", "as_of")
    query = {n: f"{day:%d/%m/%Y}" for n, day in zip(names, days, strict=True)}
    query |= {"family": question.family} | ({"appendices": "all"} if full else {})
    keep(
        path,
        data,
        "annual_report",
        rows=len(people),
        people=people,
        filter=urlencode(query),
    )


def _span(year, options):
    """The days of the period; those of a term are given, and end in the year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CommandError(f"Năm {year} không hợp lệ.")
    period, part = options["period"], options["part"]
    if period in TYPED:
        return _typed(year, options)
    if options["from"] or options["to"]:
        raise CommandError("--from, --to chỉ dùng với nhiệm kỳ hoặc thời gian khác.")
    most = MOST_PARTS.get(period, 1)
    if part is None and most == 1:
        part = 1
    if part is None or not 1 <= part <= most:
        label = _P(period).label.lower()
        raise CommandError(f"Với kỳ {label}: ghi --part là một số từ 1 đến {most}.")
    return span_of(period, year, part)


def _typed(year, options):
    if not (options["from"] and options["to"]):
        raise CommandError("Với nhiệm kỳ, thời gian khác: ghi cả --from và --to.")
    first, last = typed_day(options["from"]), typed_day(options["to"])
    if first > last:
        raise CommandError("Ngày --to không được trước ngày --from.")
    if first.year < FIRST_YEAR or last.year != year:
        raise CommandError(f"Ngày --to phải ở trong năm {year}.")
    return Span(first, last)


def _as_of(span, text):
    day = typed_day(text) if text else min(clock.today(), span.last)
    if day > clock.today():
        raise CommandError("Ngày tính số liệu không được sau hôm nay.")
    if day < span.first:
        first = f"{span.first:%d/%m/%Y}"
        raise CommandError(
            f"Ngày {day:%d/%m/%Y} ở trước kỳ báo cáo, bắt đầu từ ngày {first}."
        )
    return day
