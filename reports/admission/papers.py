"""Each paper as blocks of the tree; what nobody entered is room for a hand."""

from members.admission.stages import WAY, K
from members.models import CandidatePaper, Vetting
from reports.admission.facts import BLANK, Facts, date
from reports.documents.tree import (
    Bullets,
    Document,
    Heading,
    Para,
    Section,
    Signature,
    Signer,
    Table,
    Title,
)
from reports.models import AdmissionForm, FormComparison

OWN = (
    "Mẫu do sổ trình bày, văn phòng chưa đối chiếu với phụ lục ban hành: xem lại trước "
    "khi ký."
)


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
        facts.signature(),
    )


def introduction(facts):
    """3-KNĐ: one sheet for each member who introduces."""
    rows = facts.introducers() or [None]
    return [Section(_introduction(facts, row)) for row in rows]


def _introduction(facts, row):
    name = str(row.member) if row else BLANK
    since = facts.date_of_party(row.member) if row else BLANK
    together = date(row.together_since) if row else BLANK
    return (
        Title("GIẤY GIỚI THIỆU", ("người vào Đảng",)),
        Para(f"Kính gửi: {facts.branch}"),
        Para(f"Tôi là: {name}, vào Đảng ngày {since}, sinh hoạt tại {facts.branch}."),
        Para(f"Tôi cùng công tác (hoặc cư trú) với {facts.person()}, từ {together}."),
        Para(
            f"Nay tôi giới thiệu với những ưu, khuyết điểm chính: {BLANK * 4}",
            align="left",
        ),
        Para("Tôi xin chịu trách nhiệm trước Đảng về sự giới thiệu này."),
        Signature((Signer("", "NGƯỜI GIỚI THIỆU", name if row else ""),)),
    )


def opinions(facts):
    """5A-KNĐ: what mass organisations and the place of residence say."""
    return _opinions(facts, K.OPINIONS, "đối với người vào Đảng")


def probation_opinions(facts):
    """12A-KNĐ: the same about a đảng viên dự bị."""
    return _opinions(facts, K.SELF_REVIEW, "đối với đảng viên dự bị")


def _opinions(facts, kind, about):
    head = (("Nơi lấy ý kiến", "Ngày", "Số dự họp", "Tán thành", "Không tán thành"),)
    places = ("Tổ chức chính trị - xã hội nơi làm việc", "Chi ủy nơi cư trú")
    rows = tuple((place, BLANK, "", "", "") for place in places)
    return (
        facts.letterhead("BC", facts.step(kind)),
        Title("TỔNG HỢP Ý KIẾN NHẬN XÉT", (about,)),
        Para(f"Về đồng chí: {facts.person()}."),
        Table(head, rows, (4, 2, 1.5, 1.5, 2), "lcrrr"),
        Para(f"Ưu điểm: {BLANK * 4}", align="left"),
        Para(f"Khuyết điểm: {BLANK * 4}", align="left"),
        facts.signature(),
    )


def branch_vote(facts):
    """6-KNĐ: the branch asks to admit."""
    return (
        facts.letterhead("NQ", facts.step(K.BRANCH_VOTE)),
        Title("NGHỊ QUYẾT", ("đề nghị kết nạp đảng viên",)),
        Para(
            f"Ngày {facts.day(K.BRANCH_VOTE)}, {facts.branch} đã họp xét, đề nghị kết nạp "
            f"{facts.person()} vào Đảng."
        ),
        Para(facts.votes(K.BRANCH_VOTE)),
        Heading(2, "Sau khi xem xét, chi bộ kết luận:"),
        Para(
            f"Về lý lịch (kết luận thẩm tra ngày {facts.day(K.VETTED)}): {BLANK * 3}",
            align="left",
        ),
        Para(f"Ưu điểm: {BLANK * 4}", align="left"),
        Para(f"Khuyết điểm: {BLANK * 4}", align="left"),
        Para(
            "Đối chiếu với tiêu chuẩn và điều kiện kết nạp, chi bộ đề nghị Đảng ủy xét, "
            "kết nạp quần chúng nói trên vào Đảng Cộng sản Việt Nam."
        ),
        facts.signature(),
    )


def recognition_vote(facts):
    """13-KNĐ: the branch asks to recognise."""
    return (
        facts.letterhead("NQ", facts.step(K.RECOGNITION_VOTE)),
        Title("NGHỊ QUYẾT", ("đề nghị công nhận đảng viên chính thức",)),
        Para(
            f"Ngày {facts.day(K.RECOGNITION_VOTE)}, {facts.branch} đã họp xét, đề nghị "
            f"công nhận đảng viên dự bị {facts.person()}, kết nạp ngày "
            f"{facts.day(K.CEREMONY)}, là đảng viên chính thức."
        ),
        Para(f"Giấy chứng nhận lớp bồi dưỡng ngày {facts.day(K.NEW_CLASS)}."),
        Para(facts.votes(K.RECOGNITION_VOTE)),
        Para(f"Ưu điểm: {BLANK * 4}", align="left"),
        Para(f"Khuyết điểm: {BLANK * 4}", align="left"),
        Para("Chi bộ đề nghị Đảng ủy xét công nhận đảng viên chính thức."),
        facts.signature(),
    )


def helper(facts):
    """11-KNĐ: what the member who helps says of the đảng viên dự bị."""
    name = str(facts.helpers()[-1]) if facts.helpers() else BLANK
    return (
        Title("BẢN NHẬN XÉT", ("đảng viên dự bị",)),
        Para(f"Kính gửi: {facts.branch}"),
        Para(f"Tôi là: {name}, được phân công giúp đỡ {facts.person()}."),
        Para(f"Kết nạp ngày {facts.day(K.CEREMONY)}. Sau thời gian dự bị, tôi thấy:"),
        Para(f"Ưu điểm: {BLANK * 4}", align="left"),
        Para(f"Khuyết điểm: {BLANK * 4}", align="left"),
        Signature((Signer("", "NGƯỜI NHẬN XÉT", name.replace(BLANK, "")),)),
    )


def vetting(facts):
    """The letter that asks other committees; it names no relative."""
    asked = [f"{row.committee}: {_about(row)}" for row in facts.case.vettings]
    return (
        facts.letterhead("CV", subject="V/v đề nghị thẩm tra lý lịch"),
        Para("Kính gửi các cấp ủy:"),
        Bullets(tuple(asked), empty=BLANK),
        Para(
            f"{facts.branch} đang xem xét kết nạp {facts.person()}. Đề nghị cấp ủy thẩm "
            "tra, xác nhận những nội dung trong lý lịch gửi kèm và trả lời bằng văn bản."
        ),
        facts.signature("Như trên", "Lưu Chi bộ"),
    )


def _about(row):
    return Vetting.About(row.about).label.lower()


def index(facts):
    """Mục lục tài liệu: what lies in the file, with number and day."""
    rows = [(k.label, s.number, date(s.happened_on)) for k, s in _steps(facts)]
    papers = sorted(facts.case.papers, key=lambda paper: paper.dated_on)
    rows += [(_kind(p), p.number, date(p.dated_on)) for p in papers]
    numbered = tuple((str(n), *row) for n, row in enumerate(rows, start=1))
    head = (("TT", "Tài liệu", "Số", "Ngày"),)
    return (
        facts.letterhead("BB"),
        Title("MỤC LỤC TÀI LIỆU", ("trong hồ sơ người vào Đảng",)),
        Para(f"Của: {facts.person()}."),
        Table(head, numbered, (1, 6, 3, 2), "cllc"),
        facts.signature(),
    )


def _kind(paper):
    return CandidatePaper.Kind(paper.kind).label


def _steps(facts):
    return [(k, facts.case.done[k]) for k in WAY if k in facts.case.done]


def sheet(facts):
    """Tờ số liệu: every step for copying by hand on the issued papers."""
    rows = tuple(
        (kind.label, step.number, date(step.happened_on), step.signer, _count(step))
        for kind, step in _steps(facts)
    )
    head = (("Bước", "Số", "Ngày", "Người ký", "Biểu quyết"),)
    return (
        Title("TỜ SỐ LIỆU", ("để chép tay vào giấy tờ in sẵn của cấp trên",)),
        Para(f"{facts.person()}; {facts.branch}."),
        Table(head, rows, (5, 2.5, 2, 2.5, 2.5), "llcll"),
    )


def _count(step):
    return "" if step.in_favour is None else f"{step.in_favour}/{step.base}"


def guide(facts):
    """Which papers the person writes by hand: nothing is filled in for them."""
    return (
        Title("HƯỚNG DẪN VIẾT TAY", ("đơn xin vào Đảng và lý lịch",)),
        Para(f"Dành cho: {facts.person()}."),
        Bullets(
            (
                "Đơn xin vào Đảng (1A-KNĐ) do người vào Đảng tự viết tay, ký tên.",
                "Lý lịch của người xin vào Đảng (2-KNĐ) tự khai, viết tay, không tẩy xóa.",
                "Sổ này không giữ nội dung về gia đình, sức khỏe, tài sản.",
                f"Ngày được xét là cảm tình Đảng ghi vào đơn: {facts.day(K.CHOSEN)}.",
                f"Giấy chứng nhận lớp nhận thức về Đảng cấp ngày {facts.day(K.CLASS)}.",
                "Bản tự kiểm điểm dự bị (10-KNĐ) viết sau khi hết 12 tháng.",
            )
        ),
    )


_F = AdmissionForm
FORMS = {
    _F.CHOSEN: ("Nghị quyết xét cảm tình Đảng, phân công giúp đỡ", chosen),
    _F.INTRODUCTION: ("Giấy giới thiệu người vào Đảng", introduction),
    _F.OPINIONS: ("Tổng hợp ý kiến về người vào Đảng", opinions),
    _F.VETTING: ("Công văn đề nghị thẩm tra lý lịch", vetting),
    _F.BRANCH: ("Nghị quyết chi bộ đề nghị kết nạp", branch_vote),
    _F.HELPER: ("Nhận xét đảng viên dự bị", helper),
    _F.PROBATION_OPINIONS: ("Tổng hợp ý kiến về đảng viên dự bị", probation_opinions),
    _F.RECOGNITION: ("Nghị quyết chi bộ đề nghị công nhận", recognition_vote),
    _F.INDEX: ("Mục lục tài liệu hồ sơ", index),
    _F.SHEET: ("Tờ số liệu để chép tay", sheet),
    _F.GUIDE: ("Hướng dẫn đơn, lý lịch viết tay", guide),
}


def document(form, candidate):
    """The paper `form` of a file as a `reports.documents.tree.Document`."""
    facts, (title, build) = Facts(candidate), FORMS[form]
    made = build(facts)
    sections = _sections(made)
    compared = FormComparison.objects.filter(form=form).order_by("-compared_on").first()
    foot = f"Đã đối chiếu với {compared.source}." if compared else OWN
    if form in (_F.SHEET, _F.GUIDE):
        foot = ""
    return Document(
        f"{AdmissionForm(form).label}: {title}",
        facts.today,
        facts.office.layout,
        sections,
        foot=foot,
    )


def _sections(made):
    """One sheet, or one for each of several papers of the same form."""
    return (Section(made),) if isinstance(made, tuple) else tuple(made)
