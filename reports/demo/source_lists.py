"""Lists of three agencies, read and reconciled: of the tax office, BHXH and a ward."""

import datetime as dt

from accounts.port import sheets
from enterprises.models import Agency, Enterprise, SourceList
from enterprises.sources import acts, columns, reading, store
from enterprises.sources.heaps import DIFFERS, ONLY_LIST, Heaps
from enterprises.sources.legacy import TO_TCVN3
from enterprises.sources.steps import SetAside, Take
from hoangmai_party import clock
from reports.demo.days import days

_STATES = (
    "00 - NNT đang hoạt động (đã được cấp GCN ĐKT)",
    "05 - NNT tạm ngừng hoạt động, kinh doanh",
    "06 - NNT không hoạt động tại địa chỉ đã đăng ký",
)
_SHORT = (
    ("Công ty Cổ phần", "CTCP"),
    ("Công ty TNHH", "CTY TNHH"),
    ("Thương mại", "TM"),
    ("Dịch vụ", "DV"),
    ("Xây dựng", "XD"),
)
_STRANGERS = ("Công ty TNHH Vạn Lộc Phúc", "CTCP Đầu tư Thanh Hà Nam", "Cửa hàng Bà Tư")


def make(world):
    """Three lists of the last weeks; nothing random is drawn from the plan's stream."""
    if not world.plan.surveys:
        return
    day = world.plan.stands_on - days(10)
    units = _units(day)
    with clock.fixed(world.plan.stands_on):
        _tax(units[:57], day)
        _insurance(units[10:50:2], day)
        _ward(units, day)


def _units(day):
    """[(enterprise, its address on the day)] in the order they were written."""
    rows = Enterprise.objects.filter(founded_on__lt=day).order_by("pk")
    rows = rows.prefetch_related("addresses__ward")
    found = []
    for row in rows[:200]:
        places = [p for p in row.addresses.all() if p.started_on <= day]
        if places:
            found.append((row, max(places, key=lambda place: place.started_on)))
    return found


def _agency(kind):
    return Agency.objects.filter(kind=kind).order_by("pk").first()


def _short(name, number):
    """As a hurried hand writes it; every sixth in an old font."""
    for long, short in _SHORT if number % 3 == 0 else ():
        name = name.replace(long, short)
    return name.translate(TO_TCVN3) if number % 6 == 1 else name


def _tax(units, day):
    head = ["STT", "MST", "Tên người nộp thuế", "Địa chỉ", "Trạng thái MST"]
    rows = []
    for number, (unit, place) in enumerate(units, start=1):
        where = f"{place.line}, phường {place.ward.name}, quận Hoàng Mai, Hà Nội"
        code = "" if number % 11 == 0 else unit.tax_code
        state = _STATES[(number % 9 == 0) + (number % 27 == 0)]
        rows.append([number, code, _short(unit.name, number), where, state])
    ward = units[0][1].ward.name
    for number, name in enumerate(_STRANGERS, start=len(rows) + 1):
        rows.append([number, "", name, f"Số {number}, phường {ward}", _STATES[0]])
    source = _read(_agency(Agency.Kind.TAX), "thue-2021.xlsx", head, rows, day, "2021")
    _finish(source, "status")


def _insurance(units, day):
    head = ["TT", "Mã số thuế", "Đơn vị SDLĐ", "Số LĐ tham gia BHXH"]
    rows = [
        [number, unit.tax_code, _short(unit.name, number), 8 + number * 7 % 90]
        for number, (unit, _) in enumerate(units, start=1)
    ]
    agency = _agency(Agency.Kind.INSURANCE)
    source = _read(agency, "bhxh-12-2021.xlsx", head, rows, day, "tháng 12/2021")
    _finish(source, "headcount")


def _ward(units, day):
    agency = _agency(Agency.Kind.WARD_PEOPLE)
    own = [(unit, place) for unit, place in units if place.ward == agency.ward]
    head = ["Stt", "Tên doanh nghiệp", "Địa chỉ", "Số lao động"]
    rows = [
        [number, _short(unit.name, number), place.line, 5 + number]
        for number, (unit, place) in enumerate(own, start=1)
    ]
    rows.append([len(rows) + 1, "Cửa hàng Cô Ba", "Số 3", 1])
    name = "phuong-2021.xlsx"
    _finish(_read(agency, name, head, rows, day + dt.timedelta(days=2), "2021"), "")


def _read(agency, name, head, rows, day, period):
    data = sheets.write("Danh sách", head, rows)
    read = reading.read(name, data)
    return store.store(
        agency=agency,
        read=read,
        columns=columns.propose(read.headings),
        data=data,
        state=SourceList.State.CONFIRMED,
        file_name=name,
        period=period,
        received_on=day,
    )


def _finish(source, field):
    """Take a few values over, set one row aside, and say that it is done."""
    found = Heaps(source)
    steps = [
        Take(
            source,
            line.row.name,
            "Theo danh sách",
            d.kept,
            d.listed,
            line.row,
            line.enterprise,
            field,
        )
        for line in found[DIFFERS]
        for d in line.differences
        if d.field == field
    ][:5]
    rows = [line.row for line in found[ONLY_LIST] if line.row.name.startswith("Cửa")]
    what = "Không thuộc diện"
    steps += [SetAside(source, row.name, what, row=row) for row in rows]
    if steps:
        acts.write(source=source, steps=steps, by=None)
    acts.set_state(source=source, state=SourceList.State.RECONCILED)
