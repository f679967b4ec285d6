"""What speaks for and against two claims of one article telling of one happening: named features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.parse import Parse, Token
from sayso.records import Actor, Claim

KIN = (
    frozenset({"bombing", "suicide-bombing", "attack", "grenade", "killing"}),
    frozenset({"shelling", "attack", "killing"}),
    frozenset({"air-strike", "attack", "killing"}),
    frozenset({"clash", "attack", "killing"}),
    frozenset({"execution", "killing"}),
    frozenset({"abduction", "arrest"}),
    frozenset({"riot", "crackdown"}),
)
# How a sentence opens that turns to another happening.
_ELSEWHERE = (
    "separately", "elsewhere", "meanwhile", "in another", "in a separate", "in a second", "on the same day",
    "the same day", "earlier the same day", "later the same day", "hours later", "hours earlier",
)  # fmt: skip
_SMALL = frozenset("the a an of in and by from its their his her at on to with for some two three".split())
_GAPS = (0, 1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim with where it stands: its trigger's token, its sentence, its rank among the article's claims."""

    claim: Claim
    token: Token
    rank: int

    @classmethod
    def of(cls, parse: Parse, claim: Claim, rank: int) -> Mention | None:
        """The mention of a claim, None where its trigger lies in no token."""
        token = parse.token_at(claim.trigger.start)
        return None if token is None else cls(claim, token, rank)


def alone(parse: Parse, b: Mention) -> Iterator[str]:
    """Features of the answer that a claim tells of a happening not told before."""
    yield "new"
    yield f"new/{b.claim.scope}"
    yield f"new/{put(parse, b.token)}"
    yield f"new/rank={min(b.rank, 4)}"
    if b.claim.when is not None:
        yield "new/dated"
    if b.claim.place is not None:
        yield "new/placed"


def together(parse: Parse, a: Mention, b: Mention) -> Iterator[str]:
    """Features of the answer that claim `b` tells of the happening of the earlier claim `a`."""
    one, two = a.claim, b.claim
    tie = "same" if one.event == two.event else "kin" if any({one.event, two.event} <= kin for kin in KIN) else "other"
    gap = b.token.sentence - a.token.sentence
    far = next((str(g) for g in _GAPS if gap <= g), "far")
    yield f"code={tie}"
    yield f"code={tie}/gap={far}"
    yield f"code={tie}/{put(parse, b.token)}"
    yield f"scope={one.scope}/{two.scope}"
    yield f"gap={far}"
    if a.rank == 0:
        yield "first"
    if b.rank - a.rank == 1:
        yield f"next/{tie}"
    if a.token.lemma == b.token.lemma:
        yield "word"
        yield f"word/{put(parse, b.token)}"
    yield f"place={_place(one, two)}"
    yield f"when={_when(one, two)}"
    yield from _figures(one, two)
    yield f"targets={_people(one.targets, two.targets)}"
    yield f"actors={_people(one.actors, two.actors)}"
    if gap == 0 and _rivals(one, two):
        yield "rivals"


def put(parse: Parse, token: Token) -> str:
    """How an event's word is put: definite nouns point back, "another" to something new."""
    if token.pos not in ("NOUN", "PROPN"):
        return "verb"
    first = parse.tokens[max(parse.edges(token.i)[0], token.i - 4)]
    words = [t.lower for t in parse.tokens[max(first.i, token.i - 4) : token.i]]
    if any(w in ("another", "second", "separate", "other", "third", "further") for w in words):
        return "another"
    if any(w in ("the", "this", "that", "these", "those") for w in words):
        return "definite"
    return "indefinite" if any(w in ("a", "an", "one") for w in words) else "bare"


def _place(a: Claim, b: Claim) -> str:
    if a.place is None or b.place is None:
        return "neither" if a.place is None and b.place is None else "later-none" if b.place is None else "earlier-none"
    near = same_place(a, b)
    return "apart" if near < 0 else "same" if near >= 1 else "near"


def _when(a: Claim, b: Claim) -> str:
    if a.when is None or b.when is None:
        return "neither" if a.when is None and b.when is None else "later-none" if b.when is None else "earlier-none"
    if a.when.span.text.lower() == b.when.span.text.lower():
        return "same"
    if a.when.start and a.when.end and b.when.start and b.when.end:
        return "apart" if times_apart(a, b) else "overlap"
    return "unlike"


def times_apart(a: Claim, b: Claim) -> bool:
    """Whether both claims' intervals are known and share no day."""
    if a.when is None or b.when is None:
        return False
    if a.when.start is None or a.when.end is None or b.when.start is None or b.when.end is None:
        return False
    return a.when.start > b.when.end or b.when.start > a.when.end


def _figures(a: Claim, b: Claim) -> Iterator[str]:
    ours = {f.measure: f.best or f.low for f in a.figures}
    theirs = {f.measure: f.best or f.low for f in b.figures}
    common = ours.keys() & theirs.keys()
    if any(ours[m] == theirs[m] and (ours[m] or 0) > 1 for m in common):
        yield "figures=equal"
    elif any(ours[m] == theirs[m] for m in common):
        yield "figures=equal-one"
    elif common:
        yield "figures=conflict" + ("/voices" if a.voices or b.voices else "")
    elif ours and theirs:
        yield "figures=other"


def _people(a: Sequence[Actor], b: Sequence[Actor]) -> str:
    if not a or not b:
        return "none"
    known = {x.id for x in a if x.id} & {x.id for x in b if x.id}
    return "shared" if known or shared_words(a, b) else "unlike"


def _rivals(a: Claim, b: Claim) -> bool:
    """Two voices on one happening in one sentence."""
    return a.event == b.event and bool(a.voices) and bool(b.voices) and a.voices[-1].span != b.voices[-1].span


def same_place(a: Claim, b: Claim) -> float:
    """1 for one place, 0.4 for one country, 0.3 where one may hold the other, 0 unknown, -1 for places apart."""
    p, q = a.place, b.place
    if p is None or q is None:
        return 0.0
    # Two towns may have one name.
    if p.geonames_id and q.geonames_id and p.geonames_id != q.geonames_id and p.span.text == q.span.text:
        return -1.0
    if p.span.text == q.span.text or (p.geonames_id and p.geonames_id == q.geonames_id):
        return 1.0 if p.precision != "country" else 0.4
    if p.country and q.country and p.country != q.country:
        return -1.0
    if "country" in (p.precision, q.precision) or "region" in (p.precision, q.precision):
        return 0.3
    return -1.0


def shared_words(a: Sequence[Actor], b: Sequence[Actor]) -> set[str]:
    """The content words that the mentions of two lists have in common."""
    return _words(*(x.span.text for x in a)) & _words(*(x.span.text for x in b))


def turns_elsewhere(parse: Parse, a: Mention, b: Mention) -> bool:
    """Whether `b` stands after the text has turned to another place: "On the same day four were killed in Tripoli"."""
    if same_place(a.claim, b.claim) > 0:
        return False
    opened = (parse.sentences[n] for n in range(a.token.sentence + 1, b.token.sentence + 1))
    return any(parse.text[s.start : s.start + 30].lower().lstrip("“\"'").startswith(_ELSEWHERE) for s in opened)


def _words(*texts: str) -> set[str]:
    return {w for text in texts for w in "".join(c.lower() if c.isalnum() else " " for c in text).split()} - _SMALL
