"""Who says what: source, cue and content of everything that a report attributes to someone.

The sense is that of PARC and PolNeAR: speech, writing, thought and stance, with verbs ("said", "told", "believes"),
nouns ("the claim that", "reports of"), "according to X", headlines "X: ..." and quotations over many sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.reading.attribution_frames import subject_of, verb_frames
from sayso.reading.attribution_nouns import according_frame, noun_frames
from sayso.reading.attribution_phrases import Frame, phrase, trimmed
from sayso.reading.attribution_quotes import Quotation, find_quotations, paragraph_bounds, quoted_tokens
from sayso.reading.attribution_reports import reported_by
from sayso.reading.attribution_sources import Speakers
from sayso.reading.parse import Parse, Sentence, Token
from sayso.records import Actor, Attribution, Span
from sayso.vocab.speech import is_cue, takes

_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
_MAX_SENTENCE = 600  # tokens; longer "sentences" are lists and code, and each cue's content costs their length
_MAX_INTRODUCED = 40  # paragraphs that a bare "X said:" may introduce: the longest statement seen has 31


def find_attributions(parse: Parse, actors: Sequence[Actor] = ()) -> tuple[Attribution, ...]:
    """Everything that a text attributes to someone, in the order of the cues.

    `actors` are the text's known actors: a source that is one of them takes its kind from the actor's. All spans are
    offsets into the text of the parse. A source that is not named is an empty tuple. What someone within another's
    words is said to say is left out, as PolNeAR does; `inner_attributions` finds it.
    """
    quotations = find_quotations(parse)
    inside = quoted_tokens(parse, quotations)
    speakers = Speakers(parse, actors)
    found: list[Attribution] = list(_headline(parse, speakers))
    found.extend(_introduced(parse, quotations, speakers))
    found.extend(_attribution(parse, frame, speakers) for frame in _outer_frames(parse, quotations, inside))
    found.sort(key=lambda a: a.cue[0].start)
    return tuple(found)


def inner_attributions(parse: Parse, first: int, last: int, actors: Sequence[Actor] = ()) -> list[Attribution]:
    """The attributions within tokens [first, last), nested ones and those in quotations too, by dependency alone.

    A bare name's kind is not looked up in the text before. More than 600 tokens are not searched.
    """
    if last - first > _MAX_SENTENCE:
        return []
    speakers = Speakers(parse, actors, look_back=False)
    return [_attribution(parse, frame, speakers) for frame in _accepted(parse, _plain_frames(parse, first, last))]


def _attribution(parse: Parse, frame: Frame, speakers: Speakers) -> Attribution:
    source = _spans(parse, frame.source)
    kind = speakers.kind(frame.source)
    return Attribution(source, (_cue_span(parse, frame),), _content_spans(parse, frame), kind)


def _outer_frames(parse: Parse, quotations: list[Quotation], inside: list[int]) -> list[Frame]:
    """The frames whose cue lies in no quotation and in no other frame's content."""
    frames = [f for f in _accepted(parse, candidates(parse, quotations, inside)) if inside[f.cue] == -1]
    covered: dict[int, int] = {}
    for n, frame in enumerate(frames):
        for i in frame.content:
            if i not in covered or len(frames[covered[i]].content) < len(frame.content):
                covered[i] = n
    return [f for n, f in enumerate(frames) if covered.get(f.cue, n) == n]


def _accepted(parse: Parse, frames: Iterable[Frame]) -> Iterator[Frame]:
    """The frames whose cue the vocabulary takes in that shape, at most one a cue."""
    taken: set[int] = set()
    for frame in frames:
        if frame.cue not in taken and takes(parse.tokens[frame.cue].lemma, _sort(parse, frame), frame.shape):
            taken.add(frame.cue)
            yield frame


def _sort(parse: Parse, frame: Frame) -> str:
    return "noun" if frame.shape.startswith("noun") else "verb"


def candidates(parse: Parse, quotations: list[Quotation], inside: list[int]) -> Iterator[Frame]:
    """Every frame of the text by a word of the vocabulary, whatever its shape."""
    following = _Following(parse, quotations, inside)
    for token in _searched(parse, 0, len(parse.tokens)):
        if token.lower == "according":
            frame = according_frame(parse, token.i)
            if frame is not None:
                yield _with_quotation(parse, frame, following)
        elif (outlet := reported_by(parse, token.i)) is not None:
            yield outlet
        elif is_cue(token.lemma, token.pos):
            quoted = _quote_frame(parse, token.i, following) if token.pos in {"VERB", "AUX"} else None
            if quoted is not None:
                yield quoted
            else:
                yield from _plain_frames(parse, token.i, token.i + 1)


def _searched(parse: Parse, first: int, last: int) -> Iterator[Token]:
    for token in parse.tokens[first:last]:
        sentence = parse.sentences[token.sentence]
        if sentence.last - sentence.first <= _MAX_SENTENCE:
            yield token


def _plain_frames(parse: Parse, first: int, last: int) -> Iterator[Frame]:
    for token in _searched(parse, first, last):
        if not is_cue(token.lemma, token.pos):
            continue
        if token.pos in {"VERB", "AUX"}:
            yield from verb_frames(parse, token.i)
        else:
            yield from noun_frames(parse, token.i)


class _Following:
    """Quotations of the sentences, and how they go on after their sentence."""

    def __init__(self, parse: Parse, quotations: list[Quotation], inside: list[int]) -> None:
        self.parse = parse
        self.quotations = quotations
        self.inside = inside

    def in_sentence(self, sentence: Sentence) -> list[int]:
        """The quotations that touch a sentence, in order."""
        return sorted({self.inside[i] for i in range(sentence.first, sentence.last)} - {-1})

    def whole(self, numbers: list[int], sentence: Sentence) -> list[tuple[int, int]]:
        """The pieces of some quotations and of those that go straight on after the sentence in its paragraph."""
        numbers = list(numbers)
        last = self.quotations[numbers[-1]]
        following = numbers[-1] + 1
        if last.end <= sentence.end and following < len(self.quotations):
            start = self.quotations[following].start
            # The parser may leave the opening mark with the sentence before.
            after = self.parse.sentence_at(start + 2)
            if (
                after is not None
                and after.index == sentence.index + 1
                and after.paragraph == sentence.paragraph
                and after.start - 3 <= start <= after.start + 1
                and not self._has_own_speaker(following)
            ):
                numbers.append(following)
        return [(p.start, p.end) for n in numbers for p in self.quotations[n].pieces]

    def _has_own_speaker(self, number: int) -> bool:
        quotation = self.quotations[number]
        sentence = self.parse.sentence_at(quotation.pieces[0].end - 1)
        if sentence is None:
            return False
        return any(
            self.inside[i] == -1 and self.parse.tokens[i].pos == "VERB" and is_cue(self.parse.tokens[i].lemma, "VERB")
            for i in range(sentence.first, sentence.last)
        )


def _quote_frame(parse: Parse, verb: int, following: _Following) -> Frame | None:
    """The frame of a verb that introduces a direct quotation, one that stands by itself in its sentence."""
    tokens = parse.tokens
    if following.inside[verb] != -1:
        return None
    sentence = parse.sentences[tokens[verb].sentence]
    numbers = [n for n in following.in_sentence(sentence) if _is_direct(parse, verb, n, following, sentence)]
    if not numbers:
        return None
    subject, passive = subject_of(parse, verb)
    if passive:
        return None
    source = phrase(parse, subject) if subject is not None and following.inside[subject] == -1 else ()
    if not source:
        source = _beside(parse, verb, following)
    content = [t.i for a, b in following.whole(numbers, sentence) for t in _tokens_between(parse, a, b)]
    return Frame(verb, "quote", source, tuple(content)) if content else None


def _is_direct(parse: Parse, verb: int, number: int, following: _Following, sentence: Sentence) -> bool:
    tokens = parse.tokens
    here = [i for i in range(sentence.first, sentence.last) if following.inside[i] == number]
    if not here:
        return False
    before = here[0] - 1
    opens = before < sentence.first or tokens[before].text in {",", ":"} or before == verb
    if any(
        tokens[i].dep in {"nsubj", "nsubjpass", "mark"} or tokens[i].pos in {"VERB", "AUX"}
        for i in range(verb + 1, here[0])
    ):
        return False  # the quotation only ends what the clause after the verb says
    if not opens or (before == verb and len(here) < 5):
        return False
    heads = {tokens[i].head for i in here}
    if verb in heads or tokens[verb].head in here:
        return True
    # The parser may hang the quotation elsewhere; a verb beside it, but for its subject, is its verb all the same.
    after = here[-1] + 1
    return abs(after - verb) <= 2 or 0 < here[0] - verb <= 2


def _beside(parse: Parse, verb: int, following: _Following) -> tuple[int, ...]:
    """The speaker next to a verb whose subject the parser didn't see."""
    for c in (verb + 1, verb - 1):
        if 0 <= c < len(parse.tokens) and parse.tokens[c].sentence == parse.tokens[verb].sentence:
            token = parse.tokens[c]
            if following.inside[c] == -1 and token.pos in {"PROPN", "PRON", "NOUN", "DET"}:
                head = token.head if token.dep in {"compound", "det", "amod"} else c
                return phrase(parse, head) if head != verb else (c,)
    return ()


def _with_quotation(parse: Parse, frame: Frame, following: _Following) -> Frame:
    """A quotation that "according to X" ends, or that goes on after it, belongs to the content as a whole."""
    sentence = parse.sentences[parse.tokens[frame.cue].sentence]
    numbers = [n for n in following.in_sentence(sentence) if following.inside[frame.content[0]] == n]
    if not numbers:
        return frame
    whole = following.whole(numbers, sentence)
    more = {t.i for a, b in whole for t in _tokens_between(parse, a, b)}
    return Frame(frame.cue, frame.shape, frame.source, tuple(sorted(more | set(frame.content))), frame.extra)


def _tokens_between(parse: Parse, start: int, end: int) -> Iterator[Token]:
    token = parse.token_at(start)
    at = token.i if token is not None else len(parse.tokens)
    while at < len(parse.tokens) and parse.tokens[at].start < end:
        if parse.tokens[at].end > start:
            yield parse.tokens[at]
        at += 1


def _paragraph(parse: Parse, i: int) -> int:
    return parse.sentences[parse.tokens[i].sentence].paragraph


def _runs(parse: Parse, indices: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i in sorted(set(indices)):
        if runs and i == runs[-1][1] + 1 and _paragraph(parse, i) == _paragraph(parse, i - 1):
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs


def _spans(parse: Parse, indices: Iterable[int]) -> tuple[Span, ...]:
    """The indices as few spans as possible; pieces that only punctuation parts are joined."""
    kept = []
    for first, last in _runs(parse, indices):
        inner = trimmed(parse, range(first, last + 1))
        if inner:
            kept.append((inner[0], inner[-1]))
    return tuple(parse.span(first, last) for first, last in kept)


def _content_spans(parse: Parse, frame: Frame) -> tuple[Span, ...]:
    spans = _spans(parse, frame.content)
    return spans or (parse.span(frame.content[0], frame.content[-1]),)


def _cue_span(parse: Parse, frame: Frame) -> Span:
    """The cue's words: the head with the auxiliaries, negations and particles next to it, and its preposition."""
    first = last = frame.cue
    if frame.shape == "according":
        return parse.span(first, frame.extra[0])
    while (
        first > 0
        and parse.tokens[first - 1].head == frame.cue
        and (parse.tokens[first - 1].dep in _CUE_PARTS or parse.tokens[first - 1].dep == "advmod")
    ):
        first -= 1
    if (frame.shape.startswith(("prep:", "noun-prep:")) and frame.extra == (last + 1,)) or (
        last + 1 < len(parse.tokens)
        and parse.tokens[last + 1].head == frame.cue
        and parse.tokens[last + 1].dep == "prt"
    ):
        last += 1
    while first < frame.cue and parse.tokens[first].dep == "advmod" and parse.tokens[first].lower not in _KEPT_ADVERBS:
        first += 1
    return parse.span(first, last)


_KEPT_ADVERBS = frozenset(
    {"also", "not", "never", "repeatedly", "then", "now", "reportedly", "allegedly", "apparently"}
)


def _headline(parse: Parse, speakers: Speakers) -> Iterator[Attribution]:
    """A first sentence "X: ...": X says it."""
    if not parse.sentences:
        return
    start, end = parse.sentences[0].start, parse.sentences[0].end
    colon = parse.text.find(":", start, min(end, start + 80))
    if colon == -1 or end - start > 200:
        return
    before = [t for t in parse.tokens if t.start < colon and t.end > start]
    after = [t for t in parse.tokens if colon < t.start < end]
    if not 0 < len(before) <= 6 or len(after) < 3 or any(t.pos in {"VERB", "AUX"} for t in before):
        return
    if before[0].pos not in {"PROPN", "NOUN", "ADJ"} and before[0].ent not in {"ORG", "PERSON", "GPE", "NORP"}:
        return
    source = parse.span(before[0].i, before[-1].i)
    content = trimmed(parse, range(after[0].i, after[-1].i + 1))
    kind = speakers.kind(tuple(t.i for t in before))
    if kind in {"other", "party"} and _is_dateline(before):
        return
    if content:
        yield Attribution((source,), (Span.of(parse.text, colon, colon + 1),), _spans(parse, content), kind)


def _is_dateline(before: list[Token]) -> bool:
    """Whether the words before a colon only say where: "GAZA CITY, Palestinian Territories: Four men ..."."""
    words = [t for t in before if t.pos != "PUNCT"]
    apart = any(t.text == "," for t in before)
    return apart and (before[0].text.isupper() or all(t.ent in {"GPE", "LOC"} for t in words))


def _introduced(parse: Parse, quotations: list[Quotation], speakers: Speakers) -> Iterator[Attribution]:
    """A paragraph that ends with "X said:": the paragraphs after it, when they are not in quotation marks already."""
    bounds = paragraph_bounds(parse)
    intros: list[tuple[int, int, tuple[int, ...]]] = []
    for number, (_, end) in enumerate(bounds[:-1]):
        if parse.text[end - 1] != ":":
            continue
        sentence = parse.sentence_at(end - 1)
        if sentence is None:
            continue
        verbs = [t.i for t in parse.tokens_of(sentence) if t.pos == "VERB" and takes(t.lemma, "verb", "quote")]
        if not verbs:
            continue
        subject, passive = subject_of(parse, verbs[-1])
        if subject is not None and not passive:
            intros.append((number, verbs[-1], phrase(parse, subject)))
    for at, (number, verb, source) in enumerate(intros):
        stop = intros[at + 1][0] if at + 1 < len(intros) else len(bounds)
        stop = min(stop, number + 1 + _MAX_INTRODUCED)
        first = bounds[number + 1]
        started = next((q for q in quotations if q.start == first[0]), None)
        if started is not None:
            pieces: tuple[Span, ...] = started.pieces
        else:
            pieces = tuple(Span.of(parse.text, a, b) for a, b in bounds[number + 1 : stop])
        kind = speakers.kind(source)
        yield Attribution(_spans(parse, source), (parse.span(verb, verb),), pieces, kind)
