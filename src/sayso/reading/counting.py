"""Who gives a count: "the council put the number of dead at 23", "the observatory has counted at least 260 killed".

To count is no cue of speech, but the one who counts vouches for the figure as if saying it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.reading.attribution_phrases import child, phrase
from sayso.reading.attribution_sources import kind_of
from sayso.reading.parse import Parse, Sentence, Token
from sayso.records import Actor, Span, Voice

_COUNTING = frozenset({"count", "tally", "record", "document", "register", "log", "list", "verify"})
_SETTING = frozenset({"put", "place", "set", "estimate", "give", "raise", "revise", "lower"})
_COUNTS = frozenset({"number", "toll", "figure", "count", "total", "estimate", "tally", "casualty"})
_HARMED = frozenset({"dead", "kill", "wound", "injure", "death", "casualty", "victim", "fatality", "strike", "attack"})
_LONGEST = 12  # tokens of the one who counts


def counted_by(parse: Parse, trigger: Span, sentence: Sentence, actors: Sequence[Actor]) -> Iterator[Voice]:
    """The voice whose count the event named by `trigger` rests on, if its sentence tells of a count."""
    for token in parse.tokens_of(sentence):
        if token.pos != "VERB" or not _counts(parse, token) or token.end > trigger.start:
            continue
        who = child(parse, token.i, "nsubj")
        if who is None or parse.tokens[who].pos == "PRON" or parse.tokens[who].lemma in _COUNTS:
            continue
        source = phrase(parse, who, frozenset({"relcl", "acl", "appos"}))
        if source and len(source) <= _LONGEST and source[-1] - source[0] == len(source) - 1:
            span = parse.span(source[0], source[-1])
            yield Voice(span, kind_of(parse, source, actors), parse.span(token.i, token.i))
            return


def _counts(parse: Parse, verb: Token) -> bool:
    """Whether a verb sets or makes a count of harm."""
    below = [parse.tokens[i] for i in parse.subtree(verb.i)] if verb.lemma in _COUNTING | _SETTING else []
    said = child(parse, verb.i, "dobj")
    numbers = any(t.pos == "NUM" or t.lemma in ("dozen", "hundred", "score") for t in below)
    harmed = any(t.lemma in _HARMED or t.lower in _HARMED for t in below)
    if verb.lemma in _SETTING:
        return said is not None and parse.tokens[said].lemma in _COUNTS and numbers and harmed
    return numbers and harmed
