"""What speaks for and against a span being a place: the features that the recogniser weighs.

Each feature is a short string. Words are taken as features only where they stand beside the span or are its first or
last word; the weights keep only those that were met often, so no single document can teach a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log10

from sayso.reading.parse import Parse, Sentence, Token
from sayso.reading.places.candidates import Candidate, last_word_sort
from sayso.vocab.gazetteer import Entry
from sayso.vocab.gazetteer.store import TRANSLITERATED

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_SORTS = frozenset(
    """town city village capital region province district area state country county base camp border enclave suburb
    neighbourhood neighborhood island port airport hamlet municipality settlement stronghold valley""".split()
)
_BIG = frozenset(("country", "admin1", "continent"))


class Evidence:
    """The features of the candidates of one article."""

    def __init__(self, parse: Parse, candidates: list[Candidate]) -> None:
        self._parse = parse
        self._candidates = candidates
        self._owner: dict[int, tuple[int, int, str]] = {}
        for entity in parse.entities:
            for i in range(entity.first, entity.last):
                self._owner[i] = (entity.first, entity.last, entity.label)
        self._told: dict[str, Counter[str]] = defaultdict(Counter)
        for c in candidates:
            self._told[c.text][c.label or self._within(c)] += 1
        self._plain = {t.text for t in parse.tokens if t.text.islower() and t.text.isalpha()}
        self._paragraph_starts = self._starts()
        self._known_spans = {(c.first, c.last) for c in candidates if c.known}
        self._longest: dict[int, int] = {}
        for first, last in self._known_spans:
            for i in range(first, last):
                self._longest[i] = max(self._longest.get(i, 0), last - first)
        self._countries, self._divisions = _told(candidates)
        self._surnames = {
            parse.tokens[e.last - 1].text for e in parse.entities if e.label == "PERSON" and e.last - e.first > 1
        }  # fmt: skip

    def _starts(self) -> set[int]:
        seen: set[int] = set()
        found = set()
        for s in self._parse.sentences:
            if s.paragraph not in seen:
                seen.add(s.paragraph)
                found.add(s.first)
        return found

    def _within(self, c: Candidate) -> str:
        owner = self._owner.get(c.last - 1)
        return f"in-{owner[2]}" if owner else "none"

    def of(self, c: Candidate) -> list[str]:
        """The features of one candidate."""
        kind = "adj" if c.adjective else "n"
        made = ["bias", f"kind={kind}"]
        model = self._model(c)
        gaz = self._gazetteer(c)
        made += [f"model={model}", f"model={model}/{kind}"]
        made += [f"gaz={g}" for g in gaz]
        made.append(f"model+gaz={model}/{gaz[0]}")
        made += self._shape(c)
        made += self._together(c, model, gaz[0])
        made += self._around(c, model)
        made += self._elsewhere(c, model)
        return made

    def _together(self, c: Candidate, model: str, gaz: str) -> Iterator[str]:
        """Pairs of what stands alone elsewhere: a linear layer can't put them together itself."""
        tokens = self._parse.tokens
        first = tokens[c.first].i == self._parse.sentences[tokens[c.first].sentence].first
        prev = "^" if first else tokens[c.first - 1]
        word = (
            prev
            if isinstance(prev, str)
            else prev.lower
            if prev.pos in ("ADP", "DET", "PUNCT", "CCONJ", "PART")
            else prev.pos
        )
        sort = last_word_sort(tokens[c.last - 1].lower) if c.last - c.first > 1 else "one"
        left, right = c.first > c.run[0], c.last < c.run[1]
        yield f"model+prev={model}/{word}"
        yield f"gaz+prev={gaz}/{word}"
        yield f"sort={sort}/{model}"
        yield f"sort+prev={sort}/{word}"
        yield f"model+run={model}/{int(left)}{int(right)}"
        yield f"gaz+run={gaz}/{int(left)}{int(right)}"
        yield f"sort+run={sort}/{int(left)}{int(right)}"
        if right:
            after = tokens[c.last]
            yield f"run-next={after.tag}/{last_word_sort(after.lower)}/{gaz}"
            yield f"run-last={last_word_sort(tokens[c.run[1] - 1].lower)}/{gaz}"
        if left:
            before = tokens[c.first - 1]
            yield f"run-prev={before.tag}/{gaz}"

    def _model(self, c: Candidate) -> str:
        if c.label:
            return c.label
        left, right = self._owner.get(c.first), self._owner.get(c.last - 1)
        if left is None and right is None:
            return "none"
        if left == right and left is not None:
            side = "first" if left[0] == c.first else "last" if left[1] == c.last else "mid"
            return f"in-{left[2]}-{side}"
        labels = {o[2] for o in (left, right) if o}
        return "over-" + "+".join(sorted(labels)) + ("-part" if None in (left, right) else "")

    def _gazetteer(self, c: Candidate) -> list[str]:
        if not c.known:
            return ["unknown"]
        best = max(c.known, key=lambda e: e.weight)
        size = int(2 * log10(best.weight + 1))
        return [
            f"{_group(best)}/{best.how}",
            f"size={size}",
            f"n={min(5, len(c.known))}",
            f"how={min(e.how for e in c.known)}/{c.last - c.first}",
            f"told={self._told_with(c)}/{_group(best)}",
            f"told={self._told_with(c)}/{best.how}/{c.label or 'none'}",
            f"abroad={best.country in TRANSLITERATED}/{best.how}",
        ]

    def _told_with(self, c: Candidate) -> str:
        """Whether the article also names the division, or the country, that one of the meanings lies in."""
        small = [e for e in c.known if e.kind not in ("country", "continent")]
        if any((e.country, e.admin1) in self._divisions and e.kind != "admin1" for e in small):
            return "division"
        return "country" if any(e.country in self._countries for e in small) else "no"

    def _shape(self, c: Candidate) -> Iterator[str]:
        tokens = self._parse.tokens
        head, tail = tokens[c.first], tokens[c.last - 1]
        length = c.last - c.first
        yield f"len={min(length, 5)}"
        yield f"last={tail.lower}"
        if length > 1:
            yield f"first={head.lower}"
        yield f"tags={head.tag}-{tail.tag}"
        yield f"pos={head.pos}-{tail.pos}"
        if c.text.isupper():
            yield f"upper/{min(len(c.text), 5)}/{c.first in self._paragraph_starts}"
        if any(ch.isdigit() for ch in c.text):
            yield "digit"
        if any(t.lower in ("and", "&", "on", "upon") for t in tokens[c.first + 1 : c.last - 1]):
            yield "joined"
        if any(t.lower in ("of", "'s", "’s") for t in tokens[c.first + 1 : c.last - 1]):
            yield "of"
        run = c.run[1] - c.run[0]
        left, right = c.first > c.run[0], c.last < c.run[1]
        yield f"run={int(left)}{int(right)}/{min(length, 3)}/{min(run, 5)}"
        longer = max((self._longest.get(i, 0) for i in range(c.first, c.last)), default=0)
        yield f"longer={longer > length}/{bool(c.known)}"
        if length == 1 and c.text.lower() in self._plain:
            yield "common-here"

    def _around(self, c: Candidate, model: str) -> Iterator[str]:
        tokens = self._parse.tokens
        sentence = self._parse.sentences[tokens[c.first].sentence]
        before = tokens[c.first - 1] if c.first > sentence.first else None
        after = tokens[c.last] if c.last < sentence.last else None
        second = tokens[c.first - 2] if c.first - 1 > sentence.first else None
        further = tokens[c.last + 1] if c.last + 1 < sentence.last else None
        yield f"prev={_word(before)}"
        yield f"next={_word(after)}"
        yield f"prev-pos={before.pos if before else '^'}"
        yield f"next-pos={after.pos if after else '$'}"
        yield f"prev2={_word(second)}|{_word(before)}"
        yield f"next2={_word(after)}|{_word(further)}"
        for side, t in (("prev", before), ("next", after)):
            owner = self._owner.get(t.i) if t else None
            yield f"{side}-ent={owner[2] if owner else '-'}"
        yield from self._sort_beside(c, sentence, before, after)
        head = self._head(c)
        above = tokens[head.head]
        yield f"dep={head.dep}"
        yield f"dep-above={head.dep}/{above.lower if above.pos == 'ADP' else above.pos}"
        if head.dep == "pobj" and above.pos == "ADP":
            yield f"governed={above.lower}/{tokens[above.head].pos}"
        if head.dep in ("compound", "amod", "nmod", "poss"):
            yield f"modifies={above.lemma}"
        if head.dep in ("nsubj", "nsubjpass"):
            yield f"subject-of={above.lemma}"
        if c.first in self._paragraph_starts:
            dash = any(t.text in ("-", "–", "—", "--", "(", ":") for t in tokens[c.last : c.last + 4])
            yield f"opens-paragraph/{dash}/{c.text.isupper()}"
        elif before is None:
            yield "opens-sentence"
        if after is not None and after.text == "," and (division := self._division_at(c.last + 1)):
            yield f"followed-by={division}"
        if (
            before is not None
            and before.text == ","
            and second is not None
            and (second.i, second.i + 1) in self._known_spans
        ):
            yield f"follows-place/{_group(max(c.known, key=lambda e: e.weight)) if c.known else '-'}"

    def _sort_beside(
        self, c: Candidate, sentence: Sentence, before: Token | None, after: Token | None
    ) -> Iterator[str]:
        """A common noun for a place in apposition: "Kobane, the Syrian town"; "the border town Kobane"; "Kobane
        town"."""
        tokens = self._parse.tokens
        if after is not None and after.text == ",":
            for t in tokens[c.last + 1 : min(c.last + 7, sentence.last)]:
                if t.lower in _SORTS:
                    yield "sort-after"
                    break
                if t.pos in ("VERB", "AUX") or t.text == ",":
                    break
        if after is not None and after.lower in _SORTS:
            yield "sort-next"
        if before is not None and (
            before.lower in _SORTS or (before.lower == "of" and tokens[before.i - 1].lower in _SORTS)
        ):
            yield f"sort-before/{before.lower == 'of'}"

    def _division_at(self, at: int) -> str:
        for length in (3, 2, 1):
            for c in self._starting(at):
                if c.last - c.first == length and c.known:
                    best = max(c.known, key=lambda e: e.weight)
                    if best.kind in _BIG:
                        return best.kind
        return ""

    def _starting(self, at: int) -> list[Candidate]:
        if not hasattr(self, "_by_start"):
            self._by_start: dict[int, list[Candidate]] = defaultdict(list)
            for c in self._candidates:
                self._by_start[c.first].append(c)
        return self._by_start.get(at, [])

    def _head(self, c: Candidate) -> Token:
        tokens = self._parse.tokens
        for i in range(c.first, c.last):
            if not c.first <= tokens[i].head < c.last or tokens[i].head == i:
                return tokens[i]
        return tokens[c.last - 1]

    def _elsewhere(self, c: Candidate, model: str) -> Iterator[str]:
        told = self._told[c.text]
        total = sum(told.values())
        yield f"times={min(total, 4)}"
        if total > 1:
            places = sum(told[label] for label in _PLACES)
            yield f"told-place={round(3 * places / total)}/{model in _PLACES}"
            if told["PERSON"] + told["in-PERSON"] > total / 2:
                yield "told-person"
            if told["ORG"] + told["in-ORG"] > total / 2:
                yield "told-org"
        if c.last - c.first == 1 and c.text in self._surnames:
            yield f"surname/{model in _PLACES}"


def _told(candidates: list[Candidate]) -> tuple[set[str], set[tuple[str, str]]]:
    """Countries and divisions that the article names beyond doubt, as ISO codes and (country, division) codes."""
    countries: set[str] = set()
    divisions: set[tuple[str, str]] = set()
    for c in candidates:
        if c.adjective is not None:
            countries.add(c.adjective.country)
        elif c.known and c.label == "GPE":
            best = max(c.known, key=lambda e: e.weight)
            if best.kind == "country":
                countries.add(best.country)
            elif best.kind == "admin1":
                divisions.add((best.country, best.admin1))
    return countries - {""}, divisions


def _word(token: Token | None) -> str:
    if token is None:
        return "-"
    return "0" if token.text[0].isdigit() else token.lower


def _group(entry: Entry) -> str:
    return {"capital": "settlement", "section": "settlement", "island": "region", "mountain": "region"}.get(
        entry.kind, entry.kind
    )
