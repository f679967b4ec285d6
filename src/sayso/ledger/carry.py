"""Claims keep their ids from reading to reading, so that what people ruled of them, and the incidents, hold.

A claim of the new reading is the same as one of the old when its trigger stands in the same place; or its sentence and
event are the same; or, where the page has changed, its sentence is much alike and event and trigger are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from sayso.records import Claim, Reading

ALIKE = 70.0  # of 100, rapidfuzz's ratio: a sentence with its figure and a clause changed stays above it
MOST_COMPARED = 200


def carried(old: Reading, new: Reading, used: Iterable[str], version: int) -> Reading:
    """The new reading under the old one's article id, with the ids of the claims that the old one has too.

    `used` are the ids that claims of this article have ever had; a new claim gets none of them.
    """
    same = _matched(old, new)
    taken = {*used, *same.values()}
    ids: dict[str, str] = {}
    for claim in new.claims:
        ids[claim.id] = same.get(claim.id) or _free(claim.id, taken, version)
        taken.add(ids[claim.id])
    return renamed(new, old.article.id, ids)


def renamed(reading: Reading, article: str, ids: dict[str, str]) -> Reading:
    """The reading with another article id and other claim ids; ids that aren't in the table stay."""

    def name(claim: str | None) -> str | None:
        return None if claim is None else ids.get(claim, claim)

    claims = tuple(
        replace(c, id=ids.get(c.id, c.id), article=article, same_as=name(c.same_as), part_of=name(c.part_of))
        for c in reading.claims
    )
    return replace(reading, article=replace(reading.article, id=article), claims=claims)


def _free(name: str, taken: set[str], version: int) -> str:
    found, count = name, version
    while found in taken:
        found, count = f"{name}v{count}", count + 1
    return found


def _words(claim: Claim) -> str:
    return " ".join(claim.evidence.text.split())


def _matched(old: Reading, new: Reading) -> dict[str, str]:
    if old.article.text == new.article.text:
        spot: Callable[[Claim], Hashable] = lambda c: (c.trigger.start, c.trigger.end)  # noqa: E731
    else:
        spot = lambda c: (_words(c), c.trigger.start - c.evidence.start)  # noqa: E731
    found: dict[str, str] = {}
    _by_key(old, new, found, lambda c: (c.event, spot(c)))
    _by_key(old, new, found, spot)
    _by_key(old, new, found, lambda c: (c.event, _words(c)))
    if old.article.text != new.article.text:
        _by_likeness(old, new, found)
    return found


def _left(old: Reading, new: Reading, found: dict[str, str]) -> tuple[list[Claim], list[Claim]]:
    used = set(found.values())
    return [c for c in old.claims if c.id not in used], [c for c in new.claims if c.id not in found]


def _by_key(old: Reading, new: Reading, found: dict[str, str], key: Callable[[Claim], Hashable]) -> None:
    before, after = _left(old, new, found)
    shelf: dict[Hashable, list[str]] = {}
    for claim in reversed(before):
        shelf.setdefault(key(claim), []).append(claim.id)
    for claim in after:
        if mates := shelf.get(key(claim)):
            found[claim.id] = mates.pop()


def _by_likeness(old: Reading, new: Reading, found: dict[str, str]) -> None:
    before, after = _left(old, new, found)
    scored = [
        (-score, b.id, a.id)
        for a in after[:MOST_COMPARED]
        for b in before[:MOST_COMPARED]
        if a.event == b.event
        and a.trigger.text.lower() == b.trigger.text.lower()
        and (score := fuzz.ratio(_words(a), _words(b), score_cutoff=ALIKE))
    ]
    used: set[str] = set()
    for _, was, now in sorted(scored):
        if was not in used and now not in found:
            found[now] = was
            used.add(was)
