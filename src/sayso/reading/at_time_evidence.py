"""What speaks for and against a time expression dating a happening of its own sentence: named features."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse, Token
from sayso.reading.ties import Ties, heads
from sayso.records import Voice, When
from sayso.vocab.speech import is_cue

_BEFORE = re.compile(
    r"\b(since|until|till|by|before|after|for|in|on|during|within|over|from|between|at|of|as|of the|to)\s+"
    r"(?:the\s+|a\s+|an\s+|about\s+|at least\s+|more than\s+|less than\s+|nearly\s+|almost\s+|around\s+)*$",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\s+(after|before|of|ago|old|later|earlier)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """One happening's sentence: its triggers, the verbs that say it, the other happenings' triggers, its times."""

    ties: Ties
    times: tuple[When, ...]

    @classmethod
    def of(
        cls, parse: Parse, happening: Happening, times: Sequence[When], voices: Sequence[Voice], others: Sequence[int]
    ) -> Scene:
        """The scene of a happening."""
        return cls(Ties.of(parse, happening, voices, others), tuple(times))

    @property
    def parse(self) -> Parse:
        """The article's parse."""
        return self.ties.parse

    @property
    def triggers(self) -> tuple[int, ...]:
        """The head tokens of the happening's words, the best first."""
        return self.ties.triggers

    def silence(self) -> Iterator[str]:
        """Features of the answer that no expression of the sentence dates the happening."""
        yield "none"
        yield f"none/times={min(len(self.times), 3)}"
        lead = self.parse.tokens[self.triggers[0]]
        yield f"none/{'verb' if lead.pos == 'VERB' else 'noun'}"
        if self.ties.others:
            yield "none/others"
        if self.ties.mood() in ("infinitive", "modal"):
            yield "none/prospect"

    def of_time(self, when: When) -> Iterator[str]:
        """Features of one expression; its token is that of its last word."""
        parse = self.parse
        token = parse.token_at(when.span.end - 1)
        if token is None:
            return
        path = [token.i, *heads(parse, token.i)]
        lead = parse.tokens[self.triggers[0]]
        sort = "verb" if lead.pos == "VERB" else "noun"
        yield from self._kind(when)
        yield from self._words(when, token)
        tie = self.ties.tie(token.i)
        yield f"tie={tie}"
        yield f"tie={tie}/{sort}"
        yield from self._near(token, when)
        governor = next((parse.tokens[a] for a in path[1:] if parse.tokens[a].pos in ("VERB", "AUX")), None)
        if token.i - parse.sentences[token.sentence].first <= 3:
            yield f"opens/{tie[:6]}"
        if governor is not None and governor.i not in self.triggers:
            yield from self._governed(when, token, governor, sort)
        if lead.pos == "VERB":
            yield f"tense={self.ties.mood()}/{'ahead' if when.value.startswith('FUTURE') else ''}"

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
        if governor.i in self.ties.above:
            yield f"{speaks}-above/{side}"
            yield f"{speaks}-above/{side}/{'day' if when.start and when.start == when.end else 'more'}"

    def within_since(self, when: When) -> bool:
        """Whether the happening is told in the very clause, begun by "since", that the expression dates."""
        token = self.parse.token_at(when.span.end - 1)
        if token is None:
            return False
        verb = next((a for a in heads(self.parse, token.i) if self.parse.tokens[a].pos in ("VERB", "AUX")), None)
        return verb is not None and (verb in self.triggers or verb in self.ties.above) and not self._since_above(verb)

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
            yield f"modifies={'it' if head.i in self.triggers else 'event' if head.i in self.ties.others else 'thing'}"

    def _near(self, token: Token, when: When) -> Iterator[str]:
        yield from self.ties.near(token.i, [self._at(w) for w in self.times if w is not when])
        if len(self.times) == 1:
            yield "only"

    def _at(self, when: When) -> int:
        token = self.parse.token_at(when.span.end - 1)
        return token.i if token else -1
