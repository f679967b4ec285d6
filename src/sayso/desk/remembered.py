"""Costly answers kept until the ledger changes: each is remembered under the number of the ledger's last change."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils.translation import get_language

from sayso.desk.setup import book
from sayso.ledger import models

T = TypeVar("T")
SECONDS = 3600


def last_lap() -> int:
    """The number of the ledger's last change; 0 for an empty one."""
    rows = models.Lap.objects.using(book().db).order_by("-id").values_list("id", flat=True)
    return int(rows.first() or 0)


def remembered(name: str, about: Any, make: Callable[[], T]) -> T:
    """What `make` gives, or what it gave for the same `about` and language since the ledger's last change."""
    text = repr((name, about, book().db, last_lap(), get_language()))
    key = f"sayso-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, SECONDS)
    return found
