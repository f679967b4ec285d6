"""Nouns for people and what a report says of them: combatant, police, civilian, in custody, dead or hurt.

The words are in `data/people.tsv`, read once, when first asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from sayso.errors import InstallationError
from sayso.vocab.tables import rows

PeopleKind = Literal[
    "combatant", "police", "official", "civilian", "protester", "custody", "body", "kin", "collective"
]  # fmt: skip
PEOPLE_KINDS: tuple[str, ...] = get_args(PeopleKind)
LONGEST = 4  # words in the longest noun of the list ("prisoner of war" has three)


@dataclass(frozen=True, slots=True)
class PeopleNoun:
    """A noun for people. `part` is the body of a state that it stands for after a nationality, "" if none:
    `military`, `police` or `government` ("Iraqi soldiers" are Iraq's military)."""

    lemma: str
    plural: str
    kind: PeopleKind
    part: str = ""


@cache
def nouns() -> tuple[PeopleNoun, ...]:
    """All nouns, in alphabetical order; raises InstallationError when a class of the table is not one of ours."""
    found = []
    for row in rows("people.tsv"):
        if row["class"] not in PEOPLE_KINDS:
            raise InstallationError(f"people.tsv: {row['lemma']!r} has the class {row['class']!r}, which is not one")
        found.append(PeopleNoun(row["lemma"], row["plural"], cast(PeopleKind, row["class"]), row["part"]))
    return tuple(found)


@cache
def _by_form() -> dict[str, PeopleNoun]:
    made = {noun.plural: noun for noun in nouns()}
    return made | {noun.lemma: noun for noun in nouns()}


def lookup(lemma: str) -> PeopleNoun | None:
    """The noun with this singular or plural form, in any case; hyphens count as spaces. None: no noun for people.

    >>> lookup("gunmen").kind
    'combatant'
    >>> lookup("suicide-bomber").lemma
    'suicide bomber'
    """
    form, table = lemma.lower(), _by_form()
    return table.get(form) or (table.get(form.replace("-", " ")) if "-" in form else None)


def match(words: Sequence[str], at: int = 0) -> tuple[PeopleNoun, int] | None:
    """The longest noun for people that begins at word `at` of a text, and how many words it has.

    >>> match(["three", "suicide", "bombers", "died"], 1)[1]
    2
    """
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        found = lookup(" ".join(words[at : at + length]))
        if found is not None:
            return found, length
    return None
