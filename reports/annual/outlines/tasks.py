"""Section IV: the six groups of tasks, in our own words, for both families."""

from reports.annual.outlines.outline import Section, para

TASKS = (
    Section(
        "khao-sat",
        2,
        "Khảo sát, nắm tình hình doanh nghiệp và thành lập tổ chức đảng",
        (
            para(
                "Khảo sát ngay từ đầu năm; theo từng hồ sơ vận động đến khi có kết quả, "
                "ưu tiên nơi đã có từ ba đảng viên chính thức, nơi đã có công đoàn.",
            ),
        ),
    ),
    Section(
        "tuyen-truyen",
        2,
        "Tuyên truyền, vận động chủ doanh nghiệp và người lao động",
        (
            para(
                "Lấy kết quả của chính các chi bộ hoạt động tốt để nói rõ lợi ích của tổ "
                "chức đảng, đoàn thể; đối thoại định kỳ với chủ doanh nghiệp.",
            ),
        ),
    ),
    Section(
        "nghiep-vu",
        2,
        "Hướng dẫn nghiệp vụ công tác đảng viên",
        (
            para(
                "Hướng dẫn bí thư, cấp ủy chi bộ làm đúng thời hạn, đủ hồ sơ; coi trọng "
                "chất lượng nguồn, không kết nạp để đủ số lượng.",
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
                "cho cấp ủy chi bộ vào thời gian phù hợp với ca làm việc.",
            ),
        ),
    ),
    Section(
        "kiem-tra",
        2,
        "Kiểm tra, giám sát, sơ kết, tổng kết",
        (
            para(
                "Hoàn thành chương trình kiểm tra, giám sát, theo dõi việc khắc phục sau "
                "kết luận; sơ kết 6 tháng, tổng kết năm.",
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
                "cùng chăm lo đời sống người lao động.",
            ),
        ),
    ),
)
