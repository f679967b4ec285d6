"""Which numbers of a sentence count at all, and which of two counts: no ages, dates, sums; "five of the 12 guards"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.reading.figures import Number
from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse
from sayso.vocab import people

_UNCOUNTED = frozenset(
    "% percent per cent year month week day hour minute second km kilometer kilometre mile metre meter mm cm kg "
    "ton tonne foot "
    "dollar euro pound rupee lakh crore degree anniversary o'clock time am pm a.m. p.m. age calibre caliber "
    "block division brigade "
    "battalion regiment cent point page chapter article th".split()
)
_OUT_OF = frozenset({"out", "of", "the", "its", "their", "his", "all", "those", "these"})
_OLDEST = 110  # years: the largest bare number between commas that is still an age
_WHOLES = frozenset({"group", "crowd", "force", "total", "gang", "mob", "contingent", "band", "team", "batch"})


@dataclass(slots=True)
class Counts:
    """The numbers of one sentence that count something, by the noun that they count and by their own tokens."""

    by_noun: dict[int, Number] = field(default_factory=dict)
    alone: dict[int, Number] = field(default_factory=dict)

    @classmethod
    def of(cls, parse: Parse, happening: Happening, numbers: list[Number]) -> Counts:
        """The counts that bear on one happening of the sentence."""
        made = cls()
        told = {t for c in happening.contexts() for t in c.trigger.tokens}
        for number, part in _with_parts(parse, [n for n in numbers if countable(parse, n)]):
            counted = number
            if part is not None and told & set(parse.subtree(number.last if number.noun is None else number.noun)):
                # "five of the 12 guards abducted are free": the trigger hangs on the whole
                made.alone |= dict.fromkeys(range(part.first, part.last + 1), number)
            elif part is not None:
                counted = part
            if number.noun is not None:
                made.by_noun.setdefault(number.noun, counted)
            made.alone |= dict.fromkeys(range(number.first, number.last + 1), counted)
        return made

    def at(self, parse: Parse, head: int) -> Number | None:
        """The number that counts a noun, or the members of a group: "a group of about 40 protesters"."""
        number = self.by_noun.get(head) or self.alone.get(head)
        if number is None and parse.tokens[head].lemma in _WHOLES:
            inner = [o for p in parse.children(head) if parse.tokens[p].lower == "of" for o in parse.children(p)]
            number = next((n for o in inner if (n := self.by_noun.get(o) or self.alone.get(o))), None)
        return number


def _with_parts(parse: Parse, numbers: list[Number]) -> Iterator[tuple[Number, Number | None]]:
    """Each number with the number just before it that is a part of it: of "13 out of 19 men" 13 goes with 19."""
    for i, number in enumerate(numbers):
        before = numbers[i - 1] if i else None
        between = [t.lower for t in parse.tokens[before.last + 1 : number.first]] if before else []
        is_part = "of" in between and set(between) <= _OUT_OF
        yield number, before if is_part else None


def countable(parse: Parse, number: Number) -> bool:
    """Not an age, a date, a distance, a sum of money, a percentage, a year, the number of a unit."""
    first, last = parse.tokens[number.first], parse.tokens[number.last]
    if number.noun is not None and people.lookup(parse.tokens[number.noun].lower):
        return not _is_measure(parse, number)  # whatever the model takes "the same day four people" for
    if first.ent in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL") and (number.noun is None or first.ent == "DATE"):
        return False
    if number.noun is not None and parse.tokens[number.noun].lemma in _UNCOUNTED:
        return any(parse.tokens[c].lower == "square" for c in parse.children(number.noun))
    return not _is_measure(parse, number) and not _is_age_or_year(parse, number, last.text)


def _is_measure(parse: Parse, number: Number) -> bool:
    """A sum, a distance, an hour ("at around 14"), a part of a longer name ("M-16")."""
    after, before = _after(parse, number), _before(parse, number)
    if after in _UNCOUNTED or before in ("$", "€", "£", "#", "no.", "age", "aged"):
        return True
    hour = before == "at" and number.approximate and (number.best or 0) <= 24
    return after in ("-", "–") or (number.noun is None and hour)  # "a million-man march"


def _is_age_or_year(parse: Parse, number: Number, text: str) -> bool:
    if not number.plain or number.noun is not None:
        return False
    best = number.best or 0
    aside = _before(parse, number) in (",", "(") and _after(parse, number) in (",", ")")  # "Ahmad, 35, was"
    return (aside and best < _OLDEST) or (1900 <= best <= 2100 and "," not in text)


def _after(parse: Parse, number: Number) -> str:
    return parse.tokens[number.last + 1].lower if number.last + 1 < len(parse.tokens) else ""


def _before(parse: Parse, number: Number) -> str:
    return parse.tokens[number.first - 1].lower if number.first else ""
