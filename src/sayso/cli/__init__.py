"""The command `sayso`: one verb a file, no logic."""

from __future__ import annotations

from sayso.cli.main import app, main

__all__ = ["app", "main"]
