"""Grade: how well founded an incident is, by a person's judgement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.desk.deeds.acting import Done, act
from sayso.errors import UsageError
from sayso.records import GRADES, Ref


def grade(user: Any, claims: Sequence[Ref], value: str, why: str, source: str = "") -> Done:
    """Grade the incident of some claims. Needs the right `rule`."""
    if value not in GRADES:
        raise UsageError(f"“{value[:40]}” is not one of the grades: {', '.join(GRADES)}")
    return act(user, "rule", "grade", why, claims, (), None, value, source)
