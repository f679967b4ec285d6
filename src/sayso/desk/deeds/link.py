"""Link: claims tell of one happening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.desk.deeds.acting import Done, act
from sayso.errors import UsageError
from sayso.records import Ref


def link(user: Any, claims: Sequence[Ref], why: str, source: str = "") -> Done:
    """Put claims together. Needs the right `rule`."""
    if len(set(claims)) < 2:
        raise UsageError("two claims or more are put together; name the other one")
    return act(user, "rule", "link", why, tuple(dict.fromkeys(claims)), source=source)
