"""The index of what needs eyes: kept beside the ledger, brought up to its last change a bite at a time.

An incident is looked at anew when a change of the ledger touched it, its near misses or a ruling on its claims. A page
of the queue does a fraction of a second of it; `python -m sayso.desk review_index` does all of it.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log10
from time import monotonic
from typing import Any

from django.conf import settings

from sayso.desk.deeds.acting import turn
from sayso.desk.remembered import last_lap
from sayso.desk.review.models import Eye, Mark
from sayso.desk.setup import book
from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.ledger.rows import bites
from sayso.merging.rulings import in_force
from sayso.records import Incident, Ref

BITE = 50
SECONDS = 0.3  # what a page may spend on it: less than a reader notices
# What each reason weighs: contested before weak with deaths, then near misses and doubtful readings; any two of the
# lesser outweigh neither of the greater alone. The number of dead adds its power of ten.
WEIGHTS = {"contested": 8.0, "weak": 6.0, "near": 3.0, "unsure": 2.0}


def bring_up(seconds: float | None = SECONDS) -> int:
    """Bring the index up to the ledger, for so long at most; how many incidents are left to look at."""
    mark = Mark.objects.first()
    last = last_lap()
    if mark is None or mark.lap != last:
        _mark_stale(mark, last)
    until = None if seconds is None else monotonic() + seconds
    while until is None or monotonic() < until:
        names = list(Eye.objects.filter(stale=True).values_list("name", flat=True)[:BITE])
        if not names:
            return 0
        _look(names)
    return Eye.objects.filter(stale=True).count()


def _mark_stale(mark: Mark | None, last: int) -> None:
    since = mark.lap if mark and mark.lap <= last else 0  # a ledger that went back is another ledger
    with turn():
        if since == 0:
            Eye.objects.all().delete()
        for names in bites(sorted(_touched(since))):
            made = [Eye(name=n, stale=True) for n in names]
            Eye.objects.bulk_create(made, update_conflicts=True, unique_fields=["name"], update_fields=["stale"])
        Mark.objects.update_or_create(pk=1, defaults={"lap": last})


def _touched(since: int) -> set[str]:
    """The incidents that a change after `since` made, altered, ended, almost linked or ruled on."""
    db = book().db
    rows = models.Incident.objects.using(db)
    found = set(rows.filter(lap_from__gt=since).values_list("name", flat=True))
    if since == 0:
        return found
    found |= set(rows.filter(lap_to__gt=since).values_list("name", flat=True))
    ties = models.Tie.objects.using(db)
    keys: set[int] = set()
    for changed in (ties.filter(lap_from__gt=since), ties.filter(lap_to__gt=since)):
        keys |= {key for pair in changed.values_list("a_id", "b_id") for key in pair}
    for ruling in models.Ruling.objects.using(db).filter(lap__gt=since).values_list("name", flat=True):
        refs = {r for one in _undone(ruling) for r in (*one.claims, *one.others)}
        for ref in refs:
            named = models.Claim.objects.using(db).filter(article__name=ref.article, name=ref.claim)
            keys |= set(named.values_list("id", flat=True))
    held = models.Held.objects.using(db).filter(lap_to__isnull=True)
    for bite in bites(sorted(keys)):
        found |= set(held.filter(claim_id__in=bite).values_list("holder", flat=True))
    return {name for name in found if name.startswith("i-")}


def _undone(name: str) -> list[Any]:
    """A ruling, and those that it undoes."""
    found = [book().ruling(name)]
    while found[-1].kind == "undo" and found[-1].value:
        found.append(book().ruling(found[-1].value))
    return found


def _look(names: Sequence[str]) -> None:
    """Look at some incidents anew."""
    db = book().db
    rows = models.Incident.objects.using(db).filter(lap_to__isnull=True, name__in=names)
    there = {name: (unpack(Incident, data), lap) for name, data, lap in rows.values_list("name", "data", "lap_from")}
    near, doubtful, accepted = _near(names), _doubtful(names), _accepted([one for one, _ in there.values()])
    made = []
    for name, (one, lap) in there.items():
        weights = reasons(one, near[name], sum(ref not in accepted for ref in doubtful[name]))
        if accepted.issuperset({*one.claims, *one.denials}):
            weights = {}
        codes = f",{','.join(weights)}," if weights else ""
        made.append(Eye(name=name, score=sum(weights.values()), reasons=codes, lap=lap, stale=False))
    with turn():
        Eye.objects.filter(name__in=[n for n in names if n not in there]).delete()
        fields = ["score", "reasons", "lap", "stale"]
        Eye.objects.bulk_create(made, update_conflicts=True, unique_fields=["name"], update_fields=fields)


def reasons(one: Incident, near: int, doubtful: int) -> dict[str, float]:
    """Why an incident needs eyes, each reason with its weight; nothing where none does."""
    dead = one.figure("killed")
    killed = (dead.high or dead.best or 0) if dead else 0
    size = log10(1 + killed)
    found = {}
    if one.grade == "contested" or one.contradictions:
        found["contested"] = WEIGHTS["contested"] + size + 0.1 * min(len(one.contradictions), 9)
    if one.grade == "weak" and killed:
        found["weak"] = WEIGHTS["weak"] + size
    if near:
        found["near"] = WEIGHTS["near"] + 0.1 * min(near, 9)
    if doubtful:
        found["unsure"] = WEIGHTS["unsure"] + 0.1 * min(doubtful, 9)
    return found


def _near(names: Sequence[str]) -> Counter[str]:
    """How many near misses touch each incident."""
    held = models.Held.objects.using(book().db).filter(lap_to__isnull=True, holder__in=names)
    holder = dict(held.values_list("claim_id", "holder"))
    ties = models.Tie.objects.using(book().db).filter(lap_to__isnull=True, verdict="near-miss")
    found: dict[str, set[int]] = defaultdict(set)
    for bite in bites(sorted(holder)):
        for side in ("a_id", "b_id"):
            for key, claim in ties.filter(**{f"{side}__in": bite}).values_list("id", side):
                found[holder[claim]].add(key)
    return Counter({name: len(keys) for name, keys in found.items()})


def _doubtful(names: Sequence[str]) -> dict[str, list[Ref]]:
    """The claims of each incident of which the reader is not sure."""
    bar = settings.SAYSO.dials.desk.unsure
    held = models.Held.objects.using(book().db).filter(lap_to__isnull=True, holder__in=names)
    columns = ("holder", "claim__article__name", "claim__name", "claim__reading_id")
    found: dict[str, list[Ref]] = defaultdict(list)
    by_reading: dict[int, list[tuple[str, Ref]]] = defaultdict(list)
    for holder, article, claim, reading in held.values_list(*columns):
        by_reading[reading].append((holder, Ref(article, claim)))
    for bite in bites(sorted(by_reading)):
        rows = models.Reading.objects.using(book().db).filter(id__in=bite).values_list("id", "data")
        for key, data in rows:
            sure = {c["id"]: c.get("confidence", 0.0) for c in json.loads(zlib.decompress(data)).get("claims", ())}
            for holder, ref in by_reading[key]:
                if sure.get(ref.claim, 0.0) < bar:
                    found[holder].append(ref)
    return found


def _accepted(ones: Iterable[Incident]) -> set[Ref]:
    """The claims that somebody has accepted, alone or with all that were in their incident then."""
    refs = {r for one in ones for r in (*one.claims, *one.denials)}
    ruled = models.Ruled.objects.using(book().db).filter(ruling__kind="confirm")
    named: set[Ref] = set()
    for bite in bites(sorted({r.article for r in refs})):
        named |= {Ref(*pair) for pair in ruled.filter(article__in=bite).values_list("article", "claim")}
    confirmed = in_force(book().rulings_on(named & refs)) if named & refs else []
    return {ref for r in confirmed if r.kind == "confirm" for ref in r.claims}
