"""What merging keeps of a reading (its facts), packed for the ledger and unpacked again.

Facts of an older shape are not read; whoever asks then makes them anew from the stored reading.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from sayso.ledger.codec import NAMES, decoder, plain
from sayso.merging.facts import Facts, Sheet
from sayso.merging.gather import Gatherer
from sayso.merging.wording import Spread, Wording
from sayso.records import Reading

VERSION = 1  # raise it when facts of the same shape come to mean something else


def facts_of(reading: Reading) -> list[Facts]:
    """The facts of a reading, without anyone's corrections."""
    return list(Gatherer().facts([reading]))


def pack(facts: list[Facts]) -> bytes:
    """The facts of one article as compressed JSON; nothing for none."""
    if not facts:
        return b""
    rows = [{name: plain(getattr(f, name)) for name, _ in _parts()} for f in facts]
    made = {"shape": shape(), "sheet": plain(facts[0].sheet), "facts": rows}
    return zlib.compress(
        json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 3
    )


def unpack(notes: bytes) -> list[Facts] | None:
    """The facts that were packed; None where they have an older shape or are damaged."""
    if not notes:
        return []
    try:
        made = json.loads(zlib.decompress(notes))
        if made["shape"] != shape():
            return None
        sheet = decoder(Sheet)(made["sheet"])
        return [Facts(sheet=sheet, **{name: decode(row[name]) for name, decode in _parts()}) for row in made["facts"]]
    except (zlib.error, ValueError, KeyError, TypeError):
        return None


@cache
def _parts() -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(Facts, None, NAMES)
    return tuple((f.name, decoder(hints[f.name])) for f in fields(Facts) if f.name != "sheet")


@cache
def shape() -> int:
    """A number that changes when the fields of what is packed change."""
    named = [f"{kind.__name__}.{f.name}:{f.type}" for kind in (Facts, Sheet, Wording) for f in fields(kind)]
    return zlib.crc32(f"{VERSION};{';'.join(named)}".encode())


def words_of(facts: Iterable[Facts]) -> Iterator[int]:
    """The hashes of all words, names and numbers of the articles of some facts, each article's once."""
    seen: set[int] = set()
    for fact in facts:
        if id(fact.sheet) not in seen:
            seen.add(id(fact.sheet))
            marks = fact.sheet.wording
            for bag in (marks.words, marks.names, marks.numbers):
                yield from bag.codes


class LedgerSpread(Spread):
    """How common words are in the whole ledger, as far as they are asked for."""

    def __init__(self, articles: int, counts: dict[int, int]) -> None:
        super().__init__()
        self.articles += articles
        for code, n in counts.items():
            self._counts[code] = self._counts.get(code, 0) + n
