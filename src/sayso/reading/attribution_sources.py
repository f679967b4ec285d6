"""What kind of source a phrase names: party, official, witness, monitor, media, anonymous or other."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.parse import Parse
from sayso.records import Actor, VoiceKind
from sayso.vocab.speech import source_words

_LONGEST = 6  # tokens; a hyphen is one of its own
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


# Words of the vocabulary that are names only when they begin with a capital.
_NAMES = frozenset(
    """times post sun mirror nation observer sentinel guardian express chronicle fox standard dawn herald telegraph tribune
    star pioneer journal live petra wam saba""".split()
)
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
            if hit is not None and not _is_common(parse, source[at], term):
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
    if best is None and all(parse.tokens[i].ent in {"GPE", "NORP"} or parse.tokens[i].pos in {"DET", "PART"} for i in source):
        return "party"  # "Ankara said": a state speaks
    return best[2] if best is not None else None


def _is_common(parse: Parse, at: int, term: str) -> bool:
    """Whether a term that is a name or an abbreviation stands here as an ordinary word."""
    text = parse.tokens[at].text
    if term in _NAMES:
        return not text[0].isupper()
    return len(term) <= 3 and term in {"is", "who", "un", "ap", "sp", "dig", "mod", "mp", "lt", "sun"} and not text.isupper() and text != "Lt"


def speaker_kind(parse: Parse, source: Sequence[int], actors: Sequence[Actor] = ()) -> VoiceKind:
    """The kind of a speaker: by the words of the phrase, by "on condition of anonymity" beside it, and for a bare name
    by what the text called its bearer before."""
    if not source:
        return "anonymous"
    kind = kind_of(parse, _core(parse, source), actors)
    head = parse.tokens[source[-1]]
    if kind in {"official", "party", "other", "anonymous"} and head.ent != "PERSON" and _is_nameless(parse, source):
        return "anonymous"
    if kind == "other" and head.pos == "PROPN":
        return _called_before(parse, source, actors)
    return kind


def _core(parse: Parse, source: Sequence[int]) -> Sequence[int]:
    """A phrase up to the participle or clause that follows its head: "reports coming out of ..."."""
    for n, i in enumerate(source):
        token = parse.tokens[i]
        if n and token.pos == "VERB" and token.dep in {"acl", "relcl"}:
            return source[:n]
    return source


def _is_nameless(parse: Parse, source: Sequence[int]) -> bool:
    sentence = parse.sentences[parse.tokens[source[0]].sentence]
    text = parse.text[sentence.start : sentence.end].lower()
    return any(term in text for term in _NAMELESS)


def _called_before(parse: Parse, source: Sequence[int], actors: Sequence[Actor]) -> VoiceKind:
    """The kind by the first fuller mention of a name: "Police chief Joan Roe ... Roe said"."""
    name = parse.tokens[source[-1]].text
    for mention in first_mentions(parse, name):
        kind = kind_of(parse, mention, actors)
        if kind not in {"other", "anonymous"}:
            return kind
    return "other"


def first_mentions(parse: Parse, name: str, most: int = 3) -> list[tuple[int, ...]]:
    """The phrases of the first mentions of a name, with what stands in apposition to it."""
    found: list[tuple[int, ...]] = []
    for token in parse.tokens:
        if token.text == name and token.pos == "PROPN":
            head = parse.tokens[token.head]
            if token.dep in {"compound", "appos"} and head.pos in {"NOUN", "PROPN"}:
                token = head
            kept = [i for i in parse.subtree(token.i) if abs(i - token.i) <= 14 and parse.tokens[i].sentence == token.sentence]
            found.append(tuple(kept))
            if len(found) == most:
                break
    return found
