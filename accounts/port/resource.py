"""`RegisterResource`: the base of every import and export of the register.

A subclass says: `Meta.model`, `Meta.name`, `Meta.fields` (columns in order; `a__b` is
shown and used to find `a`, never written), `ways` (how a line is known again), and where
needed `titles`, `cells`, `related`, `fixed`. Rules that all share:
an empty cell leaves what is stored; all errors of all lines come at once, in
Vietnamese, at their column; nothing is written while one is left.
"""

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.functional import cached_property
from django.utils.text import capfirst
from import_export.fields import Field
from import_export.resources import ModelResource

from accounts.port.cells import cell_of, shown
from accounts.port.find import NOT_FOUND, AmbiguousError, Reference, find
from accounts.port.headings import Headings

WHICH = "có nhiều dòng giống nhau trong sổ, không biết là dòng nào"
CLASH = (
    "không ghi được: trùng hoặc trái với một dòng đã có trong sổ (kể cả dòng đã hủy)"
)


class Column(Field):
    """A column of a resource: an empty cell changes nothing."""

    def save(self, instance, row, is_m2m=False, **kwargs):
        if self.readonly:
            return
        value = self.clean(row)
        if value is None or value == "":
            return
        if self.widget.is_same(self.get_value(instance), value):
            return
        setattr(instance, self.attribute, value)


class Change:
    """A cell of the preview: before and after."""

    def __init__(self, before, after, is_changed):
        self.before, self.after, self.is_changed = before, after, is_changed


class Difference:
    """What a line would change (the library's own comes with inline styles)."""

    def __init__(self, resource, instance, new):
        self.new = new
        self.left = self._read(resource, instance)

    def compare_with(self, resource, instance):
        self.right = self._read(resource, instance)

    def as_html(self):
        return [
            Change("" if self.new else old[1], new[1], self.new or old[0] != new[0])
            for old, new in zip(self.left, self.right, strict=True)
        ]

    @staticmethod
    def _read(resource, instance):
        fields = resource.get_import_fields()
        return [(f.get_value(instance), shown(f.export(instance))) for f in fields]


class RegisterResource(ModelResource):
    """Rows of one model, in and out."""

    ways = ()  # tuples of field names, the surest first
    optional = ()  # parts of a way that may be empty
    titles = {}  # {field: column title}, else the verbose name
    cells = {}  # {field: Cell}, else by the kind of the model field
    fixed = ()  # shown, never written
    related = ()  # select_related of an export
    owner = ""  # the relation to the model of the page, where it is another model
    is_imported = True
    takes_new = ""  # why new rows are not taken, if they are not

    class Meta:
        skip_unchanged = report_skipped = clean_model_instances = True
        use_transactions = True
        import_id_fields = ()  # `ways` instead: import-export knows one way alone

    def __init__(self, user=None, **kwargs):
        super().__init__(**kwargs)
        self.user = user
        self.lines, self.seen, self.written = [], {}, {}
        for name, field in self.fields.items():
            field.widget.user = user
            if isinstance(field.widget, Reference):
                field.widget.tie(name, self.fields, self.get_queryset())

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        return Column(
            attribute=field_name,
            column_name=str(
                cls.titles.get(field_name) or capfirst(django_field.verbose_name)
            ),
            widget=cls.cells.get(field_name) or cell_of(django_field),
            readonly=readonly or field_name in cls.fixed,
        )

    @classmethod
    def get_diff_class(cls):
        return Difference

    # Who may

    @classmethod
    def may(cls, user, *actions):
        """Whether the user has these rights over the rows themselves."""
        opts = cls._meta.model._meta
        return all(
            user.has_perm(f"{opts.app_label}.{action}_{opts.model_name}")
            for action in actions
        )

    @classmethod
    def may_import(cls, user):
        return cls.is_imported and cls.may(user, "add", "change")

    def get_queryset(self):
        rows = self._meta.model._default_manager.all()
        return rows.visible_to(self.user) if self.user else rows.none()

    @cached_property
    def visible(self):
        """Keys of the rows that lines may mean; those written join them."""
        return set(self.get_queryset().values_list("pk", flat=True))

    # Out

    def filter_export(self, queryset, **kwargs):
        if self.owner:
            # The page lists owners; their rows go out, as far as the user sees them.
            queryset = self.get_queryset().filter(**{f"{self.owner}__in": queryset})
        return self._with_related(queryset)

    def _with_related(self, rows):
        return rows.select_related(*self.related) if self.related else rows

    def after_export(self, queryset, dataset, **kwargs):
        dataset.title = capfirst(self.get_display_name())

    # In

    def table(self, grid):
        """The `Dataset` of a `Grid`, under our titles, or `GateError`."""
        headings = Headings(self, grid)
        self.unknown, self.titles_read = headings.unknown, headings.titles
        dataset = tablib.Dataset(headers=headings.titles)
        for line, cells in headings.rows():
            dataset.append(cells)
            self.lines.append(line)
        return dataset

    def get_instance(self, instance_loader, row):
        self.faults, self.key = {}, None
        values, ways = {}, []
        for way in self.ways:
            # Unreadable cells are left out: they are said at their column later.
            known = dict(self._known(name, row) for name in way)
            values |= known
            ways.append(tuple(known))
        try:
            self.key = self._key(ways, values)
            rows = self._with_related(self._meta.model._default_manager.all())
            return find(rows, self.visible, ways, values, self.optional)
        except AmbiguousError as error:
            first = self.ways[ways.index(error.way)][0]
            raise ValidationError({first: WHICH}) from None

    def _known(self, name, row):
        field = self.fields[name]
        try:
            value = field.widget.clean(row.get(field.column_name), row=row)
        except ValueError:
            value = None
        return self.lookup(name, value)

    def lookup(self, name, value):
        """(lookup, value) to find a row by the field; a sealed one has its index."""
        return name, value

    def _key(self, ways, values):
        """What the line is known by: the surest way that it fills in."""
        for way in ways:
            pairs = [(name, values[name]) for name in way]
            if all(
                v not in (None, "") for name, v in pairs if name not in self.optional
            ):
                return way, tuple(str(getattr(v, "pk", v)) for _, v in pairs)
        return None

    def after_init_instance(self, instance, new, row, **kwargs):
        """Refuse a line that means the same row as an earlier one."""
        line = self.line(kwargs["row_number"])
        for key in (self.key, instance.pk):
            if key is None:
                continue
            if (earlier := self.seen.setdefault(key, line)) != line:
                self.faults.setdefault(self.ways[0][0], f"trùng với dòng {earlier}")
        if new and self.takes_new:
            self.faults.setdefault(self.ways[0][0], self.takes_new)

    def line(self, number):
        """The line of the file, as Excel counts it, of data row `number`."""
        return self.lines[number - 1] if self.lines else number

    def import_instance(self, instance, row, **kwargs):
        errors = dict(self.faults)
        for field in self.get_import_fields():
            if field.readonly or field.column_name not in row:
                continue
            try:
                field.save(instance, row)
            except ValueError as error:
                errors.setdefault(field.attribute, str(error))
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors or not instance.pk:
            return False
        fields = [field for field in self.get_import_fields() if not field.readonly]
        return all(f.get_value(instance) == f.get_value(original) for f in fields)

    def do_instance_save(self, instance, is_create):
        try:
            with transaction.atomic():
                instance.save(force_insert=is_create)
        except (IntegrityError, DataError) as error:
            raise ValidationError(CLASH) from error

    def after_save_instance(self, instance, row, **kwargs):
        number = kwargs["row_number"]
        self.seen.setdefault(instance.pk, self.line(number))
        self.visible.add(instance.pk)
        self.written[number] = instance.pk, row

    def after_import(self, dataset, result, **kwargs):
        """What a user writes must stay within what the user sees.

        (The library would reset sequences here, but no file brings keys.)
        """
        if not self.written:
            return
        visible = set(self.get_queryset().values_list("pk", flat=True))
        for number, (pk, row) in self.written.items():
            if pk not in visible:
                fault = ValidationError(f"dòng này {NOT_FOUND}")
                result.append_invalid_row(number, row, fault)

    def title_of(self, name):
        """The column at which an error of a model field is shown."""
        if name in self.fields:
            return self.fields[name].column_name
        if name == NON_FIELD_ERRORS:
            return ""
        return capfirst(str(self._meta.model._meta.get_field(name).verbose_name))
