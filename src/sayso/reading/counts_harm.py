"""Whom a word of harm counts: the killed and the hurt, by verb, by noun ("40 dead") or by what is left behind."""

from __future__ import annotations

from sayso.reading.codes.context import Context
from sayso.reading.counts_toll import told_by_a_verb
from sayso.reading.parse import Parse, Token
from sayso.reading.roles import OBJECTS, SUBJECTS, coordinated, prep_objects
from sayso.reading.triggers import Trigger
from sayso.records import Measure

Heads = list[tuple[Measure, list[int]]]

HARM_NOUNS: dict[str, Measure] = {
    "dead": "killed", "death": "killed", "fatality": "killed", "body": "killed", "corpse": "killed", "life": "killed",
    "injury": "injured", "wound": "injured", "injure": "injured", "wounded": "injured",
    "injured": "injured", "casualty": "other", "arrest": "arrested",
    "hostage": "abducted", "abduction": "abducted", "killed": "killed", "martyr": "killed", "detainee": "arrested",
    "detention": "arrested",
}  # fmt: skip
VAGUE_NOUNS = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"})
SUFFERED_BY_SUBJECT = frozenset("die succumb perish decease fall drown sustain suffer receive pass lose lay".split())
_KILLS_WITH_PARTICLE = {
    "shoot": {"dead", "down"},
    "gun": {"down"},
    "hack": {"death"},
    "beat": {"death"},
    "stab": {"death"},
    "burn": {"alive"},
    "mow": {"down"},
}
_CONDITIONS = frozenset({"critical", "serious", "grave", "stable", "fair", "good", "guarded"})
_LEFT: dict[str, Measure] = {
    "dead": "killed",
    "wounded": "injured",
    "injured": "injured",
    "hurt": "injured",
    "hospitalized": "injured",
    "hospitalised": "injured",
    "homeless": "displaced",
}


def harmed(parse: Parse, context: Context, measure: Measure) -> Heads:
    """Head tokens of those whom one word of harm counts."""
    word = context.trigger
    if measure == "injured" and _fatal(parse, word):
        measure = "killed"
    elif word.pos != "V":
        measure = HARM_NOUNS.get(word.lemma, measure)
    if word.pos != "V":
        verb = parse.tokens[parse.tokens[word.head].head]
        if parse.tokens[word.head].dep == "dobj" and verb.lemma in ("sustain", "suffer", "receive"):
            return [(measure, _everyone(parse, [c for c in parse.children(verb.i) if parse.tokens[c].dep in SUBJECTS]))]
        return [(measure, [word.head, *_beside(parse, word.head), *prep_objects(parse, word.head, "of", "to")])]
    if word.lemma == "leave":
        return _left(parse, word.head)
    if word.lemma in SUFFERED_BY_SUBJECT or (word.lemma == "be" and len(word.tokens) > 1):  # "two people are dead"
        return [(measure, _everyone(parse, context.roles.actors))]
    heads = list(context.roles.targets if context.roles.passive else context.roles.objects)
    if context.roles.via is not None:  # "the 20 killed included four children"
        heads = list(dict.fromkeys([*heads, *context.roles.objects]))
    if word.lemma in ("claim", "cost", "take"):
        heads += [c for t in word.tokens for c in (t, parse.tokens[t].head) if _nominal(parse, c)]
        heads += context.roles.targets
    heads = _everyone(parse, _elided(parse, word.head) or heads or _over(parse, word.head))
    if measure == "killed":
        heads = [h for h in heads if not _only_hurt(parse, h)]
    return [(measure, [*heads, *told_by_a_verb(parse, word.head)])]


def kills_by_particle(parse: Parse, trigger: Trigger) -> bool:
    """Whether a verb kills by a word beside it: "shot dead", "gunned down", "beaten to death"."""
    wanted = _KILLS_WITH_PARTICLE.get(trigger.lemma)
    if not wanted:
        return False
    if "kill" in {parse.tokens[t].lemma for t in trigger.tokens}:
        return True  # "shot and killed"
    near = {parse.tokens[t].lower for t in (*trigger.tokens, *parse.children(trigger.head))}
    fatal = any(parse.tokens[c].lower == "fatally" and not _of_some(parse, c) for c in parse.children(trigger.head))
    return (
        fatal or bool(near & wanted) or any(parse.tokens[i].lower in wanted for i in parse.subtree(trigger.head)[:12])
    )


def _fatal(parse: Parse, word: Trigger) -> bool:
    """Whether a wound is one of which people die: "fatally wounded", "suffered a fatal gunshot wound"."""
    if word.lemma in ("suffer", "sustain", "receive"):
        below = [t for c in parse.children(word.head) if parse.tokens[c].dep in OBJECTS for t in parse.children(c)]
    else:
        below = [c for c in parse.children(word.head) if not _of_some(parse, c)]
    return any(parse.tokens[c].lower in ("fatal", "mortal", "fatally", "mortally") for c in below)


def _of_some(parse: Parse, fatally: int) -> bool:
    """Whether "fatally" is said of a part only: "five were shot, two of them fatally"."""
    before = parse.tokens[fatally - 1].lower if fatally else ""
    return before in ("them", "one", "both") or (fatally > 0 and _counts(parse.tokens[fatally - 1]))


def some_fatally(parse: Parse, verb: int) -> list[int]:
    """The number of those who died of it: of "five were shot, two of them fatally" the two."""
    for token in parse.tokens[verb + 1 : verb + 12]:
        if token.sentence != parse.tokens[verb].sentence or token.pos == "VERB":
            break
        if token.lower == "fatally" and _of_some(parse, token.i):
            back = token.i - 3 if parse.tokens[token.i - 1].lower == "them" else token.i - 1
            return [back] if back > verb and _counts(parse.tokens[back]) else []
    return []


def _only_hurt(parse: Parse, head: int) -> bool:
    """Whether the parser has taken a second verb for a modifier: "killed 35 civilians and injured scores"."""
    token = parse.tokens[head]
    counted = [head]  # and of "scores of others" the scores
    if parse.tokens[token.head].lower == "of":
        counted.append(parse.tokens[token.head].head)
    kids = [parse.tokens[c] for h in counted for c in parse.children(h)]
    return any(k.dep in ("amod", "acl") and k.lower in ("injured", "wounded", "hurt", "maimed") for k in kids)


def _everyone(parse: Parse, heads: list[int]) -> list[int]:
    return [c for h in heads for c in coordinated(parse, h)]


def _nominal(parse: Parse, at: int) -> bool:
    return parse.tokens[at].pos in ("NOUN", "NUM", "ADJ")


def _elided(parse: Parse, verb: int) -> list[int]:
    """Those of a participle that shares the verb before it: "two were killed and six others wounded"."""
    token = parse.tokens[verb]
    kids = {parse.tokens[c].dep: c for c in parse.children(verb)}
    if token.tag not in ("VBN", "VBD") or kids.keys() & (OBJECTS | {"aux", "auxpass"}):
        return []
    before = verb - 1
    while before > 0 and parse.tokens[before].pos == "ADV":
        before -= 1
    other = parse.tokens[before]
    if other.sentence == token.sentence and (_counts(other) or other.lower in ("another", "others")):
        return [before]
    subjects = [kids[d] for d in kids if d in SUBJECTS]
    above = parse.tokens[token.head]
    if subjects and above.lemma == "leave":
        # in "left two men and five soldiers killed" the parser gives the verb only the last of the list
        subjects = [c for c in parse.children(above.i) if parse.tokens[c].dep in OBJECTS] + subjects
    return subjects if token.dep in ("conj", "ccomp", "advcl", "ROOT") else []


def _counts(token: Token) -> bool:
    return token.pos == "NUM" or token.lower in VAGUE_NOUNS


def _over(parse: Parse, verb: int) -> list[int]:
    """The number of "injured over 5,000", where the parser takes "over" for a preposition."""
    found = prep_objects(parse, verb, "over", "above", "around", "about", "under", "near")
    return [h for h in found if parse.tokens[h].pos == "NUM"]


def _left(parse: Parse, verb: int) -> Heads:
    """ "Leaving 30 people dead and 20 wounded": each word for harm counts the nearest number or noun before it."""
    found: Heads = []
    before: int | None = None
    for i in range(verb + 1, min(verb + 24, len(parse.tokens))):
        token = parse.tokens[i]
        if token.sentence != parse.tokens[verb].sentence:
            break
        told = "injured" if _condition(parse, i) else _LEFT.get(token.lower)
        if told is not None:
            if before is not None:
                found.append((told, [before]))
            before = None
        elif (
            token.lower == "another"
            or _counts(token)
            or (token.pos in ("NOUN", "PROPN") and (before is None or parse.tokens[before].pos != "NUM"))
        ):
            before = i
    return found


def _condition(parse: Parse, at: int) -> bool:
    """ "In critical condition", of the hurt."""
    return parse.tokens[at].lemma == "condition" and parse.tokens[at - 1].lower in _CONDITIONS


def _beside(parse: Parse, noun: int) -> list[int]:
    """The number of "40 dead", and of "put the number of dead at 23"."""
    found = [noun - 1] if noun and _counts(parse.tokens[noun - 1]) else []
    return found or told_by_a_verb(parse, noun)
