"""Sources and contents of cues that are not verbs: "X's claim that ...", "reports of ...", "according to X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.reading.attribution_phrases import Frame, child, phrase, trimmed
from sayso.reading.parse import Parse


def noun_frames(parse: Parse, noun: int) -> Iterator[Frame]:
    """The frame of a noun that names what is said: "X's claim that ...", "reports of ..."."""
    tokens = parse.tokens
    source: tuple[int, ...] = ()
    content: tuple[int, ...] = ()
    shape = ""
    extra: tuple[int, ...] = ()
    for c in parse.children(noun):
        token = tokens[c]
        if token.dep == "poss":
            source = phrase(parse, c)
        elif token.dep == "prep" and token.lower in {"by", "from"} and not source:
            inner = child(parse, c, "pobj")
            source = phrase(parse, inner) if inner is not None else ()
        elif token.dep in {"acl", "ccomp", "relcl"} and c > noun and not content and token.tag != "VBN":
            mark = child(parse, c, "mark")
            if (mark is not None and tokens[mark].lower == "that") or child(parse, c, "aux") is not None:
                content = trimmed(parse, parse.subtree(c))
                shape = "noun-clause"
        elif token.dep == "prep" and token.lower in {"of", "about", "for", "on", "against", "over", "with", "to"}:
            inner = child(parse, c, "pobj", "pcomp")
            if not content and inner is not None:
                content = trimmed(parse, parse.subtree(inner))
                shape, extra = "noun-prep:" + token.lower, (c,)
    if content:
        yield Frame(noun, shape, source, content, extra)


def according_frame(parse: Parse, word: int) -> Frame | None:
    """ "according to X": the rest of the clause that it belongs to is what X says."""
    tokens = parse.tokens
    to = child(parse, word, "prep")
    to = to if to is not None else (word + 1 if word + 1 < len(tokens) and tokens[word + 1].lower == "to" else None)
    if to is None:
        return None
    who = child(parse, to, "pobj")
    if who is None:
        return None
    own = set(parse.subtree(word)) | set(parse.subtree(to))
    head = tokens[word].head
    sentence = parse.sentences[tokens[word].sentence]
    if word <= sentence.first + 2 or max(own) >= sentence.last - 3 or head == word:
        whole: Iterable[int] = range(sentence.first, sentence.last)
        if word > sentence.first + 2 and tokens[head].dep == "ccomp" and tokens[head].head < head:
            whole = parse.subtree(head)
    else:
        while tokens[head].pos not in {"VERB", "AUX"} and tokens[head].head != head:
            head = tokens[head].head
        whole = parse.subtree(head)
    content = trimmed(parse, [i for i in whole if i not in own])
    return Frame(word, "according", phrase(parse, who), content, (to,)) if content else None
