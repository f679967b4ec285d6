"""Replies as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """The app `desk_replies`."""

    name = "sayso.desk.replies"
    label = "desk_replies"

    def ready(self) -> None:
        """Acts that came from replies link their rulings to them."""
        from django.db.models.signals import post_save

        from sayso.desk.replies.deeds.accept import ruled
        from sayso.desk.review.models import Act

        post_save.connect(ruled, sender=Act, dispatch_uid="sayso.desk.replies.ruled")
