"""How a phrase of a sentence hangs on a happening told in it: by the parse, and by what stands between the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse, Token
from sayso.records import Voice

CLAUSE = frozenset({"advcl", "relcl", "acl", "ccomp", "xcomp", "pcomp", "parataxis", "csubj"})
_LINKS = frozenset({"who", "which", "that", "after", "when", "while", "as", "before", "where"})
_DEEPEST = 40  # heads climbed from a token: trees of news are seldom 20 deep


def heads(parse: Parse, at: int) -> Iterator[int]:
    """The heads of a token, nearest first, at most as many as a sound tree has."""
    for n, head in enumerate(parse.ancestors(at)):
        if n >= _DEEPEST:
            return
        yield head


@dataclass(frozen=True, slots=True)
class Ties:
    """One happening's triggers, the heads above the first, the verbs that say it, the other happenings' triggers."""

    parse: Parse
    triggers: tuple[int, ...]
    above: tuple[int, ...]
    cues: frozenset[int]
    others: tuple[int, ...]

    @classmethod
    def of(cls, parse: Parse, happening: Happening, voices: Sequence[Voice], others: Sequence[int]) -> Ties:
        """The ties of a happening's sentence; `others` are the head tokens of its other happenings' triggers."""
        triggers = tuple(dict.fromkeys(c.trigger.head for c in happening.contexts()))
        cues = frozenset(t.i for v in voices if v.cue for t in [parse.token_at(v.cue.start)] if t is not None)
        return cls(parse, triggers, tuple(heads(parse, triggers[0])), cues, tuple(others))

    @property
    def lead(self) -> Token:
        """The trigger that names the happening best."""
        return self.parse.tokens[self.triggers[0]]

    @property
    def sort(self) -> str:
        """Whether the happening is told by a verb or a noun."""
        return "verb" if self.lead.pos == "VERB" else "noun"

    def tie(self, at: int) -> str:
        """How the word at `at` hangs on the happening's word."""
        path = [at, *heads(self.parse, at)]
        own = next((n for n, head in enumerate(path) if head in self.triggers), None)
        return self._below(path, own) if own is not None else self._beside(path)

    def _below(self, path: list[int], own: int) -> str:
        between = path[1:own]
        if any(at in self.cues for at in between):
            return "below-cue"
        if any(self.parse.tokens[a].pos in ("VERB", "AUX") for a in between):
            return "below-clause"
        return "direct" if own <= 2 else "below"

    def _beside(self, path: list[int]) -> str:
        tokens = self.parse.tokens
        meet = next((n for n, head in enumerate(path) if head in self.above), None)
        if meet is None:
            return "apart"
        at = path[meet]
        if any(tokens[a].pos in ("VERB", "AUX") for a in path[1:meet]):
            return "beside-clause"
        down = (self.triggers[0], *self.above[: self.above.index(at)])
        links = [tokens[a].dep for a in down if tokens[a].dep in CLAUSE]
        if at in self.cues:
            return f"on-cue{min(len(links), 2)}" + ("xcomp" if self.lead.dep == "xcomp" else "")
        noun = "" if tokens[at].pos in ("VERB", "AUX") else "-noun"
        return f"above{noun}{min(len(links), 2)}{links[0] if len(links) == 1 else ''}"

    def near(self, at: int, rivals: Sequence[int]) -> Iterator[str]:
        """What stands between the word at `at` and the nearest trigger; `rivals` are words of the same kind."""
        gap = min(abs(at - t) for t in self.triggers)
        nearest = min(self.triggers, key=lambda t: abs(at - t))
        low, high = sorted((nearest, at))
        yield f"gap={'2' if gap <= 2 else '5' if gap <= 5 else '10' if gap <= 10 else '20' if gap <= 20 else 'far'}"
        yield "side=" + ("after" if at > nearest else "before")
        words = self.parse.tokens[low + 1 : high]
        if any(low < o < high for o in self.others):
            yield "crosses-other"
        elif self.others and min(abs(at - o) for o in self.others) < gap:
            yield "other-nearer"
        if any(t.text == "," for t in words):
            yield "comma"
        if any(t.lower in _LINKS for t in words):
            yield "conjunction"
        if any(c in range(low, high) for c in self.cues):
            yield "crosses-cue"
        if any(t.text in ('"', "“", "”", "``", "''") for t in words):
            yield "crosses-quote"
        if any(low < r < high for r in rivals):
            yield "rival-between"

    def mood(self) -> str:
        """The auxiliaries of the happening's word: modal, infinitive, perfect or plain."""
        tokens = self.parse.tokens
        words = {tokens[c].lower for c in self.parse.children(self.lead.i) if tokens[c].dep == "aux"}
        if words & {"will", "would", "could", "may", "might", "should", "can", "must"}:
            return "modal"
        if "to" in words:
            return "infinitive"
        return "perfect" if words & {"has", "have", "had"} else "plain"
