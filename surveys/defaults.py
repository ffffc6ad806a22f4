"""The first rows of the office's own tables: weights of the ranking, founding papers.

Nobody has confirmed them with the office yet, so each row says where it comes from and
the office changes it with a new row from a day.
"""

import datetime as dt

SINCE = dt.date(2012, 2, 27)  # Nghị quyết 09-NQ/TU
_HERE = "Đề xuất của sổ, văn phòng đặt lại nếu khác"

# (code, points, most or None)
WEIGHTS = (
    ("official", 10, 50),
    ("enough", 20, None),
    ("prospect", 2, 20),
    ("agrees", 15, None),
    ("considers", 8, None),
    ("opposed", -15, None),
    ("owner_member", 10, None),
    ("union", 5, None),
    ("youth", 3, None),
    ("workers", 1, 10),
    ("never_met", 6, None),
    ("long_ago", 4, None),
    ("action_due", 12, None),
    ("unanswered", -5, None),
)
WEIGHT_SOURCE = _HERE

# (name, is required): organisation.md ORG-11, whose exact list is set locally.
FOUNDING_ITEMS = (
    ("Tờ trình, đơn đề nghị thành lập chi bộ", True),
    ("Đề án thành lập chi bộ", True),
    ("Danh sách trích ngang đảng viên", True),
    ("Bản sao giấy chứng nhận đăng ký doanh nghiệp", True),
    ("Văn bản đồng ý, tạo điều kiện của chủ doanh nghiệp", True),
    ("Phương án nhân sự chi ủy, bí thư, phó bí thư", True),
    ("Biên bản họp đảng viên", True),
    ("Giấy giới thiệu sinh hoạt đảng của từng đảng viên", True),
    ("Nghị quyết, biên bản của Đảng ủy Khối", True),
    ("Dự thảo quyết định thành lập và quyết định chỉ định", False),
)
ITEM_SOURCE = "Danh mục thường dùng, chưa đối chiếu; mỗi đảng bộ sửa cho đúng nơi mình"
