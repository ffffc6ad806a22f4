"""What a clerk types badly on the desk of foundings, and what the page says.

what: (model, row of the survey or None for a new one, typed, field, message)
"""

from accounts.tests.desk import ENDS_AFTER, NO_DAY, NO_NUL, REQUIRED, too_long
from surveys.models import FoundingItem, FoundingPaper, FoundingPerson

CASE = {"case": "{survey.case.pk}"}
NOT_NAMED = "Người ngoài sổ phải có họ tên, giới tính, ngày sinh, ngày vào Đảng."

BAD = {
    "surveys_foundingitem_period": (
        FoundingItem,
        "item",
        {"ended_on": "01/01/2020"},
        "ended_on",
        ENDS_AFTER,
    ),
    "item without name": (FoundingItem, "item", {"name": " "}, "name", REQUIRED),
    "item with NUL": (FoundingItem, "item", {"name": "Tờ\0"}, "name", NO_NUL),
    "item of 5000 characters": (
        FoundingItem,
        "item",
        {"name": "Đ" * 5000},
        "name",
        too_long(255, 5000),
    ),
    "founding_paper_once": (
        FoundingPaper,
        None,
        {**CASE, "item": "{survey.item.pk}", "received_on": "01/04/2021"},
        "item",
        "Giấy tờ này đã có trong hồ sơ.",
    ),
    "paper on 31/02/2021": (
        FoundingPaper,
        "paper",
        {"received_on": "31/02/2021"},
        "received_on",
        NO_DAY,
    ),
    "founding_person_is_named": (
        FoundingPerson,
        None,
        {**CASE, "full_name": "Lê Văn A", "sex": "male", "born_on": "01/01/1980"},
        "full_name",
        NOT_NAMED,
    ),
    "founding_person_once": (
        FoundingPerson,
        None,
        {**CASE, "member": "{survey.known.member_id}"},
        "member",
        "Người này đã có trong danh sách.",
    ),
    "founding_one_secretary": (
        FoundingPerson,
        "known",
        {"role": "secretary"},
        "role",
        "Đã dự kiến một bí thư.",
    ),
}
