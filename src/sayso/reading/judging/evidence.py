"""What stands around a candidate, as named numbers: its grammar, its people and things, its sentence, its article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from sayso.reading.domain import article_balance, near_balance
from sayso.reading.judging.candidates import Candidate
from sayso.reading.parse import Parse, Token

Evidence = dict[str, float]
_KINDS = (
    "combatant police civilian protester custody official person state place ground military civil arms abstract"
).split()
_NOT = frozenset({"not", "n't", "no", "never", "without", "deny", "fail"})
_STOPS = frozenset({"deny", "fail", "prevent", "avoid"})
_MODALS = frozenset({"will", "would", "may", "might", "could", "can", "should"})
_SAYING = frozenset("say tell claim accuse announce report warn threaten condemn vow call urge".split())
_QUOTES = frozenset({'"', "“", "``", "''", "”"})


class Surroundings:
    """The evidence of one article's candidates that doesn't hang on a code."""

    def __init__(self, parse: Parse, candidates: list[Candidate]) -> None:
        self.parse = parse
        self.by_sentence: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            self.by_sentence.setdefault(candidate.sentence, []).append(candidate)
        self.article = article_balance(parse)
        self._sentences = {index: self._of_sentence(index) for index in self.by_sentence}

    def of(self, candidate: Candidate) -> Evidence:
        """All of it for one candidate."""
        return {
            **self._word(candidate),
            **self._children(candidate),
            **self._people(candidate),
            **self._sentence(candidate),
            **_make(candidate),
        }

    def _word(self, candidate: Candidate) -> Evidence:
        """The lead trigger's own form and place in its clause."""
        token = self.parse.tokens[candidate.head]
        above = [self.parse.tokens[a] for a in self.parse.ancestors(token.i)]
        return {
            "verb": candidate.lead.trigger.pos == "V",
            "past": token.tag in ("VBD", "VBN"),
            "gerund": token.tag == "VBG",
            "infinitive": token.tag == "VB",
            "present": token.tag in ("VBZ", "VBP"),
            "plural": token.tag in ("NNS", "NNPS"),
            "name": token.pos == "PROPN",
            "root": token.dep == "ROOT",
            "subject": token.dep in ("nsubj", "nsubjpass"),
            "object": token.dep == "dobj",
            "after a preposition": token.dep == "pobj",
            "relative clause": token.dep in ("relcl", "acl"),
            "side clause": token.dep in ("advcl", "pcomp", "xcomp"),
            "modifier": token.dep in ("amod", "compound", "nmod"),
            "listed": token.dep == "conj",
            "depth": float(len(above)),
            "told by speech": any(t.lemma.lower() in _SAYING for t in above),
        }

    def _children(self, candidate: Candidate) -> Evidence:
        """The words that hang on the lead trigger."""
        token = self.parse.tokens[candidate.head]
        below = [self.parse.tokens[c] for c in self.parse.children(token.i)]
        governor = self.parse.tokens[token.head].lemma.lower()
        return {
            "definite": any(t.lower in ("the", "this", "that", "these", "those") for t in below),
            "indefinite": any(t.lower in ("a", "an", "another") for t in below),
            "possessed": any(t.dep == "poss" for t in below),
            "counted": any(t.dep == "nummod" for t in below),
            "negated": any(t.lemma.lower() in _NOT for t in below) or governor in _STOPS,
            "modal": any(t.tag == "MD" or (t.dep == "aux" and t.lemma in _MODALS) for t in below),
            "to": any(t.lower == "to" and t.dep == "aux" for t in below),
        }

    @staticmethod
    def _people(candidate: Candidate) -> Evidence:
        """Who does it to whom, as far as grammar shows."""
        roles = [c.roles for c in candidate.contexts]
        kind = candidate.lead.things.kind
        actors = [a for r in roles for a in r.actors]
        targets = [t for r in roles for t in r.targets]
        objects = [o for r in roles for o in r.objects]
        doing = {kind(a) for a in actors}
        suffering = {kind(t) for t in (*targets, *objects)}
        return {
            "actors": float(len(actors)),
            "targets": float(len(targets)),
            "objects": float(len(objects)),
            "means": float(sum(len(r.means) for r in roles)),
            "passive": any(r.passive for r in roles),
            **{f"actor {k}": k in doing for k in _KINDS},
            **{f"target {k}": k in suffering for k in _KINDS},
        }

    def _sentence(self, candidate: Candidate) -> Evidence:
        """The sentence, and where the candidate stands in it."""
        sentence = self.parse.sentences[candidate.sentence]
        quotes, whole = self._sentences[candidate.sentence]
        return {
            **whole,
            "position": (candidate.head - sentence.first) / max(1, sentence.last - sentence.first),
            "quotes before": float(bisect_left(quotes, candidate.head)),
        }

    def _of_sentence(self, index: int) -> tuple[list[int], Evidence]:
        """Its quotation marks, as tokens, and what all its candidates share."""
        sentence = self.parse.sentences[index]
        tokens = self.parse.tokens_of(sentence)
        beside = self.by_sentence[index]
        return [t.i for t in tokens if t.text in _QUOTES], {
            "sentence": float(min(index, 20)),
            "sentences": float(min(len(self.parse.sentences), 40)),
            "first sentence": index == 0,
            "candidates": float(len(beside)),
            "groups": float(sum(1 for c in beside if c.kind == "group")),
            "length": float(min(len(tokens), 60)),
            "numbers": _count(tokens, lambda t: t.pos == "NUM"),
            "dates": _count(tokens, lambda t: t.ent == "DATE"),
            "places": _count(tokens, lambda t: t.ent in ("GPE", "LOC")),
            "capitals": self.parse.text[sentence.start : sentence.end].isupper(),
            "article": self.article,
            "near": near_balance(self.parse, index),
        }


def _count(tokens: list[Token], test: Callable[[Token], bool]) -> float:
    return float(sum(1 for t in tokens if test(t)))


def _make(candidate: Candidate) -> Evidence:
    """What the rules make of the candidate."""
    group = candidate.happening if candidate.kind == "group" else None
    return {
        "triggers": float(len(candidate.contexts)),
        "words": float(len(candidate.lead.trigger.tokens)),
        "background": candidate.background,
        "borrowed": bool(group and group.borrowed),
        "harm": bool(group and group.harms),
        "harm only": bool(group and not group.parts),
        **{f"is {k}": candidate.kind == k for k in ("group", "part", "uncoded", "wide")},
    }
