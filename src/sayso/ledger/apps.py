"""The ledger as a Django app, so that its migrations are found."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The app `sayso_ledger`; a site that shows the ledger lists `sayso.ledger` among its INSTALLED_APPS."""

    name = "sayso.ledger"
    label = "sayso_ledger"
    verbose_name = "Sayso's ledger"
    default_auto_field = "django.db.models.BigAutoField"
