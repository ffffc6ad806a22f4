"""Figures of surveys, visits and mass organisations (tasks 1 and 2, T04–T09)."""

from enterprises.models import Enterprise, MassOrganisation
from reports import sources
from reports.indicators.indicator import Indicator, in_days
from surveys.models import OutreachCase, SurveyRecord, Visit

_MASS = MassOrganisation.Kind
_OWNER_MET = [Visit.Met.OWNER, Visit.Met.REPRESENTATIVE]

OUTREACH = (
    Indicator(
        "T04",
        "Doanh nghiệp được khảo sát",
        "doanh nghiệp",
        "Mỗi doanh nghiệp có phiếu khảo sát trong kỳ tính một lần.",
        sources.surveys,
        in_days(),
        key="enterprise",
        branch=None,
        enterprise="enterprise",
        model=Enterprise,
    ),
    Indicator(
        "T04S",
        "Trong đó: khảo sát sâu",
        "doanh nghiệp",
        "Mỗi doanh nghiệp được khảo sát sâu trong kỳ tính một lần.",
        sources.surveys,
        in_days(is_in_depth=True),
        key="enterprise",
        branch=None,
        enterprise="enterprise",
        model=Enterprise,
    ),
    Indicator(
        "T05",
        "Chủ doanh nghiệp được gặp gỡ, vận động",
        "doanh nghiệp",
        "Mỗi doanh nghiệp có ít nhất một lần gặp chủ doanh nghiệp hoặc người đại diện "
        "theo pháp luật trong kỳ tính một lần.",
        sources.visits,
        in_days(met__in=_OWNER_MET),
        key="case__enterprise",
        branch=None,
        enterprise="case__enterprise",
        model=Enterprise,
    ),
    Indicator(
        "T06",
        "Doanh nghiệp đủ điều kiện thành lập chi bộ",
        "doanh nghiệp",
        "Mỗi doanh nghiệp có phiếu khảo sát trong kỳ xếp loại đủ điều kiện thành lập "
        "tính một lần.",
        sources.surveys,
        in_days(result=SurveyRecord.Result.ELIGIBLE),
        key="enterprise",
        branch=None,
        enterprise="enterprise",
        model=Enterprise,
    ),
    Indicator(
        "T06N",
        "Doanh nghiệp có 1–2 đảng viên",
        "doanh nghiệp",
        "Mỗi doanh nghiệp có phiếu khảo sát trong kỳ xếp loại có 1–2 đảng viên tính "
        "một lần.",
        sources.surveys,
        in_days(result=SurveyRecord.Result.NEAR_ELIGIBLE),
        key="enterprise",
        branch=None,
        enterprise="enterprise",
        model=Enterprise,
    ),
    Indicator(
        "K08",
        "Chủ doanh nghiệp đồng ý thành lập chi bộ",
        "hồ sơ",
        "Mỗi hồ sơ vận động đến giai đoạn “Chủ doanh nghiệp đồng ý” trong kỳ tính một "
        "lần, dù sau đó còn tạm dừng rồi đồng ý lại.",
        sources.agreements,
        in_days(),
        key="case",
        branch=None,
        enterprise="case__enterprise",
        model=OutreachCase,
    ),
    Indicator(
        "K09",
        "Chi bộ thành lập mới từ hồ sơ vận động",
        "tổ chức",
        "Phần của “Chi bộ thành lập mới” có hồ sơ vận động dẫn đến quyết định, tính "
        "theo ngày quyết định.",
        sources.foundings_of_cases,
        in_days(),
    ),
    *(
        Indicator(
            code,
            label,
            "tổ chức",
            f"{explain} được thành lập tại doanh nghiệp trong kỳ.",
            sources.mass_organisations,
            in_days(kind__in=kinds),
            branch=None,
            enterprise="enterprise",
        )
        for code, label, explain, kinds in (
            ("T07", "Công đoàn cơ sở mới", "Công đoàn cơ sở", [_MASS.TRADE_UNION]),
            (
                "T08",
                "Tổ chức Đoàn, Hội Liên hiệp Thanh niên mới",
                "Đoàn TNCS Hồ Chí Minh và Hội Liên hiệp Thanh niên",
                [_MASS.YOUTH_UNION, _MASS.YOUTH_FEDERATION],
            ),
            (
                "T09",
                "Tổ chức phụ nữ, cựu chiến binh mới",
                "Hội Liên hiệp Phụ nữ và Hội Cựu chiến binh",
                [_MASS.WOMEN_UNION, _MASS.VETERANS],
            ),
        )
    ),
)
