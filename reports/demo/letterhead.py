"""How the Khối heads and signs its papers; the name of who signs is invented."""

import datetime as dt

from reports.demo.organisations import BODY
from reports.models import CommitteeTerm, PaperSetting

_TERMS = ("2015–2020", "2020–2025")  # invented, as is the signer


def make(world):
    """One row, from the founding day on; and the terms in which numbers run."""
    _terms(world)
    PaperSetting.objects.create(
        committee=world.committees[BODY],
        started_on=world.plan.body_on,
        superior="ĐẢNG BỘ QUẬN HOÀNG MAI",
        issuer="ĐẢNG ỦY KHỐI DOANH NGHIỆP\nNGOÀI KHU VỰC NHÀ NƯỚC",
        symbol="ĐUK",
        place="Hoàng Mai",
        capacity="T/M ĐẢNG ỦY KHỐI",
        role="BÍ THƯ",
        signer="Nguyễn Minh Họa",
        recipients=(
            "Ban Thường vụ Quận ủy (để báo cáo),\nBan Tổ chức Quận ủy,\n"
            "Các chi bộ trực thuộc,\nLưu Đảng ủy Khối."
        ),
        source="Số liệu minh họa",
    )


def _terms(world):
    first = dt.date(2020, 6, 25)  # the congress of the second term
    days = ((world.plan.body_on, first), (first, None))
    for name, (started_on, ended_on) in zip(_TERMS, days, strict=True):
        CommitteeTerm.objects.create(
            committee=world.committees[BODY],
            name=name,
            started_on=started_on,
            ended_on=ended_on,
        )
