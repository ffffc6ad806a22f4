"""How the Khối heads and signs its papers; the name of who signs is invented."""

from reports.demo.organisations import BODY
from reports.models import PaperSetting


def make(world):
    """One row, from the founding day on."""
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
