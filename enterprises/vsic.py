"""Industries: sections of the two versions of VSIC (domain/organisation.md §2.5).

Letters changed their meaning from J on, so an industry is (version, code); the code
is a section letter or the 2 to 5 digits of a lower level. The names of J and K of
2025 are in the words of the source, not checked against the decision itself.
"""

import datetime as dt
import re

V2018, V2025 = 2018, 2025  # Quyết định 27/2018/QĐ-TTg, Quyết định 36/2025/QĐ-TTg
VALID_FROM_2025 = dt.date(2025, 11, 15)

# Same letter in both versions.
A_TO_I = {
    "A": "Nông nghiệp, lâm nghiệp và thủy sản",
    "B": "Khai khoáng",
    "C": "Công nghiệp chế biến, chế tạo",
    "D": "Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và "
    "điều hòa không khí",
    "E": "Cung cấp nước; hoạt động quản lý và xử lý rác thải, nước thải",
    "F": "Xây dựng",
    "G": "Bán buôn và bán lẻ; sửa chữa ô tô, mô tô, xe máy và xe có động cơ khác",
    "H": "Vận tải kho bãi",
    "I": "Dịch vụ lưu trú và ăn uống",
}

# K to U of 2018, one letter further in 2025.
K_TO_U = {
    "K": "Hoạt động tài chính, ngân hàng và bảo hiểm",
    "L": "Hoạt động kinh doanh bất động sản",
    "M": "Hoạt động chuyên môn, khoa học và công nghệ",
    "N": "Hoạt động hành chính và dịch vụ hỗ trợ",
    "O": "Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước, "
    "an ninh quốc phòng; bảo đảm xã hội bắt buộc",
    "P": "Giáo dục và đào tạo",
    "Q": "Y tế và hoạt động trợ giúp xã hội",
    "R": "Nghệ thuật, vui chơi và giải trí",
    "S": "Hoạt động dịch vụ khác",
    "T": "Hoạt động làm thuê các công việc trong các hộ gia đình, sản xuất sản phẩm "
    "vật chất và dịch vụ tự tiêu dùng của hộ gia đình",
    "U": "Hoạt động của các tổ chức và cơ quan quốc tế",
}

# Letter of 2018 → letters of 2025. Only J has two, so it can't be carried over alone.
LETTERS_2025 = (
    {letter: (letter,) for letter in A_TO_I}
    | {"J": ("J", "K")}
    | {letter: (chr(ord(letter) + 1),) for letter in K_TO_U}
)

SECTIONS = {
    V2018: A_TO_I | {"J": "Thông tin và truyền thông"} | K_TO_U,
    V2025: A_TO_I
    | {
        # The repair of vehicles left G with its division 45.
        "G": "Bán buôn và bán lẻ",
        "J": "Hoạt động xuất bản, phát sóng, sản xuất và phân phối nội dung",
        "K": "Hoạt động viễn thông, lập trình máy tính, tư vấn, hạ tầng số và "
        "dịch vụ thông tin khác",
    }
    | {LETTERS_2025[letter][0]: name for letter, name in K_TO_U.items()},
}

# First and last division of each section, in the order of the letters.
DIVISIONS = {
    V2018: """A01-03 B05-09 C10-33 D35-35 E36-39 F41-43 G45-47 H49-53 I55-56 J58-63
        K64-66 L68-68 M69-75 N77-82 O84-84 P85-85 Q86-88 R90-93 S94-96 T97-98
        U99-99""",
    # As in ISIC Rev. 5, which VSIC 2025 follows; the sum of 87 agrees.
    V2025: """A01-03 B05-09 C10-33 D35-35 E36-39 F41-43 G46-47 H49-53 I55-56 J58-60
        K61-63 L64-66 M68-68 N69-75 O77-82 P84-84 Q85-85 R86-88 S90-93 T94-96
        U97-98 V99-99""",
}
SECTION_OF_DIVISION = {
    version: {
        f"{division:02}": span[0]
        for span in spans.split()
        for division in range(int(span[1:3]), int(span[4:6]) + 1)
    }
    for version, spans in DIVISIONS.items()
}


class UnknownIndustryError(ValueError):
    """The version has no such code."""


def section_of(version, code):
    """Return the section letter of a letter or of a code of 2 to 5 digits."""
    section = code if code in SECTIONS.get(version, {}) else None
    if re.fullmatch(r"[0-9]{2,5}", code):
        section = SECTION_OF_DIVISION.get(version, {}).get(code[:2])
    if section is None:
        raise UnknownIndustryError(f"VSIC {version} không có mã ngành “{code}”.")
    return section


def section_name(version, code):
    """Return the name of the section in which the code lies."""
    section = section_of(version, code)
    return SECTIONS[version][section]
