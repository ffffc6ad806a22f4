"""Every figure of a report, with the keys of the rows that it counts."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

from django.db.models import BooleanField, Case, Q, Value, When

from branches.models import BranchEnterprise
from hoangmai_party.periods import in_force
from members import roll
from reports import movement
from reports.annual.appendices.roster import Roster
from reports.indicators import BY_CODE, INDICATORS, STOCK
from reports.models import Target

SPANS = {
    "now": "trong kỳ",
    "before": "cùng kỳ năm trước",
    "year": "từ đầu năm",
    "all": "từ khi thành lập",
    "first": "ngày thành lập",
}
STOCK_SPANS = {
    "now": "cuối kỳ",
    "before": "cùng ngày năm trước",
    "first": "ngày thành lập",
}
PART = "Trong đó: "


@dataclass(frozen=True)
class Counted:
    """A figure: its code, what it is called, its number and its rows ("table:id")."""

    code: str
    label: str
    number: int
    keys: tuple


def key_of(model, pk):
    return f"{model._meta.db_table}:{pk}"


def counted(figures):
    """[Counted], in the order of the page; as many queries whatever they count."""
    return [
        *_indicators(figures),
        *_members(figures),
        *_branches(figures),
        *_lists(figures),
        *_targets(figures),
    ]


def _listed(code, label, rows):
    keys = [key_of(rows.model, pk) for pk in rows.values_list("pk", flat=True)]
    return _cell(code, label, keys)


def _indicators(figures):
    found = {}
    for source in dict.fromkeys(indicator.source for indicator in INDICATORS):
        ours = [i for i in INDICATORS if i.source is source]
        found |= _of_source(source(figures.scope), ours, figures.spans)
    for indicator, name in _asked(INDICATORS, figures.spans):
        yield found[indicator.code, name]


def _asked(indicators, spans):
    """A stock is the same of all spans with one last day: asked once."""
    return [
        (indicator, name)
        for indicator, name in product(indicators, spans)
        if name in _spans_of(indicator)
    ]


def _spans_of(indicator):
    return STOCK_SPANS if indicator.kind == STOCK else SPANS


def _labels():
    """{code: label}; a part with the name of its whole before it."""
    found, whole = {}, ""
    for indicator in INDICATORS:
        label = indicator.label
        if label.startswith(PART):
            label = f"{whole}, {PART.lower()}{label.removeprefix(PART)}"
        else:
            whole = label
        found[indicator.code] = label
    return found


LABELS = _labels()


def _of_source(rows, indicators, spans):
    """{(code, span): Counted} of all that is counted over one table; one query."""
    asked = _asked(indicators, spans)
    flags = {
        f"flag_{place}": _flag(indicator.where(spans[name]))
        for place, (indicator, name) in enumerate(asked)
    }
    counts = {indicator.key for indicator in indicators} | {"pk"}
    # One row of a source counts once a link: a list, never a set.
    any_of = Q(*((flag, True) for flag in flags), _connector=Q.OR)
    read = list(
        rows.order_by().annotate(**flags).filter(any_of).values(*counts, *flags)
    )
    return {
        (indicator.code, name): _counted(rows.model, indicator, name, read, flag)
        for flag, (indicator, name) in zip(flags, asked, strict=True)
    }


def _flag(condition):
    return Case(
        When(condition, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )


def _counted(model, indicator, name, read, flag):
    rows = [row for row in read if row[flag]]
    number = len(rows)
    if indicator.key != "pk":
        number = len({row[indicator.key] for row in rows} - {None})
    return Counted(
        f"{indicator.code}.{name}",
        f"{LABELS[indicator.code]} ({_spans_of(indicator)[name]})",
        number,
        tuple(sorted(key_of(model, row["pk"]) for row in rows)),
    )


def _members(figures):
    """The cells of Tăng, giảm; both ends, what came and what went are a query each."""
    scope, span = figures.scope, figures.question.span
    ways = roll.with_ways(roll.roll(scope.reach), scope.reach).order_by()
    came = _by_kind(ways.filter(roll.joined(*span.days)), "came")
    went = _by_kind(ways.filter(roll.left(*span.days)), "went")
    yield _end(scope, span, movement.OPENING, "đầu kỳ")
    for kind, said in movement.INS.items():
        yield _cell(f"members.in_{kind}", f"Đảng viên: tăng, {said}", came[kind])
    for kind, said in movement.OUTS.items():
        yield _cell(f"members.out_{kind}", f"Đảng viên: giảm, {said}", went[kind])
    yield _end(scope, span, movement.CLOSING, "cuối kỳ")


def _end(scope, span, cell, said):
    rows = movement.rows_of(scope, span, cell)
    return _listed(f"members.{cell}", f"Đảng viên: {said}", rows)


def _by_kind(rows, column):
    """{kind: keys}; one query."""
    found = defaultdict(list)
    for pk, kind in rows.values_list("pk", column):
        found[kind].append(key_of(rows.model, pk))
    return found


def _cell(code, label, keys):
    return Counted(code, label, len(keys), tuple(sorted(keys)))


def _branches(figures):
    """The cells of the branches' table; one query."""
    ins = {f"in_{kind}": f"tăng, {s}" for kind, s in movement.BRANCH_INS.items()}
    outs = {f"out_{kind}": f"giảm, {s}" for kind, s in movement.BRANCH_OUTS.items()}
    said = ins | outs
    said |= {movement.OPENING: "đầu kỳ", movement.CLOSING: "cuối kỳ"}
    cells, links = movement.branch_cells(), roll.links(figures.scope.reach).order_by()
    flags = {
        f"is_{cell}": _flag(movement.branch_condition(cell, figures.question.span))
        for cell in cells
    }
    rows = list(links.annotate(**flags).values("pk", *flags))
    for cell in cells:
        keys = [key_of(links.model, row["pk"]) for row in rows if row[f"is_{cell}"]]
        yield _cell(f"branches.{cell}", f"Chi bộ: {said[cell]}", keys)


def _lists(figures):
    """Who else is named in the appendices."""
    roster = Roster(figures.question, figures.scope)
    hosts = BranchEnterprise.objects.filter(
        in_force(figures.question.span.last), is_host=True, branch__in=roster.links
    )
    yield _listed("lists.secretaries", "Bí thư chi bộ", roster.secretary_rows())
    yield _listed("lists.hosts", "Doanh nghiệp nơi chi bộ sinh hoạt", hosts)


def _targets(figures):
    """What is in force of the body's own targets, and the rows of its branches."""
    question = figures.question
    years = [*question.years, question.year + 1]
    rows = Target.objects.filter(committee=question.committee, year__in=years)
    groups, of_branches = {}, []
    for row in rows.order_by("year", "indicator", "level", "decided_on", "pk"):
        if row.branch_id:
            of_branches.append(key_of(Target, row.pk))
        elif row.decided_on <= question.as_of or row.year > question.year:
            groups[row.indicator, row.level, row.year] = row
    for (code, level, year), row in groups.items():
        name = BY_CODE[code].label if code in BY_CODE else code
        label = f"Chỉ tiêu năm {year}, {row.get_level_display().lower()}: {name}"
        keys = (key_of(Target, row.pk),)
        yield Counted(f"target.{code}.{level}.{year}", label, row.value, keys)
    label = "Chỉ tiêu của các chi bộ (số dòng)"
    yield Counted("lists.targets", label, len(of_branches), tuple(sorted(of_branches)))
