"""How numbers, percentages and days are written in Vietnamese."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone

from reports import percent

register = template.Library()

NOTHING = "–"


def _decimal(value):
    return None if value is None or value == "" else Decimal(str(value))


@register.filter
def vnum(value):
    """1964 -> "1.964", Decimal("12.5") -> "12,5", nothing -> "–"."""
    if value is None or value == "":
        return NOTHING
    if not isinstance(value, (int, float, Decimal)):
        return value
    # The dot and the comma trade places; digits stay as they were given.
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


@register.filter
def vpct(value):
    """A percentage in text: Decimal("119.23") -> "119,2%", nothing -> "–"."""
    return percent.text(_decimal(value))


@register.filter
def vform(value):
    """A percentage in a statistical form, under a head that says %: "100,00"."""
    return percent.form_text(_decimal(value))


@register.filter
def vdate(value):
    """A day as dd/mm/yyyy; none -> "–"."""
    if not value:
        return NOTHING
    if not isinstance(value, date):
        return value
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.day:02}/{value.month:02}/{value.year:04}"
