"""How sure an incident is, in Airwars' words, by rules that are printed with the grade. The first that fires holds.

- a person's ruling, whatever it says;
- discounted: every outlet that told of it later carries a denial by someone who is no side of the conflict;
- contested: a voice denies it in its last word, or voices name different actors for it; taking back a number for
  another ("23, not 32") denies nothing;
- confirmed: the party responsible says so itself, and another independent voice says so too;
- fair: two or more independent voices that are no side of the conflict and not anonymous; an outlet's own words beside
  the sources that it names don't count;
- weak: anything else.

After the civilian harm grading of Airwars (its methodology page); a party's last word replaces its earlier ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.merging.contradictions import corrects, same_actor
from sayso.merging.facts import Facts, Name
from sayso.records import Contradiction, Grade, IndependentVoice, Ref
from sayso.settings import MergingSettings


class Graded(NamedTuple):
    """A grade, the rule that gave it as a sentence, and the claims that fired the rule."""

    grade: Grade
    rule: str
    claims: tuple[Ref, ...]


def grade(
    claims: Sequence[Facts],
    voices: Sequence[IndependentVoice],
    contrary: Sequence[Contradiction],
    settings: MergingSettings,
) -> Graded:
    """Grade an incident by its claims, its independent voices and its contradictions."""
    by_ref = {c.ref: c for c in claims}
    told = [c for c in claims if not c.denies]
    denied = [c for c in claims if c.denies]
    if denied and not told:
        return Graded("contested", "only denials are known, not the account that they deny", _refs(denied))
    return (
        _discounted(told, denied, voices)
        or _contested(voices, by_ref, contrary)
        or _confirmed(told, voices, by_ref)
        or _counted(voices, settings)
    )


def _refs(claims: Sequence[Facts]) -> tuple[Ref, ...]:
    return tuple(sorted(c.ref for c in claims))


def _discounted(told: Sequence[Facts], denied: Sequence[Facts], voices: Sequence[IndependentVoice]) -> Graded | None:
    parties = {ref for v in voices if v.party for ref in v.claims}
    fair_denials = [c for c in denied if c.ref not in parties]
    last_told: dict[str, int] = {}
    for claim in told:
        last_told[claim.sheet.outlet] = max(last_told.get(claim.sheet.outlet, 0), claim.sheet.published or 0)
    taken_back = {c.sheet.outlet for c in fair_denials if (c.sheet.published or 0) > last_told.get(c.sheet.outlet, 0)}
    if fair_denials and set(last_told) <= taken_back:
        return Graded("discounted", "every outlet that told of it later carries its denial", _refs(fair_denials))
    return None


def last_words(voice: IndependentVoice, by_ref: dict[Ref, Facts]) -> list[Facts]:
    """What a voice says in the last article that carries it."""
    claims = [by_ref[r] for r in voice.claims]
    latest = max((c.sheet.published or 0, c.sheet.article) for c in claims)
    return [c for c in claims if (c.sheet.published or 0, c.sheet.article) == latest]


def _contested(
    voices: Sequence[IndependentVoice], by_ref: dict[Ref, Facts], contrary: Sequence[Contradiction]
) -> Graded | None:
    standing = [last_words(v, by_ref) for v in voices]
    against = [c for said in standing for c in said if c.denies and not corrects(c, said)]
    if against:
        return Graded("contested", "a voice denies that it happened", _refs(against))
    rivals = next((c for c in contrary if c.field == "actor"), None)
    if rivals:
        refs = tuple(sorted(r for s in rivals.sides for r in s.claims))
        return Graded("contested", "voices name different actors for it", refs)
    return None


def _confirmed(told: Sequence[Facts], voices: Sequence[IndependentVoice], by_ref: dict[Ref, Facts]) -> Graded | None:
    actors = [n for c in told for n in c.actors]
    accepting = [v for v in voices if v.party and not v.denies and _is_among(v, actors)]
    others = [v for v in voices if not v.denies]
    if accepting and len(others) > 1:
        refs = _refs([c for v in accepting for c in last_words(v, by_ref)])
        return Graded("confirmed", "the party responsible says so itself, and so does another independent voice", refs)
    return None


def _is_among(voice: IndependentVoice, actors: Sequence[Name]) -> bool:
    said = Name(voice.name)
    return any(same_actor(said, actor) for actor in actors)


def _counted(voices: Sequence[IndependentVoice], settings: MergingSettings) -> Graded:
    credible = [v for v in voices if not v.party and not v.denies and v.kind != "anonymous"]
    quoting = {outlet for v in credible if v.kind != "media" for outlet in v.outlets}
    credible = [v for v in credible if v.kind != "media" or not quoting & set(v.outlets)]
    refs = tuple(sorted(v.claims[0] for v in credible or voices))
    if len(credible) >= settings.fair_voices:
        return Graded("fair", f"{len(credible)} independent voices that are no side of the conflict say so", refs)
    return Graded(
        "weak", "one voice says so" if len(voices) == 1 else "fewer than two voices beside the parties say so", refs
    )
