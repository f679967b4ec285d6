"""Countries by the codes that the formats of others use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.vocab.tables import rows


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. `number` is ISO 3166-1's, `gw` Gleditsch and Ward's; None where there is none."""

    iso2: str
    iso3: str
    number: int | None
    fips: str
    gw: int | None
    name: str
    acled_region: str
    ucdp_region: str


@cache
def countries() -> dict[str, Country]:
    """All countries, by their ISO 3166-1 alpha-2 codes."""
    return {row["iso2"]: _country(row) for row in rows("countries.tsv")}


def country(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code; None for none, or for an unknown code.

    >>> country("IQ").iso3, country("IQ").gw, country("xx")
    ('IRQ', 645, None)
    """
    return countries().get((code or "").upper())


@cache
def by_iso3() -> dict[str, Country]:
    """All countries, by their ISO 3166-1 alpha-3 codes."""
    return {c.iso3: c for c in countries().values()}


@cache
def by_name() -> dict[str, Country]:
    """All countries, by their names in lower case."""
    return {c.name.lower(): c for c in countries().values()}


def _country(row: dict[str, str]) -> Country:
    return Country(
        row["iso2"],
        row["iso3"],
        int(row["number"]) if row["number"] else None,
        row["fips"],
        int(row["gw"]) if row["gw"] else None,
        row["name"],
        row["acled_region"],
        row["ucdp_region"],
    )
