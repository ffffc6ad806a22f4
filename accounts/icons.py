"""The yes/no icons of the admin: Django has them read out as "True" and "False"."""

from django.contrib.admin.templatetags import admin_list
from django.templatetags.static import static
from django.utils.html import format_html

_ICONS = {True: ("yes", "có"), False: ("no", "không"), None: ("unknown", "chưa rõ")}


def icon(value):
    """The icon of a yes/no value with its Vietnamese word for those who listen."""
    name, word = _ICONS[value]
    return format_html(
        '<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), word
    )


def use():
    """Put ours in Django's place: it has no setting and no template for this."""
    admin_list._boolean_icon = icon
