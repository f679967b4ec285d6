"""Codes of crowds: protest, riot, and force used against protesters."""

from __future__ import annotations

from sayso.reading.codes.context import PROTEST_WORDS, Context
from sayso.reading.things import ARMED

_WEAK_PROTEST = frozenset(
    "gather converge assemble camp flock congregate surround shut boycott blockade barricade stage turn block "
    "occupy bring "
    "erect call observe wave carry hold chant shout raise".split()
)


_CROWD = frozenset({"protester", "civilian", "person", "number"})


def protest(c: Context) -> str | None:
    if c.trigger.lemma == "demonstrate" and c.roles.objects:
        return None
    if c.trigger.pos == "N":
        weak = c.trigger.lemma in (
            "gathering",
            "parade",
            "boycott",
            "procession",
            "encampment",
            "vigil",
            "march",
            "rally",
        )
        return "protest" if not weak or c.article_words & PROTEST_WORDS else None
    if c.trigger.lemma in ("block", "blockade") and c.actors & _CROWD and not c.actors & ARMED:
        return "protest"
    if c.actors & (ARMED | {"state", "place"}) and not c.actors & {"protester", "civilian"}:
        return None
    if c.trigger.lemma in _WEAK_PROTEST and not (
        c.actors & {"protester"} or c.words & PROTEST_WORDS or len(c.trigger.tokens) > 2
    ):
        return None
    return "protest" if c.actors or c.roles.passive or c.words & PROTEST_WORDS else None


def crackdown(c: Context) -> str | None:
    crowd = PROTEST_WORDS | {"crowd", "mob", "student", "gathering", "rioter"}
    if c.trigger.pos == "N" and c.trigger.lemma in (
        "force",
        "repression",
        "suppression",
        "gas",
        "ammunition",
        "bullet",
    ):
        return "crackdown" if c.words & crowd else None
    if c.trigger.pos == "V" and c.trigger.lemma in (
        "disperse",
        "break",
        "suppress",
        "quell",
        "put",
        "charge",
        "use",
        "kill",
        "shoot",
    ):
        near = c.lemmas(c.roles.objects + c.roles.targets) | c.words
        return "crackdown" if near & crowd else None
    return "crackdown" if c.article_words & crowd or c.trigger.lemma in ("crackdown", "brutality") else None


_STRONG_VIOLENCE = frozenset(
    "communal ethnic mob post sectarian street election protest political racial xenophobic".split()
)
_VAGUE_VIOLENCE = frozenset("violence unrest disturbance disorder rampage stampede mutiny vandalism clash".split())
_FLARES = frozenset(
    "erupt break flare grow escalate continue intensify spread rage descend severe heavy fierce deadly".split()
)
_FIGHTERS = frozenset("rebel troop soldier militant insurgent fighter separatist army guerrilla".split())


def riot(c: Context) -> str | None:
    """Violence by crowds; bare "violence" is fighting where fighters are told of, and nothing where nobody is."""
    if c.trigger.pos != "N" or c.trigger.lemma not in _VAGUE_VIOLENCE:
        return "riot"
    if c.near & _STRONG_VIOLENCE:
        return "riot"
    if c.trigger.lemma != "violence":
        return "riot" if c.words & PROTEST_WORDS else None
    above = c.parse.tokens[c.parse.tokens[c.trigger.head].head].lemma
    if (c.near | {above}) & _FLARES and c.article_words & _FIGHTERS:
        return "clash"
    return None
