"""A trigger with what stands around it: its roles, its sentence's words, the article's."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from sayso.reading.parse import Parse, Sentence
from sayso.reading.roles import Roles, noun_roles, verb_roles
from sayso.reading.things import Kind, Things
from sayso.reading.triggers import Trigger

AIR_WORDS = frozenset(
    "air aerial aircraft airstrike warplane plane jet drone bomber helicopter sortie f-16 mig sukhoi tornado "
    "reaper predator "
    "airforce typhoon raf pilot warplanes uav b-52 hornet mirage rafale gunship coalition-strike coalition".split()
)


ARTILLERY_WORDS = frozenset(
    "artillery mortar rocket missile shell katyusha grad howitzer tank scud shelling cannon mlrs".split()
)


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


def explosive(words: frozenset[str] | set[str]) -> str | None:
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


# What makes people captives, beside their own noun.
HELD = frozenset(
    "capture captured captive detain detained surrender surrendered surrendering bind bound blindfold blindfolded "
    "handcuff handcuffed kidnap kidnapped abduct abducted unarmed disarm disarmed".split()
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

    def held(self, heads: list[int]) -> bool:
        """Whether phrases are of people in somebody's hands: "captured soldiers", "surrendering fighters"."""
        return any(self.parse.tokens[k].lemma in HELD for h in heads for k in self.parse.children(h) if k < h)

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
