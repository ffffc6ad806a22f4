"""Family A: results of Party building of the period, tasks of the next."""

from reports.annual.outlines.outline import Section, head, item, para
from reports.annual.outlines.tasks import TASKS

SITUATION = (
    para(
        "{{đảng bộ}} được thành lập theo {{quyết định thành lập}}; khi đó có "
        "{{S01.ban đầu}} chi bộ trực thuộc với {{S02.ban đầu}} đảng viên.",
        "Tính đến ngày {{tính đến}}, Đảng bộ có {{S01}} chi bộ trực thuộc với {{S02}} "
        "đảng viên, gồm {{S03}} đảng viên chính thức và {{S04}} đảng viên dự bị; trong "
        "đó {{S05}} đảng viên nữ, {{S06}} đảng viên là chủ doanh nghiệp.",
        "Biến động đảng viên: {{S02.so cùng kỳ}}.",
    ),
    para(
        "Dịch Covid-19 tác động mạnh đến việc làm và sản xuất, kinh doanh, nhất là ở đơn "
        "vị nhỏ và vừa; lịch khảo sát, gặp gỡ doanh nghiệp và mở lớp phải điều chỉnh "
        "theo yêu cầu phòng, chống dịch.",
        years=(2020, 2021),
    ),
    para("{{biểu đồ đảng viên}}"),
)
FOUNDING = (
    head("Khảo sát, vận động"),
    para(
        "{{cấp ủy}} cùng {{cơ quan phối hợp}} khảo sát {{T04}} doanh nghiệp tại {{số "
        "phường khảo sát}} phường, trong đó khảo sát sâu {{T04S}} doanh nghiệp.",
        "Kết quả phân loại: {{T06}} doanh nghiệp đủ điều kiện thành lập chi bộ, {{T06N}} "
        "doanh nghiệp có 1–2 đảng viên.",
        "Đã trực tiếp gặp gỡ, vận động {{T05}} chủ doanh nghiệp.",
    ),
    head("Thành lập tổ chức đảng"),
    para(
        "Chi bộ thành lập mới: {{T01.đánh giá}}.",
        "Các chi bộ mới: {{chi bộ mới}}.",
        "{{chi bộ đầu tiên}}.",
    ),
    head("Phát triển đảng viên"),
    para(
        "Đảng viên kết nạp mới: {{T02.đánh giá}}; {{T02.so cùng kỳ}}.",
        "Có {{T19}} chi bộ kết nạp được đảng viên.",
    ),
    para(
        "Trong số đảng viên mới có {{T03}} chủ doanh nghiệp ({{chi bộ kết nạp chủ doanh "
        "nghiệp}})."
    ),
    para("Chuyển đảng chính thức cho {{T10}} đảng viên dự bị."),
    para("{{biểu đồ chỉ tiêu}}"),
)
OUTLINE = (
    Section("dac-diem", 1, "Đặc điểm, tình hình", SITUATION),
    Section("ket-qua", 1, "Kết quả thực hiện nhiệm vụ"),
    Section(
        "chinh-tri",
        2,
        "Lãnh đạo nhiệm vụ chính trị, sản xuất, kinh doanh",
        (
            para(
                "Đến ngày {{tính đến}}, {{T18}}/{{S01}} chi bộ có quy chế phối hợp với "
                "doanh nghiệp còn hiệu lực.",
                "{{cấp ủy}} tổ chức {{K02}} buổi đối thoại với chủ doanh nghiệp.",
            ),
        ),
    ),
    Section(
        "tu-tuong",
        2,
        "Công tác chính trị tư tưởng, tuyên truyền, bồi dưỡng",
        (
            para(
                "Tổ chức {{K03}} buổi tuyên truyền, học tập, quán triệt nghị quyết.",
                "Mở {{T12L}} lớp bồi dưỡng, {{T12}} lượt người hoàn thành; {{T11}} quần "
                "chúng hoàn thành lớp nhận thức về Đảng.",
            ),
        ),
    ),
    Section("to-chuc", 2, "Xây dựng tổ chức đảng và đội ngũ đảng viên", FOUNDING),
    Section(
        "kiem-tra-giam-sat",
        2,
        "Công tác kiểm tra, giám sát, kỷ luật",
        (
            para(
                "Đã kiểm tra {{T15}} chi bộ, giám sát {{T15G}} chi bộ.",
                "Có {{T15D}} đảng viên được kiểm tra, giám sát.",
                "Thi hành kỷ luật {{K06}} đảng viên.",
            ),
        ),
    ),
    Section(
        "doan-the",
        2,
        "Công tác dân vận, đoàn thể",
        (
            para(
                "Thành lập mới {{T07}} công đoàn cơ sở, {{T08}} tổ chức Đoàn, Hội Liên "
                "hiệp Thanh niên, {{T09}} tổ chức phụ nữ, cựu chiến binh."
            ),
        ),
    ),
    Section(
        "xep-loai",
        2,
        "Đánh giá, xếp loại, khen thưởng",
        (
            para(
                "Xếp loại hoàn thành tốt nhiệm vụ trở lên: {{T13}} chi bộ (hoàn thành "
                "xuất sắc {{T13X}}) và {{T14}} đảng viên (hoàn thành xuất sắc {{T14X}}).",
                "Có {{K04}} quyết định khen thưởng; trao {{K05}} Huy hiệu Đảng.",
            ),
        ),
    ),
    Section(
        "dang-phi",
        2,
        "Đảng phí, tài chính",
        (para("(Nêu kết quả thu, nộp đảng phí và sử dụng kinh phí.)"),),
    ),
    Section(
        "danh-gia",
        1,
        "Đánh giá chung",
        (
            head("Ưu điểm"),
            para(
                "Thành lập mới chi bộ bằng {{T01.tỷ lệ}} chỉ tiêu.",
                "Kết nạp đảng viên bằng {{T02.tỷ lệ}} chỉ tiêu.",
                "Công tác khảo sát, vận động có sự tham gia của nhiều cơ quan, gắn với "
                "từng doanh nghiệp cụ thể.",
            ),
            head("Hạn chế"),
            para(
                "Mới có {{T16}}/{{S01}} chi bộ sinh hoạt đúng định kỳ ở mọi tháng và "
                "{{T18}}/{{S01}} chi bộ có quy chế phối hợp với doanh nghiệp.",
                "Gặp gỡ {{T05}} chủ doanh nghiệp, thành lập được {{T01}} chi bộ.",
            ),
            head("Nguyên nhân, kinh nghiệm"),
            para(
                "Lao động ở doanh nghiệp nhỏ thường xuyên biến động; một số chủ doanh "
                "nghiệp còn cân nhắc.",
                "Nơi nào cấp ủy bám sát cơ sở và được chủ doanh nghiệp ủng hộ thì nơi đó "
                "có kết quả.",
            ),
        ),
    ),
    Section(
        "phuong-huong",
        1,
        "Phương hướng, nhiệm vụ {{kỳ sau}}",
        (
            para(
                "Chỉ tiêu năm {{năm sau}}: thành lập mới {{T01.chỉ tiêu năm sau}} chi bộ.",
                "Kết nạp {{T02.chỉ tiêu năm sau}} đảng viên mới.",
                "Tập trung sáu nhóm nhiệm vụ, giải pháp sau:",
            ),
        ),
    ),
    *TASKS,
    Section(
        "kien-nghi",
        1,
        "Kiến nghị, đề xuất",
        (
            item(
                "Đề nghị {{cấp trên}} tiếp tục chỉ đạo các cơ quan cung cấp danh sách "
                "doanh nghiệp, người lao động để khảo sát."
            ),
            item("(Nêu kiến nghị khác, nếu có.)"),
        ),
    ),
)
