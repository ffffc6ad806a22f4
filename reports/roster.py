"""Danh sách trích ngang đảng viên: the columns offices use (members.md §1.6, list 3)."""

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from hoangmai_party.periods import in_force
from members.badges import party_age, spells_of
from members.codes import ETHNIC_GROUPS, RELIGIONS
from members.models import Employment, Member, Position
from members.models.background import GeneralLevel, ProfessionLevel, TheoryLevel
from reports.composition import people
from reports.people import born, branch_names
from reports.tables import Cell, Head, Row, Table, cells

_ETHNIC, _RELIGION = dict(ETHNIC_GROUPS), dict(RELIGIONS)
_ROLES = dict(Position.Role.choices)
_RANK = {role: rank for rank, role in enumerate(Position.Role.values)}


def page(asked, user):
    """The roster of the as-of day, by branch and given name; five queries."""
    day = asked.span.last
    rows = list(_rows(asked, day))
    spells = spells_of([row.member_id for row in rows])
    names = branch_names(day)
    open_now = Member.objects.open_to(user, [row.member_id for row in rows])
    lines = tuple(
        Row(
            _line(
                number,
                row,
                party_age(spells.get(row.member_id, ()), day),
                names,
                open_now,
            )
        )
        for number, row in enumerate(rows, start=1)
    )
    return {
        "tables": [
            Table(
                "Danh sách trích ngang đảng viên",
                _HEAD,
                lines,
                name="trich-ngang",
                is_wide=True,
                head_column=1,
                empty="Không có đảng viên nào vào ngày này.",
            )
        ],
        "total": len(lines),
    }


def _rows(asked, day):
    office = Position.objects.filter(
        in_force(day), member=OuterRef("member"), branch=OuterRef("branch")
    ).annotate(
        rank=Case(*(When(role=role, then=Value(rank)) for role, rank in _RANK.items()))
    )
    job = Employment.objects.filter(in_force(day), member=OuterRef("member"))
    return (
        people(asked.scope, day)
        .annotate(
            office=Subquery(office.order_by("rank").values("role")[:1]),
            job=Subquery(
                job.order_by("-started_on")
                .annotate(text=Coalesce("title", Value(""), output_field=CharField()))
                .values("text")[:1]
            ),
        )
        .select_related("member", "spell", "branch")
        .order_by("branch__code", "member__order", "member")
    )


def _line(number, row, age, names, open_now):
    member, spell = row.member, row.spell
    url = member.get_absolute_url() if row.member_id in open_now else ""
    is_man = member.sex == Member.Sex.MALE
    return cells(
        number,
        Cell(member.full_name, url),
        names.get(row.branch_id, ""),
        member.old_card_number,
        born(member) if is_man else "",
        "" if is_man else born(member),
        member.residence,
        _ETHNIC.get(member.ethnicity, ""),
        _RELIGION.get(member.religion, ""),
        _education(row),
        TheoryLevel(row.theory).label if row.theory else "",
        _ROLES.get(row.office, ""),
        row.job or "",
        spell.ceremony_on,
        spell.official_on or "",
        "" if age is None else age,
    )


def _education(row):
    found = []
    if row.general:
        found.append(GeneralLevel(row.general).label)
    if row.profession:
        found.append(ProfessionLevel(row.profession).label)
    return ", ".join(found)


_HEAD = (
    (
        Head("TT", rows=2),
        Head("Họ và tên", rows=2),
        Head("Chi bộ", rows=2),
        Head("Số thẻ", rows=2),
        Head("Ngày sinh", columns=2),
        Head("Nơi thường trú", rows=2),
        Head("Dân tộc", rows=2),
        Head("Tôn giáo", rows=2),
        Head("Trình độ", columns=2),
        Head("Chức vụ", columns=2),
        Head("Ngày vào Đảng", rows=2),
        Head("Ngày chính thức", rows=2),
        Head("Tuổi Đảng", rows=2, is_number=True),
    ),
    (
        Head("Nam"),
        Head("Nữ"),
        Head("Học vấn, chuyên môn"),
        Head("Lý luận chính trị"),
        Head("Trong Đảng"),
        Head("Chính quyền, đơn vị"),
    ),
)
