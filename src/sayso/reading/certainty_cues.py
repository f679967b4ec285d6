"""The words that govern an event: its negations, modals, hedges, and the verbs and nouns of aim and doubt above it.

From the event's word the climb goes up the dependencies only as far as what stands there still speaks of the event:
through light verbs ("carried out an attack"), container nouns ("a series of bombings") and infinitives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.attribution_frames import subject_of
from sayso.reading.attribution_phrases import child
from sayso.reading.parse import Parse, Token
from sayso.vocab.hedges import hedges, prospects

_MAX_CLIMB = 8
_HARM = frozenset({"casualty", "injury", "death", "fatality", "victim", "damage", "loss", "wound"})
_HARMS = frozenset(
    {"kill", "injure", "wound", "hurt", "harm", "die", "affect", "report"}
)  # "no one was killed" is a figure: 0


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that bears on an event: its token, the part that it plays, and what it means for the event (`probable`,
    `possible`, `denied`, `prospect`; `failed` and `unreal` for `factuality` only)."""

    at: int
    sort: str
    meaning: str


def cues_of(parse: Parse, token: Token) -> Iterator[Cue]:
    """Every cue that governs the event which `token` names, the nearest first."""
    yield from _own(parse, token, whole=True)
    yield from _suspects(parse, token)
    yield from _counted(parse, token)
    at = token
    for _ in range(_MAX_CLIMB):
        head = parse.tokens[at.head]
        if head.i == at.i:
            return
        step = _Step(parse, at, head)
        yield from step.cues()
        if not step.goes_on():
            yield from _adverbs_above(parse, at)
            return
        at = head


def _counted(parse: Parse, at: Token) -> Iterator[Cue]:
    """ "Those executed are thought to include three ...": the doubt is of those who are told of."""
    subject = parse.tokens[at.head]
    verb = parse.tokens[subject.head]
    if at.dep == "acl" and subject.dep == "nsubjpass" and verb.lemma in hedges("opinion"):
        to = child(parse, verb.i, "xcomp")
        if to is not None and parse.tokens[to].lemma in {"include", "number", "total", "be", "have"}:
            yield Cue(verb.i, "opinion", hedges("opinion")[verb.lemma])


def _adverbs_above(parse: Parse, at: Token) -> Iterator[Cue]:
    """Adverbs such as "reportedly" with the verb of the clause in which the event is only named."""
    for _ in range(_MAX_CLIMB):
        if at.dep not in {"nsubj", "nsubjpass", "dobj", "pobj", "prep", "agent", "conj", "compound"} or at.head == at.i:
            return
        at = parse.tokens[at.head]
        if at.pos == "VERB":
            for c in parse.children(at.i):
                token = parse.tokens[c]
                if token.dep == "advmod" and hedges("adverb").get(token.lower) == "probable":
                    yield Cue(c, "adverb", "probable")
            return


def _has(parse: Parse, i: int, dep: str, *lowers: str) -> bool:
    return any(parse.tokens[c].dep == dep and parse.tokens[c].lower in lowers for c in parse.children(i))


def _to(parse: Parse, i: int) -> bool:
    """Whether a verb is a to-infinitive, and not a perfect one ("to have taken")."""
    return _has(parse, i, "aux", "to") and not _has(parse, i, "aux", "have")


def _own(parse: Parse, at: Token, whole: bool) -> Iterator[Cue]:
    """Cues that stand with the word itself; with `whole` also those that say that it is not, or not yet."""
    conditional = False
    for c in parse.children(at.i):
        token = parse.tokens[c]
        if token.dep == "mark" and token.lower in prospects("condition"):
            conditional = True
            if (
                at.dep == "ccomp"
                and parse.tokens[at.head].lemma in hedges("unclear")
                and token.lower in {"if", "whether"}
            ):
                yield Cue(at.head, "unclear", "possible")
            elif token.lower in {"if", "unless", "whether", "lest"}:
                yield Cue(c, "condition", "prospect")
    perfect = _has(parse, at.i, "aux", "have", "'ve", "’ve")
    if at.lemma == "be" and whole:
        yield from _being(parse, at)
    for c in parse.children(at.i):
        token = parse.tokens[c]
        low = token.lower
        if (
            (token.dep == "neg" and whole and not conditional)
            or (token.dep == "det" and low in {"no", "neither"} and whole and at.lemma not in _HARM)
            or (token.dep in {"nsubj", "nsubjpass"} and whole and at.lemma not in _HARMS and _is_nobody(parse, token))
        ):
            yield Cue(c, "negation", "denied")
        elif token.dep in {"aux", "auxpass"} and token.i < at.i:
            if low in prospects("modal") and (not perfect or low in {"would", "'d", "’d", "will"}):
                yield Cue(c, "modal", "prospect")
            if low in hedges("modal"):
                yield Cue(c, "modal", hedges("modal")[low])
        elif token.dep == "advmod" and low in hedges("adverb"):
            yield Cue(c, "adverb", hedges("adverb")[low])
        elif (
            token.dep in {"amod", "advmod"}
            and (low in prospects("adjective") or low in hedges("adjective"))
            and at.pos != "VERB"
        ):
            if low in prospects("adjective"):
                yield Cue(c, "adjective", "prospect")
            if low in hedges("adjective"):
                yield Cue(c, "adjective", hedges("adjective")[low])


def _is_nobody(parse: Parse, subject: Token) -> bool:
    return subject.lower in {"nobody", "none", "no-one", "nothing"} or (
        _has(parse, subject.i, "det", "no") and subject.lemma not in _HARM
    )


def _being(parse: Parse, at: Token) -> Iterator[Cue]:
    """ "The truce was to begin", "is due to begin", "is likely"."""
    for c in parse.children(at.i):
        token = parse.tokens[c]
        if token.dep == "xcomp" and _has(parse, c, "aux", "to"):
            yield Cue(at.i, "aim", "prospect")
        elif token.dep == "acomp" and token.lower in prospects("aim adjective"):
            yield Cue(c, "aim", "prospect")
            if token.lower in {"likely", "possible"}:
                yield Cue(c, "adjective", hedges("adjective").get(token.lower, "possible"))


def _suspects(parse: Parse, at: Token) -> Iterator[Cue]:
    """ "Suspected rebels attacked", "an attack by suspected rebels", "killed, allegedly by rebels"."""
    doers: list[int] = []
    verb = at
    if at.dep in {"dobj", "nsubjpass"} and parse.tokens[at.head].pos == "VERB":
        verb = parse.tokens[at.head]
    if verb.pos == "VERB":
        subject, passive = subject_of(parse, verb.i)
        if subject is not None and not passive and parse.tokens[subject].i != at.i:
            doers.append(subject)
            doers += [
                i
                for c in parse.children(subject)
                if parse.tokens[c].dep == "prep" and parse.tokens[c].lower == "of"
                for i in parse.children(c)
            ]  # "a group of suspected rebels"
    for holder in {at.i, verb.i}:
        for c in parse.children(holder):
            token = parse.tokens[c]
            if token.dep == "agent" or (token.dep == "prep" and token.lower == "by"):
                doers += parse.children(c)
                for d in parse.children(c):
                    if parse.tokens[d].dep == "advmod" and parse.tokens[d].lower in hedges("adverb"):
                        yield Cue(d, "adverb", hedges("adverb")[parse.tokens[d].lower])
            if token.dep in {"acl", "relcl"} and holder == at.i and at.pos == "NOUN" and token.tag == "VBN":
                if token.lemma == "blame":
                    yield Cue(c, "accusation", "probable")
                for d in parse.children(c):
                    if parse.tokens[d].dep == "advmod" and parse.tokens[d].lower in hedges("adverb"):
                        yield Cue(d, "adverb", hedges("adverb")[parse.tokens[d].lower])
    for doer in doers:
        first = parse.edges(doer)[0]
        for i in range(max(first, doer - 8), doer):
            if parse.tokens[i].lower in hedges("actor") and parse.tokens[i].pos in {"VERB", "ADJ", "PROPN", "NOUN"}:
                yield Cue(i, "actor", "probable")
                break


class _Step:
    """One step of the climb: a word, its head, and what the head says of it."""

    def __init__(self, parse: Parse, at: Token, head: Token) -> None:
        self.parse = parse
        self.at = at
        self.head = head
        self.dep = at.dep
        self.light = head.lemma in hedges("happening")

    def goes_on(self) -> bool:
        """Whether what governs the head governs the event too."""
        at, head, dep = self.at, self.head, self.dep
        if dep == "conj":
            own = child(self.parse, at.i, "nsubj", "nsubjpass", "aux", "auxpass")
            return (own is None or at.pos == "NOUN") and (at.pos == head.pos or {at.pos, head.pos} <= {"NOUN", "PROPN"})
        if dep in {"xcomp", "oprd", "acomp", "attr"}:
            return True
        if dep in {"dobj", "nsubjpass", "nsubj", "attr"}:
            return self.light
        if dep in {"prep", "pobj", "pcomp"}:
            return head.pos == "ADP" or head.lemma in hedges("container")
        return dep in {"compound", "amod", "nmod"} and head.pos in {"NOUN", "PROPN"}

    def cues(self) -> Iterator[Cue]:
        """What the head and the words with it say of the event."""
        dep, head = self.dep, self.head
        if dep == "conj" and self.goes_on():
            yield from _own(self.parse, head, whole=True)
            yield from _suspects(self.parse, head)
        elif dep in {"dobj", "nsubjpass", "nsubj", "attr"} and self.light:
            yield from _own(self.parse, head, whole=True)
        elif dep in {"xcomp", "oprd", "acomp"}:
            yield from _own(self.parse, head, whole=self.light or head.pos in {"AUX", "ADJ"})
        elif dep in {"compound", "nmod", "amod"} and head.pos == "NOUN":
            yield from _own(self.parse, head, whole=False)
        if head.pos in {"VERB", "AUX"}:
            yield from self._verb()
        elif head.pos in {"NOUN", "PROPN"}:
            yield from self._noun()
        elif head.pos == "ADJ":
            yield from self._adjective()
        elif head.pos in {"ADP", "ADV", "SCONJ"} and head.lower in {"ahead", "pending"}:
            yield Cue(head.i, "aim", "prospect")
        elif head.pos in {"ADP", "SCONJ"} and head.lower in hedges("failure"):
            yield Cue(head.i, "failure", "failed")
        if dep in {"advcl", "acl", "relcl"}:
            yield from self._purpose()

    def _verb(self) -> Iterator[Cue]:
        parse, at, head, dep = self.parse, self.at, self.head, self.dep
        passive = child(parse, head.i, "auxpass") is not None or (
            head.tag == "VBN" and head.dep in {"acl", "relcl", "amod"}
        )
        lemma = head.lemma
        if dep in {"xcomp", "ccomp", "oprd"} or (
            dep == "nsubjpass" and (child(parse, head.i, "xcomp") is not None or lemma == "report")
        ):
            if passive and lemma in hedges("opinion") and not _has(parse, at.i, "det", "no"):
                yield Cue(head.i, "opinion", hedges("opinion")[lemma])
            elif not passive and lemma in hedges("belief"):
                yield Cue(head.i, "belief", hedges("belief")[lemma])
        if lemma in hedges("denial") and dep in {"dobj", "ccomp", "xcomp", "nsubjpass"}:
            yield Cue(head.i, "denial", "denied")
        if dep == "advcl" and lemma in hedges("retraction") and _has(parse, at.i, "mark", "that"):
            # "Withdraws its report of March 20 that …": the parser hangs the clause on the verb.
            objects = (parse.tokens[c] for c in parse.children(head.i))
            if any(o.dep == "dobj" and o.lemma in hedges("denied noun") for o in objects):
                yield Cue(head.i, "denial", "denied")
        if dep == "ccomp" and lemma in hedges("unclear") and _has(parse, at.i, "mark", "whether", "if"):
            yield Cue(head.i, "unclear", "possible")
        if dep == "ccomp" and lemma == "be" and _has(parse, at.i, "mark", "whether", "if"):
            state = child(parse, head.i, "acomp")
            if state is not None and parse.tokens[state].lemma in hedges("unclear"):
                yield Cue(state, "unclear", "possible")
        if dep in {"xcomp", "pcomp"} and lemma in hedges("failure"):
            yield Cue(head.i, "failure", "failed")
        if dep in {"xcomp", "ccomp"} and _to(parse, at.i) and lemma in prospects("aim"):
            yield Cue(head.i, "aim", "prospect")
        if dep == "dobj" and lemma in hedges("unreal object"):
            yield Cue(head.i, "unreal object", "unreal")
        if (dep == "dobj" or (dep == "nsubjpass" and lemma != "plot")) and lemma in prospects("aim object"):
            yield Cue(head.i, "aim", "prospect")
        if dep in {"prep", "agent"} and f"{lemma} {at.lower}" in prospects("aimed by"):
            yield Cue(head.i, "aim", "prospect")
        if (
            dep == "prep"
            and lemma in hedges("accusation")
            and at.lower in {"of", "with", "in", "to", "for"}
            and passive
        ):
            yield Cue(head.i, "accusation", "probable")

    def _noun(self) -> Iterator[Cue]:
        parse, at, head, dep = self.parse, self.at, self.head, self.dep
        lemma = head.lemma
        if (
            dep in {"prep", "acl", "ccomp"}
            and lemma in hedges("noun")
            and (lemma != "report" or head.tag in {"NNS", "NNPS"})
            and (lemma != "suspect" or at.lower in {"in", "of"})
        ):
            yield Cue(head.i, "noun", hedges("noun")[lemma])
        if dep in {"prep", "acl"} and lemma in hedges("denied noun") and head.dep == "dobj":
            above = parse.tokens[head.head]
            # "Withdraws its report that …"; to withdraw anything else denies nothing.
            if above.lemma in hedges("denial") or above.lemma in hedges("retraction"):
                yield Cue(above.i, "denial", "denied")
        if dep in {"prep", "acl"} and lemma in hedges("denying noun"):
            yield Cue(head.i, "denial", "denied")
        if lemma in prospects("aim noun") and (dep in {"prep", "compound"} or (dep == "acl" and _to(parse, at.i))):
            yield Cue(head.i, "aim", "prospect")
        elif dep in {"acl", "relcl"} and _to(parse, at.i) and head.dep in {"dobj", "pobj", "conj"}:
            yield Cue(head.i, "goal", "prospect")

    def _adjective(self) -> Iterator[Cue]:
        at, head, dep = self.at, self.head, self.dep
        if dep == "ccomp" and head.lemma in hedges("unclear") and _has(self.parse, at.i, "mark", "whether", "if"):
            yield Cue(head.i, "unclear", "possible")
        if dep in {"xcomp", "ccomp"} and _to(self.parse, at.i) and head.lower in prospects("aim adjective"):
            yield Cue(head.i, "aim", "prospect")
        if dep == "xcomp" and head.lower == "likely":
            yield Cue(head.i, "adjective", "probable")

    def _purpose(self) -> Iterator[Cue]:
        """The "to" of an infinitive of purpose: "sent troops to retake the town"."""
        if not _to(self.parse, self.at.i) or self.head.lemma in hedges("carrying on") or self.head.pos != "VERB":
            return
        # Who marched to protest did protest.
        if self.at.lemma in hedges("protesting") and self.head.lemma in hedges("gathering"):
            return
        for c in self.parse.children(self.at.i):
            if self.parse.tokens[c].lower == "to" and self.parse.tokens[c].dep == "aux":
                yield Cue(c, "purpose", "prospect")
