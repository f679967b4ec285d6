"""Who says what within a sentence: every verb that could be a cue, with its source and its content as tokens.

Nothing here decides whether a word is a cue; `attribution.py` does, by the vocabulary of cues.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.attribution_asides import tail_frame
from sayso.reading.attribution_phrases import Frame, child, phrase, trimmed
from sayso.reading.parse import Parse
from sayso.vocab.speech import takes

_CLAUSES = frozenset({"ccomp"})
_OBJECT_PREPS = frozenset({"of", "for", "as", "with", "against", "about", "over", "to", "from", "into"})


_SEEMING = frozenset({"seem", "appear", "look", "sound"})


def subject_of(parse: Parse, verb: int) -> tuple[int | None, bool]:
    """The subject of a verb, its own or inherited from the verb it is joined to or depends on; and whether passive."""
    at = verb
    if (
        parse.tokens[verb].tag == "VBG"
        and parse.tokens[verb].dep in {"advcl", "conj"}
        and child(parse, verb, "nsubj") is None
    ):
        at = _saying_above(parse, verb)
    for _ in range(6):
        token = parse.tokens[at]
        quoted = _quoted_speaker(parse, at)
        if quoted is not None:
            return quoted, False
        found = child(parse, at, "nsubj", "nsubjpass")
        if found is not None:
            passive = parse.tokens[found].dep == "nsubjpass" and at == verb
            return found, passive or (at == verb and child(parse, at, "auxpass") is not None)
        if child(parse, at, "expl", "csubj") is not None:
            return None, child(parse, verb, "auxpass") is not None
        if token.dep in {"acl"}:
            return token.head, at == verb and token.tag == "VBN"
        if token.head == at or token.dep not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "aux"}:
            break
        at = token.head
    return None, child(parse, verb, "auxpass", "agent") is not None


def _saying_above(parse: Parse, verb: int) -> int:
    """The verb of speech that "adding that ..." goes on from: parsers tie it to the nearest verb instead."""
    if not takes(parse.tokens[verb].lemma, "verb", "clause"):
        return verb
    for at in parse.ancestors(verb):
        token = parse.tokens[at]
        if token.pos == "VERB" and takes(token.lemma, "verb", "clause") and child(parse, at, "nsubj") is not None:
            return at
    return verb


def _quoted_speaker(parse: Parse, verb: int) -> int | None:
    """X in "Y quoted X as saying" and in "X was quoted as saying"."""
    token = parse.tokens[verb]
    if token.dep != "pcomp" or parse.tokens[token.head].lower != "as":
        return None
    above = parse.tokens[parse.tokens[token.head].head]
    if above.lemma not in {"quote", "cite", "report"}:
        return None
    return child(parse, above.i, "dobj", "nsubjpass")


def verb_frames(parse: Parse, verb: int) -> Iterator[Frame]:
    """The frames of one verb, the fullest content first."""
    tail = tail_frame(parse, verb)
    if tail is not None:
        yield tail
        return
    subject, passive = subject_of(parse, verb)
    source = phrase(parse, subject) if subject is not None else ()
    if verb in source:
        own = set(parse.subtree(verb))
        source = trimmed(parse, [i for i in source if i not in own])
    if parse.tokens[verb].tag == "VBN" and parse.tokens[verb].dep == "advcl" and not passive:
        source = ()  # "Asked about it, she ..."
    if passive:
        yield from _passive_frames(parse, verb, source)
        return
    ahead = _content_ahead(parse, verb)
    if ahead:
        if not source or child(parse, verb, "nsubj") is None:
            source = _speaker_after(parse, verb) or source
        yield Frame(verb, "aside", source, ahead)
        return
    yield from _active_frames(parse, verb, source)


def _active_frames(parse: Parse, verb: int, source: tuple[int, ...]) -> Iterator[Frame]:
    tokens = parse.tokens
    kids = [c for c in parse.children(verb) if c > verb]
    clause = next((c for c in kids if tokens[c].dep in _CLAUSES), None)
    if clause is not None and not _is_relative(parse, clause):
        yield Frame(verb, "clause", source, _clause(parse, verb, clause))
        return
    reported = _in_a_report(parse, kids)
    if reported is not None and takes(tokens[verb].lemma, "verb", "clause"):
        yield Frame(verb, "clause", source, _clause(parse, verb, reported))
        return
    if tokens[verb].lemma in _SEEMING:
        rest = next((c for c in kids if tokens[c].dep in {"xcomp", "oprd", "acomp", "attr"}), None)
        if rest is not None and source:
            # Nobody is named to whom it seems: what seems is content.
            content = trimmed(parse, sorted({*source, *parse.subtree(rest)}))
            yield Frame(verb, "to" if tokens[rest].pos == "VERB" else "object", (), content)
            return
    infinitive = next((c for c in kids if tokens[c].dep == "xcomp"), None)
    objects = [c for c in kids if tokens[c].dep in {"dobj", "attr", "oprd"}]
    if objects:
        pieces = set(_without_asides(parse, objects[0]))
        for c in kids:
            if c > objects[0] and (
                tokens[c].dep in {"oprd", "xcomp", "dobj"}
                or (tokens[c].dep == "prep" and tokens[c].lower in _OBJECT_PREPS)
            ):
                pieces.update(parse.subtree(c))
        yield Frame(verb, "object", source, trimmed(parse, sorted(pieces)))
        return
    if infinitive is not None:
        yield Frame(verb, "to", source, trimmed(parse, parse.subtree(infinitive)))
        return
    for c in kids:
        if tokens[c].dep == "prep" and (inner := child(parse, c, "pobj", "pcomp")) is not None:
            yield Frame(verb, "prep:" + tokens[c].lower, source, trimmed(parse, parse.subtree(inner)), (c,))
            return


def _without_asides(parse: Parse, head: int) -> list[int]:
    """The subtree of a word without the clauses that a comma parts from it."""
    dropped: set[int] = set()
    for c in parse.children(head):
        first = parse.edges(c)[0]
        if (
            parse.tokens[c].dep in {"relcl", "appos", "advcl"}
            and first > head
            and parse.tokens[first - 1].text in {",", "—", "–", "--"}
        ):
            dropped.update(parse.subtree(c))
    return [i for i in parse.subtree(head) if i not in dropped]


def _is_relative(parse: Parse, clause: int) -> bool:
    """ "reported clashes that went on": a relative clause that the parser took for what is reported."""
    subject = child(parse, clause, "nsubj", "nsubjpass")
    return subject is not None and parse.tokens[subject].tag == "WDT"


def _in_a_report(parse: Parse, kids: list[int]) -> int | None:
    """The clause of "said in a report that ...", which parsers tie to the report."""
    tokens = parse.tokens
    for c in kids:
        if tokens[c].dep == "prep" and tokens[c].lower in {"in", "on", "during", "to", "at"}:
            inner = child(parse, c, "pobj")
            clause = child(parse, inner, "acl", "ccomp", "relcl") if inner is not None else None
            if clause is not None:
                mark = child(parse, clause, "mark")
                if mark is not None and tokens[mark].lower == "that":
                    return clause
    return None


def _passive_frames(parse: Parse, verb: int, subject: tuple[int, ...]) -> Iterator[Frame]:
    tokens = parse.tokens
    agent = child(parse, verb, "agent")
    by = child(parse, agent, "pobj") if agent is not None else None
    source = phrase(parse, by) if by is not None else ()
    kids = [c for c in parse.children(verb) if c > verb]
    rest: set[int] = set()
    shape = "passive-object"
    for c in kids:
        if tokens[c].dep in {"xcomp", "oprd", "ccomp"}:
            rest.update(parse.subtree(c))
            shape = "passive-clause" if tokens[c].dep == "ccomp" else "passive-to"
        elif tokens[c].dep == "prep" and tokens[c].lower in _OBJECT_PREPS:
            rest.update(parse.subtree(c))
    if shape == "passive-clause":
        # "It was reported that ...", "The army was told that ...": the clause alone is what is said.
        yield Frame(verb, shape, source, trimmed(parse, sorted(rest)))
        return
    content = trimmed(parse, sorted(set(subject) | rest))
    if content:
        yield Frame(verb, shape, source, content)


def _clause(parse: Parse, verb: int, clause: int) -> tuple[int, ...]:
    dropped = {verb, *_talking_on(parse, clause)}
    return trimmed(parse, [i for i in parse.subtree(clause) if i not in dropped])


def _talking_on(parse: Parse, clause: int) -> Iterator[int]:
    """The tokens of ", adding that ...", which parsers tie to what is said before: the speaker goes on."""
    for i in parse.subtree(clause):
        token = parse.tokens[i]
        if token.tag == "VBG" and token.dep == "advcl" and parse.tokens[i - 1].text == "," and i > clause:
            said = child(parse, i, "ccomp")
            if said is not None and said > i and takes(token.lemma, "verb", "clause"):
                yield from parse.subtree(i)


def _content_ahead(parse: Parse, verb: int) -> tuple[int, ...]:
    """What stands before "..., X said", or around ", X said,"; empty where the verb has its content after it."""
    tokens = parse.tokens
    kids = parse.children(verb)
    if any(c > verb and tokens[c].dep in {"ccomp", "xcomp"} for c in kids):
        return ()
    ahead = [c for c in kids if c < verb and tokens[c].dep in {"ccomp", "parataxis"}]
    if ahead:
        first = parse.edges(ahead[0])[0]
        stop = _own_start(parse, verb)
        while first > 0 and tokens[first - 1].head == verb and tokens[first - 1].pos != "PUNCT" and first - 1 < stop:
            first -= 1
        return trimmed(parse, range(first, stop))
    token = tokens[verb]
    told = child(parse, verb, "dobj")
    if (
        not (token.dep in {"parataxis", "ccomp", "advcl"} or _run_on(parse, verb))
        or token.head == verb
        or child(parse, verb, "mark") is not None
        or (told is not None and not (token.lemma == "tell" and tokens[told].pos == "PRON"))
    ):
        return ()
    start = _own_start(parse, verb)
    if start > 0 and tokens[start - 1].text in {",", "--", "–", "—", "("}:
        if token.head > verb and token.dep != "parataxis":
            return ()
        own = set(parse.subtree(verb))
        return trimmed(parse, [i for i in parse.subtree(token.head) if i not in own])
    return ()


def _run_on(parse: Parse, verb: int) -> bool:
    """A conjunct without a conjunction, with a subject of its own: "Troops took the town, a woman told me"."""
    token = parse.tokens[verb]
    between = (parse.tokens[c] for c in parse.children(token.head) if token.head < c < verb)
    return token.dep == "conj" and child(parse, verb, "nsubj") is not None and all(t.dep != "cc" for t in between)


def _own_start(parse: Parse, verb: int) -> int:
    """The first token of a verb's own words: its subject, auxiliaries and adverbs that stand right before it."""
    subject = child(parse, verb, "nsubj", "nsubjpass")
    start = verb
    if subject is not None and subject < verb:
        start = parse.edges(subject)[0]
    while (
        start > 0 and parse.tokens[start - 1].head == verb and parse.tokens[start - 1].dep in {"aux", "advmod", "neg"}
    ):
        start -= 1
    return start


def _speaker_after(parse: Parse, verb: int) -> tuple[int, ...]:
    """In "..., reports X" the parser may not see that X is the subject."""
    for c in parse.children(verb):
        if (
            c > verb
            and parse.tokens[c].dep in {"npadvmod", "dobj", "attr", "oprd", "nsubj"}
            and parse.tokens[c].ent != "DATE"
        ):
            return phrase(parse, c)
    return ()
