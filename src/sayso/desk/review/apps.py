"""Review as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The app `desk_review`."""

    name = "sayso.desk.review"
    label = "desk_review"
