"""Which event codes may name one happening, and in which rooms of the index to look for its kin."""

from __future__ import annotations

from functools import cache, lru_cache

from sayso.vocab.tables import rows

ROOMS = {"violence": ("force",), "protest": ("street",), "custody": ("custody",), "territory": ("ground",)}
CROSSERS = {"crackdown": ("street", "force"), "riot": ("street", "force")}


@cache
def _table() -> dict[tuple[str, str], float]:
    table: dict[tuple[str, str], float] = {}
    for row in rows("event_kinship.tsv"):
        table[row["a"], row["b"]] = table[row["b"], row["a"]] = float(row["kin"])
    return table


@lru_cache(maxsize=4096)
def kinship(a: str, b: str) -> float:
    """How far two event codes may name one happening, 0 to 1.

    >>> kinship("killing", "bombing"), kinship("bombing", "bombing"), kinship("agreement", "bombing")
    (0.7, 1.0, 0.0)
    """
    return 1.0 if a == b else _table().get((a, b), 0.0)


@cache
def event_rooms(code: str) -> tuple[str, ...]:
    """The parts of the merging index that an event code is kept in; kin codes share one.

    >>> event_rooms("riot")
    ('street', 'force')
    """
    if code in CROSSERS:
        return CROSSERS[code]
    family = next(row["family"] for row in rows("event_codes.tsv") if row["code"] == code)
    return ROOMS.get(family, (family,))
