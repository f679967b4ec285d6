"""Who is spoken of: every mention of an actor in an article, resolved to a known actor where that is certain.

A mention is a name of the vocabulary, a noun phrase headed by a noun for actors ("Taliban fighters", "gunmen"),
a country that acts ("Turkey shelled"), or a name that only the language model sees (its `id` is None).
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.errors import UsageError
from sayso.reading.actors_context import settle
from sayso.reading.actors_draft import Draft
from sayso.reading.actors_names import model_names, names
from sayso.reading.actors_nouns import noun_phrases
from sayso.reading.actors_phrases import resolve_actor
from sayso.reading.parse import Parse
from sayso.records import Actor, Article, Place
from sayso.vocab.actors import KnownActor, state_actor, states

__all__ = ["find_actors", "metonym", "resolve_actor"]


def find_actors(parse: Parse, article: Article, places: Sequence[Place] = ()) -> tuple[Actor, ...]:
    """Every mention of an actor, in text order, none inside another.

    `places` are the article's places: a name that is a place is no actor, a country that acts is its government, and in
    an article that is solely about one country "the army" is that country's. `parse` must be that of `article`. Spans
    count code points of `article.text`. `kind` may be known where `id` is not ("the rebels": `rebel-group`).
    Raises UsageError when the parse is of another text.
    """
    if parse.text != article.text:
        raise UsageError(f"article {article.id!r} and the parse are not of the same text")
    draft = Draft(parse, places)
    noun_phrases(draft)
    names(draft)
    settle(draft)
    made = [_actor(parse, m.first, m.last, m.known, m.noun.kind if m.noun else "") for m in draft.found]
    made += [_actor(parse, first, last, None, "") for first, last in model_names(draft)]
    return tuple(sorted(made, key=lambda a: a.span.start))


def _actor(parse: Parse, first: int, last: int, known: KnownActor | None, kind: str) -> Actor:
    span = parse.span(first, last)
    return Actor(span, known.id, known.name, known.kind) if known is not None else Actor(span, kind=kind or None)


def metonym(place: Place) -> KnownActor | None:
    """The government that a place's name stands for when it acts: a country's, or that of which it is the seat.

    >>> from sayso.records import Span
    >>> metonym(Place(Span(0, 6, "Moscow"), country="RU", precision="settlement")).id
    'ru-government'
    """
    if place.country is None or place.adjective:
        return None
    state = states().get(place.country)
    if place.precision == "country" or (state is not None and place.span.text in state.seats):
        return state_actor(place.country)
    return None
