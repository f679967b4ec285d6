"""What speaks for and against a time expression dating a happening of its own sentence: named features."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse, Token
from sayso.records import Voice, When
from sayso.vocab.speech import is_cue

_BEFORE = re.compile(
    r"\b(since|until|till|by|before|after|for|in|on|during|within|over|from|between|at|of|as|of the|to)\s+"
    r"(?:the\s+|a\s+|an\s+|about\s+|at least\s+|more than\s+|less than\s+|nearly\s+|almost\s+|around\s+)*$",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\s+(after|before|of|ago|old|later|earlier)\b", re.IGNORECASE)
_CLAUSE = frozenset({"advcl", "relcl", "acl", "ccomp", "xcomp", "pcomp", "parataxis", "csubj"})
_DEEPEST = 40  # heads climbed from a token: trees of news are seldom 20 deep


@dataclass(frozen=True, slots=True)
class Scene:
    """One happening's sentence: its triggers, the verbs that say it, the other happenings' triggers, its times."""

    parse: Parse
    triggers: tuple[int, ...]
    above: tuple[int, ...]
    cues: frozenset[int]
    others: tuple[int, ...]
    times: tuple[When, ...]

    @classmethod
    def of(
        cls, parse: Parse, happening: Happening, times: Sequence[When], voices: Sequence[Voice], others: Sequence[int]
    ) -> Scene:
        """The scene of a happening."""
        triggers = tuple(dict.fromkeys(c.trigger.head for c in happening.contexts()))
        cues = frozenset(t.i for v in voices if v.cue for t in [parse.token_at(v.cue.start)] if t is not None)
        return cls(parse, triggers, tuple(_heads(parse, triggers[0])), cues, tuple(others), tuple(times))

    def silence(self) -> Iterator[str]:
        """Features of the answer that no expression of the sentence dates the happening."""
        yield "none"
        yield f"none/times={min(len(self.times), 3)}"
        lead = self.parse.tokens[self.triggers[0]]
        yield f"none/{'verb' if lead.pos == 'VERB' else 'noun'}"
        if self.others:
            yield "none/others"
        if self._under(lead) in ("infinitive", "modal"):
            yield "none/prospect"

    def of_time(self, when: When) -> Iterator[str]:
        """Features of one expression; its token is that of its last word."""
        parse = self.parse
        token = parse.token_at(when.span.end - 1)
        if token is None:
            return
        path = [token.i, *_heads(parse, token.i)]
        lead = parse.tokens[self.triggers[0]]
        sort = "verb" if lead.pos == "VERB" else "noun"
        yield from self._kind(when)
        yield from self._words(when, token)
        tie = self._tie(path)
        yield f"tie={tie}"
        yield f"tie={tie}/{sort}"
        yield from self._near(token, when)
        governor = next((parse.tokens[a] for a in path[1:] if parse.tokens[a].pos in ("VERB", "AUX")), None)
        if token.i - parse.sentences[token.sentence].first <= 3:
            yield f"opens/{tie[:6]}"
        if governor is not None and governor.i not in self.triggers:
            yield from self._governed(when, token, governor, sort)
        if lead.pos == "VERB":
            yield f"tense={self._under(lead)}/{'ahead' if when.value.startswith('FUTURE') else ''}"

    def _governed(self, when: When, token: Token, governor: Token, sort: str) -> Iterator[str]:
        """The verb on which the expression hangs, where that is not the happening's own."""
        speaks = "speaks" if is_cue(governor.lemma, "VERB") else "acts"
        yield f"governor={speaks}/{sort}"
        low, high = sorted((governor.i, token.i))
        yield f"governor={speaks}/{'beside' if high - low <= 3 else 'apart'}"
        first, last = sorted((self.triggers[0], governor.i))
        side = "between" if first < token.i < last else "trigger" if token.i < first or last == governor.i else "verb"
        if any(t.text == "," for t in self.parse.tokens[low:high]):
            yield f"governor={speaks}/comma"
            yield f"governor={speaks}/comma/{side}"
        if governor.i in self.above:
            yield f"{speaks}-above/{side}"
            yield f"{speaks}-above/{side}/{'day' if when.start and when.start == when.end else 'more'}"

    def within_since(self, when: When) -> bool:
        """Whether the happening is told in the very clause, begun by "since", that the expression dates."""
        token = self.parse.token_at(when.span.end - 1)
        if token is None:
            return False
        verb = next((a for a in _heads(self.parse, token.i) if self.parse.tokens[a].pos in ("VERB", "AUX")), None)
        return verb is not None and (verb in self.triggers or verb in self.above) and not self._since_above(verb)

    def _since_above(self, verb: int) -> bool:
        """Whether "since" governs the time alone, the happening standing above or beside it."""
        low, high = self.parse.edges(verb)
        words = self.parse.tokens[max(low - 1, 0) : verb]
        return not any(t.lower == "since" for t in words) or not low <= self.triggers[0] <= high

    def _kind(self, when: When) -> Iterator[str]:
        known = "tied" if when.start or when.end else "loose"
        grain = len(when.value.split("T")[0]) if when.type == "DATE" else 0
        yield f"type={when.type}" + (f"/{known}" if when.type == "DURATION" else "")
        yield f"grain={'day' if grain >= 10 else 'month' if grain == 7 else 'year' if grain == 4 else 'other'}"
        if "REF" in when.value:
            yield "vague"
        if any(o is not when and o.type in ("DATE", "TIME") for o in self.times) and when.type == "DURATION":
            yield "duration-beside-date"

    def _words(self, when: When, token: Token) -> Iterator[str]:
        text = self.parse.text
        before = _BEFORE.search(text, max(0, when.span.start - 40), when.span.start)
        word = " ".join(before[1].lower().split()) if before else ""
        yield f"before={word}"
        yield f"{when.type}/before={word}"
        after = _SIDE.match(text, when.span.end, when.span.end + 12)
        if after:
            yield f"{when.type}/after={after[1].lower()}"
        if "-" in when.span.text and when.type == "DURATION":
            yield "hyphen"
        head = self.parse.tokens[token.head]
        owned = text[when.span.end : when.span.end + 2] in ("'s", "’s")
        if owned or (token.dep in ("compound", "amod", "nmod", "poss", "nummod") and head.start >= when.span.end):
            yield f"modifies={'it' if head.i in self.triggers else 'event' if head.i in self.others else 'thing'}"

    def _tie(self, path: list[int]) -> str:
        """How the expression hangs on the happening's word."""
        parse = self.parse
        own = next((n for n, at in enumerate(path) if at in self.triggers), None)
        if own is not None:
            between = path[1:own]
            if any(at in self.cues for at in between):
                return "below-cue"
            verbs = sum(parse.tokens[a].pos in ("VERB", "AUX") for a in between)
            if verbs:
                return "below-clause"
            return "direct" if own <= 2 else "below"
        meet = next((n for n, at in enumerate(path) if at in self.above), None)
        if meet is None:
            return "apart"
        at = path[meet]
        if any(parse.tokens[a].pos in ("VERB", "AUX") for a in path[1:meet]):
            return "beside-clause"
        down = self.above[: self.above.index(at)]
        lead = self.triggers[0]
        clauses = sum(parse.tokens[a].dep in _CLAUSE for a in (lead, *down))
        if at in self.cues:
            return f"on-cue{min(clauses, 2)}" + ("xcomp" if parse.tokens[lead].dep == "xcomp" else "")
        verb = parse.tokens[at].pos in ("VERB", "AUX")
        link = next((parse.tokens[a].dep for a in reversed((lead, *down)) if parse.tokens[a].dep in _CLAUSE), "")
        return f"above{'' if verb else '-noun'}{min(clauses, 2)}{link if clauses == 1 else ''}"

    def _near(self, token: Token, when: When) -> Iterator[str]:
        parse = self.parse
        gap = min(abs(token.i - t) for t in self.triggers)
        yield f"gap={'2' if gap <= 2 else '5' if gap <= 5 else '10' if gap <= 10 else '20' if gap <= 20 else 'far'}"
        nearest = min(self.triggers, key=lambda t: abs(token.i - t))
        low, high = sorted((nearest, token.i))
        yield "side=" + ("after" if token.i > nearest else "before")
        words = parse.tokens[low + 1 : high]
        if any(low < o < high for o in self.others):
            yield "crosses-other"
        elif self.others and min(abs(token.i - o) for o in self.others) < gap:
            yield "other-nearer"
        if any(t.text == "," for t in words):
            yield "comma"
        if any(t.lower in ("who", "which", "that", "after", "when", "while", "as", "before", "where") for t in words):
            yield "conjunction"
        if any(c in range(low, high) for c in self.cues):
            yield "crosses-cue"
        if any(t.text in ('"', "“", "”", "``", "''") for t in words):
            yield "crosses-quote"
        rivals = [w for w in self.times if w is not when and low < self._at(w) < high]
        if rivals:
            yield "rival-between"
        if len(self.times) == 1:
            yield "only"

    def _at(self, when: When) -> int:
        token = self.parse.token_at(when.span.end - 1)
        return token.i if token else -1

    def _under(self, lead: Token) -> str:
        words = {self.parse.tokens[c].lower for c in self.parse.children(lead.i) if self.parse.tokens[c].dep == "aux"}
        if words & {"will", "would", "could", "may", "might", "should", "can", "must"}:
            return "modal"
        if "to" in words:
            return "infinitive"
        return "perfect" if words & {"has", "have", "had"} else "plain"


def _heads(parse: Parse, at: int) -> Iterator[int]:
    for n, head in enumerate(parse.ancestors(at)):
        if n >= _DEEPEST:
            return
        yield head
