"""The judgement: every candidate weighed with every code that it may have; the best are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.reading.happenings import Happening, Told, tell
from sayso.reading.judging import model
from sayso.reading.judging.candidates import Candidate, find_candidates
from sayso.reading.judging.evidence import Surroundings
from sayso.reading.judging.pairs import Pair, pairs_of
from sayso.reading.parse import Parse, Sentence
from sayso.reading.things import ARMED, HUMAN, Things

# Probabilities from which a code is told in a sentence: where the rules say so of a group, and otherwise. By
# cross-validation on the training set in November 2026 (scripts/train_judge.py), claim F1 moves by less than .005 from
# .1 to .25 and from .35 to .5. The rules' bar is low because the set has its codes in other shares than the news has:
# a plain "gunmen killed four" is rare in it.
KEEP_RULES, KEEP = 0.12, 0.4
KEEP_PLAIN = 0.05  # the same where the rules see an armed actor and a human target
TWICE = 0.7  # the probability from which the rules' second happening of one code in a sentence is kept
# Where a code may lie with several candidates of a sentence, the rules' own group is taken to name it.
_OWN, _GROUP = 0.15, 0.05


def judged_happenings(parse: Parse, things: Things) -> list[Happening]:
    """The happenings of an article as the judge has them, in the order of their sentences."""
    told = tell(parse, things)
    pairs = weighable(parse, told, model.wide_words(), model.sentence_words(), model.shares())
    odds = model.trees().judge([p.evidence for p in pairs])
    return choose(pairs, odds)


def weighable(
    parse: Parse,
    told: Told,
    wide: frozenset[str],
    words: model.SentenceWords,
    shares: model.Shares,
) -> list[Pair]:
    """An article's candidates with the codes worth weighing for each."""
    candidates = find_candidates(parse, told, wide)
    around = Surroundings(parse, candidates)
    suggested = {i: words.suggest(sentence_terms(parse, parse.sentences[i])) for i in around.by_sentence}
    return pairs_of(candidates, around, suggested, shares)


def sentence_terms(parse: Parse, sentence: Sentence) -> set[str]:
    """The words of a sentence, and the pairs of words that follow one another: lemmas, names marked, numbers as #."""
    found: set[str] = set()
    before = None
    for token in parse.tokens_of(sentence):
        if token.pos in ("PUNCT", "SPACE"):
            before = None
            continue
        word = "#" if token.pos == "NUM" else f"P:{token.lower}" if token.pos == "PROPN" else token.lemma.lower()
        if token.pos in ("NOUN", "VERB", "ADJ", "PROPN", "ADV"):
            found.add(word)
        if before is not None:
            found.add(f"{before}_{word}")
        before = word
    return found


def choose(
    pairs: Sequence[Pair], odds: Sequence[float], bars: tuple[float, float] = (KEEP_RULES, KEEP)
) -> list[Happening]:
    """The happenings kept, each with its code and its probability; what is not kept joins one of its own code.

    `bars` are the probabilities from which the rules' own codes and any others are kept."""
    taken: dict[Candidate, Happening] = {}
    told: dict[tuple[int, str], Happening] = {}
    passed = _only_background(pairs)
    for odd, pair in _by_preference(pairs, odds):
        place = (pair.candidate.sentence, pair.code)
        if odd < _bar(pair, bars) or pair.candidate in taken or place in told or place in passed:
            continue
        taken[pair.candidate] = told[place] = _happening(pair.candidate, pair.code, odd)
    _keep_seconds(pairs, taken, told)
    _join_rest(pairs, odds, taken, told, bars[0])
    return sorted(taken.values(), key=lambda h: (h.sentence, h.lead.trigger.first))


def _by_rules(pair: Pair) -> bool:
    """Whether the code is what the rules say of a group."""
    candidate = pair.candidate
    return candidate.kind == "group" and candidate.event == pair.code and not candidate.background


def _bar(pair: Pair, bars: tuple[float, float]) -> float:
    """The probability from which a pair is kept: less for "fighters killed villagers", told plainly by its words."""
    if not _by_rules(pair):
        return bars[1]
    lead = pair.candidate.lead
    return KEEP_PLAIN if lead.actors & ARMED and lead.targets & HUMAN else bars[0]


def _only_background(pairs: Sequence[Pair]) -> set[tuple[int, str]]:
    """The codes that a sentence has only in passing (rule 4): "fled air strikes", "backed by air strikes"."""
    groups = [c for c in dict.fromkeys(p.candidate for p in pairs) if c.kind == "group" and c.event]
    named = {(c.sentence, c.event or "") for c in groups if not c.background}
    return {(c.sentence, c.event or "") for c in groups if c.background} - named


def _by_preference(pairs: Sequence[Pair], odds: Sequence[float]) -> list[tuple[float, Pair]]:
    """The pairs, the best sentences and codes first, and of those the candidate that best names it."""
    best: dict[tuple[int, str], float] = {}
    for odd, pair in zip(odds, pairs, strict=True):
        place = (pair.candidate.sentence, pair.code)
        best[place] = max(odd, best.get(place, 0.0))
    return sorted(
        zip(odds, pairs, strict=True),
        key=lambda each: (-best[each[1].candidate.sentence, each[1].code], -_fitness(*each), each[1].candidate.head),
    )


def _fitness(odd: float, pair: Pair) -> float:
    return odd + _OWN * (pair.candidate.event == pair.code) + _GROUP * (pair.candidate.kind == "group")


def _happening(candidate: Candidate, code: str, odd: float) -> Happening:
    """The candidate as a happening of its own; a part leaves the group that it was in."""
    group = candidate.happening
    if group is not None and candidate.kind == "group":
        group.event = code
        group.odds = odd
        return group
    if group is not None:
        group.parts = [c for c in group.parts if c is not candidate.lead]
        group.harms = [(what, c) for what, c in group.harms if c is not candidate.lead]
    return Happening(code, [candidate.lead], odds=odd)


def _keep_seconds(
    pairs: Sequence[Pair], taken: dict[Candidate, Happening], told: Mapping[tuple[int, str], Happening]
) -> None:
    """The rules' further happenings of a code that is surely told in a sentence: "raided Goma and raided Bukavu"."""
    by_rules = {id(h) for c, h in taken.items() if c.kind == "group" and c.event == h.event}
    for candidate in dict.fromkeys(p.candidate for p in pairs):
        if candidate in taken or candidate.kind != "group" or candidate.background or candidate.event is None:
            continue
        first = told.get((candidate.sentence, candidate.event))
        if first is not None and id(first) in by_rules and (first.odds or 0.0) >= TWICE:
            taken[candidate] = _happening(candidate, candidate.event, first.odds or 0.0)


def _join_rest(
    pairs: Sequence[Pair],
    odds: Sequence[float],
    taken: Mapping[Candidate, Happening],
    told: Mapping[tuple[int, str], Happening],
    keep: float,
) -> None:
    """A group left over for a better name of the same code lends that its triggers, with the harm that they tell."""
    best: dict[Candidate, tuple[float, str]] = {}
    for odd, pair in zip(odds, pairs, strict=True):
        if pair.candidate not in taken and pair.candidate.kind == "group" and odd >= keep:
            best[pair.candidate] = max(best.get(pair.candidate, (0.0, "")), (odd, pair.code))
    for candidate, (_, code) in best.items():
        host, group = told.get((candidate.sentence, code)), candidate.happening
        if host is not None and group is not None and not candidate.background:
            host.parts += group.parts
            host.harms += group.harms
