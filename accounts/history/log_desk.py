"""The log at the desk: who did what and when, in words, and each event's difference."""

import datetime as dt

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst

from accounts.history import words
from accounts.history.changes import told_within
from accounts.lists import BAD_LIST, MOST_CHOICES, BadListError, Lists
from accounts.log.context import BEHALF
from accounts.log.tables import logged_tables
from accounts.models import LogEvent, User
from hoangmai_party.text import is_key, search_key

TOGETHER = 50  # of one change set beside an event


class KindFilter(admin.SimpleListFilter):
    """Việc: the kinds of events."""

    title, parameter_name = "việc", "what"

    def lookups(self, request, model_admin):
        return LogEvent.Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class TableFilter(admin.SimpleListFilter):
    """Nội dung: the tables, by their Vietnamese names."""

    title, parameter_name = "nội dung", "about"

    def lookups(self, request, model_admin):
        names = (table.name for table in logged_tables())
        named = [(name, capfirst(words.table(name))) for name in names]
        return sorted(named, key=lambda pair: search_key(pair[1]))

    def queryset(self, request, queryset):
        return queryset.filter(table=self.value()) if self.value() else queryset


class PersonFilter(admin.SimpleListFilter):
    """Người thực hiện: the users, and what works by itself."""

    title, parameter_name = "người thực hiện", "user"
    SYSTEM = "0"

    def lookups(self, request, model_admin):
        users = User.objects.order_by("full_name")[:MOST_CHOICES]
        return [(self.SYSTEM, "Hệ thống"), *((str(u.pk), str(u)) for u in users)]

    def queryset(self, request, queryset):
        chosen = self.value()
        if not chosen:
            return queryset
        if chosen == self.SYSTEM:
            return queryset.filter(user_id=None)
        if not is_key(chosen):
            raise IncorrectLookupParameters(chosen)
        return queryset.filter(user_id=chosen)


class DayFilter(admin.SimpleListFilter):
    """Ngày: spans that end now."""

    title, parameter_name = "ngày", "days"
    SPANS = (("1", "Hôm nay"), ("7", "7 ngày qua"), ("31", "31 ngày qua"))

    def lookups(self, request, model_admin):
        return self.SPANS

    def queryset(self, request, queryset):
        if self.value() not in dict(self.SPANS):
            return queryset
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return queryset.filter(at__gte=today - dt.timedelta(int(self.value()) - 1))


class BehalfFilter(admin.SimpleListFilter):
    """Nhập thay: what was entered in the place of a branch."""

    title, parameter_name = "nhập thay", "behalf"

    def lookups(self, request, model_admin):
        return (("1", "Nhập thay chi bộ"),)

    def queryset(self, request, queryset):
        if self.value() != "1":
            return queryset
        return queryset.filter(user_id__isnull=False, actor__contains=BEHALF)


class LogEventAdmin(Lists, admin.ModelAdmin):
    """Nhật ký: read only, the newest first, by number.

    Who reads the log reads of a row of the register only what the scope shows: a
    system administrator sees that a member was changed, not who or what.
    """

    list_display = ("moment", "person", "what", "about", "why", "address")
    list_display_links = ("moment",)
    list_filter = (KindFilter, PersonFilter, BehalfFilter, DayFilter, TableFilter)
    search_fields = ("=change_set", "=row")
    search_help_text = "Ngày (31/12/2021), số dòng hoặc mã lần ghi."
    ordering = ("-id",)
    show_facets = admin.ShowFacets.NEVER

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except BadListError:
            messages.error(request, BAD_LIST)
            return HttpResponseRedirect(request.path)

    def get_changelist_instance(self, request):
        """Put the words of each line beside its event: a few queries a page."""
        page = super().get_changelist_instance(request)
        page.result_list = list(page.result_list)
        entries = told_within(page.result_list, request.user)
        for event, entry in zip(page.result_list, entries, strict=True):
            event.entry = entry
        return page

    def get_search_results(self, request, queryset, search_term):
        try:
            day = dt.datetime.strptime(search_term.strip(), "%d/%m/%Y")  # noqa: DTZ007
        except ValueError:
            return super().get_search_results(request, queryset, search_term)
        first = timezone.make_aware(day)
        span = {"at__gte": first, "at__lt": first + dt.timedelta(days=1)}
        return queryset.filter(**span), False

    @admin.display(description="lúc")
    def moment(self, event):
        return event.entry.at

    @admin.display(description="người thực hiện")
    def person(self, event):
        return event.entry.who

    @admin.display(description="việc")
    def what(self, event):
        return event.entry.what

    @admin.display(description="nội dung")
    def about(self, event):
        return f"{capfirst(event.entry.where)} {event.row}".strip() or "–"

    @admin.display(description="lý do")
    def why(self, event):
        return event.entry.why or "–"

    @admin.display(description="địa chỉ máy")
    def address(self, event):
        return event.ip or "–"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """One event with its difference, and what was written together with it."""
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        event = self.get_object(request, unquote(object_id))
        if event is None:
            raise Http404(object_id)
        same = LogEvent.objects.filter(change_set=event.change_set).exclude(pk=event.pk)
        same = list(same.order_by("id")[:TOGETHER])
        entry, *others = told_within([event, *same], request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{entry.what} {entry.where}".strip(),
            "opts": self.opts,
            "original": event,
            "entry": entry,
            "others": others,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/log_event.html", context)

    def history_view(self, request, object_id, extra_context=None):
        raise Http404("an event has no history")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
