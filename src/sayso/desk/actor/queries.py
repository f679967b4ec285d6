"""Actors as the incidents name them: who did it and to whom, by the vocabulary's id or by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from sayso.desk.asked import Asked, matching
from sayso.desk.remembered import remembered
from sayso.ledger.codec import unpack
from sayso.records import Incident, Participant
from sayso.vocab.actors import actor as known_actor


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of the list: its key in addresses, its name, whether the vocabulary knows it, and its incidents."""

    key: str
    name: str
    known: bool
    count: int


def all_actors() -> list[tuple[str, bool, int, int]]:
    """Every actor's key, whether that is an id, its incidents, and one incident's row; those with most first."""
    return remembered("actors", None, _all_actors)


def _all_actors() -> list[tuple[str, bool, int, int]]:
    counts: Counter[tuple[str, bool]] = Counter()
    example: dict[tuple[str, bool], int] = {}
    for row, text in matching(Asked()).exclude(actors="").values_list("id", "actors").iterator(2000):
        for key in set(_keys(text)):
            counts[key] += 1
            example[key] = row
    ordered = sorted(counts.items(), key=lambda kv: (-kv[1], not kv[0][1], kv[0][0]))
    return [(name, known, n, example[name, known]) for (name, known), n in ordered]


def _keys(text: str) -> Iterator[tuple[str, bool]]:
    """The actors of a row's column, which has name and id in turn."""
    parts = text.split("|")
    for name, known in zip(parts[::2], parts[1::2], strict=False):
        if known or name:
            yield known or name, bool(known)


def named(rows: list[tuple[str, bool, int, int]]) -> list[Named]:
    """Some of them with their names as they are written; one query."""
    records = {
        row: unpack(Incident, data)
        for row, data in matching(Asked()).filter(id__in=[r[3] for r in rows]).values_list("id", "data")
    }
    return [Named(key, _name(key, known, records.get(row)), known, n) for key, known, n, row in rows]


def _name(key: str, known: bool, one: Incident | None) -> str:
    if known and (found := known_actor(key)):
        return found.name
    found_in = (p for p in (*one.actors, *one.targets) if key in (p.name.casefold(), p.id)) if one else iter(())
    return next((p.name for p in found_in), key)


def of_actor(key: str) -> QuerySet[Any]:
    """The rows of the incidents that name an actor, by its id or by its whole name."""
    name = key.casefold()
    whole = Q(actors__startswith=f"{name}|") | Q(actors__contains=f"|{name}|") | Q(actors__endswith=f"|{name}")
    return matching(Asked()).filter(whole)


def by_event(rows: QuerySet[Any]) -> list[tuple[str, int]]:
    """How many of some incidents are of each event, most first."""
    return list(rows.order_by().values_list("event").annotate(n=Count("id")).order_by("-n", "event"))


def as_written(key: str, incidents: list[Incident]) -> Participant | None:
    """The actor as one of some incidents has it."""
    name = key.casefold()
    people = (p for one in incidents for p in (*one.actors, *one.targets))
    return next((p for p in people if name in (p.name.casefold(), (p.id or "").casefold())), None)
