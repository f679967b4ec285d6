"""Which event a trigger names, given what it is done with: coding rules 2 and 3.

One small rule a class of the lexicon. A rule answers with an event code, or None where the words name no event.
Harm alone ("killed", "wounded") is left as `killed` or `injured` for `happenings.py`, which knows the whole sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from sayso.reading.parse import Parse, Sentence
from sayso.reading.roles import Roles, noun_roles, verb_roles
from sayso.reading.things import ARMED, HUMAN, SITE, Kind, Things
from sayso.reading.triggers import Trigger
from sayso.records import EVENT_CODES

AIR_WORDS = frozenset(
    "air aerial aircraft airstrike warplane plane jet drone bomber helicopter sortie f-16 mig sukhoi tornado "
    "reaper predator "
    "airforce typhoon raf pilot warplanes uav b-52 hornet mirage rafale gunship coalition-strike coalition".split()
)
ARTILLERY_WORDS = frozenset(
    "artillery mortar rocket missile shell katyusha grad howitzer tank scud shelling cannon mlrs".split()
)
SUICIDE_WORDS = frozenset("suicide bomber".split())
CHEMICAL_WORDS = frozenset("chemical sarin chlorine gas toxic poison nerve mustard poisonous".split())
LABOUR_WORDS = frozenset("worker union labour labor wage teacher miner pay employee hunger".split())
PROTEST_WORDS = frozenset(
    "protest protester demonstrator demonstration rally activist march protestor slogan placard sit-in crowd "
    "marcher".split()
)
BOMB_WORDS = frozenset("bomb ied mine landmine explosive device car-bomb bombing dynamite detonate".split())
PEACE_WORDS = frozenset(
    "peace ceasefire cease-fire truce prisoner hostage rebel cessation withdrawal disarmament hostility".split()
)
INTRANSITIVE_MOVES = frozenset(
    "withdraw retreat redeploy arrive land patrol pull deploy advance move mass amass cross infiltrate".split()
)


@dataclass(slots=True)
class Context:
    """A trigger with its roles, its sentence's words and the article's."""

    parse: Parse
    things: Things
    trigger: Trigger
    sentence: Sentence
    words: frozenset[str]
    article_words: frozenset[str]
    roles: Roles = field(default_factory=Roles)

    def kinds(self, heads: list[int]) -> set[Kind]:
        """What the phrases with these heads are."""
        return {self.things.kind(h) for h in heads}

    @property
    def actors(self) -> set[Kind]:
        """What the actors are."""
        return self.kinds(self.roles.actors)

    @property
    def targets(self) -> set[Kind]:
        """What the targets are."""
        return self.kinds(self.roles.targets)

    def lemmas(self, heads: list[int]) -> set[str]:
        """The head words of phrases."""
        return {self.parse.tokens[h].lemma for h in heads}

    @property
    def near(self) -> set[str]:
        """Lemmas of the trigger's own modifiers and of the head words in its roles."""
        found = self.lemmas(self.roles.actors + self.roles.targets + self.roles.means + self.roles.objects)
        for at in (*self.trigger.tokens, *self.roles.actors, *self.roles.targets, *self.roles.objects):
            found |= {self.parse.tokens[c].lemma for c in self.parse.children(at) if self.parse.tokens[c].dep != "conj"}
        return found


class Contexts:
    """Makes the contexts of one article's triggers."""

    def __init__(self, parse: Parse, things: Things) -> None:
        self.parse = parse
        self.things = things

    @cached_property
    def article_words(self) -> frozenset[str]:
        """All lemmas of the article."""
        return frozenset(t.lemma for t in self.parse.tokens)

    def of(self, trigger: Trigger) -> Context:
        """The context of one trigger."""
        sentence = self.parse.sentences[self.parse.tokens[trigger.head].sentence]
        words = frozenset(t.lemma for t in self.parse.tokens_of(sentence))
        roles = verb_roles(self.parse, trigger.head) if trigger.pos == "V" else noun_roles(self.parse, trigger.head)
        return Context(self.parse, self.things, trigger, sentence, words, self.article_words, roles)


def code_of(context: Context) -> str | None:
    """The event code of a trigger; `killed` or `injured` for harm alone; None where it names no event."""
    for kind in context.trigger.kinds:
        rule = _RULES.get(kind)
        answer = rule(context) if rule else kind if kind in EVENT_CODES else None
        if answer is not None:
            return answer
    return None


def _explosive(words: frozenset[str] | set[str]) -> str | None:
    """The explosive's code that words name, the more particular first."""
    if words & {"suicide"} or {"bomber"} <= words:
        return "suicide-bombing"
    if "grenade" in words:
        return "grenade"
    if words & CHEMICAL_WORDS and words & {"weapon", "sarin", "chlorine", "poison", "nerve", "mustard", "poisonous"}:
        return "chemical-attack"
    if words & BOMB_WORDS:
        return "bombing"
    if words & ARTILLERY_WORDS:
        return "shelling"
    return None


def _strike(c: Context) -> str | None:
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


def _raid(c: Context) -> str | None:
    if c.near & AIR_WORDS:
        return "air-strike"
    return (
        _armed(c)
        if c.article_words & {"militant", "rebel", "troop", "soldier", "army", "gunman", "insurgent"}
        else None
    )


def _bomb(c: Context) -> str | None:
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


def _launch(c: Context) -> str | None:
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


def _land(c: Context) -> str | None:
    subjects = c.lemmas(c.roles.actors if not c.roles.passive else [*c.roles.actors, *c.roles.targets])
    if subjects & {"rocket", "missile", "mortar", "shell", "artillery", "round", "projectile", "katyusha"}:
        return "shelling"
    if c.trigger.lemma in ("hit", "strike"):
        if subjects & AIR_WORDS and c.targets & (SITE | HUMAN):
            return "air-strike"
        if subjects & {"strike", "blast", "bomb", "explosion", "earthquake", "storm"}:
            return _explosive(subjects) if "bomb" in subjects else None
    return None


def _blast(c: Context) -> str | None:
    near = c.near
    if near & {"gas", "boiler", "cylinder", "chemical-plant", "volcano"} and not c.words & {"bomb", "attack"}:
        return None
    if c.trigger.pos == "V" and c.trigger.lemma in ("go", "set", "blow", "trigger"):
        things = c.lemmas(c.roles.actors + c.roles.targets)
        if c.trigger.lemma != "blow" and not things & (BOMB_WORDS | {"grenade", "bomber", "explosion", "blast"}):
            return None
        return _explosive(near) or _explosive(c.words) or "bombing"
    if c.trigger.pos == "V" and c.trigger.lemma == "blast":
        return None
    return _explosive(near) or _explosive(c.words) or _explosive(c.article_words) or "bombing"


def _device(c: Context) -> str | None:
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


def _grenade(c: Context) -> str | None:
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


def _plant(c: Context) -> str | None:
    things = c.lemmas(c.roles.objects + c.roles.targets)
    return "bombing" if things & {"bomb", "mine", "ied", "explosive", "device", "landmine", "charge"} else None


def _armed(c: Context) -> str | None:
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
    own = _explosive(near)
    if own and not (own == "shelling" and targets & {"military"} and "tank" in near):
        return own
    if near & AIR_WORDS:
        return "air-strike"
    if near & CHEMICAL_WORDS:
        return "chemical-attack"
    if targets & ARMED:
        return "clash"
    return "attack"


def _shot(c: Context) -> str | None:
    targets = c.targets
    if c.trigger.lemma == "shoot" and targets and targets <= {"abstract", "when"}:
        return None
    if targets & {"protester"} or (
        c.words & PROTEST_WORDS and c.actors & {"police", "state", "combatant"} and not targets & ARMED
    ):
        return "crackdown"
    if targets & ARMED:
        return "clash"
    if targets & {"custody"}:
        return "execution"
    return "attack"


def _take(c: Context) -> str | None:
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
        if lemma == "enter" and not kinds & {"place", "ground"}:
            return None
    if kinds & {"arms"}:
        return "weapons-seized"
    if kinds & HUMAN or any(c.things.named(h) and c.things.kind(h) == "person" for h in heads):
        if lemma in ("free", "liberate", "recover"):
            return "other"
        if lemma in ("seize", "capture", "take", "recapture"):
            if lemma == "take" and len(c.trigger.tokens) == 1:
                return None
            return "abduction" if c.actors & {"combatant"} and kinds & {"civilian", "person"} else "arrest"
        return None
    if lemma == "take" and len(c.trigger.tokens) == 1:
        return "territory-taken" if c.actors & ARMED and kinds & {"place", "ground", "military"} else None
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


def _taking(c: Context) -> str | None:
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


def _deploy(c: Context) -> str | None:
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


def _base(c: Context) -> str | None:
    heads = [*c.roles.objects, *(c.roles.targets if c.roles.passive else [])]
    if c.lemmas(heads) & {"base", "camp", "headquarters", "outpost", "post", "hideout", "encampment"} and (
        c.actors & ARMED or c.words & {"military", "army", "training", "militant", "rebel"}
    ):
        return "base-established"
    return None


def _weapons(c: Context) -> str | None:
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


def _destruction(c: Context) -> str | None:
    if c.trigger.pos == "N":
        return (
            "destruction" if c.trigger.lemma not in ("burning", "destruction", "robbery") or c.targets & SITE else None
        )
    heads = [*c.roles.objects, *(c.roles.targets if c.roles.passive else [])]
    kinds = c.kinds(heads)
    if c.trigger.lemma in ("rob", "steal"):
        return "destruction" if c.actors & {"combatant"} else None
    if c.trigger.lemma in ("damage", "level", "burn", "gut", "flatten", "dynamite", "bring", "destroy", "reduce"):
        return "destruction" if kinds & {"civil", "ground"} and not kinds & HUMAN else None
    return "destruction" if not kinds & {"abstract"} else None


def _siege(c: Context) -> str | None:
    if c.trigger.pos == "N":
        return "siege" if c.roles.targets or c.roles.actors else None
    heads = [*c.roles.objects, *(c.roles.targets if c.roles.passive else [])]
    kinds = c.kinds(heads)
    if c.trigger.lemma in ("besiege", "encircle", "lay", "under"):
        return "siege" if kinds & (SITE | HUMAN) or c.actors & ARMED or c.trigger.lemma == "lay" else None
    return "siege" if kinds & SITE and (c.actors & ARMED or c.words & {"militant", "rebel", "siege", "troop"}) else None


def _displacement(c: Context) -> str | None:
    if c.trigger.pos == "N":
        if c.trigger.lemma in ("flight", "influx", "evacuation", "refugee", "idp", "person"):
            return "displacement" if c.targets & HUMAN and c.trigger.lemma != "refugee" else None
        return "displacement"
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


def _defection(c: Context) -> str | None:
    if c.trigger.lemma == "surrender" and c.kinds(c.roles.objects) & {"place", "ground"}:
        return "territory-ceded"
    if c.trigger.pos == "V" and c.trigger.lemma in ("hand", "turn", "give", "abandon", "break", "desert"):
        return "defection" if c.actors & {"combatant", "police"} else None
    if c.trigger.lemma in ("surrender", "mutiny") or c.trigger.pos == "N":
        return "defection"
    return "defection" if c.actors & (ARMED | {"custody", "official", "person", "number", "unknown"}) else None


_WEAK_PROTEST = frozenset(
    "gather converge assemble camp flock congregate surround shut boycott blockade barricade stage turn block "
    "occupy bring "
    "erect call observe wave carry hold chant shout raise".split()
)


def _protest(c: Context) -> str | None:
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
    if c.actors & (ARMED | {"state", "place"}) and not c.actors & {"protester", "civilian"}:
        return None
    if c.trigger.lemma in _WEAK_PROTEST and not (
        c.actors & {"protester"} or c.words & PROTEST_WORDS or len(c.trigger.tokens) > 2
    ):
        return None
    return "protest" if c.actors or c.roles.passive or c.words & PROTEST_WORDS else None


def _crackdown(c: Context) -> str | None:
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


def _riot(c: Context) -> str | None:
    if c.trigger.pos == "N" and c.trigger.lemma in (
        "violence",
        "unrest",
        "disturbance",
        "disorder",
        "rampage",
        "stampede",
        "mutiny",
        "vandalism",
        "clash",
    ):
        strong = {
            "communal",
            "ethnic",
            "mob",
            "post",
            "sectarian",
            "street",
            "election",
            "protest",
            "political",
            "racial",
            "xenophobic",
        }
        return "riot" if c.near & strong or (c.words & PROTEST_WORDS and c.trigger.lemma != "violence") else None
    return "riot"


def _agreement(c: Context) -> str | None:
    strong = {"ceasefire", "truce", "armistice", "fire", "cessation", "exchange", "swap"}
    if c.trigger.lemma in strong and c.trigger.pos == "N":
        return "agreement"
    if c.trigger.pos == "V" and c.trigger.lemma in ("exchange", "swap"):
        return "agreement" if c.targets & (HUMAN | {"body"}) else None
    return "agreement" if (c.near | c.words) & PEACE_WORDS else None


def _other(c: Context) -> str | None:
    if c.trigger.lemma == "release" and c.trigger.pos == "V":
        return (
            "other" if c.kinds(c.roles.targets) & {"custody"} or c.words & {"hostage", "prisoner", "captive"} else None
        )
    if c.trigger.lemma in ("free", "rescue"):
        return "other" if c.kinds(c.roles.targets) & {"custody", "civilian"} else None
    strong = {"curfew", "coup", "siege", "emergency", "law", "roadblock", "airdrop", "overthrow", "topple"}
    if c.trigger.lemma in strong or len(c.trigger.tokens) > 1:
        return "other"
    return None


def _war(c: Context) -> str | None:
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


def _torture(c: Context) -> str | None:
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


def _harm(what: str) -> Callable[[Context], str | None]:
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


_RULES: dict[str, Callable[[Context], str | None]] = {
    "clash": _war,
    "torture": _torture,
    "strike": _strike,
    "raid": _raid,
    "bomb": _bomb,
    "launch-weapon": _launch,
    "land": _land,
    "blast": _blast,
    "device": _device,
    "grenade": _grenade,
    "plant": _plant,
    "armed": _armed,
    "shot": _shot,
    "take": _take,
    "territory-taken": _taking,
    "deploy": _deploy,
    "base-established": _base,
    "weapons-seized": _weapons,
    "destruction": _destruction,
    "siege": _siege,
    "displacement": _displacement,
    "defection": _defection,
    "protest": _protest,
    "crackdown": _crackdown,
    "riot": _riot,
    "agreement": _agreement,
    "other": _other,
    "kill": _harm("killed"),
    "hurt": _harm("injured"),
}
