"""Where a happening took place: coding rule 9. The most specific named place that the article gives for it."""

from __future__ import annotations

import re

from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse, Sentence
from sayso.reading.roles import noun_span
from sayso.reading.things import Things
from sayso.records import Claim, Place, Precision

_FINENESS = {"exact": 0, "settlement": 1, "district": 2, "region": 3, "unknown": 1, "country": 4}
_LOCATIVE = frozenset(
    "in at near outside inside around on of from across over into towards toward through throughout to within".split()
)


def place_of(
    parse: Parse, things: Things, happening: Happening, places: list[Place], targets: list[int]
) -> Place | None:
    """The place that the happening's own sentence gives, or None.

    `places` are those of the sentence, adjectives and speakers' places left out.
    """
    if happening.event in ("territory-taken", "territory-ceded", "siege"):
        taken = [p for p in places for t in targets if p.span.start <= parse.tokens[t].start < p.span.end]
        taken = taken or [site(parse, things, t) for t in targets if things.kind(t) in _SITES and _has_name(parse, t)]
        if taken:
            return min(taken, key=_fineness)
    places = [p for p in places if not _in_dateline(parse, happening, p)] or places
    if not places:
        return None
    scored = sorted(places, key=lambda p: (_distance(parse, happening, p), _fineness(p), p.span.start))
    best = scored[0]
    if best.precision == "country":
        nearer = [p for p in places if _fineness(p) < _FINENESS["country"] and p.country in (best.country, None)]
        nearer = nearer or [p for p in places if p.precision != "country"]
        if nearer:
            best = min(nearer, key=lambda p: (_distance(parse, happening, p), _fineness(p)))
    return _finest_of_chain(parse, best, places)


def named_sites(parse: Parse, things: Things, sentence: Sentence, known: list[Place]) -> list[Place]:
    """Places that only the wording shows: "in Badani Cross area", "outside the Iraqi embassy". They stay unresolved."""
    found = []
    for token in parse.tokens_of(sentence):
        if token.dep != "pobj" or parse.tokens[token.head].lower not in _LOCATIVE:
            continue
        kind = things.kind(token.i)
        if not (kind in _SITES and _has_name(parse, token.i)) and not _bare_name(parse, things, token.i):
            continue
        span = noun_span(parse, token.i)
        if any(span.overlaps(p.span) and not p.adjective for p in known):
            continue
        found.append(site(parse, things, token.i))
    return found


_SITES = ("ground", "civil", "military")


def site(parse: Parse, things: Things, head: int) -> Place:
    """A named site that the gazetteer doesn't know: it stays without a point."""
    span = noun_span(parse, head)
    precision: Precision = "exact" if things.kind(head) == "civil" else "unknown"
    return Place(span, name=span.text, precision=precision, why="named, not in the gazetteer")


def _has_name(parse: Parse, head: int) -> bool:
    """Whether a common noun is told apart by a name of its own, not by whose it is ("Shiite area", "city of Raqqa")."""
    before = [parse.tokens[c] for c in parse.children(head) if c < head]
    if any(parse.tokens[c].lower == "of" for c in parse.children(head)):
        return False
    own = [
        t
        for t in before
        if t.pos == "PROPN"
        and (t.dep == "compound" or (t.dep in ("nmod", "amod") and t.ent not in ("NORP", "GPE", "ORG")))
    ]
    return bool(own) or parse.tokens[head].lemma in ("embassy", "consulate")


def _bare_name(parse: Parse, things: Things, head: int) -> bool:
    """A proper name after a preposition of place that is nobody's: no person, group, date or event."""
    token = parse.tokens[head]
    if token.pos != "PROPN" or not token.text[:1].isupper() or head in things.actor_at:
        return False
    return token.ent in ("", "GPE", "LOC", "FAC") and things.kind(head) in ("unknown", "place", "ground", "civil")


# Sentences over which a place carries on to the next claim: from 3 to 8 the longer reports gain, past it nothing.
_CARRIED = 8


def lent_places(parse: Parse, claims: list[Claim]) -> list[Place | None]:
    """The place of each claim, after what the article tells elsewhere of the same happening (rule 9).

    A mention takes the happening's place, the finest that is told of it; a claim without any takes that of the claim
    before, else of the first after.
    """
    made: list[Place | None] = []
    for n, claim in enumerate(claims):
        root = claim.same_as or claim.id
        told = [c.place for c in claims if c.place and (c.same_as or c.id) == root]
        made.append(finer(claim.place, told) or _carried(parse, claims, made, n))
    return made


def _carried(parse: Parse, claims: list[Claim], made: list[Place | None], n: int) -> Place | None:
    claim = claims[n]
    at = parse.sentence_at(claim.trigger.start)
    for earlier, place in zip(reversed(claims[:n]), reversed(made), strict=True):
        then = parse.sentence_at(earlier.trigger.start)
        if at is None or then is None or at.index - then.index > _CARRIED:
            break
        if place is not None and claim.scope in ("incident", earlier.scope):
            return place
    if claim.scope != "incident" or any(made):
        return None
    return next((c.place for c in claims[n + 1 :] if c.place and c.scope == "incident"), None)


def finer(own: Place | None, told: list[Place]) -> Place | None:
    """The place of a happening told several times: its own, unless that is wide and a finer one inside it is told."""
    if own is None:
        return told[0] if told else None
    if own.precision in ("country", "region"):
        inside = [p for p in told if _fineness(p) < _FINENESS["region"] and p.country in (own.country, None)]
        return min(inside, key=_fineness) if inside else own
    return own


def _fineness(place: Place) -> int:
    return _FINENESS[place.precision]


_DATELINE = re.compile(
    r"[^a-z]{2,40}?(?:\([^()]{2,30}\))?\s{0,2}[-–—]{1,2}\s"
    r"|[A-Z][\w .,'’]{1,40}\([^()]{2,30}\)\s{0,2}[-–—]{1,2}\s"
)


def _in_dateline(parse: Parse, happening: Happening, place: Place) -> bool:
    """Where the reporter sat: "ABUJA (Agency) - Gunmen attacked the town of ..."."""
    start = happening.lead.sentence.start
    head = _DATELINE.match(parse.text, start, min(len(parse.text), start + 90))
    return head is not None and place.span.end <= head.end()


def _distance(parse: Parse, happening: Happening, place: Place) -> float:
    """How far a place stands from the happening: its phrase first, then its clause, then anywhere in the sentence."""
    token = parse.token_at(place.span.end - 1)
    if token is None:
        return 9.0
    head = token.i
    for above in parse.ancestors(token.i):
        if place.span.start <= parse.tokens[above].start < place.span.end:
            head = above
        else:
            break
    path = [head, *parse.ancestors(head)]
    locative = len(path) > 1 and parse.tokens[path[1]].lower in _LOCATIVE
    triggers = {c.trigger.head for c in happening.contexts()}
    steps = next((n for n, at in enumerate(path) if at in triggers), None)
    if steps is not None:
        return 0.2 * steps + (0.0 if locative else 1.0)
    above_trigger = {a for t in triggers for a in parse.ancestors(t)}
    shared = next((n for n, at in enumerate(path) if at in above_trigger), 8)
    return 2.0 + 0.2 * shared + (0.0 if locative else 1.5)


def _finest_of_chain(parse: Parse, place: Place, places: list[Place]) -> Place:
    """In "Khan Sheikhoun, Idlib" or "a village in Idlib near Saraqib" the first, finer link of the chain."""
    for other in places:
        between = parse.text[other.span.end : place.span.start]
        if (
            other.span.end <= place.span.start
            and len(between) <= 6
            and between.strip() in (",", "in", ", in", "of", "near")
            and _fineness(other) <= _fineness(place)
        ):
            return _finest_of_chain(parse, other, [p for p in places if p is not other])
    return place
