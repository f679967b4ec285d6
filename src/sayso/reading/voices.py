"""The voice of a claim: the chain of who says so, outermost first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.reading.attribution import inner_attributions
from sayso.reading.attribution_phrases import child, phrase
from sayso.reading.attribution_sources import kind_of
from sayso.reading.counting import counted_by
from sayso.reading.parse import Parse, Token
from sayso.records import Actor, Attribution, Span, Voice, VoiceKind
from sayso.vocab.speech import cue_word, vouching

# Families of cues by which someone vouches for what happened. To want, praise or fear something is not to say it.
_VOUCHING = frozenset({"say", "think", "show"})
_STRONG: frozenset[VoiceKind] = frozenset({"party", "official", "monitor", "media"})
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "who", "which", "that", "i", "we", "his", "her", "their", "its", "him", "them"}
)
_LONGEST_VOICE = 14
_MAX_CLIMB = 12


def voices_for(
    parse: Parse, trigger: Span, attributions: Sequence[Attribution], actors: Sequence[Actor] = ()
) -> tuple[Voice, ...]:
    """Who says that the event named by `trigger` happened: the chain, outermost first.

    Empty where the outlet says it in its own voice.

    `attributions` are those that `find_attributions` found in the same parse; what someone says within them is found
    here. `actors`, if given, tell the kinds of those sources.
    """
    chain: list[Voice] = []
    sentence = parse.sentence_at(trigger.start)
    both = [a for a in attributions if any(s.start <= trigger.start < s.end for s in a.content)]
    if sentence is not None:
        known = {a.cue[0].start for a in attributions if sentence.start <= a.cue[0].start < sentence.end}
        inner = inner_attributions(parse, sentence.first, sentence.last, actors)
        both += [a for a in inner if a.cue[0].start not in known]
    for attribution in sorted(_about(parse, trigger, both), key=_outermost_first):
        for voice in _links(parse, attribution, attributions):
            if not any(_same(voice, other) for other in chain):
                chain.append(voice)
    if not chain and sentence is not None:
        chain += counted_by(parse, trigger, sentence, actors)
    # "We confirm ..." within someone's words is still that someone.
    return tuple(v for v in chain if v.span.text.lower() not in {"i", "we"})


def _outermost_first(attribution: Attribution) -> tuple[int, int]:
    return (-sum(s.end - s.start for s in attribution.content), attribution.cue[0].start)


def _same(one: Voice, other: Voice) -> bool:
    return one.span == other.span or one.span.overlaps(other.span) or one.span.text.lower() == other.span.text.lower()


def _about(parse: Parse, trigger: Span, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions in whose content the trigger lies and whose cue vouches for it."""
    for attribution in attributions:
        if any(c.overlaps(trigger) for c in attribution.cue):
            continue
        if not any(s.start <= trigger.start < s.end for s in attribution.content):
            continue
        if _vouches(parse, attribution) and not _is_background(parse, trigger, attribution):
            yield attribution


def _is_background(parse: Parse, trigger: Span, attribution: Attribution) -> bool:
    """Whether the outlet adds the event to what is said: ", which had fallen last year" outside quotation marks."""
    if any(s.text[:1] in "\"“«`'" for s in attribution.content):
        return False
    token = parse.token_at(trigger.start)
    for _ in range(_MAX_CLIMB):
        if token is None or token.head == token.i:
            return False
        head = parse.tokens[token.head]
        if not any(s.start <= head.start < s.end for s in attribution.content):
            return False
        if token.dep == "relcl" and any(parse.tokens[c].lower == "had" for c in parse.children(token.i)):
            first = parse.edges(token.i)[0]
            if first > 0 and parse.tokens[first - 1].text in {",", "—", "–", "--"}:
                return True
        token = head
    return False


def _vouches(parse: Parse, attribution: Attribution) -> bool:
    head = cue_head(parse, attribution)
    if head is None:
        return True
    if head.lower == "according" or head.text == ":" or head.lemma == "accord":
        return True
    noun = head.pos in {"NOUN", "PROPN"}
    if noun and head.lemma not in vouching("noun"):
        return False
    word = cue_word(head.lemma, "noun" if noun else "verb")
    if word is None or word.family not in _VOUCHING:
        return False
    if any(s.text[:1] in "\"“«`'" for s in attribution.content):
        return True  # "he asked", "he warned" before a quotation says all the same what the quotation tells
    link = _link(parse, head, attribution)
    if link in {"dobj", "prep", "oprd", "attr"} and not noun:
        return head.lemma in vouching("asserting")
    if link == "xcomp" and child(parse, head.i, "auxpass") is None:
        return head.lemma in vouching("infinitive")
    return head.lemma not in vouching("stance")


def _link(parse: Parse, head: Token, attribution: Attribution) -> str:
    """The relation by which the content hangs on the cue after which it stands; empty where it stands apart."""
    first = attribution.content[0].start
    if first < head.start:
        return ""
    links = [parse.tokens[c].dep for c in parse.children(head.i) if c > head.i]
    return next((d for d in ("ccomp", "dobj", "xcomp", "oprd", "attr", "prep") if d in links), "")


def cue_head(parse: Parse, attribution: Attribution) -> Token | None:
    """The verb or noun of an attribution's cue, None where the cue has no words."""
    best: Token | None = None
    for span in attribution.cue:
        token = parse.token_at(span.start)
        while token is not None and token.start < span.end:
            if token.pos in {"VERB", "NOUN", "PROPN"} or token.lower == "according" or best is None:
                best = token
            if token.i + 1 >= len(parse.tokens):
                break
            token = parse.tokens[token.i + 1]
    return best


def _links(parse: Parse, attribution: Attribution, attributions: Sequence[Attribution]) -> Iterator[Voice]:
    cue = attribution.cue[0]
    head = cue_head(parse, attribution)
    if head is not None and head.lemma in {"tell", "inform"}:
        heard = child(parse, head.i, "dobj", "dative")
        if heard is not None:
            whom = phrase(parse, heard)
            kind = kind_of(parse, whom)
            if kind in {"media", "monitor"} and any(parse.tokens[i].lower in vouching("outlet") for i in whom):
                yield Voice(_short(parse, heard), kind, cue)
    yield from _speakers(parse, attribution, attributions)
    if head is not None:
        yield from _cited(parse, head)


def _speakers(parse: Parse, attribution: Attribution, attributions: Sequence[Attribution]) -> Iterator[Voice]:
    cue = attribution.cue[0]
    if not attribution.source:
        head = cue_head(parse, attribution)
        if head is not None and head.tag == "VBN" and (it := child(parse, head.i, "nsubjpass", "expl")) is not None:
            if parse.tokens[it].lower == "it" and head.i - it <= 5:
                yield Voice(parse.span(it, head.i), "anonymous", cue)
        elif head is not None and head.lemma in {"report", "rumour", "rumor", "allegation"} and head.pos == "NOUN":
            yield Voice(parse.span(head.i, head.i), "anonymous", cue)
        return
    source = attribution.source[0]
    if source.text.lower() in _PRONOUNS:
        found = _antecedent(parse, source, attributions)
        if found is not None:
            yield Voice(found.source[0], found.kind, cue)
        else:
            yield Voice(source, attribution.kind, cue)
        return
    root = _root_of(parse, source)
    if root is None:
        yield Voice(source, attribution.kind, cue)
        return
    halves = _halves(parse, source)
    if halves:
        for half in halves:
            yield Voice(half, kind_of(parse, _indices(parse, half)), cue)
        return
    said = _short(parse, root)
    within = source.covers(said) or len(_indices(parse, source)) > _LONGEST_VOICE
    yield Voice(said if within else source, attribution.kind, cue)


def _halves(parse: Parse, source: Span) -> tuple[Span, ...]:
    """The two sides of "state media and a war monitor": two sources of different kinds are two voices."""
    inside = _indices(parse, source)
    joints = [i for i in inside if parse.tokens[i].lower == "and"]
    if len(joints) != 1 or len(inside) > _LONGEST_VOICE:
        return ()
    left, right = [i for i in inside if i < joints[0]], [i for i in inside if i > joints[0]]
    if not left or not right:
        return ()
    kinds = {kind_of(parse, left), kind_of(parse, right)}
    if len(kinds) != 2 or not kinds <= _STRONG or parse.tokens[left[-1]].pos not in {"NOUN", "PROPN"}:
        return ()
    return parse.span(left[0], left[-1]), parse.span(right[0], right[-1])


def _indices(parse: Parse, span: Span) -> list[int]:
    token = parse.token_at(span.start)
    found: list[int] = []
    while token is not None and token.start < span.end:
        found.append(token.i)
        token = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    return found


def _cited(parse: Parse, head: Token) -> Iterator[Voice]:
    """Y in "X reported, citing Y"."""
    for c in parse.children(head.i):
        token = parse.tokens[c]
        if token.lower in {"citing", "quoting"}:
            who = child(parse, c, "dobj")
            if who is not None:
                yield Voice(_short(parse, who), kind_of(parse, phrase(parse, who)), parse.span(c, c))


def _root_of(parse: Parse, span: Span) -> int | None:
    """The token of a span on which the others hang."""
    token = parse.token_at(span.start)
    while token is not None and token.start < span.end:
        head = parse.tokens[token.head]
        if not span.start <= head.start < span.end or head.i == token.i:
            return token.i
        token = head
    return None


def _short(parse: Parse, head: int, without: frozenset[str] = frozenset({"relcl", "acl", "advcl"})) -> Span:
    """The mention around a head word: the whole phrase if short and unbroken, else without what is added to it."""
    for drop in (
        frozenset({"relcl"}) | (without & {"conj", "cc"}),
        without,
        without | {"appos"},
        without | {"appos", "prep", "conj"},
    ):
        found = phrase(parse, head, drop)
        if found and len(found) <= _LONGEST_VOICE and found[-1] - found[0] == len(found) - 1:
            return parse.span(found[0], found[-1])
    return parse.span(head, head)


def _antecedent(parse: Parse, pronoun: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    """The last source with a name or noun that spoke before the pronoun."""
    best: Attribution | None = None
    for attribution in attributions:
        if not attribution.source:
            continue
        source = attribution.source[0]
        if (
            source.end <= pronoun.start
            and source.text.lower() not in _PRONOUNS
            and (best is None or source.start > best.source[0].start)
        ):
            best = attribution
    return best
