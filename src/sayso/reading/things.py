"""What a noun phrase is: fighters, police, people who don't fight, a place, a weapon, a building, an abstraction.

The answer decides codes (an attack on fighters is a clash) and measures (what a number counts). It comes from the head
noun, the known actors, the places and, last, the model's entity label. `unknown` is an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from sayso.reading.parse import Parse, Token
from sayso.records import Actor, Place
from sayso.vocab import people, weapons
from sayso.vocab.tables import rows
from sayso.vocab.weapons import WeaponMention

Kind = Literal[
    "combatant", "police", "civilian", "protester", "custody", "official", "person", "state", "place", "ground",
    "military",
    "civil", "arms", "stones", "gas", "goods", "abstract", "event", "body", "number", "when", "unknown",
]  # fmt: skip

ARMED = frozenset({"combatant", "police", "military"})
HUMAN = frozenset({"combatant", "police", "civilian", "protester", "custody", "official", "person", "body"})
SITE = frozenset({"place", "ground", "military", "civil"})
_ARMED_ACTORS = frozenset(
    "state-forces rebel-group political-militia identity-militia external-forces coalition mission intelligence "
    "company "
    "crime-group".split()
)
_VEHICLES = frozenset(
    {"aircraft", "armour", "naval", "drone", "method", "method-torture", "method-cyber", "protest-thing"}
)
_FORCES = frozenset(
    "army military police militant militants rebel rebels nato security militia paramilitary isis taliban enemy "
    "insurgent "
    "armoured armored guerrilla navy naval".split()
)
_FROM_ENTITY: dict[str, Kind] = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "civil", "DATE": "when", "TIME": "when",
    "EVENT": "event",
    "LAW": "abstract", "WORK_OF_ART": "abstract", "LANGUAGE": "abstract",
}  # fmt: skip


@cache
def _nouns() -> dict[str, Kind]:
    return {row["lemma"]: row["class"] for row in rows("things.tsv")}  # type: ignore[misc]


@dataclass(slots=True)
class Things:
    """The noun phrases of one article. `actor_at` and `place_at` index mentions by token."""

    parse: Parse
    actor_at: dict[int, Actor] = field(default_factory=dict)
    place_at: dict[int, Place] = field(default_factory=dict)
    weapon_at: dict[int, WeaponMention] = field(default_factory=dict)
    _kinds: dict[int, Kind] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, parse: Parse, actors: Sequence[Actor], places: Sequence[Place]) -> Things:
        """Index an article's mentions by the tokens that they cover."""
        made = cls(parse)
        for actor in actors:
            for token in _covered(parse, actor.span.start, actor.span.end):
                made.actor_at.setdefault(token.i, actor)
        for place in places:
            for token in _covered(parse, place.span.start, place.span.end):
                made.place_at.setdefault(token.i, place)
        for weapon in weapons.find(parse.text):
            for token in _covered(parse, weapon.start, weapon.end):
                made.weapon_at[token.i] = weapon
        return made

    def kind(self, head: int) -> Kind:
        """What the noun phrase with this head is."""
        if head not in self._kinds:
            self._kinds[head] = self._kind(head)
        return self._kinds[head]

    def _kind(self, head: int) -> Kind:
        token = self.parse.tokens[head]
        lemma = token.lemma
        if is_age(self.parse, head):
            return "person"
        person = people.lookup(lemma) or people.lookup(token.lower)
        proper = token.pos == "PROPN" and token.text[:1].isupper() and not token.text.isupper()
        if person is not None and not (proper and head in self.place_at):
            return self._person(head, str(person.kind))
        if head in self.actor_at and self.actor_at[head].kind:
            kind = str(self.actor_at[head].kind)
            if kind in _ARMED_ACTORS:
                return "combatant"
            if kind == "police":
                return "police"
            if kind == "government":
                return "state"
        known = _nouns().get(lemma)
        if known is not None and (token.pos == "NOUN" or head not in self.place_at):
            return "military" if known in ("civil", "ground") and self._of_forces(head) else known
        if head in self.weapon_at and self.weapon_at[head].weapon.kind not in _VEHICLES:
            return "arms"
        if head in self.place_at:
            return "place"
        return _FROM_ENTITY.get(token.ent, "person" if token.lower in ("who", "he", "him", "she", "her") else "unknown")

    def _person(self, head: int, kind: str) -> Kind:
        """The class of a people noun, with its modifiers: "armed men", "civilian employees"."""
        around = {self.parse.tokens[c].lower for c in self.parse.children(head) if c < head}
        if kind in ("civilian", "collective") and around & {"armed", "masked", "armoured", "militant", "rebel"}:
            return "combatant"
        if kind in ("combatant", "police") and around & {"former", "retired", "off-duty"}:
            return "civilian"
        if around & {"civilian", "unarmed"} and kind != "official":
            return "civilian"
        if kind == "collective" and around & {"police", "security"}:
            return "police"
        return "person" if kind in ("collective", "kin") else kind  # type: ignore[return-value]

    def _of_forces(self, head: int) -> bool:
        """Whether a building or vehicle belongs to armed people: "army bus", "police station"."""
        before = [self.parse.tokens[c].lower for c in self.parse.children(head) if c < head]
        return any(w in _FORCES for w in before)

    def named(self, head: int) -> bool:
        """Whether the head is a proper name."""
        return self.parse.tokens[head].pos == "PROPN"

    def plural(self, head: int) -> bool:
        """Whether the head noun is plural or names a group."""
        return self.parse.tokens[head].tag in ("NNS", "NNPS")


def is_age(parse: Parse, head: int) -> bool:
    """Whether somebody is told by an age alone: "an 18-year-old"."""
    if parse.tokens[head].lower not in ("old", "olds") or parse.tokens[head].dep in ("amod", "compound", "acomp"):
        return False
    return any(parse.tokens[c].lower in ("year", "month") for c in parse.children(head))


def _covered(parse: Parse, start: int, end: int) -> list[Token]:
    token = parse.token_at(start)
    found = []
    while token is not None and token.start < end:
        found.append(token)
        token = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    return found
