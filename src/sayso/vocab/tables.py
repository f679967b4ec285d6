"""Packaged tables: tab-separated, a header line, '#' lines that give the source and the licence."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sayso.errors import InstallationError


@cache
def rows(name: str, package: str = "sayso.vocab") -> tuple[dict[str, str], ...]:
    """The rows of a table in a package's `data`, a dict a row; raises InstallationError where it is missing or torn.

    >>> rows("event_codes.tsv")[0]["code"]
    'air-strike'
    """
    try:
        text = (files(package) / "data" / name).read_text(encoding="utf-8")
    except OSError as error:
        raise InstallationError(f"the packaged table {name} can't be read ({error}); reinstall sayso") from error
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    found = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise InstallationError(f"{name}, row {number}: {len(cells)} cells under {len(header)} headings")
        found.append(dict(zip(header, cells, strict=True)))
    return tuple(found)
