"""Codes of movements and dealings: forces sent, people in flight, sides changed, truces, and the rest."""

from __future__ import annotations

from sayso.reading.codes.context import PEACE_WORDS, Context
from sayso.reading.things import ARMED, HUMAN

INTRANSITIVE_MOVES = frozenset(
    "withdraw retreat redeploy arrive land patrol pull deploy advance move mass amass cross infiltrate".split()
)


_HELD = frozenset("settlement base outpost post position stronghold territory".split())
_WHO_THREATEN = ARMED | {"state", "place", "official", "protester"}


def deploy(c: Context) -> str | None:
    heads = [*c.roles.objects, *(c.roles.targets if c.roles.passive else [])]
    kinds, lemma = c.kinds(heads), c.trigger.lemma
    forces = ARMED | {"arms"}
    if lemma in ("train", "arm", "equip", "recruit", "conscript", "reinforce", "support", "escort"):
        return "deployment" if kinds & ARMED else None
    if lemma in ("supply", "provide", "sell", "donate", "deliver", "ship"):
        return "deployment" if kinds & {"arms"} else None
    if kinds & forces and lemma not in (
        "leave",
        "transfer",
        "summon",
        "parade",
        "draft",
        "fortify",
        "position",
        "boost",
        "strengthen",
    ):
        return "deployment"
    if lemma in INTRANSITIVE_MOVES and not kinds and c.actors & ARMED:
        return "deployment"
    if lemma in ("withdraw", "pull") and c.actors & (ARMED | {"state"}) and not kinds & {"abstract"}:
        return "deployment"
    if lemma in ("bring", "send") and c.lemmas(heads) & {"reinforcement", "troop", "peacekeeper"}:
        return "deployment"
    return None


def displacement(c: Context) -> str | None:
    if c.trigger.pos == "N":
        if c.trigger.lemma in ("flight", "influx", "evacuation", "refugee", "idp", "person"):
            return "displacement" if c.targets & HUMAN and c.trigger.lemma != "refugee" else None
        return "displacement"
    left = c.lemmas([*c.roles.objects, *c.roles.targets])
    if c.trigger.lemma == "evacuate" and left & _HELD and c.actors & (ARMED | {"state", "place"}):
        return "territory-ceded"
    movers = [*c.roles.objects, *c.roles.targets] or c.roles.actors
    if c.trigger.lemma in (
        "flee",
        "take",
        "seek",
        "leave",
        "escape",
        "migrate",
        "abandon",
        "flock",
        "scatter",
        "shelter",
    ):
        movers = c.roles.actors or c.roles.targets
        if c.trigger.lemma == "leave" and c.roles.targets:
            movers = c.roles.targets
    kinds = c.kinds(movers)
    if kinds & {"combatant", "custody", "police", "official"}:
        return None
    if kinds & {"civilian"} or any(c.things.plural(m) and c.things.kind(m) in ("person", "number") for m in movers):
        return "displacement"
    return None


def defection(c: Context) -> str | None:
    if c.trigger.lemma == "surrender" and c.kinds(c.roles.objects) & {"place", "ground"}:
        return "territory-ceded"
    if c.trigger.pos == "V" and c.trigger.lemma in ("hand", "turn", "give", "abandon", "break", "desert"):
        return "defection" if c.actors & {"combatant", "police"} else None
    if c.trigger.lemma in ("surrender", "mutiny") or c.trigger.pos == "N":
        return "defection"
    return "defection" if c.actors & (ARMED | {"custody", "official", "person", "number", "unknown"}) else None


def agreement(c: Context) -> str | None:
    strong = {"ceasefire", "truce", "armistice", "fire", "cessation", "exchange", "swap"}
    if c.trigger.lemma in strong and c.trigger.pos == "N":
        return "agreement"
    if c.trigger.pos == "V" and c.trigger.lemma in ("exchange", "swap"):
        return "agreement" if c.targets & (HUMAN | {"body"}) else None
    return "agreement" if (c.near | c.words) & PEACE_WORDS else None


def other(c: Context) -> str | None:
    if c.trigger.lemma == "release" and c.trigger.pos == "V":
        return (
            "other" if c.kinds(c.roles.targets) & {"custody"} or c.words & {"hostage", "prisoner", "captive"} else None
        )
    if c.trigger.lemma == "threaten":
        return "other" if c.actors & _WHO_THREATEN and not c.targets & {"abstract"} else None
    if c.trigger.lemma in ("free", "rescue"):
        return "other" if c.kinds(c.roles.targets) & {"custody", "civilian"} else None
    strong = {"curfew", "coup", "siege", "emergency", "law", "roadblock", "airdrop", "overthrow", "topple"}
    if c.trigger.lemma in strong or len(c.trigger.tokens) > 1:
        return "other"
    return None
