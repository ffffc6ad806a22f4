"""Lists of the desk: counted filters, bounded counts, addresses that can't break.

What a person can type into the address of a list is answered by the list itself and
a sentence, never by an error of the server (`BadListError`).
"""

import datetime as dt

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import IS_FACETS_VAR, ChangeList
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.core.paginator import Paginator
from django.db import DataError, models
from django.utils.functional import cached_property

from hoangmai_party.text import is_key, search_key

MOST = 10_000  # rows that a list counts; more are "hơn 10.000"
MOST_CHOICES = 300  # of one filter; with more the list is searched instead
NUL = "\0"
BAD_LIST = "Bộ lọc hoặc số trang trên địa chỉ không hợp lệ: đã mở lại cả danh sách."
BAD_FORM = "Giá trị điền sẵn trên địa chỉ không hợp lệ."


class BadListError(Exception):
    """The address of a list asks for something that does not exist."""


class BoundedPaginator(Paginator):
    """Counts up to `MOST` rows; a page reads its keys first, then only its rows."""

    @cached_property
    def _found(self):
        return self.object_list.order_by()[: MOST + 1].count()

    @property
    def is_cut(self):
        """Whether there are more rows than are counted and can be paged through."""
        return self._found > MOST

    @cached_property
    def count(self):
        return min(self._found, MOST)

    def page(self, number):
        """Without the keys first, every row that is skipped would be joined too."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self.object_list.values_list("pk", flat=True)
        keys = list(keys[first : first + self.per_page])
        return self._get_page(self._rows(keys), number, self)

    def _rows(self, keys):
        """The rows of these keys with what the list adds to each and in its order."""
        query = self.object_list.query
        if query.annotations:  # the order may rest on them
            return self.object_list.filter(pk__in=keys)
        rows = self.object_list.model._base_manager.filter(pk__in=keys)
        rows = rows.order_by(*query.order_by)
        rows.query.select_related = query.select_related
        return rows


class DeskList(ChangeList):
    """A list whose filters show counts, unless it is too long to count."""

    def get_filters_params(self, params=None):
        found = super().get_filters_params(params)
        if self.date_hierarchy:
            _check_day(found, self.date_hierarchy)
        return found

    def get_filters(self, request):
        for name, values in self.get_filters_params().items():
            for value in values:
                if not self.model_admin.lookup_allowed(name, value, request):
                    raise IncorrectLookupParameters(name)
        return super().get_filters(request)

    def get_results(self, request):
        super().get_results(request)
        self.is_cut = self.paginator.is_cut
        if self.is_cut:
            self.is_facets_optional = True
            self.add_facets = IS_FACETS_VAR in request.GET


def _check_day(params, field):
    """Year, month and day of the date bar must be a day of the calendar."""
    given = [params.get(f"{field}__{part}") for part in ("year", "month", "day")]
    year, month, day = (values[-1] if values else None for values in given)
    if (month and not year) or (day and not month):
        raise IncorrectLookupParameters("a part without the one above it")
    try:
        if year:
            dt.date(int(year), int(month or 1), int(day or 1)).replace(
                year=int(year) + 1, day=1
            )
    except (ValueError, OverflowError) as error:
        raise IncorrectLookupParameters(error) from error


class Lists:
    """The part of a desk that shows its list; before `admin.ModelAdmin`."""

    paginator = BoundedPaginator
    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    list_per_page = 50

    def get_changelist(self, request, **kwargs):
        return DeskList

    def get_changelist_instance(self, request):
        if any(NUL in text for pair in request.GET.lists() for text in _texts(pair)):
            raise BadListError
        try:
            return super().get_changelist_instance(request)
        except (IncorrectLookupParameters, ValueError, OverflowError, DataError) as e:
            if not request.GET:  # not the address: a fault of ours
                raise
            raise BadListError from e

    def lookup_allowed(self, lookup, value, request):
        """Only what the list offers: a regular expression in an address is no filter."""
        parts = lookup.split("__")
        try:
            self.opts.get_field(parts[0])
        except FieldDoesNotExist:
            return super().lookup_allowed(lookup, value, request)
        offered = {*self._filtered(request), self.date_hierarchy}
        return any(
            name and lookup in {name, *(f"{name}__{end}" for end in _ENDINGS)}
            for name in offered
        )

    def _filtered(self, request):
        """Names of the columns that the filters of the list ask for."""
        for one in self.get_list_filter(request):
            name = one[0] if isinstance(one, list | tuple) else one
            if isinstance(name, str):
                yield name

    def get_search_results(self, request, queryset, search_term):
        """As typed, and as stored keys have it: without marks (`member__search`)."""
        term = search_term.replace(NUL, "")
        rows, doubles = super().get_search_results(request, queryset, term)
        names = self.get_search_fields(request)
        key = search_key(term)
        if key != term and any(name.endswith("search") for name in names):
            by_key, more = super().get_search_results(request, queryset, key)
            rows, doubles = rows | by_key, doubles or more
        return rows, doubles

    def get_changeform_initial_data(self, request):
        """What an address fills in: a relation takes the id of a row, nothing else."""
        initial = super().get_changeform_initial_data(request)
        for name, value in initial.items():
            try:
                field = self.opts.get_field(name)
            except FieldDoesNotExist:
                continue
            values = value if isinstance(value, list) else [value]
            if NUL in "".join(map(str, values)) or (
                isinstance(field, models.ForeignKey | models.ManyToManyField)
                and not all(is_key(str(one)) for one in values if one != "")
            ):
                raise BadRequest(BAD_FORM)
        return initial


# How the filters of Django and the date bar end the name of a column.
_ENDINGS = ("exact", "id__exact", "isnull", "gte", "lt", "year", "month", "day")


def _texts(pair):
    name, values = pair
    return (name, *values)


class CountedFilter(admin.SimpleListFilter):
    """A filter by a computed value; one grouped query counts all its choices."""

    def has_output(self):
        return 0 < len(self.lookup_choices) <= MOST_CHOICES

    def expression(self):
        """The value of each row, comparable with the first part of a choice."""
        raise NotImplementedError

    def queryset(self, request, queryset):
        value = self.value()
        if value is None:
            return queryset
        if value not in {str(known) for known, _ in self.lookup_choices}:
            raise IncorrectLookupParameters(value)
        return self.narrow(queryset, value)

    def narrow(self, queryset, value):
        """The rows with that value."""
        name = f"_{self.parameter_name}"
        return queryset.alias(**{name: self.expression()}).filter(**{name: value})

    def get_facet_queryset(self, changelist):
        rows = changelist.get_queryset(
            self.request, exclude_parameters=self.expected_parameters()
        )
        rows = rows.order_by().annotate(_value=self.expression()).values("_value")
        counted = rows.annotate(_number=models.Count("pk", distinct=True))
        numbers = {str(v): n for v, n in counted.values_list("_value", "_number")}
        return {
            f"{i}__c": numbers.get(str(value), 0)
            for i, (value, _) in enumerate(self.lookup_choices)
        }
