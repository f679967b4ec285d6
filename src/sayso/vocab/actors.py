"""Known actors: armed groups, forces, coalitions, missions, monitors, outlets, and the bodies of every state.

Actors with names of their own are rows of `data/actors.tsv`; the plain bodies of states ("the Iraqi army") are made
from `data/actors_states.tsv` and `data/actors_parts.tsv`. All is read once, when first
asked for. The reference page on actors tells how a row is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from sayso.errors import InstallationError
from sayso.vocab import people
from sayso.vocab.phrases import Phrase, Phrases
from sayso.vocab.tables import rows

ActorKind = Literal[
    "state-forces", "rebel-group", "political-militia", "identity-militia", "external-forces", "police", "government",
    "intelligence", "coalition", "mission", "monitor", "media", "international-organisation", "company", "crime-group",
    "other",
]  # fmt: skip
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
_ACTING = frozenset({"combatant", "police", "official", "protester"})
_KIND_OF_PART = {"military": "state-forces", "police": "police", "government": "government"}
Form = Literal["name", "adjective", "both", "people", "seat"]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the vocabulary.

    `countries` are ISO 3166-1 alpha-2 codes of where it is from or acts; `years` is "from-to", either side open;
    `part_of` is the id of the body that it belongs to, "" if none.
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...] = ()
    aliases: tuple[Phrase, ...] = ()
    years: str = ""
    part_of: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A state as it is named in text. `seats` are places and houses that stand for its government ("the Kremlin")."""

    country: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateWord:
    """What a word for a state is: "Iraq" its name, "Iraqi" its adjective, "Iraqis" its people, "Baghdad" its seat;
    "US" is `both` name and adjective."""

    country: str
    form: Form


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that heads a phrase for an actor: "army", "rebels". `part` is the state body that it stands for after a
    nationality; `use` says when it is a mention: `alone`, `named` (only with a name or nationality), `armed` (besides,
    with a word for armed people), never for `bar`, which says that the forces it stands before are not a state's."""

    form: str
    part: str
    kind: str
    use: str
    official: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    name: str
    part_of: str


@cache
def _named() -> dict[str, KnownActor]:
    found: dict[str, KnownActor] = {}
    for row in rows("actors.tsv"):
        if row["kind"] not in ACTOR_KINDS or row["id"] in found:
            raise InstallationError(f"actors.tsv: {row['id']!r} stands twice or is of no known kind ({row['kind']!r})")
        forms = [Phrase.marked(form) for form in _cells(row["aliases"])]
        if all(form.form != row["name"] for form in forms):
            forms.insert(0, Phrase.marked(row["name"]))
        found[row["id"]] = KnownActor(
            row["id"], row["name"], row["kind"], tuple(c for c in row["country"].split(",") if c), tuple(forms),
            row["years"], row["part_of"], row["source"], row["note"],
        )  # fmt: skip
    return found


def _cells(cell: str) -> list[str]:
    return [form for form in cell.split("; ") if form]


@cache
def parts() -> dict[str, _Part]:
    """The bodies that every state has, by the name of the part ("army")."""
    return {row["part"]: _Part(row["kind"], row["name"], row["part_of"]) for row in rows("actors_parts.tsv")}


@cache
def states() -> dict[str, State]:
    """The states by their ISO 3166-1 alpha-2 codes."""
    found = {}
    for row in rows("actors_states.tsv"):
        adjectives = tuple(_cells(row["adjectives"]))
        regular = tuple(f"{a}s" for a in adjectives if a[-1] in "ainktdrgo" and not a.startswith("="))
        found[row["country"]] = State(
            row["country"], row["name"], (row["name"], *_cells(row["names"])), adjectives,
            (*regular, *_cells(row["people"])), tuple(_cells(row["seats"])),
        )  # fmt: skip
    return found


def state_actor(country: str, part: str = "government") -> KnownActor | None:
    """A body of a state; None for a country or a part that isn't known.

    >>> state_actor("IQ", "army").id
    'iq-army'
    """
    state, body = states().get(country.upper()), parts().get(part)
    if state is None or body is None:
        return None
    known = _named().get(f"{state.country.lower()}-{part}")
    if known is not None:
        return known if known.part_of or not body.part_of else _belonging(known, state.country, body.part_of)
    above = f"{state.country.lower()}-{body.part_of}" if body.part_of else ""
    source = "made from actors_states.tsv"
    return KnownActor(
        f"{state.country.lower()}-{part}",
        body.name.format(state.name),
        body.kind,
        (state.country,),
        (),
        "",
        above,
        source,
    )


def _belonging(known: KnownActor, country: str, part_of: str) -> KnownActor:
    return KnownActor(
        known.id, known.name, known.kind, known.countries, known.aliases, known.years, f"{country.lower()}-{part_of}",
        known.source, known.note,
    )  # fmt: skip


def actor(id: str) -> KnownActor | None:
    """The actor with this id; None if there is none.

    >>> actor("islamic-state").name
    'Islamic State'
    """
    country, _, part = id.partition("-")
    if part in parts() and country.upper() in states():
        return state_actor(country, part)
    return _named().get(id)


def actors() -> Iterator[KnownActor]:
    """Every known actor: the named ones, then the bodies of states that have no row of their own."""
    yield from _named().values()
    for country in states():
        for part in parts():
            if f"{country.lower()}-{part}" not in _named():
                made = state_actor(country, part)
                if made is not None:
                    yield made


def chain(id: str) -> tuple[str, ...]:
    """An actor's id and the ids of the bodies that it belongs to, innermost first; a loop in the list ends it.

    >>> chain("gb-air-force")
    ('gb-air-force', 'gb-military', 'gb-government')
    """
    found: list[str] = []
    while id and id not in found:
        found.append(id)
        known = actor(id)
        id = known.part_of if known else ""
    return tuple(found)


def state_of(id: str) -> str | None:
    """The country whose body an actor is; None for an actor that is no state's.

    >>> state_of("gb-air-force"), state_of("hamas")
    ('GB', None)
    """
    for above in chain(id):
        country, _, part = above.partition("-")
        if part in parts() and country.upper() in states():
            return country.upper()
    return None


@cache
def nouns() -> tuple[Noun, ...]:
    """The nouns that head phrases for actors: bodies, groups, and people who act (fighters, police, officials)."""
    found = {row["form"]: Noun(row["form"], row["part"], row["kind"], row["use"]) for row in rows("actors_words.tsv")}
    for noun in people.nouns():
        if noun.kind in _ACTING:
            kind = _KIND_OF_PART.get(noun.part, "")
            for form in (noun.plural, noun.lemma):
                found.setdefault(form, Noun(form, noun.part, kind, "alone", noun.kind == "official"))
    return tuple(found.values())


@cache
def _by_form() -> dict[str, Noun]:
    return {n.form: n for n in nouns()}


def noun(form: str) -> Noun | None:
    """The noun for actors with this form, in lower case; None if there is none."""
    return _by_form().get(form)


@cache
def steering(kind: Literal["idle", "deed", "pact", "charge"]) -> frozenset[str]:
    """Lemmas that tell whether a country's name stands for its government; the classes are told in the table's head."""
    return frozenset(row["lemma"] for row in rows("actors_verbs.tsv") if row["class"] == kind)


@cache
def names() -> Phrases[KnownActor | StateWord | Noun]:
    """All that is known by name or by noun, as one tree of phrases."""
    known: list[tuple[Phrase, KnownActor | StateWord | Noun]] = []
    for id in _named():
        named = actor(id)
        if named is not None:
            known += [(form, named) for form in named.aliases]
    for state in states().values():
        both = set(state.names) & set(state.adjectives)
        forms: tuple[tuple[Form, tuple[str, ...]], ...] = (
            ("seat", state.seats),
            ("people", state.people),
            ("adjective", tuple(a for a in state.adjectives if a not in both)),
            ("name", tuple(n for n in state.names if n not in both)),
            ("both", tuple(sorted(both))),
        )
        for form, cells in forms:
            known += [(Phrase.marked(cell), StateWord(state.country, form)) for cell in cells]
    known += [(Phrase.marked(noun.form), noun) for noun in nouns()]
    return Phrases(known)
