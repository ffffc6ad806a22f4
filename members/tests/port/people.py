"""What the tests of files about people share: columns, people, users at a page."""

import datetime as dt

from django.contrib.auth.models import Permission

from accounts.log.tables import logged_tables
from accounts.tests.port import Port
from members import actions
from members.tests.factories import MemberFactory

TODAY, BORN = dt.date(2022, 1, 14), dt.date(1990, 9, 5)
IN_PARTY = dt.date(2019, 5, 1)
CITIZEN_ID, CARD = "001090000001", "01234567"
MASKED = "0010******01"
NAME, DAY, SEX = "Họ và tên khai sinh", "Sinh ngày", "Giới tính"
PHONE, NUMBER = "Điện thoại", "Số định danh cá nhân (CCCD)"
OLD_CARD = "Số thẻ đảng viên (theo QĐ 85)"


def admitted(branch, **facts):
    """Someone admitted in `branch` on 01/05/2019, born on 05/09/1990."""
    member = MemberFactory(born_on=BORN, **facts)
    actions.admit(
        member=member, branch=branch, decision_on=IN_PARTY, ceremony_on=IN_PARTY
    )
    return member


def open_port(client, user, model, *actions):
    may(user, model, *(actions or ("view", "add", "change")))
    client.force_login(user)
    return Port(client, model)


def may(user, model, *actions):
    names = [f"{action}_{model._meta.model_name}" for action in actions]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))


def state():
    """Every stored row of the register."""
    return {
        table.name: sorted(
            str([bytes(v) if isinstance(v, memoryview) else v for v in row])
            for row in table.model._base_manager.values_list()
        )
        for table in logged_tables()
    }
