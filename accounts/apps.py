from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Tài khoản và nhật ký"

    def ready(self):
        from accounts import groups, icons, models  # noqa: PLC0415 - needs the app registry
        from accounts.log import check, connect, triggers  # noqa: PLC0415 - the same
        from accounts.login import sessions  # noqa: PLC0415 - the same
        from hoangmai_party import clock  # noqa: PLC0415 - the same

        icons.use()
        clock.read_with(lambda: models.Register.load().stands_on)
        checks.register(check.triggers_are_installed, checks.Tags.database)
        connection_created.connect(
            connect.on_connection_created, dispatch_uid="accounts.log.connect"
        )
        # Triggers first: the rights of the groups are then written into the log.
        post_migrate.connect(
            triggers.on_post_migrate, sender=self, dispatch_uid="accounts.log.triggers"
        )
        post_migrate.connect(groups.on_post_migrate, dispatch_uid="accounts.groups")
        user_logged_in.connect(
            sessions.on_user_logged_in, dispatch_uid="accounts.login.sessions"
        )
