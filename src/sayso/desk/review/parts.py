"""What review adds to Django's settings."""

from __future__ import annotations

APPS = ("sayso.desk.review",)
