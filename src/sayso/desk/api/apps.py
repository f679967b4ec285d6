"""The tokens of the API as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The app `desk_api`."""

    name = "sayso.desk.api"
    label = "desk_api"
