"""What an article as a whole says about its bare nouns: whose "the army" is, which militants "the militants" are.

Certain only where nothing else can be meant; otherwise the mention keeps its kind and no id.
"""

from __future__ import annotations

from collections import Counter

from sayso.reading.actors_draft import Draft, Mention
from sayso.records import Place
from sayso.vocab.actors import StateWord, chain, state_actor, state_of

# Words that leave a phrase bare: "the government's own forces" names nobody more than "the forces".
_PLAIN = frozenset({"government", "state", "national", "regular", "local", "federal", "s", "armed", "army", "military"})
# Nouns too vague to be those of the one country that an article is about.
_VAGUE = frozenset(
    {"officials", "leadership", "warplanes", "fighter jets", "jets", "parliament", "troops", "forces", "soldiers"}
)
# Nouns that, with "the", take up the one non-state actor of an article: "the militants" after "Abu Sayyaf militants".
_TAKING_UP = frozenset(
    "militants rebels insurgents guerrillas guerillas fighters jihadists extremists terrorists separatists".split()
)
_NON_STATE = frozenset({"rebel-group", "political-militia", "identity-militia", "crime-group"})
# Share of an article's places that must lie in one country for it to be solely about that country: one stray place in
# five leaves room for a dateline and a slip of the place stage. Set by reading a hundred resolved mentions, 2026-11-22.
_HOME_SHARE = 0.8


def settle(draft: Draft) -> None:
    """Say whom the bare nouns mean, where the article leaves no doubt."""
    home = _home(draft)
    towns = {p.span.start: p for p in draft.places if p.country and not p.adjective}
    for mention in draft.found:
        _bare(draft, mention, home, towns)
    _take_up(draft)
    _coalition(draft)


def _home(draft: Draft) -> str | None:
    """The country that an article is solely about, when no other country's forces or police act in it."""
    named = Counter(p.country for p in draft.places if p.country and not p.adjective)
    if not draft.places:
        named.update(m.what.country for m in draft.marks if isinstance(m.what, StateWord))
    if not named:
        return None
    country, count = named.most_common(1)[0]
    acting = {a for m in draft.found if m.known is not None and (a := state_of(m.known.id))}
    return country if count >= _HOME_SHARE * named.total() and acting <= {country} else None


def _bare(draft: Draft, mention: Mention, home: str | None, towns: dict[int, Place]) -> None:
    """Let "the army", "police", "government forces" be the home country's; a town's police are its country's."""
    noun = mention.noun
    if mention.known is not None or noun is None or not noun.part or not noun.kind:
        return
    if noun.use != "alone" or noun.form in _VAGUE or noun.official:
        return
    town = _town(draft, mention, towns)
    country = town.country if town is not None else home
    words = draft.parse.span(mention.first, mention.last).text.lower().replace("'", " ").split()
    local = town.span.text.lower().split() if town is not None else []
    if country and not set(words) - set(noun.form.split()) - _PLAIN - set(local):
        mention.known = state_actor(country, noun.part)


def _town(draft: Draft, mention: Mention, towns: dict[int, Place]) -> Place | None:
    """The place that a phrase for a body names: "Nairobi police", "police in Nairobi"."""
    tokens = draft.parse.tokens
    after = mention.last + 2
    if after < len(tokens) and tokens[after - 1].lower in ("in", "of") and tokens[after].start in towns:
        return towns[tokens[after].start]
    return towns.get(tokens[mention.first].start)


def _take_up(draft: Draft) -> None:
    """Let "the militants" be those of the one non-state actor that the article has named before."""
    named = [m for m in draft.found if m.known is not None and m.known.kind in _NON_STATE]
    roots = {chain(m.known.id)[-1] for m in named if m.known is not None}
    others = any(
        m.known is None and m.noun is not None and m.noun.kind in _NON_STATE and m.first < m.last for m in draft.found
    )
    if len(roots) != 1 or others:
        return
    opening = min(named, key=lambda m: m.first)
    for mention in draft.found:
        before = draft.parse.tokens[mention.first - 1].lower if mention.first else ""
        alone = mention.known is None and mention.first == mention.last and mention.first > opening.last
        if alone and before == "the" and draft.parse.tokens[mention.last].lower in _TAKING_UP:
            mention.known = opening.known


def _coalition(draft: Draft) -> None:
    """Let "the coalition", "coalition jets" be those of the one coalition that the article has named before."""
    named = [m for m in draft.found if m.known is not None and m.known.kind == "coalition"]
    if len({m.known.id for m in named if m.known is not None}) != 1:
        return
    opening = min(named, key=lambda m: m.first)
    for mention in draft.found:
        if mention.known is None and mention.noun is not None and mention.first > opening.last:
            text = draft.parse.span(mention.first, mention.last).text.lower()
            if mention.noun.kind == "coalition" and text == mention.noun.form and text.startswith("coalition"):
                mention.known = opening.known
