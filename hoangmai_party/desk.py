"""Django's admin with our own index; apart from `reports.apps`, which has one app."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The admin app; its site shows the year's figures."""

    default_site = "reports.desk.DeskSite"
