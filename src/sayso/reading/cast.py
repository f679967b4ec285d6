"""Who did it and to whom: coding rule 7, weighed.

The grammar proposes (`roles`), the weights of named features decide (`cast_evidence`, `vocab/data/cast_weights.tsv`):
each phrase of the sentence against the others and against the answer that none of them plays the part; then, once one
is chosen, whether a further one plays it too.
"""

from __future__ import annotations

from sayso.reading.cast_evidence import of_phrase, silence
from sayso.reading.cast_scene import Candidate, Scene
from sayso.reading.weights import weigh

_MOST_PLAYERS = 6  # of one part of one happening; longer lists are seldom coded one by one
PARTS = ("actor", "target")


def play(scene: Scene) -> dict[str, list[Candidate]]:
    """The phrases of the sentence that play each part, the surest first; a phrase may play both ("clashed")."""
    return {part: players(scene, part) for part in PARTS}


def players(scene: Scene, part: str) -> list[Candidate]:
    """The phrases that play one part; `scene.cast` keeps them for the part decided next."""
    chosen: list[Candidate] = []
    while len(chosen) < _MOST_PLAYERS:
        found = best(scene, part if not chosen else f"{part}-more", chosen)
        if found is None:
            break
        chosen.append(found)
        scene.cast[found.head] = "both" if scene.cast.get(found.head, part) != part else part
    return chosen


def best(scene: Scene, stage: str, taken: list[Candidate]) -> Candidate | None:
    """The phrase that most speaks for, None where more speaks for no phrase."""
    found, most = None, weigh(stage, silence(scene))
    for candidate in scene.candidates:
        if any(candidate.span.overlaps(t.span) for t in taken):
            continue
        weight = weigh(stage, of_phrase(scene, candidate))
        if weight > most:
            found, most = candidate, weight
    return found
