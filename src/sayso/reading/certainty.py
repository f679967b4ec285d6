"""How sure a report is that something happened, whether it has happened at all, and by which word it says so.

A cue counts only if it governs the event by the sentence's dependencies; a hedge elsewhere in the sentence doesn't.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from sayso.reading.certainty_cues import Cue, cues_of
from sayso.reading.parse import Parse, Token
from sayso.records import Attribution, Certainty, Span, Voice
from sayso.vocab.hedges import scale

_REPORTS_ALONE = frozenset({"the", "some", "preliminary", "initial", "early", "unconfirmed", "several", "other"})
_LEVELS = ("denied", "possible", "probable")


def trigger_head(parse: Parse, trigger: Span) -> Token | None:
    """The token of a trigger on which its others hang, None where the trigger lies outside every token."""
    token = parse.token_at(trigger.start)
    for _ in range(20):
        if token is None:
            return None
        head = parse.tokens[token.head]
        if head.i == token.i or not trigger.start <= head.start < trigger.end:
            return token
        token = head
    return token


def certainty_for(
    parse: Parse,
    trigger: Span,
    voices: Sequence[Voice] = (),
    attributions: Sequence[Attribution] = (),
) -> tuple[Certainty, Span | None]:
    """How sure the innermost voice is of the event that `trigger` names, and the cue for it.

    What is told flatly is `certain` without a cue; "X claims that ..." is certain by that voice. `voices` is the chain
    that `voices_for` found: hearsay ("reports say") makes the claim probable. `attributions` is not used yet.
    """
    token = trigger_head(parse, trigger)
    if token is None:
        return "certain", None
    cues = [c for c in cues_of(parse, token) if not _inside(parse, c, trigger)]
    for level in _LEVELS:
        for cue in cues:
            if cue.meaning == level:
                return cast("Certainty", level), parse.span(cue.at, cue.at)
    for voice in voices:
        if voice.kind == "anonymous" and _is_hearsay(voice.span.text):
            return "probable", voice.span
    return "certain", None


def _is_hearsay(source: str) -> bool:
    """Whether a source is no more than "reports", with no word of whose they are."""
    words = [w for w in source.lower().split() if w not in _REPORTS_ALONE]
    return bool(words) and words[0] in {"reports", "rumours", "rumors"}


def _inside(parse: Parse, cue: Cue, trigger: Span) -> bool:
    token = parse.tokens[cue.at]
    return trigger.start <= token.start < trigger.end


def prospect_for(parse: Parse, trigger: Span) -> Span | None:
    """The cue that makes the event of `trigger` a prospect (planned, feared, threatened, attempted, called for, or only
    supposed), None where it is told as happened or happening."""
    token = trigger_head(parse, trigger)
    if token is None:
        return None
    for cue in cues_of(parse, token):
        if cue.meaning == "prospect":
            return parse.span(cue.at, cue.at)
    return None


def factuality(parse: Parse, token: Token) -> float:
    """How far the text holds that what a predicate says is so: 3 certainly so, 0 unsure, -3 certainly not.

    The lowest value of the cues that govern it, or what its part of speech alone makes likely: a plain past tense is
    nearly always so, a bare noun often isn't. The values are `data/hedges_scale.tsv`.
    """
    table = scale()
    cues = list(cues_of(parse, token))
    if not cues:
        plain = table.get(("plain", f"{token.tag} {token.dep}"), table.get(("plain", token.tag)))
        return 2.8 if plain is None else plain
    return min(_value(parse, cue, table) for cue in cues)


def _value(parse: Parse, cue: Cue, table: Mapping[tuple[str, str], float]) -> float:
    token = parse.tokens[cue.at]
    word = token.lower if cue.sort == "modal" else token.lemma
    return table.get((cue.sort, word), table.get((cue.sort, "*"), 2.0))
