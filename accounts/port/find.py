"""Which row of the register a line of a file means, among those the user may see.

A row is known in several ways (`ways`), the surest first: a number, else a name with a
day. A later way never takes a row whose surer number is another one.
"""

from accounts.port.cells import Cell, cell_of, shown

NOT_FOUND = "không có trong sổ hoặc ngoài phạm vi của đồng chí"
AMBIGUOUS = "có nhiều dòng giống nhau trong sổ; ghi thêm {} để phân biệt"
ENOUGH = 100  # rows looked at before one gives up telling namesakes apart


class AmbiguousError(ValueError):
    """Several rows fit; `way` is the way that met them."""

    def __init__(self, way):
        super().__init__("nhiều dòng giống nhau")
        self.way = way


def visible_pks(model, user):
    """Keys of all rows the user may see: asked once a file, not once a line."""
    rows = model._default_manager.all()
    return set(rows.visible_to(user).values_list("pk", flat=True) if user else ())


def find(rows, visible, ways, values, optional=()):
    """The one of `rows` that fits `values` ({lookup: value}), or None.

    `visible` are the keys of the rows that may be found at all.
    """
    surer = {}
    for way in ways:
        wanted = {name: values.get(name) for name in way}
        if any(_is_blank(v) for name, v in wanted.items() if name not in optional):
            continue
        wanted = {name: None if _is_blank(v) else v for name, v in wanted.items()}
        found = rows.filter(**wanted).order_by()[:ENOUGH]
        found = [row for row in found if row.pk in visible and _fits(row, surer)]
        if len(found) > 1:
            # Among namesakes, the one who has no such number is the one meant.
            before = ways[: ways.index(way)]
            found = [row for row in found if not _has_any(row, before)] or found
        if len(found) > 1:
            raise AmbiguousError(way)
        if found:
            return found[0]
        surer |= wanted
    return None


def _is_blank(value):
    return value is None or value == ""


def _fits(row, surer):
    """Whether the row has none of the surer numbers, or the very same."""
    known = {name: value_at(row, name) for name in surer}
    return all(_is_blank(v) or v == surer[name] for name, v in known.items())


def _has_any(row, ways):
    return any(not _is_blank(value_at(row, name)) for way in ways for name in way)


def value_at(row, path):
    """The attribute at the end of a lookup path (member__full_name)."""
    for name in path.split("__"):
        row = getattr(row, name, None)
    return row


class Reference(Cell):
    """A relation, written in the columns of its ways; `shown_by` is its own column.

    The resource ties the other columns in: those of `<relation>__<lookup>`.
    """

    def __init__(self, model, ways, shown_by=None):
        super().__init__()
        self.model, self.ways = model, ways
        self.shown_by = shown_by or ways[0][0]
        self.columns, self.found, self.visible = {}, {}, None

    def tie(self, name, fields, rows):
        """Learn the columns of the lookups from the fields of the resource.

        `rows` are those of the resource that the user sees. What they lead to may be
        out of the user's own scope (a former employer): such a line is unchanged,
        but no line may newly lead there.
        """
        self.seen = rows.values_list(f"{name}_id", flat=True)
        for lookup in {lookup for way in self.ways for lookup in way}:
            own = lookup == self.shown_by
            field = fields.get(name if own else f"{name}__{lookup}")
            if field is not None:
                self.columns[lookup] = field
        self.own = fields[name]

    @property
    def own_cell(self):
        """How the text in the relation's own column is read."""
        model = self.model
        *path, last = self.shown_by.split("__")
        for name in path:
            model = model._meta.get_field(name).related_model
        return cell_of(model._meta.get_field(last))

    def clean(self, value, row=None, **kwargs):
        values = self._values(row or {self.own.column_name: value})
        if all(_is_blank(v) for v in values.values()):
            return None
        key = tuple(sorted((name, str(v)) for name, v in values.items()))
        if key not in self.found:
            self.found[key] = self._find(values)
        return self.found[key]

    def _values(self, row):
        values = {}
        for lookup, field in self.columns.items():
            cell = self.own_cell if field is self.own else field.widget
            try:
                values[lookup] = cell.clean(row.get(field.column_name))
            except ValueError as error:
                if field is self.own:
                    raise
                raise ValueError(f"cột “{field.column_name}”: {error}") from error
        return values

    def _find(self, values):
        if self.visible is None:
            self.visible = visible_pks(self.model, self.user)
        rows = self.model._default_manager.all()
        try:
            found = find(rows, self.visible, self.ways, values)
            found = found or find(rows, set(self.seen), self.ways, values)
        except AmbiguousError as error:
            raise ValueError(AMBIGUOUS.format(self._other_columns(error.way))) from None
        if found is None:
            self._refuse(values.values())
        return found

    def _refuse(self, values):
        said = ", ".join(shown(v) for v in values if not _is_blank(v))
        raise ValueError(f"“{said[:100]}” {NOT_FOUND}")

    def is_same(self, stored, value):
        if stored != value and value.pk not in self.visible:
            self._refuse([value_at(value, self.shown_by)])
        return stored == value

    def _other_columns(self, way):
        names = [
            f"“{field.column_name}”"
            for lookup, field in self.columns.items()
            if lookup not in way
        ]
        return ", ".join(names) or "cột khác"

    def render(self, value, **kwargs):
        if value is None:
            return ""
        return self.own_cell.render(value_at(value, self.shown_by))
