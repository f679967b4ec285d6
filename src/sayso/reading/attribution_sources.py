"""What kind of source a phrase names: party, official, witness, monitor, media, anonymous or other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sayso.reading.parse import Parse
from sayso.records import Actor, VoiceKind
from sayso.vocab.speech import source_words

_LONGEST = 6  # tokens; a hyphen is one of its own
# What the vocabulary of actors calls a kind, as a kind of voice and its rank. A government speaks as a party: most that
# are quoted in reports of conflict are at war; the vocabulary of sources tells its ministries apart.
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


_NEAR = 300  # characters each way in which "on condition of anonymity" is looked for
_MENTIONS = 3  # of a name, from the first: later ones are seldom fuller
_NAMELESS = ("anonym", "not to be named", "not to be identified", "not authorised", "not authorized", "to be named")


def kind_of(parse: Parse, source: Sequence[int], actors: Sequence[Actor] = ()) -> VoiceKind:
    """The kind of the source that some tokens name; `other` where no word of it tells, `anonymous` where none is named.

    Of several telling words the one of the highest rank decides, of equals the first; of two sources that "and" joins,
    the first.
    """
    if not source:
        return "anonymous"
    joint = next((n for n, i in enumerate(source) if n and parse.tokens[i].lower == "and"), None)
    if joint is not None:
        first = _best(parse, source[:joint], actors)
        if first is not None and parse.tokens[source[joint - 1]].pos in {"NOUN", "PROPN"}:
            return first
    return _best(parse, source, actors) or "other"


def _best(parse: Parse, source: Sequence[int], actors: Sequence[Actor]) -> VoiceKind | None:
    best: tuple[int, int, VoiceKind] | None = None
    words = [parse.tokens[i].lower.strip(".") for i in source]
    vocabulary = source_words()
    for at in range(len(words)):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            term = " ".join(words[at : at + length]).replace(" - ", "-")
            hit = vocabulary.get(term)
            if hit is not None and hit.fits(parse.tokens[source[at]].text):
                # A longer term says more than its words alone.
                found = (hit.rank * 2 + min(length, 2) - 1, -at, hit.kind)
                best = found if best is None or found[:2] > best[:2] else best
                break
    start, end = parse.tokens[source[0]].start, parse.tokens[source[-1]].end
    for actor in actors:
        if actor.kind in _OF_ACTORS and start <= actor.span.start and actor.span.end <= end:
            kind, rank = _OF_ACTORS[actor.kind]
            if best is None or rank * 2 > best[0]:
                best = (rank * 2, 0, kind)
    if best is None and all(
        parse.tokens[i].ent in {"GPE", "NORP"} or parse.tokens[i].pos in {"DET", "PART"} for i in source
    ):
        return "party"  # "Ankara said": a state speaks
    return best[2] if best is not None else None


class Speakers:
    """The kinds of the speakers of one text: what a bare name's bearer was called before is looked up once."""

    def __init__(self, parse: Parse, actors: Sequence[Actor] = (), look_back: bool = True) -> None:
        self._parse = parse
        self._look_back = look_back
        self._actors = sorted((a for a in actors if a.kind in _OF_ACTORS), key=lambda a: a.span.start)
        self._starts = [a.span.start for a in self._actors]
        self._named: dict[str, list[int]] | None = None

    def kind(self, source: Sequence[int]) -> VoiceKind:
        """The kind of a speaker: by the words of the phrase, by "on condition of anonymity" beside it, and for a bare
        name by what the text called its bearer before."""
        if not source:
            return "anonymous"
        kind = kind_of(self._parse, _core(self._parse, source), self._within(source))
        head = self._parse.tokens[source[-1]]
        if kind in {"official", "party", "other", "anonymous"} and head.ent != "PERSON" and self._is_nameless(source):
            return "anonymous"
        if kind == "other" and head.pos == "PROPN" and self._look_back:
            return self._called_before(head.text)
        return kind

    def _within(self, source: Sequence[int]) -> list[Actor]:
        start, end = self._parse.tokens[source[0]].start, self._parse.tokens[source[-1]].end
        return self._actors[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _is_nameless(self, source: Sequence[int]) -> bool:
        sentence = self._parse.sentences[self._parse.tokens[source[0]].sentence]
        low = max(sentence.start, self._parse.tokens[source[0]].start - _NEAR)
        high = min(sentence.end, self._parse.tokens[source[-1]].end + _NEAR)
        near = self._parse.text[low:high].lower()
        return any(term in near for term in _NAMELESS)

    def _called_before(self, name: str) -> VoiceKind:
        """The kind by the first fuller mentions of a name: "Police chief Joan Roe ... Roe said"."""
        if self._named is None:
            self._named = {}
            for token in self._parse.tokens:
                if token.pos == "PROPN":
                    places = self._named.setdefault(token.text, [])
                    if len(places) < _MENTIONS:
                        places.append(token.i)
        for at in self._named.get(name, ()):
            kind = kind_of(self._parse, self._mention(at))
            if kind not in {"other", "anonymous"}:
                return kind
        return "other"

    def _mention(self, at: int) -> list[int]:
        """The phrase of a mention, with the title before it and what stands in apposition."""
        tokens = self._parse.tokens
        token = tokens[at]
        head = tokens[token.head]
        if token.dep in {"compound", "appos"} and head.pos in {"NOUN", "PROPN"}:
            token = head
        first, last = self._parse.edges(token.i)
        return list(range(max(first, token.i - 14), min(last, token.i + 14) + 1))


def _core(parse: Parse, source: Sequence[int]) -> Sequence[int]:
    """A phrase up to the participle or clause that follows its head: "reports coming out of ..."."""
    for n, i in enumerate(source):
        token = parse.tokens[i]
        if n and token.pos == "VERB" and token.dep in {"acl", "relcl"}:
            return source[:n]
    return source
