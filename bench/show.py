"""A table on standard output, and whether a goal is met."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under a head: the first column to the left, the others to the right.

    >>> print(table(["stage", "ms"], [["parse", "7"]]))
    stage | ms
    ------|---
    parse |  7
    """
    width = [max(len(row[k]) for row in [head, *rows]) for k in range(len(head))]

    def line(row: Sequence[str]) -> str:
        cells = [cell.ljust(w) if k == 0 else cell.rjust(w) for k, (cell, w) in enumerate(zip(row, width, strict=True))]
        return " | ".join(cells).rstrip()

    rule = "-|-".join("-" * w for w in width)
    return "\n".join([line(head), rule, *map(line, rows)])


def goal(value: float, most: float | None = None, least: float | None = None) -> str:
    """`met` or `MISSED`, against the most or the least that a value may be."""
    good = (most is None or value <= most) and (least is None or value >= least)
    bound = f"<= {most:g}" if most is not None else f">= {least:g}"
    return f"{bound} {'met' if good else 'MISSED'}"
