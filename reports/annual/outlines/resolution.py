"""Family B: the work of resolution 09-NQ/TU in non-State enterprises."""

from reports.annual.outlines.outline import Section, head, item, para
from reports.annual.outlines.tasks import TASKS
from reports.annual.outlines.work import FOUNDING, SITUATION

_SURVEYED = FOUNDING[:2]
_FOUNDED = FOUNDING[3:4]
_ADMITTED = FOUNDING[5:]
OUTLINE = (
    Section(
        "lanh-dao",
        1,
        "Công tác lãnh đạo, chỉ đạo",
        (
            *SITUATION,
            para(
                "Ban Chỉ đạo thực hiện Nghị quyết số 09-NQ/TU có {{K07}} thành viên, phân "
                "công theo địa bàn và theo cơ quan phối hợp.",
                "(Nêu kế hoạch, văn bản đã ban hành trong kỳ.)",
            ),
        ),
    ),
    Section("ket-qua", 1, "Kết quả thực hiện"),
    Section("ra-soat", 2, "Rà soát, khảo sát, vận động", _SURVEYED[1:]),
    Section("thanh-lap", 2, "Thành lập tổ chức đảng", _FOUNDED),
    Section("ket-nap", 2, "Phát triển đảng viên", _ADMITTED),
    Section(
        "doan-the",
        2,
        "Phát triển đoàn thể trong doanh nghiệp",
        (
            para(
                "Thành lập mới {{T07}} công đoàn cơ sở, {{T08}} tổ chức Đoàn, Hội Liên "
                "hiệp Thanh niên, {{T09}} tổ chức phụ nữ, cựu chiến binh."
            ),
        ),
    ),
    Section(
        "cung-co",
        2,
        "Củng cố tổ chức đảng hiện có",
        (
            para(
                "{{T16}}/{{S01}} chi bộ sinh hoạt đúng định kỳ ở mọi tháng; {{T18}}/{{S01}} "
                "chi bộ có quy chế phối hợp với doanh nghiệp.",
                "Mở {{T12L}} lớp bồi dưỡng, {{T12}} lượt người hoàn thành; {{T11}} quần "
                "chúng hoàn thành lớp nhận thức về Đảng.",
                "Xếp loại hoàn thành tốt nhiệm vụ trở lên: {{T13}} chi bộ.",
            ),
        ),
    ),
    Section(
        "han-che",
        1,
        "Hạn chế, nguyên nhân",
        (
            head("Hạn chế"),
            para(
                "Gặp gỡ {{T05}} chủ doanh nghiệp, thành lập được {{T01}} chi bộ.",
                "Còn {{T06N}} doanh nghiệp có 1–2 đảng viên chưa đủ số để thành lập.",
            ),
            head("Nguyên nhân"),
            para(
                "Phần lớn doanh nghiệp có quy mô nhỏ, lao động biến động; một số chủ "
                "doanh nghiệp chưa thấy rõ lợi ích của tổ chức đảng.",
            ),
        ),
    ),
    Section(
        "nhiem-vu",
        1,
        "Nhiệm vụ, giải pháp {{kỳ sau}}; đề xuất",
        (
            para(
                "Chỉ tiêu năm {{năm sau}}: thành lập mới {{T01.chỉ tiêu năm sau}} chi bộ.",
                "Kết nạp {{T02.chỉ tiêu năm sau}} đảng viên mới.",
                "Tập trung sáu nhóm nhiệm vụ, giải pháp sau:",
            ),
        ),
    ),
    *TASKS,
    Section("de-xuat", 2, "Đề xuất", (item("(Nêu đề xuất với cấp trên.)"),)),
)
