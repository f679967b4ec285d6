"""Names that no noun phrase took: known actors, countries that act, and names that only the language model sees."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.actors_draft import Draft, Mention
from sayso.reading.actors_nouns import OF_THEM, coordinated_before
from sayso.reading.actors_phrases import decide
from sayso.reading.parse import Entity, Token
from sayso.vocab.actors import Noun, StateWord, noun, state_actor, steering

_ENTITIES = frozenset({"ORG", "NORP", "PERSON"})
_BEFORE_NOUN = frozenset({"amod", "compound", "nmod", "poss"})
_EDGES = frozenset({"DT", "POS", "``", "''", ","})


def names(draft: Draft) -> None:
    """Keep the known names that are in no mention yet, and the words for states that act."""
    for index, mark in enumerate(draft.marks):
        first, last = draft.reach[index]
        if first < 0 or isinstance(mark.what, Noun) or not draft.free(first, last):
            continue
        if isinstance(mark.what, StateWord):
            if _speaks_of_people(draft, mark.what, last):
                draft.add(Mention(first, last, None, None))
            elif _acts(draft, mark.what, first, last):
                draft.add(Mention(first, last, None, state_actor(mark.what.country)))
        elif mark.what is not None or first not in draft.placed:
            draft.add(Mention(_members(draft, first), last, None, mark.what))
            _sharing(draft, first, last)


def _speaks_of_people(draft: Draft, word: StateWord, last: int) -> bool:
    return word.form == "people" and draft.parse.tokens[last].pos in ("NOUN", "PROPN")


def _members(draft: Draft, first: int) -> int:
    """Where a mention begins that ends in a name: at "members" in "members of the X"."""
    tokens = draft.parse.tokens
    of = first - 2 if first > 1 and tokens[first - 1].tag == "DT" else first - 1
    if of < 1 or tokens[of].lower != "of" or tokens[of - 1].lower not in OF_THEM or of - 1 in draft.taken:
        return first
    return of - 1


def _sharing(draft: Draft, first: int, last: int) -> None:
    """Nationalities that share the noun in which a name ends: "Iraqi and Kurdish forces"."""
    tokens = draft.parse.tokens
    head = noun(tokens[last].lower)
    if head is None or not head.part or not first or tokens[first - 1].tag != "CC":
        return
    for other in coordinated_before(draft, first - 1):
        draft.add(Mention(*draft.reach[other], head, decide(draft.parse.text, [draft.marks[other]], head)))


def _acts(draft: Draft, word: StateWord, first: int, last: int) -> bool:
    """Whether a word for a state stands for its government here: it acts, or a deed is called its own."""
    token = draft.parse.tokens[last]
    place = draft.placed.get(first)
    if word.form == "people" or (place is not None and place.country not in (None, word.country)):
        return False
    if token.dep in _BEFORE_NOUN:
        head = draft.parse.tokens[token.head]
        return head.lemma in steering("deed") and token.i < head.i
    return token.ent != "PERSON" and _does(draft, token)


def _does(draft: Draft, token: Token) -> bool:
    """Whether a token, or what it is coordinated with, is a doer: a verb's subject or agent, a side of a pact."""
    tokens = draft.parse.tokens
    while token.dep in ("conj", "appos") and token.head != token.i:
        token = tokens[token.head]
    head = tokens[token.head]
    above = tokens[head.head]
    if token.dep == "nsubj":
        return head.pos == "VERB" and head.lemma not in steering("idle")
    if token.dep in ("dobj", "obj"):
        return head.lemma in steering("charge")
    if token.dep != "pobj":
        return False
    if head.lower == "by":
        return head.dep == "agent" or above.lemma in steering("deed") or above.lemma in steering("pact")
    return head.lower in ("between", "with", "against") and above.lemma in steering("pact")


def model_names(draft: Draft) -> Iterator[tuple[int, int]]:
    """First and last tokens of the names that only the model sees, unless they are places or nationalities."""
    for entity in draft.parse.entities:
        if entity.label not in _ENTITIES:
            continue
        first, last = _trimmed(draft, entity)
        if draft.free(first, last) and not _otherwise(draft, entity, first, last):
            draft.taken.update(range(first, last + 1))
            yield first, last


def _trimmed(draft: Draft, entity: Entity) -> tuple[int, int]:
    first, last = entity.first, entity.last - 1
    while first < last and draft.parse.tokens[first].tag in _EDGES:
        first += 1
    while first < last and draft.parse.tokens[last].tag in _EDGES:
        last -= 1
    return first, last


def _otherwise(draft: Draft, entity: Entity, first: int, last: int) -> bool:
    """Whether a name of the model is a place, an adjective of nationality, or a country that does nothing."""
    if all(token in draft.placed for token in range(first, last + 1)):
        return True
    head = draft.parse.tokens[last]
    if entity.label == "NORP" and (head.pos == "ADJ" or head.dep in _BEFORE_NOUN):
        return True
    stated = any(isinstance(mark.what, StateWord) for mark in draft.inside(first, last))
    return stated and (first == last or entity.label == "NORP")
