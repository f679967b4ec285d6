"""The figures key: do the numbers agree within the bounds that their words set?"""

from __future__ import annotations

from functools import lru_cache

from sayso.merging.tellings import Bounds, Telling
from sayso.merging.weights import weight

COMPARED = ("killed", "injured", "captured", "abducted", "displaced", "deserted", "arrested", "strikes", "attacks")
LEAST, MOST = -7.0, 7.0
RATIOS = (1.3, 2.0, 4.0)
Rank = tuple[float, str]


def figures_bits(a: Telling, b: Telling) -> float:
    """The weight of the figures that both tell, from -7 to +7; 0 where no measure is told in both."""
    if not a.tally or not b.tally:
        return 0.0
    bits = sum(weight("figures", o) for o in figure_outcomes(a, b))
    return min(MOST, max(LEAST, bits))


def figure_outcomes(a: Telling, b: Telling) -> list[str]:
    """How the closest figures of each measure that both tell compare: the same number, bounds that meet, or how far
    they differ, and whether it is the later report that has more: tolls rise."""
    found = []
    for measure in COMPARED:
        if measure in a.tally and measure in b.tally:
            _, outcome = max(_pair(x, y) for x in a.tally[measure] for y in b.tally[measure])
            found.append(f"rose {outcome[7:]}" if outcome[:6] == "differ" and _rose(a, b, measure) else outcome)
    return found


@lru_cache(maxsize=16_384)
def _pair(x: Bounds, y: Bounds) -> Rank:
    """How close two figures are, the closer the higher, and its name."""
    if x[2] is not None and x[2] == y[2]:
        return 10.0 + min(x[2], 1_000), f"same {rarity(x[2])}"
    if agree(x, y):
        return 5.0, "fit"
    high, low = sorted((_number(x), _number(y)), reverse=True)
    ratio = (high + 1) / (low + 1)
    return -ratio, "differ " + next((f"to {r}" for r in RATIOS if ratio <= r), "more")


def rarity(n: int) -> str:
    """The class of a number by how telling it is that two accounts give it: little for one dead, much for 137."""
    if n < 2:
        return str(n)
    return "2-3" if n <= 3 else "4-9" if n < 10 else "round" if n % 10 == 0 else "10+"


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
