"""Strike out: claims are left out of every figure, and stay to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.desk.deeds.acting import Done, act
from sayso.records import Ref


def strike(user: Any, claims: Sequence[Ref], why: str, source: str = "") -> Done:
    """Leave claims out: misread, or not of this world. Needs the right `correct`."""
    return act(user, "correct", "strike", why, claims, source=source)
