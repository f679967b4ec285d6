"""Whether a deed contradicts what somebody else has ruled: then both are shown, and neither is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sayso.desk.review.models import Act
from sayso.desk.setup import book
from sayso.merging.rulings import in_force, orders
from sayso.records import Ref, Ruling


def opposed(
    user: Any, kind: str, claims: Sequence[Ref], others: Sequence[Ref], field: str | None, value: str | None
) -> str:
    """The id of the standing ruling of another person that a deed contradicts; empty where there is none."""
    if kind == "undo":  # it takes back openly, and says why
        return ""
    found = in_force(book().rulings_on((*claims, *others)))
    theirs = [r for r in _contrary(found, kind, claims, others, field, value) if not _by(user, r)]
    return theirs[-1].id if theirs else ""


def _contrary(
    found: list[Ruling],
    kind: str,
    claims: Sequence[Ref],
    others: Sequence[Ref],
    field: str | None,
    value: str | None,
) -> Iterable[Ruling]:
    if kind == "correct":
        return [r for r in _latest(found, claims, field) if r.value != value]
    if kind == "grade":
        graded = [r for r in found if r.kind == "grade" and set(r.claims) & set(claims)]
        return [r for r in graded[-1:] if r.value != value]
    if kind == "strike":
        return [r for r in found if r.kind == "confirm" and len(r.claims) == 1 and set(r.claims) <= set(claims)]
    struck = [r for r in found if r.kind == "strike" and set(r.claims) & set(claims)] if kind == "confirm" else []
    return [*struck, *_pairs(found, kind, claims, others)]


def _latest(found: list[Ruling], claims: Sequence[Ref], field: str | None) -> list[Ruling]:
    """The correction of a field that holds for each claim."""
    standing: dict[Ref, Ruling] = {}
    for ruling in found:
        if ruling.kind == "correct" and ruling.field == field:
            standing |= {r: ruling for r in ruling.claims if r in claims}
    return sorted({r.id: r for r in standing.values()}.values(), key=lambda r: (r.at, r.id))


def _pairs(found: list[Ruling], kind: str, claims: Sequence[Ref], others: Sequence[Ref]) -> list[Ruling]:
    """The rulings by which two claims are together that are to be parted, or apart that are to be put together."""
    asked = orders(found)
    ours, theirs = set(claims), set(others) or set(claims)
    held = asked.together if kind == "unlink" else asked.apart
    names = {name for (a, b), name in held.items() if (a in ours and b in theirs) or (b in ours and a in theirs)}
    return [r for r in found if r.id in names]


def _by(user: Any, ruling: Ruling) -> bool:
    """Whether a ruling is somebody's own; one that was made elsewhere (`sayso rule`) is known by its name only."""
    act = Act.objects.filter(ruling=ruling.id).first()
    return bool(act.user_id == user.pk) if act else ruling.who == str(user)
