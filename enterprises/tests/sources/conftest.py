import datetime as dt
from types import SimpleNamespace

import pytest

from accounts.models import Register
from enterprises.models import Agency, EnterpriseStatus, SourceList, Ward
from enterprises.sources import columns, reading, store
from enterprises.tests.factories import AddressFactory, EnterpriseFactory, tax_code
from enterprises.tests.sources.files import tax_list
from hoangmai_party import clock

TODAY = dt.date(2022, 1, 14)
RECEIVED = dt.date(2022, 1, 10)
SINCE = dt.date(2015, 1, 1)


def ward(name):
    return Ward.objects.get(name=name, ended_on__isnull=False)


@pytest.fixture
def day(db):
    facts = {"is_demo": True, "stands_on": TODAY}
    Register.objects.update_or_create(pk=Register.ONLY, defaults=facts)
    with clock.fixed(TODAY):
        yield TODAY


@pytest.fixture
def tax_office(day):
    return Agency.objects.create(kind="tax", name="Chi cục Thuế quận Hoàng Mai")


def firm(name, serial, where="Định Công", line="Số 5 phố Một", status="operating"):
    """An enterprise that works in a ward."""
    code = tax_code(serial) if serial else ""
    made = EnterpriseFactory(name=name, tax_code=code)
    AddressFactory(enterprise=made, line=line, ward=ward(where), started_on=SINCE)
    EnterpriseStatus.objects.create(enterprise=made, status=status, started_on=SINCE)
    return made


@pytest.fixture
def register(day):
    """Four enterprises: one in each heap of `stored`, and one that works no more."""
    return SimpleNamespace(
        same=firm("Công ty TNHH Một Hai Ba", 11),
        differs=firm("Công ty cổ phần Bốn Năm Sáu", 12, "Đại Kim"),
        missing=firm("Công ty TNHH Vắng Mặt", 13),
        stopped=firm("Công ty TNHH Đã Nghỉ", 14, status="suspended"),
        like=firm("Công ty TNHH Thương mại Hoàng Gia Phát", 15, "Yên Sở"),
    )


ACTIVE = "00 - NNT đang hoạt động"


def listed(register):
    """The rows of a tax list over that register."""
    return (
        (
            register.same.tax_code,
            "Cty TNHH Một Hai Ba",
            "5 phố Một",
            "Định Công",
            ACTIVE,
        ),
        (
            register.differs.tax_code,
            "Công ty CP Bốn Năm Sáu",
            "Số 9 ngõ 2, phường Yên Sở",
            "Yên Sở",
            "05 - NNT tạm ngừng kinh doanh",
        ),
        ("", "CTY TNHH TM Hoàng Gia Phát 1", "Số 1", "Yên Sở", ACTIVE),
        (
            tax_code(99),
            "Công ty TNHH Mới Toanh",
            "Số 2 phố Hai",
            "P. Định Công",
            ACTIVE,
        ),
    )


def put(agency, data, name="thue.xlsx", day=RECEIVED, state=SourceList.State.CONFIRMED):
    """Read and store a file as the pages do, with the columns that are proposed."""
    read = reading.read(name, data)
    chosen = columns.propose(read.headings, columns.remembered(agency))
    return store.store(
        agency=agency,
        read=read,
        columns=chosen,
        data=data,
        state=state,
        file_name=name,
        received_on=day,
    )


@pytest.fixture
def stored(tax_office, register):
    """A tax list: one row the same, one that differs, one like another, one new."""
    return put(tax_office, tax_list(*listed(register)))


@pytest.fixture
def clerk(desk):
    """An office clerk of the whole body."""
    return desk.user
