"""Accounts as a Django app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app `desk_accounts`."""

    name = "sayso.desk.accounts"
    label = "desk_accounts"

    def ready(self) -> None:
        """Every account that people open themselves is a reader's."""
        from allauth.account.signals import user_signed_up

        user_signed_up.connect(_reader, dispatch_uid="sayso.desk.accounts.reader")


def _reader(user: Any, **signal: Any) -> None:
    user.set_role("reader")
