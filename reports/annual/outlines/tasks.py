"""Section IV: the six groups of tasks, in our own words, for both families."""

from reports.annual.outlines.outline import Section, para

TASKS = (
    Section(
        "khao-sat",
        2,
        "Khảo sát, nắm tình hình doanh nghiệp và thành lập tổ chức đảng",
        (
            para(
                "Lập kế hoạch khảo sát ngay từ đầu năm, cập nhật biến động của doanh "
                "nghiệp và người lao động hằng tháng.",
                "Theo từng hồ sơ vận động đến khi có kết quả; ưu tiên nơi đã có từ ba "
                "đảng viên chính thức, nơi đã có công đoàn.",
                "Đề xuất {{cấp trên}} tháo gỡ khó khăn để doanh nghiệp ổn định sản xuất.",
            ),
        ),
    ),
    Section(
        "tuyen-truyen",
        2,
        "Tuyên truyền, vận động chủ doanh nghiệp và người lao động",
        (
            para(
                "Nói rõ lợi ích của việc có tổ chức đảng, đoàn thể bằng kết quả của "
                "chính các chi bộ đang hoạt động tốt.",
                "Duy trì đối thoại định kỳ với chủ doanh nghiệp; phân công cấp ủy viên "
                "phụ trách từng địa bàn.",
            ),
        ),
    ),
    Section(
        "nghiep-vu",
        2,
        "Hướng dẫn nghiệp vụ công tác đảng viên",
        (
            para(
                "Hướng dẫn bí thư, cấp ủy chi bộ làm đúng thời hạn, đủ hồ sơ trong kết "
                "nạp, công nhận chính thức, chuyển sinh hoạt.",
                "Coi trọng chất lượng nguồn; không kết nạp để đủ số lượng.",
            ),
        ),
    ),
    Section(
        "boi-duong",
        2,
        "Đào tạo, bồi dưỡng",
        (
            para(
                "Mở lớp nhận thức về Đảng, lớp bồi dưỡng đảng viên mới và lớp nghiệp vụ "
                "cho bí thư, phó bí thư, cấp ủy viên theo thời gian phù hợp ca làm việc.",
            ),
        ),
    ),
    Section(
        "kiem-tra",
        2,
        "Kiểm tra, giám sát, sơ kết, tổng kết",
        (
            para(
                "Hoàn thành chương trình kiểm tra, giám sát năm; theo dõi việc khắc phục "
                "sau kết luận đến cùng.",
                "Sơ kết 6 tháng, tổng kết năm, biểu dương chi bộ có cách làm hay.",
            ),
        ),
    ),
    Section(
        "phoi-hop",
        2,
        "Quan hệ với hội đồng quản trị, chủ doanh nghiệp",
        (
            para(
                "Ký mới, rà soát quy chế phối hợp giữa cấp ủy chi bộ và doanh nghiệp; "
                "gắn thi đua của đơn vị với nhiệm vụ của chi bộ, cùng chăm lo đời sống "
                "người lao động.",
            ),
        ),
    ),
)
