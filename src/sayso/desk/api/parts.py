"""What the API adds to Django's settings: its table of tokens."""

from __future__ import annotations

APPS: tuple[str, ...] = ("sayso.desk.api",)
