"""`python -m sayso.desk review_index`: bring the review queue up to the ledger, all of it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from sayso.desk.review.eyes import bring_up
from sayso.desk.review.models import Eye


class Command(BaseCommand):  # type: ignore[misc]
    """Look at every incident that changed since the queue was last brought up."""

    help = "Bring the review queue up to the ledger."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do all of it, however long it takes."""
        bring_up(None)
        self.stdout.write(f"{Eye.objects.exclude(reasons='').count()} incidents need eyes\n")
