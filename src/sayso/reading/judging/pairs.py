"""A candidate with a code that it may have, as named numbers: how the code fits rules, article and coders' use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.reading.judging.candidates import Candidate
from sayso.reading.judging.evidence import Evidence, Surroundings
from sayso.reading.judging.model import CODES, Shares

# Codes between which coders and rules often differ on one happening.
KIN = tuple(
    frozenset(words.split())
    for words in (
        "bombing suicide-bombing attack grenade killing",
        "shelling attack killing clash",
        "air-strike attack killing",
        "clash attack killing territory-taken",
        "execution killing",
        "abduction arrest",
        "riot crackdown protest",
        "deployment clash",
        "destruction riot attack",
    )
)
_BEST = 3  # codes that a sentence's words suggest most, considered for each of its candidates
_REACH = 3  # sentences within which another group's code is considered
_FAR = 12.0


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
    groups = [c for c in candidates if c.kind == "group" and not c.background]
    made: list[Pair] = []
    for candidate in candidates:
        own = around.of(candidate)
        words = suggested[candidate.sentence]
        ranks = sorted(range(len(CODES)), key=lambda j: -words[j])
        for code in _options(candidate, groups, ranks):
            evidence = {
                **own,
                **_by_rules(candidate, code),
                **_in_article(candidate, code, groups),
                **_in_sentence(candidate, code, around.by_sentence[candidate.sentence]),
                **_by_words(candidate, code, words),
                **shares.of(candidate, code),
            }
            made.append(Pair(candidate, code, evidence))
    return made


def _options(candidate: Candidate, groups: Sequence[Candidate], ranks: Sequence[int]) -> list[str]:
    found = {candidate.event} if candidate.event else set()
    found |= {k for k in candidate.lead.trigger.kinds if k in CODES}
    found |= {CODES[j] for j in ranks[:_BEST]}
    for kin in KIN:
        if candidate.event in kin:
            found |= kin
    found |= {g.event for g in groups if g.event and abs(g.sentence - candidate.sentence) <= _REACH}
    return sorted(found)


def _kin(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b and any(a in k and b in k for k in KIN)


def _by_rules(candidate: Candidate, code: str) -> Evidence:
    return {
        "code": float(CODES.index(code)),
        "rule's": candidate.event == code,
        "rule none": candidate.event is None,
        "kin of rule's": _kin(candidate.event, code),
        "lexicon's": code in candidate.lead.trigger.kinds,
        "host's": candidate.host is not None and candidate.host.event == code,
    }


def _in_article(candidate: Candidate, code: str, groups: Sequence[Candidate]) -> Evidence:
    """Whether the article tells of such a happening elsewhere (rule 2)."""
    others = [g for g in groups if g is not candidate]
    same = [g for g in others if g.event == code]
    at = (candidate.sentence, candidate.head)
    before = [g for g in others if g.sentence < candidate.sentence]
    return {
        "article same": float(min(5, len(same))),
        "article share": min(5, len(same)) / max(1, len(others)),
        "article groups": float(min(15, len(others))),
        "same before": float(min(5, sum(1 for g in same if (g.sentence, g.head) < at))),
        "distance": float(min((abs(g.sentence - candidate.sentence) for g in same), default=_FAR)),
        "last told": bool(before) and before[-1].event == code,
        "first told": bool(others) and others[0].event == code,
    }


def _in_sentence(candidate: Candidate, code: str, beside: Sequence[Candidate]) -> Evidence:
    others = [c for c in beside if c is not candidate]
    groups = [c for c in others if c.kind == "group"]
    return {
        "sentence same": float(sum(1 for g in groups if g.event == code)),
        "sentence part": float(sum(1 for c in others if c.kind == "part" and c.event == code)),
        "sentence kin": float(sum(1 for g in groups if _kin(g.event, code))),
        "sentence same before": float(sum(1 for g in groups if g.event == code and g.head < candidate.head)),
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
