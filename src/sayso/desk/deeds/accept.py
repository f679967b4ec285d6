"""Accept: a claim is read right, or an incident's claims are one happening; nothing that comes later parts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.desk.deeds.acting import Done, act
from sayso.records import Ref


def accept(user: Any, claims: Sequence[Ref], why: str, source: str = "") -> Done:
    """Confirm one claim as it was read, or several as one happening. Needs the right `rule`."""
    return act(user, "rule", "confirm", why, claims, source=source)
