"""The vocabulary of certainty: words that say how sure a happening is, or that it has not happened.

The words are in `data/hedges.tsv`, read once, when first asked for. `sort` is the part that a word plays: an adverb, a
modal verb, an adjective of the event, a governing verb or noun, a denial, an aim.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from sayso.vocab.speech import rows


@functools.cache
def hedges(sort: str) -> Mapping[str, str]:
    """The words of one sort with what they mean: a certainty, `prospect`, or nothing.

    >>> hedges("adverb")["reportedly"]
    'probable'
    """
    return {word: meaning for word, kind, meaning in rows("hedges.tsv") if kind == sort and meaning != "prospect"}


@functools.cache
def prospects(sort: str) -> frozenset[str]:
    """The words of one sort that make a happening a prospect.

    >>> "planned" in prospects("adjective")
    True
    """
    return frozenset(word for word, kind, meaning in rows("hedges.tsv") if kind == sort and meaning == "prospect")


@functools.cache
def scale() -> Mapping[tuple[str, str], float]:
    """Factuality, from 3 (certainly so) to -3 (certainly not), by sort and word of the cue; `*` is any word of a sort.

    >>> scale()["negation", "*"] < 0 < scale()["modal", "*"]
    True
    """
    return {(sort, word): float(value) for sort, word, value in rows("hedges_scale.tsv")}
