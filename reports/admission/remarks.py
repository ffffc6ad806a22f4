"""Papers of those who stand by: introducers, the helper, mass organisations, home."""

from members.admission.stages import K
from reports.admission.facts import BLANK, LONG, date
from reports.documents.tree import Para, Section, Signature, Signer, Table, Title

_LINES = (
    "Về lý lịch",
    "Về phẩm chất chính trị",
    "Về đạo đức, lối sống",
    "Về năng lực công tác",
    "Về quan hệ quần chúng",
    "Khuyết điểm",
)


def introduction(facts):
    """3-KNĐ: one sheet for each member who introduces."""
    rows = facts.introducers() or [None]
    return [Section(_introduction(facts, row)) for row in rows]


def _introduction(facts, row):
    who = row.member if row else None
    name = str(who) if who else BLANK
    return (
        facts.own_head(row.introduced_on if row else None),
        Title("GIẤY GIỚI THIỆU", ("người vào Đảng",)),
        Para(f"Kính gửi: {facts.branch}", align="center", indent=False),
        *_writer(facts, who),
        Para(
            f"Tôi cùng công tác (hoặc cư trú) với {facts.person()}, từ ngày "
            f"{date(row.together_since) if row else BLANK}. Sau thời gian theo dõi, giúp "
            "đỡ, tôi xin báo cáo chi bộ những vấn đề chủ yếu:"
        ),
        *(Para(f"{line}: {LONG}", align="left") for line in _LINES),
        Para(
            "Tôi giới thiệu để chi bộ xét, đề nghị kết nạp và xin chịu trách nhiệm trước "
            "Đảng về sự giới thiệu của mình."
        ),
        Signature((Signer("", "NGƯỜI GIỚI THIỆU", name if who else ""),)),
    )


def _writer(facts, who):
    """Who writes: days in the Party, posts; numbers are left to the hand."""
    name = str(who) if who else BLANK
    since, official = facts.date_of_party(who) if who else (BLANK, BLANK)
    posts = facts.posts(who) if who else BLANK
    return (
        Para(f"Tôi là: {name}, số thẻ đảng viên: {BLANK}"),
        Para(f"Vào Đảng ngày {since}, chính thức ngày {official}; chức vụ: {posts}."),
        Para(f"Đang sinh hoạt tại {facts.branch}."),
    )


def helper(facts):
    """11-KNĐ: what each member who helped says of the đảng viên dự bị."""
    rows = facts.helpers() or [None]
    return [Section(_helper(facts, who)) for who in rows]


def _helper(facts, who):
    return (
        facts.own_head(),
        Title("BẢN NHẬN XÉT", ("đảng viên dự bị",)),
        Para(f"Kính gửi: {facts.branch}", align="center", indent=False),
        *_writer(facts, who),
        Para(
            f"Tôi được phân công giúp đỡ đảng viên dự bị {facts.person()}, kết nạp ngày "
            f"{facts.day(K.CEREMONY)}. Sau 12 tháng dự bị, tôi xin báo cáo chi bộ:"
        ),
        *(Para(f"{line}: {LONG}", align="left") for line in _LINES[1:]),
        Para(
            "Tôi đề nghị chi bộ xét và xin chịu trách nhiệm về những nhận xét của mình."
        ),
        Signature((Signer("", "NGƯỜI NHẬN XÉT", str(who) if who else ""),)),
    )


def opinions(facts):
    """5A-KNĐ: what mass organisations and the place of residence say."""
    return _opinions(facts, K.OPINIONS, "người vào Đảng", "kết nạp")


def probation_opinions(facts):
    """12A-KNĐ: the same about a đảng viên dự bị."""
    return _opinions(facts, K.SELF_REVIEW, "đảng viên dự bị", "công nhận chính thức")


def _opinions(facts, kind, about, what):
    head = (("Nơi lấy ý kiến", "Ngày", "Số dự họp", "Tán thành", "Không tán thành"),)
    places = ("Tổ chức chính trị - xã hội nơi làm việc", "Chi ủy nơi cư trú")
    rows = tuple((place, BLANK, "", "", "") for place in places)
    of_whom = (
        "của tổ chức chính trị - xã hội nơi làm việc",
        f"và chi ủy nơi cư trú đối với {about}",
    )
    return (
        facts.letterhead("BC", facts.step(kind)),
        Title("TỔNG HỢP Ý KIẾN NHẬN XÉT", of_whom),
        Para(f"Về {about}: {facts.person()}."),
        Para(f"Ý kiến về việc {what}:"),
        Table(head, rows, (4, 2, 1.5, 1.5, 2), "lcrrr"),
        Para(f"Ưu điểm: {LONG}", align="left"),
        Para(f"Khuyết điểm: {LONG}", align="left"),
        facts.signature(step=facts.step(kind)),
    )
