"""Sites: places that only the wording shows, as in "in Badani Cross area", "outside the Iraqi embassy"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.parse import Parse, Sentence
from sayso.reading.roles import noun_span
from sayso.reading.things import SITE, Things
from sayso.reading.where_phrases import Spot
from sayso.records import Place, Precision
from sayso.vocab.speech import is_cue

_INTO = frozenset(
    "in at near outside inside around across into towards toward through throughout within from between".split()
)
_CALLED = frozenset({"called", "named", "known"})
_PARTS = frozenset("village town city district area region community locality suburb outskirt island sector".split())
_ROLES = frozenset({"dobj", "nsubjpass", "nsubj", "appos", "conj", "nmod", "compound", "pobj", "oprd"})
_MOVING = frozenset(
    "aircraft airliner ambulance armor armour boat bus car column convoy court crop defence defense ferry frigate gas "
    "helicopter jeep jet launcher line lines minibus patrol pilgrim plane police position positions power properties "
    "property pylon radar rail ship submarine tank tanker target taxi train truck truckload unit vehicle warplane "
    "warship wedding funeral front frontline half mile miles kilometer kilometers kilometre government "
    "parliament".split()
)
_LISTED = 12  # names of a list climbed to its first


def sites(parse: Parse, things: Things, sentence: Sentence, known: Sequence[Place]) -> list[Spot]:
    """The sites of a sentence that overlap none of its known places."""
    found: dict[int, Spot] = {}
    for token in parse.tokens_of(sentence):
        if token.dep not in _ROLES or not _names_a_site(parse, things, token.i):
            continue
        made = site(parse, things, token.i)
        if not any(made.span.overlaps(p.span) for p in known):
            found.setdefault(made.span.start, Spot(made, token.i, "site", token.i, made.span.end))
    return list(found.values())


def site(parse: Parse, things: Things, head: int) -> Place:
    """A named site that the gazetteer doesn't know: it stays without a point."""
    span = noun_span(parse, head)
    precision: Precision = "exact" if things.kind(head) == "civil" else "unknown"
    land = _country(parse, things, head) if things.kind(head) == "ground" else None
    return Place(span, name=span.text, country=land, precision=precision, why="named, not in the gazetteer")


def _names_a_site(parse: Parse, things: Things, head: int) -> bool:
    """Whether a noun phrase is told apart as a site: by a name of its own, by a people's, or by where it stands."""
    if _spoken_to(parse, head):
        return False
    site = things.kind(head) in SITE or parse.tokens[head].lemma in ("embassy", "consulate")
    if site and parse.tokens[head].lemma not in _MOVING and _has_name(parse, things, head):
        return True
    return _located(parse, things, head) and _bare_name(parse, things, head)


def _spoken_to(parse: Parse, head: int) -> bool:
    """Whether a phrase is who says or is told something: a newspaper may be called a post or a station."""
    above = parse.tokens[parse.tokens[head].head]
    if parse.tokens[head].dep == "pobj" and above.lower == "to":
        verb = parse.tokens[above.head]
        return parse.tokens[head].pos == "PROPN" and is_cue(verb.lemma, verb.pos)
    return parse.tokens[head].dep in ("nsubj", "dobj", "dative") and is_cue(above.lemma, above.pos)


def _located(parse: Parse, things: Things, head: int) -> bool:
    """Whether a name follows "in" or its like, "village of", "a place called", or another such name in a list."""
    token = parse.tokens[head]
    for _ in range(_LISTED):
        if token.dep not in ("conj", "appos"):
            break
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    if token.dep == "oprd" or (token.dep == "pobj" and above.lower == "as"):
        return above.lower in _CALLED or parse.tokens[above.head].lower in _CALLED
    if token.dep != "pobj":
        return False
    if above.lower == "of":
        return things.kind(above.head) in ("ground", "place") or parse.tokens[above.head].lemma in _PARTS
    return above.lower in _INTO


def _has_name(parse: Parse, things: Things, head: int) -> bool:
    """Whether a common noun is told apart by a name: "Shah Khani area", "Iraqi embassy", "Yemeni provinces"."""
    if parse.tokens[head].pos == "PROPN" and parse.tokens[head].dep in ("compound", "nmod"):
        return False
    before = [parse.tokens[c] for c in parse.children(head) if c < head]
    own = any(t.pos == "PROPN" and t.dep in ("compound", "nmod", "amod", "poss") for t in before)
    return own or _country(parse, things, head) is not None


def _country(parse: Parse, things: Things, head: int) -> str | None:
    """The country whose adjective stands before a noun, else None: "Yemeni provinces", not "Shiite villages"."""
    for child in parse.children(head):
        place = things.place_at.get(child)
        if child < head and parse.tokens[child].dep == "amod" and place is not None and place.adjective:
            return place.country
    return None


def _bare_name(parse: Parse, things: Things, head: int) -> bool:
    """A proper name that is no known actor's, no date and no event."""
    token = parse.tokens[head]
    if token.pos != "PROPN" and token.ent not in ("GPE", "LOC", "FAC"):
        return False
    actor = things.actor_at.get(head)
    if actor is not None and actor.id:
        return False
    return token.ent in ("", "GPE", "LOC", "FAC", "ORG", "PERSON") and things.kind(head) in (
        "unknown", "place", "ground", "civil", "person", "military",
    )  # fmt: skip
