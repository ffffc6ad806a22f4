"""The 31 columns of the template "CSDL đảng viên 4.0" (members.md §1.6, list 1).

The personal number is hidden as wherever it is shown: the whole one opens on the page
of one person, for a reason. What the register does not keep says so.
"""

from accounts.sealed import mask
from hoangmai_party.periods import in_force
from members.codes import ETHNIC_GROUPS, RELIGIONS
from members.models import Exemption, Member
from reports.composition import people
from reports.people import born, branch_names
from reports.tables import Cell, Head, Row, Table, cells

TITLE = "Danh sách theo mẫu Cơ sở dữ liệu đảng viên 4.0"
NOT_KEPT = "không theo dõi"
_ETHNIC, _RELIGION = dict(ETHNIC_GROUPS), dict(RELIGIONS)
_EXEMPT = "Miễn công tác và sinh hoạt đảng"
_LEFT_ON = "Ngày rời, mất, miễn công tác và sinh hoạt đảng"
_PLACE = ("Quốc gia", "Tỉnh", "Chi tiết")
_HEAD = (
    (
        *(
            Head(label, rows=2)
            for label in (
                *("STT", "ID", "Họ và tên", "Tên gọi khác", "Giới tính", "Sinh ngày"),
                *("Dân tộc", "Tôn giáo", "Số định danh cá nhân", "Số thẻ Đảng"),
                *("Nơi cấp thẻ", "Ngày cấp thẻ", "Số thẻ theo QĐ 85"),
                "Tổ chức Đảng sinh hoạt",
            )
        ),
        Head("Nơi đăng ký khai sinh", columns=3),
        Head("Quê quán", columns=3),
        Head("Nơi thường trú", columns=3),
        *(
            Head(label, rows=2)
            for label in (
                *("Ngày vào Đảng", "Ngày chính thức", "Số CMND cũ"),
                *("Trạng thái hoạt động", _LEFT_ON),
                *("Đề nghị xóa", "Kết quả kiểm tra", "Chi tiết lỗi"),
            )
        ),
    ),
    tuple(Head(label) for label in _PLACE * 3),
)


def page(asked, user):
    """Who is on the roll on the as-of day, by branch and given name."""
    day = asked.span.last
    rows = people(asked.scope, day).select_related("member", "spell")
    rows = list(rows.order_by("branch__code", "member__order", "member"))
    ids = [row.member_id for row in rows]
    exempt = Exemption.objects.filter(in_force(day), member__in=ids)
    exempt = dict(exempt.values_list("member", "started_on"))
    names, open_now = branch_names(day), Member.objects.open_to(user, ids)
    lines = tuple(
        Row(_line(number, row, names, exempt, open_now))
        for number, row in enumerate(rows, start=1)
    )
    table = Table(
        TITLE,
        _HEAD,
        lines,
        notes=(
            "Số định danh cá nhân, cũng là số thẻ mới, được giấu bớt; số đủ xem ở "
            + "trang từng đảng viên, ghi lý do.",
            f"“{NOT_KEPT.capitalize()}”: sổ không có thông tin này.",
        ),
        name="csdl-4-0",
        is_wide=True,
        head_column=2,
        empty="Không có đảng viên nào vào ngày này.",
    )
    return {"tables": [table], "total": len(lines)}


def _line(number, row, names, exempt, open_now):
    member, spell = row.member, row.spell
    url = member.get_absolute_url() if row.member_id in open_now else ""
    personal = mask(member.citizen_id)
    since = exempt.get(row.member_id)
    return cells(
        number,
        NOT_KEPT,
        Cell(member.full_name, url),
        member.alias,
        member.get_sex_display(),
        born(member),
        _ETHNIC.get(member.ethnicity, ""),
        _RELIGION.get(member.religion, ""),
        personal,
        personal,
        NOT_KEPT,
        member.card_issued_on or "",
        member.old_card_number,
        names.get(row.branch_id, ""),
        *_place(member.birth_place),
        *_place(member.home_town),
        *_place(member.residence),
        spell.ceremony_on,
        spell.official_on or "",
        NOT_KEPT,
        _EXEMPT if since else "Đang sinh hoạt",
        since or "",
        *(NOT_KEPT,) * 3,
    )


def _place(text):
    """Country, province, detail: the register keeps a place as one text."""
    return (NOT_KEPT, NOT_KEPT, text)
