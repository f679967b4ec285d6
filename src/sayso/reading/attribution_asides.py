"""Who says what by the order of the words alone: "..., X said on Monday" and "..., reports X".

Parsers often tie the speaker to what stands before the comma, so these two are read before any dependency is.
"""

from __future__ import annotations

from sayso.reading.attribution_phrases import Frame, trimmed
from sayso.reading.parse import Parse
from sayso.vocab.speech import takes

_TALKING_ON = frozenset(
    {
        "as",
        "while",
        "but",
        "although",
        "though",
        "after",
        "amid",
        "and",
        "adding",
        "citing",
        "quoting",
        "noting",
        "saying",
    }
)
_NAME_PARTS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "ADP", "CCONJ", "PART", "X", "SYM", "ADV"})


def tail_frame(parse: Parse, verb: int) -> Frame | None:
    """ "..., X said on Monday" by the order of the words alone, since parsers often tie X to what stands before it."""
    tokens = parse.tokens
    sentence = parse.sentences[tokens[verb].sentence]
    inverted = _inverted(parse, verb, sentence.first, sentence.last)
    if inverted is not None:
        return inverted
    after = _plain_end(parse, verb, sentence.last)
    if tokens[verb].tag not in {"VBD", "VBZ", "VBP", "VBN"} or after is None:
        return None
    own = _speaker_before(parse, verb, sentence.first)
    if own is None or not _tells(parse, sentence.first, own):
        return None
    source = trimmed(parse, range(own, _words_start(parse, verb)))
    content = list(trimmed(parse, range(sentence.first, own)))
    if after < sentence.last and tokens[after].text == "," and tokens[after + 1].lower not in _TALKING_ON:
        content += trimmed(parse, range(after + 1, sentence.last))
    return Frame(verb, "aside", source, tuple(content)) if source and content else None


def _inverted(parse: Parse, verb: int, first: int, last: int) -> Frame | None:
    """ "..., reports X" and "..., said X, who ..."."""
    tokens = parse.tokens
    if verb - first < 4 or tokens[verb - 1].text not in {",", "”", '"', "''"} or verb + 1 >= last:
        return None
    if tokens[verb].tag not in {"VBD", "VBZ", "VBP"} or any(
        tokens[c].dep in {"nsubj", "mark", "aux"} or (tokens[c].dep == "ccomp" and c > verb)
        for c in parse.children(verb)
    ):
        return None
    if not takes(tokens[verb].lemma, "verb", "aside") or tokens[verb + 1].pos not in {
        "DET",
        "PROPN",
        "NOUN",
        "ADJ",
        "PRON",
    }:
        return None
    at = verb + 1
    while at < last and (tokens[at].pos in _NAME_PARTS or tokens[at].text in {"-", "(", ")", "'s", "’s"}):
        if tokens[at].ent in {"DATE", "TIME"} or (tokens[at].pos == "ADP" and tokens[at].head == verb):
            break
        at += 1
    if at < last and tokens[at].pos in {"VERB", "AUX", "SCONJ"}:
        return None
    source = trimmed(parse, range(verb + 1, at))
    content = trimmed(parse, range(first, verb))
    if not source or len(source) > 24 or not _tells(parse, first, verb):
        return None
    return Frame(verb, "aside", source, content)


def _plain_end(parse: Parse, verb: int, last: int) -> int | None:
    """Where the words after "X said" end, if they only say when, where or to whom; None if they say what."""
    tokens = parse.tokens
    at = verb + 1
    while at < last and tokens[at].text not in {",", ".", ";", "?", "!", '"', "”", "''"}:
        token = tokens[at]
        if token.pos in {"VERB", "AUX", "SCONJ", "PRON"} and token.tag not in {"VBN", "VBG"}:
            return None
        if at == verb + 1 and tokens[verb].lemma != "tell" and token.pos != "ADP" and token.ent not in {"DATE", "TIME"}:
            return None
        at += 1
    return at if at - verb < 14 else None


def _words_start(parse: Parse, verb: int) -> int:
    start = verb
    while start > 0 and parse.tokens[start - 1].pos in {"AUX", "ADV"}:
        start -= 1
    return start


def _speaker_before(parse: Parse, verb: int, first: int) -> int | None:
    """The first token of the name that stands between a comma and the verb, None where there is none."""
    tokens = parse.tokens
    at = _words_start(parse, verb)
    if at == first or tokens[at - 1].pos not in {"NOUN", "PROPN", "PRON", "ADJ"}:
        return None
    while (
        at > first
        and (tokens[at - 1].pos in _NAME_PARTS or tokens[at - 1].text in {"-", "'s", "’s", "."})
        and tokens[at - 1].tag != "WDT"
    ):
        at -= 1
    if at == first or tokens[at - 1].text not in {",", "”", '"', "''", "--", "—", "–"} or verb - at > 20:
        return None
    return at if tokens[at].pos not in {"ADP", "CCONJ", "ADV", "PART"} and tokens[at].tag not in {"WP", "WDT"} else None


def _tells(parse: Parse, first: int, stop: int) -> bool:
    """Whether tokens hold a statement: a verb that no subordinating word opens."""
    if stop - first < 3 or parse.tokens[first].pos == "SCONJ" or parse.tokens[first].tag in {"VBG", "TO"}:
        return False
    return any(parse.tokens[i].pos in {"VERB", "AUX"} for i in range(first, stop))
