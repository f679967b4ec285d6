"""A candidate with a code that it may have, as named numbers: how the code fits rules, article and coders' use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.reading.judging.candidates import Candidate
from sayso.reading.judging.elsewhere import InArticle, InSentence, kin, with_kin
from sayso.reading.judging.evidence import Evidence, Surroundings
from sayso.reading.judging.model import CODES, Shares

_BEST = 3  # codes that a sentence's words suggest most, considered for each of its candidates
_REACH = 3  # sentences within which another group's code is considered


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate and a code, with all that speaks for and against."""

    candidate: Candidate
    code: str
    evidence: Evidence


def pairs_of(
    candidates: Sequence[Candidate],
    around: Surroundings,
    suggested: Mapping[int, Sequence[float]],
    shares: Shares,
) -> list[Pair]:
    """Every candidate with every code worth weighing. `suggested` has, by sentence, what its words suggest of each
    code, in nats and in the order of CODES."""
    article = InArticle(candidates)
    beside = {index: InSentence(found) for index, found in around.by_sentence.items()}
    made: list[Pair] = []
    for candidate in candidates:
        own = around.of(candidate)
        words = suggested[candidate.sentence]
        ranks = sorted(range(len(CODES)), key=lambda j: -words[j])
        for code in _options(candidate, article, ranks):
            evidence = {
                **own,
                **_by_rules(candidate, code),
                **article.of(candidate, code),
                **beside[candidate.sentence].of(candidate, code),
                **_by_words(candidate, code, words),
                **shares.of(candidate, code),
            }
            made.append(Pair(candidate, code, evidence))
    return made


def _options(candidate: Candidate, article: InArticle, ranks: Sequence[int]) -> list[str]:
    found = {candidate.event} if candidate.event else set()
    found |= {k for k in candidate.lead.trigger.kinds if k in CODES}
    found |= {CODES[j] for j in ranks[:_BEST]}
    found |= with_kin(candidate.event)
    found |= article.near(candidate.sentence, _REACH)
    return sorted(found)


def _by_rules(candidate: Candidate, code: str) -> Evidence:
    return {
        "code": float(CODES.index(code)),
        "rule's": candidate.event == code,
        "rule none": candidate.event is None,
        "kin of rule's": kin(candidate.event, code),
        "lexicon's": code in candidate.lead.trigger.kinds,
        "host's": candidate.host is not None and candidate.host.event == code,
    }


def _by_words(candidate: Candidate, code: str, words: Sequence[float]) -> Evidence:
    """What the sentence's words suggest: for the code, of how many codes more, for any code, for the rules' code."""
    own = words[CODES.index(code)]
    return {
        "words": own,
        "words rank": float(sum(1 for w in words if w > own)),
        "words best": max(words),
        "words rule": words[CODES.index(candidate.event)] if candidate.event else -9.0,
    }
