"""Read a list of an agency and say what it is beside the register."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.port.gate import GateError
from enterprises.models import Agency, SourceList
from enterprises.sources import columns, reading, store
from enterprises.sources.columns import FIELDS
from enterprises.sources.heaps import TITLES, Heaps
from enterprises.sources.pages.forms import twice
from hoangmai_party import clock


class Command(BaseCommand):
    """`manage.py reconcile FILE --agency NAME [--period TEXT] [--check]`."""

    help = (
        "Đọc danh sách của một cơ quan và đối chiếu với sổ. --check: chỉ in kết quả, "
        "không ghi. Không có --check: ghi danh sách, chờ người xác nhận cột trên trang."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--agency", required=True, metavar="NAME")
        parser.add_argument("--period", default="", metavar="TEXT")
        parser.add_argument("--check", action="store_true")

    def handle(self, *, file, agency, period, check, **options):
        agency, data = _agency(agency), _bytes(file)
        try:
            read = reading.read(file.name, data)
        except GateError as error:
            raise CommandError(str(error)) from error
        if old := store.same_file(agency, data):
            raise CommandError(twice(old))
        chosen = columns.propose(read.headings, columns.remembered(agency))
        for heading, field in zip(read.headings, chosen, strict=True):
            self.stdout.write(f"Cột “{heading}”: {FIELDS.get(field, 'không dùng')}")
        if not {"name", "tax_code"} & set(chosen):
            raise CommandError("Không nhận ra cột tên đơn vị hoặc cột mã số thuế.")
        with transaction.atomic():
            source = store.store(
                agency=agency,
                read=read,
                columns=chosen,
                data=data,
                state=SourceList.State.READ,
                file_name=file.name[-150:],
                period=period,
                received_on=clock.today(),
            )
            self._tell(source)
            if check:
                transaction.set_rollback(True)
        self.stdout.write("Chỉ xem, chưa ghi gì." if check else f"Đã ghi: {source}.")

    def _tell(self, source):
        self.stdout.write(f"{source.agency}: {source.rows_count} dòng.")
        found = Heaps(source)
        for heap, title in TITLES.items():
            self.stdout.write(f"\n{title}: {len(found[heap])}")
            for line in found[heap]:
                self.stdout.write(_said(line))


def _said(line):
    if line.row is None:
        return f"  {line.enterprise} ({line.enterprise.tax_code}), {line.address}"
    text = f"  {line.row.number}. {line.row.name} ({line.row.tax_code})"
    if line.twice:
        text += f", trùng với dòng {', '.join(map(str, line.twice))}"
    if line.enterprise:
        text += f" = {line.enterprise} ({line.enterprise.tax_code})"
    for found in line.differences:
        text += f"\n      {found.label}: {found.listed} | trong sổ: {found.kept or '–'}"
    return text


def _agency(name):
    found = Agency.objects.filter(name=name)
    if len(found) != 1:
        known = "; ".join(Agency.objects.values_list("name", flat=True))
        raise CommandError(f"Không có cơ quan nào tên “{name}”. Trong sổ có: {known}.")
    return found[0]


def _bytes(file):
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {file}.") from error
