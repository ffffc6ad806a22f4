"""What is due, in the terminal: the list of the page, for a morning's cron."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from branches.models import Branch
from hoangmai_party import clock
from reports import due
from reports.due.page import snoozed_words


class Command(BaseCommand):
    only = None  # some kinds by code
    help = "In việc đến hạn của toàn Đảng bộ hoặc của một chi bộ."

    def add_arguments(self, parser):
        parser.add_argument("--on", metavar="dd/mm/yyyy", help="tính đến ngày")
        parser.add_argument("--branch", metavar="MÃ", help="chỉ một chi bộ")

    def handle(self, *, on, branch, **options):
        day = _day(on) if on else clock.today()
        found = due.everything(None, day, self.only)
        if branch:
            pk = _branch(branch)
            found = [item for item in found if item.branch == pk]
        items = [item for item in found if item.is_awake(day)]
        put_off = [item for item in found if item.snooze]
        late, late_off = _late(items, day), _late(put_off, day)
        self.stdout.write(
            f"Ngày {day:%d/%m/%Y}: {len(items)} việc, {late} việc quá hạn; "
            f"{snoozed_words(len(put_off), late_off)}."
        )
        for item in items:
            shown = f"{item.due_on:%d/%m/%Y}" if item.due_on else "–"
            place = "" if item.place == item.subject else f" ({item.place})"
            what = f"{item.kind.label}: {item.subject}{place}"
            who = f"{item.kind.actor}. {item.words}."
            self.stdout.write(f"{shown}  {item.left}  {what}. {who}")


def _late(items, day):
    return sum(item.is_overdue(day) for item in items)


def _branch(code):
    found = Branch.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"Không có chi bộ nào có mã «{code}».")
    return found


def _day(text):
    try:
        day = dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    except ValueError as error:
        raise CommandError(f"Ngày «{text}» không đúng: viết như 31/12/2021.") from error
    if not 1930 <= day.year <= 2100:
        raise CommandError("Ngày phải trong khoảng từ năm 1930 đến năm 2100.")
    return day
