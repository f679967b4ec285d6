"""How sure a report is that something happened, whether it has happened at all, and by which word it says so.

Every cue must govern the event by the sentence's dependencies; a hedge elsewhere in the sentence counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.reading.attribution_frames import child
from sayso.reading.parse import Parse, Token
from sayso.records import Attribution, Certainty, Span, Voice
from sayso.vocab.hedges import hedges, prospects

_CLAUSE_LINKS = frozenset({"xcomp", "ccomp"})
_INNER_LINKS = frozenset({"xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep", "attr", "acomp", "oprd", "agent", "conj", "acl"})
_MAX_CLIMB = 8


def trigger_head(parse: Parse, trigger: Span) -> Token | None:
    """The token of a trigger on which its others hang."""
    token = parse.token_at(trigger.start)
    for _ in range(20):
        if token is None:
            return None
        head = parse.tokens[token.head]
        if head.i == token.i or not (trigger.start <= head.start < trigger.end):
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

    What is told flatly is `certain` without a cue: "X claims that ..." is certain by that voice.
    """
    token = trigger_head(parse, trigger)
    if token is None:
        return "certain", None
    for level in ("denied", "possible", "probable"):
        for cue, meaning in _cues(parse, token):
            if meaning == level:
                return meaning, parse.span(cue, cue)  # type: ignore[return-value]
    if voices and voices[-1].kind == "anonymous" and voices[-1].cue is not None and "report" in voices[-1].span.text.lower():
        return "probable", voices[-1].span
    return "certain", None


def _steps(parse: Parse, token: Token) -> Iterator[tuple[Token, Token | None, str]]:
    """The event word and the words that govern it, nearest first, each with the word below and the relation between."""
    yield token, None, ""
    at = token
    for _ in range(_MAX_CLIMB):
        head = parse.tokens[at.head]
        if head.i == at.i:
            return
        relation = at.dep
        if relation in {"nsubj", "nsubjpass"} and head.lemma not in hedges("happening") and relation == "nsubj":
            return
        if relation not in _INNER_LINKS and relation not in {"nsubj", "nsubjpass", "compound", "amod", "nmod"}:
            return
        if relation == "conj" and (at.pos != head.pos or child(parse, at.i, "nsubj", "nsubjpass") is not None):
            return
        if relation == "acl" and child(parse, at.i, "aux", "mark") is None:
            return
        yield head, at, relation
        at = head


def _cues(parse: Parse, token: Token) -> Iterator[tuple[int, str]]:
    said = False
    for at, below, relation in _steps(parse, token):
        if below is None or relation in {"conj", "compound", "dobj", "nsubj", "nsubjpass", "attr", "xcomp", "acomp", "amod"}:
            if not said:
                yield from _own_cues(parse, at, below, relation)
        if below is not None:
            yield from _governing(parse, at, below, relation)
            if relation == "ccomp":
                said = True


def _own_cues(parse: Parse, at: Token, below: Token | None, relation: str) -> Iterator[tuple[int, str]]:
    """Negation, modals, adverbs and adjectives that stand with a word itself."""
    light = below is None or at.lemma in hedges("happening") or relation in {"conj", "compound"}
    for c in parse.children(at.i):
        token = parse.tokens[c]
        if token.dep == "neg" and light:
            yield c, "denied"
        elif token.dep == "det" and token.lower in {"no", "neither"} and light:
            yield c, "denied"
        elif token.dep == "aux" and token.lower in hedges("modal") and (light or relation == "xcomp"):
            yield c, hedges("modal")[token.lower]
        elif token.dep == "advmod" and token.lower in hedges("adverb") and (light or relation == "xcomp"):
            yield c, hedges("adverb")[token.lower]
        elif token.dep == "amod" and token.lower in hedges("adjective") and light:
            yield c, hedges("adjective")[token.lower]


def _governing(parse: Parse, at: Token, below: Token, relation: str) -> Iterator[tuple[int, str]]:
    """What a governing verb, noun or adjective says of what it governs."""
    passive = child(parse, at.i, "auxpass") is not None
    if at.pos == "VERB" and relation in _CLAUSE_LINKS | {"oprd"}:
        if passive and at.lemma in hedges("opinion"):
            yield at.i, hedges("opinion")[at.lemma]
        elif not passive and at.lemma in hedges("belief"):
            yield at.i, hedges("belief")[at.lemma]
    if at.pos == "VERB" and relation == "nsubjpass" and at.lemma in {"report", "allege", "suspect", "fear", "deny"}:
        yield at.i, "denied" if at.lemma == "deny" else hedges("opinion")[at.lemma]
    if at.pos == "VERB" and at.lemma in hedges("denial") and relation in {"dobj", "ccomp", "xcomp", "nsubjpass", "pcomp", "pobj"}:
        yield at.i, "denied"
    if at.pos == "NOUN" and relation in {"prep", "acl", "ccomp"} and at.lemma in hedges("noun"):
        yield at.i, hedges("noun")[at.lemma]
    if at.pos == "NOUN" and relation == "prep" and at.lemma in hedges("denying noun"):
        yield at.i, "denied"
    if relation == "ccomp" and at.lemma in hedges("unclear"):
        mark = child(parse, below.i, "mark")
        if mark is not None and parse.tokens[mark].lower in {"whether", "if"}:
            yield at.i, "possible"


def prospect_for(parse: Parse, trigger: Span) -> Span | None:
    """The cue that makes the event of `trigger` a prospect (planned, feared, threatened, attempted, called for, or only
    supposed), None where it is told as happened or happening."""
    token = trigger_head(parse, trigger)
    if token is None:
        return None
    for at, below, relation in _steps(parse, token):
        cue = _own_prospect(parse, at, below, relation)
        if cue is None and below is not None:
            cue = _aim(parse, at, below, relation)
        if cue is not None:
            return parse.span(cue, cue)
        if relation == "ccomp":
            break
    return _purpose(parse, token)


def _own_prospect(parse: Parse, at: Token, below: Token | None, relation: str) -> int | None:
    light = below is None or at.lemma in hedges("happening") or relation in {"conj", "compound"}
    if not light:
        return None
    perfect = any(parse.tokens[c].lemma == "have" and parse.tokens[c].dep == "aux" for c in parse.children(at.i))
    for c in parse.children(at.i):
        token = parse.tokens[c]
        if token.dep == "aux" and token.lower in prospects("modal") and not perfect:
            return c
        if token.dep in {"amod", "advmod"} and token.lower in prospects("adjective"):
            return c
        if token.dep == "mark" and token.lower in prospects("condition") - {"once", "until", "should"}:
            return c
    return None


def _aim(parse: Parse, at: Token, below: Token, relation: str) -> int | None:
    infinitive = any(parse.tokens[c].lower == "to" and parse.tokens[c].dep == "aux" for c in parse.children(below.i))
    done = any(parse.tokens[c].lemma == "have" and parse.tokens[c].dep == "aux" for c in parse.children(below.i))
    if at.pos in {"VERB", "AUX"} and relation in {"xcomp", "ccomp", "advcl"} and infinitive and not done and at.lemma in prospects("aim"):
        return at.i
    if at.pos == "VERB" and relation in {"dobj", "nsubjpass"} and at.lemma in prospects("aim object"):
        return at.i
    if at.pos == "NOUN" and (relation in {"prep", "compound"} or (relation == "acl" and infinitive)) and at.lemma in prospects("aim noun"):
        return at.i
    if at.pos == "ADJ" and relation in {"xcomp", "ccomp"} and infinitive and at.lower in prospects("aim adjective"):
        return at.i
    if at.pos == "ADP" and relation in {"pobj", "pcomp"} and parse.tokens[at.head].pos == "VERB":
        governor = parse.tokens[at.head]
        if (governor.lemma, at.lower) in _PREP_AIMS:
            return governor.i
    return None


_PREP_AIMS = frozenset({
    ("call", "for"), ("warn", "of"), ("prepare", "for"), ("plan", "for"), ("threaten", "with"), ("push", "for"), ("aim", "at"),
    ("warn", "against"), ("prevent", "from"), ("stop", "from"), ("appeal", "for"), ("press", "for"), ("ask", "for"),
    ("refrain", "from"), ("brace", "for"), ("wait", "for"), ("think", "of"), ("talk", "about"), ("agree", "to"), ("agree", "on"),
    ("lead", "to"), ("work", "on"), ("insist", "on"), ("ready", "for"), ("keep", "from"), ("guard", "against"), ("protect", "from"),
})  # fmt: skip


def _purpose(parse: Parse, token: Token) -> int | Span | None:  # type: ignore[return]
    """The "to" of an infinitive of purpose: "sent troops to retake the town"."""
    at = token
    for _ in range(3):
        if at.tag == "VB" and at.dep in {"advcl", "acl", "relcl", "xcomp"}:
            for c in parse.children(at.i):
                if parse.tokens[c].lower == "to" and parse.tokens[c].dep == "aux":
                    return parse.span(c, c)
        if at.dep not in {"conj", "dobj"}:
            return None
        at = parse.tokens[at.head]
    return None


def factuality(parse: Parse, token: Token) -> float:
    """How far the text holds that what a predicate says is so: 3 certainly so, 0 unsure, -3 certainly not."""
    trigger = Span.of(parse.text, token.start, token.end)
    level, _ = certainty_for(parse, trigger)
    if level == "denied":
        return -2.0
    if prospect_for(parse, trigger) is not None:
        return 0.6
    return {"certain": 2.8, "probable": 1.5, "possible": 0.6, "doubtful": 0.0}[level]
