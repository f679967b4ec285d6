"""The public change log: what was merged, corrected and withdrawn, by whom and why, lap by lap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from sayso.desk.pages import Pager
from sayso.desk.setup import book
from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.ledger.history import changes as changes_in_words
from sayso.records import Incident, Ruling

SHOWN = 8  # incidents of one change that are told of one by one


@dataclass(frozen=True, slots=True)
class Altered:
    """An incident or total that a change made, altered or ended; `what` says how, `forward` is the id it went into."""

    id: str
    fate: str
    what: tuple[str, ...] = ()
    forward: str | None = None
    one: Incident | None = None


@dataclass(slots=True)
class Change:
    """One change of the ledger, without the addresses of files, which are nobody's business."""

    lap: int
    at: datetime
    kind: str
    who: str
    reports: list[tuple[str, str | None]] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    altered: list[Altered] = field(default_factory=list)
    more: int = 0


def short(what: str) -> str:
    """A line of a history without the ids of claims, which the incident's page has, and without who is on which side.

    >>> short("2 claims (a#c1, b#c2) joined"), short("contradiction in killed: 19 (Mission) against 40 (Front)")
    ('2 claims joined', 'contradiction in killed')
    """
    if what.startswith("contradiction in "):
        return what.partition(":")[0]
    return re.sub(r" \([^()]*#[^()]*\)", "", what)


def laps(everything: bool) -> QuerySet[Any]:
    """The changes of the ledger, latest first; without `everything` only those by which something was taken back."""
    db = book().db
    rows = models.Lap.objects.using(db).order_by("-id")
    if everything:
        return rows
    ended = models.Tombstone.objects.using(db).values("lap_from")
    return rows.filter(~Q(kind="add") | Q(id__in=ended))


def changes(rows: QuerySet[Any], page: Pager) -> list[Change]:
    """One page of changes; six queries however many there are."""
    db = book().db
    found = {lap.id: Change(lap.id, lap.at, lap.kind, lap.who) for lap in page.of(rows)}
    keys = list(found)
    for lap, article, title in (
        models.Reading.objects.using(db).filter(lap_from__in=keys).values_list("lap_from", "article__name", "title")
    ):
        found[lap].reports.append((article, title))
    for lap, data in models.Ruling.objects.using(db).filter(lap__in=keys).values_list("lap", "data"):
        found[lap].rulings.append(unpack(Ruling, data))
    for lap, altered in _altered(db, keys).items():
        found[lap].altered = altered[:SHOWN]
        found[lap].more = max(0, len(altered) - SHOWN)
    return list(found.values())


def _altered(db: str, keys: Sequence[int]) -> dict[int, list[Altered]]:
    table = models.Incident.objects.using(db)
    before = {
        (lap, name): data for lap, name, data in table.filter(lap_to__in=keys).values_list("lap_to", "name", "data")
    }
    after = {
        (lap, name): data for lap, name, data in table.filter(lap_from__in=keys).values_list("lap_from", "name", "data")
    }
    stones = models.Tombstone.objects.using(db).filter(lap_from__in=keys)
    ended = {(lap, name): forward for lap, name, forward in stones.values_list("lap_from", "name", "forward")}
    made: dict[int, list[Altered]] = defaultdict(list)
    per_lap: dict[int, int] = defaultdict(int)
    for (lap, name), forward in sorted(ended.items()):
        made[lap].append(Altered(name, "merged" if forward else "withdrawn", (), forward))
        per_lap[lap] += 1
    for (lap, name), data in sorted(after.items(), key=lambda kv: (kv[0][0], kv[0] not in before, kv[0][1])):
        old = before.get((lap, name))
        fate = "changed" if old else "new"
        per_lap[lap] += 1
        if per_lap[lap] > SHOWN:
            made[lap].append(Altered(name, fate))
            continue
        now = unpack(Incident, data)
        what = tuple(map(short, changes_in_words(unpack(Incident, old), now))) if old else ()
        made[lap].append(Altered(name, fate, what, None, now))
    return made
