"""What waits for another person: found, and kept from the one who asked for it."""

from __future__ import annotations

from typing import Any

from sayso.desk.review.models import WAITING, Act
from sayso.errors import NotInLedger, UsageError


def waiting(user: Any, act: int, own: bool = False) -> Act:
    """The waiting act of a number, of another person (or, with `own`, one's own).

    Raises NotInLedger where there is none, UsageError where it is settled or the wrong person's.
    """
    found = Act.objects.filter(pk=act).prefetch_related("named").first()
    if found is None:
        raise NotInLedger("there is no such act")
    if found.state != WAITING:
        raise UsageError("this doesn't wait any more: somebody has settled it")
    if (found.user_id == user.pk) != own:
        raise UsageError("only who asked for it can withdraw it" if own else "another person has to settle this")
    return found
