"""Codes by weapon: strikes, shells, bombs, grenades, and arms found or shot down."""

from __future__ import annotations

from sayso.reading.codes.attacks import armed
from sayso.reading.codes.context import (
    AIR_WORDS,
    ARTILLERY_WORDS,
    BOMB_WORDS,
    LABOUR_WORDS,
    Context,
    explosive,
)
from sayso.reading.things import HUMAN, SITE


def strike(c: Context) -> str | None:
    near, words = c.near, c.words
    if near & {"hunger", "general"} or (words & LABOUR_WORDS and not words & AIR_WORDS):
        return "protest"
    if near & (ARTILLERY_WORDS - {"tank"}):
        return "shelling"
    if (near | words) & AIR_WORDS or c.article_words & AIR_WORDS:
        return "air-strike"
    if c.article_words & {"military", "army", "militant", "troop"}:
        return "air-strike"
    return None


def raid(c: Context) -> str | None:
    if c.near & AIR_WORDS:
        return "air-strike"
    return (
        armed(c) if c.article_words & {"militant", "rebel", "troop", "soldier", "army", "gunman", "insurgent"} else None
    )


def bomb(c: Context) -> str | None:
    if c.near & ARTILLERY_WORDS:
        return "shelling"
    if (c.near | c.words) & AIR_WORDS:
        return "air-strike"
    if c.trigger.lemma in ("pound", "blitz"):
        return "air-strike" if c.article_words & AIR_WORDS else None
    if c.trigger.lemma == "bombard":
        return "shelling"
    if c.actors & {"combatant", "person"} and "plane" not in c.article_words:
        return "bombing"
    return "air-strike" if c.article_words & AIR_WORDS else "bombing"


def launch(c: Context) -> str | None:
    things = c.lemmas(c.roles.targets + c.roles.objects)
    near = c.near
    if "grenade" in things:
        return "grenade"
    if things & {"gas", "teargas", "canister", "cannon"} or near & {"rubber", "tear"}:
        return "crackdown"
    if things & {"strike", "attack", "offensive", "assault", "raid"}:
        return None
    if things & {"rocket", "missile", "mortar", "shell", "katyusha", "artillery", "round", "projectile", "salvo"}:
        if c.article_words & {"test", "test-fire", "ballistic"} and not c.targets & (HUMAN | SITE):
            return None
        return "air-strike" if c.lemmas(c.roles.actors) & AIR_WORDS else "shelling"
    if c.trigger.lemma == "drop" and things & {"bomb", "barrel"}:
        return "air-strike"
    return None


def land(c: Context) -> str | None:
    subjects = c.lemmas(c.roles.actors if not c.roles.passive else [*c.roles.actors, *c.roles.targets])
    if subjects & {"rocket", "missile", "mortar", "shell", "artillery", "round", "projectile", "katyusha"}:
        return "shelling"
    if c.trigger.lemma in ("hit", "strike"):
        if subjects & AIR_WORDS and c.targets & (SITE | HUMAN):
            return "air-strike"
        if subjects & {"strike", "blast", "bomb", "explosion", "earthquake", "storm"}:
            return explosive(subjects) if "bomb" in subjects else None
    return None


def blast(c: Context) -> str | None:
    near = c.near
    if near & {"gas", "boiler", "cylinder", "chemical-plant", "volcano"} and not c.words & {"bomb", "attack"}:
        return None
    if c.trigger.pos == "V" and c.trigger.lemma in ("go", "set", "blow", "trigger"):
        things = c.lemmas(c.roles.actors + c.roles.targets)
        if c.trigger.lemma != "blow" and not things & (BOMB_WORDS | {"grenade", "bomber", "explosion", "blast"}):
            return None
        return explosive(near) or explosive(c.words) or "bombing"
    if c.trigger.pos == "V" and c.trigger.lemma == "blast":
        return None
    return explosive(near) or explosive(c.words) or explosive(c.article_words) or "bombing"


def device(c: Context) -> str | None:
    head = c.parse.tokens[c.parse.tokens[c.trigger.head].head]
    dep = c.parse.tokens[c.trigger.head].dep
    if dep in ("nsubj", "nsubjpass") and head.lemma in (
        "kill",
        "wound",
        "injure",
        "rip",
        "hit",
        "destroy",
        "tear",
        "target",
        "damage",
        "strike",
    ):
        return "bombing"
    return None


_THROWN = frozenset(
    "throw hurl lob toss fling explode detonate blast attack fire launch kill wound injure hit land chuck roll "
    "use".split()
)


def grenade(c: Context) -> str | None:
    """Grenades thrown or gone off; not those found, carried or filled with smoke."""
    if c.near & {"smoke", "stun", "flash", "launcher", "rocket"}:
        return None
    if c.trigger.pos == "V" or len({c.parse.tokens[t].lemma for t in c.trigger.tokens} - {"hand", "grenade", "-"}) > 0:
        return "grenade"
    return (
        "grenade"
        if c.words & _THROWN and not c.words & {"recover", "seize", "find", "discover", "confiscate"}
        else None
    )


def plant(c: Context) -> str | None:
    things = c.lemmas(c.roles.objects + c.roles.targets)
    return "bombing" if things & {"bomb", "mine", "ied", "explosive", "device", "landmine", "charge"} else None


def weapons(c: Context) -> str | None:
    if c.trigger.pos == "N":
        return "weapons-seized"
    heads = [*c.roles.objects, *(c.roles.targets if c.roles.passive else [])]
    lemmas, lemma = c.lemmas(heads), c.trigger.lemma
    flying = {"drone", "missile", "aircraft", "plane", "jet", "helicopter", "rocket", "warplane", "uav", "airliner"}
    if lemma in ("shoot", "bring", "down", "intercept"):
        return "weapons-seized" if lemmas & flying or (lemma == "intercept" and "arms" in c.kinds(heads)) else None
    if lemma in ("destroy", "neutralize", "neutralise"):
        return (
            "weapons-seized"
            if lemmas & {"weapon", "ammunition", "cache", "launcher", "drone", "stockpile", "ied"}
            else None
        )
    if lemma in ("remove", "clear", "foil", "bust"):
        return "weapons-seized" if lemmas & {"mine", "ied", "bomb", "device", "landmine", "explosive"} else None
    return "weapons-seized" if "arms" in c.kinds(heads) else None
