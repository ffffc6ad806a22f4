"""The version of a page: which value stood in each cell when it was opened.

Each cell has two short digests: of what an untouched browser sends back, and of what
is stored (a masked number can change without looking any different). So a save knows
exactly which cells somebody else has changed since and which ones were typed over;
the page carries no value twice, and no query is needed to look.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.forms import CheckboxInput, MultiWidget
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import InlineForeignKeyField
from django.utils.crypto import salted_hmac

FIELD = "opened"
DIGITS = 8  # hex digits of a digest; a cell has two


@dataclass(frozen=True)
class Cell:
    """A cell as stored now: what a browser would send, and the two digests."""

    name: str
    label: str
    sent: dict
    digests: str


def cells(form):
    """The cells of a form that a save would write; `form` may hold typed data."""
    return [
        Cell(name, str(form[name].label), sent, digest(sent) + _stored(form, name))
        for name in written(form)
        for sent in [as_sent(form, name)]
    ]


def written(form):
    """Names of the fields that a save writes: not the keys of an inline's row."""
    key = form.instance._meta.pk.name
    return [
        name
        for name, field in form.fields.items()
        if name not in (key, DELETION_FIELD_NAME)
        and not (field.disabled or isinstance(field, InlineForeignKeyField))
    ]


def as_sent(form, name):
    """{key: [texts]} that a browser sends for a cell nobody touched."""
    field = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    return _as_sent(field.widget, form.add_prefix(name), value)


def _as_sent(widget, key, value):
    widget = getattr(widget, "widget", widget)  # of a relation: wrapped
    if isinstance(widget, MultiWidget):
        parts = zip(
            widget.widgets, widget.widgets_names, widget.decompress(value), strict=True
        )
        found = (_as_sent(part, key + suffix, one) for part, suffix, one in parts)
        return {key: texts for each in found for key, texts in each.items()}
    if isinstance(widget, CheckboxInput):
        return {key: ["on"] if widget.check_test(value) else []}
    shown = widget.format_value(value)
    if not isinstance(shown, (list, tuple)):
        shown = [shown]
    return {key: [str(text) for text in shown if text not in (None, "")]}


def typed(data, sent):
    """What came for the same keys."""
    return {key: data.getlist(key) for key in sent}


def digest(sent):
    """Of texts as a browser sends them: line ends, spaces and order don't count."""
    plain = [
        sorted(text for text in map(_plain, texts) if text) for texts in sent.values()
    ]
    return _short(json.dumps(plain))


def _plain(text):
    return str(text).replace("\r\n", "\n").strip()


def _stored(form, name):
    try:
        field = form.instance._meta.get_field(name)
    except FieldDoesNotExist:
        return "0" * DIGITS
    if field.many_to_many or not field.concrete:
        return "0" * DIGITS
    return _short(str(getattr(form.instance, field.attname)))


def _short(text):
    return salted_hmac(__name__, text, algorithm="sha256").hexdigest()[:DIGITS]


def dump(rows):
    """The text of the hidden field, from {prefix: {pk: [Cell]}}."""
    return json.dumps(
        {
            prefix: {pk: "".join(c.digests for c in row) for pk, row in found.items()}
            for prefix, found in rows.items()
        },
        separators=(",", ":"),
    )


def load(text):
    """{prefix: {pk: digests}} of a page that was sent; {} when it says nothing."""
    try:
        found = json.loads(text)
        texts = [row for rows in found.values() for row in rows.values()]
    except (ValueError, AttributeError):
        return {}
    return found if all(isinstance(text, str) for text in texts) else {}


def split(digests):
    """[(digest as sent, digest as stored)] of a row."""
    step = 2 * DIGITS
    parts = [digests[at : at + step] for at in range(0, len(digests), step)]
    return [(part[:DIGITS], part[DIGITS:]) for part in parts]
