"""A paper with every block and every text that has broken a renderer somewhere."""

import datetime as dt

from reports.documents import layouts
from reports.documents.tree import (
    Bullets,
    Cell,
    Chart,
    Document,
    FormHead,
    Heading,
    Letterhead,
    PageBreak,
    Para,
    Run,
    Section,
    Series,
    Signature,
    Signer,
    Table,
    Title,
)

OLD_DAY, NEW_DAY = dt.date(2021, 12, 5), dt.date(2026, 6, 9)
HASH = "Mã kiểm tra SHA-256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0"
HOSTILE = ("A & B <x>", '#read("x")', "=1+1", "*đậm* _nghiêng_ $x^2$ @nhãn", "{{ 7 }}")
LONG_NAME = (
    "Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất, Thương mại, Dịch vụ, Xuất "
    "nhập khẩu Vật liệu xây dựng và Thiết bị phòng cháy chữa cháy Đại Thịnh Vượng "
    "Toàn Cầu Hoàng Mai – Chi nhánh phường Vĩnh Hưng (thử)"
)
WITHOUT_SPACES = "Nguyễnthị" * 22
LETTERS = (
    "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ đ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ ô "
    "ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ"
)


def sample(day=OLD_DAY, rows=67):
    """The paper in the layout of its day."""
    layout = layouts.of_day(day)
    return Document(
        title="Báo cáo kết quả công tác xây dựng Đảng năm 2021",
        day=day,
        layout=layout,
        sections=(
            Section(_body(layout, day)),
            Section(_appendix(rows), landscape=True),
            Section(_form()),
        ),
        foot=HASH,
    )


def _body(layout, day):
    return (
        Letterhead(
            superior=("ĐẢNG BỘ QUẬN HOÀNG MAI",),
            issuer=("ĐẢNG ỦY KHỐI DOANH NGHIỆP", "NGOÀI KHU VỰC NHÀ NƯỚC"),
            number=layouts.number(12, "BC", "ĐUK"),
            dated=layouts.dated("Hoàng Mai", day),
        ),
        Title(
            "BÁO CÁO",
            (
                "kết quả công tác xây dựng Đảng năm 2021;",
                "phương hướng, nhiệm vụ năm 2022",
            ),
        ),
        Heading(1, f"{layout.mark(1, 1)} ĐẶC ĐIỂM, TÌNH HÌNH"),
        *_paragraphs(layout),
        Bullets(HOSTILE),
        Heading(3, f"{layout.mark(3, 1)} Phong trào thi đua"),
        Bullets((), empty="Không có chi bộ nào."),
        Para(WITHOUT_SPACES),
        Para(LETTERS, align="left"),
        Para(LETTERS.upper(), align="center"),
        _targets(),
        _growth(),
        _bars(),
        _signature(layout),
    )


def _paragraphs(layout):
    words = (
        "Đảng bộ Khối doanh nghiệp ngoài khu vực nhà nước quận Hoàng Mai được thành "
        "lập theo Quyết định số 64-QĐ/QU, ngày 17/9/2015 của Quận ủy Hoàng Mai, là "
        "một trong những đảng bộ khối đầu tiên của Thành phố. "
    )
    figures = (
        Run("Ưu điểm. ", bold=True),
        "Năm 2021, Đảng bộ thành lập mới ",
        Run("4", bold=True),
        " chi bộ, kết nạp ",
        Run("31", was="30"),
        " đảng viên, đạt 119,2% ",
        Run("(chỉ tiêu giao 26)", italic=True),
        ".",
    )
    yield Para(words * 3)
    yield Para(figures)
    yield Heading(2, f"{layout.mark(2, 1)} Công tác phát triển đảng viên")
    yield Para(words * 4)


def _targets():
    return Table(
        caption="Thực hiện chỉ tiêu năm 2021",
        head=(
            ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"),
            tuple(f"({n})" for n in range(1, 6)),
        ),
        rows=(
            ("1", "Tổ chức đảng thành lập mới", "4", "4", "100"),
            ("2", ("Đảng viên ", Run("kết nạp mới", italic=True)), "26", "31", "119,2"),
            ("3", LONG_NAME, "–", "1", "không giao chỉ tiêu"),
        ),
        foot=((Cell("Cộng", columns=2), "30", "36", ""),),
        widths=(1, 7, 2, 2, 2),
        aligns="clrrr",
        notes=("Số liệu tính đến ngày 31/12/2021.",),
    )


def _growth():
    years = tuple(str(year) for year in range(2015, 2022))
    return Chart(
        "Biểu đồ 1. Số đảng viên cuối năm",
        years,
        (
            Series("Đảng viên", (280, 310, 355, 402, 461, 538, 577)),
            Series("Chi bộ", (33, 40, 45, 51, 58, None, 67)),
        ),
        is_line=True,
        unit="người, tổ chức",
    )


def _bars():
    return Chart(
        "Biểu đồ 2. Kết quả theo chỉ tiêu",
        ("Đảng viên kết nạp mới", "Tổ chức đảng thành lập mới trong doanh nghiệp"),
        (Series("Kế hoạch", (26, 4)), Series("Thực hiện", (31, 4))),
    )


def _signature(layout):
    return Signature(
        (Signer("T/M ĐẢNG ỦY KHỐI", "BÍ THƯ", "Nguyễn Thị Ước Nguyện"),),
        (
            "Thường trực Quận ủy (để báo cáo),",
            "Ban Tổ chức Quận ủy,",
            "Các chi bộ trực thuộc,",
            "Lưu Đảng ủy.",
        ),
    )


def _appendix(rows):
    moves = (
        ("Tăng trong kỳ", ("Kết nạp", "Chuyển đến", "Phục hồi")),
        ("Giảm trong kỳ", ("Từ trần", "Khai trừ, xóa tên", "Chuyển đi")),
    )
    return (
        Title("PHỤ LỤC 1", ("Tổng hợp biến động đảng viên theo chi bộ",), ruled=False),
        Table(
            head=(
                (
                    Cell("TT", rows=2),
                    Cell("Chi bộ", rows=2),
                    Cell("Đầu kỳ", rows=2),
                    *(Cell(group, columns=len(parts)) for group, parts in moves),
                    Cell("Cuối kỳ", rows=2),
                    Cell("Ghi chú", rows=2),
                ),
                tuple(part for _, parts in moves for part in parts),
            ),
            rows=(
                (Cell("Chi bộ trong doanh nghiệp", columns=11, bold=True),),
                *(_line(n) for n in range(1, rows + 1)),
            ),
            foot=(
                (Cell("Cộng", columns=2), *(str(n * rows) for n in (8, 1, 0, 0)), "0")
                + ("0", "0", str(9 * rows), ""),
            ),
            widths=(1, 7, 1.6, 1.6, 1.7, 1.7, 1.5, 1.9, 1.8, 1.6, 3),
            aligns="clrrrrrrrrl",
        ),
    )


def _line(n):
    name = f"Chi bộ Công ty Cổ phần Thương mại và Dịch vụ số {n}"
    note = {1: HOSTILE[0], 2: HOSTILE[1], 3: HOSTILE[2], 4: LONG_NAME}.get(n, "")
    return (str(n), name, "8", "1", *("–",) * 5, "9", note)


def _form():
    return (
        FormHead(
            ("ĐẢNG BỘ QUẬN HOÀNG MAI", "ĐẢNG ỦY KHỐI DOANH NGHIỆP"),
            ("Biểu số 1-BTCTW", "Kỳ báo cáo: năm 2021"),
        ),
        Title("TĂNG, GIẢM ĐẢNG VIÊN", note="Số liệu tính đến ngày 31/12/2021"),
        Table(
            head=(("Tiêu chí", "Kỳ này", "Cùng kỳ", "%"),),
            rows=(),
            widths=(6, 2, 2, 2),
            aligns="lrrr",
        ),
        PageBreak(),
        Para("Trang cuối của biểu.", align="right", indent=False),
        Signature(
            (
                Signer("", "NGƯỜI LẬP BIỂU", "Trần Văn Ổn", note="(Ký, ghi rõ họ tên)"),
                Signer("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê Thị Ỷ"),
            )
        ),
    )
