"""A clerk at the desk: opens a page of the admin, types, saves, reads the answer."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse

from accounts.history.looks import LOOKS
from accounts.login import step_up
from accounts.models import LogEvent, SubmitToken
from accounts.scope import OUR_APPS

# Messages that many pages share.
REQUIRED = "Trường này bắt buộc phải nhập."
NO_DAY = "Hãy nhập ngày hợp lệ, theo dạng ngày/tháng/năm (ví dụ 05/09/1990)."
NO_NUMBER = "Hãy nhập một số."
NO_INTEGER = "Hãy nhập một số nguyên."
NO_NUL = "Không được chứa ký tự rỗng (null)."
ENDS_AFTER = (
    "“Thôi từ ngày” phải sau “từ ngày”: thời gian kết thúc không được trước hoặc "
    "trùng lúc bắt đầu."
)


def too_long(most, typed):
    """The message about a text of `typed` characters where `most` are allowed."""
    return f"Chỉ được có tối đa {most} ký tự (hiện có {typed})."


class _Fields(HTMLParser):
    """{name: what a browser would send} of every field on a page."""

    def __init__(self, html):
        super().__init__()
        self.values, self._list, self._text = {}, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "select":
            self._list = name
            self.values[name] = []
        elif tag == "option" and self._list and "selected" in attrs:
            self.values[self._list].append(attrs.get("value", ""))
        elif tag == "textarea":
            self._text = name
            self.values[name] = ""
        elif tag == "input" and name and kind not in ("submit", "checkbox", "radio"):
            self.values[name] = attrs.get("value", "")
        elif tag == "input" and name and "checked" in attrs:
            self.values[name] = attrs.get("value", "on")

    def handle_endtag(self, tag):
        self._list = None if tag == "select" else self._list
        self._text = None if tag == "textarea" else self._text

    def handle_data(self, data):
        if self._text:  # HTML drops the first line break of a textarea
            self.values[self._text] += data.removeprefix("\r\n").removeprefix("\n")


def confirmed(client):
    """Let the client have typed its password just now (`accounts.login.step_up`)."""
    session = client.session
    step_up.confirm(session)
    session.save()


@dataclass(frozen=True)
class Answer:
    """What the page said: saved, or messages by field and those above the form."""

    errors: dict
    above: tuple = ()
    is_saved: bool = False


class Desk:
    """The admin pages as the browser of one client shows them."""

    def __init__(self, client, user):
        self.client, self.user = client, user
        client.force_login(user)
        confirmed(client)

    def open(self, model, row=None):
        """The fields of the page that adds a row of `model`, or changes `row`."""
        self.url = _url(model, row)
        page = self.client.get(self.url)
        assert page.status_code == 200, (self.url, page.status_code)
        return _Fields(page.content.decode()).values

    def save(self, model, row=None, **typed):
        """Open the page, type over what stands there, save, and read the answer.

        A name like `names-1-started_on` is a cell of an inline; a row that the page
        does not have yet is added.
        """
        page = self.open(model, row)
        data = {name: v for name, v in page.items() if "__prefix__" not in name}
        for name in typed:
            data |= _new_row(name, page, data)
        response = self.client.post(self.url, {**data, **typed})
        return _answer(response)


def _url(model, row):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    return reverse(f"{name}_change", args=[row.pk]) if row else reverse(f"{name}_add")


def _new_row(name, page, data):
    """The fields of the inline row of `name` as a new row shows them, if it is new."""
    cell = re.fullmatch(r"(\w+)-(\d+)-\w+", name)
    if not cell or int(cell[2]) < int(data[f"{cell[1]}-TOTAL_FORMS"]):
        return {}
    start = f"{cell[1]}-__prefix__-"
    row = {
        key.replace("__prefix__", cell[2]): value
        for key, value in page.items()
        if key.startswith(start)
    }
    return row | {f"{cell[1]}-TOTAL_FORMS": str(int(cell[2]) + 1)}


def _answer(response):
    if response.status_code == 302:
        return Answer({}, is_saved=True)
    context = response.context
    form = context["adminform"].form
    forms, above = {"": form}, []
    for formset in (inline.formset for inline in context["inline_admin_formsets"]):
        above += formset.non_form_errors()
        forms |= {f"{row.prefix}-": row for row in formset.forms}
    above += [said for each in forms.values() for said in each.non_field_errors()]
    errors = {
        f"{prefix}{name}": [*messages]
        for prefix, each in forms.items()
        for name, messages in each.errors.items()
        if name != NON_FIELD_ERRORS
    }
    return Answer(errors, tuple(above))


def written():
    """How many rows every table of the register and both logs hold.

    A page that was only opened leaves a look in the log, a refused one says so there,
    and one that was sent leaves its token: that is no write.
    """
    ours = (config for config in apps.get_app_configs() if config.name in OUR_APPS)
    models = [model for config in ours for model in config.get_models()]
    found = {model.__name__: model._base_manager.count() for model in models}
    found.pop(SubmitToken.__name__)
    no_write = [*LOOKS, LogEvent.Kind.DENIED]
    changes = LogEvent.objects.exclude(kind__in=no_write).count()
    return {**found, "LogEntry": LogEntry.objects.count(), "LogEvent": changes}
