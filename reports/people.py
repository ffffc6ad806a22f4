"""Lists of people, branches and enterprises behind the numbers."""

from django.urls import reverse

from branches.models import Branch
from enterprises.models import Enterprise, EnterpriseAddress
from hoangmai_party.periods import FAR, in_force
from members.models import Member, Placement
from reports.movement import INS, OUTS
from reports.tables import Cell, Row, Table, cells, heads
from surveys.models import CaseStage, OutreachCase


def branch_names(day, reach=None):
    """{branch id: its name on `day`}; one query."""
    rows = named_branches(day, reach)
    return {pk: name for pk, _, name in rows}


def named_branches(day, reach=None):
    """[(branch id, code, its name on `day`)] by code, those of `reach`; one query."""
    rows = Branch.objects.named_on(day)
    if reach is not None and reach.branches is not None:
        rows = rows.filter(pk__in=reach.branches)
    return rows.order_by("code").values_list("pk", "code", "day_name")


def people_table(rows, *, title, day, user):
    """Members of a roll list: names lead to the full page only while it is open."""
    rows = list(
        rows.select_related("member", "spell").order_by(
            "member__order", "member", "started_on"
        )
    )
    names = branch_names(day)
    open_now = Member.objects.open_to(user, {row.member_id for row in rows})
    return Table(
        title,
        heads(
            "TT",
            "Họ và tên",
            "Sinh ngày",
            "Giới tính",
            "Chi bộ",
            "Ngày vào Đảng",
            "Chính thức từ ngày",
            "Về chi bộ",
            "Rời chi bộ",
        ),
        tuple(
            Row(_person(i, row, names, open_now)) for i, row in enumerate(rows, start=1)
        ),
        name="danh-sach",
        is_wide=True,
        head_column=1,
        empty="Không có đảng viên nào trong danh sách này.",
    )


def _person(number, row, names, open_now):
    url = ""
    if row.member_id in open_now:
        url = row.member.get_absolute_url()
    return cells(
        number,
        Cell(row.member.full_name, url),
        born(row.member),
        row.member.get_sex_display(),
        names.get(row.branch_id, ""),
        row.spell.ceremony_on,
        row.spell.counts_official_on,
        _way(row.joined_on, getattr(row, "came", row.began), INS, Placement.Began),
        _way(row.left_on, getattr(row, "went", row.ended), OUTS, Placement.Ended),
    )


def born(member):
    """The day of birth as far as it is known."""
    if member.born_precision == Member.Precision.DAY:
        return member.born_on
    shape = "%m/%Y" if member.born_precision == Member.Precision.MONTH else "%Y"
    return member.born_on.strftime(shape)


def _way(day, kind, labels, choices):
    if day >= FAR:
        return ""
    label = labels.get(kind) or dict(choices.choices).get(kind, "")
    return f"{day:%d/%m/%Y}" + (f" ({label.lower()})" if label else "")


_BRANCH_HEADS = heads(
    "TT",
    "Mã",
    "Chi bộ",
    "Từ ngày",
    "Theo biến động",
    "Số quyết định",
    "Thôi từ ngày",
    "Theo biến động",
    "Số quyết định",
)


def branches_table(rows, *, title, day):
    """Links of branches: code, name of the day, from when and why, until when."""
    rows = rows.select_related("branch", "begun_by", "ended_by")
    names = branch_names(day)
    return Table(
        title,
        _BRANCH_HEADS,
        tuple(
            Row(_link(number, row, names))
            for number, row in enumerate(rows.order_by("branch__code"), start=1)
        ),
        name="danh-sach",
        is_wide=True,
        head_column=2,
        empty="Không có chi bộ nào trong danh sách này.",
    )


def _link(number, row, names):
    name = names.get(row.branch_id, row.branch.name)
    end = row.ended_by
    return cells(
        number,
        row.branch.code,
        Cell(name, row.branch.get_absolute_url()),
        row.started_on,
        row.begun_by.get_kind_display(),
        row.begun_by.number,
        row.ended_on or "",
        end.get_kind_display() if end else "",
        end.number if end else "",
    )


def enterprises_table(rows, *, title, day):
    """Enterprises with the ward of that day."""
    rows = list(rows.order_by("search", "pk"))
    addresses = EnterpriseAddress.objects.filter(
        in_force(day),
        enterprise__in=[row.pk for row in rows],
        kind=EnterpriseAddress.Kind.OPERATING,
    )
    wards = dict(addresses.values_list("enterprise", "ward__name"))
    return Table(
        title,
        heads("TT", "Doanh nghiệp", "Mã số thuế", "Loại hình", "Phường"),
        tuple(
            Row(
                cells(
                    number,
                    row.name,
                    row.tax_code,
                    row.get_legal_form_display(),
                    wards.get(row.pk, ""),
                )
            )
            for number, row in enumerate(rows, start=1)
        ),
        name="danh-sach",
        head_column=1,
        empty="Không có doanh nghiệp nào trong danh sách này.",
    )


def plain_branches_table(rows, *, title, day):
    """Branches themselves: code, name of the day."""
    rows = rows.named_on(day).order_by("code")
    return Table(
        title,
        heads("TT", "Mã", "Chi bộ"),
        tuple(
            Row(cells(number, row.code, Cell(row.day_name, row.get_absolute_url())))
            for number, row in enumerate(rows, start=1)
        ),
        name="danh-sach",
        head_column=2,
        empty="Không có chi bộ nào trong danh sách này.",
    )


def members_table(rows, *, title, user):
    """People themselves; names lead to the full page only while it is open."""
    rows = list(rows.order_by("order", "pk"))
    open_now = Member.objects.open_to(user, [row.pk for row in rows])
    return Table(
        title,
        heads("TT", "Họ và tên", "Sinh ngày", "Giới tính"),
        tuple(
            Row(
                cells(
                    number,
                    Cell(
                        row.full_name,
                        row.get_absolute_url() if row.pk in open_now else "",
                    ),
                    born(row),
                    row.get_sex_display(),
                )
            )
            for number, row in enumerate(rows, start=1)
        ),
        name="danh-sach",
        head_column=1,
        empty="Không có đảng viên nào trong danh sách này.",
    )


def cases_table(rows, *, title, day):
    """Hồ sơ vận động, with the stage and the days as known on that day."""
    rows = rows.staged_on(day).select_related("enterprise")
    return Table(
        title,
        heads("TT", "Doanh nghiệp", "Mở hồ sơ", "Giai đoạn", "Từ ngày", "Khép hồ sơ"),
        tuple(
            Row(cells(number, *_case(row)))
            for number, row in enumerate(
                rows.order_by("enterprise__search", "opened_on", "pk"), start=1
            )
        ),
        name="danh-sach",
        head_column=1,
        empty="Không có hồ sơ vận động nào trong danh sách này.",
    )


def _case(row):
    return (
        Cell(row.enterprise.name, reverse("surveys:founding-dossier", args=[row.pk])),
        row.opened_on,
        CaseStage(row.stage).label,
        row.stage_since,
        row.closed_on or "",
    )


def table_of(rows, *, title, day, user):
    """The list of a queryset, by what its rows are."""
    if rows.model is Placement:
        return people_table(rows, title=title, day=day, user=user)
    if rows.model is Enterprise:
        return enterprises_table(rows, title=title, day=day)
    if rows.model is Branch:
        return plain_branches_table(rows, title=title, day=day)
    if rows.model is OutreachCase:
        return cases_table(rows, title=title, day=day)
    if rows.model is Member:
        return members_table(rows, title=title, user=user)
    return branches_table(rows, title=title, day=day)
