"""Papers of the branch: its resolutions and its letter that asks other committees."""

from hoangmai_party.periods import add_months
from members.admission.stages import K
from members.models import Vetting
from reports.admission.facts import BLANK, LONG, date
from reports.documents.tree import Para, Run, Section, Title

_OF = "phẩm chất chính trị; đạo đức, lối sống; năng lực công tác; quan hệ quần chúng"


def chosen(facts):
    """1A-TN: the branch chooses quần chúng ưu tú and names who helps."""
    step = facts.step(K.CHOSEN)
    helpers = ", ".join(map(str, facts.helpers())) or BLANK
    return (
        facts.letterhead("NQ", step),
        Title("NGHỊ QUYẾT", ("xét công nhận cảm tình Đảng, phân công giúp đỡ",)),
        Para(f"Ngày {facts.day(K.CHOSEN)}, {facts.branch} đã họp và quyết nghị:"),
        Para(f"1. Công nhận là cảm tình Đảng: {facts.person()}."),
        Para(f"2. Phân công đảng viên chính thức theo dõi, giúp đỡ: {helpers}."),
        Para(
            "3. Đảng viên được phân công giúp đỡ báo cáo chi bộ theo kỳ sinh hoạt; chi bộ "
            "giao nhiệm vụ để thử thách người được công nhận."
        ),
        facts.signature(step=step),
    )


def branch_vote(facts):
    """6-KNĐ: the branch asks to admit."""
    step = facts.step(K.BRANCH_VOTE)
    name = facts.candidate.full_name
    return (
        facts.letterhead("NQ", step),
        Title("NGHỊ QUYẾT", ("đề nghị kết nạp đảng viên",)),
        Para(
            f"Ngày {facts.day(K.BRANCH_VOTE)}, {facts.branch} đã họp để xét, đề nghị kết "
            f"nạp quần chúng {facts.person()}, vào Đảng."
        ),
        *facts.meeting(K.BRANCH_VOTE),
        Para((Run(f"Chi bộ kết luận về quần chúng {name} như sau:", bold=True),)),
        Para(
            f"Về lý lịch (kết luận thẩm tra ngày {facts.day(K.VETTED)}): {LONG}",
            align="left",
        ),
        Para(f"Ưu điểm ({_OF}): {LONG}", align="left"),
        Para(f"Khuyết điểm: {LONG}", align="left"),
        Para("Đối chiếu với tiêu chuẩn và điều kiện kết nạp đảng viên:"),
        facts.result(K.BRANCH_VOTE, "kết nạp"),
        Para(
            f"Chi bộ đề nghị Đảng ủy xét, đề nghị cấp có thẩm quyền kết nạp quần chúng "
            f"{name} vào Đảng Cộng sản Việt Nam."
        ),
        facts.signature(step=step),
    )


def recognition_vote(facts):
    """13-KNĐ: the branch asks to recognise."""
    step = facts.step(K.RECOGNITION_VOTE)
    return (
        facts.letterhead("NQ", step),
        Title("NGHỊ QUYẾT", ("đề nghị công nhận đảng viên chính thức",)),
        Para(
            f"Ngày {facts.day(K.RECOGNITION_VOTE)}, {facts.branch} đã họp để xét, đề nghị "
            f"công nhận đảng viên dự bị {facts.person()}, kết nạp ngày "
            f"{facts.day(K.CEREMONY)}, hết 12 tháng dự bị ngày {_probation_over(facts)}, "
            "là đảng viên chính thức. Giấy chứng nhận học lớp bồi dưỡng đảng viên mới cấp "
            f"ngày {facts.day(K.NEW_CLASS)}."
        ),
        *facts.meeting(K.RECOGNITION_VOTE),
        Para((Run("Sau khi xem xét, chi bộ kết luận:", bold=True),)),
        Para(f"Ưu điểm ({_OF}; nhiệm vụ đảng viên): {LONG}", align="left"),
        Para(f"Khuyết điểm: {LONG}", align="left"),
        facts.result(K.RECOGNITION_VOTE, "công nhận chính thức"),
        Para(
            "Chi bộ đề nghị Đảng ủy xét, đề nghị cấp có thẩm quyền công nhận đồng chí "
            f"{facts.candidate.full_name} là đảng viên chính thức từ ngày "
            f"{_probation_over(facts)}."
        ),
        facts.signature(step=step),
    )


def _probation_over(facts):
    ceremony = facts.case.day_of(K.CEREMONY)
    if ceremony is None:
        return BLANK
    months = facts.case.book.value("probation_months", ceremony) or 12
    return date(add_months(ceremony, months))


def vetting(facts):
    """The letter that asks another committee, one for each; it names no relative."""
    rows = facts.case.vettings or [None]
    return [Section(_vetting(facts, row)) for row in rows]


def _vetting(facts, row):
    asked = row.committee if row else BLANK * 2
    about = Vetting.About(row.about).label.lower() if row else BLANK
    number, day = (row.number, row.sent_on) if row else ("", None)
    return (
        facts.head("CV", number, day, subject="V/v đề nghị thẩm tra lý lịch"),
        Para(f"Kính gửi: {asked}", align="center", indent=False),
        Para(
            f"{facts.branch} đang xem xét, đề nghị kết nạp {facts.person()}, vào Đảng."
        ),
        Para(
            f"Đề nghị quý cấp ủy thẩm tra, xác nhận về {about} theo những nội dung trong lý "
            "lịch của người xin vào Đảng gửi kèm, và trả lời bằng văn bản trong thời hạn "
            "quy định."
        ),
        Para("Trân trọng cảm ơn sự phối hợp của quý cấp ủy."),
        facts.signature("Như trên", "Lưu Chi bộ"),
    )
