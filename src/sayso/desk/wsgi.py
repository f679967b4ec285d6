"""The desk for a server of your choice: `granian --interface wsgi sayso.desk.wsgi:application`, gunicorn, uwsgi.

The ledger and everything else come from the environment (`SAYSO_LEDGER__URL`, `SAYSO_DESK__…`).
"""

from __future__ import annotations

from typing import Any

from sayso.desk.setup import Desk, desk_at, prepare
from sayso.settings import load_settings


def make(desk: Desk | None = None) -> Any:
    """The WSGI application of a desk (by default that of the environment), with everything brought up to date."""
    prepare(desk or desk_at(None, load_settings()))
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()


def __getattr__(name: str) -> Any:
    """`application`, made when a server asks for it and not when a tool imports this module."""
    if name == "application":
        globals()[name] = make()
        return globals()[name]
    raise AttributeError(name)
