"""Where the text may name an event: the trigger lexicon over the parse, less what the grammar rules out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.reading.parse import Parse, Token
from sayso.vocab import triggers as vocabulary
from sayso.vocab.tables import rows


@dataclass(slots=True)
class Trigger:
    """A word or phrase that may name an event. `head` carries its roles; `kinds` are the lexicon's."""

    head: int
    tokens: tuple[int, ...]
    pos: str
    kinds: tuple[str, ...]
    lemma: str

    @property
    def first(self) -> int:
        """The first token of the phrase."""
        return self.tokens[0]


def find_triggers(parse: Parse) -> list[Trigger]:
    """Every candidate of a text, in order; longer phrases win over the words inside them."""
    found: list[Trigger] = []
    words = vocabulary.lexicon()
    for sentence in parse.sentences:
        tokens = parse.tokens_of(sentence)
        forms = [(t.lemma, t.lower) for t in tokens]
        taken: set[int] = set()
        best = [c for i in range(len(tokens)) for c in _candidates(words, forms, tokens, i)]
        for hits, pos, kinds in sorted(best, key=lambda c: (-len(c[0]), c[0][0])):
            if taken & set(hits):
                continue
            made = _trigger(parse, [tokens[i].i for i in hits], pos, kinds)
            if made is not None:
                taken |= set(hits)
                found.append(made)
    return sorted(found, key=lambda t: t.tokens)


def _candidates(
    words: dict[tuple[str, str], tuple[vocabulary.TriggerPhrase, ...]],
    forms: list[tuple[str, str]],
    tokens: list[Token],
    i: int,
) -> list[tuple[list[int], str, tuple[str, ...]]]:
    made: list[tuple[list[int], str, tuple[str, ...]]] = []
    for pos in ("V", "N"):
        phrases = words.get((forms[i][0], pos), ())
        if forms[i][1] != forms[i][0]:
            phrases += words.get((forms[i][1], pos), ())
        longest = 0
        kinds: list[str] = []
        where: list[int] = []
        for phrase in sorted(phrases, key=lambda p: -len(p.words)):
            if longest and len(phrase.words) < longest:
                break
            hits = vocabulary.match(phrase, forms, i)
            if hits is None or not _fits(tokens, hits, pos):
                continue
            longest, where = len(phrase.words), hits
            if phrase.kind not in kinds:
                kinds.append(phrase.kind)
        if kinds:
            made.append((where, pos, tuple(kinds)))
    return made


def _fits(tokens: list[Token], hits: list[int], pos: str) -> bool:
    """Whether the words are of the part of speech: a verb's first word a verb, a noun's last word a noun."""
    if pos == "V":
        token = tokens[_main(tokens, hits)]
        if token.lower in COUNTED_HARM and hits[0] > 0 and _counted(tokens[hits[0] - 1]):
            return False
        return token.tag.startswith("VB") or (token.pos == "VERB") or (token.pos == "AUX" and len(hits) > 1)
    token = tokens[hits[-1]]
    if token.lower in COUNTED_HARM and len(hits) == 1:
        return hits[0] > 0 and _counted(tokens[hits[0] - 1])
    if token.tag.startswith("VB") and len(hits) == 1:
        # the parser takes some event nouns for gerunds ("the bombing of", "fighting in")
        return token.tag == "VBG" and token.dep in ("nsubj", "dobj", "pobj", "nsubjpass", "compound", "ROOT", "conj")
    return token.pos in ("NOUN", "PROPN") or (len(hits) > 1 and token.tag not in ("VBD", "VBZ", "VBP", "VB"))


def _main(tokens: list[Token], hits: list[int]) -> int:
    """The verb of a verb phrase: its first word, or the next where that is an adverb ("sexually abuse")."""
    return hits[1] if tokens[hits[0]].pos == "ADV" and len(hits) > 1 else hits[0]


COUNTED_HARM = frozenset({"dead", "wounded", "injured"})


def _counted(before: Token) -> bool:
    """Whether a word counts the next: "two dead", "dozens wounded"."""
    return before.pos == "NUM" or before.lower in ("dozens", "scores", "hundreds", "thousands", "of")


def _trigger(parse: Parse, tokens: list[int], pos: str, kinds: tuple[str, ...]) -> Trigger | None:
    if pos == "V":
        head = _main(parse.tokens, tokens)
        if parse.tokens[head].lower in ("'s", "’s"):
            return None
    else:
        inside = set(tokens)
        head = next((t for t in reversed(tokens) if parse.tokens[t].head not in inside), tokens[-1])
    made = Trigger(head, tuple(tokens), pos, kinds, parse.tokens[head].lemma)
    return None if _ruled_out(parse, made) else made


@dataclass(frozen=True, slots=True)
class _Bars:
    """Lemmas that rule an event word out: beside it or tied to it, and after a preposition."""

    beside: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()


@cache
def _bars() -> dict[str, _Bars]:
    return {
        row["word"]: _Bars(frozenset(row["not_with"].split()), frozenset(row["not_of"].split()))
        for row in rows("trigger_bars.tsv")
    }


def _is_month(parse: Parse, trigger: Trigger) -> bool:
    """Whether "march" is the month, which wires in small letters don't show: "7 march", "in march", "march 2003"."""
    if parse.tokens[trigger.head].lower != "march" or len(trigger.tokens) > 1:
        return False
    beside = [parse.tokens[i] for i in (trigger.head - 1, trigger.head + 1) if 0 <= i < len(parse.tokens)]
    return any(t.pos == "NUM" and t.text.isdigit() for t in beside) or beside[0].lower in _BEFORE_MONTHS


def _shows_something(parse: Parse, trigger: Trigger) -> bool:
    """Whether "demonstrate" has what is shown: "demonstrates that it works", "demonstrated the product"."""
    if trigger.pos != "V" or trigger.lemma != "demonstrate":
        return False
    return any(parse.tokens[c].dep in ("dobj", "ccomp") for c in parse.children(trigger.head))


def _ruled_out(parse: Parse, trigger: Trigger) -> bool:
    """Names, modifiers of other nouns ("attack helicopter"), set phrases ("heart attack", "fire department")."""
    token = parse.tokens[trigger.head]
    head = parse.tokens[token.head]
    if token.ent in ("DATE", "TIME") and token.pos == "PROPN":
        return True  # March
    if (
        trigger.pos == "V"
        and token.dep == "amod"
        and len(trigger.tokens) == 1
        and trigger.lemma not in ("kill", "wound", "injure")
    ):
        return True  # "displaced people", "bombed-out buildings" describe
    if trigger.pos == "N":
        if token.dep in ("compound", "nmod") and head.i > token.i and head.pos in ("NOUN", "PROPN"):
            return True
        if token.ent in ("WORK_OF_ART", "PRODUCT", "FAC", "LAW", "ORG") and token.pos == "PROPN":
            return True
    if parse.tokens[trigger.tokens[-1]].lower == "life" and _next(parse, trigger) in ("-", "–", "threatening"):
        return True  # "taken to hospital with life-threatening injuries"
    if _is_month(parse, trigger) or _shows_something(parse, trigger):
        return True
    around = {parse.tokens[c].lemma for c in parse.children(trigger.head)}
    if head.pos != "VERB" or trigger.pos == "N":
        around.add(head.lemma)  # "plans to attack" is a verb over a verb; the bars name what is attacked
    if trigger.head > 0:
        around.add(parse.tokens[trigger.head - 1].lemma)
    bars = _bars().get(trigger.lemma, _Bars())
    if around & (bars.beside | (_ILLNESS if trigger.pos == "N" else frozenset())):
        return True
    return bool(bars.of & _objects(parse, trigger.head))


def _next(parse: Parse, trigger: Trigger) -> str:
    after = trigger.tokens[-1] + 1
    return parse.tokens[after].lower if after < len(parse.tokens) else ""


def _objects(parse: Parse, head: int) -> set[str]:
    """The lemmas that follow by a preposition: "a crackdown on fraud", "clashed with the chancellor"."""
    found = [
        o
        for p in parse.children(head)
        if parse.tokens[p].dep == "prep"
        for o in parse.children(p)
        if parse.tokens[o].dep == "pobj"
    ]
    return {parse.tokens[o].lemma for o in found}


_ILLNESS = frozenset({"heart", "panic", "asthma", "anxiety"})
_BEFORE_MONTHS = frozenset("in since until till by last next early late mid every".split())
