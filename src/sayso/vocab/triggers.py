"""Words that may name an event: a lexicon of phrases over lemmas, and a matcher over a sentence's tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.vocab.tables import rows

GAP = "…"
MAX_GAP = 4


@dataclass(frozen=True, slots=True)
class TriggerPhrase:
    """A phrase of lemmas; `…` in it stands for up to four words between. `kind` is an event code or a class that the
    reader resolves by what the word is done with."""

    words: tuple[str, ...]
    pos: str
    kind: str


@cache
def lexicon() -> dict[tuple[str, str], tuple[TriggerPhrase, ...]]:
    """The phrases by (first word, part of speech), the longest first."""
    found: dict[tuple[str, str], list[TriggerPhrase]] = {}
    for row in rows("triggers.tsv"):
        words = tuple(row["phrase"].replace("-", " ").split())
        phrase = TriggerPhrase(words, row["pos"], row["class"])
        found.setdefault((words[0], row["pos"]), []).append(phrase)
    return {key: tuple(sorted(made, key=lambda p: -len(p.words))) for key, made in found.items()}


def match(phrase: TriggerPhrase, forms: Sequence[tuple[str, str]], at: int) -> list[int] | None:
    """The indexes of the phrase's words from `at` on, or None. `forms` are (lemma, lower-case word) pairs.

    >>> phrase = TriggerPhrase(("fire", "…", "gas"), "V", "crackdown")
    >>> match(phrase, [("fire", "fired"), ("tear", "tear"), ("gas", "gas")], 0)
    [0, 2]
    """
    hits: list[int] = []
    i, gap = at, 0
    for word in phrase.words:
        if word == GAP:
            gap = MAX_GAP
            continue
        while i < len(forms) and word not in forms[i]:
            # "cease-fire" is three tokens: a hyphen inside a phrase doesn't part it
            if forms[i][1] in ("-", "–") and hits:
                i += 1
            elif gap and hits:
                gap -= 1
                i += 1
            else:
                return None
        if i >= len(forms):
            return None
        hits.append(i)
        i += 1
        gap = 0
    return hits
