"""What a clerk types badly on the desk of campaigns, and what the page says.

what: (model, row of the survey or None for a new one, typed, field, message)
"""

from surveys.models import Assignment, ListedEnterprise, Team

BAD = {
    "team_name_in_campaign": (
        Team,
        None,
        {"campaign": "{survey.campaign.pk}", "name": "{survey.team.name}"},
        "name",
        "Đợt này đã có tổ cùng tên.",
    ),
    "team without name": (
        Team,
        "team",
        {"name": ""},
        "name",
        "Trường này bắt buộc phải nhập.",
    ),
    "assignment_once": (
        Assignment,
        None,
        {
            "campaign": "{survey.campaign.pk}",
            "team": "{survey.team.pk}",
            "ward": "{survey.assignment.ward.pk}",
        },
        "ward",
        "Tổ này đã được giao phường đó trong đợt.",
    ),
    "listed_once_a_campaign": (
        ListedEnterprise,
        None,
        {
            "campaign": "{survey.campaign.pk}",
            "enterprise": "{survey.enterprise.pk}",
            "number": "99",
            "listed_on": "01/04/2021",
            "name": "Công ty",
            "ward": "{survey.assignment.ward.pk}",
        },
        "enterprise",
        "Doanh nghiệp đã có trong danh sách của đợt.",
    ),
    "listed_number_in_ward": (
        ListedEnterprise,
        None,
        {
            "campaign": "{survey.campaign.pk}",
            "enterprise": "{survey.other.pk}",
            "number": "{survey.listed.number}",
            "listed_on": "01/04/2021",
            "name": "Công ty",
            "ward": "{survey.listed.ward.pk}",
        },
        "number",
        "Số thứ tự này đã có ở phường đó.",
    ),
}
# Shown elsewhere: no open campaign has a day of closing (campaigns/test_closing.py).
ELSEWHERE = {"campaign_closed_after_start"}
