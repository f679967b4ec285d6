"""Unlink: claims don't tell of the happening that others tell of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.desk.deeds.acting import Done, act
from sayso.errors import UsageError
from sayso.records import Ref


def unlink(user: Any, claims: Sequence[Ref], others: Sequence[Ref], why: str, source: str = "") -> Done:
    """Keep claims apart from others. Needs the right `rule`."""
    if not others:
        raise UsageError("say what it is kept apart from")
    if set(claims) & set(others):
        raise UsageError("a claim can't be kept apart from itself")
    return act(user, "rule", "unlink", why, claims, others, source=source)
