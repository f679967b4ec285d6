"""Who did it and to whom: coding rule 7, weighed.

The grammar proposes (`roles`), the weights of named features decide (`cast_evidence`, `vocab/data/cast_weights.tsv`):
each phrase of the sentence against the others and against the answer that none of them plays the part; then, once one
is chosen, whether a further one plays it too. Who stands in one list with it, does.
"""

from __future__ import annotations

from sayso.reading.cast_evidence import beside, silence, standing
from sayso.reading.cast_scene import Candidate, Scene
from sayso.reading.cast_tree import conjunct
from sayso.reading.things import HUMAN
from sayso.reading.weights import weigh

_MOST_PLAYERS = 6  # of one part of one happening; longer lists are seldom coded one by one
PARTS = ("actor", "target")


def play(scene: Scene) -> dict[str, list[Candidate]]:
    """The phrases of the sentence that play each part, in text order; a phrase may play both ("clashed")."""
    return {part: players(scene, part) for part in PARTS}


def players(scene: Scene, part: str) -> list[Candidate]:
    """The phrases that play one part; `scene.cast` keeps them for the part decided next."""
    chosen: list[Candidate] = []
    while len(chosen) < _MOST_PLAYERS:
        found = best(scene, part if not chosen else f"{part}-more", chosen)
        if found is None:
            break
        for one in (found, *_listed(scene, part, found)):
            if not any(one.span.overlaps(c.span) for c in chosen):
                chosen.append(one)
                scene.cast[one.head] = "both" if scene.cast.get(one.head, part) != part else part
    return sorted(chosen, key=lambda c: c.span.start)


def _listed(scene: Scene, part: str, found: Candidate) -> list[Candidate]:
    """Who stands in one list with a player to whom the grammar too gives the part: "police and soldiers arrested"."""
    rule = scene.ruled.get(found.head, "")
    if not rule.endswith(f":{part}"):
        return []
    first = conjunct(scene.parse, found.head)
    mates = [c for c in scene.candidates if c is not found and scene.ruled.get(c.head) == rule]
    mates = [c for c in mates if c.head in scene.things.actor_at or scene.things.kind(c.head) in HUMAN | {"state"}]
    return [c for c in mates if conjunct(scene.parse, c.head) == first][:_MOST_PLAYERS]


def best(scene: Scene, stage: str, taken: list[Candidate]) -> Candidate | None:
    """The phrase that most speaks for, None where more speaks for no phrase."""
    found, most = None, weigh(stage, silence(scene))
    for candidate in scene.candidates:
        if any(candidate.span.overlaps(t.span) for t in taken):
            continue
        key = (stage, candidate.head)
        if key not in scene.weights:
            scene.weights[key] = weigh(stage, standing(scene, candidate))
        weight = weigh(stage, beside(scene, candidate), scene.weights[key])
        if weight > most:
            found, most = candidate, weight
    return found
