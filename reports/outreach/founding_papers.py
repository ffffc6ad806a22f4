"""Papers of the proposal to found a branch: the people in one line each, the checklist."""

from branches.models import Committee
from enterprises.models import EnterpriseAddress
from hoangmai_party import clock
from hoangmai_party.periods import in_force
from members.models import Member
from reports.documents import office
from reports.documents.tree import Document, Para, Section, Table, Title
from surveys.cases import dossier

ROSTER, CHECKLIST = "trich-ngang", "danh-muc"
OWN = "Mẫu do sổ trình bày, văn phòng chưa đối chiếu với mẫu của cấp trên: xem lại trước khi ký."
SMALL = 11  # points


def roster(case, settings, day):
    """Danh sách trích ngang of the people who are named."""
    people = dossier.named(case, day)
    official = sum(who.is_official for who in people)
    rows = tuple(_person(number, who) for number, who in enumerate(people, start=1))
    return (
        settings.letterhead("DS", year=day.year),
        Title(
            "DANH SÁCH TRÍCH NGANG",
            (f"đảng viên đề nghị thành lập chi bộ tại {case.enterprise}",),
        ),
        Para(
            f"Tổng số {len(people)} đảng viên: {official} chính thức, "
            f"{len(people) - official} dự bị (tính đến ngày {day:%d/%m/%Y})."
        ),
        Table(
            _PEOPLE,
            rows,
            (3, 14, 8, 8, 8, 8, 8, 18, 9, 10),
            "clccccclll",
            empty="Chưa ghi ai.",
            size=SMALL,
        ),
        settings.signature(),
    )


_PEOPLE = (
    (
        *("TT", "Họ và tên", "Sinh ngày", "Giới tính", "Vào Đảng", "Chính thức"),
        *("Số thẻ", "Đang sinh hoạt ở", "Số giấy giới thiệu", "Dự kiến chỉ định"),
    ),
)


def _person(number, who):
    person, member = who.person, who.person.member
    of_whom = member or person
    sex = Member.Sex(of_whom.sex).label if of_whom.sex else ""
    spell = who.spell or (None if member else person)
    return (
        str(number),
        str(person),
        _date(of_whom.born_on),
        sex,
        _date(spell and spell.ceremony_on),
        _date(spell and spell.official_on),
        member.old_card_number if member else "",
        who.where,
        person.paper_number,
        person.get_role_display() if person.role else "",
    )


def checklist(case, settings, day):
    """Danh mục hồ sơ: which paper is there, which is missing."""
    lines = dossier.lines(case, day)
    rows = tuple(_paper(number, line) for number, line in enumerate(lines, start=1))
    missing = [line for line in lines if line.item.is_required and not line.paper]
    said = (
        f"Còn thiếu {len(missing)} giấy tờ bắt buộc."
        if missing
        else "Đã đủ giấy tờ bắt buộc."
    )
    return (
        settings.letterhead("BB", year=day.year),
        Title("DANH MỤC HỒ SƠ", (f"đề nghị thành lập chi bộ tại {case.enterprise}",)),
        Para(_enterprise(case, day)),
        Para(said),
        Table(_PAPERS, rows, (1, 8, 2, 2, 3), "clccl"),
        settings.signature(),
    )


_PAPERS = (("TT", "Giấy tờ", "Ngày nhận", "Số", "Ghi chú"),)


def _paper(number, line):
    if line.paper is None:
        note = "còn thiếu" if line.item.is_required else "không bắt buộc"
        return (str(number), str(line.item), "", "", note)
    paper = line.paper
    day = _date(paper.received_on)
    return (str(number), str(line.item), day, paper.number, paper.note)


def _enterprise(case, day):
    unit = case.enterprise
    address = EnterpriseAddress.objects.filter(
        in_force(day),
        enterprise=unit,
        kind=EnterpriseAddress.Kind.OPERATING,
    )
    where = address.select_related("ward").first()
    code = f", mã số thuế {unit.tax_code}" if unit.tax_code else ""
    place = f", {where}" if where else ""
    return f"{unit}{code}{place}; hồ sơ vận động mở ngày {case.opened_on:%d/%m/%Y}."


def _date(day):
    return f"{day:%d/%m/%Y}" if day else ""


# form: (name of the paper, what builds it, whether the sheet lies)
FORMS = {
    ROSTER: ("Danh sách trích ngang", roster, True),
    CHECKLIST: ("Danh mục hồ sơ", checklist, False),
}


def document(form, case):
    """The paper `form` of a dossier, as of the decision or of today."""
    title, build, lies = FORMS[form]
    day = case.founding.decided_on if case.founding else clock.today()
    settings = office.on(Committee.objects.own(), day)
    return Document(
        f"{title} – {case.enterprise}",
        day,
        settings.layout,
        (Section(build(case, settings, day), landscape=lies),),
        foot=OWN,
    )


def people(case):
    """The keys of the members whom the paper names."""
    return [pk for pk in case.people.values_list("member", flat=True) if pk]
