"""The vocabulary of speech: words that say that something is said, thought, wanted or shown, and kinds of sources.

The words are in `data/speech.tsv` and `data/speech_sources.tsv`; both are read once, when first asked for.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import cast, get_args

from sayso.errors import InstallationError
from sayso.records import VoiceKind

# Lemmas that the packaged model gives wrongly for forms of common cues.
_MISTAKEN = {"hop": "hope", "retweete": "retweet", "cit": "cite", "accus": "accuse", "fe": "fear", "lie": "lie"}


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word that can be a cue: its family (`say`, `think`, `show`, `want`, `seem`) and the constructions in which it
    counts as one (`clause`, `quote`, `aside`, `to`, `object`, `prep:about`, `noun-clause`, ...)."""

    family: str
    shapes: frozenset[str]


def rows(name: str) -> list[list[str]]:
    """The rows of a packaged table, without comments and the head line; raises InstallationError if it is missing."""
    try:
        text = resources.files("sayso.vocab").joinpath("data", name).read_text(encoding="utf-8")
    except (OSError, ModuleNotFoundError) as error:
        raise InstallationError(f"the vocabulary {name} can't be read ({error}); reinstall sayso") from error
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


@functools.cache
def cue_words() -> Mapping[tuple[str, str], CueWord]:
    """Cues by (`verb` or `noun`, lemma).

    >>> cue_words()["verb", "say"].family
    'say'
    """
    return {
        (sort, word): CueWord(family, frozenset(shapes.split())) for word, sort, family, shapes in rows("speech.tsv")
    }


def cue_word(lemma: str, sort: str) -> CueWord | None:
    """The cue of a lemma, None where the word is none."""
    return cue_words().get((sort, _MISTAKEN.get(lemma, lemma)))


def is_cue(lemma: str, pos: str) -> bool:
    """Whether a lemma with a part of speech (universal tags) can be a cue at all."""
    sort = "verb" if pos in {"VERB", "AUX"} else "noun" if pos in {"NOUN", "PROPN"} else ""
    return (sort, _MISTAKEN.get(lemma, lemma)) in cue_words()


def takes(lemma: str, sort: str, shape: str) -> bool:
    """Whether a lemma is a cue in a construction.

    >>> takes("say", "verb", "clause"), takes("run", "verb", "object")
    (True, False)
    """
    word = cue_word(lemma, sort)
    return shape == "according" or (word is not None and shape in word.shapes)


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A term that tells the kind of a source, its rank among other terms, and the case in which it counts: `name` with
    a capital, `letters` in capitals, empty in any."""

    kind: VoiceKind
    rank: int
    case: str = ""

    def fits(self, text: str) -> bool:
        """Whether the term's first word, as it is written, may be the term."""
        if self.case == "name":
            return text[:1].isupper()
        return self.case != "letters" or text.isupper()


@functools.cache
def source_words() -> Mapping[str, SourceWord]:
    """The terms for sources, of one to four lower-case words.

    >>> source_words()["police"].kind
    'official'
    """
    kinds = get_args(VoiceKind)
    found: dict[str, SourceWord] = {}
    for term, kind, rank, case in rows("speech_sources.tsv"):
        if kind not in kinds:
            raise InstallationError(f"the vocabulary speech_sources.tsv gives {term!r} the unknown kind {kind!r}")
        found[term] = SourceWord(cast("VoiceKind", kind), int(rank), case)
    return found


@functools.cache
def vouching(part: str) -> frozenset[str]:
    """The lemmas of `data/speech_vouching.tsv` that play a part in making a source the voice of a claim.

    >>> "condemn" in vouching("stance")
    True
    """
    return frozenset(word for word, played in rows("speech_vouching.tsv") if played == part)
