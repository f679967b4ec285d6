"""What replies add to Django's settings."""

from __future__ import annotations

APPS = ("sayso.desk.replies",)
