"""Undo: a ruling no longer holds. It stays on record, and an undo can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.desk.deeds.acting import Done, act
from sayso.desk.review.models import Act
from sayso.desk.rights import check
from sayso.desk.setup import book
from sayso.errors import UsageError
from sayso.records import Ref, Ruling


def undo(user: Any, ruling: str, why: str, source: str = "") -> Done:
    """Take a ruling back. Needs the right `rule`; for one's own the right `correct` is enough."""
    check(user, "correct")
    found = book().ruling(ruling)
    own = Act.objects.filter(ruling=found.id, user=user).exists()
    refs = undone_refs(found)
    if not holds(found):
        raise UsageError(f"ruling {found.id} is undone already")
    return act(user, "correct" if own else "rule", "undo", why, refs, (), None, found.id, source)


def undone_refs(ruling: Ruling) -> tuple[Ref, ...]:
    """The claims that undoing a ruling touches and a present reading has."""
    while ruling.kind == "undo" and ruling.value:
        ruling = book().ruling(ruling.value)
    refs = (*ruling.claims, *ruling.others)
    return tuple(sorted(book().told(refs)))


def holds(ruling: Ruling) -> bool:
    """Whether nobody has undone a ruling, or whoever did was undone in turn."""
    first = ruling
    while first.kind == "undo" and first.value:
        first = book().ruling(first.value)
    return ruling.id in standing(book().rulings_on((*first.claims, *first.others)))


def standing(rulings: Iterable[Ruling]) -> set[str]:
    """The ids of those of some rulings that nobody has undone, undos among them."""
    ordered = sorted(rulings, key=lambda r: (r.at, r.id), reverse=True)
    undone: set[str] = set()
    for one in ordered:
        if one.kind == "undo" and one.value and one.id not in undone:
            undone.add(one.value)
    return {one.id for one in ordered} - undone
