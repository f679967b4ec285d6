"""Accounts as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app `desk_accounts`."""

    name = "sayso.desk.accounts"
    label = "desk_accounts"
