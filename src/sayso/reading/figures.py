"""Numbers as words say them: their value, their bounds and what they count.

Grammar only, over tokens; which happening a number belongs to is for `counts.py`. Bounds follow coding rule 8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.reading.parse import Parse

UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen "
        "eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "lakh": 100_000,
    "dozen": 12,
}
# Bounds of vague plurals: coding rule 8. Two of the coders' "dozens" is 24, a score is 20.
VAGUE = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
_SEVERAL = {"twin": 2, "dual": 2, "triple": 3}  # "twin bombings"
LARGEST = 2_000_000_000

_WORDS = frozenset({*UNITS, *TENS, *SCALES, *VAGUE, *_SEVERAL})
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?")
_RANGE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})[-–](\d{1,3}(?:,\d{3})+|\d{1,9})")

AT_LEAST = ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum of", "at the least")
MORE_THAN = (
    "more than", "more then", "over", "above", "upwards of", "greater than", "in excess of", "well over", "excess of",
)  # fmt: skip
UP_TO = (
    "up to", "as many as", "almost", "nearly", "at most", "no more than", "close to", "not more than", "as much as",
    "fewer than",
    "less than", "under", "maximum of", "just under",
)  # fmt: skip
ABOUT = (
    "about",
    "around",
    "some",
    "approximately",
    "roughly",
    "an estimated",
    "estimated",
    "circa",
    "approx",
    "or so",
    "nearly about",
)
_CUES = sorted(
    [(c.split(), "least") for c in AT_LEAST]
    + [(c.split(), "more") for c in MORE_THAN]
    + [(c.split(), "upto") for c in UP_TO]
    + [(c.split(), "about") for c in ABOUT],
    key=lambda pair: -len(pair[0]),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: its tokens [first, last], the head noun it counts (None when alone), and its bounds."""

    first: int
    last: int
    noun: int | None
    low: int | None
    high: int | None
    best: int | None
    approximate: bool = False

    @property
    def plain(self) -> bool:
        """Whether it was stated as one exact number."""
        return self.low == self.high == self.best and self.best is not None


def parse_number(text: str) -> int | None:
    """The value of digits or of a number word; None where it is none or not whole.

    >>> parse_number("1,500"), parse_number("twenty-three"), parse_number("dozens"), parse_number("2.5")
    (1500, 23, None, None)
    """
    low = text.lower()
    if _DIGITS.fullmatch(text):
        value = float(text.replace(",", ""))
        return int(value) if value == int(value) and value <= LARGEST else None
    total = 0
    for part in low.replace("-", " ").split():
        if part in UNITS:
            total += UNITS[part]
        elif part in TENS:
            total += TENS[part]
        else:
            return None
    return total


def _value(words: list[str]) -> tuple[float, int] | None:
    """Value and length of the number phrase at the start of `words` (lower case)."""
    total = current = 0.0
    used = 0
    seen = False
    for i, word in enumerate(words):
        if _DIGITS.fullmatch(word):
            if seen and words[i - 1] not in ("and",):
                break
            current += float(word.replace(",", ""))
        elif word in UNITS or word in TENS:
            if seen and _DIGITS.fullmatch(words[i - 1]):
                break
            current += UNITS.get(word, TENS.get(word, 0))
        elif word in SCALES and seen:
            if word == "hundred":
                current = max(1.0, current) * 100
            elif word == "dozen":
                current = max(1.0, current) * 12
            else:
                total += max(1.0, current) * SCALES[word]
                current = 0.0
        elif word in ("-", "and") and seen and i + 1 < len(words) and _continues(words, i):
            continue
        elif words[i : i + 2] == ["half", "-"] and words[i + 2 : i + 3] == ["dozen"] and i <= 1:
            return 6, i + 3
        elif word == "half" and i + 2 < len(words) and words[i + 1] == "a" and words[i + 2] in SCALES and not seen:
            return SCALES[words[i + 2]] / 2, 3
        elif word in ("a", "an") and not seen and i + 1 < len(words) and words[i + 1] in SCALES:
            current = 1.0
        else:
            break
        seen = True
        used = i + 1
    if not seen:
        return None
    if words[used : used + 2] == [",", "000"]:  # "1, 000"
        return (total + current) * 1_000, used + 2
    return total + current, used


def _continues(words: list[str], at: int) -> bool:
    before, after = words[at - 1], words[at + 1]
    if words[at] == "-":
        return before in TENS and after in UNITS
    return before in ("hundred", "thousand") and (after in UNITS or after in TENS)


def find_numbers(parse: Parse) -> list[Number]:
    """Every number of the text with its bounds, in order. `counts` leaves out percentages, years, dates, money."""
    found: list[Number] = []
    for sentence in parse.sentences:
        tokens = parse.tokens_of(sentence)
        words = [t.lower for t in tokens]
        if not any(w[0].isdigit() or w in _WORDS for w in words):
            continue
        i = 0
        while i < len(words):
            made = _number_at(parse, words, i, sentence.first)
            if made is None:
                i += 1
                continue
            found.append(made)
            i = made.last - sentence.first + 1
    return found


def _number_at(parse: Parse, words: list[str], i: int, base: int) -> Number | None:
    word = words[i]
    if word in VAGUE:
        low, first = VAGUE[word], i
        if i >= 2 and words[i - 1] == "of" and words[i - 2] in ("tens", "hundreds", "dozens", "scores"):
            low, first = (
                {"tens": 10, "dozens": 24, "scores": 40}.get(words[i - 2], 100) * {"thousands": 1000}.get(word, 1),
                i - 2,
            )
            low = 20_000 if words[i - 2] == "tens" else 200_000 if words[i - 2] == "hundreds" else low
        if i + 1 < len(words) and words[i + 1] == "of" and i + 2 < len(words) and words[i + 2] in VAGUE:
            return None
        return Number(base + first, base + i, _noun(parse, base + first, base + i), low, None, None)
    if word in _SEVERAL and parse.tokens[base + i].dep in ("amod", "compound", "nmod", "nummod"):
        count = _SEVERAL[word]
        return Number(base + i, base + i, _noun(parse, base + i, base + i), count, count, count)
    if word in SCALES and i >= 1 and words[i - 1] in ("several", "few", "many"):
        first = i - 2 if words[i - 2 : i] == ["a", "few"] else i - 1
        return Number(base + first, base + i, _noun(parse, base + first, base + i), 2 * SCALES[word], None, None)
    spread = _RANGE.fullmatch(word)
    if spread:
        low, high = (int(g.replace(",", "")) for g in spread.groups())
        if low < high:
            return Number(base + i, base + i, _noun(parse, base + i, base + i), low, high, None)
        return None
    made = _value(words[i : i + 8])
    if made is None:
        return None
    value, used = made
    odd = value != int(value) or value > LARGEST or parse.tokens[base + i].tag in ("DT", "LS")
    if odd and parse.tokens[base + i].lower not in ("a", "an", "half"):
        return None
    best = int(value)
    last = i + used - 1
    return _bounded(parse, words, i, last, best, base)


def _bounded(parse: Parse, words: list[str], first: int, last: int, best: int, base: int) -> Number:
    """The number with the cue words before it: "at least", "between … and", "… to …"."""
    noun = _noun(parse, base + first, base + last)
    after = words[last + 1 : last + 2]
    if after and after[0] in ("to", "-", "–", "or", "and"):
        second = _value(words[last + 2 : last + 10])
        between = after[0] == "and" and first >= 1 and words[first - 1] == "between"
        if second and second[0] > best and second[0] == int(second[0]) and (after[0] != "and" or between):
            end = last + 1 + second[1]
            if between or _adjacent(parse, base + last, base + end, noun):
                begin = first - 1 if between else first
                noun = _noun(parse, base + end, base + end) or (noun if noun and noun > base + end else None)
                return Number(base + begin, base + end, noun, best, int(second[0]), None)
    for cue, kind in _CUES:
        n = len(cue)
        if first >= n and words[first - n : first] == cue:
            low, high = {"least": (best, None), "more": (best + 1, None), "upto": (None, best), "about": (None, None)}[
                kind
            ]
            return Number(base + first - n, base + last, noun, low, high, best, kind == "about")
    if words[last + 1 : last + 3] == ["or", "more"]:
        return Number(base + first, base + last + 2, noun, best, None, best)
    return Number(base + first, base + last, noun, best, best, best)


def _adjacent(parse: Parse, first: int, end: int, noun: int | None) -> bool:
    """Whether "20 to 30 people" is a range: both numbers count one thing, which stands behind the second."""
    return len({n for n in (noun, _noun(parse, first + 2, end)) if n is not None and n > end}) == 1


def _noun(parse: Parse, first: int, last: int) -> int | None:
    """The noun that a number counts: its head ("12 men"), or the object of its "of" ("dozens of men")."""
    inside = range(first, last + 1)
    for i in reversed(inside):
        for child in parse.children(i):
            if child > last and parse.tokens[child].lower == "of":
                for inner in parse.children(child):
                    if parse.tokens[inner].dep == "pobj":
                        return inner
    top = last
    for i in inside:
        if parse.tokens[i].head not in inside:
            top = i
    head = parse.tokens[parse.tokens[top].head]
    dep = parse.tokens[top].dep
    if head.lower in ("more", "other") and head.i > last:
        head, dep = parse.tokens[head.head], "nummod"
    if dep in ("nummod", "quantmod", "amod", "compound", "nmod", "det") and head.i > last and head.i - last <= 6:
        return head.i
    return None
