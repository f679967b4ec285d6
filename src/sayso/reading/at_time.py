"""When a happening took place: coding rule 10. The expression that dates it; never the publication date.

Which expression that is, is weighed: each named feature of `at_time_evidence` (how the expression hangs on the event's
word, what stands between, what its preposition is ...) has a weight in `vocab/data/when_weights.tsv`, and the answer
that no expression of the sentence dates the happening is weighed with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.at_time_evidence import Scene
from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse
from sayso.reading.weights import weigh
from sayso.records import Voice, When

_MOST = 24  # expressions of one sentence that are weighed; lists of dates have more


def datable(times: Sequence[When]) -> list[When]:
    """The expressions that may date something: not what recurs ("daily"), nor a vague "now" or "recent"."""
    return [t for t in times if t.type != "SET" and (t.value != "PRESENT_REF" or _a_day(t))]


def _a_day(when: When) -> bool:
    """Whether an expression names a day though the article's own date isn't known: "today", "this morning"."""
    return when.span.text.lower().startswith(("today", "tonight", "this "))


def when_of(
    parse: Parse, happening: Happening, times: Sequence[When], voices: Sequence[Voice], others: Sequence[int]
) -> When | None:
    """The time expression of the happening's own sentence that dates it, or None.

    `times` are those of the sentence, `others` the head tokens of its other happenings' triggers. An expression that
    dates the speaking ("said on Monday") doesn't date the happening.
    """
    candidates = datable(times)[:_MOST]
    if not candidates:
        return None
    given = candidates[0] if happening.reach is not None else _fronted(parse, happening, candidates, voices)
    if given is not None:
        return given
    scene = Scene.of(parse, happening, candidates, voices, others)
    best, most = None, weigh("own", scene.silence())
    for when in candidates:
        weight = weigh("own", scene.of_time(when))
        if weight > most:
            best, most = when, weight
    return _as_told(parse, best, scene) if best is not None else None


def _fronted(parse: Parse, happening: Happening, times: Sequence[When], voices: Sequence[Voice]) -> When | None:
    """In "last week the army claimed to have taken the town" the week is the taking's as much as the claiming's."""
    cues = {t.i for v in voices if v.cue for t in [parse.token_at(v.cue.start)] if t is not None}
    for context in happening.contexts():
        deed = parse.tokens[context.trigger.head]
        perfect = any(parse.tokens[c].lower == "have" for c in parse.children(deed.i))
        if deed.dep == "xcomp" and deed.head in cues and perfect:
            return next((t for t in times if t.span.end <= parse.tokens[deed.head].start), None)
    return None


def _as_told(parse: Parse, when: When, scene: Scene) -> When:
    """Within "since X happened on Friday" X itself is of that Friday; only what the clause belongs to runs from it."""
    if when.type != "DATE" or len(when.value) != 10 or when.start is None or when.start == when.end:
        return when
    day = when.start.isoformat() == when.value
    return replace(when, end=when.start) if day and scene.within_since(when) else when
