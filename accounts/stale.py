"""A page that was opened before somebody else wrote: what differs, shown cell by cell.

Nothing typed is lost and nothing written is passed over in silence. A cell that the
clerk did not touch takes what the other person wrote; one that both wrote keeps what
the clerk typed, with both values above the form; only the next sending may write it.
"""

import re
from dataclasses import dataclass

from accounts import versions
from accounts.history import words
from accounts.models import LogEvent, User
from hoangmai_party.text import is_key

REFUSED = (
    "Chưa lưu: có người đã ghi vào trang này sau khi đồng chí mở. Xin xem phần đối "
    "chiếu ở trên rồi bấm Lưu lần nữa."
)
EMPTY = "(để trống)"
MAIN = ""  # the prefix of the page's own row


@dataclass
class Row:
    """One stored row of a page, with its form and its cells as stored now."""

    form: object
    cells: list


@dataclass(frozen=True)
class Difference:
    """A cell that changed since the page was opened."""

    row: Row
    cell: versions.Cell
    typed: dict
    is_mine: bool  # the clerk typed into it, too

    @property
    def line(self):
        """(label, what is stored, what was typed or "" when nothing was)."""
        form, name = self.row.form, self.cell.name
        typed = in_words(form, name, _texts(self.typed)) if self.is_mine else ""
        return self.cell.label, in_words(form, name, _texts(self.cell.sent)), typed


class Page:
    """Every cell that a save of this page would write, as stored now."""

    def __init__(self, form, formsets):
        self.model = form.instance.__class__
        self.rows = {MAIN: {str(form.instance.pk): Row(form, versions.cells(form))}}
        self.formsets = {formset.prefix: formset for formset in formsets}
        for prefix, formset in self.formsets.items():
            shown = {str(row.pk): Row(None, []) for row in formset.get_queryset()}
            for each in formset.initial_forms:
                if str(each.instance.pk) in shown:
                    cells = versions.cells(each)
                    shown[str(each.instance.pk)] = Row(each, cells)
            self.rows[prefix] = shown

    @property
    def version(self):
        found = self.rows.items()
        return versions.dump(
            {p: {pk: row.cells for pk, row in rows.items()} for p, rows in found}
        )

    def compare(self, data):
        """The `Stale` of what was sent, or None when nothing of it is stale."""
        opened = versions.load(data.get(versions.FIELD, ""))
        found = Stale(self)
        for prefix, rows in self.rows.items():
            then = opened.get(prefix, {})
            for pk, row in rows.items():
                found.differences += _differences(row, then.get(pk, ""), data)
                if prefix != MAIN and opened and pk not in then:
                    found.come.append((prefix, pk))
            gone = [pk for pk in then if pk not in rows]
            found.gone += [(prefix, pk) for pk in gone]
        return found if found.differences or found.come or found.gone else None


def _differences(row, then, data):
    then = versions.split(then)
    if len(then) != len(row.cells):  # a page that says no version: nothing is known
        then = [("", "")] * len(row.cells)
    for cell, (sent, stored) in zip(row.cells, then, strict=True):
        typed = versions.typed(data, cell.sent)
        digest = versions.digest(typed)
        if cell.digests != sent + stored and digest != versions.digest(cell.sent):
            yield Difference(row, cell, typed, is_mine=digest != sent)


class Stale:
    """What was written since a page was opened."""

    def __init__(self, page):
        self.page, self.differences, self.come, self.gone = page, [], [], []
        self.parts = []

    def bring_up_to_date(self, data):
        """Tell the parts in words, then put into `data` what was not typed over."""
        self.parts = [*self._changed(), *self._came(), *self._went(data)]
        for difference in self.differences:
            if not difference.is_mine:
                for key, texts in difference.cell.sent.items():
                    data.setlist(key, texts) if texts else data.pop(key, None)
        for prefix, pk in self.gone:
            _drop(data, prefix, self._place(data, prefix, pk))

    def _changed(self):
        """A part a row that changed."""
        rows = {id(each.row): each.row for each in self.differences}
        for key, row in rows.items():
            lines = [d.line for d in self.differences if id(d.row) == key]
            yield self._part(row.form.instance, lines)

    def _came(self):
        for prefix, pk in self.come:
            rows = self.page.formsets[prefix].get_queryset()
            row = next(row for row in rows if str(row.pk) == pk)
            yield self._part(row, [], f"Dòng mới được thêm: {row}")

    def _went(self, data):
        for prefix, pk in self.gone:
            formset = self.page.formsets.get(prefix)
            place = self._place(data, prefix, pk)
            if formset is None or place is None:
                continue
            form = formset.forms[place]
            typed = [
                (name, data.getlist(form.add_prefix(name))) for name in form.fields
            ]
            lines = [
                (str(form[name].label), "", in_words(form, name, texts))
                for name, texts in typed
                if any(texts) and name in versions.written(form)
            ]
            yield self._part(formset.model(pk=pk), lines, "Dòng này đã bị hủy.")

    def _part(self, row, lines, note=""):
        kind = row._meta.verbose_name
        newest = LogEvent.objects.filter(
            table=row._meta.db_table, row=str(row.pk), kind__in=LogEvent.CHANGES
        )
        event = newest.order_by("-id").first()
        name = note or (str(row) if not isinstance(row, self.page.model) else "")
        return {
            "kind": kind,
            "name": name,
            "lines": lines,
            "at": event and event.at,
            "who": _who(event),
        }

    def _place(self, data, prefix, pk):
        """The number of the posted row of this key."""
        formset = self.page.formsets.get(prefix)
        key = formset.model._meta.pk.name if formset else "id"
        count = formset.total_form_count() if formset else 0
        found = (n for n in range(count) if data.get(f"{prefix}-{n}-{key}") == pk)
        return next(found, None)


def _drop(data, prefix, place):
    """Take one row out of a posted set of rows; those after it move up."""
    if place is None:
        return
    pattern = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    found = {key: data.pop(key) for key in list(data) if pattern.fullmatch(key)}
    for key, texts in found.items():
        number, name = pattern.fullmatch(key).groups()
        if int(number) != place:
            after = int(number) - (int(number) > place)
            data.setlist(f"{prefix}-{after}-{name}", texts)
    for name in ("INITIAL_FORMS", "TOTAL_FORMS"):
        data[f"{prefix}-{name}"] = str(int(data[f"{prefix}-{name}"]) - 1)


def _texts(sent):
    return [text for texts in sent.values() for text in texts]


def in_words(form, name, texts):
    """What a person reads in a cell that holds these texts."""
    field = form.fields[name]
    texts = [text for text in texts if text]
    if hasattr(field, "queryset"):
        texts = _named(field, texts)
    elif choices := getattr(field, "choices", None) or _offered(field):
        known = dict(_flat(choices))
        texts = [known.get(text, text) for text in texts]
    elif field.widget.__class__.__name__ == "CheckboxInput":
        texts = ["có" if texts else "không"]
    return ", ".join(map(str, texts)) or EMPTY


def _offered(field):
    """The choices of a field that leaves them to its widget: có, không, chưa rõ."""
    return getattr(field.widget, "choices", ())


def _named(field, texts):
    rows = field.queryset.filter(pk__in=[*filter(is_key, texts)])
    return [str(row) for row in rows] or texts


def _flat(choices):
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), label


def _who(event):
    """Who wrote last, as every history says it."""
    if event is None:
        return ""
    user = User.objects.filter(pk=event.user_id).first()
    return words.actor(event, {event.user_id: str(user)} if user else {})
