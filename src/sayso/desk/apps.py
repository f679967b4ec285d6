"""The desk as a Django app: its template tags, its rights."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The app `desk`."""

    name = "sayso.desk"
    label = "desk"
    verbose_name = "Sayso's desk"

    def ready(self) -> None:
        """Have the roles made after each migration."""
        from django.db.models.signals import post_migrate

        from sayso.desk.rights import make_roles

        post_migrate.connect(make_roles, dispatch_uid="sayso.desk.roles")
