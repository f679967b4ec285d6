"""What is said of each measure: lowest, highest and best, with the claims and the voices behind them.

A voice counts with one statement, its latest word: of the last article that carries it, the highest figure stated as
certain or probable (lower ones count a part). Earlier words stay in `Range.stated` and no longer bound the range, so a
corrected toll doesn't linger; nor does a figure that its outlet has withdrawn since. An article's groups that don't
overlap are added up; "12 people, 3 of them children" is 12.
Best, by default: the median over independent voices, the lower of the middle two; parties to the conflict are marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low

from sayso.merging.facts import Count, Facts
from sayso.merging.tellings import Bounds, tally
from sayso.records import IndependentVoice, Range, Ref, Stated

RULES = {
    "median": "the median over independent voices",
    "latest": "the figure published last",
    "highest": "the highest figure of any independent voice",
    "lowest": "the lowest figure of any independent voice",
    "most-said": "the figure that most independent voices give",
}
UNSURE = frozenset({"possible", "doubtful"})


def ranges(claims: Sequence[Facts], voices: Sequence[IndependentVoice], rule: str) -> tuple[Range, ...]:
    """The ranges of an incident or a total, everyone counted first, then victim groups."""
    voice_of = {ref: v for v in voices for ref in v.claims}
    denials = [c for c in claims if c.denies]
    by_ref = {c.ref: c for c in claims if not (c.denies or _withdrawn(c, denials, voice_of))}
    stated: dict[tuple[str, str], list[Stated]] = {}
    for claim in sorted(claims, key=lambda c: c.ref):
        if not claim.denies:
            for key, bounds in _figures(claim):
                stated.setdefault(key, []).append(_stated(claim, bounds, voice_of[claim.ref]))
    dying = _later_dead(by_ref.values())
    living = {ref: c for ref, c in by_ref.items() if ref not in dying}
    return tuple(_range(key, stated[key], living if key[0] == "injured" else by_ref, rule) for key in sorted(stated))


def _later_dead(claims: Iterable[Facts]) -> set[Ref]:
    """Claims of one person shot, whom other articles tell as dead: of each article that tells of no death itself.

    Only where the incident has a single dead, and no article tells of somebody hurt beside them.
    """
    claims = list(claims)
    told: dict[str, set[str]] = {}
    for claim in claims:
        told.setdefault(claim.ref.article, set()).update(c.measure for c in claim.counts if c.best or c.low)
    deadly = [measures for measures in told.values() if "killed" in measures]
    several = any(c.measure == "killed" and (c.best or c.low or 0) > 1 for claim in claims for c in claim.counts)
    if not deadly or several or any("injured" in measures for measures in deadly):
        return set()
    hurt = ((claim, [c for c in claim.counts if c.measure == "injured"]) for claim in claims)
    return {claim.ref for claim, counts in hurt if len(counts) == 1 and counts[0].told}


def _withdrawn(claim: Facts, denials: Sequence[Facts], voice_of: Mapping[Ref, IndependentVoice]) -> bool:
    """Whether its outlet, or its own voice in its outlet, takes the claim back in a later article."""
    said = {(c.measure, c.best) for c in claim.counts}
    return any(
        d.sheet.outlet == claim.sheet.outlet
        and (d.sheet.published or 0) > (claim.sheet.published or 0)
        and (not d.voices or voice_of[d.ref] == voice_of[claim.ref])
        and (not d.counts or any((c.measure, c.best) in said for c in d.counts))
        for d in denials
    )


def _figures(claim: Facts) -> list[tuple[tuple[str, str], Bounds]]:
    whole = [((m, ""), b) for m, all_bounds in tally([claim]).items() for b in all_bounds]
    return whole + [((c.measure, c.group), _bounds(c)) for c in claim.counts if c.group]


def _bounds(count: Count) -> Bounds:
    return count.low, count.high, count.best


def _stated(claim: Facts, bounds: Bounds, voice: IndependentVoice) -> Stated:
    low, high, best = bounds
    vague = any(c.approximate for c in claim.counts)
    return Stated(claim.ref, voice.name, low, high, best, vague, claim.certainty, voice.party)  # type: ignore[arg-type]


def least(stated: Stated) -> int | None:
    """The lowest number that a statement names."""
    return next((v for v in (stated.low, stated.best, stated.high) if v is not None), None)


def most(stated: Stated) -> int | None:
    """The highest number that a statement names; "more than 950" is 951 or more."""
    if stated.high is not None:
        return stated.high
    return max((v for v in (stated.best, stated.low) if v is not None), default=None)


def number(stated: Stated) -> int | None:
    """The number that a statement stands for: as stated, else its lower, else its upper bound."""
    if stated.best is not None:
        return stated.best
    return stated.low if stated.low is not None else stated.high


def _range(key: tuple[str, str], said: Sequence[Stated], by_ref: Mapping[Ref, Facts], rule: str) -> Range:
    standing = list(by_voice(said, by_ref, key[0]).values())
    lows = [(v, s.claim) for s in standing if (v := least(s)) is not None]
    highs = [(v, s.claim) for s in standing if (v := most(s)) is not None]
    best, chosen = _best(standing, by_ref, rule)
    top = max(highs, key=lambda h: h[0]) if highs else (None, None)
    bottom = min(lows) if lows else (None, None)
    return Range(
        measure=key[0],  # type: ignore[arg-type]
        group=key[1],
        low=bottom[0],
        high=top[0],
        best=best,
        rule=RULES[rule],
        lowest=bottom[1],
        highest=top[1],
        chosen=chosen,
        stated=tuple(said),
    )


def by_voice(said: Sequence[Stated], by_ref: Mapping[Ref, Facts], measure: str) -> dict[str, Stated]:
    """The one statement that each independent voice counts with, of those whose claim is in `by_ref`."""
    standing = _counting([s for s in said if s.claim in by_ref], by_ref, measure)
    sure = [s for s in standing if s.certainty not in UNSURE] or standing
    articles: dict[str, dict[str, Stated]] = {}
    for one in sure:
        if number(one) is not None:
            here = articles.setdefault(one.voice, {})
            kept = here.get(one.claim.article)
            if kept is None or (number(one) or 0) > (number(kept) or 0):
                here[one.claim.article] = one
    return {
        voice: max(here.values(), key=lambda s: (_published(s, by_ref), s.claim)) for voice, here in articles.items()
    }


def _counting(standing: list[Stated], by_ref: Mapping[Ref, Facts], measure: str) -> list[Stated]:
    """The statements less those of one person of several who are counted: "the boy died" beside "two were killed".

    "A policeman was killed" counts too where its own article gives no number.
    """
    counted = [s for s in standing if number(s) and not _told(s, by_ref, measure)]
    articles = {s.claim.article for s in counted}
    if not counted:
        return standing
    return [
        s
        for s in standing
        if not (told := _told(s, by_ref, measure)) or (told == "a" and s.claim.article not in articles)
    ]


def _told(stated: Stated, by_ref: Mapping[Ref, Facts], measure: str) -> str:
    """How a claim tells of the people whom a statement counts, "" where a number does."""
    if number(stated) == 0:
        return ""
    told = {c.told for c in by_ref[stated.claim].counts if c.measure == measure}
    return "" if "" in told else min(told, default="")


def _published(stated: Stated, by_ref: Mapping[Ref, Facts]) -> int:
    return by_ref[stated.claim].sheet.published or 0


def _best(standing: Sequence[Stated], by_ref: Mapping[Ref, Facts], rule: str) -> tuple[int | None, Ref | None]:
    values = [n for s in standing if (n := number(s)) is not None]
    if not values:
        return None, None
    if rule == "latest":
        latest = max(standing, key=lambda s: (_published(s, by_ref), s.claim))
        return number(latest), latest.claim
    value = _pick(values, rule)
    return value, min(s.claim for s in standing if number(s) == value)


def _pick(values: Sequence[int], rule: str) -> int:
    if rule == "most-said":
        counted = Counter(values)
        return min(counted, key=lambda v: (-counted[v], v))
    if rule == "median":
        return median_low(values)
    return max(values) if rule == "highest" else min(values)
