"""Khảo sát, vận động: the one page from which all of it is reached."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """A page: its address by name, what it is called and for, the right it asks."""

    name: str
    label: str
    words: str
    right: str


# In the order of the year's work.
ENTRIES = (
    Entry(
        "enterprises:source-lists",
        "Đối chiếu danh sách",
        "danh sách của thuế, bảo hiểm, công đoàn, phường so với sổ",
        "enterprises.view_sourcelist",
    ),
    Entry(
        "surveys:campaigns",
        "Đợt khảo sát",
        "kế hoạch, tổ, phân công, danh sách doanh nghiệp, phiếu đi thực địa, nhập phiếu",
        "surveys.view_campaign",
    ),
    Entry(
        "surveys:records",
        "Phiếu khảo sát",
        "nhập phiếu tại cổng doanh nghiệp, phiếu đang nhập",
        "surveys.add_surveyrecord",
    ),
    Entry(
        "surveys:record-confirmations",
        "Chờ xác nhận phân loại",
        "phân loại do sổ đề xuất; xác nhận rồi mới tính vào số liệu",
        "surveys.change_campaign",
    ),
    Entry(
        "reports:coverage",
        "Độ phủ khảo sát",
        "trên sổ, khảo sát, từng kết quả; theo phường, tổ, cơ quan",
        "surveys.view_campaign",
    ),
    Entry(
        "reports:unorganised",
        "Chưa có tổ chức đảng mà đã có đảng viên",
        "theo loại hình doanh nghiệp, có danh sách",
        "surveys.view_campaign",
    ),
    Entry(
        "reports:outreach-map",
        "Sơ đồ phường",
        "tỷ lệ khảo sát, số chi bộ trên 100 doanh nghiệp của từng phường",
        "surveys.view_campaign",
    ),
    Entry(
        "enterprises:ward-assign",
        "Gán đơn vị mới",
        "chọn đơn vị từ 01/07/2025 cho từng địa chỉ ghi phường cũ",
        "enterprises.add_wardassignment",
    ),
    Entry(
        "reports:outreach-ranking",
        "Nên gặp ai trước",
        "hồ sơ vận động xếp theo điểm, mỗi điểm có lý do bằng lời",
        "surveys.view_outreachcase",
    ),
    Entry(
        "surveys:ranking-weights",
        "Điểm ưu tiên gặp gỡ",
        "mỗi lý do được bao nhiêu điểm, từ ngày nào",
        "surveys.view_rankingweight",
    ),
    Entry(
        "surveys:cases",
        "Hồ sơ vận động",
        "mỗi doanh nghiệp một hồ sơ: bước, lần gặp, việc đã hẹn",
        "surveys.view_outreachcase",
    ),
    Entry(
        "surveys:case-board",
        "Bảng vận động theo giai đoạn",
        "các hồ sơ đang mở, chuyển giai đoạn ngay trên bảng",
        "surveys.view_outreachcase",
    ),
    Entry(
        "surveys:case-due",
        "Việc đã hẹn với chủ doanh nghiệp",
        "việc đến hạn và trong một tháng tới, hồ sơ tạm dừng cần xem lại",
        "surveys.view_outreachcase",
    ),
    Entry(
        "surveys:proposals",
        "Kiến nghị của chủ doanh nghiệp",
        "đã nêu, đã chuyển, đã trả lời, quá hạn",
        "surveys.view_outreachcase",
    ),
    Entry(
        "reports:outreach-progress",
        "Tiến độ vận động",
        "số hồ sơ qua từng giai đoạn, tỷ lệ đi tiếp, lý do tạm dừng, thái độ",
        "surveys.view_outreachcase",
    ),
    Entry(
        "reports:outreach-year",
        "Kết quả khảo sát, vận động năm",
        "khảo sát, gặp chủ, đồng ý, thành lập; từng số mở đến từng lần gặp",
        "surveys.view_outreachcase",
    ),
)


def entries(user):
    """[(address, label, words)] that the user may open."""
    return [
        (reverse(entry.name), entry.label, entry.words)
        for entry in ENTRIES
        if user.has_perm(entry.right)
    ]
