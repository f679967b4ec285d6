"""When a happening took place: coding rule 10. The expression that dates it; never the publication date."""

from __future__ import annotations

from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse
from sayso.records import Voice, When


def when_of(
    parse: Parse, happening: Happening, times: list[When], voices: tuple[Voice, ...], others: list[int]
) -> When | None:
    """The time expression of the happening's own sentence that dates it, or None.

    `times` are those of the sentence, `others` the triggers of its other happenings. An expression that dates the
    speaking ("said on Monday") doesn't date the happening.
    """
    cues = {t.i for v in voices if v.cue for t in [parse.token_at(v.cue.start)] if t is not None}
    triggers = {c.trigger.head for c in happening.contexts()}
    scored: list[tuple[float, int, When]] = []
    for when in times:
        if when.type == "SET" or when.value == "PRESENT_REF":
            continue
        token = parse.token_at(when.span.end - 1)
        if token is None:
            continue
        path = [token.i, *parse.ancestors(token.i)]
        crossed = 1.5 * any(_between(t, o, token.i) for o in others for t in triggers)
        own = next((n for n, at in enumerate(path) if at in triggers), None)
        spoken = next((n for n, at in enumerate(path) if at in cues), None)
        if own is not None and (spoken is None or own <= spoken):
            scored.append((0.1 * own + crossed, when.span.start, when))
            continue
        if spoken is not None and _right_by(parse, path, cues):
            if any(parse.tokens[t].dep == "xcomp" and parse.tokens[t].head in cues for t in triggers):
                scored.append((1.2 + crossed, when.span.start, when))  # "last week Iraq claimed to have taken"
            continue
        above = {a for t in triggers for a in parse.ancestors(t)}
        shared = next((n for n, at in enumerate(path) if at in above), None)
        if shared is not None and _clause_between(parse, path[:shared]) == 0:
            scored.append((1.0 + 0.1 * shared + crossed, when.span.start, when))
        elif len(times) == 1:
            scored.append((3.0 + crossed, when.span.start, when))
    return min(scored)[2] if scored else None


def _between(trigger: int, other: int, at: int) -> bool:
    return trigger < other < at or at < other < trigger


def _right_by(parse: Parse, path: list[int], cues: set[int]) -> bool:
    """Whether the expression hangs on the speech verb itself: "said on Monday"."""
    for n, at in enumerate(path):
        if at in cues:
            return n <= 3
    return False


def _clause_between(parse: Parse, path: list[int]) -> int:
    """How many other verbs govern the expression before the path meets the happening's."""
    return sum(1 for at in path if parse.tokens[at].pos == "VERB")
