"""All checks by subject, and the numbers of members.md §8 that are not among them.

Nobody should think that a number was forgotten: it is a check here, or it is held by
the database (`HELD`, number → constraint), or it waits for its data (`LEFT_OUT`).
"""

from reports.health import (
    admission,
    background,
    badges,
    numbers,
    officers,
    organisation,
    papers,
    people,
    places,
    yearly,
)
from reports.health.check import Check


def _checks_of(*modules):
    """The checks of the modules, in the order in which they are written."""
    return tuple(
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Check)
    )


SUBJECTS = {
    "Số định danh, thẻ, huy hiệu": _checks_of(numbers, badges),
    "Hồ sơ đảng viên": _checks_of(people, background),
    "Kết nạp, công nhận, đảng tịch": _checks_of(admission),
    "Sinh hoạt, chuyển, miễn": _checks_of(places),
    "Xếp loại, kỷ luật": _checks_of(yearly),
    "Chi bộ, doanh nghiệp": _checks_of(officers, organisation, papers),
}
CHECKS = tuple(check for checks in SUBJECTS.values() for check in checks)
BY_CODE = {check.code: check for check in CHECKS}

# What can't be written at all: the constraint refuses it, so nothing can be found.
HELD = {
    "5": "member_profile_number",  # twice the same; its shape is a check
    "8": "member_old_card",  # likewise
    "16": "spell_ceremony_after_decision",
    "39": "placement_no_overlap",
}
_NO_ADMISSION_FILE = "chưa có hồ sơ kết nạp trong sổ (nghị quyết, lễ, giấy tờ)"
_NO_FEES = "chưa có đảng phí trong sổ"
_NO_DOSSIER = "chưa có mục lục hồ sơ trong sổ"
LEFT_OUT = {
    "7": "thẻ mới và số định danh là một ô, không thể khác nhau",
    **dict.fromkeys(("15", "17", "18", "19", "22", "23"), _NO_ADMISSION_FILE),
    **dict.fromkeys(map(str, range(25, 33)), _NO_ADMISSION_FILE),
    **dict.fromkeys(("35", "36", "37"), _NO_ADMISSION_FILE),
    **dict.fromkeys(("44", "61", "62", "63"), _NO_FEES),
    "50": "tuổi Đảng luôn tính từ ngày quyết định, không lưu riêng một mốc",
    "58": "chưa có giấy tờ xóa tên trong sổ",
    **dict.fromkeys(("69", "70"), _NO_DOSSIER),
}
# Of these only the half that has data is a check.
HALVES = {
    "4": "chỉ mã tỉnh không tồn tại: nơi đăng ký khai sinh ghi bằng chữ tự do",
    "12": "chỉ ngày sinh chưa đủ: ngày sinh bị đổi xem ở nhật ký",
    "14": "tính theo ngày lễ kết nạp: sổ chưa ghi ngày họp chi bộ",
    "38": "số đảng viên chính thức hôm nay, không phải ngày họp",
    "43": "chỉ kiểm tra, giám sát: khiếu nại, tố cáo chưa có trong sổ",
    "56": "chỉ huy hiệu: việc thu thẻ chưa có trong sổ",
    "67": "chỉ tỷ lệ vốn: chín loại giấy tờ chưa có trong sổ",
}
