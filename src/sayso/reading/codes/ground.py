"""Codes of ground and property: taken, besieged, destroyed, built on; of people and arms taken with the same verbs."""

from __future__ import annotations

from sayso.reading.codes.context import Context
from sayso.reading.things import ARMED, HUMAN, SITE

_BY_FORCE = frozenset("seize capture retake recapture liberate overrun occupy take storm".split())


def take(c: Context) -> str | None:
    """Seize, capture, retake: of a place, of people, of arms."""
    lemma = c.trigger.lemma
    heads = [*c.roles.objects, *(c.roles.targets if c.roles.passive else [])]
    if lemma in ("fall", "lose"):
        heads = c.roles.actors if lemma == "fall" else heads
    for t in c.trigger.tokens[1:]:
        if c.parse.tokens[t].lemma in ("control", "possession", "territory", "ground"):
            over = [h for child in c.parse.children(t) for h in _of(c, child)]
            heads = over or [t]
    kinds = c.kinds(heads)
    if lemma == "fall" and len(c.trigger.tokens) == 1:
        c.roles.targets, c.roles.actors = c.roles.actors, _prepositional(c, "to")
    if lemma == "fall" and not (
        kinds & {"place", "ground"} and c.words & {"to", "into", "hand", "advance", "rebel", "siege", "offensive"}
    ):
        return None
    if lemma in (
        "enter",
        "control",
        "clear",
        "secure",
        "recover",
        "lose",
        "free",
        "purge",
        "occupy",
        "regain",
        "roll",
        "oust",
        "win",
    ):
        if not (c.actors & (ARMED | {"state"}) or lemma in ("recover", "free", "regain")):
            return None
        if lemma == "control" and "now" not in c.words:
            return None
        if lemma == "enter" and not kinds & {"place", "ground"}:
            return None
    if kinds & {"arms"}:
        return "weapons-seized"
    if lemma in ("liberate", "recapture", "retake", "reconquer", "overrun") and any(
        c.parse.tokens[h].lower in ("it", "them", "which", "that") for h in heads
    ):
        return "territory-taken"
    if kinds & HUMAN or any(c.things.named(h) and c.things.kind(h) == "person" for h in heads):
        if lemma in ("free", "liberate", "recover"):
            return "other"
        if lemma in ("seize", "capture", "take", "recapture"):
            if lemma == "take" and len(c.trigger.tokens) == 1:
                return "abduction" if c.roles.passive and c.actors & {"combatant"} else None
            return "abduction" if c.actors & {"combatant"} and kinds & {"civilian", "person"} else "arrest"
        return None
    if lemma == "take" and len(c.trigger.tokens) == 1:
        return "territory-taken" if c.actors & ARMED and kinds & {"place", "ground", "military"} else None
    if kinds & {"civil"} and c.actors & ARMED and lemma in _BY_FORCE:
        return "territory-taken"
    if kinds & {"place", "ground", "military"}:
        armed = c.article_words & {
            "rebel",
            "troop",
            "army",
            "militant",
            "fighter",
            "force",
            "soldier",
            "insurgent",
            "guerrilla",
        }
        return "territory-taken" if armed else None
    if len(c.trigger.tokens) > 1 and c.actors & ARMED:
        return "territory-taken"
    return None


def _of(c: Context, preposition: int) -> list[int]:
    if c.parse.tokens[preposition].lower not in ("of", "over"):
        return []
    return [i for i in c.parse.children(preposition) if c.parse.tokens[i].dep == "pobj"]


def _prepositional(c: Context, preposition: str) -> list[int]:
    below = [k for k in c.parse.children(c.trigger.head) if c.parse.tokens[k].lower == preposition]
    return [i for k in below for i in c.parse.children(k) if c.parse.tokens[i].dep == "pobj"]


def taking(c: Context) -> str | None:
    """ "The capture of" a place, of people, of arms."""
    heads = [h for child in c.parse.children(c.trigger.head) for h in _of(c, child)]
    heads += [
        a for a in c.roles.actors if c.things.kind(a) == "place" and c.parse.tokens[a].pos == "PROPN" and not heads
    ]
    kinds = c.kinds(heads)
    if kinds & {"place", "ground"} and c.trigger.lemma not in ("occupation",):
        return "territory-taken"
    if kinds & {"arms"}:
        return "weapons-seized"
    if kinds & HUMAN and c.trigger.lemma in ("capture", "seizure"):
        return "arrest"
    return None


def base(c: Context) -> str | None:
    heads = [*c.roles.objects, *(c.roles.targets if c.roles.passive else [])]
    if c.lemmas(heads) & {"base", "camp", "headquarters", "outpost", "post", "hideout", "encampment"} and (
        c.actors & ARMED or c.words & {"military", "army", "training", "militant", "rebel"}
    ):
        return "base-established"
    return None


def destruction(c: Context) -> str | None:
    if c.trigger.pos == "N":
        return (
            "destruction" if c.trigger.lemma not in ("burning", "destruction", "robbery") or c.targets & SITE else None
        )
    heads = [*c.roles.objects, *(c.roles.targets if c.roles.passive else [])]
    kinds = c.kinds(heads)
    if c.trigger.lemma in ("rob", "steal"):
        return "destruction" if c.actors & {"combatant"} else None
    if c.trigger.lemma in ("damage", "level", "burn", "gut", "flatten", "dynamite", "bring", "destroy", "reduce"):
        wrecked = kinds & {"civil", "ground"} or c.words & {"strike", "airstrike"}
        return "destruction" if wrecked and not kinds & HUMAN else None
    return "destruction" if not kinds & {"abstract"} else None


def siege(c: Context) -> str | None:
    if c.trigger.pos == "N":
        return "siege" if c.roles.targets or c.roles.actors else None
    heads = [*c.roles.objects, *(c.roles.targets if c.roles.passive else [])]
    kinds = c.kinds(heads)
    if c.trigger.lemma in ("besiege", "encircle", "lay", "under"):
        return "siege" if kinds & (SITE | HUMAN) or c.actors & ARMED or c.trigger.lemma == "lay" else None
    return "siege" if kinds & SITE and (c.actors & ARMED or c.words & {"militant", "rebel", "siege", "troop"}) else None
