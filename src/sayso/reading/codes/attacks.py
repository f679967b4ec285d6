"""Codes of attacks on people: an attack on fighters is a clash, on others an attack; harm; ill-treatment in custody."""

from __future__ import annotations

from collections.abc import Callable

from sayso.reading.codes.context import AIR_WORDS, CHEMICAL_WORDS, PROTEST_WORDS, Context, explosive
from sayso.reading.things import ARMED, HUMAN


def armed(c: Context) -> str | None:
    """An attack or assault: on fighters a clash, on others an attack, with stones a riot, on protesters a crackdown."""
    targets, actors, near = c.targets, c.actors, c.near
    if c.trigger.pos == "V" and targets and targets <= {"abstract", "when", "goods"}:
        return None
    if (
        c.trigger.lemma in ("target", "raid")
        and c.trigger.pos == "V"
        and not actors & ARMED
        and not targets & (ARMED | HUMAN)
    ):
        return None
    if c.trigger.lemma == "raid" and actors == {"police"} and not targets & ARMED:
        return None
    if near & {"stone", "mob", "stick", "rioter", "bottle"}:
        return "riot"
    if targets & {"protester"}:
        return "crackdown" if actors & ARMED else "riot"
    own = explosive(near)
    if own and not (own == "shelling" and targets & {"military"} and "tank" in near):
        return own
    if near & AIR_WORDS:
        return "air-strike"
    if near & CHEMICAL_WORDS:
        return "chemical-attack"
    if targets & ARMED or c.lemmas(c.roles.targets) & {"position", "installation", "base", "fortification"}:
        return "clash"
    return "attack"


def shot(c: Context) -> str | None:
    targets = c.targets
    if c.trigger.lemma == "shoot" and targets and targets <= {"abstract", "when"}:
        return None
    if targets & {"protester"} or (
        c.words & PROTEST_WORDS and c.actors & {"police", "state", "combatant"} and not targets & ARMED
    ):
        return "crackdown"
    if targets & {"custody"} or c.held(c.roles.targets + c.roles.objects):
        return "execution"
    if targets & ARMED:
        return "clash"
    return "attack"


def war(c: Context) -> str | None:
    """A war or an offensive named in passing is background; one with its sides or its goal is told."""
    if c.trigger.pos == "N" and c.trigger.lemma in (
        "war",
        "invasion",
        "warfare",
        "conflict",
        "insurgency",
        "rebellion",
        "uprising",
        "combat",
        "hostility",
    ):
        prepositions = {c.parse.tokens[k].lower for k in c.parse.children(c.trigger.head)}
        return (
            "clash"
            if prepositions & {"between", "against"} or (c.trigger.lemma == "invasion" and c.roles.targets)
            else None
        )
    return "clash"


def torture(c: Context) -> str | None:
    """Ill-treatment of people in custody; police "brutality" towards a crowd is a crackdown."""
    if c.trigger.lemma in ("brutality", "abuse", "mistreatment", "beating"):
        return "torture" if c.targets & {"custody"} else None
    return "torture"


def _counted(c: Context) -> bool:
    """Whether a number stands in the sentence, or the noun says whose death it was."""
    if any(c.parse.tokens[i].pos == "NUM" for i in range(c.sentence.first, c.sentence.last)):
        return True
    if c.words & {"dozens", "scores", "hundreds", "thousands", "no", "dozen", "score", "hundred", "thousand"}:
        return True
    return c.trigger.lemma == "death" and bool(c.targets & HUMAN)


def harm(what: str) -> Callable[[Context], str | None]:
    def rule(c: Context) -> str | None:
        if (
            c.trigger.lemma in ("toll", "casualty", "loss", "fatality", "death")
            and c.trigger.pos == "N"
            and not _counted(c)
        ):
            return None
        if c.trigger.lemma in ("body", "corpse", "victim") and not c.words & {
            "find",
            "recover",
            "discover",
            "count",
            "identify",
        }:
            return None
        if c.targets and c.targets <= {"abstract", "when", "arms", "goods"}:
            return None
        return what

    return rule
