"""The figures key: do the numbers agree within the bounds that their words set?"""

from __future__ import annotations

from functools import lru_cache
from math import log2

from sayso.merging.tellings import Bounds, Telling

COMPARED = ("killed", "injured", "captured", "abducted", "displaced", "deserted", "arrested", "strikes", "attacks")
LEAST, MOST = -6.0, 7.0


def figures_bits(a: Telling, b: Telling) -> float:
    """From +7 (rare numbers in both) to -6 (numbers far apart); 0 where no measure is told in both."""
    if not a.tally or not b.tally:
        return 0.0
    bits = sum(measure_bits(a, b, m) for m in COMPARED if m in a.tally and m in b.tally)
    return min(MOST, max(LEAST, bits))


def measure_bits(a: Telling, b: Telling, measure: str) -> float:
    """The weight of one measure that both tell."""
    best = max(_pair(x, y) for x in a.tally[measure] for y in b.tally[measure])
    return best / 2 if best < 0 and _rose(a, b, measure) else best


@lru_cache(maxsize=16_384)
def _pair(x: Bounds, y: Bounds) -> float:
    if x[2] is not None and x[2] == y[2]:
        return rarity(x[2])
    if not agree(x, y):
        high, low = sorted((_number(x), _number(y)), reverse=True)
        return -min(5.0, 1.5 + 1.2 * log2((high + 1) / (low + 1)))
    return 0.5


def rarity(n: int) -> float:
    """How telling it is that two accounts give this very number: little for one dead, much for 137."""
    if n <= 3:
        return (0.5, 0.5, 1.2, 2.0)[n] if n >= 0 else 0.0
    if n < 10:
        return 2.5
    return 3.0 if n % 10 == 0 else 4.5


def agree(x: Bounds, y: Bounds) -> bool:
    """Whether one number can be right for both: their bounds meet, or one that is only "about" is within a quarter."""
    if _exactly(x) and _exactly(y):
        return x[2] == y[2]
    low = max(_floor(x), _floor(y))
    high = min(_ceiling(x), _ceiling(y))
    return low <= high


def _exactly(x: Bounds) -> bool:
    return x[0] is not None and x[0] == x[1]


def _floor(x: Bounds) -> float:
    if x[0] is not None:
        return x[0]
    return 0.75 * x[2] if x[2] is not None and x[1] is None else 0.0


def _ceiling(x: Bounds) -> float:
    if x[1] is not None:
        return x[1]
    # "At least 43" leaves the top open, but twice and more of it is another account.
    return 1.25 * x[2] if x[2] is not None and x[0] is None else 2.0 * max(x[0] or 0, x[2] or 0) + 1


def _number(x: Bounds) -> int:
    low, high, best = x
    return best if best is not None else low if low is not None else high if high is not None else 0


def _rose(a: Telling, b: Telling, measure: str) -> bool:
    """Whether the article published later has the higher figure: tolls rise."""
    if a.sheet.published is None or b.sheet.published is None or a.sheet.published == b.sheet.published:
        return False
    first, later = (a, b) if a.sheet.published < b.sheet.published else (b, a)
    return max(map(_number, later.tally[measure])) > max(map(_number, first.tally[measure]))


def figures_said(a: Telling, b: Telling) -> str:
    """The figures key in words: "13 killed in both", "9 injured against 55"."""
    said = []
    for measure in COMPARED:
        if measure in a.tally and measure in b.tally:
            here, there = ([_written(x) for x in t.tally[measure]] for t in (a, b))
            shared = [x for x in here if x in there]
            if shared:
                said.append(f"{shared[0]} {measure} in both")
            else:
                said.append(f"{' or '.join(here)} {measure} against {' or '.join(there)}")
    return ", ".join(said)


def _written(x: Bounds) -> str:
    low, high, best = x
    if best is not None and low is not None and low > best:
        return f"more than {best}"
    if best is not None and (low is None) == (high is None):
        return str(best) if low == high and low is not None else f"about {best}"
    if low is not None and high is None:
        return f"at least {low}"
    if high is not None and low is None:
        return f"up to {high}"
    return f"{low} to {high}"
