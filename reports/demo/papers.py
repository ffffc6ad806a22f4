"""Papers and stays: giấy giới thiệu out, sinh hoạt tạm thời, miễn công tác.

Throws the dice of `work`: nobody's life changes by it.
"""

from members.models import Absence, Exemption, Placement, Transfer
from reports.demo import names
from reports.demo.days import days
from reports.models import TransferPlace

_WATCHED = 730  # days before the end of which the papers out are kept
_FEW = 4
_EVERY = 45  # one member in so many is away for a while, one is exempt


def make(world):
    """Of the last two years of the body."""
    until = world.plan.stands_on
    body = set(world.pools["body"].chapters)
    _transfers(world, body, until)
    _places()
    here = [
        stay
        for chapter in world.pools["body"].chapters
        for stay in chapter.stays
        if stay.holds(until) and stay.person.is_official(until - days(400))
    ]
    _absences(world, here[7::_EVERY][:_FEW], until)
    _exemptions(here[11::_EVERY][:_FEW], until)


def _transfers(world, body, until):
    """Each has been confirmed after some weeks, but for the newest and one in nine."""
    moved = Placement.Ended.TRANSFERRED
    left = Placement.objects.filter(
        ended=moved,
        ended_on__range=(until - days(_WATCHED), until),
        branch__in=[chapter.branch for chapter in body],
    ).exclude(went_to="")
    rows = []
    for index, placement in enumerate(left.order_by("ended_on", "pk")):
        confirmed_on = placement.ended_on + days(world.dice.randint(10, 40))
        is_open = index % 9 == 4 or confirmed_on > until
        rows.append(
            Transfer(
                placement=placement,
                number=placement.ended_number,
                issued_on=placement.ended_on,
                destination=placement.went_to,
                confirmed_on=None if is_open else confirmed_on,
            )
        )
    Transfer.objects.bulk_create(rows)


def _places():
    """Where the places lie; two, whose names don't say it, are left for the clerk."""
    area = TransferPlace.Area
    TransferPlace.objects.bulk_create(
        TransferPlace(
            name=name, area=area.PROVINCE if ", tỉnh " in name else area.DISTRICT
        )
        for name in names.ELSEWHERE
        if ", tỉnh " in name or name.endswith(", Hà Nội")
    )


def _absences(world, stays, until):
    Absence.objects.bulk_create(
        Absence(
            placement=stay.person.placement,
            destination="Đảng bộ Khu công nghiệp Thăng Long",
            number=f"{index + 40}-GT/ĐU",
            started_on=until - days(150 + 20 * index),
            until=until + days(60 - 20 * index),
        )
        for index, stay in enumerate(stays)
        if stay.person.placement.started_on < until - days(400)
    )


def _exemptions(stays, until):
    Exemption.objects.bulk_create(
        Exemption(
            member=stay.person.member,
            branch=stay.chapter.branch,
            kind="fixed" if index % 2 else "open",
            number=f"{index + 5:02}-NQ/CB",
            started_on=until - days(90 + 30 * index),
            until=until + days(100 - 30 * index) if index % 2 else None,
            reason="Điều trị bệnh" if index % 2 else "Tuổi cao, sức yếu",
        )
        for index, stay in enumerate(stays)
    )
