"""The rooms of the desk, in the order of their addresses and of the navigation.

A room is a package beside this file. What it has, the desk finds by the name of the file:

    urls.py       its addresses, below the room's `path`
    views.py      functions that take a request and give a page; queries.py what they ask of the ledger
    templates/    its pages, in a folder of the room's name; static/ likewise
    slots.py      what it adds to other rooms' pages (SLOTS, see `sayso.desk.templatetags.desk`)
    parts.py      what it adds to Django's settings (APPS, MIDDLEWARE, settings()), imported before Django is set up
    models.py     its tables, with migrations/ and a Django app named in APPS

`sayso.desk.setup` and `sayso.desk.urls` put them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.utils.translation import gettext_lazy as _

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Room:
    """One room: its package, the path of its addresses, and its entry in the navigation (a label and a view's name)."""

    name: str
    path: str
    label: object = None
    view: str = ""

    def module(self, file: str) -> ModuleType | None:
        """One of the room's modules; None where it has no such file."""
        name = f"sayso.desk.{self.name}.{file}"
        return import_module(name) if find_spec(name) else None

    def folder(self, name: str) -> Path | None:
        """One of the room's folders; None where it has none."""
        path = HERE / self.name / name
        return path if path.is_dir() else None


ROOMS: tuple[Room, ...] = (
    Room("front", "", _("Incidents"), "front"),
    Room("timeline", ""),
    Room("map", ""),
    Room("incident", ""),
    Room("totals", "totals/", _("Totals"), "totals"),
    Room("actor", "actors/", _("Actors"), "actors"),
    Room("place", "places/", _("Places"), "places"),
    Room("source", "sources/", _("Sources"), "sources"),
    Room("article", "reports/"),
    Room("changes", "changes/", _("Changes"), "changes"),
    Room("method", "method/", _("Method"), "method"),
    Room("review", "review/"),
    Room("accounts", "accounts/"),
    Room("replies", "replies/"),
    Room("feeds", "feeds/"),
    Room("api", "api/"),
)
