"""Ten workbooks typed by hand as ten offices might send them.

Typed without a look at the table of aliases: what stands here is not read by the
product, and the table is not made from it. Each says which column is what (by its
place in the file) and which enterprise of `FIRMS` each row is (None: a new one).
"""

from dataclasses import dataclass

# number: (tax code, name, ward)
FIRMS = {
    1: ("0101234565", "Công ty TNHH Thương mại và Dịch vụ Hoàng Phát", "Định Công"),
    2: ("0102345677", "Công ty cổ phần Đầu tư Xây dựng Minh Quang", "Đại Kim"),
    3: ("0103456789", "Công ty TNHH MTV In Ấn Thanh Xuân", "Lĩnh Nam"),
    4: ("0104567890", "Trường Mầm non tư thục Hoa Hướng Dương", "Yên Sở"),
    5: ("", "Công ty cổ phần Vận tải Đường Bộ Phía Nam", "Hoàng Liệt"),
    6: ("0105678917", "Doanh nghiệp tư nhân Cơ khí Tuấn Hùng", "Thịnh Liệt"),
    7: ("0106789017", "Công ty TNHH Sản xuất Bao bì Việt Đức", "Vĩnh Hưng"),
    8: ("0107890122", "Công ty luật hợp danh Công Minh", "Tương Mai"),
}


@dataclass(frozen=True)
class Book:
    """A workbook: its cells, {column: field} that is right, who its rows are."""

    name: str
    rows: tuple
    columns: dict
    firms: tuple


def _c(number):
    return FIRMS[number][0]


BOOKS = (
    Book(
        "thuế, xuất từ phần mềm",
        (
            ("TỔNG CỤC THUẾ",),
            ("CHI CỤC THUẾ QUẬN HOÀNG MAI",),
            (),
            ("", "BẢNG KÊ NGƯỜI NỘP THUẾ ĐANG QUẢN LÝ"),
            ("", "Ngày kết xuất: 05/01/2022"),
            (),
            (
                "STT",
                "Mã số thuế",
                "Tên NNT",
                "Địa chỉ trụ sở",
                "Mã CQT",
                "Tên trạng thái MST",
                "Ngày cấp GCN ĐKT",
            ),
            ("1", "2", "3", "4", "5", "6", "7"),
            (
                1,
                _c(1),
                "CÔNG TY TNHH THƯƠNG MẠI VÀ DỊCH VỤ HOÀNG PHÁT",
                "Số 12 ngõ 5 phố Định Công, Phường Định Công, Quận Hoàng Mai, Hà Nội",
                "10113",
                "NNT đang hoạt động (đã được cấp GCN ĐKT)",
                "12/03/2010",
            ),
            (
                2,
                _c(2),
                "CÔNG TY CP ĐẦU TƯ XÂY DỰNG MINH QUANG",
                "Lô 3 KĐT Đại Kim, Phường Đại Kim, Quận Hoàng Mai, Hà Nội",
                "10113",
                "NNT tạm ngừng hoạt động, kinh doanh",
                "01/07/2012",
            ),
            (
                3,
                "0110000002",
                "CÔNG TY TNHH CHƯA TỪNG CÓ",
                "Số 1, Phường Yên Sở",
                "10113",
                "NNT đang hoạt động",
                "02/02/2021",
            ),
        ),
        {1: "tax_code", 2: "name", 3: "address", 5: "status"},
        (1, 2, None),
    ),
    Book(
        "thuế, tạm nghỉ",
        (
            ("Danh sách doanh nghiệp tạm nghỉ kinh doanh năm 2021",),
            (
                "TT",
                "Tên doanh nghiệp",
                "Mã số thuế doanh nghiệp",
                "Địa chỉ kinh doanh",
                "Tạm nghỉ từ",
                "Đến",
                "Lý do",
            ),
            (
                1,
                "Cty TNHH MTV In Ấn Thanh Xuân",
                103456789,
                "45 Lĩnh Nam",
                "01/06/2021",
                "31/05/2022",
                "dịch bệnh",
            ),
            (
                2,
                "DNTN Cơ khí Tuấn Hùng",
                105678917,
                "Thịnh Liệt",
                "01/08/2021",
                "31/07/2022",
                "dịch bệnh",
            ),
            ("", "Tổng cộng: 02 doanh nghiệp"),
        ),
        {1: "name", 2: "tax_code", 3: "address"},
        (3, 6),
    ),
    Book(
        "BHXH, công nợ",
        (
            (
                "BẢO HIỂM XÃ HỘI QUẬN HOÀNG MAI",
                "",
                "",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            ),
            ("Tổ Thu", "", "", "Độc lập - Tự do - Hạnh phúc"),
            ("TÌNH HÌNH ĐÓNG BHXH CỦA CÁC ĐƠN VỊ"),
            (
                "Số TT",
                "Mã đơn vị",
                "Tên đơn vị tham gia",
                "MST",
                "Địa chỉ liên hệ",
                "Số LĐ đang đóng",
                "Số tiền nợ",
            ),
            ("", "", "", "", "", "người", "đồng"),
            (
                1,
                "TA0123A",
                "Công ty cổ phần Vận tải Đường Bộ Phía Nam",
                "",
                "P. Hoàng Liệt",
                120,
                15000000,
            ),
            (2, "TA0456B", "C.ty TNHH SX Bao bì Việt Đức", _c(7), "Vĩnh Hưng", 44, 0),
            (3, "TA0789C", "Công ty TNHH Một Mình Tôi", "0108765438", "Giáp Bát", 3, 0),
            ("Cộng", "", "", "", "", 167, 15000000),
        ),
        {2: "name", 3: "tax_code", 4: "address", 5: "insured"},
        (5, 7, None),
    ),
    Book(
        "BHXH, hai dòng tiêu đề",
        (
            (
                "TT",
                "Tên đơn vị sử dụng lao động",
                "Mã số thuế",
                "Số lao động tham gia",
                "",
                "",
                "Phường",
            ),
            ("", "", "", "BHXH", "BHYT", "BHTN", ""),
            (1, "Trường Mầm non tư thục Hoa Hướng Dương", _c(4), 18, 20, 18, "Yên Sở"),
            (2, "Công ty luật hợp danh Công Minh", _c(8), 6, 6, 6, "Tương Mai"),
        ),
        {1: "name", 2: "tax_code", 3: "insured", 6: "ward"},
        (4, 8),
    ),
    Book(
        "Liên đoàn Lao động",
        (
            ("LIÊN ĐOÀN LAO ĐỘNG QUẬN HOÀNG MAI",),
            ("Biểu tổng hợp công đoàn cơ sở khối doanh nghiệp",),
            (
                "TT",
                "Công đoàn cơ sở",
                "Địa chỉ",
                "Tổng số CNVCLĐ",
                "Số đoàn viên công đoàn",
                "Trong đó nữ",
                "Họ tên Chủ tịch CĐCS",
                "Số điện thoại",
            ),
            ("I", "Khối công ty TNHH"),
            (
                1,
                "Công ty TNHH TM và DV Hoàng Phát",
                "phường Định Công",
                56,
                50,
                20,
                "Nguyễn Văn A",
                "0912000111",
            ),
            (
                2,
                "Công ty TNHH SX Bao bì Việt Đức",
                "phường Vĩnh Hưng",
                44,
                40,
                25,
                "Trần Thị B",
                "0912000222",
            ),
            ("II", "Khối công ty cổ phần"),
            (
                3,
                "CTCP Đầu tư Xây dựng Minh Quang",
                "phường Đại Kim",
                200,
                150,
                30,
                "Lê Văn C",
                "0912000333",
            ),
        ),
        {1: "name", 2: "address", 3: "workers", 4: "union_members", 7: "phone"},
        (1, 7, 2),
    ),
    Book(
        "UBND phường",
        (
            ("UBND PHƯỜNG LĨNH NAM",),
            (
                "Stt",
                "Tên doanh nghiệp, hộ kinh doanh",
                "Chủ doanh nghiệp",
                "Địa chỉ trên địa bàn",
                "Đ/thoại",
                "Lao động (người)",
                "Ghi chú",
            ),
            (
                1,
                "In ấn Thanh Xuân, Cty TNHH MTV",
                "Phạm D",
                "45 Lĩnh Nam, phường Lĩnh Nam",
                "0243 111 222",
                12,
                "",
            ),
            (
                2,
                "Cửa hàng Tạp hóa Bà Sáu",
                "Bà Sáu",
                "ngõ 9 Lĩnh Nam, phường Lĩnh Nam",
                "",
                1,
                "hộ cá thể",
            ),
        ),
        {1: "name", 2: "representative", 3: "address", 4: "phone", 5: "workers"},
        (3, None),
    ),
    Book(
        "đăng ký kinh doanh",
        (
            (
                "Mã số doanh nghiệp",
                "Tên doanh nghiệp bằng tiếng Việt",
                "Địa chỉ trụ sở chính",
                "Người đại diện theo pháp luật",
                "Ngành, nghề kinh doanh chính",
                "Vốn điều lệ (đồng)",
                "Tình trạng doanh nghiệp",
            ),
            (
                _c(2),
                "CÔNG TY CỔ PHẦN ĐẦU TƯ XÂY DỰNG MINH QUANG",
                "Phường Đại Kim, Quận Hoàng Mai",
                "Lê Quang M",
                "4100",
                5000000000,
                "Đang hoạt động",
            ),
            (
                _c(6),
                "DOANH NGHIỆP TƯ NHÂN CƠ KHÍ TUẤN HÙNG",
                "Phường Thịnh Liệt",
                "Vũ Tuấn H",
                "2592",
                900000000,
                "Đã giải thể",
            ),
        ),
        {0: "tax_code", 1: "name", 2: "address", 3: "representative", 6: "status"},
        (2, 6),
    ),
    Book(
        "phông chữ cũ",
        (
            ("Danh s¸ch c¸c ®¬n vÞ trªn ®Þa bµn quËn",),
            ("Sè TT", "Tªn ®¬n vÞ", "M· sè thuÕ", "§Þa chØ", "§iÖn tho¹i"),
            (
                1,
                "C«ng ty TNHH Th­¬ng m¹i vµ DÞch vô Hoµng Ph¸t",
                _c(1),
                "Sè 12 phè §Þnh C«ng, ph­êng §Þnh C«ng",
                "043.864111",
            ),
            (2, "C«ng ty luËt hîp danh C«ng Minh", "", "Sè 3, ph­êng T­¬ng Mai", ""),
        ),
        {1: "name", 2: "tax_code", 3: "address", 4: "phone"},
        (1, 8),
    ),
    Book(
        "khảo sát cũ của quận",
        (
            ("", "TỔNG HỢP KHẢO SÁT DOANH NGHIỆP"),
            (),
            (
                "SỐ TT",
                "ĐƠN VỊ",
                "MÃ SỐ THUẾ/CCCD",
                "PHƯỜNG",
                "LAO ĐỘNG (NGƯỜI)",
                "TỔ CHỨC ĐẢNG",
                "TỔ CHỨC CÔNG ĐOÀN",
            ),
            (
                1,
                "Trường MN tư thục Hoa Hướng Dương",
                _c(4),
                "YÊN SỞ",
                20,
                "chưa có",
                "có",
            ),
            (
                2,
                "CTY CP VẬN TẢI ĐƯỜNG BỘ PHÍA NAM",
                "",
                "HOÀNG LIỆT",
                118,
                "chưa có",
                "chưa",
            ),
        ),
        {1: "name", 2: "tax_code", 3: "ward", 4: "workers", 6: "has_union"},
        (4, 5),
    ),
    Book(
        "Ban Quản lý dự án",
        (
            (
                "TT",
                "Nhà thầu",
                "Mã số thuế",
                "Trụ sở",
                "Đại diện",
                "Điện thoại/Fax",
                "Gói thầu",
            ),
            (
                1,
                "Công ty CP Đầu tư XD Minh Quang",
                _c(2)[1:],
                "P. Đại Kim",
                "Lê Quang M",
                "0243 222",
                "Cải tạo trường học",
            ),
            (2, "Liên danh Sông Hồng", "", "Hà Đông", "", "", "Thoát nước"),
        ),
        {1: "name", 2: "tax_code", 3: "address", 4: "representative", 5: "phone"},
        (2, None),
    ),
)
