"""The hidden field that makes a form be written once."""

from django import template

from accounts import tokens

register = template.Library()


@register.simple_tag
def sent_token():
    """`{% sent_token %}` inside the form of a page that writes."""
    return tokens.hidden()
