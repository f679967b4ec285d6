"""Ways through the dependency tree from one token to another, as words that can be weighed."""

from __future__ import annotations

from sayso.reading.parse import Parse

DEEPEST = 40  # heads climbed from a token: trees of news are seldom 20 deep
LONGEST_PATH = 5  # steps; longer ways are all alike


def conjunct(parse: Parse, head: int) -> int:
    """The first member of the list that a phrase stands in; itself where it stands in none."""
    for _ in range(DEEPEST):
        if parse.tokens[head].dep != "conj":
            return head
        head = parse.tokens[head].head
    return head


def path_between(parse: Parse, start: int, end: int) -> list[str]:
    """The way through the tree from one token to another: "^" up, ">" down, prepositions by their words, lists
    passed over."""
    up, down, met = meeting(parse, start, end)
    if not met:
        return ["apart"] * (LONGEST_PATH + 1)
    steps = [f"^{_step(parse, at)}" for at in up[:-1]]
    steps += [f">{_step(parse, at)}" for at in reversed(down[:-1])]
    return [s for s in steps if s[1:] and s not in ("^pobj", ">pobj")]


def meeting(parse: Parse, start: int, end: int) -> tuple[list[int], list[int], bool]:
    """Both tokens' lines of heads up to where they meet, that head included in each; whether they meet at all."""
    up, down = line(parse, start), line(parse, end)
    places = {at: n for n, at in enumerate(up)}
    meet = next((n for n, at in enumerate(down) if at in places), None)
    if meet is None:
        return up, down, False
    return up[: places[down[meet]] + 1], down[: meet + 1], True


def line(parse: Parse, at: int) -> list[int]:
    """A token and the heads above it, nearest first."""
    found = [at]
    for n, above in enumerate(parse.ancestors(at)):
        if n >= DEEPEST:
            break
        found.append(above)
    return found


def _step(parse: Parse, at: int) -> str:
    token = parse.tokens[at]
    if token.dep in ("prep", "agent", "dative") and token.pos in ("ADP", "SCONJ"):
        return token.lower
    return "" if token.dep == "conj" and token.pos in ("NOUN", "PROPN") else token.dep
