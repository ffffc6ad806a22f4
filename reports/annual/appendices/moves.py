"""PL6 what came and went of branches and members, PL7 of mass organisations."""

from django.db.models import Count, Q, Sum

from enterprises.models import MassOrganisation
from hoangmai_party.periods import in_force
from reports import movement, sources
from reports.annual.appendices.appendix import SMALL, Appendix, count, table, total
from reports.documents.tree import Table

_USUAL = ("opening", "in_founded", "in_received", "out_received", "out_merged")
_USUAL += ("out_dissolved", "closing")


def branches_and_members(roster):
    """Opening, ins by kind, outs by kind, closing: this period and last year's."""
    figures = roster.figures
    spans = {"Kỳ này": roster.span}
    if figures.question.before:
        spans["Cùng kỳ năm trước"] = figures.question.before
    if "all" in figures.spans:
        spans["Từ khi thành lập"] = figures.spans["all"]
    lines = {
        label: movement.branches(figures.scope, span) for label, span in spans.items()
    }
    cells = [
        cell
        for cell in movement.branch_cells()
        if cell in _USUAL or any(line[cell] for line in lines.values())
    ]
    made = table(
        6,
        "BIẾN ĐỘNG TỔ CHỨC ĐẢNG, ĐẢNG VIÊN",
        (("Chi bộ", *map(_label, cells)),),
        [
            (label, *(count(line[cell]) for cell in cells))
            for label, line in lines.items()
        ],
        (4, *(2,) * len(cells)),
        "l" + "r" * len(cells),
    )
    return Appendix(6, (made, _members(roster.movement[1])))


def _label(cell):
    if cell == movement.OPENING:
        return "Đầu kỳ"
    if cell == movement.CLOSING:
        return "Cuối kỳ"
    way, kind = cell.split("_", 1)
    return (movement.BRANCH_INS if way == "in" else movement.BRANCH_OUTS)[kind]


def _members(line):
    """Members of this period, official and probationary apart."""
    ins = [k for k in movement.INS if line.get(f"in_{k}", None)]
    outs = [k for k in movement.OUTS if line.get(f"out_{k}", None)]
    cells = ["opening", *(f"in_{k}" for k in ins), *(f"out_{k}" for k in outs)]
    labels = [
        "Đầu kỳ",
        *(movement.INS[k] for k in ins),
        *(movement.OUTS[k] for k in outs),
        "Cuối kỳ",
    ]
    kinds = (("Chính thức", True), ("Dự bị", False), ("Cộng", None))
    return Table(
        head=(("Đảng viên", *labels),),
        rows=tuple(
            (label, *(count(line.get(cell, kind)) for cell in (*cells, "closing")))
            for label, kind in kinds
        ),
        widths=(3, *(2,) * len(labels)),
        aligns="l" + "r" * len(labels),
        size=SMALL,
        notes=(
            (
                "Số của kỳ này. Trong kỳ có "
                f"{count(line.get('recognised', True))} đảng viên dự bị được công nhận chính "
                "thức: chuyển từ dòng dự bị sang dòng chính thức."
            ),
        ),
    )


def mass_organisations(figures):
    """By kind: opening, new, ended, closing; and how many people they have."""
    span, ends = figures.question.span, _ends(figures.question.span)
    opening, closing = in_force(span.opening_day), in_force(span.last)
    new = Q(started_on__range=span.days)
    counted = {
        "opening": Count("pk", filter=opening),
        "new": Count("pk", filter=new),
        "ended": Count("pk", filter=ends),
        "closing": Count("pk", filter=closing),
        "joined": Sum("members", filter=new),
        "people": Sum("members", filter=closing),
    }
    rows = sources.mass_organisations(figures.scope).order_by().values("kind")
    found = {row["kind"]: row for row in rows.annotate(**counted)}
    lines = [
        (label, *(found[kind][name] or 0 for name in counted))
        for kind, label in MassOrganisation.Kind.choices
        if kind in found and any(found[kind][name] for name in counted)
    ]
    sums = [sum(column) for column in list(zip(*lines, strict=True))[1:]]
    made = table(
        7,
        "ĐOÀN THỂ TRONG DOANH NGHIỆP",
        (_MASS,),
        [(label, *map(count, numbers)) for label, *numbers in lines],
        (6, 2, 2, 2, 2, 3, 3),
        "lrrrrrr",
        foot=total("Cộng", 1, map(count, sums)) if lines else (),
        empty="Sổ chưa ghi đoàn thể nào.",
    )
    return Appendix(7, (made,))


_MASS = (
    "Loại tổ chức",
    "Đầu kỳ",
    "Mới",
    "Kết thúc",
    "Cuối kỳ",
    "Đoàn viên mới",
    "Tổng đoàn viên",
)


def _ends(span):
    return Q(ended_on__range=span.days)
