"""Lists of a file: its index, the sheet for copying, the guide for handwritten papers."""

from members.admission.stages import STRIKE, WAY, K
from members.models import CandidatePaper, Introduction
from reports.admission.facts import BLANK, date
from reports.documents.tree import (
    Bullets,
    Cell,
    Para,
    Run,
    Signature,
    Signer,
    Table,
    Title,
)

_P = CandidatePaper.Kind
# The papers of members.md §1.7 in their order: (group, [(paper, what stands for it)]).
INDEX = (
    (
        "a) Trước khi chi bộ xét",
        (
            ("Giấy khai sinh", _P.BIRTH),
            ("Văn bằng tốt nghiệp", _P.DIPLOMA),
            ("Giấy chứng nhận lớp nhận thức về Đảng", K.CLASS),
            ("Đơn xin vào Đảng", _P.APPLICATION),
            ("Lý lịch của người xin vào Đảng", _P.BACKGROUND),
            ("Văn bản thẩm tra, kết luận lý lịch", K.VETTED),
            ("Giấy giới thiệu của đảng viên", "members"),
            ("Nghị quyết của Đoàn, công đoàn", "bodies"),
            ("Tổng hợp ý kiến đoàn thể, nơi cư trú", K.OPINIONS),
        ),
    ),
    (
        "b) Kết nạp",
        (
            ("Nghị quyết chi bộ", K.BRANCH_VOTE),
            ("Nghị quyết đảng ủy cơ sở", K.COMMITTEE_VOTE),
            ("Quyết định kết nạp", K.DECISION),
            ("Lý lịch đảng viên, phiếu đảng viên", K.PROFILE),
        ),
    ),
    (
        "c) Công nhận chính thức",
        (
            ("Giấy chứng nhận lớp bồi dưỡng đảng viên mới", K.NEW_CLASS),
            ("Tự kiểm điểm, nhận xét, tổng hợp ý kiến", K.SELF_REVIEW),
            ("Nghị quyết chi bộ", K.RECOGNITION_VOTE),
            ("Nghị quyết đảng ủy cơ sở", K.RECOGNITION_COMMITTEE),
            ("Quyết định công nhận chính thức", K.RECOGNITION),
        ),
    ),
)
_LISTED = {what for _, papers in INDEX for _, what in papers}


def index(facts):
    """Mục lục tài liệu: which papers are there, with number and day (R1.6)."""
    rows, number = [], 0
    others = tuple(_others(facts))
    groups = (*INDEX, ("d) Giấy tờ khác", others)) if others else INDEX
    for group, papers in groups:
        rows.append((Cell(group, columns=5, bold=True, align="l"),))
        for label, what in papers:
            number += 1
            rows.append((str(number), label, *_found(facts, what)))
    head = (("TT", "Tài liệu", "Có", "Số", "Ngày"),)
    keeper = Signer("XÁC NHẬN CỦA CẤP ỦY", "QUẢN LÝ HỒ SƠ")
    return (
        facts.letterhead("BB"),
        Title("MỤC LỤC TÀI LIỆU", ("trong hồ sơ người vào Đảng",)),
        Para(f"Của: {facts.person()}."),
        Table(head, tuple(rows), (1, 6, 1, 2.5, 2), "clclc"),
        Signature((Signer("", "NGƯỜI LẬP"), keeper)),
    )


def _found(facts, what):
    """("Có", number, day) of a paper of the file; nothing where it is not recorded."""
    if what in ("members", "bodies"):
        row = _introduction(facts, what)
        found = row and (row.number, row.introduced_on)
    elif what in K.values and what in facts.case.done:
        step = facts.case.done[what]
        found = step.number, step.happened_on
    else:
        paper = facts.case.paper(what)
        found = paper and (paper.number, paper.dated_on)
    return ("Có", found[0], date(found[1])) if found else ("", "", "")


def _introduction(facts, what):
    is_member = what == "members"
    rows = facts.case.introductions
    kind = Introduction.Kind.MEMBER
    return next((r for r in rows if (r.kind == kind) == is_member), None)


def _others(facts):
    """Consents and papers of special cases, and how somebody was struck off."""
    kinds = dict.fromkeys(paper.kind for paper in facts.case.papers)
    yield from ((_P(kind).label, kind) for kind in kinds if _P(kind) not in _LISTED)
    yield from ((kind.label, kind) for kind in STRIKE if kind in facts.case.done)


def sheet(facts):
    """Tờ số liệu: every step, and what the printed papers ask besides."""
    steps = [(k, facts.case.done[k]) for k in (*WAY, *STRIKE) if k in facts.case.done]
    rows = tuple(
        (kind.label, step.number, date(step.happened_on), step.signer, _count(step))
        for kind, step in steps
    )
    head = (("Bước", "Số", "Ngày", "Người ký", "Biểu quyết"),)
    more = tuple(_besides(facts))
    return (
        Title("TỜ SỐ LIỆU", ("để chép tay vào giấy tờ in sẵn của cấp trên",)),
        Para(f"{facts.person()}; {facts.branch}."),
        Table(head, rows, (4.5, 2.2, 2, 2.5, 3), "llcll", caption="Các bước"),
        Table((("Mục", "Ghi là"),), more, (4, 9), "ll", caption="Số liệu khác"),
    )


def _count(step):
    if step.in_favour is None:
        return ""
    return (
        f"{step.in_favour} tán thành, {step.against} không, có mặt {step.present} trên "
        f"{step.base}"
    )


def _besides(facts):
    """(what, how it is written): days of the card, people, vetting."""
    case, member = facts.case, facts.candidate.member
    decision = case.done.get(K.DECISION)
    yield "Chi bộ nhận quyết định", date(decision and decision.received_on)
    since, official = facts.date_of_party(member) if member else (BLANK, BLANK)
    yield "Ngày vào Đảng ghi trên thẻ (lễ lần đầu)", since
    yield "Ngày chính thức", official
    for row in case.introductions:
        yield "Người giới thiệu", f"{row}, ngày {date(row.introduced_on)}"
    for row in case.helps:
        yield "Người giúp đỡ", f"{row.member}, từ ngày {date(row.started_on)}"
    for row in case.vettings:
        reply = row.exempt_reason or f"{row.reply_number} ngày {date(row.replied_on)}"
        yield f"Thẩm tra: {row.committee}", f"gửi {date(row.sent_on)}; trả lời: {reply}"


_APPLICATION = "Đơn xin vào Đảng (1A-KNĐ; kết nạp lại: 1B-KNĐ)"
_BACKGROUND = (
    "Tự khai, viết tay đủ các mục, không tẩy xóa, viết tắt; không có thì ghi “Không”.",
    "Họ và tên khai sinh viết chữ in hoa; tên, ngày sinh, quê quán đúng giấy khai sinh.",
    "Quá trình hoạt động ghi liên tục theo tháng, năm, không để trống khoảng nào.",
    "Cuối bản khai: cam đoan, ngày tháng, ký và ghi rõ họ tên.",
)
_REVIEW = (
    "Viết sau khi hết 12 tháng dự bị: ưu, khuyết điểm, nhiệm vụ được giao, khắc phục.",
)


def guide(facts):
    """Which papers the person writes by hand: nothing is filled in for them."""
    application = (
        "Tự viết tay, ký tên; nêu nhận thức về Đảng và lý do xin vào Đảng.",
        f"Ngày được xét là cảm tình Đảng ghi vào đơn: {facts.day(K.CHOSEN)}.",
        f"Giấy chứng nhận lớp nhận thức về Đảng cấp ngày {facts.day(K.CLASS)}.",
    )
    return (
        Title("HƯỚNG DẪN VIẾT TAY", ("đơn xin vào Đảng và lý lịch",)),
        Para(f"Dành cho: {facts.person()}."),
        _bold(_APPLICATION),
        Bullets(application),
        _bold("Lý lịch của người xin vào Đảng (2-KNĐ)"),
        Bullets(_BACKGROUND),
        _bold("Bản tự kiểm điểm của đảng viên dự bị (10-KNĐ)"),
        Bullets(_REVIEW),
        Para("Sổ này không giữ nội dung về gia đình, sức khỏe, tài sản."),
    )


def _bold(text):
    return Para((Run(text, bold=True),))
