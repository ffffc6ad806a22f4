"""Sơ đồ phường and its table, from the same numbers; the list behind each of them."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q

from enterprises.models import Ward
from hoangmai_party.text import reading_key
from reports import percent
from reports.asked import ScopeForm
from reports.outreach import by_ward
from reports.outreach.by_ward import COLUMNS, NOW, THEN, VIEWS
from reports.outreach.tile_map import NEW, Steps, Tile, layout_of
from reports.people import table_of
from reports.sources import UNASSIGNED
from reports.tables import Cell, Percent, Row, Table, cells, heads, right

COVERAGE, DENSITY = "coverage", "density"
MEASURES = {
    COVERAGE: Steps("Tỷ lệ doanh nghiệp được khảo sát", (50, 75, 90), "%"),
    DENSITY: Steps("Chi bộ trên 100 doanh nghiệp", (5, 10, 15)),
}
UNASSIGNED_LABEL = "Chưa gán đơn vị mới"
NO_ADDRESS_LABEL = "Chưa ghi địa chỉ"
_COUNTED = (
    "Mỗi doanh nghiệp tính một lần, ở địa chỉ hoạt động sau cùng; doanh nghiệp đã khảo "
    "sát rồi ngừng hoạt động, chuyển đi trong kỳ vẫn tính là đã khảo sát. Chi bộ tính "
    "theo địa chỉ của doanh nghiệp chủ trì."
)


class MapForm(ScopeForm):
    """The question of every report, by which địa giới, coloured by what."""

    places = forms.ChoiceField(
        required=False,
        choices=[(view.code, view.label) for view in VIEWS.values()],
        widget=forms.HiddenInput,
    )
    measure = forms.ChoiceField(
        required=False,
        choices=[(code, steps.label) for code, steps in MEASURES.items()],
        widget=forms.HiddenInput,
    )
    ward = forms.IntegerField(
        required=False, min_value=UNASSIGNED, widget=forms.HiddenInput
    )

    def __init__(self, data, *, user):
        super().__init__(data, user=user)
        # Surveys are the whole body's: the map of a single branch would be empty.
        self.fields["branch"].disabled = True
        self.fields["branch"].widget = forms.HiddenInput()

    @property
    def is_unknown(self):
        """Whether the address asks for what no link of the page leads to."""
        return bool({"places", "measure", "ward"} & set(self.errors))

    def clean_places(self):
        return self.cleaned_data["places"] or THEN

    def clean_measure(self):
        return self.cleaned_data["measure"] or COVERAGE


@dataclass(frozen=True)
class Line:
    """A ward, or those without one, with what stands in it."""

    ward: int | None
    name: str
    held: int
    surveyed: int
    branches: int
    unit: Ward | None = None  # with a tile of its own

    @property
    def coverage(self):
        """Surveyed of the register, in per cent; None without any enterprise."""
        return percent.ratio(self.surveyed, self.held)

    @property
    def density(self):
        """Branches per hundred enterprises; None without any enterprise."""
        return percent.ratio(self.branches, self.held)

    def measured(self, measure):
        """(value, text) as tile and table print it."""
        value = getattr(self, measure)
        if measure == COVERAGE:
            return value, percent.text(value)
        return value, rate(value)


def rate(value):
    """One decimal with a comma: "2,5"."""
    return percent.text(value).removesuffix("%")


def lines(asked, view):
    """[Line] of every ward of the layout, then of wherever else somebody stands."""
    numbers = {what: by_ward.counts(what, asked, view) for what in COLUMNS}
    known = {ward for column in numbers.values() for ward in column}
    wards = _wards(known, layout_for(asked, view))
    order = sorted(wards, key=lambda pk: _order(*wards[pk]))
    if view == NOW:
        known.add(UNASSIGNED)  # the line stands there even when it is empty
    ends = [pk for pk in (UNASSIGNED, None) if pk in known]
    return [
        Line(
            pk,
            _name(pk, *wards.get(pk, (None, False))),
            *(numbers[what].get(pk, 0) for what in COLUMNS),
            wards[pk][0] if pk in wards and wards[pk][1] else None,
        )
        for pk in (*order, *ends)
    ]


def layout_for(asked, view):
    """The squares of a view: those of the day, or those of today."""
    return NEW if view == NOW else layout_of(asked.span.last)


def _wards(known, layout):
    """{id: (ward, whether it has a tile)} of the layout and of `known`."""
    on_map = Q(voided_at=None, started_on=layout.started_on, code__in=layout.places)
    rows = Ward.every.filter(on_map | Q(pk__in=known - {None, UNASSIGNED}))
    return {
        ward.pk: (
            ward,
            ward.started_on == layout.started_on and ward.code in layout.places,
        )
        for ward in rows
    }


def _order(ward, has_tile):
    return not has_tile, reading_key(ward.name), ward.started_on


def _name(pk, ward, has_tile):
    if ward is None:
        return UNASSIGNED_LABEL if pk == UNASSIGNED else NO_ADDRESS_LABEL
    if has_tile:
        return str(ward) if ward.level == Ward.Level.COMMUNE else ward.name
    if ward.ended_on:
        return f"{ward.name} (cũ, đến trước {ward.ended_on:%d/%m/%Y})"
    return str(ward)


def page(asked, view, measure):
    """Context: tiles, classes, the table."""
    found = lines(asked, view)
    layout = layout_for(asked, view)
    return {
        "tiles": [
            _tile(asked, line, layout, measure)
            for line in found
            if line.unit is not None
        ],
        "steps": MEASURES[measure],
        "view": VIEWS[view],
        "measures": [
            (asked.url("outreach-map", measure=code), steps.label, code == measure)
            for code, steps in MEASURES.items()
        ],
        "views": [
            (asked.url("outreach-map", places=code), v.label, code == view)
            for code, v in VIEWS.items()
        ],
        "unassigned": sum(line.held for line in found if line.ward == UNASSIGNED),
        "tables": [table(asked, found, VIEWS[view])],
    }


def _tile(asked, line, layout, measure):
    value, text = line.measured(measure)
    what = "surveyed" if measure == COVERAGE else "branches"
    return Tile(
        line.unit.code,
        line.name,
        layout.places[line.unit.code],
        text,
        MEASURES[measure].of(value),
        _url(asked, what, line) if line.held else "",
        line.unit.code in layout.slices,
    )


def _url(asked, what, line):
    return asked.url("outreach-map-list", what, ward=by_ward.address_of(line.ward))


def table(asked, found, view):
    """A line a ward with both measures; the sum of all."""
    total = Line(
        None, "Cộng", *(sum(getattr(line, what) for line in found) for what in COLUMNS)
    )
    return Table(
        f"Theo phường, {view.label[0].lower()}{view.label[1:]}",
        heads(
            "Phường, xã",
            "Doanh nghiệp quản lý",
            "Đã khảo sát",
            "Tỷ lệ khảo sát",
            "Chi bộ",
            MEASURES[DENSITY].label,
            numbers=(1, 2, 3, 4, 5),
        ),
        tuple(
            Row(_cells(line, lambda what, line=line: _url(asked, what, line)))
            for line in found
        ),
        total=Row(_cells(total, lambda what: asked.url("outreach-map-list", what))),
        notes=(
            view.note,
            _COUNTED,
        ),
        name="theo-phuong",
    )


def _cells(line, url):
    return cells(
        line.name,
        *(
            Cell(getattr(line, w), url(w) if getattr(line, w) else "")
            for w in ("held", "surveyed")
        ),
        Percent(line.coverage),
        Cell(line.branches, url("branches") if line.branches else ""),
        right(rate(line.density)),
    )


def list_page(asked, what, view, user):
    """The list behind a number of the table."""
    label = COLUMNS[what][0]
    where = _ward_name(asked.ward)
    title = f"{label}: {where}" if where else label
    found = by_ward.rows(what, asked, view)
    made = table_of(found, title=title, day=asked.span.last, user=user)
    return {"tables": [made], "total": len(made.rows), "view": VIEWS[view]}


def _ward_name(ward):
    if ward is None:
        return ""
    if ward <= 0:
        return UNASSIGNED_LABEL if ward == UNASSIGNED else NO_ADDRESS_LABEL
    found = Ward.every.filter(pk=ward).first()
    return str(found) if found else ""
