"""What kind of source a phrase names: party, official, witness, monitor, media, anonymous or other."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.parse import Parse
from sayso.records import Actor, VoiceKind
from sayso.vocab.speech import source_words

_LONGEST = 4
# What the vocabulary of actors calls a kind, as a kind of voice. A government speaks as a party: most that are quoted in
# reports of conflict are at war; the vocabulary of sources takes its ministries apart.
_OF_ACTORS: dict[str, tuple[VoiceKind, int]] = {
    "state-forces": ("party", 4),
    "rebel-group": ("party", 4),
    "political-militia": ("party", 4),
    "identity-militia": ("party", 4),
    "external-forces": ("party", 4),
    "coalition": ("party", 4),
    "intelligence": ("party", 3),
    "company": ("party", 2),
    "crime-group": ("party", 3),
    "government": ("party", 2),
    "police": ("official", 4),
    "monitor": ("monitor", 5),
    "mission": ("monitor", 4),
    "international-organisation": ("monitor", 4),
    "media": ("media", 5),
}


def kind_of(parse: Parse, source: Sequence[int], actors: Sequence[Actor] = ()) -> VoiceKind:
    """The kind of the source that some tokens name; `other` where no word of it tells, `anonymous` where none is named.

    Of several telling words the one of the highest rank decides, of equals the first.
    """
    if not source:
        return "anonymous"
    best: tuple[int, int, VoiceKind] | None = None
    words = [parse.tokens[i].lower.strip(".") for i in source]
    vocabulary = source_words()
    for at in range(len(words)):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            hit = vocabulary.get(" ".join(words[at : at + length]))
            if hit is not None:
                # A longer term says more than its words alone.
                found = (hit[1] * 2 + min(length, 2) - 1, -at, hit[0])
                best = found if best is None or found[:2] > best[:2] else best
                break
    start, end = parse.tokens[source[0]].start, parse.tokens[source[-1]].end
    for actor in actors:
        if actor.kind in _OF_ACTORS and start <= actor.span.start and actor.span.end <= end:
            kind, rank = _OF_ACTORS[actor.kind]
            if best is None or rank * 2 > best[0]:
                best = (rank * 2, 0, kind)
    return best[2] if best is not None else "other"
