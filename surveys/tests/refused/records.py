"""What a clerk types badly on the desk of records, and what the page says.

what: (model, row of the survey or None for a new one, typed, field, message)
"""

from accounts.tests.desk import NO_NUL
from surveys.models import SurveyedOrganisation, SurveyRecord
from surveys.models.record_sense import TOO_MANY

# A draft is kept by the form at the gate and has no page at the desk; that a second one
# is refused in words is shown in surveys/tests/gate/test_acts.py.
NO_PAGE = {"survey_draft_once"}

BAD = {
    "survey_women_within_workers": (
        SurveyRecord,
        "record",
        {"workers": "10", "women": "11"},
        "women",
        "Lao động nữ không được quá tổng số lao động.",
    ),
    "survey_trained_within_prospects": (
        SurveyRecord,
        "record",
        {"prospects": "1", "prospects_trained": "2"},
        "prospects_trained",
        "Số đã học lớp nhận thức không được quá số quần chúng ưu tú.",
    ),
    "surveyed_organisation_once": (
        SurveyRecord,
        "record",
        {"organisations-1-kind": "trade_union"},
        "organisations-1-kind",
        "Đoàn thể này đã ghi trên phiếu.",
    ),
    "workers of ten digits": (
        SurveyRecord,
        "record",
        {"workers": "1234567890"},
        "workers",
        TOO_MANY,
    ),
    "young above all": (
        SurveyRecord,
        "record",
        {"workers": "10", "young": "11"},
        "young",
        "Lao động dưới 35 tuổi không được quá tổng số lao động.",
    ),
    "owner born 1800": (
        SurveyRecord,
        "record",
        {"owner_born": "1800"},
        "owner_born",
        "Năm sinh phải từ 1900 đến 2005.",
    ),
    "owner born 2100": (
        SurveyRecord,
        "record",
        {"owner_born": "2100"},
        "owner_born",
        "Năm sinh phải từ 1900 đến 2005.",
    ),
    "surveyed before the campaign": (
        SurveyRecord,
        "record",
        {"surveyed_on": "28/02/2021"},
        "surveyed_on",
        "Ngày không được trước khi đợt bắt đầu (01/03/2021).",
    ),
    "members elsewhere than there are": (
        SurveyRecord,
        "record",
        {"members_official": "2", "members_elsewhere": "3"},
        "members_elsewhere",
        "Nơi sinh hoạt ghi 3 người, nhiều hơn 2 đảng viên chính thức và dự bị.",
    ),
    "twin of itself": (
        SurveyRecord,
        "record",
        {"duplicate_of": "{survey.enterprise.pk}"},
        "duplicate_of",
        "Doanh nghiệp không trùng với chính nó.",
    ),
    "NUL in the address": (
        SurveyRecord,
        "record",
        {"real_address": "Số\0 1"},
        "real_address",
        NO_NUL,
    ),
    "organisation of ten digits": (
        SurveyedOrganisation,
        "organisation",
        {"members": "1234567890"},
        "members",
        TOO_MANY,
    ),
}
