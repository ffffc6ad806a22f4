"""PL4: the members admitted in the period."""

from django.db.models import Q

from members.codes import ETHNIC_GROUPS
from members.models import Member, Qualification
from members.models.background import GeneralLevel, ProfessionLevel
from reports.annual.appendices.appendix import Appendix, day, table
from reports.indicators import BY_CODE
from reports.people import branch_names


def admitted(roster):
    """By branch and day of the ceremony."""
    last = roster.span.last
    rows = list(
        BY_CODE["T02"]
        .rows(roster.scope, roster.span)
        .select_related("member", "spell")
        .order_by("branch__code", "started_on", "member__order", "pk")
    )
    names, ethnic = branch_names(last), dict(ETHNIC_GROUPS)
    learnt = _education([row.member_id for row in rows], last)
    made = table(
        4,
        f"ĐẢNG VIÊN KẾT NẠP {roster.question.said.upper()}",
        (_HEAD,),
        [
            _row(number, row, names, ethnic, learnt)
            for number, row in enumerate(rows, start=1)
        ],
        (4, 15, 6, 4, 8, 9, 24.4, 13, 12, 5.6),
        "clcccllccc",
        empty="Trong kỳ không có đảng viên nào được kết nạp.",
    )
    return Appendix(4, (made,))


_HEAD = (
    "TT",
    "Họ và tên",
    "Năm sinh",
    "Nữ",
    "Dân tộc",
    "Trình độ",
    "Chi bộ",
    "Số, ngày quyết định",
    "Ngày kết nạp",
    "Chủ DN",
)


def _row(number, row, names, ethnic, learnt):
    member, spell = row.member, row.spell
    paper = ", ".join(filter(None, (spell.decision_number, day(spell.decision_on))))
    return (
        str(number),
        member.full_name,
        f"{member.born_on:%Y}",
        "x" if member.sex == Member.Sex.FEMALE else "",
        ethnic.get(member.ethnicity, ""),
        learnt.get(member.pk, ""),
        names.get(row.branch_id, "").removeprefix("Chi bộ "),
        paper,
        day(spell.ceremony_on),
        "x" if row.owner_on_joining else "",
    )


_LEVELS = {
    Qualification.Kind.GENERAL: GeneralLevel,
    Qualification.Kind.PROFESSION: ProfessionLevel,
}


def _education(members, last):
    """{member: the highest degree by the day, else schooling}; one query."""
    rows = Qualification.objects.filter(member__in=members, kind__in=_LEVELS)
    rows = rows.filter(Q(granted_on=None) | Q(granted_on__lte=last))
    found = {}
    for member, kind, level in rows.values_list("member", "kind", "level"):
        rank = kind == Qualification.Kind.PROFESSION, level, kind
        found[member] = max(rank, found.get(member, rank))
    return {pk: _LEVELS[kind](level).label for pk, (_, level, kind) in found.items()}
