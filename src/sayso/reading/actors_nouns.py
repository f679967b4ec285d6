"""Noun phrases for actors: "Taliban fighters", "Iraqi and Kurdish forces", "members of the Syrian army"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.actors_draft import Draft, Mention
from sayso.reading.actors_marks import Mark
from sayso.reading.actors_phrases import decide
from sayso.reading.parse import Token
from sayso.vocab.actors import KnownActor, Noun, StateWord, state_actor, state_of

_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "poss", "advmod", "punct", "case", "nummod", "appos"})
_NEVER_INSIDE = frozenset(
    {"DT", "PDT", "PRP$", "WP$", "CD", "IN", "TO", "CC", "MD", "VBZ", "VBP", "VBD", "VB", "PRP", "WDT", "WP"}
)
# Heads that belong to whom the "of" after them names: "members of the Taliban", not "opponents of the Taliban".
OF_THEM = frozenset(
    "member members fighter fighters militant militants cadre cadres soldier soldiers troops forces units unit "
    "elements remnants group groups faction branch wing leader leaders commander commanders army military government "
    "police officials official armed authorities".split()
)
_LONGEST_ASIDE = 7  # tokens in brackets between a name and its noun


def noun_phrases(draft: Draft) -> None:
    """Keep the noun phrases that speak of actors; a head is looked at before the nouns that modify it."""
    for index in range(len(draft.marks) - 1, -1, -1):
        noun = draft.marks[index].what
        first, last = draft.reach[index]
        if not isinstance(noun, Noun) or noun.use == "bar" or first < 0 or not draft.free(first, last):
            continue
        if draft.parse.tokens[last].pos in ("NOUN", "PROPN"):
            _noun_phrase(draft, index, noun)
    _of_phrases(draft)
    _titles(draft)


def _noun_phrase(draft: Draft, index: int, noun: Noun) -> None:
    first, last = draft.reach[index]
    start, coordinated = _left(draft, first, last)
    inside = draft.inside(start, last)
    known = decide(draft.parse.text, inside, noun)
    if noun.use != "alone" and not _worth(noun, known, [m for m in inside if m is not draft.marks[index]]):
        return
    draft.add(Mention(start, last, noun, known, tuple(inside)))
    for other in coordinated if noun.part else ():
        meant = decide(draft.parse.text, [draft.marks[other], draft.marks[index]], noun)
        draft.add(Mention(*draft.reach[other], noun, meant))


def _worth(noun: Noun, known: KnownActor | None, others: Sequence[Mark]) -> bool:
    """Whether a noun that is no mention by itself is one here: "Turkish jets", "a militant group"."""
    return known is not None or (noun.use == "armed" and any(isinstance(m.what, Noun) for m in others))


def _left(draft: Draft, first: int, head: int) -> tuple[int, list[int]]:
    """The first token of the phrase whose head noun begins at `first`, and the marks coordinated before it."""
    tokens = draft.parse.tokens
    start, at = first, first - 1
    while at >= 0 and tokens[at].sentence == tokens[head].sentence and at not in draft.taken:
        token = tokens[at]
        index = draft.at.get(at)
        if index is not None and _part_of_it(draft, index, at, head):
            start = at = draft.reach[index][0]
        elif token.text == ")" and (opened := _bracket(draft, at)) is not None:
            at = opened
        elif token.tag == "POS":
            if at - 1 not in draft.at:
                break
        elif token.tag == "CC" and at + 1 == start:
            return start, coordinated_before(draft, at)
        elif not _modifies(draft, token, head):
            break
        elif token.tag not in ("HYPH", ",", "``", "''"):
            start = at
        at -= 1
    return start, []


def _part_of_it(draft: Draft, index: int, at: int, head: int) -> bool:
    what = draft.marks[index].what
    if isinstance(what, StateWord) and what.form == "seat":
        return False
    return not (isinstance(what, Noun) and not _modifies(draft, draft.parse.tokens[at], head))


def _modifies(draft: Draft, token: Token, head: int) -> bool:
    while token.dep == "conj" and token.tag in ("VBN", "JJ") and token.head < token.i:
        token = draft.parse.tokens[token.head]
    return token.dep in _MODIFIERS and token.tag not in _NEVER_INSIDE and token.i < token.head <= head


def _bracket(draft: Draft, at: int) -> int | None:
    """The opening bracket of a short aside that follows a name: "the National Front (NF) militants"."""
    for back in range(at - 1, max(at - _LONGEST_ASIDE, 0), -1):
        if draft.parse.tokens[back].text == "(":
            return back if back - 1 in draft.at else None
    return None


def coordinated_before(draft: Draft, conjunction: int) -> list[int]:
    """Marks of nationalities that share a noun: "Iraqi and Kurdish forces", "Iraqi, Syrian and Turkish troops"."""
    found: list[int] = []
    at = conjunction - 1
    while at >= 0:
        if draft.parse.tokens[at].text == "," and found:
            at -= 1
        index = draft.at.get(at)
        what = draft.marks[index].what if index is not None else None
        if index is None or not isinstance(what, StateWord) or what.form not in ("adjective", "both"):
            break
        found.append(index)
        at = draft.reach[index][0] - 1
    return found


def _of_phrases(draft: Draft) -> None:
    """Join "members of X", "the army of X" into one mention, of X; the last first, as they may hang on each other."""
    by_first = {m.first: m for m in draft.found}
    tokens = draft.parse.tokens
    gone: set[int] = set()
    for mention in sorted(draft.found, key=lambda m: -m.first):
        of = mention.last + 1
        if of + 2 >= len(tokens) or tokens[of].lower != "of" or tokens[mention.last].lower not in OF_THEM:
            continue
        inner = of + 2 if tokens[of + 1].tag == "DT" else of + 1
        below = by_first.get(inner)
        if below is not None:
            draft.extend(mention, below.last, mention.known or _body_of(mention.noun, below.known))
            gone.add(id(below))
        elif inner in draft.at and inner not in draft.taken:
            index = draft.at[inner]
            known = mention.known or decide(draft.parse.text, [draft.marks[index], *mention.marks], mention.noun)
            if known is not None and draft.free(inner, draft.reach[index][1]):
                draft.extend(mention, draft.reach[index][1], known)
    draft.found = [m for m in draft.found if id(m) not in gone]


def _body_of(noun: Noun | None, whose: KnownActor | None) -> KnownActor | None:
    """Whom "the army of the Syrian government" means: a state's own body, where the owner is a state's."""
    country = state_of(whose.id) if whose is not None else None
    return state_actor(country, noun.part) if country and noun is not None and noun.part else whose


def _titles(draft: Draft) -> None:
    """Let "Iraqi Prime Minister X" be one mention: of a person, so of nobody that is known."""
    people = {e.first: e.last - 1 for e in draft.parse.entities if e.label == "PERSON"}
    for mention in draft.found:
        last = people.get(mention.last + 1)
        if (
            mention.noun is not None
            and mention.noun.official
            and last is not None
            and draft.free(mention.last + 1, last)
        ):
            draft.extend(mention, last, None)
